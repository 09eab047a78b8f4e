// What the annotators of all formats share, and what each of them does. Only spdx/annotate*.cpp
// need this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/annotate.h"
#include "spdx/patch.h"
#include "spdx/value.h"

namespace licet::spdx {

/// A remark and the element it is about; null: the document.
struct PlacedRemark {
  const Remark* remark = nullptr;
  const Element* element = nullptr;
};

/// A document without own remarks, and what is to be written into it.
struct AnnotateJob {
  const SourceText& source;
  const Document& document;
  std::vector<PlacedRemark> remarks;  ///< of different subjects
  const AnnotateOptions& options;
};

/// How a format is annotated: patches that put remarks in, and those that take out all that such
/// patches ever put in.
struct Annotator {
  Result<std::vector<Patch>> (*put_in)(const AnnotateJob& job);
  Result<std::vector<Patch>> (*take_out)(const SourceText& source);
};

/// The annotators, one a syntax.
Annotator spdx_json_annotator();
Annotator spdx_yaml_annotator();
Annotator spdx_tag_value_annotator();
Annotator spdx_rdf_annotator();
Annotator spdx_xml_annotator();
Annotator spdx3_annotator();
Annotator cyclonedx_json_annotator();
Annotator cyclonedx_xml_annotator();

/// A payload that also says how to undo what was done: a map, as its member `undo`; unchanged if
/// there is nothing in it.
std::string with_undo(const std::string& payload, Value undo);

/// A member of `undo`: the text `is` took the place of `was` (bytes of the document; nothing: there
/// was none).
Value replaced(std::string_view is, const std::optional<std::string>& was);

/// What an own remark says, read again.
struct OwnRemark {
  std::string sentence;
  Value undo;  ///< a map, maybe empty

  /// The text of a member of `undo`, or null.
  [[nodiscard]] const ValueText* text(std::string_view key) const;
};

/// Whether this is how SPDX 2 names licet as annotator: `Tool: licet-0.1.0`.
bool is_own_annotator(std::string_view annotator);

/// A comment that holds sentence and payload, and the remark in such a text or in a payload alone;
/// nothing if there is none.
std::string comment_of(const Remark& remark, const std::string& payload);
std::optional<OwnRemark> own_remark(std::string_view text);

/// The time of the remarks: as the options say, else `made`, when the document was made, as it says
/// it. Error: it does not.
Result<std::string> time_of(const AnnotateJob& job, std::string_view made);

/// Whether a concluded license may be written for an element: it has none, or NOASSERTION.
bool lacks_conclusion(const Element& element);

}  // namespace licet::spdx
