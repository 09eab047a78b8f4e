// `licet convert` from the outside: output, times, exit codes, errors.
#include "cli/convert.h"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/case_file.h"
#include "tests/license_fixture.h"
#include "tests/run_program.h"

using namespace licet;

namespace {

const std::string kExample = "tests/examples/support.yaml";
const std::string kTime = "2026-01-31T12:00:00Z";

// A stack with everything that bills of materials have no field for.
const std::string kRemarked = R"(licet: 1
works:
  - { id: base, kind: model, license: Apache-2.0, facts: { multimodal: true } }
  - { id: api, kind: service, license: MIT, owner: self }
  - id: mine
    kind: model
    license: { code: MIT, weights: Apache-2.0 }
    from:
      - finetune: base
      - { call-api: api, by: third-party }
)";

// What it is as CycloneDX, as another tool writes that in XML.
const std::string kRemarkedXml = R"(<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata>
    <component type="machine-learning-model" bom-ref="mine">
      <name>mine</name>
      <licenses>
        <license acknowledgement="declared">
          <id>MIT</id>
          <properties><property name="licet:part">code</property></properties>
        </license>
        <license acknowledgement="declared">
          <id>Apache-2.0</id>
          <properties><property name="licet:part">weights</property></properties>
        </license>
      </licenses>
      <properties>
        <property name="other:note">licet: not ours</property>
        <property name="licet:relation">finetune by self: base</property>
        <property name="licet:relation">
          call-api by third-party: api
        </property>
      </properties>
    </component>
  </metadata>
  <components>
    <component type="machine-learning-model" bom-ref="base">
      <name>base</name>
      <licenses><license acknowledgement="declared"><id>Apache-2.0</id></license></licenses>
      <properties><property name="licet:fact:multimodal">true</property></properties>
    </component>
  </components>
  <services>
    <service bom-ref="api">
      <name>api</name>
      <licenses><license acknowledgement="declared"><id>MIT</id></license></licenses>
      <properties><property name="licet:owner">self</property></properties>
    </service>
  </services>
  <dependencies>
    <dependency ref="mine"><dependency ref="base"/><dependency ref="api"/></dependency>
  </dependencies>
</bom>
)";

}  // namespace

TEST_CASE("convert: relations, parts, owners and facts come back from CycloneDX JSON and XML") {
  const tests::Ran json =
      tests::run_licet({"convert", "-", "--to", "cyclonedx", "--created", kTime}, kRemarked);
  REQUIRE(json.code == 0);
  const std::string from_json = tests::run_licet({"convert", "-", "--to", "stack"}, json.out).out;
  const std::string from_xml =
      tests::run_licet({"convert", "-", "--to", "stack"}, kRemarkedXml).out;
  CHECK(from_xml == from_json);
  for (const char* said :
       {"finetune: base", "call-api: api\n        by: third-party", "multimodal: true",
        "owner: self", "code: MIT\n      weights: Apache-2.0"}) {
    CAPTURE(said);
    CHECK(from_xml.find(said) != std::string::npos);
  }
  CHECK(from_xml.find("not ours") == std::string::npos);
}

TEST_CASE("convert: a stack as a document, the same bytes each time") {
  for (const std::string form : {"spdx3", "cyclonedx", "stack"}) {
    CAPTURE(form);
    const tests::Ran once =
        tests::run_licet({"convert", kExample, "--to", form, "--created", kTime});
    CHECK(once.code == 0);
    const tests::Ran again =
        tests::run_licet({"convert", "-", "--to", form}, tests::read_source_file(kExample),
                         "SOURCE_DATE_EPOCH=1769860800");
    CHECK(again.out == once.out);
    CHECK((once.out.find(kTime) != std::string::npos) == (form != "stack"));
    CHECK(once.err.empty() == (form == "stack"));
    // What was written is read again, to the same works and relations.
    const tests::Ran back = tests::run_licet({"convert", "-", "--to", "stack"}, once.out);
    if (form == "stack") CHECK(back.out == once.out);
  }
}

TEST_CASE("convert: a file is written whole or not at all") {
  const tests::TempFolder folder;
  const tests::Ran ran =
      tests::run_licet({"convert", kExample, "--to", "stack", "-o", folder.path("s.yaml")});
  CHECK(ran.code == 0);
  CHECK(ran.out.empty());
  CHECK(tests::run_licet({"check", folder.path("s.yaml")}).code == 1);
  CHECK(tests::run_licet({"convert", kExample, "--to", "spdx3", "-o", folder.path("t")}).code == 2);
  CHECK(folder.names() == std::vector<std::string>{"s.yaml"});
}

TEST_CASE("convert: a folder of cards") {
  const tests::TempFolder folder;
  folder.write("README.md",
               "---\nlicense: [mit, apache-2.0]\nbase_model: a/b\ndatasets: [c/d]\n---\n");
  const tests::Ran ran = tests::run_licet({"convert", folder.path(), "--to", "stack"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("evidence:\n      card:\n        - mit\n        - apache-2.0\n") !=
        std::string::npos);
  CHECK(ran.out.find("- finetune: a/b\n") != std::string::npos);
  CHECK(ran.out.find("- train-on: c/d\n") != std::string::npos);
  CHECK(ran.err.empty());
}

TEST_CASE("convert: errors") {
  tests::Ran ran = tests::run_licet({"convert", kExample, "--to", "spdx3"});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(ran.err ==
        "--created: error: SPDX documents say when they were made: give it, for instance "
        "--created 2026-01-31T12:00:00Z, or set SOURCE_DATE_EPOCH\n");
  ran = tests::run_licet({"convert", "no-such-file", "--to", "stack"});
  CHECK(ran.code == 2);
  CHECK(tests::run_licet({"convert", kExample}).code == 2);
  CHECK(tests::run_licet({"convert", kExample, "--to", "word"}).code == 2);
}

TEST_CASE("document_time: what is said, else the time of the sources, else nothing") {
  const auto time = [](const std::string& created, const char* epoch) {
    const auto out = cli::document_time(created, epoch);
    return out ? *out.value : tests::errors_of(out);
  };
  CHECK(time("", nullptr).empty());
  CHECK(time("", "").empty());
  CHECK(time("", "0") == "1970-01-01T00:00:00Z");
  CHECK(time("", "951782399") == "2000-02-28T23:59:59Z");
  CHECK(time("", "253402300799") == "9999-12-31T23:59:59Z");
  CHECK(time(kTime, "0") == kTime);
  const std::string epoch = "seconds since 1970 are needed";
  for (const char* wrong : {"x", "-1", "1.5", "253402300800", "99999999999999999999"})
    CHECK(time("", wrong) == std::string("SOURCE_DATE_EPOCH=") + wrong + ": error: " + epoch);
  const std::string needed = "a time in UTC is needed, such as 2026-01-31T12:00:00Z";
  for (const std::string wrong :
       {"2026-01-31", "2026-02-29T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z",
        "2026-01-31 12:00:00Z", "2026-1-31T12:00:000Z"})
    CHECK(time(wrong, nullptr) == fmt::format("--created {}: error: {}", wrong, needed));
}
