// The alternatives an expression leaves, one at a time, without ever multiplying it out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "spdx/formula.h"

namespace licet::spdx {

/// Goes through the smallest sets of licenses that satisfy a formula: from none of them can a
/// license be left out, and none comes twice. Order: sets with the earlier license of the
/// expression first. Memory is linear in the formula; time to the first alternative too (times the
/// licenses in it). The way from one to the next is short for expressions people write; in the
/// worst case the problem is hard, and then it may be long. The formula must outlive it.
class Alternatives {
 public:
  explicit Alternatives(const Formula& formula);

  /// The next set, as atoms of the formula in order of appearance; nothing when there are no more.
  std::optional<std::vector<std::uint32_t>> next();

 private:
  enum class Mark : std::uint8_t {
    No,
    Open,
    Yes
  };

  Mark value();
  [[nodiscard]] bool still_open(std::uint32_t atom);
  void mark_open();
  [[nodiscard]] bool dispensable(std::uint32_t atom);
  bool promising();
  bool back();
  void take_one();
  std::optional<std::vector<std::uint32_t>> taken();

  const Formula& formula_;
  std::vector<std::uint32_t> order_;  ///< atoms by first appearance
  std::vector<Mark> marks_;           ///< of the atoms: out, undecided, in
  std::vector<Mark> values_;          ///< of the nodes, under the marks
  std::vector<bool> reached_;         ///< open nodes that the root's value still hangs on
  std::vector<std::uint32_t> path_;   ///< decided atoms, in order
  bool fresh_ = true;
};

/// At most `limit` alternatives; nothing if there are more.
std::optional<std::vector<std::vector<std::uint32_t>>> alternatives(const Formula& formula,
                                                                    std::size_t limit);

}  // namespace licet::spdx
