// What a visitor is shown has to be what another parser's tree of the text says.
#include "spdx/xml_walk.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/xml_nodes.h"
#include "spdx/xml_root.h"
#include "tests/shown_xml.h"

using namespace licet;

namespace {

using spdx::SourceText;
using tests::ShownXml;

// An XML text of about so many bytes, with all that an element may hold.
class MadeUp {
 public:
  explicit MadeUp(std::uint32_t seed) : random_(seed) {}

  std::string text(std::size_t bytes) {
    out_ = "<?xml version='1.0'?>\n<!DOCTYPE r [<!-- it's [ --> <!ELEMENT r ANY>]>\n<!-- <r> -->\n";
    out_ += "<n:r xmlns:n='u' a='>' n:b=\"x&amp;y\">";
    while (out_.size() < bytes)
      element(0, bytes / 2);
    out_ += "</n:r >\n<?p?><!-- </n:r> -->\n";
    return std::move(out_);
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void words() {
    static const std::vector<std::string> kWords = {" ",
                                                    "\n  ",
                                                    "some text ",
                                                    "a &lt; b ",
                                                    "<![CDATA[</x> ]] >]]>",
                                                    "<!-- <y> -->",
                                                    "<?q >?>",
                                                    "caf\xC3\xA9",
                                                    "&#x41;",
                                                    "<!----> t ",
                                                    " > ",
                                                    "\r\n"};
    for (std::size_t i = below(4); i > 0; --i)
      out_ += kWords[below(kWords.size())];
  }

  void element(std::size_t depth, std::size_t most) {
    const std::size_t begin = out_.size();
    const std::string name = (below(3) == 0 ? "n:" : "") + std::string(1 + below(3), 'e');
    out_ += "<" + name;
    if (below(3) == 0) out_ += fmt::format(" v=\"it's {}>\"", below(9));
    if (below(5) == 0) out_ += "\n  n:w = '/&quot;\"'";
    if (below(9) == 0) out_ += " xmlns:m='x>y'";
    if (below(300) == 0) out_ += " l='" + std::string(below(100'000), 'y') + "'";
    if (below(6) == 0) {
      out_ += "/>";
      return;
    }
    out_ += ">";
    words();
    if (below(200) == 0) out_ += std::string(below(100'000), 'z');
    if (below(300) == 0) out_ += "<!--" + std::string(below(100'000), '<') + "-->";
    const bool large = below(40) == 0;
    while (depth < 40 && (large ? out_.size() - begin < most : below(5) < 2)) {
      element(depth + 1, most * 2 / 3);
      words();
    }
    out_ += "</" + name + (below(4) == 0 ? " >" : ">");
  }

  std::mt19937 random_;
  std::string out_;
};

}  // namespace

TEST_CASE("XML: a visitor is shown what pugixml's tree holds") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    const std::string text = MadeUp(seed).text(std::size_t{seed} * 40'000);
    const auto expected = tests::shown_whole(text);
    REQUIRE(expected);
    CAPTURE(seed);
    ShownXml shown;
    REQUIRE(spdx::walk_xml(SourceText("t", text), shown).empty());
    CHECK(shown.lines == *expected);
  }
}

TEST_CASE("XML: an element ends where a parse of its bytes alone says so") {
  const std::string text = MadeUp(99).text(150'000);
  const SourceText source("t", text);
  const auto nodes = spdx::read_xml(source);
  REQUIRE(nodes);
  for (std::size_t i = 0; i < nodes.value->size(); i += 7) {
    const spdx::XmlNode& node = (*nodes.value)[i];
    const auto bytes = std::string_view(text).substr(node.offset, node.end - node.offset);
    pugi::xml_document alone;
    CHECK(alone.load_buffer(bytes.data(), bytes.size(), tests::kXmlOptions, pugi::encoding_utf8));
    CHECK(bytes.back() == '>');
    CHECK(alone.first_child() == alone.last_child());
  }
}

TEST_CASE("XML: what a visitor declines is passed over with all that is in it") {
  const std::string text = MadeUp(7).text(200'000);
  const SourceText source("t", text);
  ShownXml all;
  REQUIRE(spdx::walk_xml(source, all).empty());
  std::vector<std::string> expected;
  std::size_t past = 0;
  for (std::size_t i = 0; i < all.lines.size(); ++i) {
    const std::string& line = all.lines[i];
    if (std::stoul(line.substr(line.find(' '))) < past) continue;
    expected.push_back(line);
    if (line.find("|ee:") != std::string::npos || line.find("|ee ") != std::string::npos)
      past = all.ends[i];
  }
  CHECK(expected.size() < all.lines.size());
  ShownXml some;
  some.declined = "ee";
  REQUIRE(spdx::walk_xml(source, some).empty());
  CHECK(some.lines == expected);
}

TEST_CASE("XML: a text that is cut or spoiled is wrong if pugixml finds so") {
  const std::string text = MadeUp(5).text(60'000);
  std::mt19937 random(5);
  std::size_t wrong = 0;
  for (int i = 0; i < 400; ++i) {
    std::string spoiled = text;
    const std::size_t at = random() % text.size();
    constexpr std::string_view kBytes = "<>/\"'! e";
    if (i % 2 == 0) spoiled.resize(at);
    if (i % 2 == 1) spoiled[at] = kBytes[random() % kBytes.size()];
    CAPTURE(i);
    CAPTURE(at);
    const auto expected = tests::shown_whole(spoiled);
    if (!expected) ++wrong;
    ShownXml shown;
    const auto errors = spdx::walk_xml(SourceText("t", spoiled), shown);
    CHECK((expected || !errors.empty()));
    if (errors.empty()) CHECK(shown.lines == *expected);
  }
  CHECK(wrong > 200);
}

TEST_CASE("XML: what is not well formed is told with what is still open") {
  struct Row {
    std::string text;
    std::string error;
  };

  const std::vector<Row> rows = {
      {"<r>\n<a></r>",
       "t:2:6: error: not valid XML: mismatched tag; \"a\", which begins in line 2, is still open"                                    },
      {"<r>\n<n:a b=''>",
       "t:2:11: error: not valid XML: no element found; \"n:a\", which begins in line 2, is still "
       "open"                                                                                                                         },
      {"<r><a/>",
       "t:1:8: error: not valid XML: no element found; \"r\", which begins in line 1, is still "
       "open"                                                                                                                         },
      {"<r/><s/>",                                                      "t:1:5: error: not valid XML: junk after document element"    },
      {"<r a='' a=''/>",                                                "t:1:9: error: not valid XML: duplicate attribute"            },
      {"<r a='<'/>",                                                    "t:1:7: error: not valid XML: not well-formed (invalid token)"},
      {"<r><!DOCTYPE x></r>",                                           "t:1:6: error: not valid XML: not well-formed (invalid token)"},
      {"<r><?xml version='1.0'?></r>",
       "t:1:4: error: not valid XML: XML or text declaration not at start of entity"                                                  },
      {"<r>a]]>b</r>",                                                  "t:1:7: error: not valid XML: not well-formed (invalid token)"},
      {"<!DOCTYPE r [\n<!ATTLIST r a CDATA '1' b ID #IMPLIED>]><r/>",
       "t:2:21: error: a DOCTYPE that declares attributes of \"r\" is not read; take the "
       "declaration "
       "out"                                                                                                                          },
      {"<!DOCTYPE r [<!ENTITY q '<!--'><!ENTITY f '<s/>'>]><r>&f;</r>",
       "t:1:25: error: a DOCTYPE that declares the entity \"q\" is not read; write out what it "
       "stands for"                                                                                                                   },
      {"<!DOCTYPE r [%x;]><?p <!-- ?><r>a&f;</r>",
       "t:1:34: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                         },
      {"<!DOCTYPE r SYSTEM '<!--'><r>a&f;</r>",
       "t:1:31: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                         },
      {"<!DOCTYPE r SYSTEM '<!--'><r a='x&f;'/>",
       "t:1:27: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                         },
      {"<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>",
       "t:1:34: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                         },
      {"words",                                                         "t:1:1: error: not valid XML: syntax error"                   },
      {"",                                                              "t: error: the file is empty"                                 },
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    ShownXml shown;
    const auto errors = spdx::walk_xml(SourceText("t", row.text), shown);
    REQUIRE(errors.size() == 1);
    CHECK(to_string(errors.front()) == row.error);
  }
}

TEST_CASE("XML: nesting has a limit, and what nests that deep is freed without recursion") {
  const auto nested = [](std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i)
      out += "<a>";
    for (std::size_t i = 0; i < depth; ++i)
      out += "</a>";
    return out;
  };
  ShownXml shown;
  shown.declined = "a";
  CHECK(spdx::walk_xml(SourceText("t", nested(spdx::kMaxXmlDepth)), shown).empty());
  const auto errors = spdx::walk_xml(SourceText("t", nested(spdx::kMaxXmlDepth + 1)), shown);
  REQUIRE(errors.size() == 1);
  CHECK(to_string(errors.front()) ==
        "t:1:3000001: error: nested deeper than 1000000 levels, the most that is read");
}

TEST_CASE("XML: the root is known by its namespace, whatever prefix it has") {
  struct Row {
    std::string text;
    std::string name_space;
    std::string name;
  };

  const std::vector<Row> rows = {
      {"\xEF\xBB\xBF<?xml version='1.0'?><!-- <x> --><!DOCTYPE b [<!ELEMENT b ANY>]><b xmlns='u'>",
       "u",                                                                                                "b"},
      {"<p:b\n xmlns='v' xmlns:p='u' a='>'><c",                                                     "u",   "b"},
      {"<b>",                                                                                       "",    "b"},
      {"<p:b xmlns:p='a b'/>",                                                                      "a b", "b"},
      {"<p:b q:c=''/>",                                                                             "",    "b"},
      {"\n<?xml version='1.0'?><b xmlns='u'>",                                                      "u",   "b"},
      {"<b xmlns='u' c=1>",                                                                         "u",   "b"},
      {"<p:b c='' c='' xmlns:p='u'>",                                                               "u",   "b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto root = spdx::xml_root(row.text);
    REQUIRE(root);
    CHECK(root->name_space == row.name_space);
    CHECK(root->name == row.name);
  }
  for (const char* none : {"", "{\"a\": 1}", "a: b", "<b", "<!-- <b/>"})
    CHECK(!spdx::xml_root(none));
}
