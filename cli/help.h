// What `licet --help` says before and behind the list of commands.
#pragma once

namespace licet::cli {

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

}  // namespace licet::cli
