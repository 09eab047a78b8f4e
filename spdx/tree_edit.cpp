#include "spdx/tree_edit.h"

#include <algorithm>
#include <utility>

namespace licet::spdx {

void TreeEdit::replace(const Value& value, std::string text) {
  patches_.push_back({value.offset, raw(value).size(), std::move(text)});
}

void TreeEdit::insert(std::size_t offset, std::string text) {
  patches_.push_back({offset, 0, std::move(text)});
}

void TreeEdit::erase(std::size_t begin, std::size_t end) {
  patches_.push_back({begin, end - begin, {}});
}

void TreeEdit::fail(std::size_t offset, std::string message) {
  errors_.push_back(source_.error(offset, std::move(message)));
}

Result<std::vector<Patch>> TreeEdit::take() {
  return finish(std::move(patches_), std::move(errors_));
}

void remove_items(TreeEdit& edit, const Value& map, const ListedItems& items,
                  std::vector<bool>& gone) {
  const auto list = std::ranges::find(map.items, items.key, &Value::key);
  if (list == map.items.end() || list->kind != Value::Kind::List) return;
  std::vector<bool> which;
  for (const Value& item : list->items)
    which.push_back(items.out(item));
  if (std::ranges::find(which, true) == which.end()) return;
  if (std::ranges::find(which, false) != which.end()) {
    edit.remove(*list, which);
  } else if (items.was != nullptr) {
    edit.replace(*list, items.was->str());
  } else {
    gone[static_cast<std::size_t>(list - map.items.begin())] = true;
  }
}

void remove_members(TreeEdit& edit, const Value& map, const std::vector<bool>& gone) {
  if (std::ranges::find(gone, true) == gone.end()) return;
  if (std::ranges::find(gone, false) == gone.end()) {
    edit.fail(map.offset, "nothing but licet's own remarks stands here; remove them by hand");
  } else {
    edit.remove(map, gone);
  }
}

std::size_t past_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      // YAML doubles a single quote that is meant.
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return text.size();
}

}  // namespace licet::spdx
