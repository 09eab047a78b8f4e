// The `use` part of a stack file and of the command line: the same keys, one table of facts.
#pragma once

#include <unordered_map>

#include "spdx/fields.h"
#include "spdx/stack.h"
#include "spdx/vocabulary.h"

namespace licet::spdx {

/// Works by id.
using WorkIds = std::unordered_map<std::string, WorkIndex>;

/// The message for an id that no work has: with the nearest id, or all ids if they are few, unless
/// `errors_before` are so many, or the works, that searching would take long.
std::string no_such_work(const std::string& id, const WorkIds& ids, std::size_t errors_before);

/// Reads one use; errors go to the list.
Use read_use(const Value& value, const SourceText& source, const Vocabulary& words,
             const WorkIds& ids, std::vector<Error>& errors);

/// Reads the facts whose ids begin with this prefix (`work.`), checked against their types; the
/// keys of the map are the ids without the prefix. Facts that are stated are added under their full
/// ids.
void read_facts(Fields& fields, const SourceText& source, const Vocabulary& words,
                std::string_view prefix, Facts& out);

}  // namespace licet::spdx
