#include "tests/license_fixture.h"

#include <cstdlib>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace licet::tests {

std::string shown(const spdx::LicenseText& text) {
  constexpr std::string_view kLetters = "Tp|blihcHoa";
  std::string out;
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.nodes.size(); ++at) {
    const spdx::TextNode& node = text.nodes[at];
    for (; !ends.empty() && ends.back() <= at; ends.pop_back())
      out += '}';
    out += kLetters[static_cast<std::size_t>(node.kind)];
    if (node.kind == spdx::TextNode::Kind::Text) out += fmt::format("'{}'", node.text);
    if (node.kind == spdx::TextNode::Kind::Alternative)
      out += fmt::format("[{} {}]", node.text, node.match);
    if (node.end > at + 1) {
      out += '{';
      ends.push_back(node.end);
    }
  }
  return out + std::string(ends.size(), '}');
}

std::string license_xml(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<SPDXLicenseCollection xmlns=\"http://www.spdx.org/license\">\n"
         "<license licenseId=\"Made-Up-1.0\" name=\"Made up\" isOsiApproved=\"false\">" +
         inside + "</license>\n</SPDXLicenseCollection>\n";
}

spdx::LicenseDocument made_up(const std::string& text) {
  auto read =
      spdx::read_license_xml(spdx::SourceText("t", license_xml("<text>" + text + "</text>")));
  REQUIRE_MESSAGE(read, errors_of(read));
  REQUIRE(read.value->size() == 1);
  return std::move(read.value->front());
}

std::string folder_at_hand(const char* variable) {
  const char* folder = std::getenv(variable);
  if (folder != nullptr) return folder;
  MESSAGE("skipped: " << std::string(variable) << " is not set");
  return {};
}

}  // namespace licet::tests
