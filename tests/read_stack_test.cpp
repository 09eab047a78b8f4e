#include "spdx/read_stack.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/case_file.h"
#include "tests/shown_stack.h"

using namespace licet;
using namespace licet::spdx;
using tests::shown;

namespace {

Result<Stack> read(const std::string& text) {
  return read_stack(SourceText("s", text), tests::whole_catalogue().vocabulary());
}

// All errors, a line each.
std::string errors_of(const std::string& text) {
  std::string out;
  const auto result = read(text);
  for (const Error& error : result.errors)
    out += to_string(error) + "\n";
  return out;
}

const std::string kWhole = R"(licet: 1
works:
  - id: base
    name: acme/Base-8B
    kind: model
    version: 1.10
    owner: third-party
    license: llama3.1
    facts: { multimodal: false, release-date: 2024-07-23, size-class: large }
  - { id: notes, kind: dataset, license: CC-BY-NC-4.0 }
  - id: mine
    kind: model
    owner: self
    license: { code: MIT, weights: llama3.1 OR MIT }
    from:
      - finetune: base
      - { train-on: [notes, later, mine], by: third-party }
      - { merge: [base, later], bundle: notes }
  - { id: later, from: }
use:
  - target: mine
    acts: [distribute, host, distribute]
    commercial: true
    market: [DE, US]
    outbound: Apache-2.0
    product: Mine 2
    fields: []
    licensee: { kind: company, mau: 7e8, territory: US }
  - acts: run
)";

const std::string kWholeJson = R"({"licet": 1, "works": [
  {"id": "base", "name": "acme/Base-8B", "kind": "model", "version": "1.10", "owner": "third-party", "license": "llama3.1",
   "facts": {"multimodal": false, "release-date": "2024-07-23", "size-class": "large"}},
  {"id": "notes", "kind": "dataset", "license": "CC-BY-NC-4.0"},
  {"id": "mine", "kind": "model", "owner": "self", "license": {"code": "MIT", "weights": "llama3.1 OR MIT"},
   "from": [{"finetune": "base"}, {"train-on": ["notes", "later", "mine"], "by": "third-party"},
            {"merge": ["base", "later"], "bundle": "notes"}]},
  {"id": "later", "from": null}],
 "use": [{"target": "mine", "acts": ["distribute", "host", "distribute"], "commercial": true, "market": ["DE", "US"],
          "outbound": "Apache-2.0", "product": "Mine 2", "fields": [],
          "licensee": {"kind": "company", "mau": 7e8, "territory": "US"}},
         {"acts": "run"}]})";

const std::string kWholeShown =
    R"(work base 'acme/Base-8B' model v'1.10' owned=false multimodal=false, release-date=2024-07-23, size-class=large,
  license : llama3.1
work notes 'notes' dataset v'' owned=false
  license : CC-BY-NC-4.0
work mine 'mine' model v'' owned=true
  license code: MIT
  license weights: llama3.1 OR MIT
work later 'later'  v'' owned=false
2 <-finetune- 0 self
2 <-train-on- 1 third-party
2 <-train-on- 3 third-party
2 <-train-on- 2 third-party
2 <-merge- 0 self
2 <-merge- 3 self
2 <-bundle- 1 self
use 2 [distribute,host,] out=Apache-2.0 product=Mine 2 fields=true[] licensee.kind=company, licensee.mau=7e8, licensee.territory=US, use.commercial=true, use.market=DE,US,
use ? [run,] out=? product=? fields=false[]
)";

struct Bad {
  std::string text;
  std::string errors;
};

const std::string kOk = "licet: 1\nworks: [{id: a, license: MIT}]\n";

