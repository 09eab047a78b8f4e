// Cards are written by people in a hurry: every field may be missing, a list or one value, or of
// the wrong type. Whatever can be understood is; the rest is a note with its place.
#include "spdx/read_cards.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/fields.h"
#include "spdx/lineage.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

// What the hub calls a relation to the base model, and what we do.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBaseRelations = {
    {
     {"adapter", "adapter"},
     {"merge", "merge"},
     {"quantized", "quantize"},
     {"finetune", "finetune"},
     }
};

constexpr std::array<std::string_view, 8> kMultimodalTasks = {"image-text-to-text",
                                                              "any-to-any",
                                                              "visual-question-answering",
                                                              "document-question-answering",
                                                              "image-to-text",
                                                              "video-text-to-text",
                                                              "audio-text-to-text",
                                                              "visual-document-retrieval"};

constexpr std::array<std::string_view, 2> kLanguageTasks = {"text-generation",
                                                            "text2text-generation"};

// The hub keeps models and datasets apart: both may be called `acme/support`.
enum class Shelf {
  Models,
  Datasets,
  Either  ///< a repository whose card does not tell which it is
};

constexpr std::array<std::string_view, 4> kModelFields = {"base_model", "pipeline_tag",
                                                          "library_name", "datasets"};

constexpr std::array<std::string_view, 4> kDatasetFields = {"task_categories", "size_categories",
                                                            "dataset_info", "source_datasets"};

class CardReader {
 public:
  // First pass: the work itself.
  void add_repository(const Repository& repository) {
    const auto index = static_cast<WorkIndex>(stack_.works.size());
    Work work;
    work.id = repository.id;
    work.name = repository.id;
    work.place = Place{repository.card.name(), 1, 1};
    stack_.works.push_back(std::move(work));
    std::optional<Card> card = open_card(repository, index);
    const Shelf shelf = repository.in_datasets_folder ? Shelf::Datasets
                        : card                        ? shelf_of(card->tree)
                                                      : Shelf::Either;
    stack_.works[index].kind = shelf == Shelf::Datasets ? "dataset" : "model";
    put(repository.id, shelf, index);
    if (card) cards_.emplace_back(index, std::move(*card));
  }

  // Second pass, when all repositories are known.
  void read_cards() {
    for (const auto& [index, card] : cards_) {
      Fields fields(card.tree, card.matter, notes_, "the front matter");
      read_task(fields, index);
      read_license(fields, card.matter, index);
      read_relations(fields, card.matter, index);
    }
  }

  Result<Stack> finish(std::size_t repositories, const std::optional<std::string>& target) {
    if (repositories == 0) {
      notes_.push_back({
          {"model and dataset cards", 0, 0},
          "no card could be read"
      });
    }
    if (cards_.empty()) return Result<Stack>::failed(std::move(notes_));
    std::vector<Error> errors = choose_targets(target);
    Result<Stack> result = spdx::finish(std::move(stack_), std::move(errors));
    result.notes = std::move(notes_);
    return result;
  }

 private:
  struct Card {
    SourceText matter;
    Value tree;
  };

  std::optional<Card> open_card(const Repository& repository, WorkIndex index) {
    std::optional<SourceText> matter = front_matter(repository.card);
    if (!matter) {
      return unreadable(
          index, repository.card.error(
                     0,
                     "the card has no front matter: it should begin with a line `---`, the fields "
                     "(license, base_model, …) and another line `---`"));
    }
    Value nothing;
    nothing.kind = Value::Kind::Map;
    if (matter->text().find_first_not_of(" \t\r\n") == std::string_view::npos)
      return Card{std::move(*matter), std::move(nothing)};
    Result<Value> tree = read_yaml(*matter);
    if (!tree) return unreadable(index, tree.errors.front());
    if (tree.value->kind == Value::Kind::Null) return Card{std::move(*matter), std::move(nothing)};
    if (tree.value->kind != Value::Kind::Map) {
      return unreadable(index,
                        matter->error(tree.value->offset,
                                      "the front matter is not a map of fields (key: value)"));
    }
    return Card{std::move(*matter), std::move(*tree.value)};
  }

  std::nullopt_t unreadable(WorkIndex index, Error error) {
    stack_.works[index].remark = "its card cannot be read";
    notes_.push_back(std::move(error));
    return std::nullopt;
  }

