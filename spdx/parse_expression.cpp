// Lexer and parser of license expressions: a shunting-yard over two explicit stacks, so depth is
// bounded by memory only. One table says what may follow what; whatever it refuses is put into
// words elsewhere (expression_problem.h), so that this path stays short.
#include <array>

#include "spdx/expression.h"
#include "spdx/expression_problem.h"

namespace licet::spdx {

namespace {

using detail::Lexeme;
using detail::Token;
using detail::token_set;

// Classes of characters, one bit each.
constexpr std::uint8_t kIdChar = 1;
constexpr std::uint8_t kColon = 2;
constexpr std::uint8_t kBlank = 4;

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c)
    classes[c] = classes[c - 'a' + 'A'] = kIdChar;
  for (unsigned c = '0'; c <= '9'; ++c)
    classes[c] = kIdChar;
  classes['-'] = classes['.'] = kIdChar;
  classes[':'] = kColon;
  for (const unsigned c : {0x20U, 0x09U, 0x0DU, 0x0AU})
    classes[c] = kBlank;
  return classes;
}();

std::uint8_t class_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

// What may follow a token. An id behind WITH is the token Exception.
constexpr std::array<unsigned, detail::kTokens> kFollowers = [] {
  std::array<unsigned, detail::kTokens> table{};
  const unsigned operand = token_set(Token::Id) | token_set(Token::Open);
  const unsigned joint = token_set(Token::And) | token_set(Token::Or) | token_set(Token::Close) |
                         token_set(Token::End);
  const auto set = [&table](Token token, unsigned followers) {
    table[static_cast<std::size_t>(token)] = followers;
  };
  for (const Token token : {Token::Start, Token::And, Token::Or, Token::Open})
    set(token, operand);
  set(Token::With, token_set(Token::Id));
  set(Token::Id, joint | token_set(Token::With) | token_set(Token::Plus));
  set(Token::Plus, joint | token_set(Token::With));
  set(Token::Exception, joint);
  set(Token::Close, joint);
  return table;
}();

constexpr std::size_t kUsualTermBytes = 16;  // with its operator; a guess that saves allocations

class Parser {
 public:
  Parser(std::string_view text, const ExpressionRules& rules, ExpressionError& error)
      : rules_(rules), error_(error) {
    out_.text = text;
    text_ = out_.text;
  }

  std::optional<Expression> run() {
    if (text_.size() > kMaxExpressionBytes) {
      error_ = {kMaxExpressionBytes, "an expression of more than 16 MiB is not read", ""};
      return std::nullopt;
    }
    out_.terms.reserve(text_.size() / kUsualTermBytes + 1);
    out_.nodes.reserve(2 * out_.terms.capacity());
    Lexeme last{Token::Start, false, {}};
    while (true) {
      Lexeme lexeme = next();
      if ((kFollowers[static_cast<std::size_t>(last.token)] & token_set(lexeme.token)) == 0 ||
          !take(lexeme, last)) {
        error_ = detail::explain({text_, rules_}, last, lexeme, problem_);
        return std::nullopt;
      }
      if (lexeme.token == Token::End) return std::move(out_);
      last = lexeme;
    }
  }

 private:
  bool fail(detail::Problem::Kind kind, std::size_t offset) {
    problem_ = {kind, offset};
    return false;
  }

  Lexeme next() {
    const std::size_t size = text_.size();
    std::size_t at = at_;
    while (at < size && class_of(text_[at]) == kBlank)
      ++at;
    const auto start = static_cast<std::uint32_t>(at);
    if (at == size) {
      return {
          Token::End, false, {start, 0}
      };
    }
    std::uint8_t seen = 0;
    for (std::uint8_t kind = 0; at < size; ++at) {
      kind = class_of(text_[at]);
      if ((kind & (kIdChar | kColon)) == 0) break;
      seen |= kind;
    }
    if (at == start) return mark(start);
    at_ = at;
    const Span span{start, static_cast<std::uint32_t>(at) - start};
    return {detail::keyword(out_.at(span), rules_.version), (seen & kColon) != 0, span};
  }

  Lexeme mark(std::uint32_t start) {
    at_ = start + 1;
    switch (text_[start]) {
      case '(':
        return {
            Token::Open, false, {start, 1}
        };
      case ')':
        return {
            Token::Close, false, {start, 1}
        };
      case '+':
        return {
            Token::Plus, false, {start, 1}
        };
      default:
        return {
            Token::Foreign, false, {start, 1}
        };
    }
  }

