// The grammars of SPDX 2.3, 3.0.1 and 3.1, row by row.
#include <cstdlib>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/expression.h"
#include "spdx/license_names.h"
#include "spdx/value.h"
#include "tests/case_file.h"

using namespace licet;
using namespace licet::spdx;

namespace {

using tests::list;

bool valid(const std::string& text, SpdxVersion version) {
  ExpressionError error;
  return parse_expression(text, error, {version, &list()}).has_value();
}

std::string message(const std::string& text, SpdxVersion version = SpdxVersion::Spdx30) {
  ExpressionError error;
  const ExpressionRules rules{version, &list()};
  if (parse_expression(text, error, rules)) return "valid";
  return error_text(text, error, embedded_names(), rules);
}

struct Row {
  std::string text;
  bool in_23;
  bool in_30;
  bool in_31;
};

const std::vector<Row> kRows = {
    {"ISC",                                          true,  true,  true },
    {"isc",                                          true,  true,  true },
    {"ISC OR BSL-1.0",                               true,  true,  true },
    {"ISC or BSL-1.0",                               false, true,  true },
    {"ISC Or BSL-1.0",                               false, false, false},
    {"GPL-2.0-only with Bison-exception-2.2",        false, true,  true },
    {"GPL-2.0-only WITH bison-EXCEPTION-2.2",        true,  true,  true },
    {"MPL-2.0 WITH AdditionRef-house",               false, true,  true },
    {"MPL-2.0 WITH DocumentRef-d:AdditionRef-house", false, true,  true },
    {"DocumentRef-d.1:LicenseRef-house",             true,  true,  true },
    {"LicenseRef-a",                                 true,  true,  true },
    {"LicenseRef--",                                 true,  true,  false},
    {"LICENSEREF-a",                                 false, false, false},
    {"(ISC)AND(Zlib)",                               true,  true,  false},
    {"(ISC) AND (Zlib)",                             true,  true,  true },
    {"ISC AND(Zlib)",                                true,  true,  false},
    {"ISC\tAND Zlib",                                true,  true,  false},
    {" ISC",                                         true,  true,  false},
    {"ISC ",                                         true,  true,  false},
    {"( ISC )",                                      true,  true,  true },
    {"(ISC\n)",                                      true,  true,  false},
    {"MPL-1.1+AND ISC",                              false, false, false},
    {"MPL-1.1+ AND ISC",                             true,  true,  true },
    {"(MPL-1.1+)AND ISC",                            true,  true,  false},
    {"NONE",                                         false, false, true },
    {"none",                                         false, false, true },
    {"NOASSERTION",                                  false, false, true },
    {"ISC AND NOASSERTION",                          false, false, true },
    {"NONE AND (ISC OR Zlib)",                       false, false, true },
    {"ISC AND NONE OR Zlib",                         false, false, true },
    {"ISC OR NONE",                                  false, false, false},
    {"NONE OR ISC",                                  false, false, false},
    {"(NONE) OR ISC",                                false, false, false},
    {"NONE WITH Bison-exception-2.2",                false, false, false},
    {"NONE+",                                        false, false, false},
    {"GPL-2.0+",                                     true,  true,  true },
    {"LicenseRef-a+",                                false, false, false},
    {"no-such-license",                              false, false, false},
    {"ISC WITH no-such-exception",                   false, false, false},
    {"ISC WITH Zlib",                                false, false, false},
    {"Bison-exception-2.2",                          false, false, false},
};

}  // namespace

TEST_CASE("grammar: what each version of SPDX takes") {
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(valid(row.text, SpdxVersion::Spdx23) == row.in_23);
    CHECK(valid(row.text, SpdxVersion::Spdx30) == row.in_30);
    CHECK(valid(row.text, SpdxVersion::Spdx31) == row.in_31);
  }
}

TEST_CASE("grammar: every listed id round-trips, alone, with + and behind WITH") {
  for (const ListedLicense& entry : list().list().entries) {
    const std::string id(entry.id);
    CAPTURE(id);
    const std::string text = entry.exception ? "ISC WITH " + id : id;
    ExpressionError error;
    for (const SpdxVersion version :
         {SpdxVersion::Spdx23, SpdxVersion::Spdx30, SpdxVersion::Spdx31}) {
      const auto parsed = parse_expression(text, error, {version, &list()});
      REQUIRE(parsed);
      CHECK(to_string(*parsed) == text);
      CHECK(to_string(*parsed, &list()) == text);
    }
    std::string other_case;
    for (const char c : id)
      other_case += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto parsed = parse_expression(entry.exception ? "ISC WITH " + other_case : other_case,
                                         error, {SpdxVersion::Spdx30, &list()});
    REQUIRE(parsed);
    CHECK(to_string(*parsed, &list()) == text);
  }
}

TEST_CASE("grammar: messages name the place, what was expected and a correction") {
  CHECK(message("Apache 2") ==
        "the SPDX list 3.29.0 has no license \"Apache\"; did you mean \"Apache-2.0\"?");
  CHECK(message("MIT/Apache-2.0").ends_with("did you mean \"MIT OR Apache-2.0\"?"));
  CHECK(message("MIT And Zlib").ends_with("did you mean \"MIT AND Zlib\"?"));
  CHECK(message("GPL").find("\"GPL\" may mean ") != std::string::npos);
  CHECK(message("MIT, ISC") ==
        "a list of licenses is joined with AND (all apply) or OR (any may be chosen)");
  CHECK(message("Zlibb") ==
        "the SPDX list 3.29.0 has no license \"Zlibb\"; did you mean \"Zlib\"?");
  CHECK(message("NONE") ==
        "NONE is no part of an expression in SPDX 3.0.1; it stands alone as the value of a license "
        "field (3.1 allows it here)");
  CHECK(message("ISC WITH AdditionRef-a", SpdxVersion::Spdx23) ==
        "AdditionRef came with SPDX 3.0; 2.3 has listed exceptions only");
  CHECK(message("ISC or Zlib", SpdxVersion::Spdx23).starts_with("write \"or\" in upper case"));
  CHECK(message("ISC WITH MIT") ==
        "MIT is a license; behind WITH stands an exception id or an AdditionRef");
  CHECK(message("Bison-exception-2.2") ==
        "Bison-exception-2.2 is an exception; it stands behind a license and WITH");
  CHECK(message("\tISC", SpdxVersion::Spdx31).starts_with("SPDX 3.1 wants one space or more"));
}

TEST_CASE("grammar: agrees with the table that LICET_EXPRESSIONS names") {
  const char* path = std::getenv("LICET_EXPRESSIONS");
  if (path == nullptr) return;
  const auto table = read_json(SourceText(path, tests::read_source_file(path)));
  REQUIRE(table);
  std::size_t compared = 0;
  for (const Value& row : table.value->items) {
    const std::string& text = row.find("expr")->text.str();
    CAPTURE(text.substr(0, 200));
    CAPTURE(row.find("why")->text);
    CHECK(valid(text, SpdxVersion::Spdx31) == (row.find("valid_3_1_dev")->text == "true"));
    if (row.find("ambiguous")->text == "true") continue;
    CHECK(valid(text, SpdxVersion::Spdx30) == (row.find("valid")->text == "true"));
    ++compared;
  }
  MESSAGE("expressions compared: " << compared << " of " << table.value->items.size());
}
