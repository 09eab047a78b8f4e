// What people have to get for what they write, thought out apart from data/names.json; and the
// rules of spelling, correction and messages, example by example.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/license_names.h"

using namespace licet::spdx;

namespace {

const LicenseIndex& list() {
  static const LicenseIndex kList(embedded_license_list());
  return kList;
}

const ExpressionRules kRules{SpdxVersion::Spdx30, &list()};

struct Row {
  std::string name;
  std::string means;
};

// A name that says one license and one version.
const std::vector<Row> kMeans = {
    {"Apache 2",                                                                   "Apache-2.0"                               },
    {"apache2",                                                                    "Apache-2.0"                               },
    {"Apache License, Version 2.0",                                                "Apache-2.0"                               },
    {"The Apache Software License, Version 2.0",                                   "Apache-2.0"                               },
    {"ASL 2.0",                                                                    "Apache-2.0"                               },
    {"MIT License",                                                                "MIT"                                      },
    {"The MIT License (MIT)",                                                      "MIT"                                      },
    {"mit licence",                                                                "MIT"                                      },
    {"Expat",                                                                      "MIT"                                      },
    {"License :: OSI Approved :: MIT License",                                     "MIT"                                      },
    {"GPLv3",                                                                      "GPL-3.0-only"                             },
    {"GPL v3",                                                                     "GPL-3.0-only"                             },
    {"GNU GPL v3",                                                                 "GPL-3.0-only"                             },
    {"GNU General Public License v3.0",                                            "GPL-3.0-only"                             },
    {"License :: OSI Approved :: GNU General Public License v3 (GPLv3)",           "GPL-3.0-only"                             },
    {"GPLv3+",                                                                     "GPL-3.0-or-later"                         },
    {"License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)",
     "GPL-3.0-or-later"                                                                                                       },
    {"GPL-2",                                                                      "GPL-2.0-only"                             },
    {"GPL-2+",                                                                     "GPL-2.0-or-later"                         },
    {"GPL v2 or later",                                                            "GPL-2.0-or-later"                         },
    {"GPL (>= 2)",                                                                 "GPL-2.0-or-later"                         },
    {"GPL-2 | GPL-3",                                                              "GPL-2.0-only OR GPL-3.0-only"             },
    {"GPL 2 with Classpath exception",                                             "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"LGPLv3",                                                                     "LGPL-3.0-only"                            },
    {"LGPLv2.1",                                                                   "LGPL-2.1-only"                            },
    {"LGPL-3+",                                                                    "LGPL-3.0-or-later"                        },
    {"AGPLv3",                                                                     "AGPL-3.0-only"                            },
    {"AGPL-3+",                                                                    "AGPL-3.0-or-later"                        },
    {"BSD 3-clause",                                                               "BSD-3-Clause"                             },
    {"3-Clause BSD License",                                                       "BSD-3-Clause"                             },
    {"New BSD License",                                                            "BSD-3-Clause"                             },
    {"Modified BSD",                                                               "BSD-3-Clause"                             },
    {"Simplified BSD",                                                             "BSD-2-Clause"                             },
    {"BSD 4-clause",                                                               "BSD-4-Clause"                             },
    {"ISC License",                                                                "ISC"                                      },
    {"zlib/libpng license",                                                        "Zlib"                                     },
    {"Boost Software License",                                                     "BSL-1.0"                                  },
    {"MPL 2.0",                                                                    "MPL-2.0"                                  },
    {"Mozilla Public License, version 2.0",                                        "MPL-2.0"                                  },
    {"Eclipse Public License v2.0",                                                "EPL-2.0"                                  },
    {"EUPL v1.2",                                                                  "EUPL-1.2"                                 },
    {"CC BY-NC 4.0",                                                               "CC-BY-NC-4.0"                             },
    {"Creative Commons Attribution 4.0",                                           "CC-BY-4.0"                                },
    {"Attribution-ShareAlike 3.0",                                                 "CC-BY-SA-3.0"                             },
    {"CC0",                                                                        "CC0-1.0"                                  },
    {"The Unlicense",                                                              "Unlicense"                                },
    {"SIL Open Font License 1.1",                                                  "OFL-1.1"                                  },
    {"same as Perl",                                                               "GPL-1.0-or-later OR Artistic-1.0-Perl"    },
    {"https://opensource.org/licenses/MIT",                                        "MIT"                                      },
    {"http://www.opensource.org/license/MIT/",                                     "MIT"                                      },
    {"http://www.apache.org/licenses/LICENSE-2.0",                                 "Apache-2.0"                               },
    {"https://creativecommons.org/licenses/by/4.0/legalcode",                      "CC-BY-4.0"                                },
};

struct Choice {
  std::string name;
  std::vector<std::string> among;  // these at least
};

// A name that leaves the license, its version or "or later" open.
const std::vector<Choice> kAmbiguous = {
    {"GPL",                                                  {"GPL-2.0-only", "GPL-3.0-or-later"}      },
    {"GNU General Public License",                           {"GPL-2.0-or-later", "GPL-3.0-only"}      },
    {"LGPL",                                                 {"LGPL-2.1-only", "LGPL-3.0-or-later"}    },
    {"LGPLv2+",                                              {"LGPL-2.0-or-later", "LGPL-2.1-or-later"}},
    {"AGPL",                                                 {"AGPL-3.0-only", "AGPL-3.0-or-later"}    },
    {"Apache",                                               {"Apache-2.0", "Apache-1.1"}              },
    {"License :: OSI Approved :: Apache Software License",
     {"Apache-2.0", "Apache-1.1", "Apache-1.0"}                                                        },
    {"BSD",                                                  {"BSD-2-Clause", "BSD-3-Clause"}          },
    {"License :: OSI Approved :: BSD License",               {"BSD-2-Clause", "BSD-3-Clause"}          },
    {"BSL",                                                  {"BSL-1.0", "BUSL-1.1"}                   },
    {"FreeBSD",                                              {"BSD-2-Clause", "BSD-2-Clause-Views"}    },
    {"Artistic",                                             {"Artistic-1.0", "Artistic-2.0"}          },
    {"MPL",                                                  {"MPL-1.1", "MPL-2.0"}                    },
    {"EPL",                                                  {"EPL-1.0", "EPL-2.0"}                    },
    {"CDDL",                                                 {"CDDL-1.0", "CDDL-1.1"}                  },
    {"CC BY",                                                {"CC-BY-3.0", "CC-BY-4.0"}                },
    {"cc-by-nc-sa",                                          {"CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0"}    },
    {"Creative Commons",                                     {}                                        },
    {"PSF",                                                  {"PSF-2.0", "Python-2.0"}                 },
    {"https://www.gnu.org/licenses/gpl-3.0-standalone.html", {"GPL-3.0-only", "GPL-3.0-or-later"}      },
    {"https://opensource.org/license/AGPL-3.0",              {"AGPL-3.0-only", "AGPL-3.0-or-later"}    },
    {"https://opensource.org/license/GPL-2.0",               {"GPL-2.0-only", "GPL-2.0-or-later"}      },
};

// Words that stand where a license should.
const std::vector<std::string> kNoLicense = {
    "UNLICENSED",  "Public Domain",
    "Proprietary", "All rights reserved",
    "unknown",     "SEE LICENSE IN LICENSE",
    "Commercial",  "License :: Public Domain",
    "Shareware",   "Freeware",
};

// Versions and licenses that nobody published: the nearest one is a guess.
const std::vector<std::string> kUnheardOf = {
    "GPLv4",
    "Apache 3.0",
    "MIT 2.0",
    "CC BY 5.0",
    "BSD 5-clause",
    "my license",
    "",
    "the",
    "version 2",
    "https://opensource.org",
    "https://example.org/MIT",
    "-",
    "()",
};

std::string fixed(std::string_view text) {
  return corrected(text, embedded_names(), kRules).value_or("nothing");
}

std::string message(std::string_view text) {
  ExpressionError error;
  if (parse_expression(text, error, kRules)) return "valid";
  return error_text(text, error, embedded_names(), kRules);
}

}  // namespace

TEST_CASE("names: people get the license they mean") {
  for (const Row& row : kMeans) {
    CAPTURE(row.name);
    const KnownName* known = embedded_names().find(row.name);
    CHECK(known != nullptr);
    if (known == nullptr) continue;
    CHECK(known->kind == KnownName::Kind::Means);
    CHECK(known->means == row.means);
    CHECK(fixed(row.name) == row.means);
  }
}

TEST_CASE("names: what leaves something open stays open") {
  for (const Choice& row : kAmbiguous) {
    CAPTURE(row.name);
    const KnownName* known = embedded_names().find(row.name);
    REQUIRE(known != nullptr);
    CHECK(known->kind == KnownName::Kind::Ambiguous);
    CHECK(known->means == "");
    CHECK(known->why != "");
    const std::set<std::string_view> may(known->candidates.begin(), known->candidates.end());
    for (const std::string& id : row.among)
      CHECK_MESSAGE(may.contains(id), id);
    CHECK(fixed(row.name) == "nothing");
  }
}

TEST_CASE("names: words that name no license are told from names that nobody knows") {
  for (const std::string& name : kNoLicense) {
    CAPTURE(name);
    const KnownName* known = embedded_names().find(name);
    REQUIRE(known != nullptr);
    CHECK(known->kind == KnownName::Kind::NoLicense);
    CHECK(known->why != "");
    CHECK(fixed(name) == "nothing");
  }
  for (const std::string& name : kUnheardOf) {
    CAPTURE(name);
    CHECK(embedded_names().find(name) == nullptr);
    CHECK(fixed(name) == "nothing");
  }
}

TEST_CASE("names: the table is sorted, and holds what its spelling leaves") {
  std::string_view last;
  for (const KnownName& known : embedded_names().all()) {
    CAPTURE(known.fold);
    CHECK(last < known.fold);
    last = known.fold;
    const bool address = known.fold.find('/') != std::string_view::npos;
    if (!address) CHECK(fold_name(known.fold) == known.fold);
    CHECK((known.kind == KnownName::Kind::Means) == !known.means.empty());
    if (known.kind != KnownName::Kind::Ambiguous) CHECK(known.candidates.empty());
  }
  CHECK(NameTable().find("MIT") == nullptr);
}

TEST_CASE("names: what the spelling of a name leaves") {
  const std::vector<Row> rows = {
      {"Apache License, Version 2.0", "apache license 2.0"},
      {"The MIT Licence",             "mit license"       },
      {"the",                         "the"               },
      {"theatre",                     "theatre"           },
      {"GPL-v2",                      "gpl 2"             },
      {"GPL version v2",              "gpl 2"             },
      {"GPLv2",                       "gplv2"             },
      {"LGPL ver. 2.1",               "lgpl 2.1"          },
      {"LGPL V 2.1",                  "lgpl 2.1"          },
      {"version two",                 "version two"       },
      {"MPL Version",                 "mpl version"       },
      {"Vim",                         "vim"               },
      {"v",                           "v"                 },
      {"BSD (3-Clause)",              "bsd 3 clause"      },
      {" a__b--c//d;\t\"e\"\r\n'f' ", "a b c d e f"       },
      {"GPL (>= 2)",                  "gpl >= 2"          },
      {"GPL-2.0+",                    "gpl 2.0+"          },
      {"Licences",                    "licences"          },
      {"\xC3\x89tat",                 "\xC3\x89tat"       },
      {"",                            ""                  },
      {"-/ ",                         ""                  },
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(fold_name(row.name) == row.means);
  }
}

TEST_CASE("names: what the spelling of an address leaves") {
  const std::vector<Row> rows = {
      {"https://www.Apache.org/licenses/LICENSE-2.0", "apache.org/licenses/LICENSE-2.0"},
      {"HTTP://OpenSource.org/license/MIT/",          "opensource.org/license/MIT"     },
      {"http://unlicense.org/#",                      "unlicense.org"                  },
      {"www.a.org/b//",                               "a.org/b"                        },
      {"https://a.org",                               "a.org"                          },
      {"https://A.org/www.B",                         "a.org/www.B"                    },
      {"https://a.org/b#c",                           "a.org/b#c"                      },
      {"ftp://a.org/b",                               "a.org/b"                        },
      {"https://",                                    ""                               },
      {"",                                            ""                               },
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(fold_address(row.name) == row.means);
  }
}

TEST_CASE("names: a text is put right where every part is known") {
  const std::vector<Row> rows = {
      {"Apache 2 and MIT License",         "Apache-2.0 AND MIT"                             },
      {"MIT/ISC",                          "MIT OR ISC"                                     },
      {"mit | isc",                        "MIT OR ISC"                                     },
      {"ISC & (GPLv3 or New BSD License)", "ISC AND (GPL-3.0-only OR BSD-3-Clause)"         },
      {"((Apache 2))",                     "Apache-2.0"                                     },
      {"MIT/Apache-2.0",                   "MIT OR Apache-2.0"                              },
      {"Zlib/ISC and MIT",                 "nothing"                                        },
      {"gpl-2 With Classpath exception",   "GPL-2.0-only WITH Classpath-exception-2.0"      },
      {"GPLv2 w/ classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"      },
      {"MIT and same as Perl",             "MIT AND (GPL-1.0-or-later OR Artistic-1.0-Perl)"},
      {"same as Perl and MIT",             "(GPL-1.0-or-later OR Artistic-1.0-Perl) AND MIT"},
      {"GPLv2 with house rules",           "nothing"                                        },
      {"MIT and GPL",                      "nothing"                                        },
      {"MIT or UNLICENSED",                "nothing"                                        },
      {"MIT and frobnicate",               "nothing"                                        },
      {"MIT, ISC",                         "nothing"                                        },
      {"GPLv2, MIT or ISC",                "nothing"                                        },
      {"MIT and",                          "nothing"                                        },
      {"(MIT and",                         "nothing"                                        },
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(fixed(row.name) == row.means);
    ExpressionError error;
    if (row.means != "nothing") CHECK(parse_expression(row.means, error, kRules));
  }
}

TEST_CASE("names: a message says what is known of the text") {
  CHECK(message("GPLv3 and New BSD") ==
        "the SPDX list 3.29.0 has no license \"GPLv3\"; did you mean \"GPL-3.0-only AND "
        "BSD-3-Clause\"?");
  CHECK(message("CDDL") ==
        "the SPDX list 3.29.0 has no license \"CDDL\"; \"CDDL\" may mean "
        "CDDL-1.0 or CDDL-1.1: it names no version");
  CHECK(message("MIT AND CDDL")
            .ends_with("\"CDDL\" may mean CDDL-1.0 or CDDL-1.1: it names no "
                       "version"));
  CHECK(message("UNLICENSED") ==
        "the SPDX list 3.29.0 has no license \"UNLICENSED\"; \"UNLICENSED\": npm's word for no "
        "permission at all; write a LicenseRef or leave it out");
  CHECK(message("Creative Commons").find("\"Creative Commons\": ") != std::string::npos);
  CHECK(message("frobnicate-7") == "the SPDX list 3.29.0 has no license \"frobnicate-7\"");
  CHECK(message("MIT") == "valid");
}
