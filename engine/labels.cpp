#include "engine/labels.h"

#include <algorithm>

namespace licet::engine {

namespace {

// The ids that a clause of a term accepts.
std::vector<std::string> accepted_by(const Clause& clause, const Term& term,
                                     const Catalogue& catalogue) {
  std::vector<std::string> ids = clause.accepts;
  if (catalogue.rules[clause.kind]->test == Test::OwnTerms)
    ids.push_back(catalogue.licenses[term.license].id);
  ids.insert(ids.end(), term.through.begin(), term.through.end());
  return ids;
}

// Whether a label is accepted: as it stands, or only in one of the versions an or-later label
// offers.
Answer label_answer(const std::vector<std::string>& accepted, const Catalogue& catalogue,
                    const OutboundLicense& member) {
  const auto has = [&](const std::string& id) { return holds(accepted, id); };
  const std::string& id = catalogue.licenses[member.license].id;
  if (has(member.through.empty() ? id : member.through.front())) return Answer::Accepted;
  return has(id) || std::ranges::any_of(member.through, has) ? Answer::Narrowed : Answer::Refused;
}

// Whether a clause of a license that stands beside an accepted one takes back what that one gives:
// it says what the license forbids to add, or wants the whole under licenses none of which is
// accepted.
bool takes_back(const Clause& clause, const License& license,
                const std::vector<std::string>& accepted, const Catalogue& catalogue) {
  const Modality modality = catalogue.kinds[clause.kind].modality;
  if (modality == Modality::Grant || modality == Modality::Note ||
      (clause.reach >> catalogue.identity & 1U) == 0)
    return false;
  const auto& rule = catalogue.rules[clause.kind];
  if (rule && rule->together) {
    return std::ranges::none_of(clause.accepts,
                                [&](const std::string& id) { return holds(accepted, id); });
  }
  return std::ranges::any_of(license.clauses, [&](const Clause& own) {
    return adds_nothing(own, catalogue) && (own.tolerates >> clause.kind & 1U) == 0;
  });
}

// Whether a license can stand beside an accepted one in a label: the trigger's license names it as
// welcome, what is under it may be taken under that one, or nothing in it takes anything back.
bool may_stand_beside(const License& other, const std::vector<std::string>& accepted,
                      const Trigger& trigger, const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const License& license = collector.license_of(trigger);
  const bool welcome = std::ranges::any_of(license.clauses, [&](const Clause& own) {
    return adds_nothing(own, catalogue) && holds(own.accepts, other.id);
  });
  Arrival whole;
  whole.transfer = catalogue.identity;
  const FactLookup facts = collector.facts().about_anybody(
      collector.term_of(trigger), trigger.arrival, trigger.exercise.result);
  return welcome || steps_back(other, whole, license.id, facts, catalogue) ||
         std::ranges::none_of(other.clauses, [&](const Clause& clause) {
           FactSet read = 0;
           FactSet missing = 0;
           return takes_back(clause, license, accepted, catalogue) &&
                  evaluate(clause.when, facts, read, missing) != Truth::False;
         });
}

class LabelComparison {
 public:
  LabelComparison(const Trigger& trigger, Test test, const Collector& collector)
      : trigger_(trigger),
        test_(test),
        collector_(collector),
        accepted_(accepted_by(*trigger.clause, collector.term_of(trigger), collector.catalogue())) {
  }

  [[nodiscard]] Answer run(const std::vector<OutboundLicense>& option) const {
    const std::vector<const OutboundLicense*> members = members_for(option);
    const OutboundLicense* best = nullptr;
    Answer answer = Answer::Refused;
    for (const OutboundLicense* member : members) {
      const Answer one = of_member(*member);
      if (one >= answer) continue;
      answer = one;
      best = member;
    }
    if (answer > Answer::Overreaches || test_ == Test::OutboundCarries || !wants_larger_work())
      return answer;
    return std::max(answer, beside(*best, members));
  }

