// Turns findings from ids into words. The words come from data/findings.json; this fills in their
// {placeholders}.
#pragma once

#include <string>
#include <vector>

#include "engine/judge.h"
#include "engine/report.h"

namespace licet::engine {

/// What people call a license: its id on the SPDX list, or its name where the id is one that
/// scanners made up (`LicenseRef-…`). An id that is not known stays.
std::string license_called(const std::string& id, const Catalogue& catalogue);

/// Fills `{name}` in a template from the details; an unknown name stays empty. Whoever writes
/// templates may use: {license} {section} {work} {target} {result} {place} {act} {as} (how the work
/// stands there), {text} {quoted} {file} {infile} {prefix} {name} {outbound} {accepts} {other}
/// {others} {added} {field} {item} {facts} {limited} {duty} {withtext} {ask} {set} {why} {possible}
/// {note} {id} {exception} {freed} (a section) {condition} {relation} {user} {used} {readings}.
std::string fill(const std::string& text, const Details& details);

/// What the explanations of one use share.
struct Explaining {
  const Case& use_case;
  const Facts& facts;
  Origins& origins;
};

/// The finding as the report shows it: path, facts, assumptions with what would flip, message and
/// remedy.
Finding explain(const Candidate& candidate, const Explaining& explaining, std::size_t use_index);

}  // namespace licet::engine
