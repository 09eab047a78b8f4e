#include "tests/bench/made_up.h"

#include <array>

#include <fmt/format.h>

#include "tests/bench/measure.h"

namespace licet::bench {

namespace {

Random& random() {
  static Random numbers;
  return numbers;
}

}  // namespace

std::size_t random_below(std::size_t n) {
  return random().below(n);
}

std::string hex(std::size_t digits) {
  std::string out;
  while (out.size() < digits)
    out += fmt::format("{:016x}", random().next());
  return out.substr(0, digits);
}

std::string license() {
  constexpr std::array<std::string_view, 8> kLicenses = {
      "MIT", "Apache-2.0", "GPL-2.0-only", "BSD-3-Clause", "LGPL-2.1-or-later", "MIT OR Apache-2.0",
      "ISC", "NOASSERTION"};
  return std::string(kLicenses.at(random_below(kLicenses.size())));
}

std::string package_name(std::size_t package) {
  return fmt::format("lib{}-{}", hex(6), package);
}

std::string purl(const std::string& name) {
  return fmt::format("pkg:deb/debian/{}@2.{}.1-3?arch=amd64&distro=debian-12", name,
                     random_below(40));
}

std::string copyright() {
  return fmt::format("Copyright (c) 20{:02} The {} Authors. All rights reserved.", random_below(25),
                     hex(8));
}

std::string path_of_file(std::size_t package, std::size_t file) {
  return fmt::format("usr/share/{}/module{}/source_{}.c", hex(8), package, file);
}

std::string maven(std::size_t package) {
  return fmt::format("pkg:maven/org.example/artifact-{0}@{1}.1.0?type=jar", package, package % 30);
}

std::string large_tag_value() {
  std::string out = fmt::format(
      "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\n"
      "DocumentName: container\nDocumentNamespace: {}\nCreator: Tool: bench\n"
      "Created: 2026-01-01T00:00:00Z\n",
      kSpace);
  grow(kLarge, 4200, [&](std::size_t i) {
    const std::string of = package_name(i);
    out += fmt::format(
        "\n##### Package: {0}\n\nPackageName: {0}\nSPDXID: SPDXRef-Package-{1}\n"
        "PackageVersion: 2.{1}.1\nPackageSupplier: Organization: Debian\n"
        "PackageDownloadLocation: NOASSERTION\nFilesAnalyzed: true\nPackageChecksum: SHA1: {2}\n"
        "PackageLicenseConcluded: {3}\nPackageLicenseDeclared: {4}\n"
        "PackageCopyrightText: <text>{5}\n{6}</text>\nExternalRef: PACKAGE-MANAGER purl {7}\n"
        "Relationship: SPDXRef-Package-{1} DEPENDS_ON SPDXRef-Package-{8}\n",
        of, i, hex(40), license(), license(), copyright(), copyright(), purl(of), i / 2);
    for (std::size_t file = 0; file < kFiles; ++file) {
      out += fmt::format(
          "\nFileName: {0}\nSPDXID: SPDXRef-File-{1}-{2}\nFileType: SOURCE\n"
          "FileChecksum: SHA1: {3}\nFileChecksum: SHA256: {4}\nFileChecksum: MD5: {5}\n"
          "LicenseConcluded: NOASSERTION\nLicenseInfoInFile: {6}\n"
          "FileCopyrightText: <text>{7}</text>\n",
          path_of_file(i, file), i, file, hex(40), hex(64), hex(32), license(), copyright());
    }
  });
  return out;
}

namespace {

std::string rdf_license(std::string_view member) {
  const std::string id = license();
  if (id.find(' ') == std::string::npos && id != "NOASSERTION")
    return fmt::format("<spdx:{} rdf:resource=\"http://spdx.org/licenses/{}\"/>\n", member, id);
  if (id == "NOASSERTION")
    return fmt::format("<spdx:{} rdf:resource=\"http://spdx.org/rdf/terms#noassertion\"/>\n",
                       member);
  return fmt::format(
      "<spdx:{0}>\n  <spdx:DisjunctiveLicenseSet>\n"
      "    <spdx:member rdf:resource=\"http://spdx.org/licenses/MIT\"/>\n"
      "    <spdx:member rdf:resource=\"http://spdx.org/licenses/Apache-2.0\"/>\n"
      "  </spdx:DisjunctiveLicenseSet>\n</spdx:{0}>\n",
      member);
}

std::string rdf_checksum(std::string_view algorithm, std::size_t digits) {
  return fmt::format(
      "        <spdx:checksum>\n          <spdx:Checksum>\n"
      "            <spdx:algorithm "
      "rdf:resource=\"http://spdx.org/rdf/terms#checksumAlgorithm_{}\"/>\n"
      "            <spdx:checksumValue>{}</spdx:checksumValue>\n"
      "          </spdx:Checksum>\n        </spdx:checksum>\n",
      algorithm, hex(digits));
}

std::string rdf_file(std::size_t package, std::size_t file) {
  return fmt::format(
      "    <spdx:hasFile>\n      <spdx:File rdf:about=\"{}#SPDXRef-File-{}-{}\">\n"
      "        <spdx:fileName>{}</spdx:fileName>\n"
      "        <spdx:fileType rdf:resource=\"http://spdx.org/rdf/terms#fileType_source\"/>\n"
      "{}{}        {}        {}        <spdx:copyrightText>{}</spdx:copyrightText>\n"
      "      </spdx:File>\n    </spdx:hasFile>\n",
      kSpace, package, file, path_of_file(package, file), rdf_checksum("sha1", 40),
      rdf_checksum("sha256", 64), rdf_license("licenseConcluded"), rdf_license("licenseInfoInFile"),
      copyright());
}

}  // namespace

std::string large_rdf() {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n"
      "    xmlns:spdx=\"http://spdx.org/rdf/terms#\"\n"
      "    xmlns:rdfs=\"http://www.w3.org/2000/01/rdf-schema#\">\n"
      "  <spdx:SpdxDocument rdf:about=\"{}#SPDXRef-DOCUMENT\">\n"
      "    <spdx:specVersion>SPDX-2.3</spdx:specVersion>\n    <spdx:name>container</spdx:name>\n"
      "  </spdx:SpdxDocument>\n",
      kSpace);
  grow(kLarge, 9500, [&](std::size_t i) {
    out += fmt::format(
        "  <spdx:Package rdf:about=\"{0}#SPDXRef-Package-{1}\">\n    <spdx:name>{2}</spdx:name>\n"
        "    <spdx:versionInfo>2.{1}.1</spdx:versionInfo>\n"
        "    <spdx:supplier>Organization: Debian</spdx:supplier>\n"
        "    <spdx:downloadLocation>NOASSERTION</spdx:downloadLocation>\n{3}    {4}    {5}"
        "    <spdx:copyrightText>{6}</spdx:copyrightText>\n"
        "    <spdx:relationship>\n      <spdx:Relationship>\n"
        "        <spdx:relationshipType "
        "rdf:resource=\"http://spdx.org/rdf/terms#relationshipType_dependsOn\"/>\n"
        "        <spdx:relatedSpdxElement rdf:resource=\"{0}#SPDXRef-Package-{7}\"/>\n"
        "      </spdx:Relationship>\n    </spdx:relationship>\n",
        kSpace, i, package_name(i), rdf_checksum("sha1", 40), rdf_license("licenseConcluded"),
        rdf_license("licenseDeclared"), copyright(), i / 2);
    for (std::size_t file = 0; file < kFiles; ++file)
      out += rdf_file(i, file);
    out += "  </spdx:Package>\n";
  });
  return out + "</rdf:RDF>\n";
}

