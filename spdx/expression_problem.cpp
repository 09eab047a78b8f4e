// The messages of the expression parser: what was expected, what was found, and what to write.
#include "spdx/expression_problem.h"

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::spdx::detail {

namespace {

std::string_view word_of(const Context& context, const Lexeme& lexeme) {
  return context.text.substr(lexeme.span.offset, lexeme.span.length);
}

std::string_view version_name(SpdxVersion version) {
  return version == SpdxVersion::Spdx23 ? "2.3" : version == SpdxVersion::Spdx30 ? "3.0.1" : "3.1";
}

// What to write in place of a character that no expression holds. The whole character is shown, not
// half of one, and its code if it may be invisible.
std::string foreign_character(std::string_view text, std::size_t offset) {
  switch (text[offset]) {
    case ',':
    case ';':
      return "a list of licenses is joined with AND (all apply) or OR (any may be chosen)";
    case '/':
    case '|':
      return fmt::format("write OR in place of '{}'", text[offset]);
    case '&':
      return "write AND in place of '&'";
    default:
      break;
  }
  auto code = static_cast<unsigned>(static_cast<unsigned char>(text[offset]));
  std::size_t end = offset + 1;
  if (code >= 0xC0) code &= code >= 0xF0 ? 0x07U : code >= 0xE0 ? 0x0FU : 0x1FU;
  for (; end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; ++end) {
    code = code << 6U | (static_cast<unsigned char>(text[end]) & 0x3FU);
  }
  const bool visible = end == offset + 1 && text[offset] > ' ' && text[offset] != 0x7F;
  const std::string shown =
      visible ? fmt::format("'{}'", text[offset]) : fmt::format("the character U+{:04X}", code);
  return shown + " cannot stand in a license expression; ids hold letters, digits, '-' and '.'";
}

// Where an operand is due.
std::string operand_expected(const Context& context, const Lexeme& last, const Lexeme& lexeme) {
  const std::string found = lexeme.token == Token::End
                                ? "the expression ends"
                                : fmt::format("found \"{}\"", word_of(context, lexeme));
  static constexpr std::string_view kLicense = "a license id or \"(\"";
  switch (last.token) {
    case Token::Start:
      return fmt::format("expected {}; {}", kLicense, found);
    case Token::With:
      return fmt::format("expected an exception id behind WITH; {}", found);
    case Token::Open:
      return fmt::format("expected {} behind \"(\"; {}", kLicense, found);
    default:
      return fmt::format("expected {} behind {}; {}", kLicense,
                         last.token == Token::And ? "AND" : "OR", found);
  }
}

// Two words in a row: an operator in the wrong letter case, a name with spaces, or a forgotten
// operator.
ExpressionError unexpected_id(const Context& context, const Lexeme& last, const Lexeme& lexeme) {
  const std::string_view word = word_of(context, lexeme);
  const std::string lower = lowercase(word);
  if (keyword(lower, SpdxVersion::Spdx30) != Token::Id) {
    return {lexeme.span.offset,
            fmt::format("write \"{}\" in upper{} case", word,
                        context.rules.version == SpdxVersion::Spdx23 ? "" : " or in lower"),
            ""};
  }
  const bool with_possible = last.token == Token::Id || last.token == Token::Plus;
  ExpressionError error{
      lexeme.span.offset,
      fmt::format("expected {}; found \"{}\"",
                  with_possible ? "AND, OR, WITH or the end" : "AND, OR or the end", word),
      ""};
  if (lower.find("exception") != std::string::npos && with_possible) {
    error.hint = " (an exception stands behind WITH)";
  } else if (last.token == Token::Id) {
    error.hint =
        fmt::format(" (an id holds no space: is \"{}-{}\" meant?)", word_of(context, last), word);
  }
  return error;
}

ExpressionError misplaced(const Context& context, const Lexeme& last, const Lexeme& lexeme) {
  const std::size_t offset = lexeme.span.offset;
  if (lexeme.token == Token::Foreign) return {offset, foreign_character(context.text, offset), ""};
  constexpr unsigned kAfterOperand = token_set(Token::Id) | token_set(Token::Plus) |
                                     token_set(Token::Exception) | token_set(Token::Close);
  if ((token_set(last.token) & kAfterOperand) == 0)
    return {offset, operand_expected(context, last, lexeme), ""};
  switch (lexeme.token) {
    case Token::Id:
      return unexpected_id(context, last, lexeme);
    case Token::Open:
      return {offset, "expected AND or OR before \"(\"", ""};
    case Token::With:
      return {offset,
              last.token == Token::Close
                  ? "WITH follows one license, not a group in parentheses"
                  : "a license takes one WITH only; expected AND, OR or the end",
              ""};
    default:
      return {offset, "\"+\" stands directly behind a license id", ""};
  }
}

// An id that the list does not have, and what may be meant.
ExpressionError unlisted(const Context& context, const Lexeme& lexeme) {
  const std::size_t offset = lexeme.span.offset;
  const LicenseIndex& ids = *context.rules.ids;
  const std::string_view word = word_of(context, lexeme);
  const bool behind_with = lexeme.token == Token::Exception;
  if (behind_with && ids.license(word) != kUnlisted) {
    return {
        offset,
        fmt::format("{} is a license; behind WITH stands an exception id or an AdditionRef", word),
        ""};
  }
  if (!behind_with && ids.exception(word) != kUnlisted) {
    return {offset, fmt::format("{} is an exception; it stands behind a license and WITH", word),
            ""};
  }
  return {offset,
          fmt::format("the SPDX list {} has no {} \"{}\"", ids.list().version,
                      behind_with ? "exception" : "license", word),
          "", true};
}

std::string reference_problem(Problem::Kind kind, bool behind_with) {
  const std::string_view ref = behind_with ? "AdditionRef-" : "LicenseRef-";
  const std::string_view name = behind_with ? "an AdditionRef" : "a LicenseRef";
  switch (kind) {
    case Problem::PrefixCase:
      return "the prefixes LicenseRef-, DocumentRef- and AdditionRef- are written in this letter "
             "case only";
    case Problem::MissingReference:
      return fmt::format("expected \":{}…\" behind a DocumentRef", ref);
    case Problem::StrayColon:
      return fmt::format("\":\" stands only in \"DocumentRef-…:{}…\"", ref);
    case Problem::EmptyReference:
      return fmt::format("{} needs a name behind \"{}\"", name, ref);
    case Problem::WordlessReference:
      return fmt::format("behind \"{}\" stands at least one letter or digit (SPDX 3.1)", ref);
    case Problem::AdditionAsLicense:
      return "an AdditionRef stands behind WITH, not as a license";
    case Problem::LicenseAsAddition:
      return "behind WITH stands an exception id or an AdditionRef, not a LicenseRef";
    default:
      return "AdditionRef came with SPDX 3.0; 2.3 has listed exceptions only";
  }
}

}  // namespace

ExpressionError explain(const Context& context, const Lexeme& last, const Lexeme& lexeme,
                        const Problem& problem) {
  const std::size_t offset = problem.kind == Problem::None ? lexeme.span.offset : problem.offset;
  switch (problem.kind) {
    case Problem::None:
      return misplaced(context, last, lexeme);
    case Problem::Spacing:
      return {offset,
              context.rules.version == SpdxVersion::Spdx31
                  ? "SPDX 3.1 wants one space or more on either side of AND, OR and WITH, no "
                    "tabs or line breaks, and none at the ends"
                  : "expected a space before the operator",
              ""};
    case Problem::DetachedPlus:
      return {offset, "no space may stand before \"+\"", ""};
    case Problem::PlusOnReference:
      return {offset, "\"+\" cannot follow a LicenseRef", ""};
    case Problem::Unopened:
      return {offset, "this \")\" closes nothing", ""};
    case Problem::Unclosed:
      return {offset, "this \"(\" is never closed", ""};
    case Problem::Unlisted:
      return unlisted(context, lexeme);
    case Problem::Special:
      return {offset,
              fmt::format("{} is no part of an expression in SPDX {}; it stands alone as the value "
                          "of a license field (3.1 allows it here)",
                          word_of(context, lexeme), version_name(context.rules.version)),
              ""};
    case Problem::SpecialJoined:
      return {offset, "NONE and NOASSERTION stand alone or are joined with AND only", ""};
    default:
      return {offset, reference_problem(problem.kind, last.token == Token::With), ""};
  }
}

}  // namespace licet::spdx::detail
