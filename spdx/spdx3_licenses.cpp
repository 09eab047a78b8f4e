#include "spdx/spdx3_licenses.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

std::string_view tail_of(std::string_view iri) {
  const std::size_t mark = iri.find_last_of("/#:");
  return mark == std::string_view::npos ? iri : iri.substr(mark + 1);
}

bool is_custom(const Spdx3Node& node) {
  return node.type == "CustomLicense" || node.type == "CustomLicenseAddition";
}

// An expression with other words in the place of some ids.
std::string replaced(const std::string& text, const std::map<std::string, std::string>& names) {
  if (names.empty()) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_license_id_character(text[end]) || text[end] == ':'))
      ++end;
    end = std::max(end, at + 1);
    const std::string word = text.substr(at, end - at);
    const auto name = names.find(word);
    out += name == names.end() ? word : name->second;
    at = end;
  }
  return out;
}

}  // namespace

std::string_view spdx3_special_word(std::string_view text) {
  const std::size_t mark = text.find_last_of("/#:_");
  const std::string_view last = mark == std::string_view::npos ? text : text.substr(mark + 1);
  for (const std::string_view word : {kNone, kNoAssertion}) {
    const std::string_view name = word == kNone ? "None" : "NoAssertion";
    if (last == fmt::format("{}License", name) || last == fmt::format("{}Element", name))
      return word;
    const bool ours = text.find("spdx") != std::string_view::npos;
    if (text == word || (ours && (last == name || last == word))) return word;
  }
  return {};
}

std::string spdx3_listed_id(std::string_view iri) {
  constexpr std::string_view kList = "://spdx.org/licenses/";
  const std::size_t at = iri.find(kList);
  if (at == std::string_view::npos) return {};
  std::string_view id = iri.substr(at + kList.size());
  for (const std::string_view suffix : {".html", ".json", ".txt", "/"}) {
    if (id.ends_with(suffix)) id.remove_suffix(suffix.size());
  }
  return std::ranges::all_of(id, is_license_id_character) ? std::string(id) : "";
}

Spdx3Licenses::Spdx3Licenses(const Spdx3Graph& graph, Notes& notes) : graph_(graph), notes_(notes) {
  for (const Spdx3Node& node : graph.nodes()) {
    if (node.type != "LicenseExpression") continue;
    for (const Value* entry : graph.values(node, "customIdToUri"))
      read_name(*entry);
  }
  for (const Spdx3Node& node : graph.nodes()) {
    if (is_custom(node)) name_custom(node);
    if (is_custom(node) || node.type == "SimpleLicensingText") read_made(node);
  }
}

// Ids that licet made, for it is the name that statements say.
void Spdx3Licenses::read_made(const Spdx3Node& node) {
  const auto id = names_.find(key_of(node));
  if (id == names_.end()) return;
  const std::string comment = graph_.text(node, "comment");
  if (comment.empty() || remark_of(read_remarks(comment), kIdRemark) != kMadeForName) return;
  made_.emplace(id->second, graph_.text(node, "name"));
  made_nodes_.emplace(id->second, &node);
}

// A statement in the words that licet made ids for.
void Spdx3Licenses::restore(LicenseStatement& statement) {
  const auto made = made_nodes_.find(statement.text);
  statement.text = replaced(statement.text, made_);
  if (made == made_nodes_.end()) return;
  statement.form = LicenseForm::Name;
  statement.body = graph_.text(*made->second, "licenseText");
  for (const Value* address : graph_.values(*made->second, "seeAlso"))
    if (statement.url.empty()) statement.url = spdx3_text(*address);
}

void Spdx3Licenses::read_name(const Value& entry) {
  const Value* key = entry.find("key");
  const Value* uri = entry.find("value");
  if (key == nullptr || uri == nullptr || key->text.empty() || uri->text.empty()) {
    notes_.add(entry.offset, "an entry of customIdToUri needs a key and a value");
    return;
  }
  const std::string iri = graph_.expanded(uri->text);
  if (!names_.contains(iri)) names_[iri] = unused(key->text.str());
}

bool Spdx3Licenses::is_license(const Spdx3Node& node) {
  static constexpr std::array<std::string_view, 15> kLicenses = {"LicenseExpression",
                                                                 "SimpleLicensingText",
                                                                 "ListedLicense",
                                                                 "CustomLicense",
                                                                 "License",
                                                                 "ConjunctiveLicenseSet",
                                                                 "DisjunctiveLicenseSet",
                                                                 "OrLaterOperator",
                                                                 "WithAdditionOperator",
                                                                 "ExtendableLicense",
                                                                 "IndividualLicensingInfo",
                                                                 "AnyLicenseInfo",
                                                                 "NoneLicense",
                                                                 "NoAssertionLicense",
                                                                 "LicenseInfo"};
  return std::ranges::find(kLicenses, node.type) != kLicenses.end();
}

std::string Spdx3Licenses::unused(const std::string& name) {
  std::string out = name;
  for (std::size_t i = 2; !taken_.insert(out).second; ++i)
    out = fmt::format("{}-{}", name, i);
  return out;
}

// Licenses written inline may have no id.
std::string Spdx3Licenses::key_of(const Spdx3Node& node) const {
  return node.id.empty() ? fmt::format("@{}", node.parts.front()->offset)
                         : graph_.expanded(node.id);
}

