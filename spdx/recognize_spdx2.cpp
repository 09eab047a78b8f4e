// How the forms of SPDX 2.x are told apart, and what reads each.
#include <algorithm>

#include "spdx/json_keys.h"
#include "spdx/read_documents.h"
#include "spdx/read_spdx2.h"
#include "spdx/spdx2_members.h"
#include "spdx/xml_root.h"

namespace licet::spdx {

namespace {

// As much of a text as is looked at; JSON is looked through, as its keys may come in any order.
constexpr std::size_t kHead = 65536;
constexpr std::string_view kWhite = " \t\r\n";

std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

std::string_view head(std::string_view text) {
  return without_mark(text).substr(0, kHead);
}

bool contains(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

// Without the bytes at its begin that are among these.
std::string_view behind(std::string_view text, std::string_view bytes) {
  return text.substr(std::min(text.find_first_not_of(bytes), text.size()));
}

// Whether the text begins with `key`, a colon, and behind white space with `value`; both may stand
// in quotes.
bool begins_with(std::string_view text, std::string_view key, std::string_view value) {
  constexpr std::string_view kQuotes = "\"'";
  constexpr std::string_view kBetween = "\"' \t";
  text = behind(text, kQuotes);
  if (!text.starts_with(key)) return false;
  text = behind(text.substr(key.size()), kBetween);
  return text.starts_with(':') && behind(text.substr(1), kBetween).starts_with(value);
}

// Whether a line begins so.
bool has_line(std::string_view text, std::string_view key, std::string_view value) {
  for (std::size_t at = 0; at < text.size();) {
    if (begins_with(text.substr(at), key, value)) return true;
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return false;
}

// Whether the text can be YAML or tag-value at all: a license text that XML or JSON quotes may have
// lines like theirs.
bool is_plain(std::string_view text) {
  const std::string_view start = behind(head(text), kWhite);
  return !start.starts_with('<') && !start.starts_with('{');
}

// Whether a text is XML with such a root.
bool has_root(std::string_view text, std::string_view name) {
  const auto root = xml_root(text);
  return root && root->name == name;
}

}  // namespace

bool is_spdx_json(std::string_view text) {
  return has_json_member(text, "spdxVersion");
}

bool is_spdx_yaml(std::string_view text) {
  const std::string_view start = head(text);
  return is_plain(text) && !is_spdx_tag_value(text) &&
         (has_line(start, "spdxVersion", "") || has_line(start, "SPDXID", "SPDXRef-DOCUMENT"));
}

bool is_spdx_tag_value(std::string_view text) {
  return is_plain(text) && has_line(head(text), "SPDXVersion", "SPDX-");
}

bool is_spdx_rdf(std::string_view text) {
  return has_root(text, "RDF") && contains(head(text), "spdx.org/rdf/terms");
}

bool is_spdx_xml(std::string_view text) {
  const std::string_view start = head(text);
  return has_root(text, "Document") &&
         (contains(start, "<spdxVersion>") || contains(start, "<SPDXID>"));
}

Result<Document> read_spdx_json(const SourceText& source) {
  return read_spdx2(source, DocumentFormat::SpdxJson, [&](const TakeItem& /*take*/) {
    return read_json_members(source, is_spdx2_member);
  });
}

Result<Document> read_spdx_yaml(const SourceText& source) {
  return read_spdx2(source, DocumentFormat::SpdxYaml, [&](const TakeItem& /*take*/) {
    return read_yaml_members(source, is_spdx2_member);
  });
}

Result<Document> read_spdx_tag_value(const SourceText& source) {
  return read_spdx2(source, DocumentFormat::SpdxTagValue,
                    [&](const TakeItem& take) { return tag_value_tree(source, take); });
}

Result<Document> read_spdx_rdf(const SourceText& source) {
  return read_spdx2(source, DocumentFormat::SpdxRdf,
                    [&](const TakeItem& take) { return rdf_tree(source, take); });
}

Result<Document> read_spdx_xml(const SourceText& source) {
  return read_spdx2(source, DocumentFormat::SpdxXml,
                    [&](const TakeItem& take) { return xml_tree(source, take); });
}

}  // namespace licet::spdx
