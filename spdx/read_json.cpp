// JSON to located values. nlohmann/json gives no positions in its tree, but its SAX parser over a
// counting iterator does: at each callback the count is the end of the token, and the token's start
// is the first byte after the previous one that is neither space, comma nor colon. With
// write_json.cpp the only file of the libraries that includes nlohmann.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

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

// Builds the tree from SAX events; stops at the first error.
class Builder : public nlohmann::json_sax<Json> {
 public:
  // `base` is the length of a byte order mark, which the lexer passes over.
  Builder(const SourceText& source, const std::size_t& count, std::size_t base)
      : source_(source), count_(count), previous_end_(base) {}

  std::vector<Error> errors;
  Value root;

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

  bool string(string_t& value) override { return scalar(Value::Kind::String, std::move(value)); }

  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(Value::Kind::Map); }

  bool end_object() override { return close(); }

  bool start_array(std::size_t /*size*/) override { return open(Value::Kind::List); }

  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    key_offset_ = token_start();
    mark();
    if (!keys_.back().insert(name).second) {
      errors.push_back(source_.error(
          key_offset_, fmt::format("the key \"{}\" stands here twice; keep one", name)));
      return false;
    }
    key_ = std::move(name);
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

  void mark() { previous_end_ = count_; }

  // Where the next value goes; null after an error.
  Value* place(Value::Kind kind) {
    if (++values_ > kMaxValues) {
      errors.push_back(source_.error(
          token_start(),
          fmt::format("more than {} values, the most that is read; split the file", kMaxValues)));
      return nullptr;
    }
    Value* value = &root;
    if (!open_.empty()) {
      open_.back()->items.emplace_back();
      value = &open_.back()->items.back();
      value->key = std::exchange(key_, {});
      value->key_offset = key_offset_;
    }
    value->kind = kind;
    value->offset = token_start();
    return value;
  }

  bool scalar(Value::Kind kind, std::string text) {
    Value* value = place(kind);
    if (value == nullptr) return false;
    value->text = std::move(text);
    // The lexer reads one byte past a number to see its end.
    previous_end_ = kind == Value::Kind::Number && count_ > 0 ? count_ - 1 : count_;
    value->end = previous_end_;
    return true;
  }

  bool open(Value::Kind kind) {
    if (open_.size() == kMaxDepth) {
      errors.push_back(source_.error(
          token_start(),
          fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth)));
      return false;
    }
    Value* value = place(kind);
    if (value == nullptr) return false;
    mark();
    open_.push_back(value);
    keys_.emplace_back();
    return true;
  }

  bool close() {
    open_.back()->end = count_;
    open_.pop_back();
    keys_.pop_back();
    mark();
    return true;
  }

  const SourceText& source_;
  const std::size_t& count_;
  std::size_t previous_end_;
  std::size_t key_offset_ = 0;
  std::size_t values_ = 0;
  std::string key_;
  std::vector<Value*> open_;
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

Result<Value> read_json(const SourceText& source) {
  if (auto errors = check_text(source); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  std::size_t count = 0;
  const std::string_view text = source.text();
  Builder builder(source, count, text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0);
  const CountingIterator first(text.data(), &count);
  const CountingIterator last(text.data() + text.size(), &count);
  Json::sax_parse(first, last, &builder);
  return finish(std::move(builder.root), std::move(builder.errors));
}

}  // namespace licet::spdx
