#include "cli/expression.h"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "spdx/allow_list.h"
#include "spdx/alternatives.h"
#include "spdx/expression_advice.h"
#include "spdx/license_names.h"

namespace licet::cli {

namespace {

using spdx::Expression;
using spdx::Formula;
using Json = nlohmann::ordered_json;

// One expression to answer for, and where it stands.
struct Question {
  std::string text;
  spdx::Place place;
};

// What is known of an expression. `no` and `failed` make the exit code.
struct Answer {
  std::vector<std::string> lines;
  Json json;
  bool no = false;
  bool failed = false;
};

std::string joined(const Expression& all, const std::vector<std::uint32_t>& terms,
                   std::string_view between) {
  std::string text;
  std::vector<std::string> seen;
  for (const std::uint32_t term : terms) {
    std::string words = all.words(all.terms[term]);
    if (std::ranges::find(seen, words) != seen.end()) continue;
    text += (text.empty() ? "" : std::string(between)) + words;
    seen.push_back(std::move(words));
  }
  return text;
}

std::string names(const Formula& formula, const std::vector<std::uint32_t>& atoms) {
  std::string text;
  for (const std::uint32_t atom : atoms)
    text += (text.empty() ? "" : " AND ") + formula.atoms[atom].text;
  return text;
}

class Answerer {
 public:
  Answerer(const ExpressionOptions& options, const spdx::LicenseIndex& ids)
      : options_(options), ids_(ids), allowed_(ids) {
    rules_.version = options.version == "2.3"   ? spdx::SpdxVersion::Spdx23
                     : options.version == "3.1" ? spdx::SpdxVersion::Spdx31
                                                : spdx::SpdxVersion::Spdx30;
    if (!options.any_id) rules_.ids = &ids_;
  }

  // Reads the list of accepted licenses.
  std::vector<spdx::Error> allow() {
    std::vector<spdx::Error> errors;
    for (const std::string& entry : options_.allow)
      allow_line(entry, {"--allow " + entry, 0, 0}, errors);
    if (options_.allow_file.empty()) return errors;
    auto file = read_file(options_.allow_file);
    if (!file) return file.errors;
    std::size_t start = 0;
    const std::string_view text = file.value->text();
    for (std::size_t line = 1; start < text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      allow_line(std::string(text.substr(start, end - start)), {options_.allow_file, line, 1},
                 errors);
      start = end + 1;
    }
    return errors;
  }

  [[nodiscard]] bool allows_nothing() const { return allowed_.empty(); }

  std::optional<Expression> parse(const Question& question, Answer& answer) const {
    spdx::ExpressionError error;
    auto parsed = spdx::parse_expression(question.text, error, rules_);
    if (parsed) return parsed;
    const std::string message =
        spdx::error_text(question.text, error, spdx::embedded_names(), rules_);
    spdx::Place place = question.place;
    place.column += error.offset;
    print_errors({
        {place, message}
    });
    answer.failed = true;
    answer.json["error"] = {
        {"offset",  error.offset},
        {"message", message     }
    };
    if (const auto fixed = spdx::corrected(question.text, spdx::embedded_names(), rules_))
      answer.json["correction"] = *fixed;
    return std::nullopt;
  }

  [[nodiscard]] Answer answer(const Question& question) const {
    Answer out;
    out.json["expression"] = question.text;
    const auto parsed = parse(question, out);
    out.json["valid"] = parsed.has_value();
    if (!parsed) return out;
    const std::string& action = options_.action;
    if (action == "check") check(question, *parsed, out);
    if (action == "normalize") one(out, "normal", to_string(normal(*parsed)));
    if (action == "minimize") minimize(question, *parsed, out);
    if (action == "licenses") licenses(*parsed, out);
    if (action == "alternatives") alternatives(*parsed, out);
    if (action == "satisfies") satisfies(*parsed, out);
    return out;
  }

  // `equals` and `implies` take two expressions.
  [[nodiscard]] Answer compare(const Question& left, const Question& right) const {
    Answer out;
    out.json["expressions"] = {left.text, right.text};
    const auto a = parse(left, out);
    const auto b = parse(right, out);
    if (!a || !b) return out;
    const Formula fa = normal(*a);
    const Formula fb = normal(*b);
    const auto forth = spdx::implication(fa, fb);
    const auto back = options_.action == "implies" ? std::optional(spdx::Implication{true, {}})
                                                   : spdx::implication(fb, fa);
    if (!forth || !back) return too_hard(left, std::move(out));
    out.no = !forth->holds || !back->holds;
    std::string text = "yes";
    if (!forth->holds) {
      text = fmt::format("no: {} is enough for the first only", names(fa, forth->witness));
    } else if (!back->holds) {
      text = fmt::format("no: {} is enough for the second only", names(fb, back->witness));
    }
    one(out, "answer", text);
    return out;
  }

 private:
  void allow_line(const std::string& line, const spdx::Place& place,
                  std::vector<spdx::Error>& errors) {
    constexpr std::string_view kBlank = " \t\r";
    std::size_t next = 0;
    for (std::size_t start = 0; start <= line.size(); start = next + 1) {
      next = std::min(line.find(',', start), line.size());
      const std::size_t first = std::min(line.find_first_not_of(kBlank, start), next);
      if (first == next) continue;
      if (line[first] == '#') return;
      const std::size_t last = line.find_last_not_of(kBlank, next - 1);
      const std::string entry = line.substr(first, last + 1 - first);
      spdx::ExpressionError error;
      if (allowed_.add(entry, error)) continue;
      spdx::Place at = place;
      at.column += first + error.offset;
      errors.push_back({at, spdx::error_text(entry, error, spdx::embedded_names(),
                                             {spdx::SpdxVersion::Spdx31, &ids_})});
    }
  }

