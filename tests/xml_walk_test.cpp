// XML is parsed in pieces; what comes out has to be what a parse of the whole gives.
#include "spdx/xml_walk.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/xml_nodes.h"
#include "tests/shown_xml.h"

using namespace licet;

namespace {

using spdx::SourceText;
using tests::ShownXml;

// An XML text of about so many bytes, with all that an element may hold.
class MadeUp {
 public:
  explicit MadeUp(std::uint32_t seed) : random_(seed) {}

  std::string text(std::size_t bytes) {
    out_ = "<?xml version='1.0'?>\n<!DOCTYPE r [<!-- it's [ --> <!ELEMENT r ANY>]>\n<!-- <r> -->\n";
    out_ += "<n:r xmlns:n='u' a='>' n:b=\"x&amp;y\">";
    while (out_.size() < bytes)
      element(0, bytes / 2);
    out_ += "</n:r >\n<?p?><!-- </n:r> -->\n";
    return std::move(out_);
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void words() {
    static const std::vector<std::string> kWords = {" ",
                                                    "\n  ",
                                                    "some text ",
                                                    "a &lt; b ",
                                                    "<![CDATA[</x> ]] >]]>",
                                                    "<!-- <y> -->",
                                                    "<?q>?>",
                                                    "caf\xC3\xA9",
                                                    "&#x41;",
                                                    "<!----> t ",
                                                    " > ",
                                                    "\r\n"};
    for (std::size_t i = below(4); i > 0; --i)
      out_ += kWords[below(kWords.size())];
  }

  void element(std::size_t depth, std::size_t most) {
    const std::size_t begin = out_.size();
    const std::string name = (below(3) == 0 ? "n:" : "") + std::string(1 + below(3), 'e');
    out_ += "<" + name;
    if (below(3) == 0) out_ += fmt::format(" v=\"it's {}>\"", below(9));
    if (below(5) == 0) out_ += "\n  n:w = '/&quot;\"'";
    if (below(9) == 0) out_ += " xmlns:m='x>y'";
    if (below(6) == 0) {
      out_ += "/>";
      return;
    }
    out_ += ">";
    words();
    if (below(200) == 0) out_ += std::string(below(100'000), 'z');
    const bool large = below(40) == 0;
    while (depth < 40 && (large ? out_.size() - begin < most : below(5) < 2)) {
      element(depth + 1, most * 2 / 3);
      words();
    }
    out_ += "</" + name + (below(4) == 0 ? " >" : ">");
  }

  std::mt19937 random_;
  std::string out_;
};

}  // namespace

// Of one byte: each element by itself, as deep as they are taken apart.
constexpr std::size_t kPieces[] = {1, 500, spdx::kXmlPiece};

TEST_CASE("XML: what is parsed in pieces is what the whole is") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    const std::string text = MadeUp(seed).text(std::size_t{seed} * 40'000);
    const auto expected = tests::shown_whole(text);
    REQUIRE(expected);
    for (const std::size_t piece : kPieces) {
      CAPTURE(seed);
      CAPTURE(piece);
      const SourceText source("t", text);
      ShownXml shown;
      REQUIRE(spdx::walk_xml(source, shown, piece).empty());
      CHECK(shown.lines == *expected);
    }
  }
}

TEST_CASE("XML: an element ends where a parse of its bytes alone says so") {
  const std::string text = MadeUp(99).text(150'000);
  const SourceText source("t", text);
  const auto nodes = spdx::read_xml(source);
  REQUIRE(nodes);
  for (std::size_t i = 0; i < nodes.value->size(); i += 7) {
    const spdx::XmlNode& node = (*nodes.value)[i];
    const auto bytes = std::string_view(text).substr(node.offset, node.end - node.offset);
    pugi::xml_document alone;
    CHECK(alone.load_buffer(bytes.data(), bytes.size(), tests::kXmlOptions, pugi::encoding_utf8));
    CHECK(bytes.back() == '>');
    CHECK(alone.first_child() == alone.last_child());
  }
}

TEST_CASE("XML: what a visitor declines is passed over with all that is in it") {
  const std::string text = MadeUp(7).text(200'000);
  const SourceText source("t", text);
  ShownXml all;
  REQUIRE(spdx::walk_xml(source, all).empty());
  std::vector<std::string> expected;
  std::size_t past = 0;
  for (std::size_t i = 0; i < all.lines.size(); ++i) {
    const std::string& line = all.lines[i];
    if (std::stoul(line.substr(line.find(' '))) < past) continue;
    expected.push_back(line);
    if (line.find(" ee:") != std::string::npos || line.find(" ee ") != std::string::npos)
      past = all.ends[i];
  }
  CHECK(expected.size() < all.lines.size());
  for (const std::size_t piece : kPieces) {
    ShownXml some;
    some.declined = "ee";
    REQUIRE(spdx::walk_xml(source, some, piece).empty());
    CHECK(some.lines == expected);
  }
}

TEST_CASE("XML: a text that is cut or spoiled is wrong if the parser finds so") {
  const std::string text = MadeUp(5).text(60'000);
  std::mt19937 random(5);
  std::size_t wrong = 0;
  for (int i = 0; i < 400; ++i) {
    std::string spoiled = text;
    const std::size_t at = random() % text.size();
    constexpr std::string_view kBytes = "<>/\"'! e";
    if (i % 2 == 0) spoiled.resize(at);
    if (i % 2 == 1) spoiled[at] = kBytes[random() % kBytes.size()];
    CAPTURE(i);
    CAPTURE(at);
    const auto expected = tests::shown_whole(spoiled);
    if (!expected) ++wrong;
    for (const std::size_t piece : kPieces) {
      const SourceText source("t", spoiled);
      ShownXml shown;
      const auto errors = spdx::walk_xml(source, shown, piece);
      if (!expected) {
        CHECK(!errors.empty());
      } else if (errors.empty()) {
        CHECK(shown.lines == *expected);
      } else {  // an entity was spoiled, which the parser lets pass
        CHECK(errors.front().message.starts_with("no entity"));
      }
    }
  }
  CHECK(wrong > 200);
}

TEST_CASE("XML: what may stand outside of the root only is wrong in pieces, too") {
  for (const char* inside :
       {"<!DOCTYPE x>", "<?xml version='1.0'?>", "</r><r>", "<b></c><c></b>"}) {
    const std::string text = fmt::format("<r><a/>{}<a/></r>", inside);
    CAPTURE(text);
    for (const std::size_t piece : kPieces) {
      ShownXml shown;
      const auto errors = spdx::walk_xml(SourceText("t", text), shown, piece);
      CHECK(errors.empty() == tests::shown_whole(text).has_value());
    }
  }
}
