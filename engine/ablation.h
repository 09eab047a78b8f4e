// One use of a stack of which parts are left out, to see what its conflicts need.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/candidate.h"
#include "engine/catalogue.h"
#include "engine/minimal_sets.h"
#include "engine/questions.h"
#include "engine/report.h"

namespace licet::engine {

/// Leaves out the works that do not lead to the target of the stack's one use. Linear.
void keep_lineage(spdx::Stack& stack);

/// Something a conflict may need: an act, a stated fact, what a work of the user's goes out under,
/// a relation, or the demands and prohibitions of one section of a license.
struct Part {
  enum class Kind : std::uint8_t {
    Act,
    Fact,
    Label,
    Relation,
    Clause
  };

  Kind kind = Kind::Act;
  std::string name = {};       ///< the act; the fact's id; the section
  std::string value = {};      ///< the field of use, if the fact is one
  spdx::WorkIndex work = 0;    ///< of a label, or of a fact of a work
  bool of_work = false;        ///< the fact is one of a work, not of the use
  RelationIndex relation = 0;  ///< of the stack
  LicenseId license = 0;       ///< whose section it is
};

/// Which conflict: the same section of one license with the same outcome is one, whatever leads
/// there.
struct ConflictKey {
  std::string code;
  std::string license;
  std::string exception;  ///< " WITH " and its id, if the license goes with one
  std::string section;
  std::string other;  ///< the other license, field of use, label or act it speaks of

  friend bool operator==(const ConflictKey&, const ConflictKey&) = default;

  friend bool operator<(const ConflictKey& a, const ConflictKey& b) {
    return std::tie(a.code, a.license, a.exception, a.section, a.other) <
           std::tie(b.code, b.license, b.exception, b.section, b.other);
  }
};

/// The key of a finding of this model that is a conflict.
ConflictKey conflict_key(const Candidate& candidate, const Model& model);

/// The keys of those of these findings that are conflicts.
std::set<ConflictKey> conflicts_among(const std::vector<Candidate>& findings, const Model& model);

/// What is left of a use once parts are left out: a stack with this use alone, and what is asked of
/// it.
struct Remains {
  spdx::Stack stack;
  Questions questions;
};

/// A use with parts that can be left out. What is no part stays: works and their licenses, grants,
/// notes, kinds and names, and who holds the rights in what. A work that loses all that leads to
/// the target no longer counts.
class Ablation {
 public:
  /// `questions` are what the request asks of the stack; `use` is one of its uses by index. Stack
  /// and catalogue have to live as long; the first remains() copies the catalogue.
  Ablation(const spdx::Stack& stack, const Catalogue& catalogue, const Request& request,
           const Questions& questions, std::size_t use);

  /// In order: acts, facts of the use, labels, relations, facts of works, sections. Only what the
  /// target's lineage holds.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  /// What is left with these parts alone (by index into parts()), to be judged by catalogue();
  /// nothing if no question can be asked of it. Linear in the stack.
  std::optional<Remains> remains(const Members& kept);

  /// The catalogue, in which the sections that the last remains() left out say nothing.
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_ ? *catalogue_ : whole_; }

  /// A part in words: "train-on: data → model", "use.commercial = true".
  [[nodiscard]] CorePart say(const Part& part) const;

 private:
  void list_use();
  void list_works(const std::vector<bool>& lineage);
  void list_sections(const std::vector<bool>& lineage, const Questions& questions);
  void switch_sections(const Members& kept);
  [[nodiscard]] spdx::Stack left(const Members& kept) const;
  void leave_out(const Part& part, spdx::Stack& stack) const;

  const spdx::Stack& stack_;
  const Catalogue& whole_;
  std::optional<Catalogue> catalogue_;  ///< a copy, in which sections are switched off
  Request request_;
  spdx::Use use_;
  std::vector<bool> mine_;
  std::vector<Part> parts_;
  std::vector<bool> sections_off_;  ///< by part
};

}  // namespace licet::engine
