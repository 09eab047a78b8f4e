// Stack files, in YAML or JSON (the text decides, not the file's name).
#pragma once

#include "spdx/result.h"
#include "spdx/source.h"
#include "spdx/stack.h"
#include "spdx/vocabulary.h"

namespace licet::spdx {

/// Reads a stack file:
///
///     licet: 1
///     works:
///       - { id: llama, name: meta-llama/Llama-3.1-8B, kind: model, license: llama3.1, facts: {
///       multimodal: false } }
///       - { id: mine, kind: model, license: { code: MIT, weights: llama3.1 }, from: [ { finetune:
///       llama, by: self } ] }
///       - { id: lib, evidence: { declared: [MIT, Apache-2.0], observed: ISC } }
///     use: { target: mine, acts: [distribute], commercial: true, licensee: { territory: US } } #
///     or a list of uses
///
/// `evidence` stands in the place of `license` where others are quoted: `concluded` governs, else
/// `declared`, else `card`, else `observed`; lists are statements of which nobody says how they go
/// together (LicenseClaim::several).
///
/// Every error of the file is reported at once (the first thousand), with its place: wrong types,
/// unknown keys and words (with the nearest right one), duplicate ids, relations to works that are
/// not there. A syntax error stands alone. A
/// work may be derived from itself or from a work derived from it (real lineage has cycles); the
/// engine handles that. Linear in the text.
Result<Stack> read_stack(const SourceText& source, const Vocabulary& words);

/// Reads one `use` given as key=value pairs on a command line into a use (keys as in the file;
/// `licensee.` and `use.` may be left out). Errors name the pair.
std::vector<Error> read_use_pairs(const std::vector<std::string>& pairs, const Vocabulary& words,
                                  const Stack& stack, Use& use);

}  // namespace licet::spdx
