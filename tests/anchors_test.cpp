// Compares data/ with the texts it was coded from: licenses, exceptions, version families and
// bridges. The repository holds no license text, so this runs only where the environment variable
// LICET_TEXTS names a folder that does; it is searched recursively by file name.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/files.h"
#include "tests/case_file.h"
#include "tests/schema.h"
#include "tests/texts.h"

using namespace licet;
using engine::Clause;
using engine::TextSource;
using spdx::Value;
using tests::SeenText;
using tests::Texts;

namespace {

// The texts that one file of data/ was coded from.
class Coded {
 public:
  Coded(std::string file, const std::vector<TextSource>& sources, const Texts& texts)
      : file_(std::move(file)), first_(sources.front().id) {
    for (const TextSource& source : sources) {
      const std::string bytes = texts.bytes(source.file, source.sha256);
      ++(bytes.empty() ? absent : present);
      if (bytes.empty()) continue;
      CHECK_MESSAGE(cli::sha256(bytes) == source.sha256,
                    file_ << ": " << source.file << " is another text than the one coded");
      by_source_[source.id] = tests::seen_text(source.file, bytes);
    }
  }

  // No text has a run of words of the note, and the one it is about (the first, if `in` is empty)
  // has the anchor.
  void check(const std::string& section, const std::string& anchor, const std::string& note,
             const std::string& in = "") const {
    check_note(section, note);
    const auto text = by_source_.find(in.empty() ? first_ : in);
    if (text == by_source_.end()) return;
    CHECK_MESSAGE(text->second.holds(anchor),
                  file_ << ", " << section << ": not in the text: " << anchor);
  }

  void check_note(const std::string& section, const std::string& note) const {
    for (const auto& [id, text] : by_source_) {
      const std::string copied = tests::taken_from(text.runs, note);
      CHECK_MESSAGE(copied.empty(),
                    file_ << ", " << section << ": a note repeats the text: " << copied);
    }
  }

  // Texts that were and were not in the folder.
  static inline std::size_t present = 0;
  static inline std::size_t absent = 0;

 private:
  std::string file_;
  std::string first_;
  std::map<std::string, SeenText> by_source_;
};

// A row of families.json or bridges.json against the list XML of one id.
void check_row(const std::string& file, const Value& row, const std::string& id,
               const Texts& texts) {
  const std::string place = fmt::format("{}, {} {}", file, id, tests::text_at(row, "section"));
  const SeenText* text = texts.seen(id + ".xml");
  CHECK_MESSAGE(text != nullptr, place << ": " << id << ".xml is not in the folder");
  if (text == nullptr) return;
  const std::string anchor = tests::text_at(row, "anchor");
  CHECK_MESSAGE(text->holds(anchor), place << ": not in the text: " << anchor);
  for (const std::string key : {"note", "if", "doubt", "unless"}) {
    const std::string copied = tests::taken_from(text->runs, tests::text_at(row, key));
    CHECK_MESSAGE(copied.empty(), place << ": " << key << " repeats the text: " << copied);
  }
}

}  // namespace

TEST_CASE("anchors: texts are read as people see them") {
  CHECK(tests::fold_white(tests::strip_xml("<p>one<!-- a > b --> two</p>\n<p>&quot;three&quot; "
                                           "&#8220;four&#x201D; &amp; five</p>")) ==
        "one two \"three\" \xE2\x80\x9C"
        "four\xE2\x80\x9D & five ");
  CHECK(tests::fold_white("a\xC2\xA0\n b") == "a b");
  CHECK(tests::taken_from({tests::runs_of("1 2 3 4 5 6 7 8 9 10 11 12 13").front()},
                          "so: 1, 2, 3, 4 5 6 7 8 9 10 11 12!") == "1 2 3 4 5 6 7 8 9 10 11 12 ");
  CHECK(tests::seen_text("a.xml", "<p>a  b</p>").holds("a\nb"));
  CHECK_FALSE(tests::seen_text("a.txt", "<p>a b</p>").holds("<p> a"));
}

TEST_CASE("anchors: every anchor and hash of a license fits its text, and no note repeats it") {
  const Texts* texts = tests::texts_at_hand();
  if (texts == nullptr) return;
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    if (license.summary) continue;
    const Coded coded("data/licenses/" + license.id + ".json", license.sources, *texts);
    coded.check_note("notes", license.notes);
    for (const Clause& clause : license.clauses)
      coded.check(clause.section, clause.anchor, clause.note, clause.source);
  }
  MESSAGE(Coded::present << " texts read, " << Coded::absent << " are not in the folder");
  CHECK(Coded::present > 0);
}

TEST_CASE("anchors: those of exceptions likewise") {
  const Texts* texts = tests::texts_at_hand();
  if (texts == nullptr) return;
  for (const engine::Exception& exception : tests::whole_catalogue().exceptions) {
    const Coded coded("data/exceptions/" + exception.id + ".json", exception.sources, *texts);
    coded.check_note("notes", exception.notes);
    for (const engine::Lift& lift : exception.lifts) {
      coded.check(lift.section, lift.anchor, lift.note);
      coded.check_note(lift.section, lift.condition);
    }
    for (const Clause& clause : exception.adds)
      coded.check(clause.section, clause.anchor, clause.note, clause.source);
  }
}

TEST_CASE("anchors: those of families and bridges stand in the text of every id they name") {
  const Texts* texts = tests::texts_at_hand();
  if (texts == nullptr) return;
  const Value families = tests::read_tree("data/spdx/families.json");
  for (const Value& family : tests::items_at(families, "families")) {
    for (const Value& row : tests::items_at(family, "later"))
      check_row("families.json", row, tests::text_at(row, "id"), *texts);
  }
  const Value bridges = tests::read_tree("data/spdx/bridges.json");
  for (const Value& row : tests::items_at(bridges, "bridges")) {
    for (const Value& id : tests::items_at(row, "from"))
      check_row("bridges.json", row, id.text.str(), *texts);
  }
  for (const Value& row : tests::items_at(bridges, "variants"))
    check_row("bridges.json", row, tests::text_at(row, "id"), *texts);
}
