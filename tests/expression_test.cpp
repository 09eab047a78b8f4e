#include "spdx/expression.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace licet;
using namespace licet::spdx;
using namespace std::string_literals;

namespace {

struct Good {
  std::string text;
  std::string canonical;
};

const std::vector<Good> kGood = {
    {"MIT",                                              "MIT"                                      },
    {"mit",                                              "mit"                                      },
    {"  MIT\t",                                          "MIT"                                      },
    {"\nMIT\r\n",                                        "MIT"                                      },
    {"0BSD",                                             "0BSD"                                     },
    {"MIT+",                                             "MIT+"                                     },
    {"GPL-2.0+",                                         "GPL-2.0+"                                 },
    {"(MIT)",                                            "MIT"                                      },
    {"((( MIT )))",                                      "MIT"                                      },
    {"MIT AND ISC",                                      "MIT AND ISC"                              },
    {"MIT and ISC or Zlib",                              "MIT AND ISC OR Zlib"                      },
    {"MIT OR ISC AND Zlib",                              "MIT OR ISC AND Zlib"                      },
    {"(MIT OR ISC) AND Zlib",                            "(MIT OR ISC) AND Zlib"                    },
    {"MIT OR (ISC AND Zlib)",                            "MIT OR ISC AND Zlib"                      },
    {"MIT AND (ISC AND Zlib)",                           "MIT AND ISC AND Zlib"                     },
    {"MIT OR (ISC OR Zlib)",                             "MIT OR ISC OR Zlib"                       },
    {"(MIT)AND(ISC)",                                    "MIT AND ISC"                              },
    {"A OR(B)",                                          "A OR B"                                   },
    {"A AND (B OR C) AND D",                             "A AND (B OR C) AND D"                     },
    {"A OR B AND (C OR D AND (E OR F))",                 "A OR B AND (C OR D AND (E OR F))"         },
    {"GPL-2.0-only WITH Classpath-exception-2.0",        "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"GPL-2.0-only with Classpath-exception-2.0 or MIT",
     "GPL-2.0-only WITH Classpath-exception-2.0 OR MIT"                                             },
    {"GPL-2.0+ WITH e",                                  "GPL-2.0+ WITH e"                          },
    {"(A WITH e) OR B",                                  "A WITH e OR B"                            },
    {"A WITH e AND B WITH f",                            "A WITH e AND B WITH f"                    },
    {"LicenseRef-x",                                     "LicenseRef-x"                             },
    {"LicenseRef-x.y-1",                                 "LicenseRef-x.y-1"                         },
    {"LicenseRef-x WITH e",                              "LicenseRef-x WITH e"                      },
    {"DocumentRef-a:LicenseRef-b",                       "DocumentRef-a:LicenseRef-b"               },
    {"DocumentRef-a:LicenseRef-b OR MIT",                "DocumentRef-a:LicenseRef-b OR MIT"        },
    {"MIT WITH AdditionRef-x",                           "MIT WITH AdditionRef-x"                   },
    {"MIT WITH DocumentRef-a:AdditionRef-x",             "MIT WITH DocumentRef-a:AdditionRef-x"     },
    {"And",                                              "And"                                      }, // no operator: an id, if an unknown one
    {"with-x OR or-later",                               "with-x OR or-later"                       },
};

struct Bad {
  std::string text;
  std::size_t offset;
  std::string message;
};

const std::vector<Bad> kBad = {
    {"",                                         0,  "expected a license id or \"(\"; the expression ends"                            },
    {"  ",                                       2,  "expected a license id or \"(\"; the expression ends"                            },
    {"AND",                                      0,  "expected a license id or \"(\"; found \"AND\""                                  },
    {"or MIT",                                   0,  "expected a license id or \"(\"; found \"or\""                                   },
    {"WITH x",                                   0,  "expected a license id or \"(\"; found \"WITH\""                                 },
    {"+",                                        0,  "expected a license id or \"(\"; found \"+\""                                    },
    {"+MIT",                                     0,  "expected a license id or \"(\"; found \"+\""                                    },
    {")",                                        0,  "expected a license id or \"(\"; found \")\""                                    },
    {"MIT OR",                                   6,  "expected a license id or \"(\" behind OR; the expression ends"                  },
    {"MIT AND ",                                 8,  "expected a license id or \"(\" behind AND; the expression ends"                 },
    {"MIT OR OR ISC",                            7,  "expected a license id or \"(\" behind OR; found \"OR\""                         },
    {"MIT AND OR ISC",                           8,  "expected a license id or \"(\" behind AND; found \"OR\""                        },
    {"MIT AND+",                                 7,  "expected a license id or \"(\" behind AND; found \"+\""                         },
    {"(MIT AND) ISC",                            8,  "expected a license id or \"(\" behind AND; found \")\""                         },
    {"()",                                       1,  "expected a license id or \"(\" behind \"(\"; found \")\""                       },
    {"MIT ()",                                   4,  "expected AND or OR before \"(\""                                                },
    {"MIT (ISC)",                                4,  "expected AND or OR before \"(\""                                                },
    {"MIT)",                                     3,  "this \")\" closes nothing"                                                      },
    {"(MIT) OR ISC) AND Zlib",                   12, "this \")\" closes nothing"                                                      },
    {"((MIT OR ISC)",                            0,  "this \"(\" is never closed"                                                     },
    {"MIT OR (ISC AND (Zlib)",                   7,  "this \"(\" is never closed"                                                     },
    {"MIT ISC",                                  4,
     "expected AND, OR, WITH or the end; found \"ISC\" (an id holds no space: is \"MIT-ISC\" "
     "meant?)"                                                                                                                        },
    {"Apache 2.0",                               7,
     "expected AND, OR, WITH or the end; found \"2.0\" (an id holds no space: is \"Apache-2.0\" "
     "meant?)"                                                                                                                        },
    {"(MIT) ISC",                                6,  "expected AND, OR or the end; found \"ISC\""                                     },
    {"MIT+ISC",                                  4,  "expected AND, OR, WITH or the end; found \"ISC\""                               },
    {"A WITH b c",                               9,  "expected AND, OR or the end; found \"c\""                                       },
    {"GPL-3.0-only Classpath-exception-2.0",     13,
     "expected AND, OR, WITH or the end; found \"Classpath-exception-2.0\" (an exception stands "
     "behind WITH)"                                                                                                                   },
    {"MIT And ISC",                              4,  "write \"And\" in upper or in lower case"                                        },
    {"A With b",                                 2,  "write \"With\" in upper or in lower case"                                       },
    {"A aNd B",                                  2,  "write \"aNd\" in upper or in lower case"                                        },
    {"MIT +",                                    4,  "no space may stand before \"+\""                                                },
    {"MIT++",                                    4,  "\"+\" stands directly behind a license id"                                      },
    {"(MIT)+",                                   5,  "\"+\" stands directly behind a license id"                                      },
    {"A WITH b+",                                8,  "\"+\" stands directly behind a license id"                                      },
    {"LicenseRef-a+",                            12, "\"+\" cannot follow a LicenseRef"                                               },
    {"DocumentRef-a:LicenseRef-b+",              26, "\"+\" cannot follow a LicenseRef"                                               },
    {"A WITH",                                   6,  "expected an exception id behind WITH; the expression ends"                      },
    {"A WITH (b)",                               7,  "expected an exception id behind WITH; found \"(\""                              },
    {"A WITH WITH b",                            7,  "expected an exception id behind WITH; found \"WITH\""                           },
    {"A WITH AND",                               7,  "expected an exception id behind WITH; found \"AND\""                            },
    {"A WITH b WITH c",                          9,  "a license takes one WITH only; expected AND, OR or the end"                     },
    {"(A) WITH b",                               4,  "WITH follows one license, not a group in parentheses"                           },
    {"(A OR B) with c",                          9,  "WITH follows one license, not a group in parentheses"                           },
    {"A WITH LicenseRef-x",                      7,
     "behind WITH stands an exception id or an AdditionRef, not a LicenseRef"                                                         },
    {"A WITH AdditionRef-",                      7,  "an AdditionRef needs a name behind \"AdditionRef-\""                            },
    {"A WITH DocumentRef-x",                     7,  "expected \":AdditionRef-…\" behind a DocumentRef"                             },
    {"A WITH x:AdditionRef-y",                   7,  "\":\" stands only in \"DocumentRef-…:AdditionRef-…\""                       },
    {"AdditionRef-x",                            0,  "an AdditionRef stands behind WITH, not as a license"                            },
    {"LicenseRef-",                              0,  "a LicenseRef needs a name behind \"LicenseRef-\""                               },
    {"DocumentRef-a",                            0,  "expected \":LicenseRef-…\" behind a DocumentRef"                              },
    {"DocumentRef-:LicenseRef-b",                0,  "\":\" stands only in \"DocumentRef-…:LicenseRef-…\""                        },
    {"DocumentRef-a:LicenseRef-",                0,  "a LicenseRef needs a name behind \"LicenseRef-\""                               },
    {"DocumentRef-a:MIT",                        0,  "\":\" stands only in \"DocumentRef-…:LicenseRef-…\""                        },
    {"DocumentRef-a:DocumentRef-b:LicenseRef-c", 0,
     "\":\" stands only in \"DocumentRef-…:LicenseRef-…\""                                                                        },
    {"documentref-a:LicenseRef-b",               0,  "\":\" stands only in \"DocumentRef-…:LicenseRef-…\""                        },
    {"SPDX-License-Identifier: MIT",             0,  "\":\" stands only in \"DocumentRef-…:LicenseRef-…\""                        },
    {"DocumentRef-a : LicenseRef-b",             0,  "expected \":LicenseRef-…\" behind a DocumentRef"                              },
    {"MIT, ISC",                                 3,  "a list of licenses is joined with AND (all apply) or OR (any may be chosen)"    },
    {"MIT; ISC",                                 3,  "a list of licenses is joined with AND (all apply) or OR (any may be chosen)"    },
    {"MIT/ISC",                                  3,  "write OR in place of '/'"                                                       },
    {"MIT | ISC",                                4,  "write OR in place of '|'"                                                       },
    {"MIT && ISC",                               4,  "write AND in place of '&'"                                                      },
    {"[MIT]",                                    0,  "'[' cannot stand in a license expression; ids hold letters, digits, '-' and '.'"},
    {"LicenseRef-a_b",                           12,
     "'_' cannot stand in a license expression; ids hold letters, digits, '-' and '.'"                                                },
    {"MIT\xE2\x80\x8B",                          3,
     "the character U+200B cannot stand in a license expression; ids hold letters, digits, '-' and "
     "'.'"                                                                                                                            },
    {"M\xC3\xA9T",                               1,
     "the character U+00E9 cannot stand in a license expression; ids hold letters, digits, '-' and "
     "'.'"                                                                                                                            },
    {"MIT\0"s,                                   3,
     "the character U+0000 cannot stand in a license expression; ids hold letters, digits, '-' and "
     "'.'"                                                                                                                            },
};

std::string printed(const std::string& text) {
  ExpressionError error;
  const auto parsed = parse_expression(text, error);
  return parsed ? to_string(*parsed) : "error: " + error.message;
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

}  // namespace

TEST_CASE("expression: what parses, in canonical print") {
  for (const Good& row : kGood) {
    CAPTURE(row.text);
    CHECK(printed(row.text) == row.canonical);
    CHECK(printed(row.canonical) == row.canonical);
  }
}

TEST_CASE("expression: what does not, with place and words") {
  for (const Bad& row : kBad) {
    CAPTURE(row.text);
    ExpressionError error;
    CHECK_FALSE(parse_expression(row.text, error));
    CHECK(error.message + error.hint == row.message);
    CHECK(error.offset == row.offset);
  }
}

TEST_CASE("expression: terms know their parts and their place") {
  ExpressionError error;
  const std::string text = "A+ OR (DocumentRef-d:LicenseRef-l  WITH  e)";
  const auto parsed = parse_expression(text, error);
  REQUIRE(parsed);
  CHECK(parsed->text == text);
  REQUIRE(parsed->terms.size() == 2);
  const LicenseTerm& first = parsed->terms[0];
  CHECK(parsed->id(first) == "A");
  CHECK(first.or_later);
  CHECK(parsed->at(first.whole) == "A+");
  const LicenseTerm& second = parsed->terms[1];
  CHECK(parsed->id(second) == "LicenseRef-l");
  CHECK(parsed->document(second) == "DocumentRef-d");
  CHECK(parsed->at(second.addition) == "e");
  CHECK(parsed->at(second.whole) == "DocumentRef-d:LicenseRef-l  WITH  e");
  CHECK(parsed->words(second) == "DocumentRef-d:LicenseRef-l WITH e");
}

TEST_CASE("expression: combinations are counted, not made") {
  const auto count = [](const std::string& text) {
    ExpressionError error;
    return combinations(*parse_expression(text, error));
  };
  CHECK(count("A") == 1);
  CHECK(count("A AND B") == 1);
  CHECK(count("(A OR B) AND (C OR D OR E) OR F") == 7);
  CHECK(count("(A OR B)" + repeated(" AND (A OR B)", 31)) == 1ULL << 32U);
  CHECK(count("(A OR B)" + repeated(" AND (A OR B)", 99)) == ~0ULL);
}

TEST_CASE("expression: evaluate asks each license once, in order") {
  ExpressionError error;
  const auto parsed = parse_expression("A AND (B OR C) OR D", error);
  const auto holds = [&](const std::string& those) {
    std::string asked;
    const bool value = evaluate(*parsed, [&](const LicenseTerm& term) {
      asked += parsed->id(term);
      return those.find(parsed->id(term)) != std::string::npos;
    });
    CHECK(asked == "ABCD");
    return value;
  };
  CHECK(holds("AB"));
  CHECK(holds("AC"));
  CHECK(holds("D"));
  CHECK_FALSE(holds("BC"));
  CHECK_FALSE(holds("A"));
  CHECK_FALSE(holds(""));
}

TEST_CASE("expression: size costs time in proportion, and no stack") {
  constexpr std::size_t kMany = 100'000;
  ExpressionError error;
  CHECK(printed(repeated("(", kMany) + "MIT" + repeated(")", kMany)) == "MIT");
  const auto flat = parse_expression("A" + repeated(" OR B", kMany), error);
  REQUIRE(flat);
  CHECK(flat->terms.size() == kMany + 1);
  const auto all = parse_expression("A" + repeated(" AND B", kMany), error);
  REQUIRE(all);
  CHECK(combinations(*all) == 1);
  const std::string nested = repeated("A AND (B OR ", kMany / 2) + "C" + repeated(")", kMany / 2);
  CHECK(printed(nested) == nested);
  CHECK_FALSE(parse_expression(repeated("(", kMany), error));
  CHECK(error.offset == kMany);
}
