// What reading a bill of materials costs beside the bare parse of its text:
//
//   bench_read [FILE...]    FILE: documents of your own, measured behind those that are made up
//
// Both begin with the text in memory. Bare is nlohmann::json::parse, YAML::Load, and expat's
// XML_Parse, which tells of each element and text and is not listened to. Tag-value has no library,
// and so no bar: what stands beside it is each line cut at its colon into two strings. A row below
// compares XML with libxml2's xmlReadMemory, which keeps a tree, too; it has no bar either. Reading
// is SourceText and the reader of the format, up to the finished spdx::Document. Times are of the
// processor, the shortest of rounds. Memory, the median of rounds, is how far the process grows
// while it reads, the text included and the program's own code left out, over the size of the text;
// each row runs in a process of its own.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <libxml/parser.h>
#include <malloc.h>
#include <memory>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <utility>
#include <vector>
#include <yaml-cpp/yaml.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "spdx/document.h"
#include "spdx/xml_parser.h"
#include "tests/bench/large_documents.h"
#include "tests/bench/measure.h"

namespace {

using licet::spdx::DocumentFormat;

constexpr double kMostTime = 2;    // of the bare parse
constexpr double kMostMemory = 6;  // of the size of the text
constexpr std::size_t kRounds = 9;
constexpr double kBytesAKibibyte = 1024;
constexpr double kBytesAMegabyte = 1e6;
constexpr std::string_view kRow =
    "  {:<28} {:>7.1f} {:>8.4f} {:>8.4f} {:>6} {:>6.2f} {:>4} {:>8.2f} {:>4.0f}{}\n";

// What one run in a process of its own takes.
struct Cost {
  double seconds = 0;
  double bytes = 0;  // by which the process grew
};

// The most memory this process has held so far.
double peak_bytes() {
  rusage usage = {};
  if (getrusage(RUSAGE_SELF, &usage) != 0) std::abort();
  return static_cast<double>(usage.ru_maxrss) * kBytesAKibibyte;
}

// What files are mapped that this process has touched: the program's code, as far as it has run.
double file_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kibibytes = 0;
    if (word == "RssFile:" && status >> kibibytes) return kibibytes * kBytesAKibibyte;
  }
  std::abort();
}

// One run in a fresh process, as documents are read: a parser that runs again and again would find
// its memory warm. `run` is given a text of its own.
template <typename Run>
Cost cost(const std::string& text, const Run& run) {
  rusage usage = {};
  return licet::bench::apart(
      [&] {
        Cost one;
        const double before = peak_bytes() - file_bytes();
        std::string own = text;
        one.seconds = licet::bench::seconds([&] { return run(std::move(own)); }, 1);
        one.bytes = peak_bytes() - file_bytes() - before;
        return one;
      },
      usage);
}

// What else a machine does only adds to a time, but to memory it may add or not.
Cost typical(std::vector<Cost> costs) {
  const double seconds = std::ranges::min(costs, {}, &Cost::seconds).seconds;
  std::ranges::sort(costs, {}, &Cost::bytes);
  return {seconds, costs[costs.size() / 2].bytes};
}

licet::spdx::Document read(const licet::spdx::DocumentReader& reader, std::string text) {
  auto document = reader.read(licet::spdx::SourceText("bench", std::move(text)));
  if (!document) {
    std::cerr << to_string(document.errors.front()) << '\n';
    std::abort();
  }
  return std::move(*document.value);
}

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines cut_lines(std::string_view text) {
  Lines out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t colon = std::min(line.find(':'), line.size());
    out.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 1, line.size())));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return out;
}

