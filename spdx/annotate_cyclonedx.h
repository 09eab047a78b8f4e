// What remarks in CycloneDX hold, whether in JSON or in XML.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spdx/annotate_formats.h"

namespace licet::spdx {

/// The property that holds a payload.
inline constexpr std::string_view kReportProperty = "licet:report";

/// Whether remarks write properties of this name. What a converted stack says of itself (`licet:…`,
/// spdx/write_cyclonedx.cpp) has other names.
bool is_own_property(std::string_view name);

/// What a version of the format has a place for.
struct CycloneDxPlaces {
  bool properties = false;   ///< 1.3
  bool annotations = false;  ///< 1.5
  bool concluded = false;    ///< 1.6: `acknowledgement`
  bool mixed = false;        ///< 1.7: expressions beside licenses
};

/// A text without version counts as the newest.
CycloneDxPlaces places_of(const std::string& version);

/// Whether `license.id` may be this license, as far as the job can tell.
bool is_known_id(const AnnotateJob& job, const std::string& license);

/// An error for versions without properties.
std::vector<Error> no_place(const AnnotateJob& job);

/// What one subject gets.
struct CycloneDxNotes {
  std::vector<std::pair<std::string, std::string>> properties;  ///< name, value
  std::string annotation;  ///< its text; empty: none, as nothing can refer to the subject
};

/// `bears_properties`: the subject may have some; `referred`: an annotation can refer to it. One of
/// them holds. `concluded` is the license that has no better place than a property.
CycloneDxNotes cyclonedx_notes(const Remark& remark, Value undo, bool bears_properties,
                               bool referred, const std::optional<std::string>& concluded);

/// The name and version of the tool: `licet-0.1.0`.
std::pair<std::string, std::string> tool_of(const AnnotateOptions& options);

/// One more than a version number, if it is one.
std::optional<std::string> next_edition(std::string_view version);

/// Whether patches fall within one of the stretches [begin, end), which are signed; then an error,
/// unless the user wants it.
Result<std::vector<Patch>> outside_of(
    const std::vector<std::pair<std::size_t, std::size_t>>& is_signed,
    Result<std::vector<Patch>> patches, const AnnotateJob& job);

}  // namespace licet::spdx