const std::vector<Bad> kBad = {
    {"",                                                                             "s: error: the file is empty; a stack file begins with `licet: 1`\n"         },
    {"# nothing\n",
     "s:1:1: error: this is no stack file: it holds nothing; a stack file begins with `licet: "
     "1`\n"                                                                                                                                                       },
    {"licet\n",
     "s:1:1: error: this is no stack file: it holds text; a stack file begins with `licet: 1`\n"                                                                  },
    {"[]",
     "s:1:1: error: this is no stack file: it holds a list; a stack file begins with `licet: 1`\n"                                                                },
    {"works: [{id: a}]",
     "s:1:1: error: the version is missing: a stack file begins with `licet: 1`\n"                                                                                },
    {"licet: 2\nworks: [{id: a}]",
     "s:1:8: error: this licet reads stack files of version 1, not \"2\"\n"                                                                                       },
    {"licet: []\nworks: [{id: a}]",                                                  "s:1:8: error: \"licet\" has to be text, this is a list\n"                   },
    {"licet: 1",                                                                     "s:1:1: error: a stack file needs \"works\", a list with at least one work\n"},
    {"licet: 1\nworks: []",
     "s:1:1: error: a stack file needs \"works\", a list with at least one work\n"                                                                                },
    {"licet: 1\nworks: {id: a}",                                                     "s:2:8: error: \"works\" has to be a list, this is a map\n"                  },
    {"licet: 1\nworks: [a]",                                                         "s:2:9: error: a work has to be a map (key: value), this is text\n"          },
    {"licet: 1\nworks: [{name: a}]",                                                 "s:2:9: error: a work needs \"id\"\n"                                        },
    {"licet: 1\nworks: [{id: ''}]",                                                  "s:2:14: error: the id of a work cannot be empty\n"                          },
    {"licet: 1\nworks: [{id: [a]}]",                                                 "s:2:14: error: \"id\" has to be text, this is a list\n"                     },
    {"licet: 1\nworks: [{id: a}, {id: a}]",
     "s:2:23: error: the id \"a\" is taken by an earlier work; give each its own\n"                                                                               },
    {"licet: 1\nworks: [{id: a, kind: modle}]",
     "s:2:23: error: \"kind\" cannot be \"modle\"; did you mean \"model\"?\n"                                                                                     },
    {"licet: 1\nworks: [{id: a, kind: thing}]",
     "s:2:23: error: \"kind\" cannot be \"thing\"; it is one of model, dataset, software, content "
     "or "
     "service\n"                                                                                                                                                  },
    {"licet: 1\nworks: [{id: a, owner: me}]",
     "s:2:24: error: \"owner\" cannot be \"me\"; it is one of self or third-party\n"                                                                              },
    {"licet: 1\nworks: [{id: a, licence: MIT}]",
     "s:2:17: error: a work has no \"licence\"; did you mean \"license\"?\n"                                                                                      },
    {"licet: 1\nworks: [{id: a, xyz: MIT}]",
     "s:2:17: error: a work has no \"xyz\"; it takes id, name, kind, version, owner, license, "
     "evidence, "
     "facts or from\n"                                                                                                                                            },
    {"licet: 1\nworks: [{id: a, license: [MIT, ISC]}]",
     "s:2:26: error: a license is one expression: join several with AND (all apply) or OR (any may "
     "be chosen)\n"                                                                                                                                               },
    {"licet: 1\nworks: [{id: a, license: {wieghts: MIT}}]",
     "s:2:27: error: the license of a work has no \"wieghts\"; did you mean \"weights\"?\n"                                                                       },
    {"licet: 1\nworks: [{id: a, facts: {multimodal: maybe}}]",
     "s:2:37: error: \"multimodal\" has to be true or false, this is text\n"                                                                                      },
    {"licet: 1\nworks: [{id: a, facts: {release-date: 2024-7-23}}]",
     "s:2:39: error: \"release-date\" has to be a date like 2024-07-23\n"                                                                                         },
    {"licet: 1\nworks: [{id: a, facts: {release-date: 2024-13-01}}]",
     "s:2:39: error: \"release-date\" has to be a date like 2024-07-23\n"                                                                                         },
    {"licet: 1\nworks: [{id: a, facts: {multi-modal: true}}]",
     "s:2:25: error: \"facts\" has no \"multi-modal\"; did you mean \"multimodal\"?\n"                                                                            },
    {"licet: 1\nworks: [{id: a, facts: yes}]",
     "s:2:24: error: \"facts\" has to be a map (key: value), this is text\n"                                                                                      },
    {"licet: 1\nworks: [{id: a, from: {finetune: a}}]",
     "s:2:23: error: \"from\" has to be a list, such as `- finetune: base`\n"                                                                                     },
    {"licet: 1\nworks: [{id: a, from: [a]}]",
     "s:2:24: error: a relation has to be a map (key: value), this is text\n"                                                                                     },
    {"licet: 1\nworks: [{id: a, from: [{}]}]",
     "s:2:24: error: a relation names how and from what, such as `finetune: base`\n"                                                                              },
    {"licet: 1\nworks: [{id: a, from: [{by: self}]}]",
     "s:2:24: error: a relation names how and from what, such as `finetune: base`\n"                                                                              },
    {"licet: 1\nworks: [{id: a, from: [{finetune: }]}]",
     "s:2:25: error: \"finetune\" names no work; put the id of one behind it\n"                                                                                   },
    {"licet: 1\nworks: [{id: a, from: [{finetune: []}]}]",
     "s:2:25: error: \"finetune\" names no work; put the id of one behind it\n"                                                                                   },
    {"licet: 1\nworks: [{id: a, from: [{finetune: {id: a}}]}]",
     "s:2:35: error: \"finetune\" has to be text or a list of texts, this is a map\n"                                                                             },
    {"licet: 1\nworks: [{id: a, from: [{finetune: [[a]]}]}]",
     "s:2:36: error: each item of \"finetune\" has to be text, this is a list\n"                                                                                  },
    {"licet: 1\nworks: [{id: a, from: [{finetuned: a}]}]",
     "s:2:25: error: a relation has no \"finetuned\"; did you mean \"finetune\"?\n"                                                                               },
    {"licet: 1\nworks: [{id: a, from: [{finetune: a, by: me}]}]",
     "s:2:42: error: \"by\" cannot be \"me\"; it is one of self or third-party\n"                                                                                 },
    {"licet: 1\nworks: [{id: llama, from: [{finetune: lama}]}]",
     "s:2:39: error: no work has the id \"lama\"; did you mean \"llama\"?\n"                                                                                      },
    {"licet: 1\nworks: [{id: llama, from: [{finetune: gemma}]}, {id: x}]",
     "s:2:39: error: no work has the id \"gemma\"; known ids: llama, x\n"                                                                                         },
    {kOk + "use: distribute",                                                        "s:3:6: error: a use has to be a map (key: value), this is text\n"           },
    {kOk + "use: {target: b}",                                                       "s:3:15: error: no work has the id \"b\"; did you mean \"a\"?\n"             },
    {kOk + "use: {acts: [distribut]}",
     "s:3:14: error: unknown act \"distribut\"; did you mean \"distribute\"?\n"                                                                                   },
    {kOk + "use: {acts: [eat]}",
     "s:3:14: error: unknown act \"eat\"; it is one of run, modify, train, distribute, host, "
     "publish-output, sell or internal\n"                                                                                                                         },
    {kOk + "use: {acts: [null]}",
     "s:3:14: error: each item of \"acts\" has to be text, this is nothing\n"                                                                                     },
    {kOk + "use: {fields: militry}",
     "s:3:15: error: unknown field of use \"militry\"; did you mean \"military\"?\n"                                                                              },
    {kOk + "use: {comercial: true}",
     "s:3:7: error: a use has no \"comercial\"; did you mean \"commercial\"?\n"                                                                                   },
    {kOk + "use: {commercial: 1}",
     "s:3:19: error: \"commercial\" has to be true or false, this is a number\n"                                                                                  },
    {kOk + "use: {licensee: {mau: many}}",
     "s:3:23: error: \"mau\" has to be a number, this is text\n"                                                                                                  },
    {kOk + "use: {licensee: company}",
     "s:3:17: error: the licensee has to be a map (key: value), this is text\n"                                                                                   },
    {kOk + "use: {licensee: {size: 3}}",
     "s:3:18: error: the licensee has no \"size\"; it takes kind, territory, mau, revenue or "
     "research-only\n"                                                                                                                                            },
    {"licet: 1\nworks: [{id: a, license: MIT, evidence: {declared: ISC}}]",
     "s:2:31: error: \"license\" says what the license is, \"evidence\" who says what of it; keep "
     "one of them\n"                                                                                                                                              },
    {"licet: 1\nworks: [{id: a, evidence: {}}]",
     "s:2:27: error: this says nothing of a license; write, for instance, `declared: MIT`\n"                                                                      },
    {"licet: 1\nworks: [{id: a, evidence: MIT}]",
     "s:2:27: error: \"evidence\" has to be a map (key: value), this is text\n"                                                                                   },
    {"licet: 1\nworks: [{id: a, evidence: {found: MIT}}]",
     "s:2:28: error: \"evidence\" has no \"found\"; it takes concluded, declared, card or "
     "observed\n"                                                                                                                                                 },
    {"licet: 1\nworks: [{id: a, evidence: {card: [MIT, [ISC], ~, {wights: ISC}]}}]",
     "s:2:40: error: a license statement is a text, or a map with one for each part\n"
     "s:2:47: error: a license statement is a text, or a map with one for each part\n"
     "s:2:51: error: the license of a work has no \"wights\"; did you mean \"weights\"?\n"                                                                        },
    {kOk + "use: [{target: a}, {target: [a]}]",
     "s:3:29: error: \"target\" has to be text, this is a list\n"                                                                                                 },
    {kOk + "uses: []",                                                               "s:3:1: error: a stack file has no \"uses\"; did you mean \"use\"?\n"        },
    {"{\"licet\": 1, \"works\": [}",
     "s:1:24: error: not valid JSON: unexpected '}'; expected '[', '{', or a literal\n"                                                                           },
    {"{licet: 1, works: [}",                                                         "s:1:20: error: not valid YAML: illegal flow end\n"                          },
};

}  // namespace

