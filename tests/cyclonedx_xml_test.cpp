// What is particular to CycloneDX in XML: namespaces, attributes and lists.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;

namespace {

struct Row {
  std::string text;
  std::string shown;
};

const std::string kOurs = "'http://cyclonedx.org/schema/bom/1.6'";

// A document with its notes, or the errors; without the head line.
std::string shown(const std::string& text) {
  const auto result = spdx::read_cyclonedx_xml(spdx::SourceText("t", text));
  if (!result) return tests::errors_of(result);
  const std::string all = tests::shown_document(*result.value);
  return all.substr(all.find('\n') + 1) + tests::notes_of(result);
}

// What stands in a bill of materials that declares the default namespace, `x` and `e`.
std::string members(const std::string& text) {
  return shown(
      fmt::format("<bom xmlns={} xmlns:x='urn:x' xmlns:e='urn:e'>\n{}</bom>", kOurs, text));
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(members(row.text) == row.shown);
  }
}

}  // namespace

TEST_CASE("cyclonedx XML: in UTF-16 is refused, though the parser knows it") {
  std::string wide = "\xFF\xFE";
  for (const char c : "<bom xmlns=" + kOurs + "/>")
    wide += {c, '\0'};
  CHECK(spdx::is_cyclonedx_xml(wide));
  CHECK(shown(wide) == "t:1:1: error: the text is UTF-16; save it as UTF-8");
}

TEST_CASE("cyclonedx XML: attributes of another vocabulary are not its own") {
  check({
      {"<metadata><component e:type='x' type='data' e:bom-ref='x' bom-ref='a'><name e:type='s'>a"
       "</name><licenses e:acknowledgement='concluded'><license e:acknowledgement='concluded'>"
       "<id e:type='s' xml:lang='en'>MIT</id></license><expression e:acknowledgement='concluded' "
       "acknowledgement='declared'>ISC</expression></licenses></component></metadata>"
       "<services><service e:bom-ref='x' bom-ref='b'><name>b</name></service></services>"
       "<dependencies><dependency e:ref='x' ref='a'><dependency e:ref='x' ref='b'/>"
       "<dependency e:ref='x'/></dependency></dependencies>", "described a\ndata a 'a'\n  declared expression 'MIT'\n  declared expression 'ISC'\n"
       "service b 'b'\na dependsOn b\n"},
  });
}

TEST_CASE("cyclonedx XML: of a list that stands twice all is read, with a note") {
  check({
      {"<components><component type='data' bom-ref='a' licenses='x'><name>a</name><licenses>"
       "<license><id>MIT</id></license></licenses>\n<licenses><license><id>ISC</id></license>"
       "</licenses>\n<licenses/></component></components>\n<components>"
       "<component type='data' bom-ref='b'><name>b</name></component></components>\n"
       "<dependencies><dependency ref='a'><dependency ref='b'/></dependency></dependencies>\n"
       "<dependencies><dependency ref='b'><dependency ref='a'/></dependency></dependencies>", "data a 'a'\n  declared expression 'MIT'\n  declared expression 'ISC'\ndata b 'b'\n"
       "a dependsOn b\nb dependsOn a\n"
       "3:1: \"licenses\" stands here twice; both are read\n"
       "4:1: \"licenses\" stands here twice; both are read\n"
       "5:1: \"components\" stands here twice; both are read\n"
       "7:1: \"dependencies\" stands here twice; both are read\n"},
      {"<services><service bom-ref='a'><name>a</name><name>b</name></service></services>",
       "service a 'a'\n2:46: \"name\" stands here twice; the first counts\n"                                                                                         },
  });
}

TEST_CASE("cyclonedx XML: a namespace holds where it is declared and inside") {
  const std::string ours = " xmlns=" + kOurs;
  CHECK(shown("<c:bom xmlns:c=" + kOurs +
              " xmlns='urn:other'><components/>"
              "<components" +
              ours + "><component type='data' bom-ref='a'><name>a</name></component></components>" +
              "<services><service><name>s</name></service></services></c:bom>") == "data a 'a'\n");
  check({
      {"<components><p:component xmlns:p='urn:p'/><p:component xmlns:p=" + kOurs +
           " type='data' bom-ref='a'><p:name>a</p:name></p:component><p:component/></components>", "data a 'a'\n"                      },
      {"<components xmlns:p=" + kOurs +
           "><component type='data' bom-ref='a'><x:y xmlns:p='urn:p'/><p:name>a</p:name>"
           "</component><p:component type='data' bom-ref='b'><name xmlns:p='urn:p'>b</name>"
           "<p:version>1</p:version></p:component></components>",                                  "data a 'a'\ndata b 'b' version=1\n"},
      {"<services><service bom-ref='a' xmlns='urn:x'/><service bom-ref='b'><name>b</name></service>"
       "<x:service xmlns:x=" +
           kOurs +
           " bom-ref='c'><name xmlns='urn:y'>no</name><x:name>c</x:name></x:service>"
           "<x:service bom-ref='d'/></services>",                                                  "service b 'b'\nservice c 'c'\n"    },
      {"<services xmlns=''><service bom-ref='a'><name>a</name></service></services>",
       "service a 'a'\n"                                                                                                                      },
  });
}
