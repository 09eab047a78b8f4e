// What reading gives: a value, or everything that was wrong with the input.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace licet::spdx {

/// A position in a named input; line and column count from 1, columns in bytes. Line 0: the input
/// as a whole.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// One thing wrong with an input: where, what, and how to put it right.
struct Error {
  Place place;
  std::string message;
};

/// `file:line:column: error: message`, or `file: error: message` for a whole input; control
/// characters are shown as `\x1B`.
std::string to_string(const Error& error);

/// A value or *all* errors found while making it; never both empty. Notes are deviations that did
/// not stop the reading. Reading never throws; exceptions mean bugs or exhausted memory.
template <typename T>
struct Result {
  std::optional<T> value;
  std::vector<Error> errors;
  std::vector<Error> notes;

  explicit operator bool() const { return value.has_value(); }

  static Result failed(std::vector<Error> errors) {
    return Result{std::nullopt, std::move(errors), {}};
  }
};

/// The value if no error was collected, else the errors.
template <typename T>
Result<T> finish(T value, std::vector<Error> errors) {
  if (!errors.empty()) return Result<T>::failed(std::move(errors));
  return Result<T>{std::move(value), {}, {}};
}

}  // namespace licet::spdx
