// Reading tables of data/ and writing C++ literals, for the build tools.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/fields.h"
#include "spdx/value.h"

namespace licet::spdx::tool {

/// A file of data/ as a tree; what is wrong with it is kept.
class Table {
 public:
  Table(const std::filesystem::path& root, const std::string& name, std::vector<Error>& errors)
      : source_("data/" + name, slurp(root / name)), errors_(errors) {
    auto tree = read_json(source_);
    std::ranges::move(tree.errors, std::back_inserter(errors));
    if (tree) tree_ = std::move(*tree.value);
    if (!tree) tree_.kind = Value::Kind::Map;
  }

  std::vector<Value> rows(std::string_view key) { return row(tree_).list(key); }

  std::vector<Text> texts(std::string_view key) { return row(tree_).texts(key); }

  std::string text(std::string_view key) { return row(tree_).needed_text(key).text; }

  Fields row(const Value& value) { return {value, source_, errors_, "a row"}; }

  void fail(std::size_t offset, std::string message) {
    errors_.push_back(source_.error(offset, std::move(message)));
  }

 private:
  static std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  SourceText source_;
  std::vector<Error>& errors_;
  Value tree_;
};

/// A text as a C++ string literal.
inline std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace licet::spdx::tool
