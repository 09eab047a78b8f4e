#include "spdx/work_remarks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "spdx/lineage.h"
#include "spdx/write_documents.h"

namespace licet::spdx {

std::vector<std::pair<std::string, std::string>> work_remarks(const Work& work) {
  std::vector<std::pair<std::string, std::string>> out;
  if (work.kind.empty()) out.emplace_back("kind", "unstated");
  if (work.kind == "service") out.emplace_back("kind", "service");
  if (work.owned) out.emplace_back("owner", "self");
  for (const auto& [id, value] : work.facts)
    out.emplace_back("fact " + id, fmt::format("{}", fmt::join(value.texts, ", ")));
  return out;
}

std::string work_remarks_text(const Work& work) {
  std::string out;
  for (const auto& [name, value] : work_remarks(work))
    out += fmt::format("{}licet: {} {}", out.empty() ? "" : "\n", name, value);
  return out;
}

std::string part_remark(const std::string& part) {
  return "licet: part " + part;
}

std::vector<Error> unwritable(const Stack& stack) {
  if (!stack.works.empty()) return {};
  return {
      {{stack.name, 0, 0}, "the stack has no works; a document is about at least one"}
  };
}

std::vector<Error> unwritten_uses(const Stack& stack, std::string_view standard) {
  if (stack.uses.empty()) return {};
  return {
      {stack.uses.front().place,
       fmt::format("{} does not say what is to be done with a work: the use is left out",
       standard)}
  };
}

std::vector<WorkIndex> described_works(const Stack& stack) {
  std::vector<bool> described(stack.works.size(), false);
  bool any = false;
  for (const Use& use : stack.uses) {
    if (!use.target) continue;
    described[*use.target] = true;
    any = true;
  }
  if (!any) described = final_works(stack);
  std::vector<WorkIndex> out;
  for (std::size_t i = 0; i < described.size(); ++i) {
    if (described[i]) out.push_back(static_cast<WorkIndex>(i));
  }
  return out;
}

}  // namespace licet::spdx
