#include "spdx/read_cards.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/lineage.h"

using namespace licet::spdx;

namespace {

struct Card {
  std::string id;
  std::string front;  // between the fences
  bool in_datasets_folder = false;
};

Result<Stack> read(const std::vector<Card>& cards,
                   const std::optional<std::string>& target = std::nullopt) {
  std::vector<Repository> repositories;
  for (const Card& card : cards) {
    repositories.push_back(
        {card.id, SourceText(card.id + "/README.md", "---\n" + card.front + "\n---\n# Card\n"),
         card.in_datasets_folder});
  }
  return read_cards(repositories, target);
}

// Works, relations, targets and notes, a line each.
std::string shown(const Result<Stack>& stack) {
  std::string out;
  if (stack) {
    for (const Work& work : stack.value->works) {
      out += fmt::format("{} {}:", work.kind, work.id);
      for (const LicenseClaim& claim : work.licenses)
        out += fmt::format(" {}{}", claim.text, claim.several ? "?" : "");
      out += work.remark.empty() ? "\n" : fmt::format(" ({})\n", work.remark);
    }
    for (const Relation& relation : stack.value->relations) {
      out += fmt::format("{} <-{}- {}{}\n", stack.value->works[relation.result].id, relation.kind,
                         stack.value->works[relation.source].id,
                         relation.by == Actor::Self ? "" : " by others");
    }
    for (const Use& use : stack.value->uses)
      out += "target " + stack.value->works[*use.target].id + "\n";
  }
  for (const Error& error : stack.errors)
    out += to_string(error) + "\n";
  for (const Error& note : stack.notes)
    out += "note " + to_string(note) + "\n";
  return out;
}

struct Row {
  std::string front;
  std::string shown;
};

const std::string kNamed = " (only named by another card; its own card is not in the folder)\n";

// One repository `a/b`.
const std::vector<Row> kSingle = {
    {"license: mit",                                                                  "model a/b: mit\ntarget a/b\n"                         },
    {"license: [mit]",                                                                "model a/b: mit\ntarget a/b\n"                         },
    {"license:\n- mit\n- apache-2.0",                                                 "model a/b: mit? apache-2.0?\ntarget a/b\n"            },
    {"licenses: mit",                                                                 "model a/b: mit\ntarget a/b\n"                         },
    {"language: en",                                                                  "model a/b: (its card states no license)\ntarget a/b\n"},
    {"license:",                                                                      "model a/b: (its card states no license)\ntarget a/b\n"},
    {"",                                                                              "model a/b: (its card states no license)\ntarget a/b\n"},
    {"# nothing yet",                                                                 "model a/b: (its card states no license)\ntarget a/b\n"},
    {"licence: mit",
     "model a/b: (its card states no license)\ntarget a/b\n"
     "note a/b/README.md:2:1: error: hubs read \"license\", not \"licence\"; this card states no "
     "license\n"                                                                                                                             },
    {"license: {id: mit}",
     "model a/b: (its card states no license)\ntarget a/b\n"
     "note a/b/README.md:2:10: error: \"license\" has to be text or a list of texts, this is a "
     "map\n"                                                                                                                                 },
    {"license: other\nlicense_name: acme\nlicense_link: LICENSE",
     "model a/b: acme (the card says \"other\" (acme) and points to LICENSE)\ntarget a/b\n"                                                  },
    {"license: other",
     "model a/b: other (the card says \"other\" without a link to the text)\ntarget a/b\n"                                                   },
    {"license_name: acme",
     "model a/b: acme (the card says \"other\" (acme) without a link to the text)\ntarget a/b\n"                                             },
    {"license: mit\nbase_model: c/d",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-finetune- c/d\ntarget a/b\n"                                                             },
    {"license: mit\nbase_model: [c/d]",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-finetune- c/d\ntarget a/b\n"                                                             },
    {"license: mit\nbase_model: [c/d, e/f]",
     "model a/b: mit\nmodel c/d:" + kNamed + "model e/f:" + kNamed +
         "a/b <-merge- c/d\na/b <-merge- e/f\ntarget a/b\n"                                                                                  },
    {"license: mit\nlibrary_name: peft\nbase_model: c/d",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-adapter- c/d\ntarget a/b\n"                                                              },
    {"license: mit\nlibrary_name: peft\nbase_model: c/d\nbase_model_relation: merge",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-merge- c/d\ntarget a/b\n"                                                                },
    {"license: mit\nbase_model: c/d\nbase_model_relation: quantized",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-quantize- c/d\ntarget a/b\n"                                                             },
    {"license: mit\nbase_model: c/d\nbase_model_relation: adapter",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-adapter- c/d\ntarget a/b\n"                                                              },
    {"license: mit\nbase_model: c/d\nbase_model_relation: finetune",
     "model a/b: mit\nmodel c/d:" + kNamed + "a/b <-finetune- c/d\ntarget a/b\n"                                                             },
    {"license: mit\nbase_model: c/d\nbase_model_relation: quantised",
     "model a/b: mit\nmodel c/d:" + kNamed +
         "a/b <-finetune- c/d\ntarget a/b\n"
         "note a/b/README.md:4:22: error: \"base_model_relation\" cannot be \"quantised\"; did you "
         "mean "
         "\"quantized\"?\n"                                                                                                                  },
    {"license: mit\nbase_model: ''",                                                  "model a/b: mit\ntarget a/b\n"                         },
    {"license: mit\nbase_model: A/B",                                                 "model a/b: mit\na/b <-finetune- a/b\ntarget a/b\n"    },
    {"license: mit\ndatasets: [c/d, C/D]",
     "model a/b: mit\ndataset c/d:" + kNamed +
         "a/b <-train-on- c/d\na/b <-train-on- c/d\ntarget a/b\n"                                                                            },
 // A model and a dataset may have one name: the model did not learn from itself.
    {"license: mit\ndatasets: a/b",                                                   "model a/b: mit\ndataset datasets/a/b:" + kNamed +
                                        "a/b <-train-on- datasets/a/b\ntarget a/b\n"                      },
    {"license: mit\ntask_categories: [other]\nsource_datasets: [original]",
     "dataset a/b: mit\ntarget a/b\n"                                                                                                        },
    {"license: mit\nsource_datasets:\n- extended|squad\n- extended\n- c/d",
     "dataset a/b: mit\ndataset squad:" + kNamed + "dataset c/d:" + kNamed +
         "a/b <-edit- squad\na/b <-edit- c/d\ntarget a/b\n"                                                                                  },
};

// Cards that tell nothing at all.
const std::vector<Row> kUnreadable = {
    {"# no front matter",
     "c/README.md:1:1: error: the card has no front matter: it should begin with a line `---`, the "
     "fields (license, base_model, …) "
     "and another line `---`\n"                                                      },
    {"---\nlicense: mit\n",
     "c/README.md:1:1: error: the card has no front matter: it should begin with a line `---`, the "
     "fields (license, base_model, …) "
     "and another line `---`\n"                                                      },
    {"---\nlicense: mit\n a: b: c\n---\n",
     "c/README.md:3:3: error: not valid YAML: illegal map value; put text that holds \": \" in "
     "quotes\n"                                                                      },
    {"---\n- mit\n---\n",
     "c/README.md:2:1: error: the front matter is not a map of fields (key: value)\n"},
    {"---\nlicense: mit\nlicense: mit\n---\n",
     "c/README.md:3:1: error: the key \"license\" stands here twice; keep one\n"     },
    {"---\nlicense: \xFF\n---\n",
     "c/README.md:2:10: error: the text is not UTF-8 here; save it as UTF-8\n"       },
};

Stack lineage(std::size_t works, const std::vector<std::pair<WorkIndex, WorkIndex>>& made_from) {
  Stack stack;
  stack.works.resize(works);
  for (const auto& [result, source] : made_from)
    stack.relations.push_back({"edit", result, source, Actor::Self, {}});
  return stack;
}

}  // namespace

TEST_CASE("read_cards: one card, every field") {
  for (const Row& row : kSingle) {
    CAPTURE(row.front);
    CHECK(shown(read({
              {"a/b", row.front}
    })) == row.shown);
  }
}

TEST_CASE("read_cards: what a task says of a model") {
  const auto facts = [](const std::string& task) {
    return read({
                    {"a/b", "pipeline_tag: " + task}
    })
        .value->works[0]
        .facts;
  };
  CHECK(facts("text-generation").at("language-model").texts.front() == "true");
  CHECK(facts("text-generation").at("multimodal").texts.front() == "false");
  CHECK(facts("image-text-to-text").at("multimodal").texts.front() == "true");
  CHECK(facts("fill-mask").empty());
}

TEST_CASE("read_cards: a card that cannot be read is an error alone, a note among others") {
  for (const Row& row : kUnreadable) {
    CAPTURE(row.front);
    const Repository card{"c", SourceText("c/README.md", row.front), false};
    CHECK(shown(read_cards({card})) == row.shown);
    const Repository good{"g", SourceText("g/README.md", "---\nlicense: mit\n---\n"), false};
    CHECK(shown(read_cards({good, card})) ==
          "model g: mit\nmodel c: (its card cannot be read)\ntarget g\ntarget c\nnote " +
              row.shown);
  }
  CHECK(shown(read_cards({})) == "model and dataset cards: error: no card could be read\n");
}

TEST_CASE("read_cards: a folder's cards find each other, letter case aside") {
  const std::vector<Card> cards = {
      {"acme/Base",  "license: mit"                                            },
      {"acme/tuned", "license: mit\nbase_model: Acme/base\ndatasets: acme/Data"},
      {"acme/data",  "license: cc0-1.0"                                        }
  };
  const std::string works =
      "model acme/Base: mit\nmodel acme/tuned: mit\ndataset acme/data: cc0-1.0\n";
  CHECK(shown(read(cards)) == works +
                                  "acme/tuned <-finetune- acme/Base\nacme/tuned <-train-on- "
                                  "acme/data\ntarget acme/tuned\n");
  CHECK(shown(read(cards, "ACME/base")) ==
        works +
            "acme/tuned <-finetune- acme/Base by others\nacme/tuned <-train-on- acme/data by "
            "others\ntarget acme/Base\n");
  CHECK(shown(read(cards, "acme/tuner")) ==
        "--target acme/tuner: error: no repository is called \"acme/tuner\"; did you mean "
        "\"acme/tuned\"?\n");
}

TEST_CASE("read_cards: a model and a dataset of one name") {
  const std::vector<Card> cards = {
      {"a/b", "license: mit", true},
      {"a/b",     "license: apache-2.0\ndatasets: a/b"              }
  };
  const std::string works = "dataset a/b: mit\nmodel models/a/b: apache-2.0\n";
  CHECK(shown(read(cards)) == works + "models/a/b <-train-on- a/b\ntarget models/a/b\n");
  CHECK(shown(read(cards, "datasets/a/b")) ==
        works + "models/a/b <-train-on- a/b by others\ntarget a/b\n");
}

TEST_CASE("read_cards: repositories in a ring are all judged, beside others too") {
  CHECK(
      shown(read({
          {"a", "base_model: b"},
          {"b", "base_model: a"},
          {"c", "license: mit" }
  })) ==
      "model a: (its card states no license)\nmodel b: (its card states no license)\nmodel c: mit\n"
      "a <-finetune- b\nb <-finetune- a\ntarget a\ntarget b\ntarget c\n");
}

TEST_CASE("read_cards: front matter") {
  const auto matter = [](const std::string& text) {
    const auto found = front_matter(SourceText("c", text));
    return found ? std::string(found->text()) : "none";
  };
  CHECK(matter("---\na: b\n---\n") == "a: b\n");
  CHECK(matter("---\r\na: b\r\n---\r\n") == "a: b\r\n");
  CHECK(matter("\xEF\xBB\xBF--- \na: b\n---\t") == "a: b\n");
  CHECK(matter("---\n---") == "");
  CHECK(matter("---\na: b\n ---\n") == "none");
  CHECK(matter("---") == "none");
  CHECK(matter("\n---\na: b\n---\n") == "none");
  CHECK(matter("") == "none");
}

TEST_CASE("lineage: final works") {
  using Flags = std::vector<bool>;
  CHECK(final_works(lineage(1, {})) == Flags{true});
  CHECK(final_works(lineage(1, {
                                   {0, 0}
  })) == Flags{true});
  CHECK(final_works(lineage(3, {
                                   {1, 0},
                                   {2, 1}
  })) == Flags{false, false, true});
  CHECK(final_works(lineage(3, {
                                   {0, 1},
                                   {0, 2}
  })) == Flags{true, false, false});
  CHECK(final_works(lineage(3, {
                                   {1, 0},
                                   {2, 0}
  })) == Flags{false, true, true});
  CHECK(final_works(lineage(4, {
                                   {0, 1},
                                   {1, 0},
                                   {0, 2}
  })) == Flags{true, true, false, true});
  CHECK(final_works(
            lineage(4, {
                           {0, 1},
                           {1, 0},
                           {2, 0},
                           {3, 3}
  })) == Flags{false, false, true, true});
}

TEST_CASE("lineage: a chain of 200,000 works and a ring of as many") {
  constexpr WorkIndex kMany = 200'000;
  std::vector<std::pair<WorkIndex, WorkIndex>> chain;
  for (WorkIndex i = 1; i < kMany; ++i)
    chain.emplace_back(i, i - 1);
  CHECK(final_works(lineage(kMany, chain)).back());
  chain.emplace_back(0, kMany - 1);
  CHECK(final_works(lineage(kMany, chain)).front());
}
