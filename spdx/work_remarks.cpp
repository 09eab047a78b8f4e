#include "spdx/work_remarks.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "spdx/lineage.h"
#include "spdx/write_documents.h"

namespace licet::spdx {

namespace {

bool says_more(const Use& use) {
  return !use.acts.empty() || use.outbound || use.product || use.fields_given || !use.facts.empty();
}

}  // namespace

std::vector<Property> work_remarks(const Work& work) {
  std::vector<Property> out;
  if (work.kind.empty()) out.push_back({"kind", "unstated"});
  if (work.kind == "content" || work.kind == "service") out.push_back({"kind", work.kind});
  if (work.owned) out.push_back({"owner", "self"});
  for (const auto& [id, value] : work.facts)
    out.push_back({"fact:" + id, fmt::format("{}", fmt::join(value.texts, ", "))});
  return out;
}

std::string to_comment(const std::vector<Property>& remarks) {
  std::string out;
  for (const Property& remark : remarks) {
    std::string value = remark.value;
    std::ranges::replace_if(
        value, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    out += fmt::format("{}{} {} {}", out.empty() ? "" : "\n", kRemark, remark.name, value);
  }
  return out;
}

std::vector<Property> read_remarks(std::string_view comment) {
  std::vector<Property> out;
  while (!comment.empty()) {
    std::string_view line = comment.substr(0, comment.find('\n'));
    comment.remove_prefix(std::min(line.size() + 1, comment.size()));
    if (!line.starts_with(kRemark) || line.substr(kRemark.size(), 1) != " ") continue;
    line.remove_prefix(kRemark.size() + 1);
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) continue;
    out.push_back({std::string(line.substr(0, space)), std::string(line.substr(space + 1))});
  }
  return out;
}

std::vector<Property> read_remarks(const Value& properties) {
  std::vector<Property> out;
  for (const Value& property : properties.items) {
    const Value* name = property.find("name");
    const Value* value = property.find("value");
    if (name == nullptr || value == nullptr || !name->text.view().starts_with(kRemark)) continue;
    out.push_back({std::string(name->text.view().substr(kRemark.size())), value->text.str()});
  }
  return out;
}

std::string remark_of(const std::vector<Property>& remarks, std::string_view name) {
  const auto found = std::ranges::find(remarks, name, &Property::name);
  return found == remarks.end() ? "" : found->value;
}

std::vector<Error> unwritable(const Stack& stack) {
  if (!stack.works.empty()) return {};
  return {
      {{stack.name, 0, 0}, "the stack has no works; a document is about at least one"}
  };
}

std::vector<Error> unwritten_uses(const Stack& stack, std::string_view standard) {
  const auto use = std::ranges::find_if(stack.uses, says_more);
  if (use == stack.uses.end()) return {};
  return {
      {use->place,
       fmt::format("{} does not say what is to be done with a work: the use is left out",
       standard)}
  };
}

std::vector<WorkIndex> described_works(const Stack& stack) {
  std::vector<bool> described(stack.works.size(), false);
  for (const Use& use : stack.uses) {
    if (use.target) described[*use.target] = true;
  }
  if (std::ranges::find(described, true) == described.end()) described = final_works(stack);
  std::vector<WorkIndex> out;
  for (std::size_t i = 0; i < described.size(); ++i) {
    if (described[i]) out.push_back(static_cast<WorkIndex>(i));
  }
  return out;
}

std::string document_name(const Stack& stack) {
  const std::vector<WorkIndex> described = described_works(stack);
  if (described.empty()) return stack.works.front().name;
  const std::string& first = stack.works[described.front()].name;
  return described.size() == 1 ? first : fmt::format("{} and {} more", first, described.size() - 1);
}

}  // namespace licet::spdx
