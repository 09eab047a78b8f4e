// The tests that rules name. Each takes a triggered clause and says what comes of it; which finding
// that is stands in data/rules.json.
#include <algorithm>

#include <fmt/format.h>

#include "engine/labels.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::lowercase;

// A duty that hangs on a fact nobody stated is a question with the duty in it.
void emit_duty(const Trigger& trigger, CodeId due, Details details,
               const std::vector<Literal>& needs, Collector& collector) {
  if (trigger.truth == Truth::Unset) {
    details["duty"] = collector.catalogue().codes[due].id;
    due = collector.catalogue().engine_codes.duty_depends;
  }
  collector.emit(trigger, due, std::move(details), needs);
}

// What would be a breach if a fact nobody stated holds is a question.
void emit_breach(const Trigger& trigger, CodeId violated, Details details,
                 const std::vector<Literal>& needs, Collector& collector) {
  const bool open = trigger.truth == Truth::Unset;
  const CodeId code = open ? collector.catalogue().engine_codes.fact_missing : violated;
  collector.emit(trigger, code, std::move(details), needs);
}

// Terms of one's own can be made to pass others on; share-alike and the like they cannot satisfy.
void own_terms_answer(const Rule& rule, const Trigger& trigger, Details details,
                      const std::vector<Literal>& needs, Collector& collector) {
  if (rule.test == Test::OutboundCarries) {
    if (rule.due) emit_duty(trigger, *rule.due, std::move(details), needs, collector);
  } else if (rule.violated) {
    emit_breach(trigger, *rule.violated, std::move(details), needs, collector);
  }
}

void compare_option(const Rule& rule, const Trigger& trigger, const OutboundOption& option,
                    Collector& collector) {
  const std::vector<Literal>& needs = option.needs;
  Details details;
  details["outbound"] = option.text;
  switch (answer_of(trigger, option, rule.test, collector)) {
    case Answer::Refused:
      if (rule.violated) emit_breach(trigger, *rule.violated, std::move(details), needs, collector);
      return;
    case Answer::Narrowed:
      details["possible"] = "the version that " + collector.license_of(trigger).id + " allows";
      collector.emit(trigger, collector.catalogue().engine_codes.choice_narrowed,
                     std::move(details), needs);
      return;
    case Answer::Overreaches:
      details["possible"] = collector.license_of(trigger).id;
      collector.emit(trigger, collector.catalogue().engine_codes.exception_overreaches,
                     std::move(details), needs);
      return;
    case Answer::OwnTerms:
      own_terms_answer(rule, trigger, std::move(details), needs, collector);
      return;
    case Answer::NotKnown:
      collector.ask_label(trigger, option);
      if (rule.due) emit_duty(trigger, *rule.due, std::move(details), needs, collector);
      return;
    case Answer::Accepted:
      // Under its own license a work keeps its own terms: nothing to say.
      if (rule.met && trigger.arrival.relation != Arrival::kNone) {
        collector.emit(trigger, *rule.met, std::move(details), needs, Severity::Note);
      }
      return;
  }
}

// The three outcomes over all alternatives of the outbound license; findings of one alternative
// hang on it.
void compare_outbound(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const Outbound* label = label_on(collector.use_case(), trigger.exercise.place, trigger.arrival);
  if (label == nullptr) return;
  const Outbound& outbound = *label;
  Details details;
  details["outbound"] = outbound.text;
  if (outbound.unset()) {
    collector.ask_outbound(trigger);
    if (rule.due) emit_duty(trigger, *rule.due, std::move(details), {}, collector);
    return;
  }
  if (outbound.own_terms) {
    own_terms_answer(rule, trigger, std::move(details), {}, collector);
    return;
  }
  for (const OutboundOption& option : outbound.options)
    compare_option(rule, trigger, option, collector);
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
    Details details;
    details["field"] = field;
    details["item"] = item;
    if (rule.violated) emit_breach(trigger, *rule.violated, std::move(details), {}, collector);
  }
  if (!excluded && rule.due) emit_duty(trigger, *rule.due, {}, {}, collector);
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

