// Cards are written by people in a hurry: every field may be missing, a list or one value, or of the wrong
// type. Whatever can be understood is; the rest is a note with its place.
#include "spdx/read_cards.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/fields.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

// What the hub calls a relation to the base model, and what we do.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBaseRelations = {{
    {"adapter", "adapter"},
    {"merge", "merge"},
    {"quantized", "quantize"},
    {"finetune", "finetune"},
}};

constexpr std::array<std::string_view, 8> kMultimodalTasks = {
    "image-text-to-text", "any-to-any",         "visual-question-answering", "document-question-answering",
    "image-to-text",      "video-text-to-text", "audio-text-to-text",        "visual-document-retrieval"};

constexpr std::array<std::string_view, 2> kLanguageTasks = {"text-generation", "text2text-generation"};

class CardReader {
 public:
  void add_repository(const Repository& repository) {
    Work work;
    work.id = repository.id;
    work.name = repository.id;
    work.kind = repository.in_datasets_folder ? "dataset" : "model";
    work.place = Place{repository.card.name(), 1, 1};
    ids_.emplace(lowercase(work.id), static_cast<WorkIndex>(stack_.works.size()));
    stack_.works.push_back(std::move(work));
  }

  // Second pass, when all repositories are known.
  void read_card(const Repository& repository, WorkIndex index) {
    const auto matter = front_matter(repository.card);
    if (!matter) {
      unreadable(index, repository.card.error(0, "the card has no front matter: it should begin with a line `---`, the fields "
                                                 "(license, base_model, …) and another line `---`"));
      return;
    }
    Result<Value> tree = read_yaml(*matter);
    if (!tree) {
      unreadable(index, tree.errors.front());
      return;
    }
    if (tree.value->kind != Value::Kind::Map) {
      unreadable(index, matter->error(tree.value->offset, "the front matter is not a map of fields (key: value)"));
      return;
    }
    ++readable_;
    std::vector<Error> problems;
    Fields fields(*tree.value, *matter, problems, "the front matter");
    read_kind(fields, index);
    read_license(fields, *matter, index);
    read_relations(fields, *matter, index);
    std::ranges::move(problems, std::back_inserter(notes_));
  }

  Result<Stack> finish(std::size_t repositories, const std::optional<std::string>& target) {
    if (readable_ == 0) return Result<Stack>::failed(std::move(notes_));
    std::vector<Error> errors = choose_targets(static_cast<WorkIndex>(repositories), target);
    Result<Stack> result = spdx::finish(std::move(stack_), std::move(errors));
    result.notes = std::move(notes_);
    return result;
  }

 private:
  void unreadable(WorkIndex index, Error error) {
    stack_.works[index].remark = "its card cannot be read";
    notes_.push_back(std::move(error));
  }

