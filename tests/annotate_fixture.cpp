#include "tests/annotate_fixture.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/document_counts.h"

namespace licet::tests {

namespace {

using spdx::Document;
using spdx::Remark;
using spdx::Result;
using spdx::SourceText;

std::string text_or_errors(const Result<std::string>& result) {
  std::string out = result ? *result.value : "";
  for (const spdx::Error& error : result.errors)
    out += to_string(error) + "\n";
  return out;
}

Result<Document> read(const SourceText& source) {
  const spdx::DocumentReader* reader = spdx::recognize_document(source.text());
  REQUIRE(reader != nullptr);
  return reader->read(source);
}

spdx::AnnotateOptions options_of(bool timed) {
  spdx::AnnotateOptions options;
  if (timed) options.time = "2026-11-23T06:12:27Z";
  options.tool = "licet-0.1.0";
  return options;
}

}  // namespace

Remark remark_on(const std::string& subject, const std::optional<std::string>& concluded) {
  return {subject, "licet 0.1.0: <a> & \"b\"", R"({"licet":1,"verdict":"clear","x":"</text>\\"})",
          concluded};
}

std::vector<Remark> remarks_on_all(const Document& document, bool conclude) {
  std::vector<Remark> out = {remark_on("")};
  for (const spdx::Element& element : document.elements) {
    const auto declared =
        std::ranges::find_if(element.licenses, [](const spdx::LicenseStatement& one) {
          return one.basis == spdx::LicenseBasis::Declared &&
                 one.form == spdx::LicenseForm::Expression;
        });
    const bool has = conclude && declared != element.licenses.end();
    out.push_back(remark_on(element.id, has ? std::optional(declared->text) : std::nullopt));
  }
  return out;
}

std::string annotated(const std::string& text, const std::vector<Remark>& remarks, bool timed) {
  const SourceText source("doc", text);
  const auto document = read(source);
  REQUIRE(document);
  return text_or_errors(annotate(source, *document.value, remarks, options_of(timed)));
}

std::string stripped(const std::string& text) {
  const SourceText source("doc", text);
  const auto document = read(source);
  REQUIRE(document);
  const auto bare = strip_annotations(source, document.value->format);
  return bare ? std::string(bare.value->text())
              : text_or_errors(Result<std::string>::failed(bare.errors));
}

std::string check_round_trip(const std::string& name, const std::string& text, bool conclude) {
  CAPTURE(name);
  CAPTURE(conclude);
  const SourceText source(name, text);
  const auto document = read(source);
  REQUIRE(document);
  const auto remarks = remarks_on_all(*document.value, conclude);
  spdx::AnnotateOptions options = options_of(true);
  options.break_signature = true;
  const auto once = annotate(source, *document.value, remarks, options);
  CAPTURE(text_or_errors(once));
  REQUIRE(once);
  CHECK(*once.value != text);

  const SourceText again(name, *once.value);
  const auto reread = read(again);
  REQUIRE(reread);
  CHECK(reread.value->format == document.value->format);
  CHECK(reread.value->described == document.value->described);
  CHECK(reread.notes.size() == document.notes.size());
  DocumentCounts before = counts_of(*document.value);
  DocumentCounts after = counts_of(*reread.value);
  CHECK(after.licenses >= before.licenses);
  if (conclude) before.licenses = after.licenses = 0;
  CHECK(after == before);

  const auto back = strip_annotations(again, reread.value->format);
  REQUIRE(back);
  CHECK(back.value->text() == text);
  const auto twice = annotate(again, *reread.value, remarks, options);
  REQUIRE(twice);
  CHECK(*twice.value == *once.value);
  return *once.value;
}

}  // namespace licet::tests