// Names are compared without regard to case and to what separates their words.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : lowercase(name)) {
    if (c != '-' && c != '_' && c != ' ') out += c;
  }
  return out;
}

bool test_name(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const std::string name = public_name(trigger, collector);
  const bool begins = plain_name(name).rfind(plain_name(trigger.clause->prefix), 0) == 0;
  Details details;
  details["name"] = name;
  if (begins && rule.met && trigger.truth == Truth::True) {
    collector.emit(trigger, *rule.met, std::move(details), {}, Severity::Note);
  } else if (!begins && trigger.truth == Truth::Unset && rule.due) {
    emit_duty(trigger, *rule.due, std::move(details), {}, collector);
  } else if (!begins && rule.violated) {
    collector.emit(trigger, *rule.violated, std::move(details));
  }
  return false;
}

// Whether a license lets everything be done with copies and asks nothing in return.
bool asks_nothing(const License& license, const Trigger& trigger, const Catalogue& catalogue) {
  return std::ranges::none_of(license.clauses, [&](const Clause& clause) {
    const Modality modality = catalogue.kinds[clause.kind].modality;
    return (modality == Modality::Require || modality == Modality::Forbid) &&
           (clause.acts >> trigger.exercise.act & 1U) != 0 &&
           (clause.reach >> catalogue.identity & 1U) != 0;
  });
}

// Whether another clause of the license tests the label of what arrived so; that says it better.
bool label_tested(const Trigger& trigger, const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  return std::ranges::any_of(collector.license_of(trigger).clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    return rule && (rule->test == Test::OutboundAccepted || rule->test == Test::OutboundCarries) &&
           reach_of(clause, trigger.arrival, catalogue);
  });
}

// The work itself, a copy or a changed one and nothing beside it, under a label that asks nothing:
// recipients are told that the condition is gone. What was changed may have a label of its own.
void test_label(const Rule& rule, const Trigger& trigger, Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const Outbound& outbound = collector.outbound_of(trigger.exercise.place);
  if (trigger.arrival.relation == Arrival::kNone || trigger.arrival.joined || !rule.violated ||
      !catalogue.acts[trigger.exercise.act].needs_outbound || label_tested(trigger, collector))
    return;
  const bool copy = trigger.arrival.transfer == catalogue.identity;
  if (!copy && !catalogue.transfers[trigger.arrival.transfer].changes) return;
  const auto silent = [&](const OutboundLicense& member) {
    return member.status == TermStatus::Known &&
           asks_nothing(catalogue.licenses[member.license], trigger, catalogue);
  };
  for (const OutboundOption& option : outbound.options) {
    if (!std::ranges::all_of(option.members, silent)) continue;
    collector.emit(trigger, *rule.violated,
                   {
                       {"outbound", option.text}
    },
                   option.needs, copy ? Severity::Conflict : Severity::Review);
  }
}

}  // namespace

bool run_test(const Rule& rule, const Trigger& trigger, Collector& collector) {
  switch (rule.test) {
    case Test::Forbidden:
      return test_forbidden(rule, trigger, collector);
    case Test::Field:
      return test_field(rule, trigger, collector);
    case Test::OwnTerms:
    case Test::OutboundAccepted:
    case Test::OutboundCarries:
      compare_outbound(rule, trigger, collector);
      return false;
    case Test::NameBegins:
      return test_name(rule, trigger, collector);
    case Test::KeptByLabel:
      test_label(rule, trigger, collector);
      [[fallthrough]];
    case Test::Due:
      if (rule.due) emit_duty(trigger, *rule.due, {}, {}, collector);
      return false;
    case Test::Granted:
    case Test::NothingAdded:
    case Test::MayLift:
      return false;  // put to all clauses of the license, and to pairs of licenses
  }
  return false;
}

}  // namespace licet::engine
