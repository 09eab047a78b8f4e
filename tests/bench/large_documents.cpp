// SPDX 2 as syft writes it for a container (packages with files, checksums, package URLs and
// relationships), CycloneDX as the Maven plugin does, SPDX 3 as Yocto does.
#include "tests/bench/large_documents.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/bench/made_up.h"

namespace licet::bench {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kYamlBytes = 8'000'000;

Json checksums() {
  return {
      {{"algorithm", "SHA1"},   {"checksumValue", hex(40)}},
      {{"algorithm", "SHA256"}, {"checksumValue", hex(64)}}
  };
}

Json spdx2_package(std::size_t i) {
  const std::string of = package_name(i);
  return {
      {"name",                                         of},
      {"SPDXID",                                       fmt::format("SPDXRef-Package-deb-{}",i)},
      {"versionInfo",                                              fmt::format("2.{}.1-3",i % 40)},
      {"supplier",                                       "Organization: Debian <packages@example.org>"     },
      {"downloadLocation","NOASSERTION"},
      {"filesAnalyzed",                                                                       true                                                                                                                 },
      {"checksums",checksums()},
      {"sourceInfo",
       fmt::format("acquired package info from DPKG DB: /var/lib/dpkg/info/{0}.md5sums, "
                   "/usr/share/doc/{0}/copyright",                                                                                                                                                                                                              of)},
      {"licenseConcluded",     license()},
      {"licenseDeclared",                             license()},
      {"copyrightText",                              copyright()},
      {"externalRefs",
       {{{"referenceCategory", "SECURITY"},
         {"referenceType", "cpe23Type"},
         {"referenceLocator", fmt::format("cpe:2.3:a:{0}:{0}:2.1:*:*:*:*:*:*:*", of)}},
        {{"referenceCategory", "PACKAGE-MANAGER"},
         {"referenceType", "purl"},
         {"referenceLocator", purl(of)}}}}
  };
}

Json spdx2_file(std::size_t package, std::size_t file) {
  return {
      {"fileName",           path_of_file(package, file)},
      {"SPDXID",                    fmt::format("SPDXRef-File-{}-{}",                                 package, file)},
      {"fileTypes",             {"SOURCE"}},
      {"checksums",          checksums()       },
      {"licenseConcluded",          "NOASSERTION"         },
      {"licenseInfoInFiles",   {license()}},
      {"copyrightText", copyright()       },
      {"comment",      "layerID: sha256:" + hex(64)              }
  };
}

Json relationship(std::string from, std::string type, std::string to) {
  return {
      {"spdxElementId",      std::move(from)},
      {"relationshipType",   std::move(type)},
      {"relatedSpdxElement", std::move(to)  }
  };
}

Json spdx2(std::size_t bytes) {
  Json files = Json::array();
  Json packages = Json::array();
  Json relations = Json::array();
  grow(bytes, 6600, [&](std::size_t i) {
    const std::string id = fmt::format("SPDXRef-Package-deb-{}", i);
    packages.push_back(spdx2_package(i));
    for (std::size_t file = 0; file < kFiles; ++file) {
      files.push_back(spdx2_file(i, file));
      relations.push_back(relationship(id, "CONTAINS", fmt::format("SPDXRef-File-{}-{}", i, file)));
    }
    relations.push_back(
        relationship(id, "DEPENDS_ON", fmt::format("SPDXRef-Package-deb-{}", i / 2)));
  });
  relations.push_back(relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package-deb-0"));
  return {
      {"spdxVersion",       "SPDX-2.3"                                                          },
      {"dataLicense",       "CC0-1.0"                                                           },
      {"SPDXID",            "SPDXRef-DOCUMENT"                                                  },
      {"name",              "container"                                                         },
      {"documentNamespace", kSpace                                                              },
      {"creationInfo",      {{"creators", {"Tool: bench"}}, {"created", "2026-01-01T00:00:00Z"}}},
      {"packages",          std::move(packages)                                                 },
      {"files",             std::move(files)                                                    },
      {"relationships",     std::move(relations)                                                }
  };
}

Json cyclonedx_component(const std::string& reference, std::size_t i) {
  const std::string of = license();
  return {
      {"type",                                                                                   "library"},
      {"bom-ref",                                                                                reference},
      {"publisher",                                                                              "The " + hex(8) + " Project"},
      {"group",                                                                                  "org.example." + hex(4)},
      {"name",                                                                                   fmt::format("artifact-{}",i)},
      {"version",                                                                                        fmt::format("{}.1.0",i % 30)},
      {"description",                                                                                 "A library of the kind that many others are built upon." },
      {"scope","required"},
      {"hashes",
       {{{"alg", "MD5"}, {"content", hex(32)}},
        {{"alg", "SHA-1"}, {"content", hex(40)}},
        {{"alg", "SHA-256"}, {"content", hex(64)}},
        {{"alg", "SHA-512"}, {"content", hex(128)}}}                                                                                                                                                                                },
      {"licenses",
       {of == "MIT OR Apache-2.0" ? Json{{"expression", of}} : Json{{"license", {{"id", of}}}}}},
      {"purl", reference                                                                                                                                     },
      {"externalReferences",
       {{{"type", "website"}, {"url", "https://example.org/" + hex(8)}},
        {{"type", "vcs"}, {"url", "https://example.org/scm/" + hex(8) + ".git"}}}}
  };
}

Json cyclonedx(std::size_t bytes) {
  Json components = Json::array();
  Json dependencies = Json::array();
  grow(bytes, 1700, [&](std::size_t i) {
    components.push_back(cyclonedx_component(maven(i), i));
    dependencies.push_back({
        {"ref",       maven(i)                                  },
        {"dependsOn", {maven(i / 2), maven(i / 3), maven(i / 5)}}
    });
  });
  return {
      {"bomFormat",    "CycloneDX"                                    },
      {"specVersion",  "1.5"                                          },
      {"serialNumber", "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"},
      {"version",      1                                              },
      {"metadata",     {{"timestamp", "2026-01-01T00:00:00Z"}}        },
      {"components",   std::move(components)                          },
      {"dependencies", std::move(dependencies)                        }
  };
}

std::string spdx3_id(std::string_view what, std::size_t i) {
  return fmt::format("{}/{}/{:08x}", kSpace, what, i * 2654435761U % 4294967296U);
}

void add_spdx3_package(Json& graph, std::size_t i) {
  const std::string id = spdx3_id("package", i);
  graph.push_back({
      {"type",                    "software_Package"                                                   },
      {"spdxId",                  id                                                                   },
      {"creationInfo",            "_:CreationInfo0"                                                    },
      {"name",                    package_name(i)                                                      },
      {"verifiedUsing",           {{{"type", "Hash"}, {"algorithm", "sha256"}, {"hashValue", hex(64)}}}},
      {"software_packageVersion", fmt::format("2.{}.1",                                                  i % 40)},
      {"software_packageUrl",                         purl(package_name(i))                                                                         },
      {"software_copyrightText",                         copyright()},
      {"externalIdentifier",
       {{{"type", "ExternalIdentifier"},
         {"externalIdentifierType", "cpe23"},
         {"identifier", "cpe:2.3:*:*:" + hex(8) + ":2.1:*:*:*:*:*:*:*"}}}                                                                             }
  });
}

void add_spdx3_file(Json& graph, const std::string& id, std::size_t package, std::size_t file) {
  graph.push_back({
      {"type",         "software_File"     },
      {"spdxId",       id                  },
      {"creationInfo", "_:CreationInfo0"   },
      {"name",         path_of_file(package, file)},
      {"verifiedUsing",              {{{"type", "Hash"}, {"algorithm", "sha256"}, {"hashValue", hex(64)}}}                   },
      {"software_primaryPurpose",              "source"},
      {"software_copyrightText",              copyright()                    }
  });
}

void add_spdx3_relation(Json& graph, std::string from, std::string_view type, Json to) {
  graph.push_back({
      {"type",   "Relationship"         },
      {"spdxId", spdx3_id("relationship", graph.size())},
      {"creationInfo",        "_:CreationInfo0"                 },
      {"from",        std::move(from)        },
      {"relationshipType",        type     },
      {"to",        std::move(to)                      },
      {"completeness",        "complete"}
  });
}

Json spdx3(std::size_t bytes) {
  Json graph = Json::array({
      {{"type", "CreationInfo"},
       {"@id", "_:CreationInfo0"},
       {"specVersion", "3.0.1"},
       {"created", "2026-01-01T00:00:00Z"}      },
      {{"type", "SpdxDocument"},
       {"spdxId", spdx3_id("document", 0)},
       {"creationInfo", "_:CreationInfo0"},
       {"rootElement", {spdx3_id("package", 0)}}}
  });
  grow(bytes, 6000, [&](std::size_t i) {
    add_spdx3_package(graph, i);
    Json files = Json::array();
    for (std::size_t file = 0; file < kFiles; ++file) {
      files.push_back(spdx3_id("file", i * kFiles + file));
      add_spdx3_file(graph, files.back(), i, file);
    }
    const std::string package = spdx3_id("package", i);
    const std::string terms = spdx3_id("license", i);
    add_spdx3_relation(graph, package, "contains", std::move(files));
    add_spdx3_relation(graph, package, "dependsOn",
                       {spdx3_id("package", i / 2), spdx3_id("package", i / 3)});
    graph.push_back({
        {"type",                              "simplelicensing_LicenseExpression"},
        {"spdxId",                            terms                              },
        {"creationInfo",                      "_:CreationInfo0"                  },
        {"simplelicensing_licenseExpression", license()                          }
    });
    for (const std::string_view type : {"hasDeclaredLicense", "hasConcludedLicense"})
      add_spdx3_relation(graph, package, type, {terms});
  });
  return {
      {"@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"},
      {"@graph",   std::move(graph)                                }
  };
}

// A member of the JSON form as an element of the XML form; a list is one element an item.
void write_xml(const std::string& key, const Json& value, std::string& out) {
  if (value.is_array()) {
    for (const Json& item : value)
      write_xml(key, item, out);
    return;
  }
  out += fmt::format("<{}>", key);
  if (value.is_object()) {
    out += '\n';
    for (const auto& [name, member] : value.items())
      write_xml(name, member, out);
  } else {
    for (const char c : value.is_string() ? value.get<std::string>() : value.dump())
      out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  }
  out += fmt::format("</{}>\n", key);
}

void write_yaml(const Json& value, std::size_t indent, std::string& out) {
  if (!value.is_structured()) {
    out += fmt::format(" {}\n", value.dump());
    return;
  }
  out += '\n';
  for (const auto& [name, member] : value.items()) {
    out += std::string(indent, ' ') + (value.is_array() ? "-" : name + ":");
    write_yaml(member, indent + 2, out);
  }
}

std::string spdx2_yaml() {
  std::string out = "---";
  write_yaml(spdx2(kYamlBytes), 0, out);
  return out;
}

std::string spdx2_xml() {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  write_xml("Document", spdx2(kLarge), out);
  return out;
}

// The same JSON in the two ways tools lay it out.
template <Json (*make)(std::size_t), std::size_t bytes>
std::string minified() {
  return make(bytes).dump();
}

template <Json (*make)(std::size_t), std::size_t bytes>
std::string indented() {
  return make(bytes).dump(2);
}

}  // namespace

const std::vector<LargeDocument>& large_documents() {
  static const std::vector<LargeDocument> kDocuments = {
      {"SPDX 2.3 JSON, indented", indented<spdx2,             kLarge>},
      {"SPDX 2.3 JSON, minified",                         minified<spdx2,                           kLarge>},
      {"SPDX 3.0.1, indented",                  indented<spdx3,                  kLarge>},
      {"SPDX 3.0.1, minified",minified<spdx3,kLarge>},
      {"CycloneDX JSON, indented",    indented<cyclonedx,                       kLarge>},
      {"CycloneDX JSON, minified",                         minified<cyclonedx,                          kLarge>},
      {"CycloneDX XML",                  large_cyclonedx_xml                     },
      {"SPDX 2.3 RDF/XML",large_rdf},
      {"SPDX 2.3 XML",           spdx2_xml},
      {"SPDX 2.3 tag-value",        large_tag_value                                          },
      {"SPDX 2.3 YAML",            spdx2_yaml                  }
  };
  return kDocuments;
}

}  // namespace licet::bench