  bool take(Lexeme& lexeme, const Lexeme& last) {
    if (rules_.version == SpdxVersion::Spdx31 && !detail::spaced(text_, lexeme))
      return fail(detail::Problem::Spacing, lexeme.span.offset);
    switch (lexeme.token) {
      case Token::Id:
        return last.token == Token::With ? take_exception(lexeme) : take_license(lexeme);
      case Token::Plus:
        return take_plus(lexeme);
      case Token::Open:
        pending_.push_back(lexeme);
        return true;
      case Token::Close:
        return close(lexeme);
      case Token::And:
      case Token::Or:
        if (last.token == Token::Plus && detail::touches(last, lexeme))
          return fail(detail::Problem::Spacing, lexeme.span.offset);
        reduce(lexeme.token == Token::And);
        pending_.push_back(lexeme);
        return true;
      case Token::With:
        return !out_.terms.back().special ||
               fail(detail::Problem::SpecialJoined, out_.terms.back().id.offset);
      default:
        return finish();
    }
  }

  bool take_plus(const Lexeme& lexeme) {
    LicenseTerm& term = out_.terms.back();
    const std::size_t end = term.whole.offset + term.whole.length;
    if (end != lexeme.span.offset) return fail(detail::Problem::DetachedPlus, lexeme.span.offset);
    if (term.special || detail::is_reference(out_.at(term.id)))
      return fail(detail::Problem::PlusOnReference, lexeme.span.offset);
    term.or_later = true;
    term.whole.length += 1;
    return true;
  }

  bool take_license(const Lexeme& lexeme) {
    out_.nodes.push_back({Expression::Op::License, static_cast<std::uint32_t>(out_.terms.size())});
    LicenseTerm& term = out_.terms.emplace_back();
    term.whole = term.id = lexeme.span;
    const std::string_view word = out_.at(lexeme.span);
    if (lexeme.colon || detail::is_prefixed(word)) {
      const auto kind = detail::check_reference(word, "LicenseRef-", rules_.version);
      return kind == detail::Problem::None || fail(kind, lexeme.span.offset);
    }
    if (detail::is_special(word, rules_.version)) {
      // Without a list the caller sorts the words out, these two among them.
      term.special = true;
      specials_ = rules_.version == SpdxVersion::Spdx31;
      return specials_ || rules_.ids == nullptr ||
             fail(detail::Problem::Special, lexeme.span.offset);
    }
    if (rules_.ids == nullptr) return true;
    term.license = rules_.ids->license(word);
    return term.license != kUnlisted || fail(detail::Problem::Unlisted, lexeme.span.offset);
  }

  bool take_exception(Lexeme& lexeme) {
    lexeme.token = Token::Exception;
    LicenseTerm& term = out_.terms.back();
    const std::string_view word = out_.at(lexeme.span);
    if (lexeme.colon || detail::is_prefixed(word)) {
      const auto kind = detail::check_reference(word, "AdditionRef-", rules_.version);
      if (kind != detail::Problem::None) return fail(kind, lexeme.span.offset);
    } else if (rules_.ids != nullptr) {
      term.exception = rules_.ids->exception(word);
      if (term.exception == kUnlisted) return fail(detail::Problem::Unlisted, lexeme.span.offset);
    }
    term.addition = lexeme.span;
    term.whole.length = lexeme.span.offset + lexeme.span.length - term.whole.offset;
    return true;
  }

  // Moves pending operators of at least this strength to the output.
  void reduce(bool and_only) {
    while (!pending_.empty() && pending_.back().token != Token::Open) {
      const bool is_and = pending_.back().token == Token::And;
      if (and_only && !is_and) return;
      out_.nodes.push_back({is_and ? Expression::Op::And : Expression::Op::Or, 0});
      pending_.pop_back();
    }
  }

  bool close(const Lexeme& lexeme) {
    reduce(false);
    if (pending_.empty()) return fail(detail::Problem::Unopened, lexeme.span.offset);
    pending_.pop_back();
    return true;
  }

  bool finish() {
    reduce(false);
    if (!pending_.empty()) return fail(detail::Problem::Unclosed, pending_.back().span.offset);
    if (!specials_) return true;
    const LicenseTerm* joined = detail::special_under_or(out_);
    return joined == nullptr || fail(detail::Problem::SpecialJoined, joined->id.offset);
  }

  const ExpressionRules& rules_;
  ExpressionError& error_;
  Expression out_;
  std::string_view text_;
  std::size_t at_ = 0;
  bool specials_ = false;
  detail::Problem problem_;
  std::vector<Lexeme> pending_;  // operators and open parentheses
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view text, ExpressionError& error,
                                           const ExpressionRules& rules) {
  return Parser(text, rules, error).run();
}

}  // namespace licet::spdx
