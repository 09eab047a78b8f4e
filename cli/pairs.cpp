#include "cli/pairs.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/render.h"
#include "engine/pair_stack.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Report;
using spdx::Error;
using spdx::Result;

constexpr std::size_t kMostMatrixLicenses = 200;

Result<engine::RelationId> relation_of(const std::string& name,
                                       const engine::Catalogue& catalogue) {
  if (const auto id = catalogue.find_relation(name)) return {*id, {}, {}};
  std::vector<std::string_view> names;
  for (const engine::RelationKind& kind : catalogue.relations)
    names.push_back(kind.id);
  return Result<engine::RelationId>::failed({
      Error{{"--relation", 0, 0},
            fmt::format("there is no relation \"{}\"{}", name, spdx::did_you_mean(name, names))}
  });
}

// The table of relations speaks of SOURCE and RESULT.
std::string in_words(std::string means) {
  for (const auto& [word, instead] :
       {std::pair("RESULT", "the work"), std::pair("SOURCE", "the part")}) {
    for (std::size_t at = means.find(word); at != std::string::npos; at = means.find(word))
      means.replace(at, 6, instead);
  }
  return means;
}

// The works and their licenses are those of the question.
std::vector<Error> misplaced(const std::vector<std::string>& use) {
  std::vector<Error> errors;
  for (const std::string& pair : use) {
    std::string_view key = std::string_view(pair).substr(0, pair.find('='));
    if (key.rfind("use.", 0) == 0) key.remove_prefix(4);  // a fact may be given by its full id
    if (key != "outbound" && key != "target") continue;
    errors.push_back({
        {fmt::format("--use {}", pair), 0, 0},
        fmt::format("the {} is given by the licenses asked about; leave it out", key)
    });
  }
  return errors;
}

// Each inbound license into each outbound one.
Result<Matrix> judge_pairs(const std::vector<std::string>& inbound,
                           const std::vector<std::string>& outbound, const PairOptions& options) {
  if (auto errors = misplaced(options.check.use); !errors.empty())
    return Result<Matrix>::failed(std::move(errors));
  Result<Words> words = load_words(options.check.data);
  if (!words) return Result<Matrix>::failed(std::move(words.errors));
  const auto relation = relation_of(options.relation, words.value->catalogue);
  if (!relation) return Result<Matrix>::failed(relation.errors);
  Result<Input> input =
      input_of(engine::pair_stack(inbound, outbound, {options.relation, options.kind}),
               std::move(*words.value), options.check);
  if (!input) return Result<Matrix>::failed(std::move(input.errors));
  const Input& in = *input.value;
  Result<Report> report = engine::analyze(in.stack, in.catalogue, in.request);
  if (!report) return Result<Matrix>::failed(std::move(report.errors));
  return spdx::finish(
      Matrix{inbound, options.relation, in_words(in.catalogue.relations[*relation.value].means),
             printable(std::move(*report.value))},
      {});
}

int print(const std::string& text, const std::string& output) {
  const auto written = write_file(output, text);
  if (written) return kFine;
  print_errors(written.errors);
  return kBadInput;
}

}  // namespace

int run_compat(const std::string& inbound, const std::string& outbound,
               const PairOptions& options) {
  const auto judged = judge_pairs({inbound}, {outbound}, options);
  if (!judged) {
    print_errors(judged.errors);
    return kBadInput;
  }
  const Report& report = judged.value->report;
  const engine::May answer = engine::answers_of(report).front();
  const Style style = terminal_style(!options.output.empty());
  const auto renderer = std::ranges::find(renderers(), options.format, &Renderer::name);
  std::string text = renderer->render(report, style);
  if (options.format == "text") {
    const std::string question =
        fmt::format("May a part under {} go into a work under {} by {} ({})? {}", inbound, outbound,
                    options.relation, judged.value->relation_means, style.bold(to_string(answer)));
    text = wrap("", question, style.width) + "\n" + text;
  }
  if (const int failed = print(text, options.output); failed != kFine) return failed;
  if (answer >= engine::May::YesWithDuties) return kFine;
  return answer == engine::May::No ? kFindings : kUndecided;
}

int run_matrix(const std::vector<std::string>& licenses, const PairOptions& options) {
  if (licenses.size() > kMostMatrixLicenses) {
    print_errors({
        {{"licet matrix", 0, 0},
         fmt::format("{} licenses; at most {} fit a matrix", licenses.size(),
         kMostMatrixLicenses)}
    });
    return kBadInput;
  }
  const auto judged = judge_pairs(licenses, licenses, options);
  if (!judged) {
    print_errors(judged.errors);
    return kBadInput;
  }
  const auto renderer =
      std::ranges::find(matrix_renderers(), options.format, &MatrixRenderer::name);
  return print(renderer->render(*judged.value, terminal_style(!options.output.empty())),
               options.output);
}

}  // namespace licet::cli
