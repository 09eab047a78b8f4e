// Numbered sections of license texts. The texts here are made up; real ones are looked at in
// section_texts_test.cpp.
#include "spdx/sections.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "spdx/enumerators.h"

using namespace licet::spdx;

namespace {

using Kind = Section::Kind;
using Node = TextNode::Kind;
using Strings = std::vector<std::string>;

Strings labels(const Outline& outline) {
  Strings out;
  for (const Section& section : outline.sections)
    out.push_back(section.label);
  return out;
}

Strings labels(std::string_view text) {
  return labels(outline(text));
}

// The words that a citation finds, a space for a line break; `-` if it finds nothing.
std::string found(const Outline& text, std::string_view citation) {
  const auto place = find_section(text, citation);
  if (!place) return "-";
  std::string words(text.words(place->begin, place->end));
  std::ranges::replace(words, '\n', ' ');
  return words;
}

std::string found(std::string_view text, std::string_view citation) {
  return found(outline(text), citation);
}

// A template, written as `<` kind, content, `>`: p paragraph, b bullet, l list, i item, t title,
// n break.
LicenseText made(std::string_view text) {
  LicenseText out;
  std::vector<std::size_t> open;
  const auto close = [&] {
    out.nodes[open.back()].end = static_cast<std::uint32_t>(out.nodes.size());
    open.pop_back();
  };
  const auto add = [&](Node kind) {
    TextNode node;
    node.kind = kind;
    open.push_back(out.nodes.size());
    out.nodes.push_back(node);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const char kind = text[++i];
      add(kind == 'p'   ? Node::Paragraph
          : kind == 'b' ? Node::Bullet
          : kind == 'l' ? Node::List
          : kind == 'i' ? Node::Item
          : kind == 't' ? Node::Title
                        : Node::Break);
    } else if (text[i] == '>') {
      close();
    } else {
      add(Node::Text);
      const std::size_t end = std::min(text.find_first_of("<>", i), text.size());
      out.nodes.back().text = text.substr(i, end - i);
      close();
      i = end - 1;
    }
  }
  return out;
}

constexpr std::string_view kLease =
    "House Rules\n\n"
    "You and we agree on these rules for the house and for all who stay in it with you.\n\n"
    "1. Rooms. The rooms are:\n\n"
    "   (a) the kitchen; and\n"
    "   (b) the hall, in which you may not:\n\n"
    "       (i) sing;\n"
    "       (ii) run.\n\n"
    "More on rooms stands in the cellar.\n\n"
    "2. Garden\n\n"
    "2.1 Trees. You shall (1) water them, and (2) count them.\n\n"
    "2.2 Bees are free.\n\n"
    "Schedule A - Keys\n\n"
    "1. One key for the gate.\n"
    "2. One key for the door.\n";

}  // namespace

TEST_CASE("sections: numbers, indents and attachments make the order") {
  const Outline text = outline(kLease);
  CHECK(labels(text) == Strings{"1", "1(a)", "1(b)", "1(b)(i)", "1(b)(ii)", "2", "2.1", "2.1(1)",
                                "2.1(2)", "2.2", "Schedule A", "Schedule A(1)", "Schedule A(2)"});
  CHECK(text.sections[0].heading == "Rooms");
  CHECK(text.sections[5].heading == "Garden");
  CHECK(text.sections[10].heading == "Keys");
  CHECK(text.sections[7].kind == Kind::RunIn);
  CHECK(text.sections[3].parent == 2);
  CHECK(found(text, "1(b)(ii)") == "(ii) run.");
  CHECK(found(text, "1(b)") == "(b) the hall, in which you may not: (i) sing; (ii) run.");
  CHECK(found(text, "2.1(1)") == "(1) water them, and ");
}

