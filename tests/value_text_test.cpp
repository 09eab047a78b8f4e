#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "spdx/value.h"
#include "spdx/xml_nodes.h"

using namespace licet;
using spdx::ValueText;

namespace {

bool is_part(std::string_view text, std::string_view source) {
  return text.data() >= source.data() && text.data() + text.size() <= source.data() + source.size();
}

}  // namespace

TEST_CASE("value text: a copy, or the text itself where it stands in the source") {
  const std::string source = "one two";
  const std::string_view two = std::string_view(source).substr(4);
  CHECK_FALSE(is_part(ValueText(two), source));
  CHECK(is_part(ValueText::borrowed(two), source));
  CHECK(is_part(ValueText::within(source, two), source));
  CHECK(is_part(ValueText::within(source, source), source));
  CHECK_FALSE(is_part(ValueText::within(source, std::string("two")), source));
  for (const ValueText& text : {ValueText(two), ValueText::borrowed(two)}) {
    CHECK(text == "two");
    CHECK(text == ValueText("two"));
    CHECK(text.str() == "two");
    CHECK(fmt::format("{:>5}", text) == "  two");
  }
  CHECK(ValueText().empty());
  CHECK(ValueText("") == "");
}

TEST_CASE("value text: what is copied, moved and assigned stays itself") {
  ValueText text("a text of its own");
  const ValueText copy = text;
  CHECK(copy.view().data() != text.view().data());
  const char* const where = text.view().data();
  ValueText moved = std::move(text);
  CHECK(moved.view().data() == where);
  moved = moved.view().substr(2, 4);  // a part of itself
  CHECK(moved == "text");
  ValueText& same = moved;
  moved = same;
  CHECK(moved == "text");
  moved = copy;
  CHECK(moved == copy);
  const ValueText lent = ValueText::borrowed(copy);
  CHECK(ValueText(lent).view().data() == copy.view().data());  // NOLINT: the copy is the point
}

TEST_CASE("value text: JSON lends its strings unless they are escaped") {
  const spdx::SourceText source("t", R"({"plain": "né", "esc\u0061ped": "a\nb", "number": 7e8})");
  const auto read = spdx::read_json_members(source, nullptr);
  REQUIRE(read);
  const auto& items = read.value->items;
  REQUIRE(items.size() == 3);
  CHECK(is_part(items[0].key, source.text()));
  CHECK(is_part(items[0].text, source.text()));
  CHECK(items[0].text == "né");
  CHECK(items[1].key == "escaped");
  CHECK_FALSE(is_part(items[1].key, source.text()));
  CHECK(items[1].text == "a\nb");
  CHECK_FALSE(is_part(items[1].text, source.text()));
  CHECK(items[2].text == "7e8");
}

TEST_CASE("value text: XML lends what stands in one piece and without entities") {
  struct Row {
    std::string xml;
    std::string text;
    bool lent;
  };

  const std::vector<Row> rows = {
      {"<a>plain</a>",                    "plain",    true },
      {"<a> &amp; <b/></a>",              " & ",      false},
      {"<a>x&lt;y]z</a>",                 "x<y]z",    false},
      {"<a>\"x&lt;y\"</a>",               "\"x<y\"",  false},
      {"<a><![CDATA[x]y]]></a>",          "x]y",      true },
      {"<a>one<!-- not this -->two</a>",  "onetwo",   false},
      {"<a>&amp;one<![CDATA[ two]]></a>", "&one two", false},
      {"<a v=\"it's\"/>",                 "it's",     true },
      {"<a v=\"x&lt;'y\"/>",              "x<'y",     false},
      {"<a v='x&lt;&gt;\"y'/>",           "x<>\"y",   false},
      {"<a v=''/>",                       "",         true },
      {"<a w=\"&amp;\" v=\"\xC3\xA9\"/>", "\xC3\xA9", true },
  };
  for (const Row& row : rows) {
    CAPTURE(row.xml);
    const spdx::SourceText source("t", row.xml);
    const auto nodes = spdx::read_xml(source);
    REQUIRE(nodes);
    const spdx::XmlNode& root = nodes.value->front();
    const spdx::XmlAttribute* value = root.find("v");
    const std::string_view text = value == nullptr ? root.text : value->value;
    CHECK(text == row.text);
    CHECK(is_part(text, source.text()) == row.lent);
  }
}
