#include "engine/minimal_sets.h"

#include <algorithm>

#include "engine/optimum.h"

namespace licet::engine {

namespace {

std::vector<std::size_t> indexes(const Members& set, bool wanted) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i] == wanted) out.push_back(i);
  }
  return out;
}

// Sets each of these to `value` where `allowed` lets it, in runs of doubling length.
void change(Members& set, const std::vector<std::size_t>& these, bool value,
            const Enough& allowed) {
  std::size_t at = 0;
  std::size_t length = 1;
  while (at < these.size()) {
    const std::size_t end = std::min(at + length, these.size());
    Members changed = set;
    for (std::size_t i = at; i < end; ++i)
      changed[these[i]] = value;
    if (allowed(changed)) {
      set = std::move(changed);
      at = end;
      length *= 2;
    } else if (end - at == 1) {
      ++at;
      length = 1;
    } else {
      length = (end - at) / 2;
    }
  }
}

}  // namespace

std::optional<Members> shrink(Members set, const Enough& enough, const Members& kept) {
  if (!enough(set)) return std::nullopt;
  const auto open = [&] {
    std::vector<std::size_t> members = indexes(set, true);
    std::erase_if(members, [&](std::size_t i) { return !kept.empty() && kept[i]; });
    return members;
  };
  // Once is enough for a monotone test; where something could only go after something else, again.
  for (std::size_t before = 0; before != open().size();) {
    before = open().size();
    change(set, open(), false, enough);
  }
  return set;
}

Members grow(Members set, const Enough& enough) {
  change(set, indexes(set, false), true, [&](const Members& more) { return !enough(more); });
  return set;
}

MinimalSets::MinimalSets(const Members& first, Enough enough)
    : size_(first.size()), enough_(std::move(enough)) {
  // What no set can do without is known at once; mostly this is all of the first.
  for (const std::size_t element : indexes(first, true)) {
    Members others(size_, true);
    others[element] = false;
    if (enough_(others)) continue;
    others.flip();
    needed_.push_back(std::move(others));
  }
}

std::optional<Members> MinimalSets::next() {
  while (const auto candidate = hitting()) {
    if (auto minimal = shrink(*candidate, enough_)) {
      found_.push_back(*minimal);
      return minimal;
    }
    Members left_out = grow(*candidate, enough_);
    left_out.flip();
    needed_.push_back(std::move(left_out));
  }
  return std::nullopt;
}

// A smallest set with a member of each that is needed, and not all of any that was found.
std::optional<Members> MinimalSets::hitting() const {
  spdx::Sat sat;
  std::vector<int> in(size_);
  std::vector<Soft> out;
  for (int& variable : in) {
    variable = sat.variable();
    out.push_back({-variable, 1});
  }
  const auto add = [&](const Members& set, int sign) {
    std::vector<int> clause;
    for (const std::size_t i : indexes(set, true))
      clause.push_back(sign * in[i]);
    sat.clause(clause);
  };
  for (const Members& set : needed_)
    add(set, 1);
  for (const Members& set : found_)
    add(set, -1);
  if (!minimize(sat, out)) return std::nullopt;
  sat.solve();
  Members chosen(size_);
  for (std::size_t i = 0; i < size_; ++i)
    chosen[i] = sat.is_true(in[i]);
  return chosen;
}

}  // namespace licet::engine
