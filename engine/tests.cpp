// The tests that rules name. Each takes a triggered clause and says what comes of it; which finding
// that is stands in data/rules.json.
#include <algorithm>

#include <fmt/format.h>

#include "engine/judge.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::lowercase;

// What an outbound alternative says to a clause about outbound licenses.
enum class Answer : std::uint8_t {
  Accepted,
  Refused,
  NotKnown
};

bool names(const std::vector<std::string>& accepted, const Catalogue& catalogue,
           const OutboundLicense& member) {
  const auto has = [&](const std::string& id) {
    return std::ranges::find(accepted, id) != accepted.end();
  };
  return has(catalogue.licenses[member.license].id) || std::ranges::any_of(member.through, has);
}

// A license carries a use policy if one of its own clauses passes the same policy on.
bool carries_policy(const License& license, const std::string& policy) {
  return !policy.empty() &&
         std::ranges::any_of(license.clauses, [&](const Clause& c) { return c.policy == policy; });
}

Answer answer_of(const Trigger& trigger, const std::vector<OutboundLicense>& option,
                 const Collector& collector) {
  std::vector<std::string> accepted = trigger.clause->accepts;
  const std::vector<std::string>& through = collector.term_of(trigger).through;
  accepted.insert(accepted.end(), through.begin(), through.end());
  const std::string_view part = kParts[trigger.arrival.part];
  const auto of_part = [&](const OutboundLicense& member) {
    return member.part.empty() || member.part == part;
  };
  const bool any_of_part = trigger.arrival.part != 0 && std::ranges::any_of(option, of_part);
  Answer answer = Answer::Refused;
  for (const OutboundLicense& member : option) {
    if (any_of_part && !of_part(member)) continue;
    if (member.status != TermStatus::Known) {
      answer = Answer::NotKnown;
    } else if (names(accepted, collector.catalogue(), member) ||
               carries_policy(collector.catalogue().licenses[member.license],
                              trigger.clause->policy)) {
      return Answer::Accepted;
    }
  }
  return answer;
}

// The three outcomes over all alternatives of the outbound license; findings of one alternative
// hang on it.
void compare_outbound(const Rule& rule, const Trigger& trigger, Collector& collector,
                      bool own_terms_will_do) {
  const Outbound& outbound = collector.outbound_of(trigger.exercise.place);
  Details details = {
      {"outbound", outbound.text}
  };
  if (outbound.unset()) {
    if (rule.due) collector.emit(trigger, *rule.due, std::move(details));
    return;
  }
  if (outbound.own_terms) {
    const auto code = own_terms_will_do ? rule.due : rule.violated;
    if (code) collector.emit(trigger, *code, std::move(details));
    return;
  }
  for (std::size_t i = 0; i < outbound.options.size(); ++i) {
    const Answer answer = answer_of(trigger, outbound.options[i], collector);
    const auto literal = outbound.choice
                             ? std::optional(Literal{*outbound.choice, std::uint64_t{1} << i})
                             : std::nullopt;
    if (answer == Answer::Refused && rule.violated)
      collector.emit(trigger, *rule.violated, details, literal);
    if (answer == Answer::NotKnown && rule.due)
      collector.emit(trigger, *rule.due, details, literal);
    const bool own_label = trigger.arrival.relation == Arrival::kNone;
    if (answer == Answer::Accepted && rule.met && !own_label) {
      collector.emit(trigger, *rule.met, details, literal, Severity::Note);
    }
  }
}

bool test_forbidden(const Rule& rule, const Trigger& trigger, Collector& collector) {
  if (trigger.truth == Truth::Unset) {
    collector.emit(trigger, collector.catalogue().engine_codes.fact_missing, {});
    return false;
  }
  return rule.violated && collector.emit(trigger, *rule.violated, {}) == Severity::Conflict;
}

// Whether the use states a field that the policy prohibits.
bool test_field(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const spdx::Use& use = collector.use_case().use;
  bool excluded = false;
  for (const auto& [field, item] : trigger.clause->fields) {
    if (std::ranges::find(use.fields, field) == use.fields.end()) continue;
    excluded = true;
    if (rule.violated) {
      collector.emit(trigger, *rule.violated,
                     {
                         {"field", field},
                         {"item",  item }
      });
    }
  }
  if (!excluded && rule.due) collector.emit(trigger, *rule.due, {});
  return false;
}

bool test_own_terms(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const Outbound& outbound = collector.outbound_of(trigger.exercise.place);
  if (outbound.own_terms && rule.violated) {
    collector.emit(trigger, *rule.violated,
                   {
                       {"outbound", outbound.text}
    });
  }
  if (!outbound.own_terms && !outbound.unset()) {
    Rule only_violated = rule;
    only_violated.due.reset();
    only_violated.met.reset();
    compare_outbound(only_violated, trigger, collector, false);
  }
  return false;
}

// The name the result goes out under: the product's if the result is the target, without the
// owner's name before a slash.
std::string public_name(const Trigger& trigger, const Collector& collector) {
  const Case& use_case = collector.use_case();
  const spdx::WorkIndex result = trigger.exercise.result;
  std::string name = use_case.model.stack.works[result].name;
  const bool model_product = result == use_case.target && use_case.use.product.has_value();
  if (model_product) name = *use_case.use.product;
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

bool test_name(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const std::string name = public_name(trigger, collector);
  const bool begins = lowercase(name).rfind(lowercase(trigger.clause->prefix), 0) == 0;
  const Details details = {
      {"name", name}
  };
  if (trigger.truth == Truth::Unset) {
    if (!begins && rule.due) collector.emit(trigger, *rule.due, details);
  } else if (begins) {
    if (rule.met) collector.emit(trigger, *rule.met, details, std::nullopt, Severity::Note);
  } else if (rule.violated) {
    collector.emit(trigger, *rule.violated, details);
  }
  return false;
}

}  // namespace

bool run_test(const Rule& rule, const Trigger& trigger, Collector& collector) {
  switch (rule.test) {
    case Test::Forbidden:
      return test_forbidden(rule, trigger, collector);
    case Test::Field:
      return test_field(rule, trigger, collector);
    case Test::OwnTerms:
      return test_own_terms(rule, trigger, collector);
    case Test::OutboundAccepted:
      compare_outbound(rule, trigger, collector, false);
      return false;
    case Test::OutboundCarries:
      compare_outbound(rule, trigger, collector, true);
      return false;
    case Test::NameBegins:
      return test_name(rule, trigger, collector);
    case Test::Due:
      if (rule.due) collector.emit(trigger, *rule.due, {});
      return false;
    case Test::Granted:
    case Test::NothingAdded:
      return false;  // put to all clauses of the license, and to pairs of licenses
  }
  return false;
}

}  // namespace licet::engine