 private:
  // The members that speak of the part in which the licensed work stands.
  [[nodiscard]] std::vector<const OutboundLicense*> members_for(
      const std::vector<OutboundLicense>& option) const {
    const std::string_view part = kParts[trigger_.arrival.part];
    const auto of_part = [&](const OutboundLicense& member) {
      return member.part.empty() || member.part == part;
    };
    const bool any_of_part = trigger_.arrival.part != 0 && std::ranges::any_of(option, of_part);
    std::vector<const OutboundLicense*> members;
    for (const OutboundLicense& member : option) {
      if (!any_of_part || of_part(member)) members.push_back(&member);
    }
    return members;
  }

  [[nodiscard]] Answer of_member(const OutboundLicense& member) const {
    const Catalogue& catalogue = collector_.catalogue();
    if (member.status != TermStatus::Known)
      return member.own_terms ? Answer::OwnTerms : Answer::NotKnown;
    const auto& own = collector_.term_of(trigger_).exception;
    const auto restricts = [&](const std::optional<ExceptionId>& exception) {
      return exception && catalogue.exceptions[*exception].restricts;
    };
    const bool differs = member.exception != own;
    if (differs && (restricts(own) || restricts(member.exception))) return Answer::Refused;
    const License& label = catalogue.licenses[member.license];
    const Answer answer = carries_policy(label, trigger_.clause->policy)
                              ? Answer::Accepted
                              : label_answer(accepted_, catalogue, member);
    return answer == Answer::Accepted && differs && member.exception ? Answer::Overreaches : answer;
  }

  // Whether the license wants a larger work that contains its own under itself.
  [[nodiscard]] bool wants_larger_work() const {
    const Catalogue& catalogue = collector_.catalogue();
    return std::ranges::any_of(collector_.license_of(trigger_).clauses, [&](const Clause& clause) {
      const auto& rule = catalogue.rules[clause.kind];
      return rule && rule->together && (clause.reach >> catalogue.larger & 1U) != 0;
    });
  }

  // What stands beside the accepted member. A license of a part takes nothing from the others.
  [[nodiscard]] Answer beside(const OutboundLicense& accepted,
                              const std::vector<const OutboundLicense*>& members) const {
    for (const OutboundLicense* member : members) {
      if (member == &accepted || !member->part.empty() || !accepted.part.empty()) continue;
      const Answer one = of_member(*member);
      if (one == Answer::OwnTerms || one == Answer::NotKnown) return one;
      if (one == Answer::Refused &&
          !may_stand_beside(collector_.catalogue().licenses[member->license], accepted_, trigger_,
                            collector_))
        return one;
    }
    return Answer::Accepted;
  }

  const Trigger& trigger_;
  Test test_;
  const Collector& collector_;
  std::vector<std::string> accepted_;
};

}  // namespace

bool accepts(const Clause& clause, const Term& term, const OutboundLicense& label,
             const Catalogue& catalogue) {
  return carries_policy(catalogue.licenses[label.license], clause.policy) ||
         label_answer(accepted_by(clause, term, catalogue), catalogue, label) == Answer::Accepted;
}

bool carries_policy(const License& license, const std::string& policy) {
  return !policy.empty() &&
         std::ranges::any_of(license.clauses, [&](const Clause& c) { return c.policy == policy; });
}

bool adds_nothing(const Clause& clause, const Catalogue& catalogue) {
  const auto& rule = catalogue.rules[clause.kind];
  return rule && rule->test == Test::NothingAdded;
}

bool shares_alike(const License& license, const Catalogue& catalogue) {
  return std::ranges::any_of(license.clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    return rule && rule->together;
  });
}

Answer answer_of(const Trigger& trigger, const OutboundOption& option, Test test,
                 const Collector& collector) {
  return LabelComparison(trigger, test, collector).run(option.members);
}

}  // namespace licet::engine