TEST_CASE("read_stack: every field") {
  const auto stack = read(kWhole);
  REQUIRE_MESSAGE(stack, errors_of(kWhole));
  CHECK(shown(*stack.value) == kWholeShown);
  CHECK(stack.value->name == "s");
  CHECK(stack.value->works[1].place == Place{"s", 10, 5});
  CHECK(stack.value->works[2].licenses[1].place == Place{"s", 14, 36});
  CHECK(stack.value->relations[0].place == Place{"s", 16, 19});
  CHECK(stack.value->uses[0].outbound_place == Place{"s", 25, 15});
  CHECK(stack.value->works[0].facts.at("multimodal").place == Place{"s", 9, 26});
}

TEST_CASE("read_stack: JSON and YAML give the same stack, with and without a byte order mark") {
  const auto json = read(kWholeJson);
  REQUIRE_MESSAGE(json, errors_of(kWholeJson));
  CHECK(shown(*json.value) == kWholeShown);
  CHECK(shown(*read("\xEF\xBB\xBF" + kWholeJson).value) == kWholeShown);
  CHECK(shown(*read("\xEF\xBB\xBF" + kWhole).value) == kWholeShown);
  CHECK(read("{licet: 1, works: [{id: a}],}"));  // a flow map of YAML
  CHECK(read(
      "{\"licet\": 1, \"works\": [{\"id\": \"a\"},]}"));  // JSON with a trailing comma is YAML too
}

