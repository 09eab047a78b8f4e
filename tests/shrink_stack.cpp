// Makes a failing stack small enough to read.
#include <optional>

#include "tests/random_stacks.h"

namespace licet::tests {

namespace {

using spdx::Stack;

std::optional<Stack> without_work(Stack stack, std::size_t gone) {
  for (spdx::Use& use : stack.uses) {
    if (use.target == gone) return std::nullopt;
    if (use.target && *use.target > gone) --*use.target;
  }
  std::erase_if(stack.relations,
                [&](const spdx::Relation& r) { return r.result == gone || r.source == gone; });
  for (spdx::Relation& relation : stack.relations) {
    if (relation.result > gone) --relation.result;
    if (relation.source > gone) --relation.source;
  }
  stack.works.erase(stack.works.begin() + static_cast<std::ptrdiff_t>(gone));
  return stack;
}

// Each of these calls `attempt` with a stack that is one step smaller.
template <typename Attempt>
void try_licenses(const Stack& stack, std::size_t i, const Attempt& attempt) {
  for (std::size_t c = 0; c < stack.works[i].licenses.size(); ++c) {
    const auto ways = split_or(stack.works[i].licenses[c].text);
    for (const std::string& way : ways) {
      Stack next = stack;
      next.works[i].licenses[c].text = way;
      if (ways.size() > 1) attempt(next);
    }
    Stack whole = stack;
    whole.works[i].licenses = {
        {"", ways.front(), {}, false, {}}
    };
    if (stack.works[i].licenses.size() > 1) attempt(whole);
  }
}

template <typename Attempt>
void try_works(const Stack& stack, const Attempt& attempt) {
  for (std::size_t i = 0; i < stack.works.size(); ++i) {
    if (auto next = without_work(stack, i)) attempt(*next);
    try_licenses(stack, i, attempt);
    for (const auto& [id, value] : stack.works[i].facts) {
      Stack next = stack;
      next.works[i].facts.erase(id);
      attempt(next);
    }
    Stack plain = stack;
    plain.works[i].kind.clear();
    if (!stack.works[i].kind.empty()) attempt(plain);
    plain = stack;
    plain.works[i].name = plain.works[i].id;
    if (stack.works[i].name != stack.works[i].id) attempt(plain);
    plain = stack;
    plain.works[i].owned = false;
    if (stack.works[i].owned) attempt(plain);
  }
}

template <typename Attempt>
void try_use(const Stack& stack, const Attempt& attempt) {
  const spdx::Use& use = stack.uses.front();
  for (std::size_t i = 0; i < use.acts.size(); ++i) {
    Stack next = stack;
    next.uses.front().acts.erase(next.uses.front().acts.begin() + static_cast<std::ptrdiff_t>(i));
    attempt(next);
  }
  for (const auto& [id, value] : use.facts) {
    Stack next = stack;
    next.uses.front().facts.erase(id);
    attempt(next);
  }
  Stack next = stack;
  next.uses.front().outbound.reset();
  if (use.outbound) attempt(next);
  for (const std::string& way : split_or(use.outbound.value_or(""))) {
    next = stack;
    next.uses.front().outbound = way;
    if (use.outbound && *use.outbound != way) attempt(next);
  }
  next = stack;
  next.uses.front().product.reset();
  if (use.product) attempt(next);
  next = stack;
  next.uses.front().fields.clear();
  if (!use.fields.empty()) attempt(next);
}

}  // namespace

Stack shrink(Stack stack, const std::function<bool(const Stack&)>& fails) {
  for (bool smaller = true; smaller;) {
    std::optional<Stack> found;
    const auto attempt = [&](const Stack& next) {
      if (!found && fails(next)) found = next;
    };
    try_works(stack, attempt);
    for (std::size_t i = 0; i < stack.relations.size(); ++i) {
      Stack next = stack;
      next.relations.erase(next.relations.begin() + static_cast<std::ptrdiff_t>(i));
      attempt(next);
    }
    if (!stack.uses.empty()) try_use(stack, attempt);
    smaller = found.has_value();
    if (found) stack = std::move(*found);
  }
  return stack;
}

}  // namespace licet::tests
