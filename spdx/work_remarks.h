// What bills of materials have no field for: said in words of our own, `licet: owner self`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spdx/result.h"
#include "spdx/stack.h"

namespace licet::spdx {

/// What is said of a work besides: `kind` where no class or type tells it (`service`, and
/// `unstated` for none), `owner` (`self`), and each fact as `fact <id>` with its value, lists
/// parted by commas.
std::vector<std::pair<std::string, std::string>> work_remarks(const Work& work);

/// The same as lines of a comment: `licet: kind service`. Empty if there is nothing to say.
std::string work_remarks_text(const Work& work);

/// Of which part of a work a license speaks: `licet: part weights`.
std::string part_remark(const std::string& part);

/// An error for a stack that cannot be a document: it has no works.
std::vector<Error> unwritable(const Stack& stack);

/// A note that a document of this standard does not say what a stack's uses say; nothing if there
/// are none.
std::vector<Error> unwritten_uses(const Stack& stack, std::string_view standard);

}  // namespace licet::spdx
