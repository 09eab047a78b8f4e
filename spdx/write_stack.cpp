// A stack as the YAML that read_stack reads.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "spdx/write_documents.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

class Writer {
 public:
  Writer(const Stack& stack, const Vocabulary& words, const SaysAll& says_all)
      : stack_(stack), words_(words), says_all_(says_all), from_(stack.works.size()) {
    for (const Relation& relation : stack.relations)
      from_[relation.result].push_back(&relation);
  }

  std::string run() {
    Value root = make_map({
        {"licet", make_number("1")}
    });
    std::vector<Value> works;
    for (WorkIndex i = 0; i < stack_.works.size(); ++i)
      works.push_back(work_value(i));
    add_member(root, "works", make_list(std::move(works)));
    std::vector<Value> uses;
    for (const Use& use : stack_.uses)
      uses.push_back(use_value(use));
    if (uses.size() == 1) {
      add_member(root, "use", std::move(uses.front()));
    } else if (!uses.empty()) {
      add_member(root, "use", make_list(std::move(uses)));
    }
    return write_yaml(root);
  }

 private:
  Value work_value(WorkIndex index) {
    const Work& work = stack_.works[index];
    Value out = make_map({
        {"id", make_text(work.id)}
    });
    if (work.name != work.id) add_text(out, "name", work.name);
    add_text(out, "kind", work.kind);
    add_text(out, "version", work.version);
    if (work.owned) add_text(out, "owner", "self");
    if (fits_license(work)) {
      add_member(out, "license", license_value(work));
    } else if (!work.licenses.empty()) {
      add_member(out, "evidence", evidence_value(work));
    }
    Value facts = make_map({});
    add_facts(work.facts, "", "work.", facts);
    if (!facts.items.empty()) add_member(out, "facts", std::move(facts));
    std::vector<Value> from;
    for (const Relation* relation : from_[index])
      from.push_back(relation_value(*relation));
    if (!from.empty()) add_member(out, "from", make_list(std::move(from)));
    return out;
  }

  // Whether `license` holds what is said: one text for the whole work, or one for each part.
  [[nodiscard]] bool fits_license(const Work& work) const {
    std::set<std::string_view> parts;
    for (const LicenseClaim& claim : work.licenses) {
      const bool taken = !parts.insert(claim.part).second;
      if (taken || claim.evidence == Evidence::Card || claim.evidence == Evidence::Observed)
        return false;
    }
    const bool mixed = parts.size() > 1 && parts.contains("");
    return !parts.empty() && !mixed && (!says_all_ || says_all_(work));
  }

  static Value license_value(const Work& work) {
    if (work.licenses.front().part.empty()) return make_text(work.licenses.front().text);
    Value parts = make_map({});
    for (const LicenseClaim& claim : work.licenses)
      add_member(parts, claim.part, make_text(claim.text));
    return parts;
  }

  static Value evidence_value(const Work& work) {
    constexpr std::array<std::string_view, 4> kBases = {"concluded", "declared", "card",
                                                        "observed"};
    std::vector<LicenseClaim> all = work.licenses;
    all.insert(all.end(), work.other_claims.begin(), work.other_claims.end());
    Value out = make_map({});
    for (const std::string_view basis : kBases) {
      std::vector<Value> said;
      for (const LicenseClaim& claim : all) {
        if (basis_of(claim) == basis) said.push_back(statement(claim));
      }
      if (said.size() == 1) add_member(out, basis, std::move(said.front()));
      if (said.size() > 1) add_member(out, basis, make_list(std::move(said)));
    }
    return out;
  }

  static std::string_view basis_of(const LicenseClaim& claim) {
    switch (claim.evidence) {
      case Evidence::Concluded:
        return "concluded";
      case Evidence::Card:
        return "card";
      case Evidence::Observed:
        return "observed";
      default:
        return "declared";
    }
  }

  static Value statement(const LicenseClaim& claim) {
    if (claim.part.empty()) return make_text(claim.text);
    return make_map({
        {claim.part, make_text(claim.text)}
    });
  }

  [[nodiscard]] Value relation_value(const Relation& relation) const {
    Value out = make_map({
        {relation.kind, make_text(stack_.works[relation.source].id)}
    });
    if (relation.by == Actor::ThirdParty) add_text(out, "by", "third-party");
    return out;
  }

  [[nodiscard]] Value use_value(const Use& use) const {
    Value out = make_map({});
    if (use.target) add_text(out, "target", stack_.works[*use.target].id);
    if (!use.acts.empty()) add_member(out, "acts", make_texts(use.acts));
    if (use.outbound) add_member(out, "outbound", make_text(*use.outbound));
    if (use.product) add_member(out, "product", make_text(*use.product));
    if (use.fields_given) add_member(out, "fields", make_texts(use.fields));
    add_facts(use.facts, "use.", "use.", out);
    Value licensee = make_map({});
    add_facts(use.facts, "licensee.", "licensee.", licensee);
    if (!licensee.items.empty()) add_member(out, "licensee", std::move(licensee));
    return out;
  }

  // Facts whose ids begin with `prefix`; `full` is what the vocabulary puts in its place.
  void add_facts(const Facts& facts, std::string_view prefix, std::string_view full,
                 Value& out) const {
    for (const auto& [id, fact] : facts) {
      if (!id.starts_with(prefix)) continue;
      const std::string key = id.substr(prefix.size());
      const auto word = std::ranges::find(words_.facts, std::string(full) + key, &FactWord::id);
      const std::string_view type = word == words_.facts.end() ? "" : std::string_view(word->type);
      add_member(out, key, fact_value(fact, type));
    }
  }

  static Value fact_value(const FactValue& fact, std::string_view type) {
    if (type == "list" || fact.texts.size() != 1) return make_texts(fact.texts);
    Value out = make_text(fact.texts.front());
    if (type == "boolean") out.kind = Value::Kind::Boolean;
    if (type == "number") out.kind = Value::Kind::Number;
    return out;
  }

  const Stack& stack_;
  const Vocabulary& words_;
  const SaysAll& says_all_;
  std::vector<std::vector<const Relation*>> from_;  ///< by result
};

// A note on the texts that a stack file does not hold.
std::vector<Error> unwritten_texts(const Stack& stack) {
  constexpr std::size_t kMostNamed = 3;
  std::string names;
  std::size_t count = 0;
  for (const CustomLicense& license : stack.custom_licenses) {
    if (license.text.empty() || ++count > kMostNamed) continue;
    const std::string name = license.name.empty() ? "a license without a name" : license.name;
    names += (count == 1 ? "" : ", ") + (license.id.empty() ? name : license.id);
  }
  if (count == 0) return {};
  if (count > kMostNamed) names += fmt::format(" and {} more", count - kMostNamed);
  return {
      {{stack.name, 0, 0},
       fmt::format("a stack file has no place for the text of a license: that of {} is left out",
       names)}
  };
}

}  // namespace

Result<std::string> write_stack(const Stack& stack, const Vocabulary& words,
                                const SaysAll& says_all) {
  Result<std::string> out = finish(Writer(stack, words, says_all).run(), {});
  out.notes = unwritten_texts(stack);
  return out;
}

}  // namespace licet::spdx
