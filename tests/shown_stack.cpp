#include "tests/shown_stack.h"

#include <fmt/format.h>

namespace licet::tests {

using namespace spdx;

namespace {

std::string shown(const Facts& facts) {
  std::string out;
  for (const auto& [id, value] : facts) {
    out += fmt::format(" {}=", id);
    for (const std::string& text : value.texts)
      out += text + ",";
  }
  return out;
}

// A stack without its places: everything that two spellings of one stack have in common.

}  // namespace

std::string shown(const Stack& stack) {
  std::string out;
  for (const Work& work : stack.works) {
    out += fmt::format("work {} '{}' {} v'{}' owned={}{}\n", work.id, work.name, work.kind,
                       work.version, work.owned, shown(work.facts));
    for (const LicenseClaim& claim : work.licenses)
      out += fmt::format("  license {}: {}\n", claim.part, claim.text);
  }
  for (const Relation& relation : stack.relations) {
    out += fmt::format("{} <-{}- {} {}\n", relation.result, relation.kind, relation.source,
                       relation.by == Actor::Self ? "self" : "third-party");
  }
  for (const Use& use : stack.uses) {
    out += fmt::format("use {} [", use.target ? std::to_string(*use.target) : "?");
    for (const std::string& act : use.acts)
      out += act + ",";
    out += fmt::format("] out={} product={} fields={}[", use.outbound.value_or("?"),
                       use.product.value_or("?"), use.fields_given);
    for (const std::string& field : use.fields)
      out += field + ",";
    out += "]" + shown(use.facts) + "\n";
  }
  return out;
}

}  // namespace licet::tests
