// A stack as the YAML that read_stack reads.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "spdx/write_documents.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

class Writer {
 public:
  Writer(const Stack& stack, const Vocabulary& words)
      : stack_(stack), words_(words), from_(stack.works.size()) {
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

  std::vector<Error> notes;

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
    if (!work.licenses.empty()) add_member(out, "license", license_value(work));
    Value facts = make_map({});
    add_facts(work.facts, "", "work.", facts);
    if (!facts.items.empty()) add_member(out, "facts", std::move(facts));
    std::vector<Value> from;
    for (const Relation* relation : from_[index])
      from.push_back(relation_value(*relation));
    if (!from.empty()) add_member(out, "from", make_list(std::move(from)));
    return out;
  }

  // One text for the whole work, or one for each part.
  Value license_value(const Work& work) {
    Value parts = make_map({});
    std::string whole;
    std::size_t claims = 0;
    for (const LicenseClaim& claim : work.licenses) {
      if (!claim.part.empty()) {
        add_member(parts, claim.part, make_text(claim.text));
        continue;
      }
      whole += (claims++ == 0 ? "" : ", ") + claim.text;
    }
    if (claims == 0) return parts;
    if (claims > 1) {
      notes.push_back({work.place, fmt::format("the licenses of \"{}\" are written as one text, "
                                               "\"{}\": nobody says whether all apply or any",
                                               work.id, whole)});
    }
    return make_text(whole);
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
  std::vector<std::vector<const Relation*>> from_;  ///< by result
};

}  // namespace

Result<std::string> write_stack(const Stack& stack, const Vocabulary& words) {
  Writer writer(stack, words);
  Result<std::string> out = finish(writer.run(), {});
  out.notes = std::move(writer.notes);
  return out;
}

}  // namespace licet::spdx