  void read_kind(Fields& fields, WorkIndex index) {
    Work& work = stack_.works[index];
    for (const std::string_view key : {"task_categories", "size_categories", "dataset_info", "source_datasets"}) {
      if (fields.value(key) != nullptr) work.kind = "dataset";
    }
    const auto task = fields.text("pipeline_tag");
    if (!task || work.kind != "model") return;
    const auto set = [&](const char* fact, bool value, const Text& from) {
      (void)from;
      work.facts[fact] = FactValue{{value ? "true" : "false"}, work.place};
    };
    const bool language = std::ranges::find(kLanguageTasks, task->text) != kLanguageTasks.end();
    const bool multimodal = std::ranges::find(kMultimodalTasks, task->text) != kMultimodalTasks.end();
    if (language || multimodal) {
      set("language-model", true, *task);
      set("multimodal", multimodal, *task);
    }
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
        notes_.push_back(matter.error(slip->key_offset, "hubs read \"license\", not \"licence\"; this card states no license"));
      }
      work.remark = "its card states no license";
    }
    for (const Text& license : licenses) {
      const bool other = lowercase(license.text) == "other";
      if (other && link) {
        work.remark = fmt::format("the card says \"other\"{} and points to {}", name ? " (" + name->text + ")" : "", link->text);
      } else if (other) {
        work.remark = fmt::format("the card says \"other\"{} without a link to the text", name ? " (" + name->text + ")" : "");
      }
      work.licenses.push_back({"", other && name ? name->text : license.text, Evidence::Card,
                               licenses.size() > 1, matter.locate(license.offset)});
    }
  }

  void read_relations(Fields& fields, const SourceText& matter, WorkIndex index) {
    const std::vector<Text> bases = fields.texts("base_model");
    const std::string kind = base_relation(fields, bases.size());
    for (const Text& base : bases) relate(kind, base, "model", matter, index);
    const bool dataset = stack_.works[index].kind == "dataset";
    if (!dataset) {
      for (const Text& data : fields.texts("datasets")) relate("train-on", data, "dataset", matter, index);
      return;
    }
    for (Text source : fields.texts("source_datasets")) {
      if (source.text == "original" || source.text == "extended") continue;
      if (source.text.rfind("extended|", 0) == 0) source.text.erase(0, 9);
      relate("edit", source, "dataset", matter, index);
    }
  }

  // The hub infers a relation that is not stated: adapters from the library, merges from several bases.
  static std::string base_relation(Fields& fields, std::size_t bases) {
    std::vector<std::string_view> names;
    for (const auto& [hub, ours] : kBaseRelations) names.push_back(hub);
    if (const auto stated = fields.one_of("base_model_relation", names)) {
      for (const auto& [hub, ours] : kBaseRelations) {
        if (*stated == hub) return std::string(ours);
      }
    }
    const auto library = fields.text("library_name");
    if (library && library->text == "peft") return "adapter";
    return bases > 1 ? "merge" : "finetune";
  }

  void relate(const std::string& kind, const Text& source, const char* source_kind,
              const SourceText& matter, WorkIndex index) {
    if (source.text.empty()) return;
    const std::string key = lowercase(source.text);
    auto found = ids_.find(key);
    if (found == ids_.end()) {
      Work work;
      work.id = source.text;
      work.name = source.text;
      work.kind = source_kind;
      work.place = matter.locate(source.offset);
      work.remark = "only named by another card; its own card is not in the folder";
      found = ids_.emplace(key, static_cast<WorkIndex>(stack_.works.size())).first;
      stack_.works.push_back(std::move(work));
    }
    stack_.relations.push_back({kind, index, found->second, Actor::ThirdParty, matter.locate(source.offset)});
  }

  std::vector<Error> choose_targets(WorkIndex repositories, const std::optional<std::string>& target) {
    std::vector<bool> is_target(stack_.works.size(), false);
    if (target) {
      const auto found = ids_.find(lowercase(*target));
      if (found == ids_.end()) {
        std::vector<std::string_view> known;
        for (const Work& work : stack_.works) known.push_back(work.id);
        return {{{stack_.name, 0, 0}, fmt::format("no repository is called \"{}\"{}", *target, did_you_mean(*target, known))}};
      }
      is_target[found->second] = true;
    } else {
      for (WorkIndex i = 0; i < repositories; ++i) is_target[i] = true;
      for (const Relation& relation : stack_.relations) {
        if (relation.source != relation.result) is_target[relation.source] = false;
      }
      // Only a ring of repositories leaves none: then each is judged.
      if (std::ranges::find(is_target, true) == is_target.end()) {
        for (WorkIndex i = 0; i < repositories; ++i) is_target[i] = true;
      }
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
  std::unordered_map<std::string, WorkIndex> ids_;
  std::vector<Error> notes_;
  std::size_t readable_ = 0;
};

}  // namespace

std::optional<SourceText> front_matter(const SourceText& card) {
  std::string_view text = card.text();
  const std::size_t bom = text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  text.remove_prefix(bom);
  const std::size_t first_end = text.find('\n');
  if (first_end == std::string_view::npos) return std::nullopt;
  const auto is_fence = [](std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return line == "---";
  };
  if (!is_fence(text.substr(0, first_end))) return std::nullopt;
  for (std::size_t at = first_end + 1; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    if (is_fence(text.substr(at, end - at))) {
      return SourceText(card.name(), std::string(text.substr(first_end + 1, at - first_end - 1)), 2);
    }
    at = end + 1;
  }
  return std::nullopt;
}

Result<Stack> read_cards(const std::vector<Repository>& repositories,
                         const std::optional<std::string>& target) {
  CardReader reader;
  for (const Repository& repository : repositories) reader.add_repository(repository);
  for (std::size_t i = 0; i < repositories.size(); ++i) {
    reader.read_card(repositories[i], static_cast<WorkIndex>(i));
  }
  return reader.finish(repositories.size(), target);
}

}  // namespace licet::spdx
