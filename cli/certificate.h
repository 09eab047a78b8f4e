// Certificates as files, and `licet verify`.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "engine/verify.h"

namespace licet::cli {

/// The acts of a use that states none, where it is asked what may go out: what is to go out is
/// given to others.
inline const std::vector<std::string> kActsToChooseFor = {"distribute"};

/// What `licet verify --help` says below its options.
inline constexpr const char* kVerifyHelp =
    "A certificate is made for one question: a stack, byte for byte, a use, the values of "
    "contested\n"
    "questions, and a version of the catalogue. Give the options that `licet check` or `licet "
    "choose`\n"
    "was given.\n"
    "\n"
    "That of a verdict lists the alternatives taken; for each work which licenses speak on it and "
    "by\n"
    "which relation they came; the findings; every other clause that an act meets, with the reason "
    "why\n"
    "it makes no finding; for each conflict a core of acts, facts, relations and clauses that is\n"
    "enough for it; and findings of which one stands whatever is chosen, so that no choice makes "
    "the\n"
    "verdict milder. That of `licet choose` says for every license known clause by clause, and "
    "for\n"
    "terms of your own, what rules it out.\n"
    "\n"
    "What a search has found is read and checked; what follows from it is derived anew and "
    "compared.\n"
    "Verifying does this with code of its own: neither what carried the licenses along nor what "
    "chose\n"
    "among the alternatives is used. There is one way to write a certificate, so one in which a "
    "byte\n"
    "was changed is rejected.\n"
    "\n"
    "It is checked that the verdict holds under the alternatives taken, and is no milder under "
    "others;\n"
    "not that no others leave fewer findings. No certificate is written where alternatives hang on "
    "each\n"
    "other so closely that a search for a milder verdict takes more than 20000 steps.\n"
    "That nothing can be left out of a core is checked up to 100 parts.\n"
    "\n"
    "Examples:\n"
    "  licet check stack.yaml --certificate proof.txt\n"
    "  licet verify proof.txt stack.yaml\n"
    "  licet verify proof.txt stack.yaml --outbound MIT     if check was given --outbound MIT\n"
    "  licet choose stack.yaml --certificate none.txt       if no license fits\n"
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

/// The text of the certificate that nothing fits as what the result goes out under; it has been
/// verified. The input has every license and kActsToChooseFor. Errors: those of engine::certify(),
/// and that something fits, unless every label leaves a conflict: there is nothing to prove.
spdx::Result<std::string> label_certificate_of(const Input& input, bool something_fits);

/// Writes that to a file; errors are printed, and false is returned.
bool save_label_certificate(const std::string& path, const Input& input, bool something_fits);

/// `licet verify`: 0 verified, 1 rejected, 2 the certificate or the stack cannot be read. The
/// stack is judged by the given options, as `licet check` would.
int run_verify(const std::string& certificate, const CheckOptions& options);

}  // namespace licet::cli
