#include "spdx/value.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/make_value.h"

using namespace licet::spdx;

namespace {

using Reader = Result<Value> (*)(const SourceText&);

// A tree as one line: each value as `kind@offset`, scalars with their text, members with
// `key@offset=`.
std::string shown(const Value& value) {
  std::string out;
  if (!value.key.empty()) out += fmt::format("{}@{}=", value.key, std::size_t{value.key_offset});
  const bool map = value.kind == Value::Kind::Map;
  if (!map && value.kind != Value::Kind::List) {
    constexpr std::string_view kKinds = "zbns";
    return out + fmt::format("{}@{}:{}", kKinds[static_cast<std::size_t>(value.kind)],
                             std::size_t{value.offset}, value.text);
  }
  out += fmt::format("{}@{}", map ? '{' : '[', std::size_t{value.offset});
  for (const Value& item : value.items)
    out += " " + shown(item);
  return out + (map ? " }" : " ]");
}

std::string read(Reader reader, const std::string& text) {
  const auto result = reader(SourceText("t", text));
  return result ? shown(*result.value) : to_string(result.errors.front());
}

struct Row {
  std::string text;
  std::string shown;
};

const std::vector<Row> kJson = {
    {"null",                           "z@0:null"                                                                              },
    {" true",                          "b@1:true"                                                                              },
    {"[false]",                        "[@0 b@1:false ]"                                                                       },
    {"[1,-2 , 3.50,7e8,-0.0]",         "[@0 n@1:1 n@3:-2 n@8:3.50 n@13:7e8 n@17:-0.0 ]"                                        },
    {"123456789012345678901234567890", "n@0:123456789012345678901234567890"                                                    },
    {R"("a\"\u00e4\\")",               "s@0:a\"\xC3\xA4\\"                                                                     },
    {R"({"a": {"b": [ ] , "c":""}})",  "{@0 a@1={@6 b@7=[@12 ] c@18=s@22: } }"                                                 },
    {"[\r\n  \"x\",\r\n  12\r\n]",     "[@0 s@5:x n@13:12 ]"                                                                   },
    {"[\"\xC3\xA4\", 1]",              "[@0 s@1:\xC3\xA4 n@7:1 ]"                                                              },
    {"\xEF\xBB\xBF{\"a\":1}",          "{@3 a@4=n@8:1 }"                                                                       },
    {"[1]x",                           "t:1:4: error: not valid JSON: invalid literal; expected end of input"                  },
    {"[1,]",                           "t:1:4: error: not valid JSON: unexpected ']'; expected '[', '{', or a literal"         },
    {"{\"a\" 1}",                      "t:1:6: error: not valid JSON: unexpected number literal; expected ':'"                 },
    {"{a: 1}",                         "t:1:2: error: not valid JSON: invalid literal; expected string literal"                },
    {"[",                              "t:1:2: error: not valid JSON: unexpected end of input; expected '[', '{', or a literal"},
    {"[\"a\nb\"]",
     "t:1:4: error: not valid JSON: invalid string: control character U+000A (LF) must be escaped "
     "to \\u000A or \\n"                                                                                                       },
    {"[\"\\q\"]",
     "t:1:4: error: not valid JSON: invalid string: forbidden character after backslash"                                       },
    {"[1e999]",                        "t:1:6: error: not valid JSON: the number 1e999 is too large"                           },
    {"{\"a\":1,\n \"b\":2, \"a\":3}",  "t:2:9: error: the key \"a\" stands here twice; keep one"                               },
    {"",                               "t: error: the file is empty"                                                           },
};

