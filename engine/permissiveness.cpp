#include "engine/permissiveness.h"

#include <algorithm>
#include <tuple>

#include <boost/dynamic_bitset.hpp>

namespace licet::engine {

namespace {

using Rows = std::vector<boost::dynamic_bitset<>>;

// What one license asks and permits.
struct Asked {
  std::vector<KindSet> asks;  // by act, then by what is held
  ActSet permits = 0;
};

class Reader {
 public:
  explicit Reader(const Catalogue& catalogue) : catalogue_(catalogue) {
    for (std::size_t i = 0; i < catalogue.transfers.size(); ++i) {
      const Held held = catalogue.transfers[i].held;
      if (held == Held::Nothing) continue;
      held_.push_back(TransferSet{1} << i);
      if (held == Held::Copy) copies_ |= held_.back();
    }
    modify_ = catalogue.find_act("modify");
  }

  [[nodiscard]] Asked asked_by(const License& license) const {
    Asked terms;
    terms.asks.resize(catalogue_.acts.size() * held_.size());
    for (const Clause& clause : license.clauses) {
      const Modality modality = catalogue_.kinds[clause.kind].modality;
      if (modality == Modality::Grant) {
        terms.permits = static_cast<ActSet>(terms.permits | clause.acts);
      } else if (modality == Modality::Require || modality == Modality::Forbid) {
        add(clause, modality, terms);
      }
    }
    for (KindSet& kinds : terms.asks)
      widen(kinds);
    terms.permits = covered_by(terms.permits);
    return terms;
  }

  // The licenses under which the work may be taken, whatever is done with it.
  [[nodiscard]] std::vector<LicenseId> ways_out(const License& license) const {
    std::vector<LicenseId> ways;
    for (const Clause& clause : license.clauses) {
      const bool always = clause.when.op == Condition::Op::All && clause.when.parts.empty();
      if (catalogue_.kinds[clause.kind].id != "relicensing" || !always ||
          (clause.reach & copies_) != copies_)
        continue;
      for (const std::string& id : clause.accepts) {
        if (const auto found = catalogue_.find_license(id)) ways.push_back(*found);
      }
    }
    return ways;
  }

 private:
  void add(const Clause& clause, Modality modality, Asked& terms) const {
    for (std::size_t act = 0; act < catalogue_.acts.size(); ++act) {
      const bool private_duty = modality == Modality::Require && modify_ == act;
      if ((clause.acts >> act & 1U) == 0 || private_duty) continue;
      for (std::size_t i = 0; i < held_.size(); ++i) {
        if ((clause.reach & held_[i]) != 0)
          terms.asks[act * held_.size() + i] |= KindSet{1} << clause.kind;
      }
    }
  }

  // The acts that grants of some acts cover.
  [[nodiscard]] ActSet covered_by(ActSet granted) const {
    ActSet acts = 0;
    for (std::size_t act = 0; act < catalogue_.acts.size(); ++act) {
      if ((catalogue_.acts[act].granted_by & granted) != 0)
        acts = static_cast<ActSet>(acts | 1U << act);
    }
    return acts;
  }

  // Adds the kinds that those of a set are wider than, and those that these are.
  void widen(KindSet& kinds) const {
    for (KindSet before = 0; before != kinds;) {
      before = kinds;
      for (std::size_t kind = 0; kind < catalogue_.kinds.size(); ++kind) {
        if ((catalogue_.kinds[kind].within & kinds) != 0) kinds |= KindSet{1} << kind;
      }
    }
  }

