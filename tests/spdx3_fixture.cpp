#include "tests/spdx3_fixture.h"

#include <string_view>

#include <fmt/format.h>

namespace licet::tests {

using namespace spdx;

namespace {

// Ids without what the fixture's have in common.
std::string brief(const std::string& id) {
  constexpr std::string_view kBase = "https://example.org/reader#";
  return id.starts_with(kBase) ? id.substr(kBase.size()) : id;
}

}  // namespace

std::string shown(const LicenseStatement& license) {
  const char* basis = license.basis == LicenseBasis::Declared ? "declared" : "concluded";
  std::string out = fmt::format("  {} ", basis);
  switch (license.form) {
    case LicenseForm::Expression:
      break;
    case LicenseForm::Name:
      out += "name ";
      break;
    case LicenseForm::Text:
      out += "text ";
      break;
    case LicenseForm::None:
      out += "none ";
      break;
    case LicenseForm::NoAssertion:
      out += "unsaid ";
      break;
  }
  out += license.text;
  if (!license.body.empty()) out += " | " + license.body;
  return out + "\n";
}

std::string shown(const Document& document) {
  std::string out =
      fmt::format("{} {} \"{}\"", document.version, brief(document.id), document.name);
  for (const std::string& id : document.described)
    out += " " + brief(id);
  out += "\n";
  for (const Element& element : document.elements) {
    out +=
        fmt::format("{} {} \"{}\" [{}] [{}] [{}] [{}]\n", element.type, brief(element.id),
                    element.name, element.version, element.supplier, element.purl, element.purpose);
    for (const LicenseStatement& license : element.licenses)
      out += shown(license);
  }
  for (const Link& link : document.links) {
    out += fmt::format("{} -{}-> {} ({}) {}\n", brief(link.from), link.type, brief(link.to),
                       link.comment, link.scope);
  }
  for (const CustomLicense& license : document.custom_licenses) {
    out += fmt::format("{}: \"{}\" {} {}\n", license.id, license.name, license.text,
                       license.see_also.size());
  }
  return out;
}

}  // namespace licet::tests
