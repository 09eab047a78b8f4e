#include "spdx/xml_report.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "spdx/license_text.h"
#include "spdx/spelling.h"
#include "spdx/value_text.h"

namespace licet::spdx {

namespace {

constexpr std::size_t kMaxErrors = 1000;

}  // namespace

bool XmlReport::full() const {
  return errors_.size() >= kMaxErrors;
}

void XmlReport::fail(std::size_t offset, std::string message) {
  if (!full()) errors_.push_back(source_.error(offset, std::move(message)));
}

void XmlReport::fail(std::string_view part, std::size_t otherwise, std::string message) {
  const std::string_view text = source_.text();
  const bool within = is_within(text, part);
  fail(within ? static_cast<std::size_t>(part.data() - text.data()) : otherwise,
       std::move(message));
}

void XmlReport::unknown(const XmlElement& element, std::string_view around,
                        const std::vector<std::string_view>& names) {
  if (full()) return;
  fail(element.offset, fmt::format("unknown element \"{}\" in \"{}\"{}", element.name, around,
                                   did_you_mean(element.name, names)));
}

void XmlReport::check_attributes(const XmlElement& element,
                                 const std::vector<std::string_view>& names) {
  for (const XmlAttribute& attribute : element.attributes) {
    if (full()) return;
    if (std::ranges::find(names, attribute.name) != names.end()) continue;
    fail(attribute.name, element.offset,
         fmt::format("unknown attribute \"{}\" of \"{}\"{}", attribute.name, element.name,
                     did_you_mean(attribute.name, names)));
  }
}

std::string XmlReport::folded(const XmlElement& element, std::string_view attribute) {
  const XmlAttribute* found = element.find(attribute);
  return found == nullptr ? std::string() : fold_space(found->value);
}

std::string XmlReport::needed(const XmlElement& element, std::string_view attribute) {
  std::string value = folded(element, attribute);
  if (value.empty())
    fail(element.offset, fmt::format("this \"{}\" has no \"{}\"", element.name, attribute));
  return value;
}

}  // namespace licet::spdx
