// The `licenses` of a CycloneDX component or service. The entries of one list have no AND or OR
// between them, so each is a statement of its own.
#include <utility>

#include <fmt/format.h>

#include "spdx/base64.h"
#include "spdx/fields.h"
#include "spdx/read_cyclonedx.h"
#include "spdx/spelling.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

// The member, or null if it is absent or null.
const Value* member(const Value& map, std::string_view key) {
  const Value* const found = map.find(key);
  return found == nullptr || found->kind == Value::Kind::Null ? nullptr : found;
}

// SPDX's two words that are no license; tools carry them over from SPDX, as an id or as a name.
LicenseForm form_of(std::string_view text, LicenseForm form) {
  if (text == "NONE") return LicenseForm::None;
  return text.empty() || text == "NOASSERTION" ? LicenseForm::NoAssertion : form;
}

LicenseStatement statement_of(Text text, LicenseForm form, LicenseBasis basis) {
  LicenseStatement out;
  out.basis = basis;
  out.form = form_of(text.text, form);
  out.text = std::move(text.text);
  out.offset = text.offset;
  return out;
}

}  // namespace

void CycloneDxLicenses::read(const Value& licenses, bool evidence,
                             std::vector<LicenseStatement>& out) {
  if (licenses.kind == Value::Kind::List) {
    for (const Value& entry : licenses.items)
      read_entry(entry, evidence, out);
  } else {
    notes_.add(licenses.offset,
               fmt::format("\"licenses\" has to be a list, this is {}", describe(licenses.kind)));
    read_entry(licenses, evidence, out);
  }
}

void CycloneDxLicenses::read_entry(const Value& entry, bool evidence,
                                   std::vector<LicenseStatement>& out) {
  if (entry.kind != Value::Kind::Map) {
    notes_.add(entry.offset,
               fmt::format("each item of \"licenses\" has to be a map with \"license\" or "
                           "\"expression\", this is {}",
                           describe(entry.kind)));
    if (entry.kind == Value::Kind::String) {
      out.push_back(statement_of({entry.text.str(), entry.offset}, LicenseForm::Name,
                                 evidence ? LicenseBasis::Observed : LicenseBasis::Declared));
    }
    return;
  }
  const Value* license = member(entry, "license");
  const bool expression = member(entry, "expression") != nullptr;
  if (license != nullptr && expression)
    notes_.add(entry.offset, "\"license\" and \"expression\" stand here together; keep one");
  if (license == nullptr && !expression) {
    notes_.add(entry.offset, "neither \"license\" nor \"expression\" stands here");
    license = &entry;
  }
  if (license != nullptr) read_license(*license, evidence, out);
  if (expression) read_expression(entry, evidence, out);
}

void CycloneDxLicenses::read_license(const Value& license, bool evidence,
                                     std::vector<LicenseStatement>& out) {
  if (license.kind != Value::Kind::Map) {
    notes_.add(license.offset,
               fmt::format("\"license\" has to be a map with \"id\" or \"name\", this is "
                           "{}",
                           describe(license.kind)));
    out.push_back(statement_of({license.text.str(), license.offset}, LicenseForm::Name,
                               evidence ? LicenseBasis::Observed : LicenseBasis::Declared));
    return;
  }
  Fields fields(license, source_, notes_.list(), "a license");
  const auto id = fields.text("id");
  const auto name = fields.text("name");
  const Value* text = fields.value("text");
  const auto url = fields.text("url");
  if (id && name)
    notes_.add(name->offset, "\"id\" and \"name\" stand here together; the id counts");
  const bool stated = id || name;
  const bool only_text = !stated && (text != nullptr || url);
  if (!stated) notes_.add(license.offset, "this license has neither \"id\" nor \"name\"");
  const LicenseForm form = id ? LicenseForm::Expression : LicenseForm::Name;
  LicenseStatement statement =
      statement_of(id     ? *id
                   : name ? *name
                          : Text{"", license.offset},
                   form, evidence ? LicenseBasis::Observed : basis_of(license));
  if (only_text) statement.form = LicenseForm::Text;
  if (text != nullptr) statement.body = body_of(*text);
  if (url) statement.url = url->text;
  if (const Value* properties = fields.value("properties")) {
    const std::vector<Property> remarks = read_remarks(*properties);
    statement.part = remark_of(remarks, "part");
    define(remarks, statement);
  }
  out.push_back(std::move(statement));
}

