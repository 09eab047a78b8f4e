// A stack in other forms: bills of materials, and a stack file. What a form cannot say is a note.
#pragma once

#include <functional>
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

/// SPDX 3.0.1 JSON-LD. Works become packages of the AI, Dataset and Software profiles; content too,
/// since a Package is "any unit of content" there while a File is taken for a part of the package
/// that contains it. What is said of a license becomes a hasDeclaredLicense and a
/// hasConcludedLicense relationship; models and datasets have both, for their profiles ask for
/// them, and a comment if nothing is said. What was found in files has a comment, too: on the
/// hasDeclaredLicense relationship if nothing is declared, else on one of type `other`. A license
/// that speaks of one part says so in its `comment`; one whose text or addresses the stack knows is
/// a CustomLicense.
/// Each relation is one relationship (spdx/spdx3_relations.h). The works are the elements of one
/// Sbom, whose roots are what the document is about.
///
/// The profiles named are those the classes belong to; a stack does not know all that the AI and
/// Dataset profiles ask for (times, places to download from). Notes: uses are not written. Errors:
/// a stack without works.
Result<std::string> write_spdx3(const Stack& stack, const LicenseIndex& ids,
                                const DocumentHead& head);

/// CycloneDX 1.6 JSON. Works become components (services: services), relations dependencies; a
/// property `licet:relation` on the result says each exactly (`train-on by self: ID`), and models
/// name the datasets they were trained on in their model card. `pedigree.ancestors` is not used: it
/// holds whole components, so a work would stand twice. A license has the text and the address that
/// the stack knows; other addresses and the name of a `LicenseRef-` are properties (`licet:name`,
/// `licet:see-also`), and so is that a service's license was found in files (services have no
/// evidence). Notes and errors as for write_spdx3; also texts of licenses inside expressions, which
/// are left out.
Result<std::string> write_cyclonedx(const Stack& stack, const LicenseIndex& ids,
                                    const DocumentHead& head);

/// Whether `license` of a stack file, which is one expression that must be right, may say all that
/// a work's statements say.
using SaysAll = std::function<bool(const Work&)>;

/// A stack file, which read_stack reads back to an equal stack but for places, what only bills of
/// materials know (supplier, purl, texts of licenses) and the stack's name. A work's statements
/// become its `license` if that has room for them and `says_all` agrees (always, without one), and
/// `evidence` otherwise; with `license` the kind of evidence is lost, and what does not govern.
/// Relations come in the order of their results. `words` says of which type facts are. Notes:
/// texts of licenses are left out.
Result<std::string> write_stack(const Stack& stack, const Vocabulary& words,
                                const SaysAll& says_all = {});

/// What a document about a stack is called: its described work, or the first and how many more.
std::string document_name(const Stack& stack);

/// The targets of the uses, in the order of the works; without any, the works that nothing else is
/// made from, or all if each is.
std::vector<WorkIndex> described_works(const Stack& stack);

}  // namespace licet::spdx