  static Shelf shelf_of(const Value& tree) {
    const auto has = [&](std::string_view key) { return tree.find(key) != nullptr; };
    if (std::ranges::any_of(kModelFields, has)) return Shelf::Models;
    return std::ranges::any_of(kDatasetFields, has) ? Shelf::Datasets : Shelf::Either;
  }

  static std::string key_of(const std::string& id, Shelf shelf) {
    return (shelf == Shelf::Datasets ? "datasets/" : "models/") + lowercase(id);
  }

  void put(const std::string& id, Shelf shelf, WorkIndex index) {
    if (shelf != Shelf::Either) {
      // The card tells more surely than a place kept for a repository that might be either.
      const auto [at, fresh] = shelves_.try_emplace(key_of(id, shelf), index);
      if (!fresh && undecided_.contains(at->second)) at->second = index;
    } else {
      undecided_.insert(index);
      shelves_.try_emplace(key_of(id, Shelf::Models), index);
      shelves_.try_emplace(key_of(id, Shelf::Datasets), index);
    }
    if (!ids_.insert(id).second)
      stack_.works[index].id = unused_id((shelf == Shelf::Datasets ? "datasets/" : "models/") + id);
  }

  // Work ids are unique in a stack.
  std::string unused_id(std::string id) {
    while (!ids_.insert(id).second)
      id += "'";
    return id;
  }

  void read_task(Fields& fields, WorkIndex index) {
    Work& work = stack_.works[index];
    const auto task = fields.text("pipeline_tag");
    if (!task || work.kind != "model") return;
    const bool language = std::ranges::find(kLanguageTasks, task->text) != kLanguageTasks.end();
    const bool multimodal =
        std::ranges::find(kMultimodalTasks, task->text) != kMultimodalTasks.end();
    if (!language && !multimodal) return;
    work.facts["language-model"] = FactValue{{"true"}, work.place};
    work.facts["multimodal"] = FactValue{{multimodal ? "true" : "false"}, work.place};
  }

  void read_license(Fields& fields, const SourceText& matter, WorkIndex index) {
    Work& work = stack_.works[index];
    std::vector<Text> licenses = fields.texts("license");
    if (licenses.empty()) licenses = fields.texts("licenses");
    const auto name = fields.text("license_name");
    const auto link = fields.text("license_link");
    if (licenses.empty() && name) licenses.push_back({"other", name->offset});
    if (licenses.empty()) {
      if (const Value* slip = fields.value("licence")) {
        notes_.push_back(
            matter.error(slip->key_offset,
                         "hubs read \"license\", not \"licence\"; this card states no license"));
      }
      work.remark = "its card states no license";
    }
    for (const Text& license : licenses) {
      const bool other = lowercase(license.text) == "other";
      if (other && link) {
        work.remark = fmt::format("the card says \"other\"{} and points to {}",
                                  name ? " (" + name->text + ")" : "", link->text);
      } else if (other) {
        work.remark = fmt::format("the card says \"other\"{} without a link to the text",
                                  name ? " (" + name->text + ")" : "");
      }
      work.licenses.push_back({"", other && name ? name->text : license.text, Evidence::Card,
                               licenses.size() > 1, matter.locate(license.offset)});
    }
  }

  void read_relations(Fields& fields, const SourceText& matter, WorkIndex index) {
    const std::vector<Text> bases = fields.texts("base_model");
    const std::string kind = base_relation(fields, bases.size());
    for (const Text& base : bases)
      relate(kind, base, Shelf::Models, matter, index);
    const bool dataset = stack_.works[index].kind == "dataset";
    if (!dataset) {
      for (const Text& data : fields.texts("datasets"))
        relate("train-on", data, Shelf::Datasets, matter, index);
      return;
    }
    for (Text source : fields.texts("source_datasets")) {
      if (source.text == "original" || source.text == "extended") continue;
      if (source.text.rfind("extended|", 0) == 0) source.text.erase(0, 9);
      relate("edit", source, Shelf::Datasets, matter, index);
    }
  }

