// `--take`: alternatives that the user has chosen.
#include <doctest/doctest.h>

#include "tests/run_program.h"

using namespace licet;

namespace {

tests::Ran check_with(const std::string& take) {
  const tests::TempFolder folder;
  folder.write("stack.yaml",
               "licet: 1\nworks:\n"
               "  - { id: lib, kind: software, license: MIT OR GPL-3.0-only }\n"
               "  - { id: old, kind: software, license: GPL-2.0-or-later }\n"
               "  - { id: split, kind: software, license: { code: MIT, docs: CC-BY-4.0 } }\n"
               "  - { id: mine, kind: software, from: [ { link-static: lib } ] }\n"
               "use: { target: mine, acts: [distribute], outbound: MIT }\n");
  return tests::run_licet({"check", folder.path("stack.yaml"), "--take", take});
}

}  // namespace

TEST_CASE("take: the alternative taken is judged, not the best one") {
  CHECK(check_with("lib=MIT").out.starts_with("PERMITTED IF DONE"));
  CHECK(check_with("lib=GPL-3.0-only").out.starts_with("CONFLICT"));
  CHECK(check_with("lib=MIT AND GPL-3.0-only").out.starts_with("CONFLICT"));
  CHECK(check_with("old=GPL-3.0-only").err.empty());
}

TEST_CASE("take: what the license does not offer cannot be taken") {
  const auto error = [](const std::string& take) {
    const tests::Ran ran = check_with(take);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(error("lib=ISC").find("does not offer ISC") != std::string::npos);
  CHECK(error("old=GPL-1.0-only").find("does not offer GPL-1.0-only") != std::string::npos);
  CHECK(error("lib=gpl3").find("did you mean \"GPL-3.0-only\"") != std::string::npos);
  CHECK(error("lob=MIT").find("no work is called \"lob\"") != std::string::npos);
  CHECK(error("mine=MIT").find("it states no license") != std::string::npos);
  CHECK(error("split=MIT").find("one for each part") != std::string::npos);
  CHECK(error("MIT").find("write WORK=LICENSE") != std::string::npos);
}
