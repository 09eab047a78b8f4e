#include "cli/annotate.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/conclusions.h"
#include "cli/convert.h"
#include "cli/remarks.h"

namespace licet::cli {

namespace {

using spdx::Result;
using Text = Result<std::string>;

Text no_document(const std::string& path) {
  return Text::failed({
      {{path, 0, 0},
       "this is no bill of materials; remarks are written into SPDX and CycloneDX documents, and "
       "`licet convert` makes one of a stack file"}
  });
}

std::string verdict_line(const engine::Report& report, const std::vector<spdx::Remark>& remarks,
                         const spdx::SourceText& source, std::size_t works) {
  std::size_t concluded = 0;
  for (const spdx::Remark& remark : remarks)
    concluded += remark.concluded ? 1U : 0U;
  std::string out =
      fmt::format("{}: verdict {}; remarks on the document and {} of {} works", source.name(),
                  to_string(report.verdict), remarks.size() - 1, works);
  if (concluded > 0) {
    out += fmt::format(", {} with {}", concluded,
                       concluded == 1 ? "its concluded license" : "their concluded licenses");
  }
  return out;
}

// The document with remarks. `bare` is without any.
Text annotated(const AnnotateCommand& options, const spdx::SourceText& bare,
               const spdx::DocumentReader& reader) {
  Text time = document_time(options.created, std::getenv("SOURCE_DATE_EPOCH"));
  if (!time) return time;
  Result<spdx::Document> document = reader.read(bare);
  if (!document) return Text::failed(std::move(document.errors));
  Result<Input> input = load_text(bare, options.check);
  if (!input) return Text::failed(std::move(input.errors));
  input.value->request.licenses = options.conclude;
  const Result<engine::Report> report = judge_input(*input.value);
  if (!report) return Text::failed(report.errors);
  print_notes(report.value->notes);
  const Judged judged{*document.value, *input.value, *report.value};
  std::vector<spdx::Remark> remarks = remarks_of(judged);
  if (options.conclude) add_conclusions(judged, remarks);
  spdx::AnnotateOptions how;
  if (!time.value->empty()) how.time = *time.value;
  how.ids = &input.value->catalogue.list;
  how.break_signature = options.break_signature;
  how.tool = fmt::format("licet-{}", kVersion);
  Text out = spdx::annotate(bare, *document.value, remarks, how);
  if (!out) return out;
  std::cerr << verdict_line(*report.value, remarks, bare, input.value->stack.works.size()) << '\n';
  if (document.value->has_signature)
    std::cerr << bare.name() << ": warning: the document's signature no longer fits\n";
  return out;
}

Text run(const AnnotateCommand& options) {
  Result<spdx::SourceText> source = read_file(options.check.path);
  if (!source) return Text::failed(std::move(source.errors));
  const spdx::DocumentReader* reader = spdx::recognize_document(source.value->text());
  if (reader == nullptr) return no_document(source.value->name());
  const Result<spdx::Document> document = reader->read(*source.value);
  if (!document) return Text::failed(document.errors);
  const auto bare = spdx::strip_annotations(*source.value, reader->format);
  if (!bare) return Text::failed(bare.errors);
  if (options.remove) return {std::string(bare.value->text()), {}, {}};
  // Remarks may name lines; they are those of the text without remarks, whatever it holds now.
  return annotated(options, spdx::SourceText(source.value->name(), std::string(bare.value->text())),
                   *reader);
}

}  // namespace

int run_annotate(const AnnotateCommand& options) {
  const Text text = run(options);
  const auto written =
      text ? write_file(options.output, *text.value) : Result<bool>::failed(text.errors);
  if (written) return kFine;
  print_errors(written.errors);
  return kBadInput;
}

}  // namespace licet::cli
