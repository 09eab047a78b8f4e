// Lexer and parser of license expressions: a shunting-yard over two explicit stacks, so depth is
// bounded by memory only. One table says what may follow each kind of token; every syntax error
// comes from it.
#include <array>

#include <fmt/format.h>

#include "spdx/expression.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

enum class Token {
  Start,
  Id,
  Plus,
  And,
  Or,
  With,
  Open,
  Close,
  End
};

struct Lexeme {
  Token token = Token::End;
  std::size_t offset = 0;
  std::string_view text;
};

bool is_id_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == ':';
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Token keyword(std::string_view word) {
  if (word == "AND" || word == "and") return Token::And;
  if (word == "OR" || word == "or") return Token::Or;
  if (word == "WITH" || word == "with") return Token::With;
  return Token::Id;
}

class Parser {
 public:
  Parser(std::string_view text, ExpressionError& error) : error_(error) { out_.text = text; }

  std::optional<Expression> run() {
    Token last = Token::Start;
    while (true) {
      const std::optional<Lexeme> lexeme = next();
      if (!lexeme || !may_follow(last, *lexeme) || !take(*lexeme, last)) return std::nullopt;
      if (lexeme->token == Token::End) return std::move(out_);
      last = lexeme->token;
    }
  }

 private:
  bool fail(std::size_t offset, std::string message) {
    error_ = {offset, std::move(message)};
    return false;
  }

  std::optional<Lexeme> next() {
    const std::string_view text = out_.text;
    while (at_ < text.size() && is_space(text[at_]))
      ++at_;
    const std::size_t start = at_;
    if (at_ == text.size()) return Lexeme{Token::End, start, {}};
    const char c = text[at_];
    if (c == '(' || c == ')' || c == '+') {
      ++at_;
      return Lexeme{c == '('   ? Token::Open
                    : c == ')' ? Token::Close
                               : Token::Plus,
                    start, text.substr(start, 1)};
    }
    while (at_ < text.size() && is_id_char(text[at_]))
      ++at_;
    if (at_ == start) {
      fail(start, foreign_character(start));
      return std::nullopt;
    }
    const std::string_view word = text.substr(start, at_ - start);
    return Lexeme{keyword(word), start, word};
  }

  // What to write in place of a character that no expression holds. The whole character is shown,
  // not half of one, and its code if it may be invisible.
  [[nodiscard]] std::string foreign_character(std::size_t offset) const {
    const std::string_view text = out_.text;
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

  static bool ends_operand(Token token) {
    return token == Token::Id || token == Token::Plus || token == Token::Close;
  }

  bool may_follow(Token last, const Lexeme& lexeme) {
    const std::string found = lexeme.token == Token::End ? "the expression ends"
                                                         : fmt::format("found \"{}\"", lexeme.text);
    if (!ends_operand(last)) return after_operator(last, lexeme, found);
    switch (lexeme.token) {
      case Token::Id:
        return unexpected_id(last, lexeme);
      case Token::Open:
        return fail(lexeme.offset, "expected AND or OR before \"(\"");
      case Token::With:
        if (last == Token::Close)
          return fail(lexeme.offset, "WITH follows one license, not a group in parentheses");
        return !behind_with_ ||
               fail(lexeme.offset, "a license takes one WITH only; expected AND, OR or the end");
      case Token::Plus:
        if (last != Token::Id || behind_with_)
          return fail(lexeme.offset, "\"+\" stands directly behind a license id");
        return (lexeme.offset > 0 && !is_space(out_.text[lexeme.offset - 1])) ||
               fail(lexeme.offset, "no space may stand before \"+\"");
      default:
        return true;
    }
  }

  bool after_operator(Token last, const Lexeme& lexeme, const std::string& found) {
    if (lexeme.token == Token::Id) return true;
    if (lexeme.token == Token::Open && last != Token::With) return true;
    static constexpr std::string_view kLicense = "a license id or \"(\"";
    switch (last) {
      case Token::Start:
        return fail(lexeme.offset, fmt::format("expected {}; {}", kLicense, found));
      case Token::With:
        return fail(lexeme.offset, fmt::format("expected an exception id behind WITH; {}", found));
      case Token::Open:
        return fail(lexeme.offset, fmt::format("expected {} behind \"(\"; {}", kLicense, found));
      default:
        return fail(lexeme.offset, fmt::format("expected {} behind {}; {}", kLicense,
                                               last == Token::And ? "AND" : "OR", found));
    }
  }

  // Two words in a row: a mixed-case operator, a name with spaces, or a forgotten operator.
  bool unexpected_id(Token last, const Lexeme& lexeme) {
    const std::string lower = lowercase(lexeme.text);
    if (keyword(lower) != Token::Id) {
      return fail(lexeme.offset,
                  fmt::format("write \"{}\" in upper or in lower case", lexeme.text));
    }
    std::string message = fmt::format(
        "expected {}; found \"{}\"",
        last == Token::Close || behind_with_ ? "AND, OR or the end" : "AND, OR, WITH or the end",
        lexeme.text);
    if (lower.find("exception") != std::string::npos && last != Token::Close && !behind_with_) {
      message += " (an exception stands behind WITH)";
    } else if (last == Token::Id && !behind_with_) {
      message += fmt::format(" (an id holds no space: is \"{}-{}\" meant?)", out_.terms.back().id,
                             lexeme.text);
    }
    return fail(lexeme.offset, std::move(message));
  }

  bool take(const Lexeme& lexeme, Token last) {
    switch (lexeme.token) {
      case Token::Id:
        return last == Token::With ? take_exception(lexeme) : take_license(lexeme);
      case Token::Plus:
        out_.terms.back().or_later = true;
        out_.terms.back().length += 1;
        return out_.terms.back().id.rfind("LicenseRef-", 0) != 0 ||
               fail(lexeme.offset, "\"+\" cannot follow a LicenseRef");
      case Token::With:
        behind_with_ = true;
        return true;
      case Token::Open:
        operators_.push_back(lexeme);
        return true;
      case Token::Close:
        return close(lexeme);
      case Token::And:
      case Token::Or:
        behind_with_ = false;
        reduce(lexeme.token == Token::And);
        operators_.push_back(lexeme);
        return true;
      default:
        return finish();
    }
  }

  // A "DocumentRef-x:" before a reference, cut off; false if the colon stands wrongly.
  bool split_document(const Lexeme& lexeme, std::string_view ref, std::string& document,
                      std::string_view& id) {
    id = lexeme.text;
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos) {
      return id.rfind("DocumentRef-", 0) != 0 ||
             fail(lexeme.offset, fmt::format("expected \":{}…\" behind a DocumentRef", ref));
    }
    document = id.substr(0, colon);
    id = id.substr(colon + 1);
    const bool good = document.rfind("DocumentRef-", 0) == 0 && document.size() > 12 &&
                      id.rfind(ref, 0) == 0 && id.find(':') == std::string_view::npos;
    return good ||
           fail(lexeme.offset, fmt::format("\":\" stands only in \"DocumentRef-…:{}…\"", ref));
  }

