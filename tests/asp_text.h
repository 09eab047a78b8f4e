// Facts of an answer-set program as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "engine/analyze.h"

namespace licet::tests {

/// An argument that stands as it is; numbers stand bare, everything else is quoted.
struct Name {
  std::string_view text;
};

/// A text as a string of clingo's; line ends become spaces.
std::string quoted(std::string_view text);

/// Facts, one a line.
class FactText {
 public:
  /// `predicate(args…).`
  template <typename... Args>
  void add(std::string_view predicate, const Args&... args) {
    std::string list;
    ((list += (list.empty() ? "" : ",") + argument(args)), ...);
    text_ += fmt::format("{}({}).\n", predicate, list);
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  template <typename T>
  static std::string argument(const T& value) {
    if constexpr (std::is_same_v<T, Name>) {
      return std::string(value.text);
    } else if constexpr (std::is_integral_v<T>) {
      return std::to_string(value);
    } else {
      return quoted(value);
    }
  }

  std::string text_;
};

/// A part of a work, `any` for the whole.
std::string part_name(const std::string& part);

/// The ids of the rows whose bit is set.
template <typename Rows>
std::vector<std::string> members(std::uint64_t set, const Rows& rows) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((set >> i & 1U) != 0) out.push_back(rows[i].id);
  }
  return out;
}

/// What holds of every stack: transfers, acts, relations, kinds of clauses, codes, facts, and what
/// the assumptions' values come to.
void write_catalogue(const engine::Catalogue& catalogue, const engine::Request& request,
                     FactText& facts);

}  // namespace licet::tests
