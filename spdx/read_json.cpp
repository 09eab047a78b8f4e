// JSON to located values. nlohmann/json gives no positions in its tree, but its SAX parser over a
// counting iterator does: at each callback the count is the end of the token, and the token's start
// is the first byte after the previous one that is neither space, comma nor colon. With
// write_json.cpp the only file of the libraries that includes nlohmann.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "spdx/value.h"

namespace licet::spdx {

namespace {

using Json = nlohmann::json;

// Iterates over bytes and tells a shared counter how many the lexer has taken.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}

  reference operator*() const { return *at_; }

  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }

  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return !(a == b); }

 private:
  const char* at_;
  std::size_t* count_;
};

// What becomes part of the tree, and how.
struct Keep {
  KeepsMember members = nullptr;
  KeepsItems items = nullptr;
  bool borrows = false;  // texts from the source
};

// Builds the tree from SAX events; stops at the first error. Values are collected on one stack, so
// that each list and map gets its members at once, in a vector of just their number: the tree is
// most of what reading a document takes.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  // `base` is the length of a byte order mark, which the lexer passes over.
  Builder(const SourceText& source, const std::size_t& count, std::size_t base, Keep keep)
      : source_(source), count_(count), keep_(keep), previous_end_(base) {}

  std::vector<Error> errors;

  // The whole tree, once everything is closed.
  Value root() { return values_.empty() ? Value() : std::move(values_.front()); }

  bool null() override { return scalar(Value::Kind::Null, "null"); }

  bool boolean(bool value) override {
    return scalar(Value::Kind::Boolean, value ? "true" : "false");
  }

  bool number_integer(number_integer_t value) override {
    return scalar(Value::Kind::Number, std::to_string(value));
  }

  bool number_unsigned(number_unsigned_t value) override {
    return scalar(Value::Kind::Number, std::to_string(value));
  }

  bool number_float(number_float_t /*value*/, const string_t& text) override {
    return scalar(Value::Kind::Number, text);
  }

  bool string(string_t& value) override { return scalar(Value::Kind::String, value); }

  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(Value::Kind::Map); }

  bool end_object() override { return close(); }

  bool start_array(std::size_t /*size*/) override { return open(Value::Kind::List); }

  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const std::size_t offset = token_start();
    mark();
    if (declined_ > 0) return true;
    key_offset_ = offset;
    decline_next_ = keep_.members != nullptr && !keep_.members(parent(), name);
    if (!decline_next_) key_ = text_of(offset, name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& problem) override {
    const std::size_t offset = position == 0 ? 0 : position - 1;
    errors.push_back(
        source_.error(offset, "not valid JSON: " + reason(problem.what(), last_token)));
    return false;
  }

 private:
  // Of "[json…] parse error at …: syntax error while parsing value - invalid literal; last read:
  // '…'; expected …" what a reader needs: what was found and what was expected.
  static std::string reason(std::string_view what, const std::string& last_token) {
    if (what.find("out_of_range") != std::string_view::npos) {
      return fmt::format("the number {} is too large",
                         last_token.size() > 40 ? "here" : last_token);
    }
    const std::size_t dash = what.find(" - ");
    if (dash == std::string_view::npos) return "this is no JSON text";
    what.remove_prefix(dash + 3);
    const std::size_t expected = what.rfind("; expected ");
    std::string found(what.substr(0, std::min(what.find("; last read: "), expected)));
    if (expected == std::string_view::npos) return found;
    const bool in_list = what.ends_with("expected ']'") || what.ends_with("expected '}'");
    return found + (in_list ? fmt::format("; expected ',' or {}", what.substr(what.size() - 3))
                            : std::string(what.substr(expected)));
  }

  [[nodiscard]] std::size_t token_start() const {
    const std::string_view text = source_.text();
    std::size_t at = previous_end_;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' ||
                                text[at] == '\n' || text[at] == ',' || text[at] == ':')) {
      ++at;
    }
    return at;
  }

  // The key of the innermost member that is open.
  [[nodiscard]] std::string_view parent() const {
    const auto named = std::find_if(open_.rbegin(), open_.rend(),
                                    [&](std::size_t index) { return !values_[index].key.empty(); });
    return named == open_.rend() ? std::string_view() : values_[*named].key;
  }

  [[nodiscard]] bool countable() {
    if (++count_of_values_ <= kMaxValues) return true;
    errors.push_back(source_.error(
        token_start(),
        fmt::format("more than {} values, the most that is read; split the file", kMaxValues)));
    return false;
  }

  Value& add(Value::Kind kind) {
    Value& value = values_.emplace_back();
    value.kind = kind;
    value.offset = token_start();
    value.key = std::exchange(key_, {});
    value.key_offset = std::exchange(key_offset_, 0);
    return value;
  }

  void mark() { previous_end_ = count_; }

  // A string whose token begins at `offset` and was marked. Without escapes it is as long as what
  // stands between the quotes.
  [[nodiscard]] ValueText text_of(std::size_t offset, const std::string& text) const {
    const bool as_written = previous_end_ - offset == text.size() + 2;
    if (!keep_.borrows || !as_written) return ValueText(text);
    return ValueText::borrowed(source_.text().substr(offset + 1, text.size()));
  }

  // The lexer reads one byte past a number to see its end.
  void mark(Value::Kind kind) {
    previous_end_ = kind == Value::Kind::Number && count_ > 0 ? count_ - 1 : count_;
  }

  bool scalar(Value::Kind kind, const std::string& text) {
    if (!countable()) return false;
    if (declined_ == 0 && !std::exchange(decline_next_, false) && keeps_item()) {
      Value& value = add(kind);
      mark(kind);
      value.end = previous_end_;
      value.text = kind == Value::Kind::String ? text_of(value.offset, text) : ValueText(text);
    } else {
      mark(kind);
    }
    return true;
  }

  // Whether a scalar that comes now is a member, or item of a list whose scalars are needed.
  [[nodiscard]] bool keeps_item() const {
    if (keep_.items == nullptr || open_.empty()) return true;
    const Value& around = values_[open_.back()];
    return around.kind != Value::Kind::List || keep_.items(around.key);
  }

  bool open(Value::Kind kind) {
    if (open_.size() + declined_ == kMaxDepth) {
      errors.push_back(source_.error(
          token_start(),
          fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth)));
      return false;
    }
    if (!countable()) return false;
    if (declined_ > 0 || std::exchange(decline_next_, false)) {
      ++declined_;
    } else {
      open_.push_back(values_.size());
      add(kind);
    }
    mark();
    return true;
  }

  bool close() {
    mark();
    if (declined_ > 0) {
      --declined_;
      return true;
    }
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(open_.back()) + 1;
    Value& value = values_[open_.back()];
    open_.pop_back();
    value.end = count_;
    value.items.assign(std::move_iterator(first), std::move_iterator(values_.end()));
    values_.erase(first, values_.end());
    return value.kind == Value::Kind::List || keys_differ(value.items);
  }

  bool keys_differ(const std::vector<Value>& members) {
    by_key_.clear();
    for (const Value& member : members)
      by_key_.push_back(&member);
    std::ranges::sort(by_key_, {}, [](const Value* member) {
      return std::pair<std::string_view, std::size_t>(member->key, member->key_offset);
    });
    const auto twice = std::ranges::adjacent_find(by_key_, {}, &Value::key);
    if (twice == by_key_.end()) return true;
    const Value& second = **std::next(twice);
    errors.push_back(source_.error(
        second.key_offset, fmt::format("the key \"{}\" stands here twice; keep one", second.key)));
    return false;
  }

  const SourceText& source_;
  const std::size_t& count_;
  Keep keep_;
  std::size_t previous_end_;
  std::size_t key_offset_ = 0;
  std::size_t count_of_values_ = 0;
  std::size_t declined_ = 0;   ///< open lists and maps that are not kept
  bool decline_next_ = false;  ///< the next value is not kept
  ValueText key_;
  std::vector<Value> values_;  ///< what is finished, below the open lists and maps it belongs to
  std::vector<std::size_t> open_;  ///< where in values_ each list or map stands that is open
  std::vector<const Value*> by_key_;
};

Result<Value> read(const SourceText& source, Keep keep) {
  if (auto errors = check_text(source); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  std::size_t count = 0;
  const std::string_view text = source.text();
  Builder builder(source, count, text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0, keep);
  const CountingIterator first(text.data(), &count);
  const CountingIterator last(text.data() + text.size(), &count);
  Json::sax_parse(first, last, &builder);
  return finish(builder.root(), std::move(builder.errors));
}

}  // namespace

Result<Value> read_json(const SourceText& source) {
  return read(source, {});
}

Result<Value> read_json_members(const SourceText& source, KeepsMember keeps,
                                KeepsItems keeps_items) {
  return read(source, {keeps, keeps_items, true});
}

}  // namespace licet::spdx
