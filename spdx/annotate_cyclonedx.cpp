#include "spdx/annotate_cyclonedx.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "spdx/cyclonedx_ids.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kSummary = "licet:summary";
constexpr std::string_view kConcluded = "licet:concluded";

}  // namespace

bool is_own_property(std::string_view name) {
  return name == kReportProperty || name == kSummary || name == kConcluded;
}

CycloneDxPlaces places_of(const std::string& version) {
  // They are `1.` and one digit; no version is read as the newest.
  const auto since = [&](std::string_view first) { return version.empty() || version >= first; };
  return {since("1.3"), since("1.5"), since("1.6"), since("1.7")};
}

bool is_known_id(const AnnotateJob& job, const std::string& license) {
  return job.options.ids != nullptr && in_cyclonedx_schema(*job.options.ids, license);
}

std::vector<Error> no_place(const AnnotateJob& job) {
  if (places_of(job.document.version).properties) return {};
  return {job.source.error(
      0, fmt::format("CycloneDX {} has no place for remarks; convert the document to 1.6 first",
                     job.document.version))};
}

CycloneDxNotes cyclonedx_notes(const Remark& remark, Value undo, bool bears_properties,
                               bool referred, const std::optional<std::string>& concluded) {
  const std::string payload = with_undo(remark.payload, std::move(undo));
  if (!bears_properties) return {{}, comment_of(remark, payload)};
  CycloneDxNotes out;
  if (referred) out.annotation = remark.sentence;
  if (!referred) out.properties.emplace_back(kSummary, remark.sentence);
  if (concluded) out.properties.emplace_back(kConcluded, *concluded);
  out.properties.emplace_back(kReportProperty, payload);
  return out;
}

std::pair<std::string, std::string> tool_of(const AnnotateOptions& options) {
  const std::size_t dash = options.tool.find('-');
  if (dash == std::string::npos) return {options.tool, ""};
  return {options.tool.substr(0, dash), options.tool.substr(dash + 1)};
}

std::optional<std::string> next_edition(std::string_view version) {
  std::uint32_t number = 0;
  const char* const end = version.data() + version.size();
  const auto [stop, problem] = std::from_chars(version.data(), end, number);
  if (problem != std::errc() || stop != end || number == UINT32_MAX) return std::nullopt;
  return std::to_string(number + 1);
}

Result<std::vector<Patch>> outside_of(
    const std::vector<std::pair<std::size_t, std::size_t>>& is_signed,
    Result<std::vector<Patch>> patches, const AnnotateJob& job) {
  if (!patches || job.options.break_signature) return patches;
  for (const auto& stretch : is_signed) {
    const bool within = std::ranges::any_of(*patches.value, [&](const Patch& patch) {
      return patch.offset > stretch.first && patch.offset < stretch.second;
    });
    if (!within) continue;
    return Result<std::vector<Patch>>::failed({job.source.error(
        stretch.first,
        "what stands here is signed, and a remark in it makes the signature invalid; "
        "--break-signature writes nevertheless")});
  }
  return patches;
}

}  // namespace licet::spdx
