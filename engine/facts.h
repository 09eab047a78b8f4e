// The facts a condition may look at, for one use, one licensed work and one result.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/flow.h"
#include "spdx/stack.h"

namespace licet::engine {

/// Facts of one use. Work and result facts come from the works; three are derived from the
/// relations
/// (`result.shares-license`, `result.modified`, `work.inside-product`). Selling is commercial: an
/// act `sell` states `use.commercial` unless the user said otherwise.
class Facts {
 public:
  Facts(const Model& model, const Flow& flow, const spdx::Use& use);

  /// A look-up for conditions of this term's license, arriving so, met by an act with this result.
  /// Valid while the Facts, the term, the arrival and the model live.
  FactLookup about(const Term& term, const Arrival& arrival, spdx::WorkIndex result) const;

  /// The same, with every fact of the use and the licensee unset: what the clause would mean to
  /// somebody else.
  FactLookup about_anybody(const Term& term, const Arrival& arrival, spdx::WorkIndex result) const;

  /// The facts that are told of works, not of the use or the licensee.
  [[nodiscard]] FactSet of_works() const { return of_works_; }

  const spdx::Use& use() const { return use_; }

 private:
  void find_products(spdx::WorkIndex target);
  const std::vector<std::string>* find(FactId fact, const Term& term, const Arrival& arrival,
                                       spdx::WorkIndex result) const;
  const std::vector<std::string>* stated(const std::string& id, const Term& term,
                                         const Arrival& arrival, spdx::WorkIndex result) const;
  const std::vector<std::string>* of_work(const std::string& key, spdx::WorkIndex index) const;
  bool shares_license(const Term& term, spdx::WorkIndex result) const;

  const Model& model_;
  const Flow& flow_;
  const spdx::Use& use_;
  std::vector<std::string> yes_ = {"true"};
  std::vector<std::string> no_ = {"false"};
  FactSet of_works_ = 0;
  bool sells_ = false;
  bool keeps_inside_ = false;         // the acts say that nobody outside gets it
  bool gives_out_ = false;            // they say that somebody does
  std::set<spdx::WorkIndex> inside_;  ///< works received inside a third party's product
  mutable std::unordered_map<std::size_t, std::vector<std::string>>
      names_;  ///< kinds and names as fact values
};

}  // namespace licet::engine