TEST_CASE("sections: a citation may be written in any style") {
  for (const std::string_view citation :
       {"1(b)(ii)", "1.b.ii", "Section 1(b)(ii)", "\xC2\xA7 1 (b) ii", "\302\2471(b)(ii)", "1 b ii",
        "1(B)(II)", "Section 1, (b)(ii)", "1.(b).(ii)", "clause 1(b)(ii)"}) {
    CAPTURE(citation);
    CHECK(found(kLease, citation) == "(ii) run.");
  }
  CHECK(found(kLease, "Article 2.2") == "2.2 Bees are free.");
  CHECK(found(kLease, "schedule a(2)") == "2. One key for the door.");
  CHECK(found(kLease, "Schedule A, 2") == "2. One key for the door.");
  CHECK(found(kLease, "Schedule A, item 2") == "2. One key for the door.");
  CHECK(found(kLease, "Keys") == found(kLease, "Schedule A"));
  CHECK(found(kLease, "1 (the hall)") == found(kLease, "1(b)"));
  CHECK(found(kLease, "Rooms, (a)") == "(a) the kitchen; and");
  CHECK(found(kLease, "paragraph 1").starts_with("You and we agree"));
  CHECK(found(kLease, "1 last paragraph") == "More on rooms stands in the cellar.");
  CHECK(found(kLease, "1, second item") == found(kLease, "1(b)"));
}

TEST_CASE("sections: another style of the same number is found, and said") {
  const Outline text = outline(kLease);
  const auto place = find_section(text, "1.2.1");
  REQUIRE(place);
  CHECK(text.sections[place->section].label == "1(b)(i)");
  CHECK(place->whole);
  CHECK(place->how == "the text writes this number as 1(b)(i)");
  CHECK(find_section(text, "1(b)(i)")->how.empty());
}

TEST_CASE("sections: what is not there is not found, and the like is named") {
  for (const std::string_view citation :
       {"3", "1(c)", "1(b)(iii)", "2.3", "2.1(3)", "Schedule B", "Cellars", "paragraph 9",
        "Schedule A, item 3", "1 fourth item", "", "()", "...", "paragraph 0", "disclaimer"}) {
    CAPTURE(citation);
    CHECK(found(kLease, citation) == "-");
  }
  const Outline text = outline(kLease);
  CHECK(similar_sections(text, "1(b)(iii)", 3) == Strings{"1(b)", "1(b)(i)", "1(b)(ii)"});
  CHECK(similar_sections(text, "Gardens", 1) == Strings{"2"});
  CHECK(similar_sections(text, "9", 9) == Strings{"1", "2", "Schedule A"});
  CHECK(similar_sections(outline(std::string_view("words")), "1").empty());
}

TEST_CASE("sections: i is a letter behind h unless ii follows") {
  const std::string head = "(a) x\n(b) x\n(c) x\n(d) x\n(e) x\n(f) x\n(g) x\n(h) x\n";
  CHECK(labels(head + "(i) x\n(j) x\n").back() == "j");
  CHECK(labels(head + "(i) x\n(ii) x\n(i) x\n(j) x\n") ==
        Strings{"a", "b", "c", "d", "e", "f", "g", "h", "h(i)", "h(ii)", "i", "j"});
}

TEST_CASE("sections: a list in flat text ends where its paragraph goes on") {
  const std::string_view text =
      "4. You may share it under these conditions:\n1. Keep it.\n2. Name us.\nYou may add terms.\n"
      "5. Limits. None.\n";
  CHECK(labels(text) == Strings{"4", "4(1)", "4(2)", "5"});
  CHECK(found(text, "4(2)") == "2. Name us.");
  CHECK(found(text, "4 last paragraph") == "You may add terms.");
}

TEST_CASE("sections: parts with Roman numbers do not interrupt decimal ones") {
  const std::string_view text =
      "Section I: PREAMBLE\n\nWords.\n\n1. Terms\n\nSection II: GRANTS\n\n2. Copies.\n\n3. "
      "Patents.\n\nATTACHMENT A\n\n1. War.\n";
  CHECK(labels(text) == Strings{"I", "1", "II", "2", "3", "Attachment A", "Attachment A(1)"});
  CHECK(found(text, "3") == "3. Patents.");
  CHECK(found(text, "Section II") == "Section II: GRANTS 2. Copies. 3. Patents.");
  CHECK(found(text, "II.3") == "3. Patents.");
  CHECK(found(text, "Attachment A, 1") == "1. War.");
}

TEST_CASE("sections: labels are unique") {
  CHECK(labels("1. a\n\nB C\n\n1. b\n\n1. c\n") == Strings{"1", "B C", "B C, 1", "B C, 1(1)"});
  const Outline twice = outline(made("<l<i<b1.> a>><p x><l<i<b1.> b><i<b2.> c>>"));
  CHECK(labels(twice) == Strings{"1", "1 #2", "2"});
  CHECK(found(twice, "1 #2") == "1. b");
}