struct FreeXml {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

Cost libxml2_cost(const std::string& text) {
  return cost(text, [](const std::string& own) {
    constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_HUGE;
    std::unique_ptr<xmlDoc, FreeXml> document(
        xmlReadMemory(own.data(), static_cast<int>(own.size()), "bench", nullptr, kOptions));
    if (!document) std::abort();
    return document;
  });
}

Cost expat_cost(const std::string& text) {
  return cost(text, [](const std::string& own) {
    const licet::spdx::XmlParser parser(XML_ParserCreate("UTF-8"));
    XML_SetElementHandler(
        parser.get(), [](void*, const char*, const char**) {}, [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser.get(), [](void*, const char*, int) {});
    if (XML_Parse(parser.get(), own.data(), static_cast<int>(own.size()), XML_TRUE) !=
        XML_STATUS_OK)
      std::abort();
    return 0;
  });
}

// What a parse gave, kept until the clock has stopped.
Cost bare_cost(DocumentFormat format, const std::string& text) {
  switch (format) {
    case DocumentFormat::SpdxJson:
    case DocumentFormat::CycloneDxJson:
    case DocumentFormat::Spdx3:
      return cost(text, [](const std::string& own) { return nlohmann::json::parse(own); });
    case DocumentFormat::SpdxYaml:
      return cost(text, [](const std::string& own) { return YAML::Load(own); });
    case DocumentFormat::SpdxTagValue:
      return cost(text, [](const std::string& own) { return cut_lines(own); });
    case DocumentFormat::SpdxRdf:
    case DocumentFormat::SpdxXml:
    case DocumentFormat::CycloneDxXml:
      break;
  }
  return expat_cost(text);
}

bool is_xml(DocumentFormat format) {
  return format == DocumentFormat::SpdxRdf || format == DocumentFormat::SpdxXml ||
         format == DocumentFormat::CycloneDxXml;
}

void print(const std::string& name, const std::string& text) {
  const licet::spdx::DocumentReader* const reader = licet::spdx::recognize_document(text);
  if (reader == nullptr) {
    std::cout << fmt::format("  {:<28} no bill of materials\n", name);
    return;
  }
  malloc_trim(0);  // else the child would take from what making the text has left behind
  std::vector<Cost> bares;
  std::vector<Cost> owns;
  std::vector<Cost> checked;
  for (std::size_t i = 0; i < kRounds;
       ++i) {  // by turns: the machine may be busy with other things
    bares.push_back(bare_cost(reader->format, text));
    owns.push_back(cost(text, [&](std::string given) { return read(*reader, std::move(given)); }));
    if (is_xml(reader->format)) checked.push_back(libxml2_cost(text));
  }
  const Cost bare = typical(std::move(bares));
  const Cost own = typical(std::move(owns));
  const double ratio = own.seconds / bare.seconds;
  const double memory = own.bytes / static_cast<double>(text.size());
  const bool has_bar = reader->format != DocumentFormat::SpdxTagValue;
  const bool over = (has_bar && ratio > kMostTime) || memory > kMostMemory;
  const double megabytes = static_cast<double>(text.size()) / kBytesAMegabyte;
  std::cout << fmt::format(kRow, name, megabytes, bare.seconds, own.seconds,
                           fmt::format("{:.0f}", megabytes / own.seconds), ratio,
                           has_bar ? fmt::format("{:.0f}", kMostTime) : "none", memory, kMostMemory,
                           over ? "  over the bar" : "")
            << std::flush;
  if (checked.empty()) return;
  const double base = typical(std::move(checked)).seconds;
  std::cout << fmt::format("  {:<28} {:>7} {:>8.4f} {:>8} {:>6} {:>6.2f}\n", "  beside libxml2", "",
                           base, "", "", own.seconds / base)
            << std::flush;
}

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  std::cout << "reading a document beside the bare parse of its text\n\n"
            << fmt::format("  {:<28} {:>7} {:>8} {:>8} {:>6} {:>6} {:>4} {:>8} {:>4}\n", "", "MB",
                           "bare s", "read s", "MB/s", "ratio", "bar", "x memory", "bar");
  for (const licet::bench::LargeDocument& document : licet::bench::large_documents())
    print(document.name, document.text());
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    print(path.substr(path.size() - std::min<std::size_t>(path.size(), 28)), content(path));
  }
  return 0;
}
