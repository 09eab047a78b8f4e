// YAML to located values, from yaml-cpp's event stream rather than its node tree: events carry positions, and
// aliases can be counted while they are expanded. The only file that includes yaml-cpp.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "spdx/value.h"

namespace licet::spdx {

namespace {

struct Stop {};  // thrown out of yaml-cpp's event loop once an error is recorded

bool is_number(std::string_view text) {
  if (text.empty()) return false;
  const std::string_view digits = text.front() == '-' || text.front() == '+' ? text.substr(1) : text;
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return false;
  double value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return problem == std::errc() && end == digits.data() + digits.size();
}

// The core schema's types of a plain scalar (YAML 1.2, 10.3.2), without octal and hexadecimal numbers.
Value::Kind kind_of_plain(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return Value::Kind::Null;
  for (const std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return Value::Kind::Boolean;
  }
  return is_number(text) ? Value::Kind::Number : Value::Kind::String;
}

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const SourceText& source) : source_(source) {}

  std::vector<Error> errors;
  Value root;

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}

  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(scalar(mark, Value::Kind::Null, ""), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) fail(mark, "this alias refers to itself or to nothing");
    count(known->second.size, mark);
    if (known->second.depth + open_.size() > kMaxDepth) too_deep(mark);
    add(known->second.value, YAML::NullAnchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const bool plain = tag.empty() || tag == "?";
    Value value = scalar(mark, plain ? kind_of_plain(text) : Value::Kind::String, text);
    if (value.kind == Value::Kind::Boolean) std::ranges::transform(value.text, value.text.begin(), lower);
    add(std::move(value), anchor);
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

  void record(const YAML::Mark& mark, std::string message) {
    errors.push_back(source_.error(offset(mark), std::move(message)));
  }

 private:
  struct Open {
    Value value;
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::size_t count_before = 0;
    std::size_t deepest = 0;  // levels below this one
    bool key_pending = false;
    std::string key;
    std::size_t key_offset = 0;
    std::set<std::string> keys;
  };

  struct Anchored {
    Value value;
    std::size_t size = 0;
    std::size_t depth = 0;
  };

  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

  std::size_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
  }

  [[noreturn]] void fail(const YAML::Mark& mark, std::string message) {
    record(mark, std::move(message));
    throw Stop{};
  }

  [[noreturn]] void too_deep(const YAML::Mark& mark) {
    fail(mark, fmt::format("nested deeper than {} levels", kMaxDepth));
  }

  void count(std::size_t values, const YAML::Mark& mark) {
    values_ += values;
    if (values_ > kMaxValues) {
      fail(mark, fmt::format("more than {} values once aliases are expanded; write them out or use fewer", kMaxValues));
    }
  }

  Value scalar(const YAML::Mark& mark, Value::Kind kind, const std::string& text) {
    count(1, mark);
    Value value;
    value.kind = kind;
    value.text = text;
    value.offset = offset(mark);
    return value;
  }

  void open(const YAML::Mark& mark, Value::Kind kind, YAML::anchor_t anchor) {
    if (open_.size() == kMaxDepth) too_deep(mark);
    count(1, mark);
    Open level;
    level.value.kind = kind;
    level.value.offset = offset(mark);
    level.anchor = anchor;
    level.count_before = values_ - 1;
    open_.push_back(std::move(level));
  }

  void close() {
    Open level = std::move(open_.back());
    open_.pop_back();
    if (!open_.empty()) open_.back().deepest = std::max(open_.back().deepest, level.deepest + 1);
    if (level.anchor != YAML::NullAnchor) {
      anchors_[level.anchor] = {level.value, values_ - level.count_before, level.deepest + 1};
    }
    add(std::move(level.value), YAML::NullAnchor);
  }

  void add(Value value, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = {value, 1, 0};
    if (open_.empty()) {
      root = std::move(value);
      return;
    }
    Open& level = open_.back();
    if (level.value.kind == Value::Kind::Map && !level.key_pending) {
      take_key(level, value);
      return;
    }
    level.key_pending = false;
    value.key = std::exchange(level.key, {});
    value.key_offset = level.key_offset;
    level.value.items.push_back(std::move(value));
  }

  void take_key(Open& level, const Value& value) {
    if (value.kind == Value::Kind::List || value.kind == Value::Kind::Map) {
      errors.push_back(source_.error(value.offset, "a key has to be plain text, not a list or map"));
      throw Stop{};
    }
    if (!level.keys.insert(value.text).second) {
      errors.push_back(source_.error(
          value.offset, fmt::format("the key \"{}\" stands here twice; keep one", value.text)));
      throw Stop{};
    }
    level.key = value.text;
    level.key_offset = value.offset;
    level.key_pending = true;
  }

  const SourceText& source_;
  std::size_t values_ = 0;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
};

}  // namespace

Result<Value> read_yaml(const SourceText& source) {
  if (auto errors = check_text(source); !errors.empty()) return Result<Value>::failed(std::move(errors));
  Builder builder(source);
  try {
    std::istringstream in{std::string(source.text())};
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
  } catch (const Stop&) {
    // recorded
  } catch (const YAML::Exception& problem) {
    builder.record(problem.mark, fmt::format("not valid YAML: {}", problem.msg));
  }
  return finish(std::move(builder.root), std::move(builder.errors));
}

}  // namespace licet::spdx