// A license that another document has defined, as licet writes it: its id as the name, the name as
// a remark.
void CycloneDxLicenses::define(const std::vector<Property>& remarks, LicenseStatement& statement) {
  CustomLicense out;
  out.name = remark_of(remarks, "name");
  if (out.name.empty() || !statement.text.starts_with("LicenseRef-")) return;
  statement.form = LicenseForm::Expression;
  out.id = statement.text;
  out.text = std::exchange(statement.body, {});
  if (!statement.url.empty()) out.see_also.push_back(std::exchange(statement.url, {}));
  for (const Property& remark : remarks) {
    if (remark.name == "see-also") out.see_also.push_back(remark.value);
  }
  out.offset = statement.offset;
  if (custom_ids_.insert(out.id).second) custom_.push_back(std::move(out));
}

void CycloneDxLicenses::read_expression(const Value& entry, bool evidence,
                                        std::vector<LicenseStatement>& out) {
  Fields fields(entry, source_, notes_.list(), "an expression");
  const auto text = fields.text("expression");
  if (!text) return;
  out.push_back(statement_of(*text, LicenseForm::Expression,
                             evidence ? LicenseBasis::Observed : basis_of(entry)));
  for (const Value& detail : fields.list("expressionDetails"))
    read_details(detail);
}

void CycloneDxLicenses::read_details(const Value& detail) {
  Fields fields(detail, source_, notes_.list(), "a detail of an expression");
  const Text id = fields.needed_text("licenseIdentifier");
  const Value* text = fields.value("text");
  const auto url = fields.text("url");
  if (!id.text.starts_with("LicenseRef-") || (text == nullptr && !url)) return;
  if (!custom_ids_.insert(id.text).second) return;
  CustomLicense out;
  out.id = id.text;
  if (text != nullptr) out.text = body_of(*text);
  if (url) out.see_also.push_back(url->text);
  out.offset = id.offset;
  custom_.push_back(std::move(out));
}

// `acknowledgement`, or the property in which the OSS Review Toolkit says where a license was found
// ("detected license", "declared license", "concluded license").
LicenseBasis CycloneDxLicenses::basis_of(const Value& license) {
  Fields fields(license, source_, notes_.list(), "a license");
  const auto said = fields.one_of("acknowledgement", {"declared", "concluded"});
  if (said) return *said == "concluded" ? LicenseBasis::Concluded : LicenseBasis::Declared;
  for (const Value& property : fields.list("properties")) {
    const Value* name = property.find("name");
    const Value* value = property.find("value");
    if (name == nullptr || value == nullptr) continue;
    if (name->text.view() == "licet:license" && value->text.view() == kFoundInFiles)
      return LicenseBasis::Observed;
    if (lowercase(name->text) != "ort:origin") continue;
    const std::string origin = lowercase(value->text);
    if (origin.starts_with("detected")) return LicenseBasis::Observed;
    if (origin.starts_with("concluded")) return LicenseBasis::Concluded;
  }
  return LicenseBasis::Declared;
}

// An attached text: {content, encoding}, or by mistake the text itself.
std::string CycloneDxLicenses::body_of(const Value& text) {
  if (text.kind != Value::Kind::Map) {
    notes_.add(text.offset, fmt::format("\"text\" has to be a map with \"content\", this is {}",
                                        describe(text.kind)));
    return text.text.str();
  }
  Fields fields(text, source_, notes_.list(), "a license text");
  const auto content = fields.text("content");
  const auto encoding = fields.one_of("encoding", {"base64"});
  if (!content || !encoding) return content.value_or(Text{}).text;
  auto decoded = decode_base64(content->text);
  if (!decoded) {
    notes_.add(content->offset, "this is no base64; the license text is left out");
    return {};
  }
  SourceText body("", std::move(*decoded));
  if (!body.text().empty() && !check_text(body).empty()) {
    notes_.add(content->offset, "what is encoded here is no text in UTF-8; it is left out");
    return {};
  }
  return std::string(body.text());
}

}  // namespace licet::spdx
