#include "cli/remarks.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/finding_json.h"

namespace licet::cli {

namespace {

using Json = nlohmann::ordered_json;
using engine::Finding;
using engine::Severity;
using spdx::Remark;

// Most findings of one severity that a sentence names.
constexpr std::size_t kMostNamed = 5;

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// On one line.
std::string plain(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

std::string sentence(const std::string& what) {
  return plain(fmt::format("licet {}: {}", kVersion, what));
}

// `noncommercial-use (CC-BY-NC-4.0 2(a)(1))`.
std::string named(const Finding& finding) {
  if (finding.license_name.empty()) return finding.code;
  const std::string space = finding.section.empty() ? "" : " ";
  return fmt::format("{} ({}{}{})", finding.code, finding.license_name, space, finding.section);
}

// `conflict: a, b; review: c, and 3 more`.
std::string words_of(const std::vector<const Finding*>& findings) {
  std::map<Severity, std::vector<std::string>> by_severity;
  for (const Finding* finding : findings) {
    auto& names = by_severity[finding->severity];
    const std::string name = named(*finding);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::vector<std::string> parts;
  for (auto& [severity, names] : by_severity) {
    if (names.size() > kMostNamed) {
      const std::string more = fmt::format("and {} more", names.size() - kMostNamed);
      names.resize(kMostNamed);
      names.push_back(more);
    }
    parts.push_back(fmt::format("{}: {}", to_string(severity), fmt::join(names, ", ")));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

Json payload_of(const Judged& judged, const std::string& work, Severity verdict) {
  return {
      {"licet",     1                              },
      {"catalogue", judged.report.catalogue        },
      {"work",      work                           },
      {"verdict",   std::string(to_string(verdict))}
  };
}

// Findings as payloads have them. Each is made once: one finding may hold for thousands of works.
class FindingRows {
 public:
  explicit FindingRows(const engine::Report& report) : findings_(report.findings) {
    for (const Finding& finding : findings_) {
      const Json all = finding_json(finding);
      Json& row = rows_.emplace_back(Json::object());
      for (const char* member : {"code", "severity", "target", "license", "section", "act", "actor",
                                 "path", "message", "remedy"})
        row[member] = all[member];
    }
  }

  // Of the findings on one work. A message speaks of the first work that a finding is on.
  [[nodiscard]] Json of(const std::vector<const Finding*>& findings, std::string_view work) const {
    Json out = Json::array();
    for (const Finding* finding : findings) {
      out.push_back(rows_[static_cast<std::size_t>(finding - findings_.data())]);
      if (finding->work != work) out.back().erase("message");
    }
    return out;
  }

 private:
  const std::vector<Finding>& findings_;
  std::vector<Json> rows_;
};

std::string counts_of(const engine::Report& report) {
  std::map<Severity, std::size_t> counts;
  for (const Finding& finding : report.findings)
    ++counts[finding.severity];
  std::vector<std::string> parts;
  for (const auto& [severity, count] : counts)
    parts.push_back(fmt::format("{} {}", count, to_string(severity)));
  return parts.empty() ? "no findings" : fmt::format("findings: {}", fmt::join(parts, ", "));
}

// `findings` are those on works that are no elements, such as a product that holds all others.
Remark document_remark(const Judged& judged, const std::vector<const Finding*>& findings,
                       Json rows) {
  const engine::Report& report = judged.report;
  Json payload = {
      {"licet",     1               },
      {"catalogue", report.catalogue}
  };
  payload["input"]["sha256"] = report.sha256;
  payload["verdict"] = std::string(to_string(report.verdict));
  payload["assumptions"] = Json::object();
  for (const engine::AssumptionTaken& taken : report.assumptions)
    payload["assumptions"][taken.id] = taken.value;
  payload["uses"] = Json::array();
  std::vector<std::string> words;
  for (const engine::UseReport& use : report.uses) {
    Json choices = Json::object();
    for (const engine::ChoiceTaken& choice : use.choices)
      choices[choice.work] = choice.license;
    payload["uses"].push_back({
        {"target",       use.target                                               },
        {"acts",         use.acts                                                 },
        {"acts_assumed", use.acts_assumed                                         },
        {"outbound",     use.outbound.empty() ? Json(nullptr) : Json(use.outbound)},
        {"verdict",      std::string(to_string(use.verdict))                      },
        {"choices",      std::move(choices)                                       }
    });
    if (words.size() == kMostNamed) continue;
    words.push_back(fmt::format("{} for {} ({}{})", to_string(use.verdict), use.target,
                                fmt::join(use.acts, ", "), use.acts_assumed ? ", assumed" : ""));
  }
  if (report.uses.size() > words.size())
    words.push_back(fmt::format("and {} more", report.uses.size() - words.size()));
  if (!findings.empty()) {
    payload["findings"] = std::move(rows);
    words.push_back("on the whole: " + words_of(findings));
  }
  const std::string what =
      fmt::format("verdict {}; {}; {}. Catalogue {}. Not legal advice.", to_string(report.verdict),
                  fmt::join(words, "; "), counts_of(report), report.catalogue);
  return {"", sentence(what), compact(payload), std::nullopt};
}

// The findings on each work, in the order of the report.
std::unordered_map<std::string_view, std::vector<const Finding*>> by_work(
    const engine::Report& report) {
  std::unordered_map<std::string_view, std::vector<const Finding*>> out;
  for (const Finding& finding : report.findings) {
    out[finding.work].push_back(&finding);
    for (const std::string& work : finding.also)
      out[work].push_back(&finding);
  }
  return out;
}

}  // namespace

std::string subject_of(const spdx::Work& work) {
  return work.reference.empty() ? work.id : work.reference;
}

std::vector<Remark> remarks_of(const Judged& judged) {
  std::vector<Remark> out(1);
  const auto findings = by_work(judged.report);
  const FindingRows rows(judged.report);
  std::set<std::string_view> elements;
  for (const spdx::Element& element : judged.document.elements)
    elements.insert(element.id);
  std::vector<const Finding*> of_document;
  Json whole = Json::array();
  for (const spdx::Work& work : judged.input.stack.works) {
    const auto found = findings.find(work.id);
    if (found == findings.end()) continue;
    if (!elements.contains(subject_of(work))) {
      std::ranges::copy(found->second, std::back_inserter(of_document));
      std::ranges::move(rows.of(found->second, work.id), std::back_inserter(whole));
      continue;
    }
    Severity verdict = Severity::Clear;
    for (const Finding* finding : found->second)
      verdict = std::min(verdict, finding->severity);
    Json payload = payload_of(judged, work.id, verdict);
    payload["findings"] = rows.of(found->second, work.id);
    out.push_back({subject_of(work), sentence(words_of(found->second)), compact(payload), {}});
  }
  out.front() = document_remark(judged, of_document, std::move(whole));
  return out;
}

spdx::Remark clear_remark(const Judged& judged, const spdx::Work& work) {
  return {subject_of(work), sentence("no findings"),
          compact(payload_of(judged, work.id, Severity::Clear)), std::nullopt};
}

}  // namespace licet::cli