const std::vector<Row> kYaml = {
    {"a: b",                                                                    "{@0 a@0=s@3:b }"                                                            },
    {"a: [1, true, ~, null, 'x', \"1\", 2024-07-23, 1.2.3, 7e8, llama3.1, no]",
     "{@0 a@0=[@3 n@4:1 b@7:true z@13: z@16: s@22:x s@27:1 s@32:2024-07-23 s@44:1.2.3 "
     "n@51:7e8 s@56:llama3.1 s@66:no ] }"                                                                                                                    },
    {"a: True\nb: FALSE\nc:\nd: Null\n",                                        "{@0 a@0=b@3:true b@8=b@11:false c@17=z@20: d@20=z@23: }"                    },
    {"- a\n-\n- - b\n",                                                         "[@0 s@2:a z@6: [@8 s@10:b ] ]"                                              },
    {"a:\r\n  b: c\r\n  d: e\r\n",                                              "{@0 a@0={@6 b@6=s@9:c d@14=s@17:e } }"                                      },
    {"a: \xC3\xA4\nb: c",                                                       "{@0 a@0=s@3:\xC3\xA4 b@6=s@9:c }"                                           },
    {"\xEF\xBB\xBF"
     "a: b",                                                               "{@3 a@3=s@6:b }"                                                            },
    {"a: |\n  x\n  y\n",                                                        "{@0 a@0=s@3:x\ny\n }"                                                       },
    {"{a: {b: [c]}, d: e}",                                                     "{@0 a@1={@4 b@5=[@8 s@9:c ] } d@14=s@17:e }"                                },
    {"a: &x [1]\nb: *x",                                                        "{@0 a@0=[@3 n@7:1 ] b@10=[@3 n@7:1 ] }"                                     },
    {"&k a: &v b\nc: *v\n*k : d",                                               "t:3:1: error: the key \"a\" stands here twice; keep one"                    },
    {"a: !!str 1",                                                              "{@0 a@0=s@3:1 }"                                                            },
    {"# only a comment\n",                                                      "z@0:"                                                                       },
    {"---\na: b\n...\n",                                                        "{@4 a@4=s@7:b }"                                                            },
    {"a: b\n---\nc: d\n",
     "t:2:1: error: something follows the end of the document; a file holds one, so put it into a "
     "file of its own"                                                                                                                                       },
    {"{a: b} c",
     "t:1:8: error: something follows the end of the document; a file holds one, so put it into a "
     "file of its own"                                                                                                                                       },
    {"a: b\na: c\n",                                                            "t:2:1: error: the key \"a\" stands here twice; keep one"                    },
    {"1: b\n\"1\": c\n",                                                        "t:2:1: error: the key \"1\" stands here twice; keep one"                    },
    {"[a]: b\n",                                                                "t:1:1: error: a key has to be plain text, not a list or map"                },
    {"? {a: b}\n: c\n",                                                         "t:1:3: error: a key has to be plain text, not a list or map"                },
    {"a: &x [*x]",
     "t:1:8: error: this alias refers to the value it stands in; write the value out"                                                                        },
    {"a: *x",
     "t:1:4: error: not valid YAML: the referenced anchor is not defined; the value it stands for "
     "needs `&name` before it, further up"                                                                                                                   },
    {"a: b: c",
     "t:1:5: error: not valid YAML: illegal map value; put text that holds \": \" in quotes"                                                                 },
    {"a: [b",
     "t:1:6: error: not valid YAML: end of sequence flow not found; close the list with \"]\", or "
     "put a comma before the next item"                                                                                                                      },
    {"a: {b",
     "t:1:6: error: not valid YAML: end of map flow not found; close the map with \"}\", or put a "
     "comma before the next entry"                                                                                                                           },
    {"a: 'b\nc: d\n",                                                           "t:1:4: error: this quote is never closed; close it where its text ends"     },
    {"a: &x !t \"b\\\"\n",
     "t:1:10: error: this quote is never closed; close it where its text ends"                                                                               },
    {"a:\n\t- b\n",
     "t:2:2: error: not valid YAML: illegal block entry; indent with spaces, not tabs"                                                                       },
    {"a: @b",
     "t:1:4: error: not valid YAML: unknown token; put text that begins with this character in "
     "quotes"                                                                                                                                                },
    {"a: b\n\x04 c: d",
     "t:2:1: error: the control character U+0004 cannot stand in YAML; remove it"                                                                            },
    {"a: \"\\x\"",                                                              "t:1:8: error: not valid YAML: bad character found while scanning hex number"},
    {" ",                                                                       "t: error: the file is empty"                                                },
};

std::string nested(std::size_t depth, char open, char close) {
  return std::string(depth, open) + std::string(depth, close);
}

// Reads every beginning of a text: each parses, or fails with a place within it.
void check_truncations(Reader reader, const std::string& text) {
  std::size_t parsed = 0;
  for (std::size_t length = 0; length <= text.size(); ++length) {
    CAPTURE(length);
    const auto result = reader(SourceText("t", text.substr(0, length)));
    REQUIRE(result.value.has_value() == result.errors.empty());
    parsed += result ? 1U : 0U;
    for (const Error& error : result.errors)
      CHECK(!error.message.empty());
    if (!result && length > 0) CHECK(result.errors.front().place.line > 0);
  }
  CHECK(parsed > 0);
}

}  // namespace

TEST_CASE("value: JSON, kinds and offsets") {
  for (const Row& row : kJson) {
    CAPTURE(row.text);
    CHECK(read(read_json, row.text) == row.shown);
  }
}

TEST_CASE("value: members that nobody asks for are checked, but not kept") {
  const auto keeps = [](std::string_view parent, std::string_view key) {
    return key != "skip" && (key != "deep" || parent == "x");
  };
  const auto read = [&](const std::string& text) {
    const SourceText source("t", text);
    const auto result = read_json_members(source, keeps);
    return result ? shown(*result.value) : to_string(result.errors.front());
  };
  CHECK(read(R"({"skip": {"a": [1, {"b": 2}], "c": "d"}, "e": 12, "skip": 3})") ==
        "{@0 e@41=n@46:12 }");
  CHECK(read(R"({"x": [{"deep": 1, "y": {"deep": 2}}], "deep": []})") ==
        "{@0 x@1=[@6 {@7 deep@8=n@16:1 y@19={@24 } } ] }");
  CHECK(read(R"({"skip": [1, 2,], "e": 1})") ==
        "t:1:16: error: not valid JSON: unexpected ']'; expected '[', '{', or a literal");
  CHECK(read("{\"skip\": " + nested(kMaxDepth - 1, '[', ']') + "}") == "{@0 }");
  CHECK(read("{\"skip\": " + nested(kMaxDepth, '[', ']') + "}") ==
        "t:1:209: error: nested deeper than 200 levels, the most that is read");
}

