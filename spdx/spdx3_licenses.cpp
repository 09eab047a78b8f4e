#include "spdx/spdx3_licenses.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "spdx/name_set.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

std::string_view tail_of(std::string_view iri) {
  const std::size_t mark = iri.find_last_of("/#:");
  return mark == std::string_view::npos ? iri : iri.substr(mark + 1);
}

// Classes that only say of something that it is a license.
constexpr auto kVague = name_set({"License", "AnyLicenseInfo", "ExtendableLicense", "LicenseInfo"});

constexpr auto kLicenses =
    name_set({"LicenseExpression", "SimpleLicensingText", "ListedLicense", "CustomLicense",
              "License", "ConjunctiveLicenseSet", "DisjunctiveLicenseSet", "OrLaterOperator",
              "WithAdditionOperator", "ExtendableLicense", "IndividualLicensingInfo",
              "AnyLicenseInfo", "NoneLicense", "NoAssertionLicense", "LicenseInfo"});

constexpr auto kAdditions =
    name_set({"LicenseAddition", "CustomLicenseAddition", "ListedLicenseException"});

bool is_custom(std::string_view type) {
  return type == "CustomLicense" || type == "CustomLicenseAddition";
}

bool is_single(std::string_view type) {
  return !type.ends_with("Set") && !type.ends_with("Operator") && type != "LicenseExpression";
}

}  // namespace

std::string_view spdx3_special_word(std::string_view text) {
  const std::size_t mark = text.find_last_of("/#:_");
  const std::string_view last = mark == std::string_view::npos ? text : text.substr(mark + 1);
  for (const std::string_view word : {kNone, kNoAssertion}) {
    const std::string_view name = word == kNone ? "None" : "NoAssertion";
    const std::string_view rest = last.substr(std::min(name.size(), last.size()));
    if (last.starts_with(name) && (rest == "License" || rest == "Element")) return word;
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
    if (!graph.is_a(node, "LicenseExpression")) continue;
    for (const Value* entry : graph.values(node, "customIdToUri"))
      read_name(*entry);
  }
  for (const Spdx3Node& node : graph.nodes()) {
    for (const std::string_view type : graph.types(node)) {
      if (is_custom(type)) name_custom(node, type);
    }
    if (!definition_class(node).empty()) read_made(node);
  }
}

// Ids that licet made, for it is the name that statements say.
void Spdx3Licenses::read_made(const Spdx3Node& node) {
  const auto id = names_.find(key_of(node));
  if (id == names_.end()) return;
  const std::string_view comment = graph_.text(node, "comment");
  if (comment.empty() || remark_of(read_remarks(comment), kIdRemark) != kMadeForName) return;
  made_.emplace(id->second, &node);
  made_names_.emplace(id->second, graph_.text(node, "name"));
}

// A statement in the words that licet made ids for.
void Spdx3Licenses::restore(LicenseStatement& statement) const {
  const auto made = made_.find(statement.text);
  statement.text = renamed(statement.text, made_names_);
  if (made == made_.end()) return;
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
  if (names_.contains(iri)) return;
  // A license of the list may get a name of the document's own, too.
  const Spdx3Node* node = graph_.find(iri);
  std::string listed = spdx3_listed_id(iri);
  const bool own = listed.empty() || (node != nullptr && !definition_class(*node).empty());
  names_[iri] = own ? unused(key->text.str()) : std::move(listed);
}

// Its classes that are licenses, each of which says something of it; if there are none one that
// does not.
std::vector<std::string_view> Spdx3Licenses::classes_of(const Spdx3Node& node) const {
  std::vector<std::string_view> out;
  for (const std::string_view type : graph_.types(node)) {
    if ((kLicenses.contains(type) && !kVague.contains(type)) || kAdditions.contains(type))
      out.push_back(type);
  }
  if (out.empty()) out.push_back(class_of(node));
  return out;
}

// Of its classes the first that is a license, or else its type.
std::string_view Spdx3Licenses::class_of(const Spdx3Node& node) const {
  for (const std::string_view type : graph_.types(node)) {
    if (kLicenses.contains(type) || kAdditions.contains(type)) return type;
  }
  return node.type;
}

// Of its classes the one that makes it a license of the document's own, or empty.
std::string_view Spdx3Licenses::definition_class(const Spdx3Node& node) const {
  for (const std::string_view type : graph_.types(node)) {
    if (is_custom(type) || is_only_named(node, type)) return type;
  }
  return {};
}

// Whether there is nothing but a name or a text to tell which license this is.
bool Spdx3Licenses::is_only_named(const Spdx3Node& node, std::string_view type) const {
  if (type == "SimpleLicensingText") return true;
  const bool license = kLicenses.contains(type) || kAdditions.contains(type);
  return license && is_single(type) && !is_custom(type) && listed_words(node, type).empty();
}

bool Spdx3Licenses::is_license(const Spdx3Node& node) const {
  return kLicenses.contains(class_of(node));
}

