// Remarks written into a bill of materials, and taken out again: the document's own text is patched
// at the places its reader located, and everything else stays byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/document.h"
#include "spdx/license_index.h"

namespace licet::spdx {

/// What is to be said of one element or of the document.
struct Remark {
  std::string subject;   ///< Element::id; empty: the document
  std::string sentence;  ///< for people: one line of plain text
  std::string payload;   ///< for programs: one JSON map, compact, beginning with `{"licet":`
  std::optional<std::string> concluded;  ///< an SPDX expression to be entered as concluded license
  bool as_declared = false;              ///< which is the one that the document declares
};

struct AnnotateOptions {
  /// When the remarks were made, `2026-11-23T06:12:27Z`. Unset: the time that the document itself
  /// was made, where its format wants one.
  std::optional<std::string> time;
  bool break_signature = false;       ///< also write into what is signed
  const LicenseIndex* ids = nullptr;  ///< tells which ids the CycloneDX schemas know; null: none
  std::string tool = "licet";         ///< who writes: `licet`, or with a version `licet-0.1.0`
};

/// The text of a document with the remarks in it; remarks that it held from before are replaced.
///
/// SPDX 2: an annotation (type OTHER) and, where there is none, a license comment for each remark.
/// SPDX 3: an Annotation with a CreationInfo and an agent of its own. CycloneDX: the property
/// `licet:report` and, as far as the format has them (1.5) and the subject can be referred to, an
/// annotation, else the property `licet:summary`; the document's `version` is counted up by one.
///
/// A concluded license is entered only where the document has none or says NOASSERTION: SPDX 2 as
/// licenseConcluded (in RDF only what an IRI or a set can say), SPDX 3 as `to` of a relationship
/// hasConcludedLicense, CycloneDX as license with `acknowledgement` (1.6; where `licenses` allows
/// it beside the others and the schema knows the id), else as property `licet:concluded`.
///
/// Errors: two remarks of one subject, a subject that is no element, a signed document, a format
/// without a place for remarks (CycloneDX before 1.3), a time that is needed and not known, a
/// payload or time of the wrong form, and a text that is laid out in a way that cannot be patched
/// so that it can be undone: the result is read again before it is given, and what
/// strip_annotations makes of it compared with the text before. Linear in text and remarks.
Result<std::string> annotate(const SourceText& source, const Document& document,
                             const std::vector<Remark>& remarks, const AnnotateOptions& options);

/// Whether a text may hold what annotate put into it; quick.
bool may_hold_annotations(const SourceText& source);

/// The text without anything that annotate has ever put into it: the original bytes, if nobody has
/// changed the text since, with the places of the given text. A concluded license that somebody
/// changed since stays. Errors: what the parser finds; own remarks that were changed so that it is
/// not clear what to put back.
Result<SourceText> strip_annotations(const SourceText& source, DocumentFormat format);

/// Whether a text has the form of a time in SPDX: `2026-11-23T06:12:27Z`.
bool is_time(std::string_view text);

}  // namespace licet::spdx
