#include <array>
#include <optional>
#include <set>

#include "tests/asp_text.h"

namespace licet::tests {

namespace {

using engine::Catalogue;

std::string_view test_name(engine::Test test) {
  using engine::Test;
  switch (test) {
    case Test::Granted:
      return "granted";
    case Test::Forbidden:
      return "forbidden";
    case Test::Field:
      return "field";
    case Test::OwnTerms:
      return "own-terms";
    case Test::OutboundAccepted:
      return "outbound-accepted";
    case Test::OutboundCarries:
      return "outbound-carries";
    case Test::NothingAdded:
      return "nothing-added";
    case Test::NameBegins:
      return "name-begins";
    case Test::MayLift:
      return "may-lift";
    case Test::KeptByLabel:
      return "kept-by-label";
    case Test::Due:
      return "due";
  }
  return "";
}

std::string_view modality_name(engine::Modality modality) {
  constexpr std::array<std::string_view, 5> kNames = {"grant", "forbid", "require", "note",
                                                      "silent"};
  return kNames[static_cast<std::size_t>(modality)];
}

class CatalogueWriter {
 public:
  CatalogueWriter(const Catalogue& catalogue, const engine::Request& request, FactText& facts)
      : catalogue_(catalogue), request_(request), facts_(facts) {}

  void run() {
    write_transfers();
    write_relations();
    write_assumptions();
    write_kinds();
    write_facts();
  }

 private:
  void write_transfers() {
    const auto& rows = catalogue_.transfers;
    facts_.add("identity", rows[catalogue_.identity].id);
    facts_.add("nothing", rows[catalogue_.nothing].id);
    facts_.add("larger", rows[catalogue_.larger].id);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      facts_.add("transfer", rows[i].id);
      if (rows[i].binds_maker) facts_.add("binds_maker", rows[i].id);
      if (rows[i].changes) facts_.add("changes", rows[i].id);
      if (rows[i].expression) facts_.add("expression", rows[i].id);
      for (const std::string& other : members(rows[i].granted_by, rows))
        facts_.add("covered_by", rows[i].id, other);
      for (std::size_t j = 0; j < rows.size(); ++j)
        facts_.add("compose", rows[i].id, rows[j].id, rows[catalogue_.composition[i][j]].id);
    }
    for (const engine::Act& act : catalogue_.acts) {
      facts_.add("act_id", act.id);
      if (act.needs_outbound) facts_.add("needs_outbound", act.id);
      for (const std::string& other : members(act.granted_by, catalogue_.acts))
        facts_.add("granted_by", act.id, other);
      for (const std::string& other : members(act.implies, catalogue_.acts))
        facts_.add("implies", act.id, other);
    }
  }

  void write_relations() {
    for (const engine::RelationKind& kind : catalogue_.relations) {
      facts_.add("takes", kind.id,
                 Name{part_name(std::string(engine::kParts[kind.carries.front().takes]))});
      if (kind.carries.front().joins) facts_.add("joins", kind.id);
      if (kind.makes) facts_.add("makes", kind.id);
      facts_.add("main", kind.id, catalogue_.transfers[kind.carries.front().transfer].id);
      for (const std::string& act : members(kind.part_acts, catalogue_.acts))
        facts_.add("part_act", kind.id, act);
      for (const engine::Carry& carry : kind.carries) {
        facts_.add("carry", kind.id, catalogue_.transfers[carry.transfer].id, carry.assumes);
        for (const engine::RelationAct& act : carry.acts) {
          const std::string via = act.via ? quoted(catalogue_.transfers[*act.via].id) : "direct";
          facts_.add("making_act", kind.id, catalogue_.acts[act.act].id, Name{via}, act.assumes);
        }
      }
    }
  }

  // The value a profile and single settings give an assumption.
  [[nodiscard]] const engine::AssumptionValue& value_of(std::size_t index) const {
    const engine::Assumption& assumption = catalogue_.assumptions[index];
    std::size_t value = assumption.standard;
    for (const engine::Profile& profile : catalogue_.profiles) {
      for (const auto& [id, set] : profile.values) {
        if (profile.id == request_.profile && id == index) value = set;
      }
    }
    for (const auto& [id, set] : request_.assumptions) {
      for (std::size_t i = 0; id == assumption.id && i < assumption.values.size(); ++i) {
        if (assumption.values[i].id == set) value = i;
      }
    }
    return assumption.values[value];
  }

  void write_assumptions() {
    std::uint64_t absent = 0;
    std::uint64_t unsettled = 0;
    std::uint64_t copyright = 0;
    for (std::size_t i = 0; i < catalogue_.assumptions.size(); ++i) {
      const engine::Assumption& assumption = catalogue_.assumptions[i];
      const std::uint64_t bit = std::uint64_t{1} << i;
      const engine::Effect effect = value_of(i).effect;
      if (effect == engine::Effect::Absent) absent |= bit;
      if (effect != engine::Effect::Applies) unsettled |= bit;
      if (assumption.copyright_only) copyright |= bit;
      if (!assumption.implicit_work_kind.empty())
        facts_.add("implicit", i, bit, assumption.implicit_work_kind);
    }
    facts_.add("absent_bits", absent);
    facts_.add("unsettled_bits", unsettled);
    facts_.add("copyright_only", copyright);
    facts_.add("third_party", std::uint64_t{1} << catalogue_.third_party);
  }

  void write_outcome(const std::string& kind, std::string_view outcome,
                     const std::optional<engine::CodeId>& code) {
    if (code) facts_.add("outcome", kind, Name{outcome}, catalogue_.codes[*code].id);
  }

  void write_kinds() {
    for (std::size_t i = 0; i < catalogue_.kinds.size(); ++i) {
      const std::string& kind = catalogue_.kinds[i].id;
      facts_.add("modality", kind, Name{modality_name(catalogue_.kinds[i].modality)});
      const auto& rule = catalogue_.rules[i];
      if (!rule) continue;
      facts_.add("tests", kind, test_name(rule->test));
      write_outcome(kind, "violated", rule->violated);
      write_outcome(kind, "due", rule->due);
      write_outcome(kind, "met", rule->met);
      write_outcome(kind, "together", rule->together);
    }
    for (const engine::Code& code : catalogue_.codes) {
      facts_.add("code", code.id, static_cast<int>(code.severity), code.weight);
      if (code.message.find("{note}") != std::string::npos) facts_.add("told_by_note", code.id);
    }
  }

  // Facts that somebody states; what follows from the relations is in the rules.
  void write_facts() {
    static const std::set<std::string> kFollow = {"work.inside-product", "work.by-itself",
                                                  "result.shares-license", "result.modified",
                                                  "result.larger-work"};
    for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
      const engine::Fact& fact = catalogue_.facts[i];
      facts_.add("number", fact.id, i);
      const std::size_t dot = fact.id.find('.');
      const std::string scope = fact.id.substr(0, dot);
      if ((scope == "work" || scope == "result") && !kFollow.contains(fact.id))
        facts_.add("fact", fact.id, Name{scope}, fact.id.substr(dot + 1));
      for (const std::string& value : fact.otherwise)
        facts_.add("otherwise", fact.id, value);
    }
  }

  const Catalogue& catalogue_;
  const engine::Request& request_;
  FactText& facts_;
};

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

std::string part_name(const std::string& part) {
  return part.empty() || part == "any" ? "any" : quoted(part);
}

void write_catalogue(const Catalogue& catalogue, const engine::Request& request, FactText& facts) {
  CatalogueWriter(catalogue, request, facts).run();
}

}  // namespace licet::tests
