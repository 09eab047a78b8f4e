// Edits of JSON. A new entry stands right behind the last one, so that taking out everything from
// the end of the one before it to its own end gives back the bytes that were there.
#include "spdx/layout_json.h"
#include "spdx/tree_edit.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::size_t begin_of(const Value& container, const Value& entry) {
  return container.kind == Value::Kind::Map ? entry.key_offset : entry.offset;
}

// Where the last line break of white space begins; its size if there is none.
std::size_t line_break(std::string_view space) {
  const std::size_t at = space.rfind('\n');
  if (at == std::string_view::npos) return space.size();
  return at > 0 && space[at - 1] == '\r' ? at - 1 : at;
}

class JsonEdit final : public TreeEdit {
 public:
  JsonEdit(const SourceText& source, const Value& root) : TreeEdit(source) {
    if (root.items.empty()) return;
    const Value& first = root.items.front();
    const std::string_view lead = space_before(begin_of(root, first));
    if (root.kind == Value::Kind::Map) {
      const std::size_t key_end = past_quoted(text(), first.key_offset);
      layout_.colon = text().substr(key_end, first.offset - key_end);
    }
    const std::size_t line = line_break(lead);
    layout_.indent = "  ";
    if (layout_.colon.ends_with(' ')) layout_.comma = ", ";
    if (line < lead.size()) {
      const std::size_t spaces = lead.rfind('\n') + 1;
      break_ = lead.substr(line, spaces - line);
      if (spaces < lead.size()) layout_.indent = lead.substr(spaces);
    }
  }

  std::string_view raw(const Value& value) override {
    return text().substr(value.offset, value.end - value.offset);
  }

  void add(const Value& container, const std::vector<Value>& entries) override {
    if (container.items.empty()) return fill(container, entries);
    const Value& last = container.items.back();
    std::string lead(space_before(begin_of(container, last)));
    if (lead.empty() && container.items.size() == 1) lead = layout_.comma.substr(1);
    const JsonLayout layout = layout_behind(lead);
    for (const Value& entry : entries)
      insert(last.end, "," + lead + json_piece(entry, layout));
  }

  void remove(const Value& container, const std::vector<bool>& gone) override {
    const auto& items = container.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!gone[i]) continue;
      std::size_t next = i + 1;
      while (next < items.size() && gone[next])
        ++next;
      if (i > 0) {
        erase(items[i - 1].end, items[next - 1].end);
      } else {
        erase(begin_of(container, items[0]), begin_of(container, items[next]));
      }
      i = next;
    }
  }

 private:
  [[nodiscard]] std::string_view space_before(std::size_t at) const {
    const std::size_t last = text().substr(0, at).find_last_not_of(kSpace);
    const std::size_t begin = last == std::string_view::npos ? 0 : last + 1;
    return text().substr(begin, at - begin);
  }

  // Of an entry behind this white space.
  [[nodiscard]] JsonLayout layout_behind(std::string_view lead) const {
    JsonLayout layout = layout_;
    layout.line = lead.substr(line_break(lead));
    return layout;
  }

  // What was empty is written as if it had never been so.
  void fill(const Value& container, const std::vector<Value>& entries) {
    JsonLayout layout = layout_;
    if (!break_.empty()) {
      const std::size_t before = text().substr(0, container.offset).rfind('\n');
      const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
      const std::string_view line = text().substr(begin, container.offset - begin);
      const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
      layout.line = break_ + std::string(line.substr(0, indent));
    }
    Value made;
    made.kind = container.kind;
    made.items = entries;
    replace(container, json_piece(made, layout));
  }

  JsonLayout layout_;  // its `line` stays empty
  std::string break_;  // the document's line break; empty if it stands on one line
};

}  // namespace

std::unique_ptr<TreeEdit> edit_json(const SourceText& source, const Value& root) {
  return std::make_unique<JsonEdit>(source, root);
}

}  // namespace licet::spdx