  // The hub infers a relation that is not stated: adapters from the library, merges from several
  // bases.
  static std::string base_relation(Fields& fields, std::size_t bases) {
    std::vector<std::string_view> names;
    for (const auto& [hub, ours] : kBaseRelations)
      names.push_back(hub);
    if (const auto stated = fields.one_of("base_model_relation", names)) {
      for (const auto& [hub, ours] : kBaseRelations) {
        if (*stated == hub) return std::string(ours);
      }
    }
    const auto library = fields.text("library_name");
    if (library && library->text == "peft") return "adapter";
    return bases > 1 ? "merge" : "finetune";
  }

  void relate(const std::string& kind, const Text& source, Shelf shelf, const SourceText& matter,
              WorkIndex index) {
    if (source.text.empty()) return;
    const WorkIndex from = find_or_name(source, shelf, matter);
    stack_.relations.push_back(
        {kind, index, from, Actor::ThirdParty, matter.locate(source.offset)});
  }

  WorkIndex find_or_name(const Text& source, Shelf shelf, const SourceText& matter) {
    const auto next = static_cast<WorkIndex>(stack_.works.size());
    const auto [at, fresh] = shelves_.try_emplace(key_of(source.text, shelf), next);
    if (!fresh) {
      if (undecided_.erase(at->second) > 0) {
        stack_.works[at->second].kind = shelf == Shelf::Datasets ? "dataset" : "model";
      }
      return at->second;
    }
    Work work;
    work.id = ids_.insert(source.text).second
                  ? source.text
                  : unused_id((shelf == Shelf::Datasets ? "datasets/" : "models/") + source.text);
    work.name = source.text;
    work.kind = shelf == Shelf::Datasets ? "dataset" : "model";
    work.place = matter.locate(source.offset);
    work.remark = "only named by another card; its own card is not in the folder";
    stack_.works.push_back(std::move(work));
    return next;
  }

  std::optional<WorkIndex> find_target(const std::string& target) const {
    for (const std::string& key :
         {key_of(target, Shelf::Models), key_of(target, Shelf::Datasets), lowercase(target)}) {
      if (const auto found = shelves_.find(key); found != shelves_.end()) return found->second;
    }
    return std::nullopt;
  }

  std::vector<Error> choose_targets(const std::optional<std::string>& target) {
    std::vector<bool> is_target(stack_.works.size(), false);
    if (target) {
      const auto found = find_target(*target);
      if (!found) {
        std::vector<std::string_view> known;
        for (const Work& work : stack_.works)
          known.push_back(work.id);
        return {
            {{"--target " + *target, 0, 0},
             fmt::format("no repository is called \"{}\"{}", *target,
             did_you_mean(*target, known))}
        };
      }
      is_target[*found] = true;
    } else {
      is_target = final_works(stack_);
    }
    for (Relation& relation : stack_.relations) {
      if (is_target[relation.result]) relation.by = Actor::Self;
    }
    for (WorkIndex i = 0; i < is_target.size(); ++i) {
      if (!is_target[i]) continue;
      Use use;
      use.target = i;
      use.place = stack_.works[i].place;
      stack_.uses.push_back(std::move(use));
    }
    return {};
  }

  Stack stack_;
  std::vector<std::pair<WorkIndex, Card>> cards_;
  std::unordered_map<std::string, WorkIndex>
      shelves_;  // `models/owner/name` and `datasets/owner/name`, lower case
  std::unordered_set<WorkIndex> undecided_;  // repositories that may be either
  std::unordered_set<std::string> ids_;
  std::vector<Error> notes_;
};

}  // namespace

std::optional<SourceText> front_matter(const SourceText& card) {
  std::string_view text = card.text();
  const std::size_t bom = text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  text.remove_prefix(bom);
  const std::size_t first_end = text.find('\n');
  if (first_end == std::string_view::npos) return std::nullopt;
  const auto is_fence = [](std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    return line == "---";
  };
  if (!is_fence(text.substr(0, first_end))) return std::nullopt;
  for (std::size_t at = first_end + 1; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    if (is_fence(text.substr(at, end - at))) {
      return SourceText(card.name(), std::string(text.substr(first_end + 1, at - first_end - 1)),
                        2);
    }
    at = end + 1;
  }
  return std::nullopt;
}

Result<Stack> read_cards(const std::vector<Repository>& repositories,
                         const std::optional<std::string>& target) {
  CardReader reader;
  for (const Repository& repository : repositories)
    reader.add_repository(repository);
  reader.read_cards();
  return reader.finish(repositories.size(), target);
}

}  // namespace licet::spdx
