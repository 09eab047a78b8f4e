// The program as its users meet it.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/run_program.h"

using namespace licet;
using tests::Ran;
using tests::run_licet;
using tests::TempFolder;

namespace {

const std::string kSupport = "tests/examples/support.yaml";

// A stack whose verdict is this severity.
std::string stack_with(const std::string& verdict) {
  const auto of = [](const std::string& license, const std::string& use) {
    return "licet: 1\nworks:\n  - { id: w, kind: model, " + license + " }\nuse: { target: w, " +
           use + " }\n";
  };
  if (verdict == "conflict") return of("license: CC-BY-NC-4.0", "acts: [run], commercial: true");
  if (verdict == "unknown") return of("name: w", "acts: [run]");
  if (verdict == "obligation") return of("license: MIT", "acts: [distribute]");
  if (verdict == "note") return of("license: LGPL-2.1-only", "acts: [run]");
  if (verdict == "review") {
    return "licet: 1\nworks:\n  - { id: d, kind: dataset, license: CC-BY-SA-4.0 }\n  - { id: w, "
           "kind: model, from: [ { train-on: d } ] }\n"
           "use: { target: w, acts: [distribute], outbound: MIT }\n";
  }
  return of("license: MIT", "acts: [run]");
}

Ran check(const std::string& stack, std::vector<std::string> options = {}) {
  options.insert(options.begin(), {"check", "-"});
  return run_licet(options, stack);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("cli: exit codes follow the verdict and --fail-on") {
  const std::vector<std::string> levels = {"note", "obligation", "review", "unknown", "conflict"};
  for (const std::string verdict :
       {"clear", "note", "obligation", "review", "unknown", "conflict"}) {
    const std::string stack = stack_with(verdict);
    CHECK(has(check(stack, {"--format", "json"}).out, "\"verdict\": \"" + verdict + "\""));
    const int when_failing = verdict == "review" || verdict == "unknown" ? 3 : 1;
    const auto place = std::ranges::find(levels, verdict);
    for (auto level = levels.begin(); level != levels.end(); ++level) {
      CAPTURE(verdict);
      CAPTURE(*level);
      const bool fails = verdict != "clear" && place >= level;
      CHECK(check(stack, {"--fail-on", *level}).code == (fails ? when_failing : 0));
    }
    CHECK(check(stack, {"--fail-on", "never"}).code == 0);
  }
}

TEST_CASE("cli: --fail-on is review unless said otherwise, and takes no other word") {
  CHECK(check(stack_with("obligation")).code == 0);
  CHECK(check(stack_with("review")).code == 3);
  const Ran odd = check(stack_with("note"), {"--fail-on", "warning"});
  CHECK(odd.code == 2);
  CHECK(odd.out.empty());
  CHECK(has(odd.err, "--fail-on"));
}

TEST_CASE("cli: standard input is called - and judged like a file") {
  const std::string text = tests::read_source_file(kSupport);
  const Ran piped = run_licet({"check", "-", "--format", "json"}, text);
  const Ran read = run_licet({"check", kSupport, "--format", "json"});
  CHECK(piped.code == 1);
  CHECK(has(piped.out, "\"path\": \"-\""));
  std::string renamed = read.out;
  for (std::size_t at = 0; (at = renamed.find('"' + kSupport + '"', at)) != std::string::npos;)
    renamed.replace(at, kSupport.size() + 2, "\"-\"");
  CHECK(piped.out == renamed);
  CHECK(read.err.empty());
}

TEST_CASE("cli: bad input is told with its place, exits with 2 and prints nothing else") {
  const Ran ran = check("licet: 1\nworks:\n  - { id: w, licence: MIT }\n");
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(has(ran.err, "-:3:14: error: "));
  CHECK(has(ran.err, "license"));
  CHECK(check("").code == 2);
  const Ran gone = run_licet({"check", "tests/no-such-file.yaml"});
  CHECK(gone.code == 2);
  CHECK(has(gone.err, "tests/no-such-file.yaml: error: "));
}

TEST_CASE("cli: an output file is written whole or not at all") {
  const TempFolder folder;
  const Ran good =
      run_licet({"check", kSupport, "--format", "json", "-o", folder.path("report.json")});
  CHECK(good.code == 1);
  CHECK(good.out.empty());
  CHECK(tests::read_source_file(folder.path("report.json")) ==
        run_licet({"check", kSupport, "--format", "json"}).out);
  folder.write("kept.json", "as it was");
  const Ran bad = run_licet({"check", "-", "--output", folder.path("kept.json")}, "nonsense: [");
  CHECK(bad.code == 2);
  CHECK(tests::read_source_file(folder.path("kept.json")) == "as it was");
  CHECK(run_licet({"check", kSupport, "-o", folder.path("no/such/folder.txt")}).code == 2);
  std::filesystem::create_directory(folder.path("taken"));
  const Ran onto = run_licet({"check", kSupport, "-o", folder.path("taken")});
  CHECK(onto.code == 2);
  CHECK(has(onto.err, "taken: error: "));
  CHECK(folder.names() == std::vector<std::string>{"kept.json", "report.json", "taken"});
}

TEST_CASE("cli: no escape codes but on a terminal") {
  CHECK(!has(run_licet({"check", kSupport}).out, "\033"));
  CHECK(!has(run_licet({"explain", "MIT"}).out, "\033"));
  CHECK(!has(run_licet({"why", kSupport, "llama"}).out, "\033"));
}

TEST_CASE("cli: colour on a terminal, and there not against NO_COLOR") {
  if (!tests::has_terminals()) {
    MESSAGE("skipped: this machine gives no terminals");
    return;
  }
  const Ran shown = tests::run_on_terminal({"check", kSupport});
  CHECK(shown.code == 1);
  CHECK(has(shown.out, "\033[1;31mCONFLICT"));
  CHECK(!has(tests::run_on_terminal({"check", kSupport}, "NO_COLOR=1").out, "\033"));
  CHECK(has(tests::run_on_terminal({"check", kSupport}, "NO_COLOR=").out, "\033"));
  const TempFolder folder;
  CHECK(tests::run_on_terminal({"check", kSupport, "-o", folder.path("report")}).out.empty());
  CHECK(!has(tests::read_source_file(folder.path("report")), "\033"));
}

TEST_CASE("cli: --use adds facts to the use of the stack and replaces what it said") {
  const std::string stack = "licet: 1\nworks:\n  - { id: w, kind: model, license: CC-BY-NC-4.0 }\n";
  CHECK(check(stack, {"--use", "acts=run", "--use", "commercial=true"}).code == 1);
  CHECK(check(stack, {"--use", "acts=run", "--use", "use.commercial=false"}).code == 0);
  CHECK(check(stack_with("conflict"), {"--use", "commercial=false"}).code == 0);
  const Ran both = check(
      stack, {"--use", "acts=run,distribute", "--use", "commercial=false", "--format", "json"});
  CHECK(has(both.out, "\"distribute\""));
  const Ran llama = check("licet: 1\nworks:\n  - { id: w, kind: model, license: llama3.1 }\n",
                          {"--use", "acts=run", "--use", "mau=700000001"});
  CHECK(llama.code == 1);
  CHECK(has(llama.out, "threshold-exceeded"));
  CHECK(check("licet: 1\nworks:\n  - { id: w, kind: model, license: llama3.1 }\n",
              {"--use", "acts=run", "--use", "licensee.mau=5"})
            .code == 0);
}

TEST_CASE("cli: errors of --use name the pair and the right word") {
  struct Row {
    const char* pair;
    const char* said;
  };

  for (const Row& row : {
           Row{"commercial",           "write key=value"},
           Row{"=true",                "write key=value"},
           Row{"comercial=true",       "commercial"     },
           Row{"commercial=perhaps",   "commercial"     },
           Row{"acts=sel",             "sell"           },
           Row{"acts=fly",             "distribute"     },
           Row{"target=nobody",        "nobody"         },
           Row{"mau=many",             "mau"            },
           Row{"fields=militarry",     "military"       },
           Row{"licensee.teritory=US", "territory"      },
           Row{"acts=[run",            ""               },
           Row{"commercial=",          "commercial"     }
  }) {
    CAPTURE(row.pair);
    const Ran ran = check(stack_with("clear"), {"--use", row.pair});
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, std::string("--use ") + row.pair + ": error: "));
    CHECK(has(ran.err, row.said));
  }
}