TEST_CASE("sections: numbers in words need a second one and no pointer before them") {
  CHECK(labels("1. You shall (a) give, (b) keep and (c) see; or d) leave.\n") ==
        Strings{"1", "1(a)", "1(b)", "1(c)"});
  CHECK(labels("1. As in Section 3 (a) and (b), one (1) or two (2) copies, or (a) above.\n") ==
        Strings{"1"});
  CHECK(labels("1. First: (i) one; (iii) three without a second.\n") == Strings{"1"});
  CHECK(labels("1. You: (i) one; (ii) two; (iv) four.\n").size() == 4);
  CHECK(labels("a. Us.\nb. Notes. Keep them; c. You must keep marks; d. All.\n") ==
        Strings{"a", "b", "c", "d"});
  // Outside of numbers they belong to their paragraph.
  CHECK(labels("You shall (1) give a copy, and (2) keep the notices.\n") ==
        Strings{"paragraph 1(1)", "paragraph 1(2)"});
  CHECK(found("You shall (1) give a copy, and (2) keep the notices.\n", "paragraph 1(2)") ==
        "(2) keep the notices.");
}

TEST_CASE("sections: templates tell numbers and depth by their elements") {
  const Outline text = outline(
      made("<tRules><pWe agree.><l<i<b1.> Rooms:<l<i<ba)> hall<n>and more<pStill hall.>><i<bb)> "
           "loft>><pAll rooms.>><i<b2)> <pThe garden, with all that grows in it.>>><pBehind.>"));
  CHECK(labels(text) == Strings{"1", "1(a)", "1(b)", "2"});
  CHECK(found(text, "1(a)") == "a) hall and more Still hall.");
  CHECK(found(text, "1 last paragraph") == "All rooms.");
  CHECK(found(text, "1").ends_with("All rooms."));
  CHECK(found(text, "2") == "2) The garden, with all that grows in it.");
}

TEST_CASE("sections: a text without numbers is counted, and says so") {
  const std::string_view text =
      "Terms\n\n    Words. These mean:\n\n        \"It\" means it.\n\n        \"You\" means "
      "you.\n\n    Grant. You may use it.\n\n    END\n\n    It ends when you leave it, or when we "
      "do.\n\n    Law. None.\n";
  const Outline counted = outline(text);
  CHECK(labels(counted) == Strings{"1", "1(1)", "1(2)", "2", "3", "4"});
  CHECK(counted.sections[0].kind == Kind::Counted);
  CHECK(found(counted, "1(b)") == "\"You\" means you.");
  CHECK(found(counted, "3") == "END It ends when you leave it, or when we do.");
  CHECK(find_section(counted, "4")->how == "counted: the text has no numbers here");
}

TEST_CASE("sections: places in lists and what short licenses consist of") {
  const std::string_view text =
      "Copyright 2000 A\n\nYou may use it on the following conditions:\n\n* Keep this notice.\n* "
      "Name nobody.\n\nIT COMES \"AS IS\".\n";
  CHECK(labels(text).empty());
  CHECK(found(text, "clause 2") == "* Name nobody.");
  CHECK(found(text, "second condition") == "* Name nobody.");
  CHECK(found(text, "condition") == "* Keep this notice.");
  CHECK(found(text, "disclaimer") == "IT COMES \"AS IS\".");
  CHECK(found(text, "copyright notice") == "Copyright 2000 A");
  CHECK(found(text, "paragraph after item 2") == "IT COMES \"AS IS\".");
  CHECK(found(text, "paragraph 2") == "IT COMES \"AS IS\".");
  CHECK(paragraphs(outline(text)).size() == 2);
  // Items that have lost even their marks.
  const std::string_view flat =
      "4. You may share it if:\n\nYou give a copy;\n\nYou keep notices.\n\nMore.\n\n5. End.\n";
  CHECK(found(flat, "4.b") == "You keep notices.");
  CHECK(found(flat, "4.d") == "-");
}

