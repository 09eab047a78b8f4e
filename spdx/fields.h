// Reads the members of one map: types checked, unknown keys reported, all errors collected.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/value.h"

namespace licet::spdx {

/// A text with the offset where it stood.
struct Text {
  std::string text;
  std::size_t offset = 0;
};

/// The same while the tree lives.
struct TextView {
  std::string_view text;
  std::size_t offset = 0;
};

/// A view of one map while it is read. Each getter marks its key as known; `finish` then reports
/// every key that no getter asked for, with the nearest known one. A getter that meets a wrong type
/// records an error and acts as if the key were absent.
class Fields {
 public:
  /// `what` names the map in messages ("a work", "the clause"). A value that is no map is one
  /// error.
  Fields(const Value& map, const SourceText& source, std::vector<Error>& errors,
         std::string_view what);

  /// The member, or null if it is absent or null.
  const Value* value(std::string_view key);
  /// The member as text (any scalar); absent gives nothing.
  std::optional<Text> text(std::string_view key);
  std::optional<TextView> view(std::string_view key);
  /// As text(), but absence is an error; then the text is empty.
  Text needed_text(std::string_view key);
  TextView needed_view(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  std::optional<double> number(std::string_view key);
  /// A list of texts, or one text standing for a list of one; absent gives an empty list.
  std::vector<Text> texts(std::string_view key);
  /// Calls `use` for each of them.
  void each_text(std::string_view key, const std::function<void(TextView)>& use);
  /// One of `names`, or nothing; another word is an error with the nearest name.
  std::optional<std::string> one_of(std::string_view key,
                                    const std::vector<std::string_view>& names);
  /// The members of a list of maps (or of anything); absent gives an empty span.
  const std::vector<Value>& list(std::string_view key);

  /// Marks keys as known that the caller does not read.
  void ignore(std::span<const std::string_view> keys);

  /// Records an error at an offset of the source.
  void fail(std::size_t offset, std::string message);

  [[nodiscard]] std::size_t offset() const { return map_.offset; }

  /// To be put behind "unknown …": the nearest of the right words, else all of them behind `intro`
  /// ("it is one of"). Empty once there are so many errors that searching for each
  /// would take long.
  [[nodiscard]] std::string suggestion(std::string_view word,
                                       const std::vector<std::string_view>& names,
                                       std::string_view intro = "it is one of") const;

  /// Reports unknown keys. Call once, last.
  void finish();

 private:
  /// A key may have been asked for twice.
  void name_each_once();
  void wrong_type(const Value& value, std::string_view key, std::string_view expected);

  const Value& map_;
  const SourceText& source_;
  std::vector<Error>& errors_;
  std::string what_;
  std::vector<std::string_view> known_;
};

/// The number a Value::Kind::Number was written as.
std::optional<double> to_number(const Value& value);

}  // namespace licet::spdx
