#include "spdx/spdx3_relations.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

constexpr std::string_view kMark = "licet: ";
constexpr std::string_view kBy = " by ";

// 3.0.1 has no relationship for fine-tuning, quantising, merging or distilling: what carries a
// work's expression on is `descendantOf`. `contains` is for what is kept whole inside. Kinds that
// do not say how have the type that data/documents.json reads as them.
constexpr std::array<Spdx3Relation, 38> kRelations = {
    {{"copy", "copiedTo", true, ""},
     {"mirror", "copiedTo", true, ""},
     {"convert", "descendantOf", false, ""},
     {"finetune", "descendantOf", false, ""},
     {"continue-pretrain", "descendantOf", false, ""},
     {"quantize", "descendantOf", false, ""},
     {"prune", "descendantOf", false, ""},
     {"merge", "descendantOf", false, ""},
     {"edit", "descendantOf", false, ""},
     {"translate", "descendantOf", false, ""},
     {"filter", "descendantOf", false, ""},
     {"combine-database", "descendantOf", false, ""},
     {"copy-code", "descendantOf", false, ""},
     {"include-files", "contains", false, ""},
     {"link-static", "hasStaticLink", false, ""},
     {"link-dynamic", "hasDynamicLink", false, "runtime"},
     {"import", "hasProvidedDependency", false, "runtime"},
     {"adapter", "dependsOn", false, "runtime"},
     {"bundle", "contains", false, ""},
     {"collection", "contains", false, ""},
     {"train-on", "trainedOn", false, ""},
     {"generate", "generates", true, ""},
     {"distill", "descendantOf", false, ""},
     {"produce-work", "generates", true, ""},
     {"retrieve", "hasDataFile", false, ""},
     {"host", "dependsOn", false, "runtime"},
     {"call-api", "dependsOn", false, "runtime"},
     {"refer-to", "other", false, ""},
     {"evaluate-on", "testedOn", false, ""},
     {"build-with", "usesTool", false, "build"},
     {"depends-on", "dependsOn", false, ""},
     {"contains", "contains", false, ""},
     {"uses-model", "dependsOn", false, ""},
     {"uses-data", "dependsOn", false, ""},
     {"dataset-of", "other", false, ""},
     {"descends-from", "descendantOf", false, ""},
     {"goes-back-to", "descendantOf", false, ""},
     {"uses", "other", false, ""}}
};

}  // namespace

Spdx3Relation spdx3_relation(std::string_view kind) {
  const auto* const found = std::ranges::find(kRelations, kind, &Spdx3Relation::kind);
  return found == kRelations.end() ? Spdx3Relation{kind, "other", false, ""} : *found;
}

std::string relation_remark(const Relation& relation) {
  return fmt::format("{}{}{}{}", kMark, relation.kind, kBy,
                     relation.by == Actor::Self ? "self" : "third-party");
}

std::optional<RelationRemark> read_relation_remark(std::string_view comment) {
  while (!comment.empty()) {
    const std::string_view line = comment.substr(0, comment.find('\n'));
    comment.remove_prefix(std::min(line.size() + 1, comment.size()));
    const std::size_t by = line.rfind(kBy);
    if (!line.starts_with(kMark) || by == std::string_view::npos || by <= kMark.size()) continue;
    const std::string_view actor = line.substr(by + kBy.size());
    if (actor != "self" && actor != "third-party") continue;
    return RelationRemark{std::string(line.substr(kMark.size(), by - kMark.size())),
                          actor == "self" ? Actor::Self : Actor::ThirdParty};
  }
  return std::nullopt;
}

}  // namespace licet::spdx
