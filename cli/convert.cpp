#include "cli/convert.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/disagreement.h"
#include "engine/terms.h"
#include "spdx/write_documents.h"

namespace licet::cli {

namespace {

using spdx::Result;

Result<std::string> fail(const std::string& where, const std::string& what) {
  return Result<std::string>::failed({
      {{where, 0, 0}, what}
  });
}

Result<std::string> to_spdx3(const Input& input, const std::string& created) {
  if (created.empty()) {
    return fail("--created",
                "SPDX documents say when they were made: give it, for instance --created "
                "2026-01-31T12:00:00Z, or set SOURCE_DATE_EPOCH");
  }
  return write_spdx3(input.stack, input.catalogue.list, {created, input.sha256});
}

Result<std::string> to_cyclonedx(const Input& input, const std::string& created) {
  return write_cyclonedx(input.stack, input.catalogue.list, {created, input.sha256});
}

// Whether the governing statements of a work are all there is to say, and no error in a stack file,
// whose words must be right.
bool says_all(const spdx::Work& work, const engine::Catalogue& catalogue) {
  if (!engine::disagreements(work, catalogue).empty()) return false;
  spdx::Stack alone;
  spdx::Work& stated = alone.works.emplace_back(work);
  stated.owned = true;  // of one's own works the whole license has to be clear, too
  for (spdx::LicenseClaim& claim : stated.licenses)
    claim.evidence = spdx::Evidence::Declared;
  std::vector<spdx::Error> errors;
  engine::bind_terms(alone, catalogue, errors);
  return errors.empty();
}

Result<std::string> to_stack(const Input& input, const std::string& /*created*/) {
  return write_stack(input.stack, input.catalogue.vocabulary(),
                     [&](const spdx::Work& work) { return says_all(work, input.catalogue); });
}

// The time that a text like 2026-01-31T12:00:00Z means, written out again.
std::string canonical(const std::string& text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size()) return {};
  std::array<int, 6> numbers = {};
  std::size_t field = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (digit != (kForm[i] == '0') || (!digit && text[i] != kForm[i])) return {};
    if (digit) numbers[field] = numbers[field] * 10 + (text[i] - '0');
    if (!digit) ++field;
  }
  const std::chrono::year_month_day day{std::chrono::year(numbers[0]),
                                        std::chrono::month(static_cast<unsigned>(numbers[1])),
                                        std::chrono::day(static_cast<unsigned>(numbers[2]))};
  const bool right = day.ok() && numbers[3] < 24 && numbers[4] < 60 && numbers[5] < 60;
  return right ? text : "";
}

std::string time_of(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day day(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

Result<std::string> convert(const ConvertOptions& options) {
  const auto* const form = std::ranges::find(forms(), options.to, &Form::name);
  auto created = document_time(options.created, std::getenv("SOURCE_DATE_EPOCH"));
  if (!created) return created;
  auto input = load_input(options.check);
  if (!input) return Result<std::string>::failed(std::move(input.errors));
  auto out = form->write(*input.value, *created.value);
  auto& told = input.value->notes;
  out.notes.insert(out.notes.begin(), told.begin(), told.end());
  return out;
}

}  // namespace

const std::array<Form, 3>& forms() {
  static const std::array<Form, 3> kForms = {
      {{"spdx3", "SPDX 3.0.1 JSON-LD", to_spdx3},
       {"cyclonedx", "CycloneDX 1.6 JSON", to_cyclonedx},
       {"stack", "a stack file", to_stack}}
  };
  return kForms;
}

Result<std::string> document_time(const std::string& created, const char* epoch) {
  if (!created.empty()) {
    if (canonical(created).empty()) {
      return fail(fmt::format("--created {}", created),
                  "a time in UTC is needed, such as 2026-01-31T12:00:00Z");
    }
    return spdx::finish(std::string(created), {});
  }
  if (epoch == nullptr || *epoch == '\0') return spdx::finish(std::string(), {});
  constexpr std::int64_t kLast = 253'402'300'799;  // the end of the year 9999
  std::int64_t seconds = 0;
  const char* end = epoch + std::strlen(epoch);
  const auto [stop, problem] = std::from_chars(epoch, end, seconds);
  if (problem != std::errc() || stop != end || seconds < 0 || seconds > kLast)
    return fail(fmt::format("SOURCE_DATE_EPOCH={}", epoch), "seconds since 1970 are needed");
  return spdx::finish(time_of(seconds), {});
}

int run_convert(const ConvertOptions& options) {
  const auto text = convert(options);
  const auto written =
      text ? write_file(options.output, *text.value) : Result<bool>::failed(text.errors);
  if (!written) {
    print_errors(written.errors);
    return kBadInput;
  }
  print_notes(text.notes);
  return kFine;
}

}  // namespace licet::cli
