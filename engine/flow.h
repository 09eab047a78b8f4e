// Which licenses speak on which work, and how they came there.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/catalogue.h"
#include "engine/graph.h"
#include "engine/terms.h"

namespace licet::engine {

/// A term that speaks on a work: what of the licensed work lives on in it, and by which relation
/// the term came. Of all ways by which the same state is reached only the shortest is kept, and
/// whether they all begin at one work; Origins finds the others again.
struct Arrival {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  TermId term = 0;
  TransferId transfer = 0;
  bool third_party = false;   ///< a step that binds only its maker was taken by somebody else
  bool modified = false;      ///< the work was modified on the way
  bool joined = false;        ///< it was joined with other material on the way
  std::uint8_t part = 0;      ///< part of this work it stands in: index into kParts; 0 is the whole
  AssumptionSet assumes = 0;  ///< the arrival itself rests on these
  std::uint32_t relation = kNone;  ///< last relation; kNone: the work's own license
  std::uint32_t previous = 0;      ///< index of the arrival at that relation's source
  std::uint32_t depth = 0;         ///< relations from the origin
  std::uint32_t origin = kNone;    ///< the one work whose own term it is; kNone: there are several

  /// All but the way it came by.
  [[nodiscard]] auto state() const {
    return std::tuple(term, transfer, third_party, modified, joined, part, assumes);
  }
};

/// An arrival by its address.
struct ArrivalRef {
  spdx::WorkIndex work = 0;
  std::uint32_t index = 0;

  friend bool operator==(const ArrivalRef&, const ArrivalRef&) = default;
};

/// Most arrivals of one stack; they take about 4 GiB.
inline constexpr std::size_t kMaxArrivals = 50'000'000;

/// All arrivals of all works. Immutable once propagated.
struct Flow {
  std::vector<std::vector<Arrival>>
      at;  ///< by work; a work's own terms first, then in order of relations

  bool complete = true;  ///< false: there are more than was allowed; nothing may be made of these

  const Arrival& operator[](ArrivalRef ref) const { return at[ref.work][ref.index]; }
};

/// What a parser of a stack, its graph and its terms give to every later stage.
struct Model {
  const spdx::Stack& stack;
  const Catalogue& catalogue;
  const Terms& terms;
  const Graph& graph;
};

/// A work's own term, before any relation.
inline Arrival own_term(const Model& model, spdx::WorkIndex work, TermId term) {
  Arrival own;
  own.term = term;
  own.transfer = model.catalogue.identity;
  own.origin = work;
  return own;
}

/// The arrival one relation further, if it carries so; its `previous` is left as it was. Nothing if
/// nothing lives on.
std::optional<Arrival> step(const Model& model, const Arrival& from, RelationIndex index,
                            const Carry& carry);

/// Carries every term along all relations, sources first; works of a ring share one fixpoint. A
/// term is carried once for all alternatives of its work: it remembers the literal it hangs on.
/// Time and memory are linear in relations times the number of *different* terms that meet; more
/// than kMaxArrivals are not followed.
Flow propagate(const Model& model);

/// The same with another limit.
Flow propagate_at_most(const Model& model, std::size_t most);

/// The relations from the origin of an arrival to its work, origin first.
std::vector<RelationIndex> path_of(const Flow& flow, const spdx::Stack& stack, ArrivalRef arrival);

/// The origin of an arrival on its shortest way. O(relations of that way).
spdx::WorkIndex origin_of(const Flow& flow, const spdx::Stack& stack, ArrivalRef arrival);

/// Walks back from arrivals over every relation that could have made them. Made once for many
/// walks: making it is O(works + states), a walk O(states it meets × relations into their works).
class Origins {
 public:
  Origins(const Model& model, const Flow& flow);

  /// All works whose own license reaches these arrivals by any way, ascending.
  std::vector<spdx::WorkIndex> of(const std::vector<ArrivalRef>& arrivals);

 private:
  void visit(ArrivalRef ref);
  void back_over(RelationIndex index, const Arrival& arrival);
  [[nodiscard]] bool makes(const Arrival& from, RelationIndex index, const Arrival& to) const;

  const Model& model_;
  const Flow& flow_;
  std::vector<std::size_t> first_;   ///< by work: number of its first arrival
  std::vector<std::uint32_t> seen_;  ///< by number of an arrival: the last walk that met it
  std::uint32_t walk_ = 0;
  std::vector<ArrivalRef> open_;
  std::vector<ArrivalRef> asked_;       ///< the last question: clauses of one license ask the same
  std::vector<spdx::WorkIndex> found_;  ///< and its answer
};

/// One such walk.
std::vector<spdx::WorkIndex> origins_of(const Model& model, const Flow& flow,
                                        const std::vector<ArrivalRef>& arrivals);

}  // namespace licet::engine
