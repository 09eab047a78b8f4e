// A stack in other forms: bills of materials, and a stack file. What a form cannot say is a note.
#pragma once

#include <string>

#include "spdx/license_index.h"
#include "spdx/result.h"
#include "spdx/stack.h"
#include "spdx/vocabulary.h"

namespace licet::spdx {

/// What a bill of materials says of itself. Nothing is taken from a clock.
struct DocumentHead {
  /// When it is made, in the form of SPDX: `2026-11-23T00:00:00Z`. CycloneDX needs none: empty.
  std::string created;
  /// 64 hexadecimal digits that tell this document from others: a hash of what it is made from.
  std::string digest;
};

/// SPDX 3.0.1 JSON-LD. Works become packages of the AI, Dataset and Software profiles, content
/// becomes a File ("any object that stores content on a computer", and the one class of artifacts
/// that is not called software in its text), a service a package of the purpose `application`.
/// Each has one hasDeclaredLicense relationship and one hasConcludedLicense, which is NoAssertion:
/// what a stack states is declared. Parts have a license each, named in its `comment`. Each
/// relation is one relationship (spdx/spdx3_relations.h). What the targets are made from is the
/// content of one Sbom, whose roots they are.
///
/// Notes: uses are not written. Errors: a stack without works.
Result<std::string> write_spdx3(const Stack& stack, const LicenseIndex& ids,
                                const DocumentHead& head);

/// CycloneDX 1.6 JSON. Works become components (services: services), relations dependencies; a
/// property `licet:relation` on the result says each exactly (`train-on by self: ID`), and models
/// name the datasets they were trained on in their model card. `pedigree.ancestors` is not used: it
/// holds whole components, so a work would stand twice. Notes and errors as for write_spdx3.
Result<std::string> write_cyclonedx(const Stack& stack, const LicenseIndex& ids,
                                    const DocumentHead& head);

/// A stack file, which read_stack reads back to an equal stack but for places, the kind of evidence
/// and the stack's name. `words` says of which type facts are. Notes: a work with several license
/// statements of which nobody says whether all apply: it gets their texts as one, parted by commas,
/// which is no license's name, so that it stays unknown.
Result<std::string> write_stack(const Stack& stack, const Vocabulary& words);

/// The targets of the uses, in the order of the works; without any, the works that nothing else is
/// made from, or all if each is.
std::vector<WorkIndex> described_works(const Stack& stack);

}  // namespace licet::spdx
