#include "spdx/notes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

void Notes::add(std::size_t offset, std::string message) {
  if (list_.size() >= kMaxNotes) {
    ++dropped_;
    return;
  }
  list_.push_back(source_.error(offset, std::move(message)));
}

void Notes::add_first(std::vector<Error> others) {
  list_.insert(list_.begin(), std::make_move_iterator(others.begin()),
               std::make_move_iterator(others.end()));
}

void Notes::trim() {
  if (list_.size() <= kMaxNotes) return;
  dropped_ += list_.size() - kMaxNotes;
  list_.resize(kMaxNotes);
}

std::vector<Error> Notes::sorted() && {
  trim();
  std::ranges::stable_sort(
      list_, {}, [](const Error& note) { return std::pair(note.place.line, note.place.column); });
  if (dropped_ > 0) {
    list_.push_back(Error{
        {source_.name(), 0, 0},
        fmt::format("{} more like these are left out", dropped_)
    });
  }
  return std::move(list_);
}

}  // namespace licet::spdx