  const Catalogue& catalogue_;
  std::vector<TransferSet> held_;  // one transfer each
  TransferSet copies_ = 0;         // those of them that need no service
  std::optional<ActId> modify_;
};

bool asks_no_more(const Asked& a, const Asked& b) {
  if ((b.permits & ~a.permits) != 0) return false;
  for (std::size_t i = 0; i < a.asks.size(); ++i) {
    if ((a.asks[i] & ~b.asks[i]) != 0) return false;
  }
  return true;
}

// Warshall's algorithm, a row at a time.
void close(Rows& rows) {
  for (std::size_t middle = 0; middle < rows.size(); ++middle) {
    for (auto& row : rows) {
      if (row[middle]) row |= rows[middle];
    }
  }
}

}  // namespace

bool shown_before(const License& a, const License& b) {
  const bool own_a = a.id.starts_with("LicenseRef-");
  const bool own_b = b.id.starts_with("LicenseRef-");
  return std::tie(own_a, a.id) < std::tie(own_b, b.id);
}

Permissiveness::Permissiveness(const Catalogue& catalogue) : catalogue_(catalogue) {
  const std::size_t count = catalogue.licenses.size();
  const Reader reader(catalogue);
  std::vector<Asked> terms;
  for (const License& license : catalogue.licenses)
    terms.push_back(reader.asked_by(license));
  Rows rows(count, boost::dynamic_bitset<>(count));
  for (std::size_t a = 0; a < count; ++a) {
    if (catalogue.licenses[a].summary) continue;
    for (std::size_t b = 0; b < count; ++b)
      rows[a][b] = !catalogue.licenses[b].summary && asks_no_more(terms[a], terms[b]);
    for (const LicenseId way : reader.ways_out(catalogue.licenses[a])) {
      if (!catalogue.licenses[way].summary) rows[a].set(way);
    }
  }
  close(rows);
  below_.resize(count, std::vector<bool>(count));
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b)
      below_[a][b] = rows[a][b];
  }
}

std::vector<PermissivenessGroup> Permissiveness::groups_of(
    const std::vector<LicenseId>& licenses) const {
  std::vector<LicenseId> sorted = licenses;
  std::ranges::sort(sorted, [&](LicenseId a, LicenseId b) {
    return shown_before(catalogue_.licenses[a], catalogue_.licenses[b]);
  });
  std::vector<PermissivenessGroup> groups;
  for (const LicenseId id : sorted) {
    const auto same = std::ranges::find_if(groups, [&](const PermissivenessGroup& group) {
      const LicenseId other = group.licenses.front();
      return at_least(id, other) && at_least(other, id);
    });
    if (same == groups.end()) {
      groups.push_back({{id}, 0, {}});
    } else {
      same->licenses.push_back(id);
    }
  }
  set_levels(groups);
  std::ranges::stable_sort(groups, {}, &PermissivenessGroup::level);
  set_covers(groups);
  return groups;
}

bool Permissiveness::above(const PermissivenessGroup& a, const PermissivenessGroup& b) const {
  const LicenseId first = a.licenses.front();
  const LicenseId second = b.licenses.front();
  return first != second && at_least(first, second);
}

void Permissiveness::set_levels(std::vector<PermissivenessGroup>& groups) const {
  // What stands above a group has fewer groups above it: in this order levels are final.
  std::vector<std::pair<std::size_t, std::size_t>> order;  // groups above, index
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto higher = std::ranges::count_if(
        groups, [&](const PermissivenessGroup& other) { return above(other, groups[i]); });
    order.emplace_back(static_cast<std::size_t>(higher), i);
  }
  std::ranges::sort(order);
  for (const auto& [higher, i] : order) {
    for (const PermissivenessGroup& other : groups) {
      if (above(other, groups[i])) groups[i].level = std::max(groups[i].level, other.level + 1);
    }
  }
}

void Permissiveness::set_covers(std::vector<PermissivenessGroup>& groups) const {
  const auto has_between = [&](const PermissivenessGroup& high, const PermissivenessGroup& low) {
    return std::ranges::any_of(groups, [&](const PermissivenessGroup& middle) {
      return above(high, middle) && above(middle, low);
    });
  };
  for (PermissivenessGroup& group : groups) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (above(groups[i], group) && !has_between(groups[i], group)) group.just_below.push_back(i);
    }
  }
}

}  // namespace licet::engine
