#include "tests/document_fixture.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "tests/case_file.h"

namespace licet::tests {

namespace {

constexpr std::array<std::string_view, 3> kBases = {"declared", "concluded", "observed"};
constexpr std::array<std::string_view, 5> kForms = {"expression", "name", "text", "none",
                                                    "no assertion"};

// ` key=value`, or nothing.
std::string field(std::string_view key, std::string_view value) {
  return value.empty() ? "" : fmt::format(" {}={}", key, value);
}

std::string shown(const spdx::LicenseStatement& license) {
  return fmt::format("  {} {} '{}'{}{}\n", kBases.at(static_cast<std::size_t>(license.basis)),
                     kForms.at(static_cast<std::size_t>(license.form)), license.text,
                     field("body", license.body), field("url", license.url));
}

std::string shown(const spdx::Element& element) {
  std::string out =
      fmt::format("{} {} '{}'{}{}{}{}\n", element.type, element.id, element.name,
                  field("version", element.version), field("supplier", element.supplier),
                  field("purl", element.purl), field("purpose", element.purpose));
  for (const spdx::LicenseStatement& license : element.licenses)
    out += shown(license);
  return out;
}

}  // namespace

std::string shown_document(const spdx::Document& document) {
  std::string out = fmt::format("{} {} {}{}\n", document.version, document.name, document.id,
                                document.has_signature ? " signed" : "");
  for (const std::string& id : document.described)
    out += fmt::format("described {}\n", id);
  for (const spdx::Element& element : document.elements)
    out += shown(element);
  for (const spdx::Link& link : document.links) {
    out += fmt::format("{} {} {}{}{}\n", link.from, link.type, link.to,
                       field("comment", link.comment), field("scope", link.scope));
  }
  for (const spdx::CustomLicense& license : document.custom_licenses) {
    out += fmt::format("custom {} '{}' '{}'", license.id, license.name, license.text);
    for (const std::string& address : license.see_also)
      out += " " + address;
    out += "\n";
  }
  return out;
}

std::string shown_document_sorted(spdx::Document document) {
  std::ranges::sort(document.described);
  std::ranges::sort(document.elements, {}, &spdx::Element::id);
  std::ranges::sort(document.links, {},
                    [](const spdx::Link& link) { return std::tie(link.from, link.type, link.to); });
  std::ranges::sort(document.custom_licenses, {}, &spdx::CustomLicense::id);
  for (spdx::Element& element : document.elements) {
    std::ranges::stable_sort(element.licenses, {}, &spdx::LicenseStatement::basis);
  }
  return shown_document(document);
}

std::string notes_of(const spdx::Result<spdx::Document>& result) {
  std::string out;
  for (const spdx::Error& note : result.notes) {
    const auto& place = note.place;
    out += place.line == 0 ? note.message + "\n"
                           : fmt::format("{}:{}: {}\n", place.line, place.column, note.message);
  }
  return out;
}

std::string place_of(const spdx::SourceText& source, std::size_t offset) {
  const spdx::Place place = source.locate(offset);
  return fmt::format("{}:{}", place.line, place.column);
}

spdx::SourceText document_fixture(const std::string& name) {
  return {name, read_source_file("tests/documents/" + name)};
}

}  // namespace licet::tests
