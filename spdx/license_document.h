// Licenses and exceptions as the SPDX license list publishes them, with everything their files say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spdx/license_text.h"
#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::spdx {

/// What to write in place of a deprecated or outdated id.
struct Successor {
  std::string use;   ///< an expression: `GPL-2.0-or-later WITH eCos-exception-2.0`
  std::string when;  ///< it replaces this expression only (`GPL-2.0+`); empty: the id itself
};

/// One license or exception of the list. What a form of publication does not tell stays empty:
/// the list XML knows nothing of the FSF, the JSON forms nothing of successors and of the version
/// that added an id, the npm package only id, name, one address, OSI approval and the plain text.
struct LicenseDocument {
  bool exception = false;
  std::string id;
  std::string name;
  std::optional<bool> osi_approved;  ///< licenses only
  std::optional<bool> fsf_libre;     ///< licenses only; nothing: the FSF has not said
  bool deprecated = false;
  std::string deprecated_in;  ///< version of the list that deprecated it: `3.0`
  std::string added_in;       ///< version of the list that has had it first
  std::vector<Successor> successors;
  std::vector<std::string> cross_refs;  ///< addresses, in document order
  std::string comments;                 ///< the list's own notes, white space folded
  std::optional<LicenseText> header;    ///< the standard header for source files
  std::optional<LicenseText> text;
  Place place;  ///< where the entry begins in the file it was read from
};

/// A license list, or a part of one. Sorted by id in byte order within licenses and within
/// exceptions; an id stands once.
struct LicenseDocuments {
  std::string version;   ///< of the list (`3.28.0`); empty if the form does not tell
  std::string released;  ///< date; empty if the form does not tell
  std::vector<LicenseDocument> licenses;
  std::vector<LicenseDocument> exceptions;
};

/// List XML, one file: an SPDXLicenseCollection of licenses and exceptions (ListedLicense.xsd).
/// Errors: those of walk_xml; or else a root of another kind, an entry without id or name, an
/// unknown element or attribute (with a proposal), a part given twice, text outside a part, an
/// alternative without `match`, nesting beyond kMaxDepth; each with its place, the first thousand
/// of them. Linear in the text.
Result<std::vector<LicenseDocument>> read_license_xml(const SourceText& source);

/// List JSON: `licenses.json`, `exceptions.json`, or one file of `details/`, told apart by content.
/// Errors: what read_json finds, a document that is none of these, an entry without id or name, a
/// member of another type, a template that does not parse. Members it does not know are passed
/// over: the form grows. Linear in the text.
Result<LicenseDocuments> read_license_json(const SourceText& source);

/// The npm package `spdx-license-list`: `spdx.json`, `spdx-full.json` (ids as keys), or one file of
/// `licenses/` (then `id` is its name). Errors as for read_license_json. The package knows only
/// licenses, and of their addresses the first.
Result<LicenseDocuments> read_license_npm(const SourceText& source, const std::string& id = "");

/// A standardLicenseTemplate or standardLicenseHeaderTemplate:
/// `<<var;name="";original="";match="">>` (the values may hold quotes, and `original` further
/// marks), `<<beginOptional>>`,
/// `<<endOptional>>`. An empty line becomes two breaks. Nothing and a message if the marks do not
/// match or nest deeper than kMaxDepth. Linear.
std::optional<LicenseText> parse_template(std::string_view text, std::string& problem);

/// A text without marks: its characters, with two breaks at each empty line. Linear.
LicenseText parse_plain(std::string_view text);

}  // namespace licet::spdx
