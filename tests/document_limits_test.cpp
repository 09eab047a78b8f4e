// Every reader of bills of materials at its limits: what is just within them is read, what is just
// beyond is refused with a place, and a text cut off anywhere is read or refused with a place.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/document.h"
#include "spdx/value.h"
#include "tests/case_file.h"
#include "tests/paths.h"
#include "tests/run_program.h"

using namespace licet::spdx;

namespace {

// A text that grows by one piece at a time. The rest of the document counts like `others` pieces.
struct Growing {
  std::string head;
  std::string piece;
  std::string between;
  std::string tail;
  std::size_t others = 0;
  std::string closing = {};  // one for each piece, behind the last

  [[nodiscard]] std::string text(std::size_t pieces) const {
    std::string out = head;
    for (std::size_t i = 0; i < pieces; ++i)
      out += (i == 0 ? "" : between) + piece;
    for (std::size_t i = 0; i < pieces && !closing.empty(); ++i)
      out += closing;
    return out + tail;
  }
};

// How a document of a format gets more elements or links, more values, more levels.
struct Limits {
  DocumentFormat format;
  Growing elements;
  Growing values;
  Growing levels;  // without a piece: nothing nests, or at any depth
};

const std::string kSpdxJson = R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT",)";
const std::string kSpdxYaml = "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n";
const std::string kTags = "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n";
const std::string kRdf =
    "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    "xmlns='http://spdx.org/rdf/terms#'>";
const std::string kSpdxXml = "<Document><SPDXID>SPDXRef-DOCUMENT</SPDXID>";
const std::string kCycloneDxJson = R"({"bomFormat":"CycloneDX","specVersion":"1.6",)";
const std::string kBom = "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'>";
const std::string kSpdx3 =
    R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[)";
// One relationship, as an element takes three values: those run out first.
const std::string kContains =
    R"({"type":"Relationship","from":"a","relationshipType":"contains","to":[)";

// A row a reader; a test says so.
const std::vector<Limits>& limits() {
  using Format = DocumentFormat;
  static const std::vector<Limits> kLimits = {
      {Format::SpdxJson,
       {kSpdxJson + "\"packages\":[", "{}", ",", "]}"},
       {kSpdxJson + "\"annotations\":[", "0", ",", "]}", 4},
       {kSpdxJson + "\"annotations\":", "[", "", "}", 1, "]"}},
      {Format::SpdxYaml,
       {kSpdxYaml + "packages: [", "{}", ",", "]"},
       {kSpdxYaml + "annotations: [", "0", ",", "]", 4},
       {kSpdxYaml + "annotations: ", "[", "", "", 1, "]"}    },
      {Format::SpdxTagValue,
       {kTags, "FileName: a\n", "", ""},
       {kTags, "FileType: TEXT\n", "", "", 2},
       {}                                                    },
      {Format::SpdxRdf,
       {kRdf, "<File/>", "", "</r:RDF>"},
       {kRdf + "<SpdxDocument>", "<x/>", "", "</SpdxDocument></r:RDF>", 2},
       {}                                                    },
      {Format::SpdxXml,
       {kSpdxXml, "<files/>", "", "</Document>"},
       {kSpdxXml, "<x/>", "", "</Document>", 2},
       {kSpdxXml, "<x>", "", "</Document>", 1, "</x>"}       },
      {Format::CycloneDxJson,
       {kCycloneDxJson + "\"components\":[", "{}", ",", "]}"},
       {kCycloneDxJson + "\"x\":[", "0", ",", "]}", 4},
       {kCycloneDxJson + "\"x\":", "[", "", "}", 1, "]"}     },
      {Format::CycloneDxXml,
       {kBom + "<components>", "<component/>", "", "</components></bom>"},
       {kBom + "<components><component><licenses><license><properties>", "<property/>", "",
        "</properties></license></licenses></component></components></bom>", 6},
       {kBom + "<dependencies>", "<dependency ref='a'>", "", "</dependencies></bom>", 2,
        "</dependency>"}                                     },
      {Format::Spdx3,
       {kSpdx3 + kContains, "\"b\"", ",", "]}]}"},
       {kSpdx3 + "],\"x\":[", "0", ",", "]}", 4},
       {kSpdx3 + "],\"x\":", "[", "", "}", 1, "]"}           },
  };
  return kLimits;
}

const DocumentReader& reader_of(DocumentFormat format) {
  return *std::ranges::find(document_readers(), format, &DocumentReader::format);
}

// What stands at the most is read; one piece more is refused where it stands.
void check_limit(const DocumentReader& reader, const Growing& growing, std::size_t most,
                 std::string_view message) {
  CHECK_MESSAGE(reader.read(SourceText("t", growing.text(most - growing.others))),
                std::string(message));
  const auto over = reader.read(SourceText("t", growing.text(most - growing.others + 1)));
  REQUIRE_MESSAGE(!over, std::string(message));
  CHECK(over.errors.front().place.line > 0);
  CHECK(over.errors.front().message.find(message) != std::string::npos);
}

}  // namespace

