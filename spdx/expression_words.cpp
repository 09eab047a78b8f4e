// Words and white space of expressions, by version of the grammar.
#include <algorithm>
#include <vector>

#include "spdx/expression_problem.h"
#include "spdx/spelling.h"

namespace licet::spdx::detail {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool starts_with_folded(std::string_view word, std::string_view lower_prefix) {
  return word.size() >= lower_prefix.size() &&
         lowercase(word.substr(0, lower_prefix.size())) == lower_prefix;
}

}  // namespace

Token keyword(std::string_view word, SpdxVersion version) {
  if (word.size() < 2 || word.size() > 4) return Token::Id;
  if (word == "AND") return Token::And;
  if (word == "OR") return Token::Or;
  if (word == "WITH") return Token::With;
  if (version == SpdxVersion::Spdx23) return Token::Id;
  if (word == "and") return Token::And;
  if (word == "or") return Token::Or;
  if (word == "with") return Token::With;
  return Token::Id;
}

bool is_special(std::string_view word, SpdxVersion version) {
  if (word.size() != 4 && word.size() != 11) return false;
  if (version != SpdxVersion::Spdx31) return word == "NONE" || word == "NOASSERTION";
  const std::string lower = lowercase(word);
  return lower == "none" || lower == "noassertion";
}

bool is_reference(std::string_view id) {
  return id.starts_with("LicenseRef-") || id.starts_with("DocumentRef-");
}

bool is_prefixed(std::string_view word) {
  if (word.size() < 11) return false;
  switch (word.front()) {
    case 'L':
    case 'l':
      return starts_with_folded(word, "licenseref-");
    case 'D':
    case 'd':
      return starts_with_folded(word, "documentref-");
    case 'A':
    case 'a':
      return starts_with_folded(word, "additionref-");
    default:
      return false;
  }
}

Problem::Kind check_reference(std::string_view word, std::string_view prefix, SpdxVersion version) {
  const std::size_t colon = word.find(':');
  std::string_view id = word;
  if (colon != std::string_view::npos) {
    const std::string_view document = word.substr(0, colon);
    id = word.substr(colon + 1);
    const bool good = document.starts_with("DocumentRef-") && document.size() > 12 &&
                      id.starts_with(prefix) && id.find(':') == std::string_view::npos;
    if (!good) return Problem::StrayColon;
  }
  if (id.starts_with("DocumentRef-")) return Problem::MissingReference;
  if (!id.starts_with(prefix)) {
    if (id.starts_with("AdditionRef-")) return Problem::AdditionAsLicense;
    return id.starts_with("LicenseRef-") ? Problem::LicenseAsAddition : Problem::PrefixCase;
  }
  if (id.size() == prefix.size()) return Problem::EmptyReference;
  if (version == SpdxVersion::Spdx23 && prefix == "AdditionRef-") return Problem::AdditionTooNew;
  const auto is_mark = [](char c) { return c == '-' || c == '.'; };
  const bool wordless = std::ranges::all_of(id.substr(prefix.size()), is_mark);
  return wordless && version == SpdxVersion::Spdx31 ? Problem::WordlessReference : Problem::None;
}

bool touches(const Lexeme& before, const Lexeme& after) {
  return before.span.offset + before.span.length == after.span.offset;
}

bool spaced(std::string_view text, const Lexeme& lexeme) {
  std::size_t before = lexeme.span.offset;
  for (; before > 0 && is_blank(text[before - 1]); --before) {
    if (text[before - 1] != ' ') return false;
  }
  const bool gap = before < lexeme.span.offset;
  if (before == 0 || lexeme.token == Token::End) return !gap;
  if ((token_set(lexeme.token) &
       (token_set(Token::And) | token_set(Token::Or) | token_set(Token::With))) == 0)
    return true;
  const std::size_t behind = lexeme.span.offset + lexeme.span.length;
  return gap && (behind == text.size() || text[behind] == ' ');
}

const LicenseTerm* special_under_or(const Expression& expression) {
  const auto& nodes = expression.nodes;
  const std::vector<std::size_t> size = tree_sizes(expression);
  const auto special = [&](std::size_t node) -> const LicenseTerm* {
    if (nodes[node].op != Expression::Op::License) return nullptr;
    const LicenseTerm& term = expression.terms[nodes[node].term];
    return term.special ? &term : nullptr;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op != Expression::Op::Or) continue;
    if (const auto* left = special(i - 1 - size[i - 1])) return left;
    if (const auto* right = special(i - 1)) return right;
  }
  return nullptr;
}

}  // namespace licet::spdx::detail