std::string large_cyclonedx_xml() {
  std::string components;
  std::string dependencies;
  grow(kLarge, 1700, [&](std::size_t i) {
    components += fmt::format(
        "    <component type=\"library\" bom-ref=\"{0}\">\n      <group>org.example.{1}</group>\n"
        "      <name>artifact-{2}</name>\n      <version>{3}.1.0</version>\n"
        "      <description>A library of the kind that many others are built upon.</description>\n"
        "      <scope>required</scope>\n      <hashes>\n"
        "        <hash alg=\"MD5\">{4}</hash>\n        <hash alg=\"SHA-1\">{5}</hash>\n"
        "        <hash alg=\"SHA-256\">{6}</hash>\n        <hash alg=\"SHA-512\">{7}</hash>\n"
        "      </hashes>\n      <licenses>\n        <license>\n          <id>{8}</id>\n"
        "          <url>https://example.org/licenses/{8}</url>\n        </license>\n"
        "      </licenses>\n      <purl>{0}</purl>\n      <externalReferences>\n"
        "        <reference type=\"vcs\"><url>https://example.org/{1}</url></reference>\n"
        "        <reference type=\"website\"><url>https://example.org/{2}</url></reference>\n"
        "      </externalReferences>\n    </component>\n",
        maven(i), hex(4), i, i % 30, hex(32), hex(40), hex(64), hex(128), license());
    dependencies += fmt::format(
        "    <dependency ref=\"{}\">\n      <dependency ref=\"{}\"/>\n"
        "      <dependency ref=\"{}\"/>\n    </dependency>\n",
        maven(i), maven(i / 2), maven(i / 3));
  });
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<bom serialNumber=\"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79\" version=\"1\" "
      "xmlns=\"http://cyclonedx.org/schema/bom/1.5\">\n  <metadata>\n"
      "    <timestamp>2026-01-01T00:00:00Z</timestamp>\n  </metadata>\n"
      "  <components>\n{}  </components>\n  <dependencies>\n{}  </dependencies>\n</bom>\n",
      components, dependencies);
}

}  // namespace licet::bench