void Spdx3Licenses::name_custom(const Spdx3Node& node) {
  const std::string iri = key_of(node);
  if (names_.contains(iri)) return;
  const std::string_view prefix =
      node.type == "CustomLicenseAddition" ? "AdditionRef-" : "LicenseRef-";
  std::string tail(tail_of(node.id));
  std::ranges::replace_if(
      tail, [](char c) { return !is_license_id_character(c); }, '-');
  if (tail.empty()) tail = "unnamed";
  names_[iri] = unused(tail.starts_with(prefix) ? tail : std::string(prefix) + tail);
}

std::vector<CustomLicense> Spdx3Licenses::custom() const {
  std::vector<CustomLicense> out;
  for (const Spdx3Node& node : graph_.nodes()) {
    const auto name = names_.find(key_of(node));
    if (name == names_.end() || (!is_custom(node) && node.type != "SimpleLicensingText")) continue;
    if (made_.contains(name->second)) continue;
    CustomLicense license;
    license.id = name->second;
    license.name = graph_.text(node, "name");
    license.text = graph_.text(node, "licenseText");
    if (license.text.empty()) license.text = graph_.text(node, "additionText");
    for (const Value* address : graph_.values(node, "seeAlso"))
      license.see_also.emplace_back(spdx3_text(*address));
    for (const Property& remark : read_remarks(graph_.text(node, "comment"))) {
      if (remark.name == "see-also") license.see_also.push_back(remark.value);
    }
    license.offset = node.parts.front()->offset;
    out.push_back(std::move(license));
  }
  return out;
}

// Two expressions may call different licenses by one id, each with a map of its own.
std::string Spdx3Licenses::renamed(const Spdx3Node& expression, const std::string& text) const {
  std::map<std::string, std::string> names;
  for (const Value* entry : graph_.values(expression, "customIdToUri")) {
    const Value* key = entry->find("key");
    const Value* uri = entry->find("value");
    if (key == nullptr || uri == nullptr) continue;
    const auto name = names_.find(graph_.expanded(uri->text));
    if (name != names_.end() && name->second != key->text) names[key->text.str()] = name->second;
  }
  return replaced(text, names);
}

LicenseStatement Spdx3Licenses::statement(const Value& to, LicenseBasis basis) {
  LicenseStatement out;
  out.basis = basis;
  out.offset = to.offset;
  const Spdx3Node* node = graph_.find(to);
  const std::string_view written = spdx3_text(to);
  if (node != nullptr) {
    state(*node, out);
  } else if (const std::string_view special = spdx3_special_word(written); !special.empty()) {
    state_special(special, out);
    out.text = written;
  } else if (std::string id = spdx3_listed_id(written); !id.empty()) {
    out.text = std::move(id);
    out.url = written;
  } else {
    notes_.add(to.offset, fmt::format("no license of this document has the id \"{}\"", written));
    out.form = written.empty() ? LicenseForm::NoAssertion : LicenseForm::Name;
    out.text = written;
  }
  if (!fits(out.text.size() + out.body.size(), to.offset)) {
    out.body.clear();
    out.text.clear();
    out.form = LicenseForm::NoAssertion;
  }
  return out;
}

void Spdx3Licenses::state_special(std::string_view word, LicenseStatement& statement) {
  statement.form = word == kNone ? LicenseForm::None : LicenseForm::NoAssertion;
  statement.text = word;
}

// What a statement that points to this node says.
void Spdx3Licenses::state(const Spdx3Node& node, LicenseStatement& statement) {
  const std::string name = graph_.text(node, "name");
  statement.part = remark_of(read_remarks(graph_.text(node, "comment")), "part");
  if (node.type == "SimpleLicensingText") {
    statement.form = name.empty() ? LicenseForm::Text : LicenseForm::Name;
    statement.text = name;
    statement.body = graph_.text(node, "licenseText");
    return;
  }
  if (node.type != "LicenseExpression") statement.body = graph_.text(node, "licenseText");
  if (is_license(node) && node.type != "License" && node.type != "AnyLicenseInfo") {
    statement.text = trimmed(words_of(node, 0).text);
    if (node.type == "CustomLicense") statement.body.clear();  // stands with its definition
    if (node.type == "LicenseExpression" && !made_.empty()) restore(statement);
  } else {
    notes_.add(statement.offset, fmt::format("\"{}\" is of the class {}, which is no license: its "
                                             "name is read as one",
                                             node.id, node.type));
    statement.form = LicenseForm::Name;
    statement.text = name;
  }
  if (statement.text.empty() && statement.body.empty()) statement.text = kNoAssertion;
  if (statement.text == kNone || statement.text == kNoAssertion)
    state_special(std::string(statement.text), statement);
}

bool Spdx3Licenses::fits(std::size_t bytes, std::size_t offset) {
  bytes_ += bytes;
  if (bytes_ <= kMaxInputBytes) return true;
  if (!full_) {
    notes_.add(offset, fmt::format("from here on licenses are read as not stated: their texts sum "
                                   "up to more than {} bytes, the most that is kept",
                                   kMaxInputBytes));
  }
  full_ = true;
  return false;
}

}  // namespace licet::spdx
