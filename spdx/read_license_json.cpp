// The list's JSON forms: the two lists, a file of details, and the npm package made of them.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "spdx/fields.h"
#include "spdx/license_document.h"
#include "spdx/value.h"

namespace licet::spdx {

namespace {

class Reader {
 public:
  explicit Reader(const SourceText& source) : source_(source) {}

  Result<LicenseDocuments> list(const Value& root) {
    Fields fields(root, source_, errors_, "the list");
    const bool licenses = fields.value("licenses") != nullptr;
    if (licenses || fields.value("exceptions") != nullptr) {
      out_.version = fields.text("licenseListVersion").value_or(Text{}).text;
      // 2026-02-20T00:00:00Z: the time says nothing.
      out_.released = fields.text("releaseDate").value_or(Text{}).text.substr(0, 10);
      for (const Value& row : fields.list(licenses ? "licenses" : "exceptions"))
        add_entry(row, !licenses);
    } else if (fields.value("licenseId") != nullptr) {
      add_entry(root, false);
    } else if (fields.value("licenseExceptionId") != nullptr) {
      add_entry(root, true);
    } else {
      fail(root.offset,
           "no license list: neither \"licenses\" nor \"exceptions\", \"licenseId\" or "
           "\"licenseExceptionId\" stands in it");
    }
    return done();
  }

  Result<LicenseDocuments> npm(const Value& root, const std::string& id) {
    if (!id.empty()) {
      add_npm(root, root.offset, id);
    } else if (root.kind != Value::Kind::Map) {
      fail(root.offset, fmt::format("the list is {}; ids as keys are needed", describe(root.kind)));
    } else {
      for (const Value& entry : root.items)
        add_npm(entry, entry.key_offset, entry.key.str());
    }
    return done();
  }

 private:
  void fail(std::size_t offset, std::string message) {
    errors_.push_back(source_.error(offset, std::move(message)));
  }

  Result<LicenseDocuments> done() {
    std::ranges::stable_sort(out_.licenses, {}, &LicenseDocument::id);
    std::ranges::stable_sort(out_.exceptions, {}, &LicenseDocument::id);
    for (const auto* entries : {&out_.licenses, &out_.exceptions}) {
      for (std::size_t i = 1; i < entries->size(); ++i) {
        const LicenseDocument& entry = (*entries)[i];
        if (entry.id == (*entries)[i - 1].id && !entry.id.empty())
          errors_.push_back({entry.place, fmt::format("\"{}\" stands here twice", entry.id)});
      }
    }
    return finish(std::move(out_), std::move(errors_));
  }

  void add_entry(const Value& map, bool exception) {
    Fields fields(map, source_, errors_, exception ? "the exception" : "the license");
    if (map.kind != Value::Kind::Map) return;
    LicenseDocument entry;
    entry.exception = exception;
    entry.place = source_.locate(map.offset);
    entry.id = needed(fields, exception ? "licenseExceptionId" : "licenseId");
    entry.name = needed(fields, "name");
    entry.deprecated = fields.boolean("isDeprecatedLicenseId").value_or(false);
    entry.deprecated_in = fields.text("deprecatedVersion").value_or(Text{}).text;
    if (!exception) {
      entry.osi_approved = fields.boolean("isOsiApproved");
      entry.fsf_libre = fields.boolean("isFsfLibre");
      entry.text = text_of(fields, "standardLicenseTemplate", "licenseText");
      entry.header = text_of(fields, "standardLicenseHeaderTemplate", "standardLicenseHeader");
    } else {
      entry.text = text_of(fields, "licenseExceptionTemplate", "licenseExceptionText");
    }
    for (Text& address : fields.texts("seeAlso"))
      entry.cross_refs.push_back(fold_space(address.text));
    entry.comments = fold_space(fields.text("licenseComments").value_or(Text{}).text);
    (exception ? out_.exceptions : out_.licenses).push_back(std::move(entry));
  }

  void add_npm(const Value& map, std::size_t offset, const std::string& id) {
    Fields fields(map, source_, errors_, "the license");
    if (map.kind != Value::Kind::Map) return;
    LicenseDocument entry;
    entry.place = source_.locate(offset);
    entry.id = id;
    if (id.empty()) fail(offset, "this license has no id");
    entry.name = needed(fields, "name");
    entry.osi_approved = fields.boolean("osiApproved");
    if (const auto url = fields.text("url")) entry.cross_refs.push_back(fold_space(url->text));
    if (const auto text = fields.text("licenseText")) entry.text = parse_plain(text->text);
    out_.licenses.push_back(std::move(entry));
  }

  std::string needed(Fields& fields, std::string_view key) {
    std::string value = fold_space(fields.needed_text(key).text);
    if (const Value* found = fields.value(key); found != nullptr && value.empty())
      fail(found->offset, fmt::format("\"{}\" is empty", key));
    return value;
  }

  // The template, or where there is none the plain text.
  std::optional<LicenseText> text_of(Fields& fields, std::string_view marked,
                                     std::string_view plain) {
    const auto with_marks = fields.text(marked);
    const auto without = fields.text(plain);
    if (!with_marks) return without ? std::optional(parse_plain(without->text)) : std::nullopt;
    std::string problem;
    auto text = parse_template(with_marks->text, problem);
    if (!text) fail(with_marks->offset, fmt::format("\"{}\": {}", marked, problem));
    return text;
  }

  const SourceText& source_;
  LicenseDocuments out_;
  std::vector<Error> errors_;
};

}  // namespace

Result<LicenseDocuments> read_license_json(const SourceText& source) {
  const Result<Value> root = read_json(source);
  if (!root) return Result<LicenseDocuments>::failed(root.errors);
  return Reader(source).list(*root.value);
}

Result<LicenseDocuments> read_license_npm(const SourceText& source, const std::string& id) {
  const Result<Value> root = read_json(source);
  if (!root) return Result<LicenseDocuments>::failed(root.errors);
  return Reader(source).npm(*root.value, id);
}

}  // namespace licet::spdx
