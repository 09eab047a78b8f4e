// What is wrong with an XML text whose elements and attributes are all known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spdx/xml_walk.h"

namespace licet::spdx {

/// Collects errors, a thousand at most. Elements and attributes are those of the source.
class XmlReport {
 public:
  explicit XmlReport(const SourceText& source) : source_(source) {}

  [[nodiscard]] bool full() const;

  void fail(std::size_t offset, std::string message);

  /// At the place of a part of the source, or else at an offset.
  void fail(std::string_view part, std::size_t otherwise, std::string message);

  /// An element may not stand in the one called `around`, but these may.
  void unknown(const XmlElement& element, std::string_view around,
               const std::vector<std::string_view>& names);

  /// The attributes must have these names.
  void check_attributes(const XmlElement& element, const std::vector<std::string_view>& names);

  /// An attribute with its space folded, empty if there is none; and one that must not be.
  [[nodiscard]] static std::string folded(const XmlElement& element, std::string_view attribute);
  std::string needed(const XmlElement& element, std::string_view attribute);

  [[nodiscard]] Place place(std::size_t offset) const { return source_.locate(offset); }

  [[nodiscard]] std::vector<Error> take() { return std::move(errors_); }

 private:
  const SourceText& source_;
  std::vector<Error> errors_;
};

}  // namespace licet::spdx