TEST_CASE("value: YAML, kinds and offsets") {
  for (const Row& row : kYaml) {
    CAPTURE(row.text);
    CHECK(read(read_yaml, row.text) == row.shown);
  }
}

TEST_CASE("value: a text cut off anywhere is read or refused with a place") {
  check_truncations(read_json,
                    "{\"licet\": 1, \"works\": [{\"id\": \"\xC3\xA4\\u00e4\", \"x\": [true, null, "
                    "-1.5e3, {}]}]}\n");
  check_truncations(read_yaml,
                    "licet: 1\nworks:\n  - &a { id: \"\xC3\xA4\\n\", 'x': [true, ~, *b] }\n  - ? "
                    "k\n    : |\n      text\n"
                    "    # note\n  - !t [*a, >-\n  x]\n---\n");
}

TEST_CASE("value: nesting is limited, whatever it is made of") {
  const auto refused = [](Reader reader, const std::string& text) {
    const std::string said = read(reader, text);
    return said.rfind("t:1:", 0) == 0 &&
           said.ends_with(": error: nested deeper than 200 levels, the most that is read");
  };
  for (const Reader reader : {read_json, read_yaml}) {
    CHECK(reader(SourceText("t", nested(kMaxDepth, '[', ']'))));
    CHECK(refused(reader, nested(kMaxDepth + 1, '[', ']')));
    CHECK(refused(reader, std::string(1'000'000, '[')));
  }
  for (const std::string_view piece : {"- ", "{a: ", "? ", "[a: ", "{? ", "- ? ", "!t [", "&a ["}) {
    CAPTURE(piece);
    std::string text;
    for (std::size_t i = 0; i < 100'000; ++i)
      text += piece;
    CHECK(refused(read_yaml, text));
  }
}

TEST_CASE("value: aliases add to the depth") {
  std::string text = "a0: &a0 [x]\n";
  for (std::size_t i = 1; i <= kMaxDepth; ++i)
    text += fmt::format("a{0}: &a{0} [*a{1}]\n", i, i - 1);
  CHECK(read(read_yaml, text).find("error: nested deeper than 200 levels") != std::string::npos);
}

TEST_CASE("value: an alias bomb is an error, not a hang") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (std::size_t i = 1; i < 12; ++i) {
    bomb += fmt::format(
        "a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i,
        i - 1);
  }
  CHECK(read(read_yaml, bomb)
            .find("error: more than 2000000 values, the most that is read (an alias counts") !=
        std::string::npos);
  std::string huge = "a: &a " + std::string(1'000'000, 'x') + "\nb: [*a";
  for (int i = 0; i < 1000; ++i)
    huge += ", *a";
  CHECK(read(read_yaml, huge + "]\n")
            .find("error: more than 128 MiB of text once aliases are expanded") !=
        std::string::npos);
  std::string nest;  // anchors within anchors: each keeps a copy of all that is in it
  for (int i = 0; i < 150; ++i)
    nest += fmt::format("&a{} [", i);
  for (int i = 0; i < 100'000; ++i)
    nest += "x, ";
  nest += "x" + std::string(150, ']');
  CHECK(read(read_yaml, nest).find("error: more than 2000000 values") != std::string::npos);
}

TEST_CASE("value: the number of values is limited") {
  std::string many = "[1";
  for (std::size_t i = 1; i < kMaxValues; ++i)
    many += ",1";
  CHECK(read(read_json, many + "]")
            .find("error: more than 2000000 values, the most that is read; split the file") !=
        std::string::npos);
}

TEST_CASE("value: what is taken out leaves its room, but takes no more than it needs") {
  Value from = make_map({3, 9});
  from.key = ValueText("key");
  for (const char* name : {"a", "b", "c"})
    add_new_member(from, name, 0, make_text(ValueText("x"), {}), Occurs::Once);
  const std::size_t room = from.items.capacity();
  const Value out = taken(from);
  CHECK(out.items.size() == 3);
  CHECK(out.items.capacity() == 3);
  CHECK(out.key == "key");
  CHECK(out.find("b")->text == "x");
  CHECK(out.offset == std::size_t{3});
  CHECK(from.items.empty());
  CHECK(from.items.capacity() == room);
  CHECK(from.key.empty());
}