TEST_CASE("limits: every reader is tried, and each document is its own") {
  CHECK(limits().size() == document_readers().size());
  for (const Limits& row : limits()) {
    const DocumentReader& reader = reader_of(row.format);
    CAPTURE(reader.name);
    for (const Growing* growing : {&row.elements, &row.values, &row.levels})
      CHECK((growing->piece.empty() || recognize_document(growing->text(1)) == &reader));
  }
}

TEST_CASE("limits: nesting") {
  for (const Limits& row : limits()) {
    if (row.levels.piece.empty()) continue;
    const DocumentReader& reader = reader_of(row.format);
    CAPTURE(reader.name);
    check_limit(reader, row.levels, kMaxDepth, "nested deeper than 200 levels");
  }
}

TEST_CASE("limits: RDF/XML nests at any depth, as tools put each resource into the one before") {
  const Growing nested = {kRdf, "<Package><relationship><Relationship><relatedSpdxElement>",
                          "",   "</r:RDF>",
                          0,    "</relatedSpdxElement></Relationship></relationship></Package>"};
  const auto result = reader_of(DocumentFormat::SpdxRdf).read(SourceText("t", nested.text(20'000)));
  REQUIRE(result);
  CHECK(result.value->elements.size() == 20'000);
}

TEST_CASE("limits: components in components, far too deep, are refused and not followed") {
  const std::string json = R"({"type":"data","name":"a","components":[)";
  const Growing nested_json = {kCycloneDxJson + "\"components\":[", json, "", "]}", 0, "]}"};
  const Growing nested_xml = {kBom, "<components><component>",  "", "</bom>",
                              0,    "</component></components>"};
  for (const auto& [format, growing] : {std::pair(DocumentFormat::CycloneDxJson, nested_json),
                                        std::pair(DocumentFormat::CycloneDxXml, nested_xml)}) {
    const DocumentReader& reader = reader_of(format);
    CAPTURE(reader.name);
    CHECK(reader.read(SourceText("t", growing.text(99))));
    for (const std::size_t levels : {std::size_t{100}, std::size_t{100'000}}) {
      const auto deep = reader.read(SourceText("t", growing.text(levels)));
      REQUIRE(!deep);
      CHECK(deep.errors.front().place.line > 0);
      CHECK(deep.errors.front().message.starts_with("nested deeper than 200 levels"));
    }
  }
}

TEST_CASE("limits: elements and links") {
  for (const Limits& row : limits()) {
    const DocumentReader& reader = reader_of(row.format);
    CAPTURE(reader.name);
    check_limit(reader, row.elements, kMaxElements, "more than 1000000 ");
  }
}

TEST_CASE("limits: values") {
  for (const Limits& row : limits()) {
    const DocumentReader& reader = reader_of(row.format);
    CAPTURE(reader.name);
    check_limit(reader, row.values, kMaxValues, "more than 2000000 ");
  }
}

TEST_CASE("limits: license statements of SPDX 3") {
  const Growing licenses = {
      kSpdx3 + R"({"type":"software_File","spdxId":"a"},)" +
          R"({"type":"Relationship","from":"a","relationshipType":"hasDeclaredLicense","to":[)",
      "\"https://spdx.org/licenses/MIT\"", ",", "]}]}"};
  check_limit(reader_of(DocumentFormat::Spdx3), licenses, kMaxElements, "more than 1000000 ");
}

TEST_CASE("limits: a long id that many links name does not fill the memory") {
  const std::string id(kMebibyte, 'a');
  const auto refused = [](DocumentFormat format, const Growing& growing) {
    CHECK(reader_of(format).read(SourceText("t", growing.text(100))));
    const auto over = reader_of(format).read(SourceText("t", growing.text(300)));
    REQUIRE(!over);
    CHECK(over.errors.front().place.line > 0);
    CHECK(over.errors.front().message.starts_with("more than 256 MiB of ids and comments"));
  };
  refused(
      DocumentFormat::SpdxJson,
      {kSpdxJson + R"("packages":[{"SPDXID":")" + id + R"(","hasFiles":[)", "\"f\"", ",", "]}]}"});
  refused(
      DocumentFormat::Spdx3,
      {kSpdx3 + R"({"type":"Relationship","relationshipType":"contains","from":"a","comment":")" +
           id + R"(","to":[)",
       "\"b\"", ",", "]}]}"});
  refused(DocumentFormat::CycloneDxJson,
          {kCycloneDxJson + R"("dependencies":[{"ref":")" + id + R"(","dependsOn":[)", "\"b\"", ",",
           "]}]}"});
  refused(DocumentFormat::CycloneDxJson,
          {kCycloneDxJson + R"("components":[{"bom-ref":")" + id + R"(","components":[)", "{}", ",",
           "]}]}"});
}

TEST_CASE("limits: size") {
  for (const Limits& row : limits()) {
    const DocumentReader& reader = reader_of(row.format);
    CAPTURE(reader.name);
    std::string text = row.elements.text(1);
    text.append(kMaxInputBytes - text.size(), '\n');
    CHECK(reader.read(SourceText("t", text)));
    const auto over = reader.read(SourceText("t", text + '\n'));
    REQUIRE(!over);
    CHECK(to_string(over.errors.front()) ==
          "t: error: the file is larger than 64 MiB, the most that is read; split it");
  }
}

TEST_CASE("limits: the program refuses what is beyond them, and --help states them") {
  using licet::tests::run_licet;
  const auto refused = [](const std::string& text, const std::string& words) {
    const auto ran = run_licet({"check", "-"}, text);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_MESSAGE(ran.err.find(words) != std::string::npos, ran.err);
  };
  for (const Limits& row : limits()) {
    CAPTURE(reader_of(row.format).name);
    if (!row.levels.piece.empty())
      refused(row.levels.text(kMaxDepth), "error: nested deeper than 200 levels");
    refused(row.elements.text(kMaxElements + 1), "error: more than 1000000 ");
  }
  refused(kTags + std::string(kMaxInputBytes, '\n'), "error: the file is larger than 64 MiB");
  for (const char* command : {"check", "annotate", "convert", "fix", "choose"}) {
    const std::string help = run_licet({command, "--help"}).out;
    CAPTURE(command);
    for (const char* limit :
         {"64 MiB", "200 deep", "2000000 values", "1000000 elements", "256 MiB"})
      CHECK(help.find(limit) != std::string::npos);
  }
}

namespace {

// Reads every text that the document begins with; returns how many of those that lack more than the
// white space at its end were read.
std::size_t read_truncations(const DocumentReader& reader, const std::string& name,
                             const std::string& whole) {
  const std::size_t last = whole.find_last_not_of(" \n");
  std::size_t read = 0;
  for (std::size_t size = 0; size <= last; ++size) {
    CAPTURE(size);
    const SourceText part(name, whole.substr(0, size));
    for (const DocumentReader& other : document_readers())
      CHECK((!other.recognizes(part.text()) || &other == &reader));
    const auto result = reader.read(part);
    REQUIRE(result.value.has_value() == result.errors.empty());
    read += result ? 1U : 0U;
    for (const Error& error : result.errors)
      CHECK((error.place.line > 0 || error.message == "the file is empty"));
    for (const Error& note : result.notes)
      CHECK((note.place.line > 0 || note.message.ends_with("are left out")));
  }
  return read;
}

}  // namespace

TEST_CASE("limits: every text that is cut off is read or refused with a place") {
  const std::string folder = "tests/fuzz/corpus/annotate/";
  std::vector<const DocumentReader*> tried;
  for (const auto& file :
       std::filesystem::directory_iterator(licet::tests::source_folder() + "/" + folder)) {
    const std::string name = file.path().filename().string();
    CAPTURE(name);
    const std::string whole = licet::tests::read_source_file(folder + name);
    const DocumentReader* const reader = recognize_document(whole);
    REQUIRE(reader != nullptr);
    REQUIRE(reader->read(SourceText(name, whole)));
    tried.push_back(reader);
    // Only forms without brackets can end early.
    const bool open_ended = reader->format == DocumentFormat::SpdxTagValue ||
                            reader->format == DocumentFormat::SpdxYaml;
    CHECK((read_truncations(*reader, name, whole) > 0) == open_ended);
  }
  for (const DocumentReader& reader : document_readers())
    CHECK_MESSAGE(std::ranges::find(tried, &reader) != tried.end(), std::string(reader.name));
}
