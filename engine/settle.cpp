#include "engine/settle.h"

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::engine {

namespace {

bool named(const spdx::Work& work, const std::string& word) {
  return work.id == word || work.reference == word || work.name == word;
}

}  // namespace

bool Settler::fits(const spdx::Settlement& row, const std::string& type,
                   const spdx::Relation& relation) const {
  return (!row.type || *row.type == type) &&
         (!row.result || named(stack_.works[relation.result], *row.result)) &&
         (!row.source || named(stack_.works[relation.source], *row.source));
}

bool Settler::settle(const std::string& type, spdx::Relation& relation) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!fits(rows_[i], type, relation)) continue;
    used_[i] = true;
    if (rows_[i].is == spdx::kNothing) return false;
    relation.kind = rows_[i].is;
    if (rows_[i].by) {
      relation.by = *rows_[i].by;
      decided_.insert({relation.result, relation.source, relation.kind});
    }
    return true;
  }
  return true;
}

bool Settler::decided(const spdx::Relation& relation) const {
  return decided_.contains({relation.result, relation.source, relation.kind});
}

// The first end of a settlement that is no work, with the nearest name.
std::string Settler::unknown_end(const spdx::Settlement& row) const {
  std::vector<std::string_view> known;
  for (const spdx::Work& work : stack_.works)
    known.push_back(work.id);
  for (const auto& end : {row.result, row.source}) {
    if (end && !stack_.find(*end))
      return fmt::format("; no work is called \"{}\"{}", *end, spdx::did_you_mean(*end, known));
  }
  return {};
}

std::vector<spdx::Error> Settler::unused() const {
  std::vector<spdx::Error> errors;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (used_[i]) continue;
    errors.push_back(
        {rows_[i].place, "no relation of the document fits this row" + unknown_end(rows_[i])});
  }
  return errors;
}

}  // namespace licet::engine
