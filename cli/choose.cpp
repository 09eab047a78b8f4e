#include "cli/choose.h"

#include <algorithm>

#include "cli/certificate.h"
#include "cli/commands.h"
#include "cli/render.h"

namespace licet::cli {

namespace {

spdx::Result<engine::Choices> choices_of(spdx::Result<Input>& input, const ChooseOptions& options) {
  if (!input) return spdx::Result<engine::Choices>::failed(std::move(input.errors));
  input.value->request.default_acts = kActsToChooseFor;
  engine::ChooseRequest request;
  request.judging = input.value->request;
  request.why_not = options.why_not;
  auto choices = engine::choose(input.value->stack, input.value->catalogue,
                                engine::Permissiveness(input.value->catalogue), request);
  if (choices) choices.value->sha256 = input.value->sha256;
  choices.notes = std::move(input.value->notes);
  return choices;
}

}  // namespace

const std::vector<ChoicesRenderer>& choices_renderers() {
  static const std::vector<ChoicesRenderer> kRenderers = {
      {"text", render_choices_text},
      {"json", render_choices_json}
  };
  return kRenderers;
}

int run_choose(const ChooseOptions& options) {
  CheckOptions check = options.check;
  check.all_licenses = true;
  spdx::Result<Input> input = load_input(check);
  const auto choices = choices_of(input, options);
  print_notes(choices.notes);
  if (!choices) {
    print_errors(choices.errors);
    return kBadInput;
  }
  if (!options.certificate.empty() &&
      !save_label_certificate(options.certificate, *input.value,
                              engine::fit_of(*choices.value) != engine::Fit::Breaks))
    return kBadInput;
  const auto renderer =
      std::ranges::find(choices_renderers(), options.format, &ChoicesRenderer::name);
  const auto written = write_file(
      options.output, renderer->render(*choices.value, terminal_style(!options.output.empty())));
  if (!written) {
    print_errors(written.errors);
    return kBadInput;
  }
  switch (engine::fit_of(*choices.value)) {
    case engine::Fit::Fits:
      return kFine;
    case engine::Fit::Open:
      return kUndecided;
    case engine::Fit::Breaks:
      break;
  }
  return kFindings;
}

}  // namespace licet::cli
