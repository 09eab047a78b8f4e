// Names by which people mean licenses: ids, names and addresses of the list, and what is written in
// manifests, cards and copyright files (data/names.json). A version is never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "spdx/expression.h"

namespace licet::spdx {

/// What a name comes to.
struct KnownName {
  enum class Kind : std::uint8_t {
    Means,      ///< an expression or the id of a license
    Ambiguous,  ///< any of several licenses
    NoLicense   ///< no license at all, or none that one could look up
  };

  std::string_view fold;  ///< the name as fold_name or fold_address leaves it
  Kind kind = Kind::Means;
  std::string_view means;                        ///< Means: the expression
  std::span<const std::string_view> candidates;  ///< Ambiguous: what it may mean; may be empty
  std::string_view why;  ///< Ambiguous, NoLicense: the reason; Means: a remark, or empty
};

/// A table of names as a view, sorted by `fold`.
class NameTable {
 public:
  NameTable() = default;

  explicit NameTable(std::span<const KnownName> names) : names_(names) {}

  /// The entry for a name or an address (anything with a scheme or `www.` in front), in any
  /// spelling that folds to it; null if there is none. O(length + log names).
  [[nodiscard]] const KnownName* find(std::string_view name) const;

  [[nodiscard]] std::span<const KnownName> all() const { return names_; }

 private:
  std::span<const KnownName> names_;
};

/// The table compiled into this program. Constant data.
NameTable embedded_names();

/// What is left of a name when its spelling is taken away: ASCII letters in lower case; `-_/,;'"()`
/// and white space are one space; `licence` is `license`; a leading `the` goes, and before a digit
/// `v`, `ver.` and `version`. Linear.
std::string fold_name(std::string_view name);

/// An address without its scheme, `www.` and closing slashes, the host in lower case. Linear.
std::string fold_address(std::string_view address);

/// What NameTable::find looks for: fold_address of what begins as an address, else fold_name.
std::string fold_written(std::string_view name);

/// A text that is no expression, put right where every part of it is known: `Apache 2` is
/// `Apache-2.0`, `MIT/ISC` is `MIT OR ISC`, `gpl-2 With Classpath exception` needs a name of the
/// exception that is known. Nothing if a part is unknown or ambiguous, or joined by a comma, which
/// may be AND or OR, or by a slash in a text with AND, where it may bind tighter than OR. The
/// result is canonical and parses under `rules`.
std::optional<std::string> corrected(std::string_view text, const NameTable& names,
                                     const ExpressionRules& rules);

/// The message of a parse error, with what is known of the text: the text put right, or why the
/// name in it cannot be; else the parser's own hint.
std::string error_text(std::string_view text, const ExpressionError& error, const NameTable& names,
                       const ExpressionRules& rules);

}  // namespace licet::spdx