TEST_CASE("sections: headings and titles name what follows them") {
  const std::string_view text =
      "# Policy\n\n## Uses\nYou will not:\n\n1. Harm:\n    a. people\n    b. cats\n2\\. **Lie**. "
      "Ever"
      ".\n\nText after.\n\n## Other words\n\nAccuracy. It may err.\n\nYou agree:\n\n    - to check;"
      "\n    - to ask.\n\nLaw. None.\n";
  CHECK(labels(text) == Strings{"Uses", "1", "1(a)", "1(b)", "2", "Other words"});
  CHECK(found(text, "Uses, item 1.b") == "b. cats");
  CHECK(found(text, "Uses, paragraph after item 2") == "Text after.");
  CHECK(found(text, "Lie") == "2. Lie. Ever.");
  CHECK(found(text, "accuracy") == "Accuracy. It may err. You agree: - to check; - to ask.");
  CHECK(found(text, "Accuracy, item 2") == "- to ask.");
}

TEST_CASE("sections: wrapped lines are joined, and citations at their start number nothing") {
  const std::string_view text =
      "---\nkey: x\n---\n\n"
      "1. The licenses that are given here are given as stated in Section\n"
      "2. and nowhere else, whoever says so, and that includes Section 2(a)\n"
      "(4) of the rules, as well as all that one\n"
      "can think of, and more words than that.\n"
      "2. This is the second, which ends here.\n";
  CHECK(labels(text) == Strings{"1", "2"});
  CHECK(outline(text).blocks.size() == 2);
}

TEST_CASE("sections: deep and long texts stay in bounds") {
  std::string deep;
  for (int i = 0; i < 40; ++i)
    deep += std::string(static_cast<std::size_t>(i), ' ') + "1. x\n\n";
  const Outline nested = outline(std::string_view(deep));
  for (const Section& section : nested.sections)
    CHECK(section.depth < kMaxSectionDepth);
  std::string wide;
  for (int i = 0; i < 100'000; ++i)
    wide += "(a) x (b) y\n\n";
  const Outline many = outline(std::string_view(wide));
  const Strings names = labels(many);
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  CHECK(outline(std::string_view()).blocks.empty());
}

TEST_CASE("sections: enumerators") {
  const auto read = [](std::string_view text) {
    const auto found = enumerator_at_start(text);
    if (!found) return std::string("-");
    std::string out = found->name + found->shape;
    for (const std::string& number : found->numbers)
      out += "," + number;
    return out + ":" + std::string(text.substr(found->length));
  };
  CHECK(read("3. Words") == ".,3:Words");
  CHECK(read("(iv) words") == "(,iv:words");
  CHECK(read("2.1.3 Words") == " ,2,1,3:Words");
  CHECK(read("1.Words") == ".,1:Words");
  CHECK(read("Section 3 \xE2\x80\x93 Words") == "section.,3:Words");
  CHECK(read("ARTICLE IV. Words") == "article.,IV:Words");
  CHECK(read("\xC2\xA7 0 Worte") == " ,0:Worte");
  CHECK(read("Exhibit B - Words") == "exhibit.,B:Words");
  CHECK(read("Appendix: Words") == "appendix.:Words");
  for (const std::string_view none :
       {"Section 3 shall survive", "2004 was", "Exhibit Materials may", "1999. All rights",
        "mix. it", "e.g. this", "Section 2(a) says", "Schedule of fees and more", "3 words", "",
        "("}) {
    CAPTURE(none);
    CHECK(read(none) == "-");
  }
  CHECK(enumerator_of_bullet("2.a)")->numbers == Strings{"2", "a"});
  CHECK(enumerator_of_bullet("Article 1 -")->numbers == Strings{"1"});
  CHECK(enumerator_of_bullet("Preamble")->name == "Preamble");
  CHECK(!enumerator_of_bullet("*"));
  CHECK(Readings("i").in(Numerals::LowerRoman) == 1U);
  CHECK(Readings("i").in(Numerals::LowerLetter) == 9U);
  CHECK(Readings("xlix").in(Numerals::LowerRoman) == 49U);
  CHECK(Readings("bb").in(Numerals::LowerLetter) == 28U);
  CHECK(Readings("iiii").none());
  CHECK(mark_at_start("\xE2\x80\xA2 words") == 4);
  CHECK(mark_at_start("-words") == 0);
}
