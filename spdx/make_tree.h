// Trees whose largest parts are given away while the text is read.
#pragma once

#include <functional>
#include <string_view>

#include "spdx/value.h"

namespace licet::spdx {

/// Is given a part of a document as soon as it is whole: an item of one of its lists (`packages`,
/// `components` …), with the name of the list, or a member of it, with its key. Returns whether it
/// has taken it; the tree then need not hold it. The lists are most of a document.
using TakeItem = std::function<bool(std::string_view list, const Value& item)>;

/// Makes the tree of a document; may give its items away.
using MakeTree = std::function<Result<Value>(const TakeItem& take)>;

}  // namespace licet::spdx
