// YAML to located values, from yaml-cpp's event stream rather than its node tree: events carry
// positions, and aliases can be counted while they are expanded. With write_yaml.cpp the only file
// that includes yaml-cpp.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>
#include <utility>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <fmt/format.h>

#include "spdx/spelling.h"
#include "spdx/value.h"

namespace licet::spdx {

namespace {

struct Stop {};  // thrown out of yaml-cpp's event loop once an error is recorded

// What a tree costs.
struct Cost {
  std::size_t values = 0;
  std::size_t bytes = 0;
};

class Builder : public YAML::EventHandler {
 public:
  // `base` is the offset of the text that yaml-cpp sees, which is without a byte order mark.
  Builder(const SourceText& source, std::size_t base, KeepsMember keeps)
      : source_(source), base_(base), keeps_(keeps) {}

  std::vector<Error> errors;
  Value root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      fail(mark,
           "something follows the end of the document; a file holds one, so put it into a file of "
           "its own");
    }
  }

  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(scalar(mark, Value::Kind::Null, ""), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end())
      fail(mark, "this alias refers to the value it stands in; write the value out");
    count(total_, known->second.cost, mark);
    if (known->second.depth + open_.size() > kMaxDepth) too_deep(mark);
    if (!open_.empty()) open_.back().deepest = std::max(open_.back().deepest, known->second.depth);
    Value value = known->second.value;
    // A value is put right where it is written, a key where it is used.
    if (!open_.empty() && open_.back().value.kind == Value::Kind::Map &&
        !open_.back().key_pending) {
      value.offset = offset(mark);
    }
    add(std::move(value), YAML::NullAnchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    check_quote(mark);
    const bool plain = tag.empty() || tag == "?";
    const Value::Kind kind = plain ? kind_of_plain(text) : Value::Kind::String;
    add(scalar(mark, kind, kind == Value::Kind::Boolean ? lowercase(text) : text), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, Value::Kind::List, anchor);
  }

  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, Value::Kind::Map, anchor);
  }

  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Value value;
    YAML::anchor_t anchor = YAML::NullAnchor;
    YAML::Mark mark;
    Cost before;
    std::size_t deepest = 0;  // levels below this one
    bool key_pending = false;
    std::string key;
    std::size_t key_offset = 0;
    std::set<std::string> keys;
  };

  struct Anchored {
    Value value;
    Cost cost;
    std::size_t depth = 0;
  };

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return base_ + (mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos));
  }

  [[noreturn]] void fail(const YAML::Mark& mark, std::string message) {
    errors.push_back(source_.error(offset(mark), std::move(message)));
    throw Stop{};
  }

  // yaml-cpp lets a quote run to the end of the text.
  void check_quote(const YAML::Mark& mark) {
    const std::string_view text = source_.text();
    std::size_t at = offset(mark);
    while (at < text.size() && (text[at] == '&' || text[at] == '!')) {  // anchor and tag
      at = text.find_first_not_of(" \t\r\n",
                                  std::min(text.find_first_of(" \t\r\n", at), text.size()));
    }
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\') {
        ++i;
      } else if (text[i] == quote) {
        if (quote == '"' || i + 1 == text.size() || text[i + 1] != quote) return;
        ++i;
      }
    }
    errors.push_back(source_.error(at, "this quote is never closed; close it where its text ends"));
    throw Stop{};
  }

  [[noreturn]] void too_deep(const YAML::Mark& mark) {
    fail(mark, fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth));
  }

  // `sum` is the tree (total_) or the copies kept for aliases (kept_); each has the whole
  // allowance.
  void count(Cost& sum, const Cost& cost, const YAML::Mark& mark) {
    sum.values += cost.values;
    sum.bytes += cost.bytes;
    if (sum.values > kMaxValues) {
      fail(mark, fmt::format("more than {} values, the most that is read (an alias counts as often "
                             "as it is used); split the file",
                             kMaxValues));
    }
    if (sum.bytes > 2 * kMaxInputBytes) {
      fail(mark, fmt::format("more than {} MiB of text once aliases are expanded; use fewer",
                             2 * kMaxInputBytes / kMebibyte));
    }
  }

  Value scalar(const YAML::Mark& mark, Value::Kind kind, const std::string& text) {
    count(total_, {1, text.size()}, mark);
    Value value;
    value.kind = kind;
    value.text = text;
    value.offset = offset(mark);
    return value;
  }

  void open(const YAML::Mark& mark, Value::Kind kind, YAML::anchor_t anchor) {
    if (open_.size() == kMaxDepth) too_deep(mark);
    Open level;
    level.before = total_;
    count(total_, {1, 0}, mark);
    level.value.kind = kind;
    level.value.offset = offset(mark);
    level.anchor = anchor;
    level.mark = mark;
    open_.push_back(std::move(level));
  }

  void close() {
    Open level = std::move(open_.back());
    open_.pop_back();
    if (!open_.empty()) open_.back().deepest = std::max(open_.back().deepest, level.deepest + 1);
    level.value.items.shrink_to_fit();  // the tree is most of what reading takes
    if (level.anchor != YAML::NullAnchor) {
      const Cost cost{total_.values - level.before.values, total_.bytes - level.before.bytes};
      count(kept_, cost, level.mark);
      anchors_[level.anchor] = {level.value, cost, level.deepest + 1};
    }
    add(std::move(level.value), YAML::NullAnchor);
  }

  void add(Value value, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      anchors_[anchor] = {
          value, {1, value.text.view().size()},
           0
      };
    }
    if (open_.empty()) {
      root = std::move(value);
      return;
    }
    Open& level = open_.back();
    if (level.value.kind == Value::Kind::Map && !level.key_pending) {
      take_key(level, value);
      return;
    }
    const bool kept = !level.key_pending || keeps_ == nullptr || keeps_(parent(), level.key);
    level.key_pending = false;
    if (!kept) return;
    value.key = std::exchange(level.key, {});
    value.key_offset = level.key_offset;
    level.value.items.push_back(std::move(value));
  }

  // The key of the innermost member that is open.
  [[nodiscard]] std::string_view parent() const {
    const auto named = std::find_if(std::next(open_.rbegin()), open_.rend(),
                                    [](const Open& level) { return level.key_pending; });
    return named == open_.rend() ? std::string_view() : named->key;
  }

  void take_key(Open& level, const Value& value) {
    if (value.kind == Value::Kind::List || value.kind == Value::Kind::Map) {
      errors.push_back(
          source_.error(value.offset, "a key has to be plain text, not a list or map"));
      throw Stop{};
    }
    if (!level.keys.insert(value.text.str()).second) {
      errors.push_back(source_.error(
          value.offset, fmt::format("the key \"{}\" stands here twice; keep one", value.text)));
      throw Stop{};
    }
    --total_.values;  // a key is no value
    level.key = value.text;
    level.key_offset = value.offset;
    level.key_pending = true;
  }

  const SourceText& source_;
  std::size_t base_;
  KeepsMember keeps_;
  std::size_t documents_ = 0;
  Cost total_;
  Cost kept_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
};

