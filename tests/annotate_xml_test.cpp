// Remarks in XML whose elements are of several vocabularies, or have several prefixes.
#include <string>

#include <doctest/doctest.h>

#include "tests/annotate_fixture.h"

using namespace licet::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("annotate: CycloneDX XML: remarks have the namespace of what they stand in") {
  const std::string text = R"(<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.5" xmlns="urn:x">
  <metadata/>
  <c:metadata><component/><c:component type="data" bom-ref="m"><c:name>m</c:name></c:component></c:metadata>
  <components xmlns="http://cyclonedx.org/schema/bom/1.5">
    <component type="data" bom-ref="a" xmlns:c="urn:c">
      <name>a</name>
      <licenses><c:license/><license><id>MIT</id></license></licenses>
      <c:properties><c:property name="licet:x"/></c:properties>
    </component>
  </components>
</c:bom>
)";
  const std::string out = check_round_trip("doc", text, true);
  CHECK(has(out, R"(</licenses>
      <properties>
        <property name="licet:concluded">MIT</property>)"));
  CHECK(has(out, "<c:name>m</c:name><c:properties><c:property name=\"licet:report\""));
  CHECK(has(out, "  <c:annotations>"));
}
