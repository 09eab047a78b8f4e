// Members of SPDX 2.2 and 2.3 that the schemas know and no reader needs.
#pragma once

#include <array>
#include <string_view>

namespace licet::spdx {

// By the kind of map they stand in.
inline constexpr auto kUnreadOfDocument =
    std::to_array<std::string_view>({"$schema", "annotations", "comment", "dataLicense",
                                     "creationInfo", "externalDocumentRefs", "revieweds"});
inline constexpr auto kUnreadOfPackage = std::to_array<std::string_view>(
    {"annotations", "attributionTexts", "builtDate", "checksums", "comment", "copyrightText",
     "description", "downloadLocation", "filesAnalyzed", "homepage", "sourceInfo",
     "packageVerificationCode", "licenseComments", "packageFileName", "releaseDate", "summary",
     "validUntilDate"});
inline constexpr auto kUnreadOfFile = std::to_array<std::string_view>(
    {"annotations", "artifactOfs", "attributionTexts", "checksums", "comment", "copyrightText",
     "noticeText", "fileContributors", "fileDependencies", "licenseComments"});
inline constexpr auto kUnreadOfSnippet = std::to_array<std::string_view>(
    {"annotations", "attributionTexts", "comment", "copyrightText", "licenseComments", "ranges"});
inline constexpr auto kUnreadOfLicense = std::to_array<std::string_view>({"comment", "crossRefs"});
inline constexpr auto kUnreadOfReference =
    std::to_array<std::string_view>({"comment", "referenceCategory"});

/// Whether the reader may ask for a member with this key; the others need not be in the tree. For
/// read_json_members.
bool is_spdx2_member(std::string_view parent, std::string_view key);

}  // namespace licet::spdx
