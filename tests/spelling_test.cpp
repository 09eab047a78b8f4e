#include "spdx/spelling.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace licet::spdx;

namespace {

struct Distance {
  std::string a;
  std::string b;
  std::size_t distance;
};

const std::vector<Distance> kDistances = {
    {"",       "",        0},
    {"a",      "",        1},
    {"abc",    "abc",     0},
    {"abc",    "abd",     1},
    {"abc",    "ac",      1},
    {"abc",    "abxc",    1},
    {"abc",    "acb",     1},
    {"ca",     "abc",     3},
    {"abcd",   "badc",    2},
    {"kitten", "sitting", 3},
    {"MIT",    "mit",     3}
};

struct Near {
  std::string word;
  std::string found;  // empty: nothing is near
};

const std::vector<std::string_view> kRelations = {"finetune", "train-on", "merge", "bundle",
                                                  "copy"};

const std::vector<Near> kNear = {
    {"finetun",   "finetune"},
    {"fine-tune", "finetune"},
    {"FINETUNE",  "finetune"},
    {"trainon",   "train-on"},
    {"megre",     "merge"   },
    {"cpoy",      "copy"    },
    {"cop",       "copy"    },
    {"distill",   ""        },
    {"",          ""        },
    {"xyz",       ""        }
};

}  // namespace

TEST_CASE("spelling: distance, both ways, and its cap") {
  for (const Distance& row : kDistances) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(edit_distance(row.a, row.b, 10) == row.distance);
    CHECK(edit_distance(row.b, row.a, 10) == row.distance);
    if (row.distance > 0) CHECK(edit_distance(row.a, row.b, row.distance - 1) == row.distance);
  }
}

TEST_CASE("spelling: the nearest word, if it is near") {
  for (const Near& row : kNear) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, kRelations) == row.found);
  }
  CHECK(nearest("ab", {"ax", "ay"}) == "ax");
  CHECK(nearest("x", {}).empty());
  const std::string long_word(100'000, 'x');
  CHECK(nearest(long_word, {long_word}).empty());
}

TEST_CASE("spelling: hints and lists") {
  CHECK(did_you_mean("finetun", kRelations) == "; did you mean \"finetune\"?");
  CHECK(did_you_mean("distill", kRelations).empty());
  CHECK(alternatives_text({}).empty());
  CHECK(alternatives_text({"a"}) == "a");
  CHECK(alternatives_text({"a", "b"}) == "a or b");
  CHECK(alternatives_text({"a", "b", "c"}) == "a, b or c");
  CHECK(lowercase("AbC-\xC3\x84") == "abc-\xC3\x84");
}
