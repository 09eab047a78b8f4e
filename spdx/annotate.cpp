#include "spdx/annotate.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/annotate_formats.h"
#include "spdx/characters.h"

namespace licet::spdx {

namespace {

using Text = Result<std::string>;

Annotator annotator_of(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::SpdxJson:
      return spdx_json_annotator();
    case DocumentFormat::SpdxYaml:
      return spdx_yaml_annotator();
    case DocumentFormat::SpdxTagValue:
      return spdx_tag_value_annotator();
    case DocumentFormat::SpdxRdf:
      return spdx_rdf_annotator();
    case DocumentFormat::SpdxXml:
      return spdx_xml_annotator();
    case DocumentFormat::Spdx3:
      return spdx3_annotator();
    case DocumentFormat::CycloneDxJson:
      return cyclonedx_json_annotator();
    case DocumentFormat::CycloneDxXml:
      return cyclonedx_xml_annotator();
  }
  return spdx_json_annotator();
}

Error whole(const SourceText& source, std::string message) {
  return {
      {source.name(), 0, 0},
      std::move(message)
  };
}

using Source = Result<SourceText>;

Source patched(const SourceText& source, Result<std::vector<Patch>> patches) {
  if (!patches) return Source::failed(std::move(patches.errors));
  auto text = apply_patches(source, std::move(*patches.value));
  if (!text) {
    return Source::failed({whole(source,
                                 "two remarks would stand in one place; does a YAML alias or a "
                                 "second object with the same id stand for the same element?")});
  }
  return {std::move(*text), {}, {}};
}

// What is wrong with what is to be written, whatever the document is.
std::vector<Error> check(const SourceText& source, const Document& document,
                         const std::vector<Remark>& remarks, const AnnotateOptions& options) {
  std::vector<Error> errors;
  if (options.time && !is_time(*options.time)) {
    errors.push_back(whole(source, fmt::format("\"{}\" is no time; write it as "
                                               "2026-01-31T12:00:00Z, in UTC",
                                               *options.time)));
  }
  if (document.has_signature && !options.break_signature) {
    errors.push_back(whole(source,
                           "this document is signed, and a change makes its signature invalid; "
                           "--break-signature writes nevertheless"));
  }
  for (const Remark& remark : remarks) {
    const bool map = remark.payload.starts_with("{\"licet\":") && remark.payload.ends_with('}');
    const bool line = std::ranges::none_of(remark.sentence + remark.payload, [](char c) {
      return static_cast<unsigned char>(c) < 0x20;
    });
    if (!map || !line || !own_remark(remark.payload))
      errors.push_back(whole(source, "a remark's payload is no JSON map on one line"));
  }
  return errors;
}

// Each remark with its element.
std::vector<PlacedRemark> placed(const SourceText& source, const Document& document,
                                 const std::vector<Remark>& remarks, std::vector<Error>& errors) {
  std::unordered_map<std::string_view, const Element*> elements;
  for (const Element& element : document.elements)
    elements.emplace(element.id, &element);
  std::unordered_set<std::string_view> subjects;
  std::vector<PlacedRemark> out;
  for (const Remark& remark : remarks) {
    const auto found = elements.find(remark.subject);
    if (!remark.subject.empty() && found == elements.end()) {
      errors.push_back(whole(
          source, fmt::format("no element of the document is called \"{}\"", remark.subject)));
      continue;
    }
    if (!subjects.insert(remark.subject).second)
      errors.push_back(whole(source, fmt::format("two remarks on \"{}\"", remark.subject)));
    out.push_back({&remark, remark.subject.empty() ? nullptr : found->second});
  }
  return out;
}

Text put_in(const SourceText& source, const Document& document, const std::vector<Remark>& remarks,
            const AnnotateOptions& options) {
  std::vector<Error> errors = check(source, document, remarks, options);
  AnnotateJob job{source, document, placed(source, document, remarks, errors), options};
  if (!errors.empty()) return Text::failed(std::move(errors));
  const Annotator annotator = annotator_of(document.format);
  const Source annotated = patched(source, annotator.put_in(job));
  if (!annotated) return Text::failed(annotated.errors);
  const Source back = patched(*annotated.value, annotator.take_out(*annotated.value));
  if (!back || back.value->text() != source.text()) {
    return Text::failed({whole(source,
                               "this document is laid out in a way that remarks cannot be put "
                               "into and taken out of again; write it anew with the tool that "
                               "made it, or convert it")});
  }
  return {std::string(annotated.value->text()), {}, {}};
}

}  // namespace

bool is_time(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  return std::ranges::equal(
      text, kForm, [](char c, char form) { return form == '0' ? is_digit(c) : c == form; });
}

Text annotate(const SourceText& source, const Document& document,
              const std::vector<Remark>& remarks, const AnnotateOptions& options) {
  const Source bare = strip_annotations(source, document.format);
  if (!bare) return Text::failed(bare.errors);
  if (bare.value->text() == source.text()) return put_in(source, document, remarks, options);
  const DocumentReader* reader = recognize_document(bare.value->text());
  if (reader == nullptr || reader->format != document.format)
    return Text::failed({whole(source, "without licet's remarks this is no such document")});
  Result<Document> read = reader->read(*bare.value);
  if (!read) return Text::failed(std::move(read.errors));
  return put_in(*bare.value, *read.value, remarks, options);
}

bool may_hold_annotations(const SourceText& source) {
  return source.text().find("licet") != std::string_view::npos;
}

Source strip_annotations(const SourceText& source, DocumentFormat format) {
  return patched(source, annotator_of(format).take_out(source));
}

}  // namespace licet::spdx
