// Certificates as files, and `licet verify`.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "engine/verify.h"

namespace licet::cli {

/// What `licet verify --help` says below its options.
inline constexpr const char* kVerifyHelp =
    "A certificate is made for one question: a stack, byte for byte, a use, the values of "
    "contested\n"
    "questions, and a version of the catalogue. Give the options that `licet check` was given.\n"
    "\n"
    "It lists the alternatives taken; for each work which licenses speak on it and by which "
    "relation\n"
    "they came; the findings; and for a conflict a set of conflicts that no choice among "
    "alternatives\n"
    "avoids. The alternatives are read, and it is checked that no others are better; what follows "
    "from\n"
    "them is derived anew and compared. Verifying does this with code of its own: neither what "
    "carried\n"
    "the licenses along nor what chose among the alternatives is used. There is one way to write "
    "a\n"
    "certificate, so one in which a byte was changed is rejected.\n"
    "\n"
    "Where no 20000 steps of a search show that no other alternatives are better it is only "
    "certain\n"
    "what holds under the ones taken, and a certificate that takes others and says what holds "
    "under\n"
    "those is accepted too.\n"
    "\n"
    "No certificate is written where alternatives hang on each other so closely that the search\n"
    "for a way around a conflict takes more than 20000 steps.\n"
    "\n"
    "Examples:\n"
    "  licet check stack.yaml --certificate proof.txt\n"
    "  licet verify proof.txt stack.yaml\n"
    "  licet verify proof.txt stack.yaml --outbound MIT     if check was given --outbound MIT\n"
    "\n"
    "Exit codes: 0 verified; 1 rejected, with the place in the certificate and the reason; 2 "
    "wrong\n"
    "usage, or a file that cannot be read.\n";

/// What a certificate says of each use. Error: why it is rejected, with the place; see
/// engine::verify().
spdx::Result<std::vector<engine::UseStatement>> verify_text(const spdx::SourceText& certificate,
                                                            const engine::Matter& matter);

/// The text of the certificate of an input's verdicts, which were found to be `verdict`; it has
/// been verified. Errors: those of engine::certify(), and a certificate that does not confirm the
/// verdict.
spdx::Result<std::string> certificate_of(const Input& input, engine::Severity verdict);

/// Writes it to a file; errors are printed, and false is returned.
bool save_certificate(const std::string& path, const Input& input, engine::Severity verdict);

/// `licet verify`: 0 verified, 1 rejected, 2 the certificate or the stack cannot be read. The
/// stack is judged by the given options, as `licet check` would.
int run_verify(const std::string& certificate, const CheckOptions& options);

}  // namespace licet::cli
