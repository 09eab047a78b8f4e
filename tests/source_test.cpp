#include "spdx/source.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace licet::spdx;

namespace {

struct Located {
  std::string text;
  std::size_t offset;
  std::size_t line;
  std::size_t column;
};

const std::vector<Located> kLocated = {
    {"",              0,  1, 1},
    {"abc",           0,  1, 1},
    {"abc",           2,  1, 3},
    {"abc",           3,  1, 4},
    {"abc",           99, 1, 4},
    {"a\nb",          1,  1, 2},
    {"a\nb",          2,  2, 1},
    {"a\n",           2,  2, 1},
    {"\n\n\n",        2,  3, 1},
    {"a\r\nb",        3,  2, 1},
    {"a\r\nb",        2,  1, 3},
    {"\xC3\xA4x",     2,  1, 3},
    {"\xEF\xBB\xBFx", 3,  1, 4}
};

struct Checked {
  std::string text;
  std::string error;  // empty: fine
};

const std::vector<Checked> kChecked = {
    {"licet: 1",                                 ""                           },
    {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80",     ""                           },
    {"\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", ""                           },
    {"",                                         "t: error: the file is empty"},
    {" \t\r\n",                                  "t: error: the file is empty"},
    {std::string("a\nb\0c",                      5),
     "t:2:2: error: this is a binary file (it holds a zero byte); a text in UTF-8 is needed"},
    {"ab\xFF",                                          "t:1:3: error: the text is not UTF-8 here; save it as UTF-8"                                                               },
    {"caf\xE9 au lait",                                          "t:1:4: error: the text is not UTF-8 here; save it as UTF-8"},
    {"\xC0\x80",                                          "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"                                                                      }, // overlong
    {"\xE0\x80\x80",                                          "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"}, // overlong
    {"\xED\xA0\x80",                                          "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"                                                                      }, // surrogate
    {"\xF0\x8F\xBF\xBF",                                          "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"}, // overlong
    {"\xF4\x90\x80\x80",
     "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"                                                                      }, // too large
    {"x\xE2\x82",                                          "t:1:2: error: the text is not UTF-8 here; save it as UTF-8"}, // cut off
    {"\x80",                                          "t:1:1: error: the text is not UTF-8 here; save it as UTF-8"                                                                           }
};

}  // namespace

TEST_CASE("source: an offset's line and column") {
  for (const Located& row : kLocated) {
    CAPTURE(row.text);
    CAPTURE(row.offset);
    CHECK(SourceText("f", row.text).locate(row.offset) == Place{"f", row.line, row.column});
  }
}

TEST_CASE("source: a text cut out of a file keeps the file's line numbers") {
  const SourceText cut("README.md", "license: mit\nx: y\n", 2);
  CHECK(cut.locate(0) == Place{"README.md", 2, 1});
  CHECK(cut.locate(13) == Place{"README.md", 3, 1});
}

TEST_CASE("source: what is no text is refused with the place") {
  for (const Checked& row : kChecked) {
    CAPTURE(row.text);
    const std::vector<Error> errors = check_text(SourceText("t", row.text));
    CHECK((errors.empty() ? "" : to_string(errors.front())) == row.error);
  }
}

TEST_CASE("source: a text in another encoding of Unicode is told which it is") {
  using namespace std::string_view_literals;
  const auto encoding = [](std::string_view text) {
    return to_string(check_text(SourceText("t", std::string(text))).at(0));
  };
  for (const auto text : {"\xFF\xFE<\0b\0"sv, "\xFE\xFF\x4E\x2D"sv, "\0<\0b"sv, "{\0}\0"sv})
    CHECK(encoding(text) == "t:1:1: error: the text is UTF-16; save it as UTF-8");
  for (const auto text : {"\xFF\xFE\0\0<\0\0\0"sv, "\0\0\xFE\xFF"sv, "\0\0\0{"sv})
    CHECK(encoding(text) == "t:1:1: error: the text is UTF-32; save it as UTF-8");
}

TEST_CASE("source: too large a text is refused, the largest is not") {
  CHECK(check_text(SourceText("t", std::string(kMaxInputBytes, 'x'))).empty());
  const auto errors = check_text(SourceText("t", std::string(kMaxInputBytes + 1, 'x')));
  REQUIRE(errors.size() == 1);
  CHECK(to_string(errors.front()) ==
        "t: error: the file is larger than 64 MiB, the most that is read; split it");
}

TEST_CASE("source: messages hold no control characters of the input") {
  const Error error{
      {"a\nb", 1, 2},
      "x\x1b[31m\x7f\xC2\x9B y \xC3\xA4"
  };
  CHECK(to_string(error) == "a\\x0Ab:1:2: error: x\\x1B[31m\\x7F\\x9B y \xC3\xA4");
  CHECK(to_string(Error{
            {"f", 0, 0},
            "m"
  }) == "f: error: m");
}