  bool take_license(const Lexeme& lexeme) {
    LicenseTerm term;
    std::string_view id;
    if (!split_document(lexeme, "LicenseRef-", term.document, id)) return false;
    if (id == "LicenseRef-")
      return fail(lexeme.offset, "a LicenseRef needs a name behind \"LicenseRef-\"");
    if (id.rfind("AdditionRef-", 0) == 0) {
      return fail(lexeme.offset, "an AdditionRef stands behind WITH, not as a license");
    }
    term.id = id;
    term.offset = lexeme.offset;
    term.length = lexeme.text.size();
    out_.nodes.push_back({Expression::Op::License, static_cast<std::uint32_t>(out_.terms.size())});
    out_.terms.push_back(std::move(term));
    behind_with_ = false;
    return true;
  }

  bool take_exception(const Lexeme& lexeme) {
    std::string document;
    std::string_view id;
    if (!split_document(lexeme, "AdditionRef-", document, id)) return false;
    if (id.rfind("LicenseRef-", 0) == 0) {
      return fail(lexeme.offset,
                  "behind WITH stands an exception id or an AdditionRef, not a LicenseRef");
    }
    if (id == "AdditionRef-")
      return fail(lexeme.offset, "an AdditionRef needs a name behind \"AdditionRef-\"");
    LicenseTerm& term = out_.terms.back();
    term.exception = lexeme.text;
    term.length = lexeme.offset + lexeme.text.size() - term.offset;
    return true;
  }

  // Moves pending operators of at least this strength to the output.
  void reduce(bool and_only) {
    while (!operators_.empty() && operators_.back().token != Token::Open) {
      if (and_only && operators_.back().token == Token::Or) return;
      const bool is_and = operators_.back().token == Token::And;
      out_.nodes.push_back({is_and ? Expression::Op::And : Expression::Op::Or, 0});
      operators_.pop_back();
    }
  }

  bool close(const Lexeme& lexeme) {
    reduce(false);
    if (operators_.empty()) return fail(lexeme.offset, "this \")\" closes nothing");
    operators_.pop_back();
    behind_with_ = false;
    return true;
  }

  bool finish() {
    reduce(false);
    return operators_.empty() || fail(operators_.back().offset, "this \"(\" is never closed");
  }

  ExpressionError& error_;
  Expression out_;
  std::size_t at_ = 0;
  bool behind_with_ = false;
  std::vector<Lexeme> operators_;
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view text, ExpressionError& error) {
  return Parser(text, error).run();
}

}  // namespace licet::spdx