TEST_CASE("cli: --target and --outbound choose what is judged and under what it goes out") {
  const std::string stack =
      "licet: 1\nworks:\n  - { id: a, kind: software, license: GPL-3.0-only }\n  - { id: b, kind: "
      "software, from: [ { edit: a } ] }\n  - { id: c, kind: software, license: MIT }\n";
  CHECK(check(stack, {"--target", "c", "--use", "acts=run"}).code == 0);
  CHECK(check(stack, {"--target", "b", "--use", "acts=distribute", "--outbound", "GPL-3.0-only"})
            .code == 0);
  const Ran broken =
      check(stack, {"--target", "b", "--use", "acts=distribute", "--outbound", "MIT"});
  CHECK(broken.code == 1);
  CHECK(has(broken.out, "share-alike-broken"));
  CHECK(check(stack, {"--target", "nobody"}).code == 2);
  const Ran odd =
      check(stack, {"--target", "b", "--use", "acts=distribute", "--outbound", "MIT OR"});
  CHECK(odd.code == 2);
  CHECK(has(odd.err, "--outbound"));
}

TEST_CASE("cli: --assume and --profile decide contested questions; errors name the right word") {
  CHECK(check(stack_with("review"), {"--assume", "sa.reaches-model=required"}).code == 1);
  CHECK(check(stack_with("review"), {"--profile", "permissive"}).code == 0);

  struct Row {
    std::vector<std::string> options;
    const char* said;
  };

  for (const Row& row : {
           Row{{"--assume", "sa.reaches-model"},         "write name=value"                  },
           Row{{"--assume", "sa.reach-model=no"},        "did you mean \"sa.reaches-model\"?"},
           Row{{"--assume", "sa.reaches-model=perhaps"}, "required, flag or no"              },
           Row{{"--profile", "literally"},               "did you mean \"literal\"?"         }
  }) {
    CAPTURE(row.options.back());
    const Ran ran = check(stack_with("review"), row.options);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, row.said));
  }
}

