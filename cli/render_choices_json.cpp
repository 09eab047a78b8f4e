// The answer of `licet choose` for programs.
#include "cli/choose.h"
#include "cli/finding_json.h"

namespace licet::cli {

namespace {

using Json = nlohmann::ordered_json;
using engine::Finding;

Json findings_of(const std::vector<Finding>& findings) {
  Json rows = Json::array();
  for (const Finding& finding : findings)
    rows.push_back(finding_json(finding));
  return rows;
}

Json reason_of(const engine::Reason& reason) {
  Json row = {
      {"license",   reason.label                      },
      {"fit",       std::string(to_string(reason.fit))},
      {"conflicts", findings_of(reason.conflicts)     },
      {"open",      findings_of(reason.open)          }
  };
  if (reason.smallest) row["smallest"] = core_json(*reason.smallest);
  return row;
}

Json labels_of(const std::vector<engine::LabelFit>& labels) {
  Json rows = Json::array();
  for (const engine::LabelFit& label : labels) {
    rows.push_back({
        {"license",   label.license                    },
        {"fit",       std::string(to_string(label.fit))},
        {"conflicts", label.conflicts                  },
        {"open",      label.open                       }
    });
  }
  return rows;
}

Json order_of(const engine::UseChoice& use) {
  Json rows = Json::array();
  for (const engine::FitGroup& group : use.order) {
    rows.push_back({
        {"licenses",   group.licenses  },
        {"level",      group.level     },
        {"just_below", group.just_below}
    });
  }
  return rows;
}

Json parts_of(const engine::UseChoice& use) {
  Json parts = Json::object();
  for (const engine::PartFit& part : use.parts)
    parts[part.part] = part.licenses;
  return parts;
}

Json use_of(const engine::UseChoice& use) {
  Json together = Json::object();
  for (const auto& [part, license] : use.by_part)
    together[part] = license;
  Json reasons = Json::array();
  for (const engine::Reason& reason : use.why_not)
    reasons.push_back(reason_of(reason));
  Json own = reason_of(use.own_terms.reason);
  own["must_contain"] = findings_of(use.own_terms.must_contain);
  return {
      {"target",         use.target                         },
      {"name",           use.target_name                    },
      {"acts",           use.acts                           },
      {"fit",            std::string(to_string(fit_of(use)))},
      {"labels",         labels_of(use.labels)              },
      {"or_later",       labels_of(use.or_later)            },
      {"judged",         use.judged                         },
      {"order",          order_of(use)                      },
      {"contradictions", findings_of(use.contradictions)    },
      {"unmendable",     findings_of(use.unmendable)        },
      {"unknown_terms",  findings_of(use.unknown_terms)     },
      {"open_anyway",    findings_of(use.open_anyway)       },
      {"own_terms",      std::move(own)                     },
      {"parts",          parts_of(use)                      },
      {"by_part",        std::move(together)                },
      {"stated",         use.stated                         },
      {"why_not",        std::move(reasons)                 }
  };
}

}  // namespace

std::string render_choices_json(const engine::Choices& choices, const Style& /*style*/) {
  Json out = {
      {"licet",     1                },
      {"catalogue", choices.catalogue}
  };
  out["input"] = {
      {"path",   choices.input },
      {"sha256", choices.sha256}
  };
  out["fit"] = std::string(to_string(engine::fit_of(choices)));
  out["left_out"] = choices.left_out;
  out["uses"] = Json::array();
  for (const engine::UseChoice& use : choices.uses)
    out["uses"].push_back(use_of(use));
  return json_text(out);
}

}  // namespace licet::cli