TEST_CASE("read_stack: every message, with its place") {
  for (const Bad& row : kBad) {
    CAPTURE(row.text);
    CHECK(errors_of(row.text) == row.errors);
  }
}

TEST_CASE("read_stack: all errors at once, in order of place") {
  CHECK(errors_of("licet: 3\nworks:\n- { id: a, kind: modl, from: [ { finetune: c, merge: d } ] "
                  "}\n- { id: a, x: 1 }\nuse: { acts: [fly] }\n") ==
        "s:1:8: error: this licet reads stack files of version 1, not \"3\"\n"
        "s:3:18: error: \"kind\" cannot be \"modl\"; did you mean \"model\"?\n"
        "s:3:44: error: no work has the id \"c\"; did you mean \"a\"?\n"
        "s:3:54: error: no work has the id \"d\"; did you mean \"a\"?\n"
        "s:4:9: error: the id \"a\" is taken by an earlier work; give each its own\n"
        "s:4:12: error: a work has no \"x\"; it takes id, name, kind, version, owner, license, "
        "evidence, facts or from\n"
        "s:5:15: error: unknown act \"fly\"; it is one of run, modify, train, distribute, host, "
        "publish-output, sell or internal\n");
}

TEST_CASE("read_stack: evidence, of which the first that is said governs") {
  const auto said = [](const std::string& evidence) {
    const auto stack = read("licet: 1\nworks: [{ id: a, evidence: " + evidence + " }]");
    REQUIRE(stack);
    std::string out;
    for (const auto* claims :
         {&stack.value->works[0].licenses, &stack.value->works[0].other_claims}) {
      for (const LicenseClaim& claim : *claims) {
        out += fmt::format("{}{}{}:{} ", claim.part, claim.text, claim.several ? "?" : "",
                           static_cast<int>(claim.evidence));
      }
      out += "| ";
    }
    return out;
  };
  CHECK(said("{ declared: MIT }") == "MIT:2 | | ");
  CHECK(said("{ observed: [GPL-2.0-only, ISC], concluded: Zlib, declared: MIT }") ==
        "Zlib:3 | MIT:2 GPL-2.0-only?:4 ISC?:4 | ");
  CHECK(said("{ card: [MIT, Some words], observed: { code: ISC, data: CC0-1.0 } }") ==
        "MIT?:1 Some words?:1 | codeISC:4 dataCC0-1.0:4 | ");
  CHECK(said("{ declared: [{ code: ISC }, { weights: Free for all }] }") ==
        "codeISC:2 weightsFree for all:2 | | ");
}

