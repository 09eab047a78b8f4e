#include "engine/document_claims.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "spdx/license_names.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Evidence;
using spdx::LicenseBasis;
using spdx::LicenseForm;
using spdx::LicenseStatement;

constexpr std::string_view kReference = "LicenseRef-";

// The id of the license whose file in the catalogue answers to a name; empty if none does.
std::string in_catalogue(const std::string& name, const DataSet& data) {
  constexpr std::string_view kFolder = "licenses/";
  constexpr std::string_view kEnding = ".json";
  const std::string key = spdx::lowercase(name);
  const auto found =
      std::ranges::lower_bound(data.names, std::string_view(key), {}, &DataName::name);
  if (found == data.names.end() || found->name != key) return {};
  const std::string_view file = data.files[found->file].name;
  if (!file.starts_with(kFolder) || !file.ends_with(kEnding)) return {};
  return std::string(file.substr(kFolder.size(), file.size() - kFolder.size() - kEnding.size()));
}

// What a name means, if it is one license for certain.
std::string meaning(const std::string& name, const LicenseNaming& naming) {
  if (name.empty()) return {};
  if (std::string id = in_catalogue(name, naming.data); !id.empty()) return id;
  if (const spdx::ListIndex listed = naming.catalogue.list.license(name); listed != spdx::kUnlisted)
    return std::string(naming.catalogue.list[listed].id);
  const spdx::KnownName* known = naming.catalogue.written_names.find(name);
  const bool means = known != nullptr && known->kind == spdx::KnownName::Kind::Means;
  return means ? std::string(known->means) : std::string();
}

// The name under which the catalogue knows a short text: white space folded, letters lowered.
std::string text_name(const std::string& text, const LicenseNaming& naming) {
  constexpr std::size_t kLongest = 4096;
  if (text.empty() || text.size() > kLongest || !naming.hash) return {};
  std::string folded;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return "sha256:" + naming.hash(spdx::lowercase(folded));
}

// The license of the catalogue that a license of the document is.
std::string meaning(const spdx::CustomLicense& license, const LicenseNaming& naming) {
  std::string found = in_catalogue(license.id, naming.data);
  if (found.empty()) found = meaning(license.name, naming);
  if (found.empty() && license.id.rfind(kReference, 0) == 0)
    found = meaning(license.id.substr(kReference.size()), naming);
  return found.empty() ? in_catalogue(text_name(license.text, naming), naming.data) : found;
}

Evidence evidence_of(LicenseBasis basis) {
  if (basis == LicenseBasis::Concluded) return Evidence::Concluded;
  return basis == LicenseBasis::Declared ? Evidence::Recorded : Evidence::Observed;
}

// Where SPDX 3 wants a text, the name stands for one that is not at hand.
std::string_view text_of(const std::string& name, const std::string& text) {
  return text == name ? std::string_view() : text;
}

bool is_id_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.';
}

}  // namespace

ClaimReader::ClaimReader(const spdx::Document& document, const spdx::SourceText& source,
                         const LicenseNaming& naming)
    : document_(document), source_(source) {
  for (const spdx::CustomLicense& license : document.custom_licenses)
    custom_.emplace(license.id, Custom{meaning(license, naming), license.offset});
}

// References to licenses that are known under another name are put in their place.
std::string ClaimReader::resolved(const std::string& text, std::string& remark) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool inside = at > 0 && (is_id_letter(text[at - 1]) || text[at - 1] == ':');
    if (inside || text.compare(at, kReference.size(), kReference) != 0) {
      out += text[at++];
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_id_letter(text[end]))
      ++end;
    const std::string id = text.substr(at, end - at);
    const auto known = custom_.find(id);
    const bool found = known != custom_.end() && !known->second.means.empty();
    if (known != custom_.end() && !found) known->second.named = true;
    if (known != custom_.end() && !found && remark.empty()) {
      remark = fmt::format("{} is a license of the document's own; its text stands in line {}", id,
                           source_.locate(known->second.offset).line);
    }
    const std::string& means = found ? known->second.means : id;
    const bool compound = means.find(' ') != std::string::npos;
    out += compound ? "(" + means + ")" : means;
    at = end;
  }
  return out;
}

