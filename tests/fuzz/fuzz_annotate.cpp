// Any bytes as a bill of materials: what can be annotated is read again, and comes out as it was.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "spdx/annotate.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
using licet::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const spdx::SourceText source("input", std::string(data, data + size));
  const spdx::DocumentReader* reader = spdx::recognize_document(source.text());
  if (reader == nullptr) return 0;
  const auto document = reader->read(source);
  if (!document) return 0;
  const auto bare = strip_annotations(source, document.value->format);
  licet::fuzz::check_result(bare);
  std::vector<spdx::Remark> remarks = {
      {"", "a sentence", "{\"licet\":1}", {}}
  };
  for (const spdx::Element& element : document.value->elements)
    remarks.push_back({element.id, "a sentence", "{\"licet\":1}", "MIT AND Zlib"});
  spdx::AnnotateOptions options;
  options.time = "2026-11-23T06:12:27Z";
  options.break_signature = true;
  const auto annotated = annotate(source, *document.value, remarks, options);
  licet::fuzz::check_result(annotated);
  if (!annotated) return 0;
  const spdx::SourceText again("input", *annotated.value);
  require(reader->recognizes(again.text()));
  const auto reread = reader->read(again);
  require(reread.value.has_value());
  require(reread.value->elements.size() == document.value->elements.size() || !bare ||
          bare.value->text() != source.text());
  return 0;
}
