#include "engine/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/readings.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

class Explainer {
 public:
  Explainer(const Candidate& candidate, const Explaining& explaining)
      : c_(candidate),
        case_(explaining.use_case),
        facts_(explaining.facts),
        origins_(explaining.origins) {}

  Finding run(std::size_t use_index) {
    const Code& code = catalogue().codes[c_.code];
    out_.code = code.id;
    out_.severity = c_.severity;
    out_.settled = c_.declared;
    out_.use = use_index;
    out_.target = work(c_.target).id;
    out_.place = work(c_.place).id;
    out_.own_act = c_.own_act;
    for (const ActDone& done : c_.acts)
      out_.acts.emplace_back(catalogue().acts[done.act].id, work(done.work).id);
    add_license();
    add_path();
    add_open();
    add_facts();
    add_assumptions();
    Details words = details();
    const bool open = add_reading(words);
    if (const auto duty = catalogue().find_code(words["duty"])) {
      words["duty"] = fill(catalogue().codes[*duty].message, words);
    }
    out_.message = fill(code.message, words);
    if (open && c_.code != catalogue().engine_codes.relation_unclear) {
      out_.message = fmt::format("{}: {}", words["provided"], out_.message);
    }
    if (c_.lift != nullptr && c_.declared == Severity::Obligation)
      out_.message += fmt::format("; {} frees from this if {}", c_.lift->of, c_.lift->condition);
    if (c_.declared == Severity::Unknown && code.severity == Severity::Conflict)
      out_.message = "its text is not known, but by its class " + out_.message;
    if (c_.severity == Severity::Review && c_.declared != Severity::Review)
      out_.message = "open whether this applies: " + out_.message;
    out_.remedy = c_.declared == Severity::Note && code.severity != Severity::Note
                      ? ""
                      : fill(code.remedy, words);
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Catalogue& catalogue() const { return case_.model.catalogue; }

  [[nodiscard]] const spdx::Work& work(spdx::WorkIndex index) const {
    return case_.model.stack.works[index];
  }

  void add_license() {
    out_.work = work(c_.place).id;
    out_.origin = work(c_.place).place;
    // The license goes by its own name and that of its exception.
    const std::string exception = exception_of(c_, case_.model);
    out_.license = license_of(c_, case_.model);
    out_.license_name = called(out_.license) + exception;
    out_.license += exception;
    if (c_.lift != nullptr && c_.declared != Severity::Obligation &&
        c_.lift->of == exception_id()) {
      out_.section = c_.lift->section;
      out_.note = c_.lift->note;
      return;
    }
    if (c_.clause == nullptr) return;
    out_.section = c_.clause->section;
    out_.note = c_.clause->note;
  }

  [[nodiscard]] std::string exception_id() const {
    if (!c_.term) return {};
    const auto& exception = case_.model.terms.terms[*c_.term].exception;
    return exception ? catalogue().exceptions[*exception].id : std::string();
  }

  // How the licensed work stands where the act meets it.
  [[nodiscard]] std::string standing() const {
    const TransferId transfer = case_.flow[c_.arrivals.front()].transfer;
    const std::string& as = catalogue().transfers[transfer].as;
    return as.empty() ? as : " " + as;
  }

  [[nodiscard]] std::string called(const std::string& id) const {
    return license_called(id, catalogue());
  }

  static std::string with_article(const std::string& id, const std::string& name) {
    return id == name ? name : "the " + name;
  }

  // Every id of a list as people call it, if it is known; ids that are not loaded stay.
  [[nodiscard]] std::string called_each(const std::vector<std::string>& ids) const {
    std::vector<std::string> names;
    for (const std::string& id : ids)
      names.push_back(called(id));
    return spdx::alternatives_text({names.begin(), names.end()});
  }

  void add_path() {
    if (c_.arrivals.empty()) return;
    const std::vector<RelationIndex> path =
        path_of(case_.flow, case_.model.stack, c_.arrivals.front());
    spdx::WorkIndex origin = c_.arrivals.front().work;
    if (!path.empty()) origin = case_.model.stack.relations[path.front()].source;
    for (const RelationIndex index : path)
      add_step(index);
    if (c_.result != c_.place) add_last_step();
    const spdx::Work& first = work(origin);
    out_.work = first.id;
    out_.origin = first.licenses.empty() ? first.place : first.licenses.front().place;
    for (const spdx::WorkIndex index : origins_.of(c_.arrivals)) {
      if (index != origin) out_.also.push_back(work(index).id);
    }
  }

  void add_open() {
    for (const OpenWay& way : c_.open) {
      const spdx::Relation& relation = case_.model.stack.relations[way.relation];
      const auto readings = readings_of(way, case_.model);
      out_.open.push_back({
          work(relation.source).id,
          relation.kind,
          work(relation.result).id,
          {readings.begin(), readings.end()}
      });
    }
  }

  void add_step(RelationIndex index) {
    const spdx::Relation& relation = case_.model.stack.relations[index];
    out_.path.push_back({work(relation.source).id, relation.kind, work(relation.result).id,
                         relation.by == spdx::Actor::ThirdParty});
  }

  // An act done by a relation: the relation itself ends the path.
  void add_last_step() {
    for (const RelationIndex index : case_.model.graph.incoming[c_.result]) {
      if (case_.model.stack.relations[index].source != c_.place) continue;
      add_step(index);
      return;
    }
  }

  void add_facts() {
    if (c_.clause == nullptr || !c_.term || c_.arrivals.empty()) return;
    const Term& term = case_.model.terms.terms[*c_.term];
    const Arrival& arrival = case_.flow[c_.arrivals.front()];
    const FactLookup lookup = facts_.about(term, arrival, c_.result);
    for (std::size_t i = 0; i < catalogue().facts.size(); ++i) {
      const bool read = (c_.read >> i & 1U) != 0;
      if (!read && (c_.missing >> i & 1U) == 0) continue;
      const Fact& fact = catalogue().facts[i];
      FactUsed used{fact.id, "", read, fact.ask, fact.set};
      if (const auto* values = lookup(static_cast<FactId>(i)); read && values != nullptr) {
        for (const std::string& value : *values)
          used.value += (used.value.empty() ? "" : ", ") + value;
      }
      out_.facts.push_back(std::move(used));
    }
  }

  void add_assumptions() {
    for (std::size_t i = 0; i < catalogue().assumptions.size(); ++i) {
      if ((c_.assumes >> i & 1U) == 0) continue;
      const auto id = static_cast<AssumptionId>(i);
      const Assumption& assumption = catalogue().assumptions[id];
      AssumptionUsed used{assumption.id, assumption.values[case_.values.value[id]].id, "", {}};
      // What a relation means is asked by the finding itself, with the relation's name.
      if (case_.values.effect(catalogue(), id) == Effect::Review &&
          (catalogue().unclear >> i & 1U) == 0)
        used.question = assumption.question;
      AssumptionValues other = case_.values;
      for (other.value[id] = 0; other.value[id] < assumption.values.size(); ++other.value[id]) {
        const Effect effect = other.effect_of(catalogue(), c_.assumes);
        const Severity severity = severity_of(catalogue(), other, c_.assumes, c_.declared);
        if (effect != Effect::Absent && severity == c_.severity) continue;
        used.flips.emplace_back(
            assumption.values[other.value[id]].id,
            effect == Effect::Absent ? "gone" : std::string(to_string(severity)));
      }
      out_.assumptions.push_back(std::move(used));
    }
  }

  [[nodiscard]] Details details() const {
    Details words = c_.details;
    words["license"] = with_article(out_.license, out_.license_name);
    if (words.contains("other"))
      words["other"] = with_article(words["other"], called(words["other"]));
    words["id"] = out_.license;
    words["exception"] = c_.lift != nullptr ? c_.lift->of : exception_id();
    words["section"] = out_.section;
    words["work"] = out_.work;
    words["target"] = out_.target;
    words["place"] = out_.place;
    words["result"] = work(c_.result).id;
    if (!c_.others.empty()) {
      words["others"] = work(origin_of(case_.flow, case_.model.stack, c_.others.front())).id;
    }
    words["note"] =
        c_.lift != nullptr && c_.declared != Severity::Obligation ? c_.lift->note : out_.note;
    words["act"] = out_.acts.empty() ? "use" : out_.acts.front().first;
    if (!c_.arrivals.empty()) words["as"] = standing();
    for (const FactUsed& fact : out_.facts)
      add_fact_words(fact, words);
    add_limited(words);
    if (c_.clause != nullptr) add_payload(words);
    if (words.contains("text")) add_family(words);
    return words;
  }

  // What is said of an unclear relation; false if the finding rests on none.
  [[nodiscard]] bool add_reading(Details& words) const {
    if (c_.open.empty()) return false;
    const OpenWay& open = c_.open.front();
    const bool all = in_every_reading({open}, case_.model);
    const spdx::Relation& relation = case_.model.stack.relations[open.relation];
    words["relation"] = relation.kind;
    words["user"] = work(relation.result).id;
    words["used"] = work(relation.source).id;
    const std::string said =
        fmt::format("\"{} {} {}\"", words["user"], words["relation"], words["used"]);
    words["readings"] = spdx::alternatives_text(readings_of(open, case_.model));
    words["provided"] = all ? fmt::format("whatever {} means", said)
                            : fmt::format("if {} means {}", said, words["readings"]);
    return true;
  }

  static void append(std::string& list, std::string_view between, const std::string& text) {
    if (!list.empty()) list += between;
    list += text;
  }

  static void add_fact_words(const FactUsed& fact, Details& words) {
    if (fact.stated) {
      append(words["facts"], ", ", fact.id + " = " + fact.value);
    } else {
      append(words["ask"], " ", fact.ask);
      append(words["set"], "; ", fact.set);
    }
  }

  // What the use is that the license limits, by the facts that the clause read.
  void add_limited(Details& words) const {
    for (const FactUsed& used : out_.facts) {
      const auto fact = catalogue().find_fact(used.id);
      for (const auto& [value, said] : catalogue().facts[*fact].said) {
        if (used.stated && used.value == value) append(words["limited"], " and ", said);
      }
    }
  }

  // What an ambiguous name may stand for.
  void add_family(Details& words) const {
    const spdx::KnownName* family = catalogue().find_ambiguous(words["text"]);
    if (family == nullptr) return;
    const auto ids = family->candidates;
    words["possible"] =
        ids.empty() ? "the id of its version" : spdx::alternatives_text({ids.begin(), ids.end()});
  }

  void add_payload(Details& words) const {
    words["prefix"] = c_.clause->prefix;
    words["accepts"] = c_.clause->accepts_open_source
                           ? "a license that the OSI or the FSF approves of"
                           : called_each(c_.clause->accepts);
    if (!c_.clause->text.empty()) {
      words["text"] = c_.clause->text;
      words["quoted"] = fmt::format(": \"{}\"", c_.clause->text);
      words["withtext"] = fmt::format(" (\"{}\")", c_.clause->text);
    }
    if (!c_.clause->file.empty())
      words["infile"] = fmt::format(" in a file named {}", c_.clause->file);
  }

  const Candidate& c_;
  const Case& case_;
  const Facts& facts_;
  Origins& origins_;
  Finding out_;
};

}  // namespace

std::string license_called(const std::string& id, const Catalogue& catalogue) {
  const auto license = catalogue.find_license(id);
  return license && id.rfind("LicenseRef-", 0) == 0 ? catalogue.licenses[*license].name : id;
}

std::string fill(const std::string& text, const Details& details) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open - at);
    const auto word = details.find(text.substr(open + 1, close - open - 1));
    if (word != details.end()) out += word->second;
    at = close + 1;
  }
  return out;
}

Finding explain(const Candidate& candidate, const Explaining& explaining, std::size_t use_index) {
  return Explainer(candidate, explaining).run(use_index);
}

}  // namespace licet::engine
