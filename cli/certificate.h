// Certificates as files, and `licet verify`.
#pragma once

#include <optional>
#include <string>

#include "cli/input.h"
#include "engine/verify.h"

namespace licet::cli {

/// What `licet verify --help` says below its options.
inline constexpr const char* kVerifyHelp =
    "A certificate is made for one question: a stack, byte for byte, a use, the values of "
    "contested\n"
    "questions, and a version of the catalogue. Give the options that `licet check` was given.\n"
    "\n"
    "It lists the alternatives taken; for each work that leads to the target which licenses speak\n"
    "on it and by which relation they came; the clauses that regulate the acts; the findings; and\n"
    "for a conflict a set of conflicts that no choice among alternatives avoids. Verifying "
    "follows\n"
    "each of these steps with code of its own: neither what carried the licenses along nor what\n"
    "chose among the alternatives is used. Everything in the file is compared, and there is one "
    "way\n"
    "to write it, so a certificate in which one byte was changed is rejected.\n"
    "\n"
    "Of up to 4096 combinations of alternatives each is tried, to see that none is better; of "
    "more\n"
    "it is only certain what holds under the ones taken, and a certificate that takes others and\n"
    "says what holds under those is accepted too.\n"
    "\n"
    "No certificate is written where alternatives hang on each other so closely that the search\n"
    "for a way around a conflict takes more than 20000 steps.\n"
    "\n"
    "Examples:\n"
    "  licet check stack.yaml --certificate proof.json\n"
    "  licet verify proof.json stack.yaml\n"
    "  licet verify proof.json stack.yaml --outbound MIT     if check was given --outbound MIT\n"
    "\n"
    "Exit codes: 0 verified; 1 rejected, with the place in the certificate and the reason; 2 "
    "wrong\n"
    "usage, or a file that cannot be read.\n";

/// The one text of a certificate: JSON, keys in order, one space an indentation, a line break at
/// the end. Linear.
std::string certificate_text(const spdx::Value& certificate);

/// Why the text of a certificate is rejected, with the place, or nothing: it is the text that
/// certificate_text() would give, and engine::verify() accepts what it says.
std::optional<spdx::Error> verify_text(const spdx::SourceText& certificate,
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
