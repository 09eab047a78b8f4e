// Licenses from the most permissive to the most protective, by what their clauses ask.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/catalogue.h"

namespace licet::engine {

/// Licenses that ask for the same and permit the same.
struct PermissivenessGroup {
  std::vector<LicenseId> licenses;      ///< ids of the SPDX list before others, then by id
  std::size_t level = 0;                ///< groups on the longest chain above this one
  std::vector<std::size_t> just_below;  ///< groups that this one adds to with none between them,
                                        ///< ascending
};

/// The partial order "is at least as permissive as" over the licenses of a catalogue that are coded
/// in full.
///
/// What a license asks is the set of (kind, act, transfer) of its `require` and `forbid` clauses on
/// what a recipient holds: a copy (`verbatim`), a changed one (`modified`), one inside a larger
/// work
/// (`combined`), one that runs in a service (`hosted`). Contested transfers and the conditions of
/// clauses do not count (a clause with a condition is asked), and duties of who changes the work
/// for himself alone do not: nobody has received anything yet. A kind stands for those it is wider
/// than on the same act and transfer (ClauseKind::within): who must give the source need not mark
/// changes besides. What a license permits is the set of acts that its grants cover
/// (Act::granted_by).
///
/// A is at least as permissive as B if B asks for all that A asks and permits nothing that A does
/// not; or if A lets the work, unchanged, changed and combined alike and on no condition, be taken
/// under B (clause kind `relicensing`), so that all that B permits is open to who holds A; or by a
/// chain of the two. Full sets, not kinds alone: these would make AGPL-3.0 as permissive as
/// GPL-3.0, which asks the same kinds of duties on fewer acts. Reflexive and transitive; both ways
/// at once makes a group.
class Permissiveness {
 public:
  /// O(licenses³ / 64) for the chains, O(licenses² × acts × transfers) for the sets.
  explicit Permissiveness(const Catalogue& catalogue);

  /// Whether `a` is at least as permissive as `b`. False if one of them is known by class only.
  /// O(1).
  [[nodiscard]] bool at_least(LicenseId a, LicenseId b) const { return below_[a][b]; }

  /// These licenses in groups, by level, then by the id of the first license. O(licenses³).
  [[nodiscard]] std::vector<PermissivenessGroup> groups_of(
      const std::vector<LicenseId>& licenses) const;

 private:
  // Whether the first of two different groups is the more permissive one.
  [[nodiscard]] bool above(const PermissivenessGroup& a, const PermissivenessGroup& b) const;
  void set_levels(std::vector<PermissivenessGroup>& groups) const;
  void set_covers(std::vector<PermissivenessGroup>& groups) const;

  const Catalogue& catalogue_;
  std::vector<std::vector<bool>> below_;  ///< [a][b]: a is at least as permissive as b
};

/// Whether one license is shown before another: ids of the SPDX list first, then by id.
bool shown_before(const License& a, const License& b);

}  // namespace licet::engine
