// The report for programs. The shape is that of data/schema/report.schema.json; members keep their
// order.
#include "cli/finding_json.h"
#include "cli/render.h"

namespace licet::cli {

namespace {

using Json = nlohmann::ordered_json;
using engine::Finding;

Json path_of(const Finding& finding) {
  Json path = Json::array();
  for (const engine::PathStep& step : finding.path) {
    path.push_back({
        {"source",   step.source                              },
        {"relation", step.relation                            },
        {"result",   step.result                              },
        {"by",       step.third_party ? "third-party" : "self"}
    });
  }
  return path;
}

Json open_of(const Finding& finding) {
  Json open = Json::array();
  for (const engine::OpenRelation& relation : finding.open) {
    open.push_back({
        {"source",   relation.source  },
        {"relation", relation.relation},
        {"result",   relation.result  },
        {"readings", relation.readings}
    });
  }
  return open;
}

Json acts_of(const Finding& finding) {
  Json acts = Json::array();
  for (const auto& [act, work] : finding.acts) {
    acts.push_back({
        {"act",  act },
        {"work", work}
    });
  }
  return acts;
}

Json facts_of(const Finding& finding) {
  Json facts = Json::array();
  for (const engine::FactUsed& fact : finding.facts) {
    Json row = {
        {"id",    fact.id                                       },
        {"value", fact.stated ? Json(fact.value) : Json(nullptr)}
    };
    if (!fact.stated) row["ask"] = fact.ask;
    facts.push_back(std::move(row));
  }
  return facts;
}

Json assumptions_of(const Finding& finding) {
  Json assumptions = Json::array();
  for (const engine::AssumptionUsed& used : finding.assumptions) {
    Json flips = Json::object();
    for (const auto& [value, becomes] : used.flips)
      flips[value] = becomes;
    assumptions.push_back({
        {"id",    used.id         },
        {"value", used.value      },
        {"flips", std::move(flips)}
    });
  }
  return assumptions;
}

Json choices_of(const engine::UseReport& use) {
  Json choices = Json::object();
  for (const engine::ChoiceTaken& choice : use.choices)
    choices[choice.work] = choice.license;
  return choices;
}

Json sets_of(const std::vector<engine::Conditions>& sets) {
  Json rows = Json::array();
  for (const engine::Conditions& set : sets) {
    Json row = Json::object();
    for (const engine::AssumptionCondition& condition : set)
      row[condition.id] = condition.values;
    rows.push_back(std::move(row));
  }
  return rows;
}

Json values_of(const std::vector<engine::AssumptionTurned>& assumptions) {
  Json values = Json::object();
  for (const engine::AssumptionTurned& assumption : assumptions)
    values[assumption.id] = assumption.value;
  return values;
}

Json sensitivity_of(const engine::Sensitivity& sensitivity) {
  return {
      {"rests_on",     values_of(sensitivity.rests_on) },
      {"safe_if",      sets_of(sensitivity.safe_if)    },
      {"conflict_if",  sets_of(sensitivity.conflict_if)},
      {"kept",         values_of(sensitivity.kept)     },
      {"combinations", sensitivity.combinations        }
  };
}

Json cores_of(const engine::Cores& cores) {
  Json list = Json::array();
  for (const engine::Core& core : cores.cores)
    list.push_back(core_json(core));
  return {
      {"complete", cores.complete },
      {"cores",    std::move(list)}
  };
}

}  // namespace

Json core_json(const engine::Core& core) {
  Json parts = Json::array();
  for (const auto& [kind, text] : core.parts) {
    parts.push_back({
        {"kind", kind},
        {"text", text}
    });
  }
  return {
      {"code",    core.code       },
      {"license", core.license    },
      {"section", core.section    },
      {"other",   core.other      },
      {"parts",   std::move(parts)}
  };
}

Json finding_json(const Finding& finding) {
  Json row = {
      {"code",        finding.code                                          },
      {"severity",    std::string(to_string(finding.severity))              },
      {"use",         finding.use                                           },
      {"target",      finding.target                                        },
      {"work",        finding.work                                          },
      {"also",        finding.also                                          },
      {"license",     finding.license                                       },
      {"section",     finding.section                                       },
      {"clause",      finding.note                                          },
      {"act",         finding.acts.empty() ? "" : finding.acts.front().first},
      {"acts",        acts_of(finding)                                      },
      {"place",       finding.place                                         },
      {"actor",       finding.own_act ? "self" : "third-party"              },
      {"path",        path_of(finding)                                      },
      {"facts",       facts_of(finding)                                     },
      {"assumptions", assumptions_of(finding)                               },
      {"message",     finding.message                                       },
      {"remedy",      finding.remedy                                        }
  };
  if (!finding.open.empty()) row["open"] = open_of(finding);
  row["origin"] = {
      {"file",   finding.origin.file  },
      {"line",   finding.origin.line  },
      {"column", finding.origin.column}
  };
  return row;
}

std::string json_text(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render_json(const engine::Report& report, const Style& /*style*/) {
  Json out = {
      {"licet",     1               },
      {"catalogue", report.catalogue}
  };
  out["input"] = {
      {"path",   report.input },
      {"sha256", report.sha256}
  };
  out["verdict"] = std::string(to_string(report.verdict));
  out["assumptions"] = Json::object();
  for (const engine::AssumptionTaken& taken : report.assumptions)
    out["assumptions"][taken.id] = taken.value;
  out["choices"] = report.uses.empty() ? Json::object() : choices_of(report.uses.front());
  out["outbound"] = Json::array();
  out["uses"] = Json::array();
  for (const engine::UseReport& use : report.uses) {
    out["outbound"].push_back(use.outbound.empty() ? Json(nullptr) : Json(use.outbound));
    out["uses"].push_back({
        {"target",  use.target                         },
        {"name",    use.target_name                    },
        {"acts",    use.acts                           },
        {"verdict", std::string(to_string(use.verdict))},
        {"choices", choices_of(use)                    }
    });
    if (use.cores) out["uses"].back()["reasons"] = cores_of(*use.cores);
    if (use.sensitivity) out["uses"].back()["sensitivity"] = sensitivity_of(*use.sensitivity);
  }
  out["findings"] = Json::array();
  for (const Finding& finding : report.findings)
    out["findings"].push_back(finding_json(finding));
  out["notes"] = Json::array();
  for (const spdx::Error& note : report.notes)
    out["notes"].push_back(to_string(note));
  return json_text(out);
}

}  // namespace licet::cli
