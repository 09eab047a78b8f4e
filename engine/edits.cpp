#include "engine/edits.h"

#include <algorithm>
#include <set>

namespace licet::engine {

namespace {

using Kind = Edit::Kind;

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

void change_acts(const Edit& edit, std::vector<std::string>& acts) {
  std::erase_if(acts, [&](const std::string& act) { return has(edit.from, act); });
  for (const std::string& act : edit.to) {
    if (!has(acts, act)) acts.push_back(act);
  }
}

void change_fact(const Edit& edit, spdx::Use& use) {
  if (edit.of == "use.fields") {
    std::erase_if(use.fields, [&](const std::string& field) { return has(edit.from, field); });
    return;
  }
  std::vector<std::string>& texts = use.facts[edit.of].texts;
  std::erase_if(texts, [&](const std::string& text) { return has(edit.from, text); });
  texts.insert(texts.end(), edit.to.begin(), edit.to.end());
}

void label(const Edit& edit, spdx::Stack& stack) {
  spdx::Use& use = stack.uses.front();
  if (edit.subject == *use.target) use.outbound = edit.to.front();
  stack.works[edit.subject].licenses = {
      {"", edit.to.front(), {}, false, {}}
  };
}

void rename(const Edit& edit, spdx::Stack& stack) {
  spdx::Use& use = stack.uses.front();
  if (use.product) use.product = edit.to.front();
  stack.works[edit.subject].name = edit.to.front();
}

void change(const Edit& edit, spdx::Stack& stack) {
  switch (edit.kind) {
    case Kind::Name:
      return rename(edit, stack);
    case Kind::Label:
      return label(edit, stack);
    case Kind::Fact:
      return change_fact(edit, stack.uses.front());
    case Kind::Act:
      return change_acts(edit, stack.uses.front().acts);
    case Kind::Relation:
      stack.relations[edit.subject].kind = edit.to.front();
      return;
    case Kind::Replace:
      stack.works[edit.subject].licenses = {
          {"", edit.to.front(), {}, false, {}}
      };
      return;
    case Kind::Take:
      stack.works[edit.subject].licenses.front().text = edit.to.front();
      return;
    case Kind::Separate:
      stack.works[edit.subject].licenses.clear();
      stack.works[edit.subject].owned = true;
      return;
    case Kind::Drop:  // it goes last, so that numbers stay; the result is the user's as before
      stack.works[stack.relations[edit.subject].result].owned = true;
      return;
  }
}

}  // namespace

bool operator==(const Edit& a, const Edit& b) {
  return a.kind == b.kind && a.subject == b.subject && a.of == b.of && a.from == b.from &&
         a.to == b.to;
}

std::vector<LicenseId> licenses_inside(const Terms& terms) {
  std::set<LicenseId> inside;
  for (const Term& term : terms.terms) {
    if (term.status == TermStatus::Known) inside.insert(term.license);
  }
  return {inside.begin(), inside.end()};
}

const std::string& to_string(Edit::Kind kind) {
  static const std::vector<std::string> kNames = {"name",    "label",    "fact", "act", "relation",
                                                  "replace", "separate", "take", "drop"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::uint32_t effort_of(const Edit& edit, const Repairs& repairs) {
  return repairs.effort.at(to_string(edit.kind));
}

bool exclude(const Edit& a, const Edit& b) {
  const auto about = [](const Edit& edit) {
    const bool relation = edit.kind == Kind::Relation || edit.kind == Kind::Drop;
    const bool license =
        edit.kind == Kind::Replace || edit.kind == Kind::Separate || edit.kind == Kind::Take;
    return std::tuple(relation  ? Kind::Relation
                      : license ? Kind::Replace
                                : edit.kind,
                      edit.subject, edit.of);
  };
  return about(a) == about(b);
}

Edited with_edits(const spdx::Stack& stack, const std::vector<Edit>& edits) {
  Edited out{stack, {}};
  std::vector<bool> dropped(stack.relations.size());
  for (const Edit& edit : edits) {
    change(edit, out.stack);
    if (edit.kind == Kind::Drop) dropped[edit.subject] = true;
  }
  for (RelationIndex i = 0; i < dropped.size(); ++i) {
    if (!dropped[i]) out.relations.push_back(i);
  }
  std::size_t index = 0;
  std::erase_if(out.stack.relations, [&](const spdx::Relation&) { return dropped[index++]; });
  return out;
}

}  // namespace licet::engine
