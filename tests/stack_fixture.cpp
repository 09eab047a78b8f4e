#include "tests/stack_fixture.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "cli/render.h"
#include "spdx/read_stack.h"
#include "tests/case_file.h"

namespace licet::tests {

namespace {

[[noreturn]] void fail(const std::vector<spdx::Error>& errors) {
  std::string all;
  for (const spdx::Error& error : errors)
    all += to_string(error) + "\n";
  throw std::runtime_error(all);
}

std::string license_of(const engine::Term& term) {
  return term.status == engine::TermStatus::Known ? whole_catalogue().licenses[term.license].id
                                                  : "?" + term.text;
}

}  // namespace

spdx::Stack stack_of(const std::string& text) {
  auto read = spdx::read_stack(spdx::SourceText("stack", text), whole_catalogue().vocabulary());
  if (!read) fail(read.errors);
  return std::move(*read.value);
}

engine::Report judge(const spdx::Stack& stack, const engine::Request& request) {
  auto report = engine::analyze(stack, whole_catalogue(), request);
  if (!report) fail(report.errors);
  return std::move(*report.value);
}

std::string json_of(const engine::Report& report) {
  return cli::render_json(report, {});
}

Prepared::Prepared(const std::string& text)
    : stack(stack_of(text)),
      terms(engine::bind_terms(stack, whole_catalogue(), errors)),
      graph(engine::build_graph(stack, whole_catalogue())),
      model{stack, whole_catalogue(), terms, graph},
      flow(engine::propagate(model)) {}

std::vector<std::string> Prepared::arrivals(const std::string& work) const {
  std::vector<std::string> out;
  for (const engine::Arrival& arrival : flow.at[index(work)]) {
    out.push_back(fmt::format(
        "{} {}{}{}{} depth {}", license_of(terms.terms[arrival.term]),
        whole_catalogue().transfers[arrival.transfer].id, arrival.third_party ? " third-party" : "",
        arrival.modified ? " modified" : "", arrival.joined ? " joined" : "", arrival.depth));
  }
  std::ranges::sort(out);
  return out;
}

engine::ArrivalRef Prepared::arrival(const std::string& work, const std::string& license) const {
  const auto& here = flow.at[index(work)];
  for (std::uint32_t i = 0; i < here.size(); ++i) {
    if (license_of(terms.terms[here[i].term]) == license) return {index(work), i};
  }
  throw std::runtime_error(license + " does not arrive on " + work);
}

std::vector<std::string> Prepared::path(const std::string& work, const std::string& license) const {
  std::vector<std::string> kinds;
  for (const auto relation : path_of(flow, stack, arrival(work, license))) {
    kinds.push_back(stack.relations[relation].kind);
  }
  return kinds;
}

spdx::WorkIndex Prepared::index(const std::string& work) const {
  const auto found = stack.find(work);
  if (!found) throw std::runtime_error("no work " + work);
  return *found;
}

}  // namespace licet::tests