TEST_CASE("cli: why tells everything about a work or a code") {
  const Ran work = run_licet({"why", kSupport, "tickets"});
  CHECK(work.code == 0);
  CHECK(has(work.out, "noncommercial-use"));
  CHECK(has(work.out, "CC-BY-NC-4.0"));
  CHECK(!has(work.out, "name-rule-broken"));
  CHECK(has(work.out, "stated"));
  CHECK(has(work.out, "not legal advice"));
  CHECK(has(run_licet({"why", kSupport, "name-rule-broken"}).out, "Llama"));
  const Ran none = run_licet({"why", kSupport, "tickts"});
  CHECK(none.code == 2);
  CHECK(none.out.empty());
  CHECK(has(none.err, "did you mean \"tickets\"?"));
}

TEST_CASE("cli: explain has a page for every license, finding, assumption and family") {
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  std::vector<std::string> names;
  for (const engine::License& license : catalogue.licenses)
    names.push_back(license.id);
  for (const engine::Code& code : catalogue.codes)
    names.push_back(code.id);
  for (const engine::Assumption& assumption : catalogue.assumptions)
    names.push_back(assumption.id);
  names.insert(names.end(), {"gemma", "openrail", "GPL"});
  for (const std::string& name : names) {
    const Ran ran = run_licet({"explain", name});
    CAPTURE(name);
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out.rfind(name, 0) == 0);
    CHECK(std::ranges::count(ran.out, '\n') > 0);
  }
  const Ran none = run_licet({"explain", "name-rule-brokn"});
  CHECK(none.code == 2);
  CHECK(has(none.err, "did you mean \"name-rule-broken\"?"));
}

TEST_CASE("cli: licenses lists the catalogue or what matches") {
  const Ran all = run_licet({"licenses"});
  CHECK(all.code == 0);
  CHECK(static_cast<std::size_t>(std::ranges::count(all.out, '\n')) ==
        tests::whole_catalogue().licenses.size() + 1);
  const Ran some = run_licet({"licenses", "CREATIVE commons"});
  CHECK(some.code == 0);
  CHECK(has(some.out, "CC-BY-4.0"));
  CHECK(!has(some.out, "MIT "));
  CHECK(has(run_licet({"licenses", "llama3.1"}).out, "1 of "));
  const Ran none = run_licet({"licenses", "no-such-thing"});
  CHECK(none.code == 1);
  CHECK(has(none.out, "0 of "));
}

TEST_CASE("cli: help tells of every command and format, wrong usage exits with 2") {
  const Ran help = run_licet({"--help"});
  CHECK(help.code == 0);
  for (const char* word : {"check", "why", "explain", "licenses", "Exit codes", "not legal advice"})
    CHECK(has(help.out, word));
  const Ran check_help = run_licet({"check", "--help"});
  CHECK(check_help.code == 0);
  for (const char* word : {"--use", "--assume", "--profile", "--outbound", "--fail-on", "--format",
                           "markdown", "json"})
    CHECK(has(check_help.out, word));
  CHECK(run_licet({"--version"}).out.rfind("licet ", 0) == 0);
  CHECK(run_licet({}).code == 2);
  CHECK(run_licet({"chekc"}).code == 2);
  CHECK(run_licet({"check"}).code == 2);
  CHECK(run_licet({"check", kSupport, "--format", "pdf"}).code == 2);
  CHECK(run_licet({"check", kSupport, "--no-such-option"}).code == 2);
}

TEST_CASE("cli: --sensitivity says what the verdict turns on, and changes no exit code") {
  const Ran plain = check(stack_with("review"));
  const Ran more = check(stack_with("review"), {"--sensitivity"});
  CHECK(plain.code == more.code);
  CHECK(!has(plain.out, "safe if"));
  CHECK(has(more.out, "safe if"));
  CHECK(has(more.out, "sa.reaches-model = no"));
  CHECK(has(check(stack_with("obligation"), {"--sensitivity"}).out,
            "safe if     weights.protected = binding"));
  CHECK(has(run_licet({"check", "--help"}).out, "up to 2000 combinations"));
}

TEST_CASE("cli: a folder of cards is judged as published, its relations the user's own") {
  const TempFolder folder;
  folder.write("acme/tuned/README.md", "---\nlicense: mit\nbase_model: acme/base\n---\nA model.\n");
  folder.write("acme/base/README.md", "---\nlicense: cc-by-nc-4.0\n---\nAnother.\n");
  const Ran ran = run_licet({"check", folder.path(), "--use", "commercial=true"});
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "noncommercial-use"));
  CHECK(has(ran.out, "assumed"));
  CHECK(run_licet({"check", folder.path("acme/base")}).code != 2);
  const TempFolder empty;
  CHECK(run_licet({"check", empty.path()}).code == 2);
}
