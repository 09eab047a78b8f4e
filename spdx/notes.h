// Deviations of an input that do not stop its reading.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "spdx/source.h"

namespace licet::spdx {

/// Most notes told of one input; one more says how many are left out.
inline constexpr std::size_t kMaxNotes = 1000;

/// Collects the notes on one input, each with its place.
class Notes {
 public:
  /// `first` are notes made earlier, of the same input.
  explicit Notes(const SourceText& source, std::vector<Error> first = {})
      : source_(source), list_(std::move(first)) {}

  void add(std::size_t offset, std::string message);

  /// Puts notes that another collector made of the same input before its own.
  void add_first(std::vector<Error> others);

  /// For a collector that appends by itself (Fields); to be followed by trim().
  std::vector<Error>& list() { return list_; }

  /// Drops what is beyond the most; keeps count of it.
  void trim();

  /// All notes in the order of their places. O(n log n).
  std::vector<Error> sorted() &&;

 private:
  const SourceText& source_;
  std::vector<Error> list_;
  std::size_t dropped_ = 0;
};

}  // namespace licet::spdx
