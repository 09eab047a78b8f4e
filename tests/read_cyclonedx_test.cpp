#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "tests/case_file.h"

using namespace licet::spdx;

namespace {

using Read = Result<Document> (*)(const SourceText&);

constexpr const char* kJsonFile = "tests/documents/assistant.cdx.json";
constexpr const char* kXmlFile = "tests/documents/assistant.cdx.xml";

std::string shown(const LicenseStatement& license) {
  constexpr std::string_view kBases = "DCO";
  constexpr std::string_view kForms = "ENT0?";
  std::string out = fmt::format("  {}{} {}", kBases[static_cast<std::size_t>(license.basis)],
                                kForms[static_cast<std::size_t>(license.form)], license.text);
  if (!license.body.empty()) out += fmt::format(" [{}]", license.body);
  if (!license.url.empty()) out += fmt::format(" <{}>", license.url);
  return out + "\n";
}

std::string shown(const Element& element) {
  std::string out =
      fmt::format("{} ({}) {} {}", element.id, element.type, element.name, element.version);
  if (!element.supplier.empty()) out += fmt::format(" by {}", element.supplier);
  if (!element.purl.empty()) out += fmt::format(" {}", element.purl);
  out += "\n";
  for (const LicenseStatement& license : element.licenses)
    out += shown(license);
  return out;
}

// All but offsets, a line a fact; then what was said.
std::string shown(const Result<Document>& result) {
  std::string out;
  if (result) {
    const Document& document = *result.value;
    out = fmt::format("{} {}{}\n", document.version, document.id,
                      document.has_signature ? " signed" : "");
    for (const std::string& id : document.described)
      out += fmt::format("about {}\n", id);
    for (const Element& element : document.elements)
      out += shown(element);
    for (const Link& link : document.links)
      out += fmt::format("{} -{}-> {}\n", link.from, link.type, link.to);
    for (const CustomLicense& custom : document.custom_licenses)
      out += fmt::format("{} [{}] <{}>\n", custom.id, custom.text, fmt::join(custom.see_also, " "));
  }
  for (const Error& error : result.errors)
    out += to_string(error) + "\n";
  for (const Error& note : result.notes)
    out += "note " + to_string(note) + "\n";
  return out;
}

Result<Document> read_file(Read read, const char* path) {
  return read(SourceText(path, licet::tests::read_source_file(path)));
}

std::string read_json_text(const std::string& text) {
  return shown(read_cyclonedx_json(SourceText("t", text)));
}

std::string read_xml_text(const std::string& text) {
  return shown(read_cyclonedx_xml(SourceText("t", text)));
}

std::string read_members(const std::string& members) {
  return read_json_text("{\"specVersion\":\"1.6\"," + members + "}");
}

const std::string kAssistant =
    "1.7 urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79/2 signed\n"
    "about assistant\n"
    "assistant (application) Assistant 3.1 by Acme\n"
    "  DE Apache-2.0\n"
    "model (machine-learning-model) acme/Support-8B  by Acme pkg:huggingface/acme/Support-8B\n"
    "  DN Acme Model License <https://acme.example/license>\n"
    "  CE MIT AND LicenseRef-acme-notice\n"
    "tokenizer (library) tokenizer \n"
    "  OE BSD-3-Clause [Use it.]\n"
    "  O? NOASSERTION\n"
    "  OE MIT\n"
    "base (machine-learning-model) Base-8B \n"
    "  DE Apache-2.0\n"
    "#1 (machine-learning-model) Base-8B-GGUF \n"
    "quantized (machine-learning-model) Support-8B-Q4 \n"
    "chats (dataset) chats \n"
    "tickets (data) tickets \n"
    "  D0 NONE\n"
    "#2 (dataset) tickets 2025 \n"
    "unlicensed (library) unlicensed  by Ann\n"
    "search (service) search  by Finder\n"
    "  D? NOASSERTION\n"
    "index (service) index \n"
    "trainer (application) trainer \n"
    "model -:nested-> tokenizer\n"
    "base -:variant-> #1\n"
    "model -:ancestor-> base\n"
    "model -:descendant-> quantized\n"
    "model -:dataset-> tickets\n"
    "model -:dataset-> chats\n"
    "tickets -:data-> #2\n"
    "search -:nested-> index\n"
    "model -:made-from-> base\n"
    "model -:made-from-> tickets\n"
    "assistant -dependsOn-> model\n"
    "assistant -dependsOn-> search\n"
    "assistant -provides-> unlicensed\n"
    "search -dependsOn-> urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#elsewhere\n"
    "LicenseRef-acme-notice [Say that it is Acme's.] <https://acme.example/notice>\n";

struct Row {
  std::string text;
  std::string shown;
};

// Members of a bill of version 1.6, and what they mean or what is said about them.
const std::vector<Row> kMembers = {
    {R"("version":3)",                                                                                                "1.6 \n"                                                       },
    {R"("serialNumber":"urn:uuid:a")",                                                                                "1.6 urn:uuid:a/1\n"                                           },
    {R"("components":[{"type":"data","name":"a","bom-ref":""}])",                                                     "1.6 \n#1 (data) a \n"                                         },
    {R"("components":[{"type":"data","name":"a","bom-ref":null}],"dependencies":[{"ref":"null"}])",
     "1.6 \n#1 (data) a \nnote t:1:102: error: nothing has the bom-ref \"null\"\n"                                                                                                   },
    {R"("components":[{"type":"data","name":"a"},{"type":"data","name":"b","bom-ref":"#1"}])",
     "1.6 \n#2 (data) a \n#1 (data) b \n"                                                                                                                                            },
    {R"("components":[{"type":"data","name":"a","bom-ref":"x"},{"type":"data","name":"b","bom-ref":"x"}])",
     "1.6 \nx (data) a \n#1 (data) b \nnote t:1:113: error: the bom-ref \"x\" stands here for the "
     "second time; a reference to it means the first\n"                                                                                                                              },
    {R"("components":[{"bom-ref":"x"}, 7])",
     "1.6 \nx ()  \nnote t:1:36: error: a component needs \"type\"\nnote t:1:36: error: this "
     "component has no name\nnote t:1:53: error: a map has to stand in \"components\", this is a "
     "number\n"                                                                                                                                                                      },
    {R"("components":{"type":"data"})",
     "1.6 \nnote t:1:35: error: \"components\" has to be a list, this is a map\n"                                                                                                    },
    {R"("metadata":{"component":"x"},"services":[{}])",
     "1.6 \n#1 (service)  \nnote t:1:46: error: a map has to stand in \"metadata\", this is text\n"
     "note t:1:63: error: this service has no name\n"                                                                                                                                },
    {R"("components":null,"metadata":{"component":null},"dependencies":[])",                                          "1.6 \n"                                                       },
    {R"("dependencies":[{"ref":"a","dependsOn":["b"]},{"dependsOn":["c"]}],"services":[{"bom-ref":"a","name":"a"}])",
     "1.6 \na (service) a \na -dependsOn-> b\nnote t:1:62: error: nothing has the bom-ref "
     "\"b\"\nnote t:1:68: error: a dependency needs \"ref\"\n"                                                                                                                       },
    {R"("components":[{"type":"data","name":"a","purl":"p"}],"dependencies":[{"ref":"p"}])",
     "1.6 \n#1 (data) a  p\nnote t:1:98: error: nothing has the bom-ref \"p\"; what has it as its "
     "purl is meant\n"                                                                                                                                                               },
    {R"("serialNumber":"urn:uuid:a","components":[{"type":"data","name":"a","bom-ref":"a b"}],)"
     R"("dependencies":[{"ref":"urn:cdx:a/1#a%20b","provides":["urn:cdx:a/1#c","urn:cdx:a/2#a%20b"]}])",
     "1.6 urn:uuid:a/1\na b (data) a \na b -provides-> urn:cdx:a/1#c\na b -provides-> "
     "urn:cdx:a/2#a%20b\nnote t:1:163: error: nothing has the bom-ref \"urn:cdx:a/1#c\"\n"                                                                                           },
    {R"("formulation":[{"workflows":[{"inputs":[{"resource":{"ref":"a"}},{"parameters":[]}],"outputs":)"
     R"([{"target":{"ref":"b"},"data":{"content":""}},{"resource":{"externalReference":{}}}]}],)"
     R"("services":[{"bom-ref":"a","name":"a"},{"bom-ref":"b","name":"b"}]}])",                                  "1.6 \na (service) a \nb (service) b \nb -:made-from-> a\n"    },
    {R"("serialNumber":"urn:uuid:aB","components":[{"type":"data","name":"a","bom-ref":"a%20b"}],)"
     R"("dependencies":[{"ref":"urn:cdx:Ab/1#a%20b","provides":["urn:cdx:ab/1#a%2520b"]}])",                     "1.6 urn:uuid:aB/1\na%20b (data) a \na%20b -provides-> a%20b\n"},
    {R"("formulation":[{"workflows":[{"inputs":[{"source":{"ref":"a"},"resource":{"externalReference":{}}}],)"
     R"("outputs":[{"target":{"ref":"b"},"resource":{"ref":"a"}}]}],)"
     R"("services":[{"bom-ref":"a","name":"a"},{"bom-ref":"b","name":"b"}]}])",                                  "1.6 \na (service) a \nb (service) b \na -:made-from-> a\n"    },
    {R"("formulation":[{"workflows":[{"inputs":[{"resource":{"ref":"m"}}],"outputs":[{"target":{"ref":""}}]}]}])",
     "1.6 \nnote t:1:81: error: nothing has the bom-ref \"m\"\n"
     "note t:1:116: error: this reference is empty and means nothing\n"                                                                                                              },
    {R"("components":[{"type":"model","name":"m","bom-ref":"m","licenses":[{"license":{"id":"MIT","bom-ref":"l"}}],)"
     R"("modelCard":{"modelParameters":{"datasets":[{"ref":"p"},{"ref":"l"},{"ref":"x"},{"name":"c"}]}}},)"
     R"({"type":"data","name":"d","purl":"p"}])",                                                                "1.6 \nm (model) m \n  DE MIT\n#1 (data) c \n#2 (data) d  p\nm -:dataset-> #2\nm -:dataset-> "
     "l\nm -:dataset-> x\nm -:dataset-> #1\n"
     "note t:1:180: error: nothing has the bom-ref \"p\"; what has it as its purl is meant\nnote "
     "t:1:204: error: nothing has the bom-ref \"x\"\n"                                                                         },
};

// The `licenses` of a component.
const std::vector<Row> kLicenses = {
    {R"([])",                                                                                                              ""                    },
    {R"([{"license":{"id":"MIT"}},{"license":{"id":"ISC"}}])",                                                             "  DE MIT\n  DE ISC\n"},
    {R"([{"license":{"name":"Free","acknowledgement":"concluded"}}])",                                                     "  CN Free\n"         },
    {R"([{"license":{"id":"MIT"}},{"expression":"A OR B","acknowledgement":"concluded"}])",
     "  DE MIT\n  CE A OR B\n"                                                                                                                   },
    {R"([{"license":{"id":"MIT","properties":[{"name":"ort:origin","value":"concluded license"}]}}])",
     "  CE MIT\n"                                                                                                                                },
    {R"([{"license":{"id":"MIT","properties":[{"name":"ORT:origin","value":"declared"}, {}]}}])",
     "  DE MIT\n"                                                                                                                                },
    {R"([{"license":{"id":"MIT","acknowledgement":"declared","properties":[{"name":"ORT:origin","value":"detected"}]}}])",
     "  DE MIT\n"                                                                                                                                },
    {R"([{"expression":"MIT","properties":[{"name":"ORT:origin","value":"detected"}]}])",
     "  OE MIT\n"                                                                                                                                },
    {R"([{"license":{"id":"NOASSERTION"}},{"license":{"name":"NONE"}},{"expression":""}])",
     "  D? NOASSERTION\n  D0 NONE\n  D? \n"                                                                                                      },
    {R"([{"license":{"url":"u"}},{"license":{"text":{"content":"Use it."}}}])",
     "  DT  <u>\n  DT  [Use it.]\n"
     "note t:1:85: error: this license has neither \"id\" nor \"name\"\n"
     "note t:1:109: error: this license has neither \"id\" nor \"name\"\n"                                                                       },
    {R"([{"license":{}}])",
     "  D? \nnote t:1:85: error: this license has neither \"id\" nor \"name\"\n"                                                                 },
    {R"([{"license":{"id":"MIT","name":"X"}}])",
     "  DE MIT\nnote t:1:104: error: \"id\" and \"name\" stand here together; the id counts\n"                                                   },
    {R"([{"license":{"id":"MIT"},"expression":"ISC"}])",
     "  DE MIT\n  DE ISC\n"
     "note t:1:74: error: \"license\" and \"expression\" stand here together; keep one\n"                                                        },
    {R"([{"license":null,"expression":"MIT"},{"license":{"id":"ISC"},"expression":null},{"license":null}])",
     "  DE MIT\n  DE ISC\n  D? \n"
     "note t:1:153: error: neither \"license\" nor \"expression\" stands here\n"
     "note t:1:153: error: this license has neither \"id\" nor \"name\"\n"                                                                       },
    {R"([{"id":"MIT"}])",
     "  DE MIT\nnote t:1:74: error: neither \"license\" nor \"expression\" stands here\n"                                                        },
    {R"(["MIT",{"license":"ISC"}])",
     "  DN MIT\n  DN ISC\n"
     "note t:1:74: error: each item of \"licenses\" has to be a map with \"license\" or "
     "\"expression\", this is text\n"
     "note t:1:91: error: \"license\" has to be a map with \"id\" or \"name\", this is text\n"                                                   },
    {R"({"license":{"id":"MIT"}})",
     "  DE MIT\nnote t:1:73: error: \"licenses\" has to be a list, this is a map\n"                                                              },
    {R"([{"license":{"id":"MIT","acknowledgement":"believed"}}])",
     "  DE MIT\n"
     "note t:1:115: error: \"acknowledgement\" cannot be \"believed\"; it is one of declared or "
     "concluded\n"                                                                                                                               },
    {R"([{"license":{"id":"MIT","text":{"content":"!","encoding":"base64"}}}])",
     "  DE MIT\nnote t:1:115: error: this is no base64; the license text is left out\n"                                                          },
    {R"([{"license":{"id":"MIT","text":{"content":"/w==","encoding":"base64"}}}])",
     "  DE MIT\nnote t:1:115: error: what is encoded here is no text in UTF-8; it is left out\n"                                                 },
    {R"([{"license":{"id":"MIT","text":"Use it."}}])",
     "  DE MIT [Use it.]\n"
     "note t:1:104: error: \"text\" has to be a map with \"content\", this is text\n"                                                            },
};

const std::vector<Row> kVersions = {
    {R"({"bomFormat":"CycloneDX","specVersion":"1.8"})",
     "t:1:40: error: CycloneDX \"1.8\" is not known; read are 1.2, 1.3, 1.4, 1.5, 1.6 or 1.7\n"              },
    {R"({"bomFormat":"CycloneDX","specVersion":1.4})",   "1.4 \n"                                            },
    {R"({"bomFormat":"CycloneDX"})",
     " \nnote t:1:1: error: no \"specVersion\" stands here; it is read as the newest one\n"                  },
    {R"(["CycloneDX"])",                                 "t:1:1: error: CycloneDX is a map, this is a list\n"},
    {R"({"specVersion":"1.6","specVersion":"1.6"})",
     "t:1:22: error: the key \"specVersion\" stands here twice; keep one\n"                                  },
};

const std::string kBom = "<bom xmlns=\"http://cyclonedx.org/schema/bom/";

const std::vector<Row> kXml = {
    {kBom + "1.9\"/>",
     "t:1:45: error: CycloneDX \"1.9\" is not known; read are 1.2, 1.3, 1.4, 1.5, 1.6 or 1.7\n"                                                                               },
    {kBom + "1.1\"/>",                                                                                   "1.1 \nnote t:1:45: error: CycloneDX 1.1 is old; it is read as 1.2\n"},
    {"<bom/>",
     "t:1:1: error: the root is no \"bom\" in a namespace that begins with "
     "\"http://cyclonedx.org/schema/bom/\"\n"                                                                                                                                 },
    {kBom + "1.6\"><components/><metadata/><dependencies/></bom>",                                       "1.6 \n"                                                             },
    {kBom + "1.6\">\n<components><component/></components></bom>",
     "1.6 \n#1 ()  \nnote t:2:13: error: a component needs \"type\"\nnote t:2:13: error: this "
     "component has no name\n"                                                                                                                                                },
    {kBom + "1.6\"><services><service><name> a\n </name><name>b</name></service></services></bom>",
     "1.6 \n#1 (service) a \nnote t:2:9: error: \"name\" stands here twice; the first counts\n"                                                                               },
    {kBom + "1.6\" version='1' b:version='2' serialNumber='urn:uuid:a'/>",                               "1.6 urn:uuid:a/1\n"                                                 },
    {kBom + "1.6\"><services xmlns='urn:other'><service/></services></bom>",                             "1.6 \n"                                                             },
    {"<b:bom xmlns:b='http://cyclonedx.org/schema/bom/1.6'><services/><b:services><b:service>"
     "<b:name>a</b:name><name>b</name></b:service></b:services></b:bom>",                           "1.6 \n#1 (service) a \n"                                            },
    {kBom +
         "1.2\" xmlns:dg=\"http://cyclonedx.org/schema/ext/dependency-graph/1.0\"><services>"
         "<service bom-ref='a'><name>a</name></service></services><dg:dependencies>"
         "<dg:dependency ref='a'><dg:dependency ref='a'/></dg:dependency></dg:dependencies></bom>", "1.2 \na (service) a \na -dependsOn-> a\n"                           },
    {kBom + "1.6\"><services><service bom-ref='&amp;'><name>a&#x20;b</name><licenses><license>"
            "<name>x</name><text><![CDATA[ "
            "<\n]]></text></license></licenses></service></services></bom>",                        "1.6 \n& (service) a b \n  DN x [ <\n]\n"                            },
    {kBom + "1.6\"><components><component type='data'><name>a</name></component></components>"
            "<metadata><component type='data' bom-ref='#1'><name>b</name></component></metadata>"
            "<metadata><component type='data'><name>c</name></component></metadata></bom>",         "1.6 \nabout #1\n#2 (data) a \n#1 (data) b \nnote t:1:207: error: \"metadata\" stands here "
     "twice; the first counts\n"                                              },
    {kBom + "1.6\"><components><component type='model' bom-ref='&lt;m'><name>a</name>"
            "<licenses><license bom-ref='&lt;l'><id>MIT</id></license></licenses>"
            "<modelCard><modelParameters><datasets><ref>&lt;l</ref><ref>b</ref><dataset><name>c</"
            "name></dataset></datasets></modelParameters></modelCard>"
            "</component><component type='data' bom-ref='b'><name>b</name></component>"
            "<component type='data' bom-ref='b'><name>b</name></component></components>"
            "<dependencies><dependency ref='&lt;m'><dependency "
            "ref='#1'/></dependency></dependencies></bom>",                                         "1.6 \n<m (model) a \n  DE MIT\n#2 (data) c \nb (data) b \n#3 (data) b \n<m -:dataset-> "
     "<l\n<m -:dataset-> b\n<m -:dataset-> #2\n<m -dependsOn-> #1\n"
     "note t:1:429: error: the bom-ref \"b\" stands here for the second time; a reference to it "
     "means the first\nnote t:1:526: error: nothing has the bom-ref \"#1\"\n"                                 },
};

// The place of what stands first in a file, as its facts tell it.
template <typename Fact>
std::string place(const SourceText& source, const Fact& fact) {
  const Place place = source.locate(fact.offset);
  return fmt::format("{}:{}", place.line, place.column);
}

std::string places(Read read, const char* path) {
  const SourceText source(path, licet::tests::read_source_file(path));
  const auto result = read(source);
  REQUIRE(result);
  const Document& document = *result.value;
  const Element& tokenizer = document.elements.at(2);
  CHECK(source.text().substr(tokenizer.end - 1, 1) == (read == read_cyclonedx_json ? "}" : ">"));
  return fmt::format("element {}-{} license {} link {} {} custom {}", place(source, tokenizer),
                     source.locate(tokenizer.end).line, place(source, tokenizer.licenses.front()),
                     place(source, document.links.front()), place(source, document.links.back()),
                     place(source, document.custom_licenses.front()));
}

}  // namespace

TEST_CASE("cyclonedx: one product, in JSON and in XML") {
  const auto json = read_file(read_cyclonedx_json, kJsonFile);
  const auto xml = read_file(read_cyclonedx_xml, kXmlFile);
  CHECK(shown(json) == kAssistant);
  CHECK(shown(xml) == kAssistant);
  REQUIRE(json);
  REQUIRE(xml);
  CHECK(json.value->format == DocumentFormat::CycloneDxJson);
  CHECK(xml.value->format == DocumentFormat::CycloneDxXml);
}

TEST_CASE("cyclonedx: facts stand where the text has them") {
  CHECK(places(read_cyclonedx_json, kJsonFile) ==
        "element 55:9-70 license 62:23 link 55:9 103:38 custom 33:36");
  CHECK(places(read_cyclonedx_xml, kXmlFile) ==
        "element 60:9-80 license 64:23 link 60:9 131:30 custom 34:44");
}

TEST_CASE("cyclonedx: members, and what is said of wrong ones") {
  for (const Row& row : kMembers) {
    CAPTURE(row.text);
    CHECK(read_members(row.text) == row.shown);
  }
}

TEST_CASE("cyclonedx: licenses, and what is said of wrong ones") {
  for (const Row& row : kLicenses) {
    CAPTURE(row.text);
    CHECK(read_members(R"("components":[{"type":"data","name":"a","licenses":)" + row.text +
                       "}]") == "1.6 \n#1 (data) a \n" + row.shown);
  }
}

TEST_CASE("cyclonedx: versions") {
  for (const Row& row : kVersions) {
    CAPTURE(row.text);
    CHECK(read_json_text(row.text) == row.shown);
  }
}

TEST_CASE("cyclonedx: XML") {
  for (const Row& row : kXml) {
    CAPTURE(row.text);
    CHECK(read_xml_text(row.text) == row.shown);
  }
}