// Where a name has many bearers the next one is not tried against all of them.
std::string Spdx3Licenses::unused(const std::string& name) {
  if (taken_.insert(name).second) return name;
  std::size_t& next = next_.try_emplace(name, 2).first->second;
  std::string out;
  do {
    out = fmt::format("{}-{}", name, next++);
  } while (!taken_.insert(out).second);
  return out;
}

// Licenses written inline may have no id.
std::string Spdx3Licenses::key_of(const Spdx3Node& node) const {
  return node.id.empty() ? fmt::format("@{}", node.parts.front()->offset)
                         : graph_.expanded(node.id);
}

void Spdx3Licenses::name_custom(const Spdx3Node& node, std::string_view type) {
  const std::string iri = key_of(node);
  if (names_.contains(iri)) return;
  const std::string_view prefix = kAdditions.contains(type) ? "AdditionRef-" : "LicenseRef-";
  std::string tail(tail_of(node.id));
  std::ranges::replace_if(
      tail, [](char c) { return !is_license_id_character(c); }, '-');
  if (tail.empty()) tail = "unnamed";
  names_[iri] = unused(tail.starts_with(prefix) ? tail : std::string(prefix) + tail);
}

std::vector<CustomLicense> Spdx3Licenses::custom() const {
  std::vector<CustomLicense> out;
  for (const Spdx3Node& node : graph_.nodes()) {
    if (definition_class(node).empty()) continue;
    const auto name = names_.find(key_of(node));
    if (name == names_.end() || made_.contains(name->second)) continue;
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

LicenseStatement Spdx3Licenses::statement(const Value& to, LicenseBasis basis) {
  LicenseStatement out;
  out.basis = basis;
  out.offset = to.offset;
  if (!full_) {
    state_reference(to, out);
    bytes_ += out.text.size() + out.body.size();
    full_ = bytes_ > kMaxInputBytes;
    if (full_) {
      notes_.add(to.offset, fmt::format("from here on licenses are read as not stated: their texts "
                                        "sum up to more than {} bytes, the most that is kept",
                                        kMaxInputBytes));
    }
  }
  if (full_) {
    out.body.clear();
    out.text.clear();
    out.form = LicenseForm::NoAssertion;
  }
  return out;
}

void Spdx3Licenses::state_reference(const Value& to, LicenseStatement& statement) {
  const std::string_view written = spdx3_text(to);
  if (const Spdx3Node* node = graph_.find(to)) {
    state(*node, statement);
  } else if (const std::string_view special = spdx3_special_word(written); !special.empty()) {
    state_special(special, statement);
    statement.text = written;
  } else if (std::string id = spdx3_listed_id(written); !id.empty()) {
    statement.text = std::move(id);
    statement.url = written;
  } else {
    notes_.add(to.offset, fmt::format("no license of this document has the id \"{}\"", written));
    statement.form = written.empty() ? LicenseForm::NoAssertion : LicenseForm::Name;
    statement.text = written;
  }
}

void Spdx3Licenses::state_special(std::string_view word, LicenseStatement& statement) {
  statement.form = word == kNone ? LicenseForm::None : LicenseForm::NoAssertion;
  statement.text = word;
}

// What a statement that points to this node says.
void Spdx3Licenses::state(const Spdx3Node& node, LicenseStatement& statement) {
  const std::vector<std::string_view> classes = classes_of(node);
  const std::string_view type = classes.front();
  const bool license = kLicenses.contains(type) && !kVague.contains(type);
  statement.part = remark_of(read_remarks(graph_.text(node, "comment")), "part");
  if (type != "LicenseExpression") statement.body = graph_.text(node, "licenseText");
  if (classes.size() == 1 && (!license || is_only_named(node, type))) {
    state_by_name(node, type, statement);
  } else {
    statement.text = words_of(node, 0).text;
    if (type == "CustomLicense") statement.body.clear();  // stands with its definition
    if (type == "LicenseExpression" && !made_.empty()) restore(statement);
  }
  if (statement.text.empty() && statement.body.empty()) statement.text = kNoAssertion;
  const bool own = statement.form != LicenseForm::Expression && !statement.body.empty();
  if (!own && (statement.text == kNone || statement.text == kNoAssertion))
    state_special(std::string(statement.text), statement);
}

void Spdx3Licenses::state_by_name(const Spdx3Node& node, std::string_view type,
                                  LicenseStatement& statement) {
  if (!kLicenses.contains(type) || kVague.contains(type)) {
    notes_.add(statement.offset, fmt::format("\"{}\" is of the class {}, which is no license: its "
                                             "name is read as one",
                                             node.id, type));
  } else if (type != "SimpleLicensingText") {
    notes_.add(
        node.parts.front()->offset,
        fmt::format("which license \"{}\" is, its IRI does not tell; its name is read as one",
                    node.id));
  }
  statement.text = graph_.text(node, "name");
  if (statement.text.empty()) statement.text = listed_words(node, type);
  statement.form =
      statement.text.empty() && !statement.body.empty() ? LicenseForm::Text : LicenseForm::Name;
  if (statement.text.empty() && statement.body.empty()) statement.text = node.id;
}

}  // namespace licet::spdx