// yaml-cpp says what it missed; people want to know what to change.
std::string_view hint(std::string_view problem) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kHints = {
      {
       {"end of map flow", "; close the map with \"}\", or put a comma before the next entry"},
       {"end of sequence flow",
           "; close the list with \"]\", or put a comma before the next item"},
       {"end of map",
           "; a line is indented differently from the keys above it, or lacks its \":\""},
       {"end of sequence",
           "; a line is indented differently from the items above it, or lacks its \"- \""},
       {"illegal map value", "; put text that holds \": \" in quotes"},
       {"illegal EOF", "; a quote is not closed"},
       {"illegal document indicator", "; a quote is not closed"},
       {"illegal tab", "; indent with spaces"},
       {"unknown escape", "; write \"\\\\\" for a backslash, or use single quotes"},
       {"the referenced anchor",
           "; the value it stands for needs `&name` before it, further up"},
       {"unknown token", "; put text that begins with this character in quotes"},
       {"illegal block entry",
           "; put text that begins with \"- \" in quotes, or begin a new line"},
       }
  };
  for (const auto& [begin, advice] : kHints) {
    if (problem.rfind(begin, 0) == 0) return advice;
  }
  return "";
}

// Whether a tab stands in the indentation before an offset.
bool indented_by_tab(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
    if (text[--at] == '\t') return true;
  }
  return false;
}

// yaml-cpp takes the byte 0x04 for the end of the text and would drop what follows.
std::vector<Error> check_controls(const SourceText& source) {
  const std::string_view text = source.text();
  const auto* const at = std::ranges::find_if(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (at == text.end()) return {};
  return {source.error(static_cast<std::size_t>(at - text.begin()),
                       fmt::format("the control character U+{:04X} cannot stand in YAML; remove it",
                                   static_cast<unsigned>(static_cast<unsigned char>(*at))))};
}

}  // namespace

Result<Value> read_yaml(const SourceText& source) {
  return read_yaml_members(source, nullptr);
}

Result<Value> read_yaml_members(const SourceText& source, KeepsMember keeps) {
  if (auto errors = check_text(source); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  if (auto errors = check_controls(source); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  const std::size_t base = source.text().rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  Builder builder(source, base, keeps);
  try {
    std::istringstream in{std::string(source.text().substr(base))};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    // recorded
  } catch (const YAML::Exception& problem) {
    const std::size_t at =
        base + (problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos));
    const bool tab = indented_by_tab(source.text(), at);
    const std::string_view advice = tab ? "; indent with spaces, not tabs" : hint(problem.msg);
    builder.errors.push_back(
        source.error(at, fmt::format("not valid YAML: {}{}", problem.msg, advice)));
  }
  return finish(std::move(builder.root), std::move(builder.errors));
}

}  // namespace licet::spdx