// Where the text or address that came with a statement stands. The address of a license with an id
// is that of the list, and what a document defines has its text there.
std::uint32_t ClaimReader::keep(const LicenseStatement& statement) {
  const bool id = statement.form == LicenseForm::Expression;
  const std::string_view body = text_of(statement.text, statement.body);
  if (body.empty() && (id || statement.url.empty())) return spdx::kNoCustom;
  const auto next = static_cast<std::uint32_t>(came_with_.size());
  const auto [at, fresh] = kept_.try_emplace({statement.text, statement.url, body}, next);
  if (!fresh) return at->second;
  spdx::CustomLicense& kept = came_with_.emplace_back();
  kept.name = statement.text;
  kept.text = body;
  if (!statement.url.empty()) kept.see_also.push_back(statement.url);
  kept.offset = statement.offset;
  return next;
}

std::vector<spdx::CustomLicense> ClaimReader::take_custom() {
  for (const spdx::CustomLicense& license : document_.custom_licenses) {
    const auto known = custom_.find(license.id);
    if (known == custom_.end() || !known->second.named) continue;
    known->second.named = false;  // of two with one id the first counts
    came_with_.push_back(license);
    came_with_.back().text = text_of(license.name, license.text);
  }
  return std::move(came_with_);
}

spdx::LicenseClaim ClaimReader::claim(const LicenseStatement& statement, std::string& remark) {
  spdx::LicenseClaim out;
  out.evidence = evidence_of(statement.basis);
  out.place = source_.locate(statement.offset);
  out.part = statement.part;
  switch (statement.form) {
    case LicenseForm::Expression:
    case LicenseForm::Name:
      out.text = resolved(statement.text, remark);
      break;
    case LicenseForm::Text:
      out.text = statement.url.empty() ? "(license text)" : statement.url;
      if (remark.empty()) {
        remark = fmt::format("the document gives no id of it, only its text or address, in line {}",
                             out.place.line);
      }
      break;
    case LicenseForm::None:
      out.text = "NONE";
      break;
    case LicenseForm::NoAssertion:
      out.text = "NOASSERTION";
      if (remark.empty()) remark = "the document makes no assertion about it";
      break;
  }
  return out;
}

void ClaimReader::add(const std::vector<const LicenseStatement*>& statements, LicenseBasis basis,
                      spdx::Work& work) {
  std::vector<spdx::LicenseClaim>& to = work.licenses.empty() ? work.licenses : work.other_claims;
  const std::size_t before = to.size();
  std::set<std::pair<std::string, std::string>> seen;
  for (const LicenseStatement* statement : statements) {
    if (statement->basis != basis || statement->form == LicenseForm::NoAssertion) continue;
    // A file without a license says nothing about the others.
    if (basis == LicenseBasis::Observed && statement->form == LicenseForm::None) continue;
    spdx::LicenseClaim one = claim(*statement, work.remark);
    if (!seen.emplace(one.part, one.text).second) continue;
    one.custom = keep(*statement);
    to.push_back(std::move(one));
  }
  const bool several = to.size() - before > 1;
  for (std::size_t i = before; i < to.size(); ++i)
    to[i].several = several && to[i].part.empty();
}

void ClaimReader::read(const std::vector<const LicenseStatement*>& statements, spdx::Work& work) {
  for (const LicenseBasis basis :
       {LicenseBasis::Concluded, LicenseBasis::Declared, LicenseBasis::Observed})
    add(statements, basis, work);
  const auto silent = std::ranges::find(statements, LicenseForm::NoAssertion,
                                        [](const LicenseStatement* one) { return one->form; });
  if (work.licenses.empty() && silent != statements.end())
    work.licenses.push_back(claim(**silent, work.remark));
}

}  // namespace licet::engine
