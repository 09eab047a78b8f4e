// What bills of materials have no field for: said in words of our own, `licet: owner self`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "spdx/document.h"
#include "spdx/result.h"
#include "spdx/stack.h"
#include "spdx/value.h"

namespace licet::spdx {

/// How the name of a CycloneDX property begins, or a line of a comment, that is a remark.
inline constexpr std::string_view kRemark = "licet:";

/// What is said of a relationship between a work and a license besides, under this name.
inline constexpr std::string_view kLicenseRemark = "license";
/// It is no declaration or conclusion.
inline constexpr std::string_view kFoundInFiles = "found in the files of the work";
/// The relationship stands only because a profile asks for one.
inline constexpr std::string_view kNotStated = "not stated";

/// What is said of a license besides: its id stands for its name, which is what statements say.
inline constexpr std::string_view kIdRemark = "id";
inline constexpr std::string_view kMadeForName =
    "made for the name, which is not on the SPDX License List";

/// What is said of a work besides: `kind` where no class or type tells it (`content`, `service`,
/// and `unstated` for none), `owner` (`self`), and each fact as `fact:<id>` with its value, lists
/// parted by commas.
std::vector<Property> work_remarks(const Work& work);

/// As lines of a comment: `licet: kind service`. Line breaks and other control characters in values
/// become spaces. Empty if there are none.
std::string to_comment(const std::vector<Property>& remarks);

/// The remarks in a comment, in which they may be lines among others.
std::vector<Property> read_remarks(std::string_view comment);

/// The remarks in a list of CycloneDX properties: those whose name begins with `licet:`.
std::vector<Property> read_remarks(const Value& properties);

/// The value of the first remark with this name, or empty.
std::string remark_of(const std::vector<Property>& remarks, std::string_view name);

/// An error for a stack that cannot be a document: it has no works.
std::vector<Error> unwritable(const Stack& stack);

/// A note that a document of this standard does not say what a stack's uses say; nothing if they
/// name their targets only.
std::vector<Error> unwritten_uses(const Stack& stack, std::string_view standard);

}  // namespace licet::spdx