TEST_CASE("read_stack: very many errors are cut short, and quickly") {
  std::string text = "licet: 1\nworks:\n";
  for (int i = 0; i < 20'000; ++i)
    text += fmt::format("- {{id: w{0}, x{0}: 1, from: [{{finetune: v{0}}}]}}\n", i);
  const auto stack = read(text);
  REQUIRE(stack.errors.size() == 1001);
  CHECK(to_string(stack.errors.back()) == "s: error: 39000 more errors are not shown");
}

TEST_CASE("read_stack: a use from the command line") {
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  const Vocabulary words = catalogue.vocabulary();
  const Stack stack = std::move(*read(kOk).value);
  const auto apply = [&](const std::vector<std::string>& pairs, std::string& errors) {
    Stack out;
    out.uses.emplace_back();
    for (const Error& error : read_use_pairs(pairs, words, stack, out.uses[0]))
      errors += to_string(error) + "\n";
    return shown(out);
  };
  std::string errors;
  CHECK(apply({"acts=distribute, host", "commercial=true", "target=a", "territory=DE",
               "licensee.mau=5", "use.market=[DE,US]", "product=Acme, Inc. {x}: #1",
               "outbound=MIT OR ISC", "fields=military"},
              errors) ==
        "use 0 [distribute,host,] out=MIT OR ISC product=Acme, Inc. {x}: #1 fields=true[military,] "
        "licensee.mau=5, "
        "licensee.territory=DE, use.commercial=true, use.market=DE,US,\n");
  CHECK(errors.empty());
  apply({"acts", "=x", "acts=", "acts=fly", "comercial=true", "mau=many", "target=b"}, errors);
  CHECK(errors ==
        "--use acts: error: write key=value, such as commercial=true or acts=distribute,host\n"
        "--use =x: error: write key=value, such as commercial=true or acts=distribute,host\n"
        "--use acts=: error: write key=value, such as commercial=true or acts=distribute,host\n"
        "--use acts=fly: error: unknown act \"fly\"; it is one of run, modify, train, distribute, "
        "host, publish-output, sell or internal\n"
        "--use comercial=true: error: a use has no \"comercial\"; did you mean \"commercial\"?\n"
        "--use mau=many: error: \"mau\" has to be a number, this is text\n"
        "--use target=b: error: no work has the id \"b\"; did you mean \"a\"?\n");
}
