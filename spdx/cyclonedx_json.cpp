// CycloneDX JSON: what tells it apart, and which of its members are read.
#include <string_view>

#include "spdx/name_set.h"
#include "spdx/read_cyclonedx.h"
#include "spdx/read_documents.h"
#include "spdx/top_members.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

// Every member that the readers ask for; `properties` and `signature` see below.
constexpr auto kMembers = name_set({"acknowledgement",
                                    "ancestors",
                                    "author",
                                    "authors",
                                    "bom-ref",
                                    "bomFormat",
                                    "component",
                                    "components",
                                    "content",
                                    "data",
                                    "datasets",
                                    "dependencies",
                                    "dependsOn",
                                    "descendants",
                                    "encoding",
                                    "evidence",
                                    "expression",
                                    "expressionDetails",
                                    "formulation",
                                    "group",
                                    "id",
                                    "inputs",
                                    "license",
                                    "licenseIdentifier",
                                    "licenses",
                                    "manufacturer",
                                    "metadata",
                                    "modelCard",
                                    "modelParameters",
                                    "name",
                                    "outputs",
                                    "pedigree",
                                    "provider",
                                    "provides",
                                    "publisher",
                                    "purl",
                                    "scope",
                                    "ref",
                                    "resource",
                                    "serialNumber",
                                    "services",
                                    "source",
                                    "specVersion",
                                    "supplier",
                                    "target",
                                    "tasks",
                                    "text",
                                    "type",
                                    "url",
                                    "value",
                                    "variants",
                                    "version",
                                    "workflows"});

bool is_member_without_remarks(std::string_view parent, std::string_view key) {
  return is_cyclonedx_member(parent, key) && !holds_remarks(parent, key);
}

}  // namespace

bool holds_remarks(std::string_view parent, std::string_view key) {
  return key == "properties" && (parent == "component" || parent == "components" ||
                                 parent == "metadata" || parent == "services");
}

bool is_cyclonedx_member(std::string_view parent, std::string_view key) {
  if (key == "properties")
    return parent == "license" || parent == "licenses" || holds_remarks(parent, key);
  if (key == "signature") return parent.empty();
  return kMembers.contains(key);
}

bool is_cyclonedx_json(std::string_view text) {
  bool version = false;
  bool components = false;
  for (TopMembers members(text); members.next();) {
    if (members.key() == "bomFormat") return members.value().starts_with("\"CycloneDX\"");
    if (members.key() == "spdxVersion" || members.key() == "@context") return false;
    version = version || members.key() == "specVersion";
    components = components || members.key() == "components";
  }
  return version && components;
}

Result<Document> read_cyclonedx_json(const SourceText& source) {
  const bool remarks = source.text().find(kRemark) != std::string_view::npos;
  return read_cyclonedx(source, DocumentFormat::CycloneDxJson, [&](const TakeItem& /*take*/) {
    return read_json_members(source, remarks ? is_cyclonedx_member : is_member_without_remarks);
  });
}

}  // namespace licet::spdx