  [[nodiscard]] Formula normal(const Expression& parsed) const {
    return spdx::normalize(parsed, rules_.ids);
  }

  static void one(Answer& out, const char* key, const std::string& text) {
    out.lines.push_back(text);
    out.json[key] = text;
  }

  static Answer too_hard(const Question& question, Answer out) {
    out.failed = true;
    print_errors({
        {question.place, fmt::format("too large to be compared or minimized: at most {} and {} "
                                     "licenses, a license counted each time it stands there", spdx::kMaxCompared, spdx::kMaxMinimized)}
    });
    return out;
  }

  void check(const Question& question, const Expression& parsed, Answer& out) const {
    one(out, "canonical", to_string(parsed, rules_.ids));
    if (rules_.ids == nullptr) return;
    for (const spdx::ExpressionError& remark : spdx::advise(parsed, ids_)) {
      spdx::Place place = question.place;
      place.column += remark.offset;
      print_notes({
          {place, remark.message}
      });
      out.json["remarks"].push_back({
          {"offset",  remark.offset },
          {"message", remark.message}
      });
    }
  }

  void minimize(const Question& question, const Expression& parsed, Answer& out) const {
    const auto minimal = spdx::minimize(normal(parsed));
    if (!minimal) {
      out = too_hard(question, std::move(out));
    } else {
      one(out, "minimal", to_string(*minimal));
    }
  }

  void licenses(const Expression& parsed, Answer& out) const {
    out.json["licenses"] = Json::array();
    for (const spdx::Atom& atom : normal(parsed).atoms) {
      out.lines.push_back(atom.text);
      out.json["licenses"].push_back(atom.text);
    }
  }

  void alternatives(const Expression& parsed, Answer& out) const {
    const Formula full = normal(parsed);
    const auto minimal = spdx::minimize(full);
    const Formula& formula = minimal ? *minimal : full;
    spdx::Alternatives cursor(formula);
    out.json["alternatives"] = Json::array();
    while (const auto set = cursor.next()) {
      if (out.lines.size() == options_.limit) {
        out.lines.push_back(fmt::format("… more than {}; --limit N shows more", options_.limit));
        out.json["more"] = true;
        return;
      }
      out.lines.push_back(names(formula, *set));
      out.json["alternatives"].push_back(out.lines.back());
    }
  }

  void satisfies(const Expression& parsed, Answer& out) const {
    const spdx::Satisfaction result = spdx::satisfies(parsed, allowed_);
    out.no = !result.satisfied;
    const std::string terms = joined(parsed, result.terms, result.satisfied ? " AND " : ", ");
    out.lines.push_back(result.satisfied ? "yes: " + terms : "no: not accepted: " + terms);
    out.json["satisfied"] = result.satisfied;
    out.json[result.satisfied ? "by" : "missing"] = terms;
  }

  const ExpressionOptions& options_;
  const spdx::LicenseIndex& ids_;
  spdx::AllowList allowed_;
  spdx::ExpressionRules rules_;
};

// Expressions as arguments, or lines of standard input.
std::vector<Question> questions_of(const ExpressionOptions& options) {
  std::vector<Question> questions;
  const auto& given = options.expressions;
  if (!given.empty() && given != std::vector<std::string>{"-"}) {
    for (const std::string& text : given) {
      questions.push_back({
          text, {text, 1, 1}
      });
    }
    return questions;
  }
  std::string line;
  for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    questions.push_back({
        line, {"-", number, 1}
    });
  }
  return questions;
}

void print(const Answer& answer, bool json) {
  if (json) {
    std::cout << answer.json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return;
  }
  for (const std::string& line : answer.lines)
    std::cout << line << '\n';
}

}  // namespace

const std::vector<ExpressionAction>& expression_actions() {
  static const std::vector<ExpressionAction> kActions = {
      {"check",        "valid? prints it as the list spells it, and remarks"       },
      {"normalize",    "today's ids, in order, nothing twice"                      },
      {"minimize",     "the same meaning with no license that could be left out"   },
      {"licenses",     "every license in it, one a line"                           },
      {"alternatives", "every smallest set of licenses that is enough, one a line" },
      {"satisfies",    "can it be kept with the licenses of --allow alone?"        },
      {"equals",       "do two expressions mean the same?"                         },
      {"implies",      "is whatever is enough for the first enough for the second?"},
  };
  return kActions;
}

int run_expression(const ExpressionOptions& options) {
  const spdx::LicenseIndex ids(spdx::embedded_license_list());
  Answerer answerer(options, ids);
  if (const auto errors = answerer.allow(); !errors.empty()) {
    print_errors(errors);
    return kBadInput;
  }
  if (options.action == "satisfies" && answerer.allows_nothing()) {
    print_errors({
        {{"licet expression satisfies", 0, 0},
         "say which licenses are accepted: --allow MIT,ISC or --allow-file FILE"}
    });
    return kBadInput;
  }
  const std::vector<Question> questions = questions_of(options);
  const bool pairs = options.action == "equals" || options.action == "implies";
  if (pairs && questions.size() % 2 != 0) {
    print_errors({
        {{"licet expression " + options.action, 0, 0}, "give two expressions"}
    });
    return kBadInput;
  }
  int code = kFine;
  for (std::size_t i = 0; i < questions.size(); i += pairs ? 2 : 1) {
    const Answer answer =
        pairs ? answerer.compare(questions[i], questions[i + 1]) : answerer.answer(questions[i]);
    print(answer, options.json);
    if (answer.failed) code = kBadInput;
    if (answer.no && code == kFine) code = kFindings;
  }
  return code;
}

}  // namespace licet::cli
