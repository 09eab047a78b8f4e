// What the parser of expressions refuses, and the words for it. For the parser only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "spdx/expression.h"

namespace licet::spdx::detail {

enum class Token : std::uint8_t {
  Start,
  Id,
  Plus,
  And,
  Or,
  With,
  Exception,  ///< an id behind WITH
  Open,
  Close,
  Foreign,  ///< a character no expression holds
  End
};
inline constexpr std::size_t kTokens = static_cast<std::size_t>(Token::End) + 1;

/// One token as a bit.
constexpr unsigned token_set(Token token) {
  return 1U << static_cast<unsigned>(token);
}

struct Lexeme {
  Token token = Token::Start;
  bool colon = false;  ///< Id: a ':' is among its characters
  Span span;
};

/// What is wrong with a token that may stand where it stands.
struct Problem {
  enum Kind : std::uint8_t {
    None,  ///< nothing, or the token may not stand there at all
    Spacing,
    DetachedPlus,
    PlusOnReference,
    Unopened,
    Unclosed,
    Unlisted,
    Special,        ///< NONE or NOASSERTION in a version without them
    SpecialJoined,  ///< joined with OR or WITH
    PrefixCase,
    MissingReference,
    StrayColon,
    EmptyReference,
    WordlessReference,  ///< no letter or digit in its name (3.1)
    AdditionAsLicense,
    LicenseAsAddition,
    AdditionTooNew
  };

  Kind kind = None;
  std::size_t offset = 0;
};

/// The operator a word is, or Token::Id.
Token keyword(std::string_view word, SpdxVersion version);

/// NONE or NOASSERTION; in 3.1 in any letter case.
bool is_special(std::string_view word, SpdxVersion version);

/// `LicenseRef-…`, alone or behind a DocumentRef.
bool is_reference(std::string_view id);

/// Begins with one of the three prefixes, in any letter case.
bool is_prefixed(std::string_view word);

/// Checks `[DocumentRef-x:]LicenseRef-y`, where `prefix` is `LicenseRef-`, or `AdditionRef-`.
Problem::Kind check_reference(std::string_view word, std::string_view prefix, SpdxVersion version);

/// Whether a lexeme follows the one before without a space between.
bool touches(const Lexeme& before, const Lexeme& after);

/// The white space of 3.1 around and before a lexeme.
bool spaced(std::string_view text, const Lexeme& lexeme);

/// A NONE or NOASSERTION that is an operand of OR by itself, or null. Linear.
const LicenseTerm* special_under_or(const Expression& expression);

struct Context {
  std::string_view text;
  const ExpressionRules& rules;
};

/// The message for a lexeme that may not follow `last` (problem.kind is None) or has a problem.
ExpressionError explain(const Context& context, const Lexeme& last, const Lexeme& lexeme,
                        const Problem& problem);

}  // namespace licet::spdx::detail
