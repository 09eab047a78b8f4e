// SPDX license expressions: a tree that keeps its text, with a span for every license.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::spdx {

/// One license of an expression (`simple-expression [WITH addition]`).
struct LicenseTerm {
  std::string id;          ///< id as written, without `+` and without its DocumentRef
  std::string document;    ///< `DocumentRef-x` of `DocumentRef-x:LicenseRef-y`, else empty
  bool or_later = false;   ///< `+` follows the id
  std::string exception;   ///< id behind WITH, with its DocumentRef if it has one; else empty
  std::size_t offset = 0;  ///< where the term begins in the expression's text
  std::size_t length = 0;  ///< bytes of the term, exception included

  /// The term as an expression writes it.
  [[nodiscard]] std::string text() const;
};

/// A license expression. The tree is flat, in postfix order: each operator joins the two trees
/// before it, so walking needs no recursion and 100,000 parentheses cost no stack.
struct Expression {
  enum class Op : std::uint8_t {
    License,
    And,
    Or
  };

  struct Node {
    Op op = Op::License;
    std::uint32_t term = 0;  ///< Op::License: index into terms
  };

  std::string text;                ///< as written
  std::vector<LicenseTerm> terms;  ///< in order of appearance
  std::vector<Node> nodes;         ///< postfix; never empty after a successful parse
};

/// What is wrong with an expression and where, counted from the expression's first byte.
struct ExpressionError {
  std::size_t offset = 0;
  std::string message;
};

/// Parses by the grammar of SPDX 3.0.1, annex "SPDX license expressions": `AND`, `OR` and `WITH` in
/// upper or in lower case (not mixed), `+` directly behind an id, `LicenseRef-`,
/// `DocumentRef-…:LicenseRef-`, `AdditionRef-` behind WITH, parentheses; WITH binds tightest, then
/// AND, then OR. Ids are checked for form only: whether an id exists is the license list's
/// business. On failure `error` says what was expected. Linear.
std::optional<Expression> parse_expression(std::string_view text, ExpressionError& error);

/// Canonical print: operators in upper case, no needless parentheses, one space.
std::string to_string(const Expression& expression);

/// Most alternatives an expression may have.
inline constexpr std::size_t kMaxAlternatives = 64;

/// The ways to satisfy the expression: each a sorted list of indices into `terms`, all of which
/// then apply. `A AND (B OR C)` gives {A,B} and {A,C}. Nothing if there are more than
/// kMaxAlternatives.
std::optional<std::vector<std::vector<std::uint32_t>>> alternatives(const Expression& expression);

}  // namespace licet::spdx
