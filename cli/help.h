// What `licet --help` says before and behind the list of commands.
#pragma once

#include <string>
#include <string_view>

namespace licet::cli {

/// The help of a command that reads stacks and bills of materials, and behind it the limits that
/// such an input has.
std::string with_limits(std::string_view help);

inline constexpr const char* kAbout =
    "licet tells whether works (models, datasets, software) may be combined in this way, for this "
    "use, on what terms the\n"
    "result may go out, and what must be done. It shows the clause behind every word it says.\n";

inline constexpr const char* kFooter =
    "A first stack file:\n"
    "\n"
    "  licet: 1\n"
    "  works:\n"
    "    - { id: base, name: meta-llama/Llama-3.1-8B, kind: model, license: llama3.1 }\n"
    "    - { id: mine, name: acme/Support-8B, kind: model, license: Apache-2.0, from: [ { "
    "finetune: base } ] }\n"
    "  use: { target: mine, acts: [distribute], commercial: true, licensee: { mau: 20000 } }\n"
    "\n"
    "Examples:\n"
    "  licet check stack.yaml                       judge it\n"
    "  licet check ./my-model --use commercial=true judge a folder with model cards, as published\n"
    "  licet check - --format json < stack.yaml     for programs\n"
    "  licet check stack.yaml --cores               the smallest reasons for each conflict\n"
    "  licet fix stack.yaml                         what to change so that it is none\n"
    "  licet choose stack.yaml                      under which licenses may the result go out?\n"
    "  licet convert stack.yaml --to cyclonedx      the stack as a bill of materials\n"
    "  licet annotate sbom.spdx.json -o out.json    the verdict written into a bill of materials\n"
    "  licet verify proof.txt stack.yaml            check the proof of a verdict again\n"
    "  licet why stack.yaml base                    everything about one work\n"
    "  licet explain llama3.1                       a license, clause by clause\n"
    "  licet explain name-rule-broken               what a finding means\n"
    "  licet explain sa.reaches-model               a contested question and its positions\n"
    "  licet explain Classpath-exception-2.0        what an exception frees; also any SPDX id\n"
    "  licet diff llama3 llama3.1                   what a newer text changed\n"
    "  licet compat Apache-2.0 GPL-2.0-only         may one license's code go into the other's?\n"
    "  licet matrix MIT MPL-2.0 GPL-3.0-only        the same for each into each\n"
    "  licet expression minimize '(A OR B) AND A' --any-id   what an expression comes to\n"
    "  licet licenses --from license-list-XML/src   a newer SPDX list, and what it changes\n"
    "\n"
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or input; 3 undecided "
    "only (review, unknown).\n"
    "licet never uses the network. Its answers are not legal advice.\n";

inline constexpr const char* kFixHelp =
    "Repairs change what the user decides: names and labels of the user's own works, facts of the "
    "use, acts, own relations;\n"
    "or they replace a work, get a separate license for it, or do without it. Every repair was "
    "judged as a stack of its own,\n"
    "leaves no conflict and no more unknown than before, and nothing in it can be left out. What "
    "somebody else did upstream\n"
    "cannot be changed.\n"
    "\n"
    "Examples:\n"
    "  licet fix stack.yaml\n"
    "  licet fix stack.yaml --candidates Apache-2.0,MIT --most 3\n"
    "  licet fix stack.yaml --format json -o repairs.json\n"
    "\n"
    "Exit codes: 0 no conflict, or each use in conflict has a repair; 1 one has none; 2 wrong "
    "usage "
    "or input.\n";

}  // namespace licet::cli
