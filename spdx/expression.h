// SPDX license expressions: a tree that keeps its text, with a span for every license.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_index.h"
#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::spdx {

/// Whose grammar of license expressions. What differs:
/// 2.3 (annex D): operators in upper case only; no AdditionRef behind WITH.
/// 3.0.1 (annex "SPDX license expressions"): each operator in upper or in lower case; AdditionRef;
/// `(A)AND(B)` needs no spaces.
/// 3.1 (draft): NONE and NOASSERTION, alone or joined with AND; spaces (no tabs, no line breaks)
/// around every operator and none at the ends; a name behind `LicenseRef-` holds a letter or digit.
/// Drafts of 3.1 disagree on letter case; operators and prefixes are held to 3.0.1 here.
enum class SpdxVersion : std::uint8_t {
  Spdx23,
  Spdx30,
  Spdx31
};

/// A piece of an expression's text, in bytes.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// One license of an expression (`simple-expression [WITH addition]`). Texts are spans of the
/// expression's own text; Expression's functions give them as words.
struct LicenseTerm {
  Span whole;                     ///< all of it: `GPL-2.0+ WITH x`
  Span id;                        ///< `GPL-2.0`, `DocumentRef-a:LicenseRef-b`, `NONE`
  Span addition;                  ///< the id behind WITH; length 0 if there is none
  ListIndex license = kUnlisted;  ///< the id on the list; kUnlisted: a reference, or not looked up
  ListIndex exception = kUnlisted;  ///< the addition on the list; kUnlisted: as above
  bool or_later = false;            ///< `+` follows the id
  bool special = false;             ///< NONE or NOASSERTION
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

  [[nodiscard]] std::string_view at(const Span& span) const {
    return std::string_view(text).substr(span.offset, span.length);
  }

  /// The id as written, without `+` and without its DocumentRef.
  [[nodiscard]] std::string_view id(const LicenseTerm& term) const;
  /// `DocumentRef-x` of the id, or empty.
  [[nodiscard]] std::string_view document(const LicenseTerm& term) const;
  /// The term as an expression writes it: `GPL-2.0+ WITH x`.
  [[nodiscard]] std::string words(const LicenseTerm& term) const;
};

/// What is wrong with an expression and where, in bytes of its text.
struct ExpressionError {
  std::size_t offset = 0;
  std::string message;
  std::string hint;  ///< a guess at what was meant, to be put behind the message; or empty
  /// The list does not have the id at the offset: error_text looks for the nearest one, which takes
  /// longer than parsing.
  bool unlisted = false;
};

/// How to read an expression.
struct ExpressionRules {
  SpdxVersion version = SpdxVersion::Spdx30;
  const LicenseIndex* ids =
      nullptr;  ///< ids must be on this list; null: any well-formed id will do
};

/// Longest expression read, in bytes.
inline constexpr std::size_t kMaxExpressionBytes = 16 * kMebibyte;

/// Parses an expression: WITH binds tightest, then AND, then OR; all of them join to the left. Ids
/// match in any letter case, the prefixes LicenseRef-, DocumentRef- and AdditionRef- only as
/// written here. On failure `error` says what was expected and the text is not kept. Linear; needs
/// no recursion.
std::optional<Expression> parse_expression(std::string_view text, ExpressionError& error,
                                           const ExpressionRules& rules = {});

/// Canonical print: operators in upper case, no needless parentheses, one space. Ids stand as they
/// are written or, with an index, as the list spells them. Linear.
std::string to_string(const Expression& expression, const LicenseIndex* ids = nullptr);

/// Whether the expression holds when exactly the terms for which `holds` answers yes do. Asks for
/// every term once, in order. Linear.
bool evaluate(const Expression& expression, const std::function<bool(const LicenseTerm&)>& holds);

/// How many nodes the tree has that ends at each node. The right operand of an operator ends just
/// before it, the left one just before the right one begins. Linear.
std::vector<std::size_t> tree_sizes(const Expression& expression);

/// Number of combinations the expression would have if it were multiplied out (its disjunctive
/// normal form, repetitions counted); the largest number if that is too large. Linear.
std::uint64_t combinations(const Expression& expression);

}  // namespace licet::spdx
