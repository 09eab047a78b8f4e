// What no CycloneDX document is taken for, and what none can do: crash, hang or fill the memory.
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"

using namespace licet::spdx;

namespace {

const std::string kBom = "<bom xmlns=\"http://cyclonedx.org/schema/bom/";

// The first error; empty if there is none.
std::string error_of(const Result<Document>& result) {
  return result ? "" : result.errors.front().message;
}

std::string said_of_json(const std::string& members) {
  return error_of(read_cyclonedx_json(SourceText("t", R"({"specVersion":"1.6",)" + members + "}")));
}

}  // namespace

TEST_CASE("cyclonedx: is recognised by what stands in it") {
  CHECK(is_cyclonedx_json(R"({"bomFormat":"CycloneDX"})"));
  CHECK(
      is_cyclonedx_json("\xEF\xBB\xBF {\"components\":[{\"a\":\"}\\\"\"}],\n\"bomFormat\" : "
                        "\"CycloneDX\", \"x\":"));
  CHECK(is_cyclonedx_json(R"({"specVersion":"1.5","components":[]})"));
  for (
      const std::string_view text :
      {"", "{", "[{\"bomFormat\":\"CycloneDX\"}]", R"({"bom":{"bomFormat":"CycloneDX"}})",
       R"({"bomFormat":"SPDX"})", R"({"spdxVersion":"SPDX-2.3","bomFormat":"CycloneDX"})",
       R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","specVersion":"1.6","components":[]})",
       R"({"licet":1,"works":[]})", "licet: 1\n", R"({"a":"\"bomFormat\":\"CycloneDX\""})"}) {
    CAPTURE(text);
    CHECK_FALSE(is_cyclonedx_json(text));
  }
  CHECK(
      is_cyclonedx_xml("<?xml version='1.0'?>\n<!DOCTYPE bom><!-- > --> <bom a='1' xmlns = "
                       "'http://cyclonedx.org/schema/bom/1.4'>"));
  CHECK(is_cyclonedx_xml("<c:bom xmlns:d='x' xmlns:c='http://cyclonedx.org/schema/bom/1.4'>"));
  for (const std::string_view text :
       {"", "<", "<bom>", "<bom xmlns='urn:other'>", "<!-- <bom", "bom",
        "<c:bom xmlns='http://cyclonedx.org/schema/bom/1.4'>",
        "<boms xmlns='http://cyclonedx.org/schema/bom/1.4'>", "<bom xmlns=", "<bom xmlns='"}) {
    CAPTURE(text);
    CHECK_FALSE(is_cyclonedx_xml(text));
  }
}

TEST_CASE("cyclonedx: a workflow of a few lines cannot make links without end") {
  std::string resources = R"({"resource":{"ref":"urn:cdx:a"}})";
  for (std::size_t i = 0; i < 1001; ++i)
    resources += R"(,{"resource":{"ref":"urn:cdx:a"}})";
  CHECK(said_of_json(R"("formulation":[{"workflows":[{"inputs":[)" + resources +
                     R"(],"outputs":[)" + resources + "]}]}]")
            .find("more than 1000000 links between components, the most that is read") !=
        std::string::npos);
}

TEST_CASE("cyclonedx: no more notes than people read") {
  std::string items = "7";
  for (std::size_t i = 0; i < 2000; ++i)
    items += ",7";
  const auto result =
      read_cyclonedx_json(SourceText("t", R"({"specVersion":"1.6","components":[)" + items + "]}"));
  REQUIRE(result);
  CHECK(result.notes.size() == 1001);
  CHECK(result.notes.back().message == "1001 more like these are left out");
}

TEST_CASE("cyclonedx: many declarations and attributes cost no more than others") {
  std::string text = kBom + "1.6\"";
  for (std::size_t i = 0; i < 100'000; ++i)
    text += fmt::format(" xmlns:a{0}='b' b{0}:version='1'", i);
  text += "><components>";
  for (std::size_t i = 0; i < 100'000; ++i)
    text += "<p" + std::to_string(i) + ":x/><component/>";
  const auto result = read_cyclonedx_xml(SourceText("t", text + "</components></bom>"));
  REQUIRE(result);
  CHECK(result.value->elements.size() == 100'000);
}
