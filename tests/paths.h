// Where the sources and the programs under test are. Only paths.cpp is compiled with these paths,
// so that a compiler cache serves every checkout.
#pragma once

#include <string>

namespace licet::tests {

/// The folder of the sources, without a slash at its end.
std::string source_folder();

/// The program `licet`.
std::string licet_program();

/// The tool `licet_snapshot`.
std::string snapshot_program();

}  // namespace licet::tests
