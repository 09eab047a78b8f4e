#include "tests/paths.h"

namespace licet::tests {

std::string source_folder() {
  return LICET_SOURCE_DIR;
}

std::string licet_program() {
  return LICET_PROGRAM;
}

std::string snapshot_program() {
  return LICET_SNAPSHOT;
}

}  // namespace licet::tests
