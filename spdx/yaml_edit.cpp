// Edits of YAML. Its parser tells where an entry begins, not where it ends; so a new entry stands
// right before the last one, and taking out everything from its begin to that of the next one gives
// back the bytes that were there. What is added to flow style is JSON, which is YAML too.
#include <algorithm>

#include <fmt/format.h>

#include "spdx/layout_json.h"
#include "spdx/tree_edit.h"

namespace licet::spdx {

namespace {

using Kind = Value::Kind;

class YamlEdit final : public TreeEdit {
 public:
  YamlEdit(const SourceText& source, const Value& root) : TreeEdit(source) {
    const std::size_t line = text().find('\n');
    if (line != std::string_view::npos && line > 0 && text()[line - 1] == '\r') break_ = "\r\n";
    for (const Value& member : root.items) {
      if (member.kind != Kind::List || member.items.empty() || is_flow(member)) continue;
      const std::size_t dash = begin_of(member, member.items.front());
      const std::size_t key = column(member.key_offset);
      list_indent_ = std::max(column(dash), key) - key;
      return;
    }
  }

  std::string_view raw(const Value& value) override {
    const std::size_t end = end_of(value);
    if (end == 0) {
      fail(value.offset, "it cannot be told where this value ends; put it in quotes");
      return {};
    }
    return text().substr(value.offset, end - value.offset);
  }

  void add(const Value& container, const std::vector<Value>& entries) override {
    if (container.items.empty()) {
      Value made;
      made.kind = container.kind;
      made.items = entries;
      return replace(container, json_piece(made, JsonLayout{.line = "", .indent = ""}));
    }
    const Value& last = container.items.back();
    const std::size_t at = begin_of(container, last);
    const bool flow = is_flow(container);
    const std::size_t indent = flow ? 0 : column(at);
    for (const Value& entry : entries) {
      insert(at, flow ? json_piece(entry, {"", "", ": ", ", "}) + ", "
                      : block(entry, container.kind == Kind::List, indent) + new_line(indent));
    }
  }

  void remove(const Value& container, const std::vector<bool>& gone) override {
    const auto& items = container.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!gone[i]) continue;
      const std::size_t begin = begin_of(container, items[i]);
      if (i + 1 < items.size()) {
        erase(begin, begin_of(container, items[i + 1]));
      } else {
        erase_last(container, begin);
      }
    }
  }

 private:
  [[nodiscard]] bool is_flow(const Value& container) const {
    const char c = container.offset < text().size() ? text()[container.offset] : '\0';
    return c == '{' || c == '[';
  }

  // Bytes between an offset and the begin of its line.
  [[nodiscard]] std::size_t column(std::size_t at) const {
    const std::size_t before = text().substr(0, at).rfind('\n');
    return before == std::string_view::npos ? at : at - before - 1;
  }

  [[nodiscard]] std::string new_line(std::size_t indent) const {
    return break_ + std::string(indent, ' ');
  }

  // An item of a block list begins with its dash.
  std::size_t begin_of(const Value& container, const Value& entry) {
    if (container.kind == Kind::Map) return entry.key_offset;
    if (is_flow(container)) return entry.offset;
    const std::size_t dash = text().substr(0, entry.offset).find_last_not_of(" \r\n");
    if (dash != std::string_view::npos && text()[dash] == '-') return dash;
    fail(entry.offset, "nothing can be put beside an item that does not begin right behind its -");
    return entry.offset;
  }

  // Text is quoted, so that it needs no care, and stands on one line.
  [[nodiscard]] std::string block(const Value& value, bool item, std::size_t indent) const {
    std::string out = item ? "- " : "";
    if (item) indent += 2;
    if (!value.key.empty()) out += value.key.str() + ":";
    if (value.kind == Kind::String)
      return out + (value.key.empty() ? "" : " ") + json_quoted(value.text);
    if (value.kind == Kind::List) indent += list_indent_;
    for (const Value& inside : value.items) {
      const bool first = &inside == &value.items.front();
      if (!first || !value.key.empty()) out += new_line(indent);
      out += block(inside, value.kind == Kind::List, indent);
    }
    return out;
  }

  // 0 if it is not known.
  [[nodiscard]] std::size_t end_of(const Value& value) const {
    const std::string_view rest = text().substr(value.offset);
    if (rest.starts_with('"') || rest.starts_with('\'')) return past_quoted(text(), value.offset);
    if (value.kind == Kind::List || value.kind == Kind::Map)
      return is_flow(value) ? flow_end(value.offset) : 0;
    // A plain text on one line stands as it reads.
    const bool as_read = !value.text.empty() && rest.starts_with(value.text);
    return as_read ? value.offset + value.text.view().size() : 0;
  }

  // Behind the bracket that closes the one at an offset.
  [[nodiscard]] std::size_t flow_end(std::size_t at) const {
    std::size_t open = 0;
    while (at < text().size()) {
      const char c = text()[at];
      if (c == '"' || c == '\'') {
        at = past_quoted(text(), at);
        continue;
      }
      if (c == '[' || c == '{') ++open;
      if ((c == ']' || c == '}') && --open == 0) return at + 1;
      ++at;
    }
    return 0;
  }

  // Somebody took out what stood behind our entry: in block style it ends with its line, since it
  // was written on lines of its own and the last value of each is one text in quotes.
  void erase_last(const Value& container, std::size_t begin) {
    const Value* last = &container.items.back();
    while (!last->items.empty())
      last = &last->items.back();
    const std::size_t before = text().substr(0, begin).find_last_not_of(" \r\n");
    const std::size_t end = end_of(*last);
    if (is_flow(container) || end == 0 || before == std::string_view::npos) {
      fail(begin, "this was licet's own, but what followed it is gone; remove it by hand");
    } else {
      erase(before + 1, end);
    }
  }

  std::string break_ = "\n";
  std::size_t list_indent_ = 0;  // of the dashes of a list behind the key it is the value of
};

}  // namespace

std::unique_ptr<TreeEdit> edit_yaml(const SourceText& source, const Value& root) {
  return std::make_unique<YamlEdit>(source, root);
}

}  // namespace licet::spdx
