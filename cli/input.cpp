#include "cli/input.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "cli/take.h"
#include "engine/document_stack.h"
#include "engine/load_catalogue.h"
#include "engine/terms.h"
#include "spdx/annotate.h"
#include "spdx/document.h"
#include "spdx/read_stack.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using spdx::Error;
using spdx::Result;

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return path != "-" && std::filesystem::is_directory(path, ignored);
}

// A folder's cards; its hash is over ids and cards in order.
Result<spdx::Stack> read_folder(const CheckOptions& options, std::string& hash) {
  auto repositories = read_repositories(options.path);
  if (!repositories) return Result<spdx::Stack>::failed(std::move(repositories.errors));
  std::string all;
  for (const spdx::Repository& repository : *repositories.value) {
    all += repository.id + "\n";
    all += repository.card.text();
  }
  hash = sha256(all);
  Result<spdx::Stack> stack = spdx::read_cards(*repositories.value, options.target);
  if (stack) stack.value->name = options.path;
  auto& told = stack ? stack.notes : stack.errors;
  told.insert(told.begin(), repositories.notes.begin(), repositories.notes.end());
  return stack;
}

Result<spdx::Settlements> read_side_file(const CheckOptions& options,
                                         const spdx::Vocabulary& words) {
  if (options.relations.empty()) return {spdx::Settlements{}, {}, {}};
  auto source = read_file(options.relations);
  if (!source) return Result<spdx::Settlements>::failed(std::move(source.errors));
  return spdx::read_settlements(*source.value, words);
}

Result<spdx::Stack> read_bare(const spdx::SourceText& source, const spdx::DocumentReader& reader,
                              const Words& words, const spdx::Settlements& settlements,
                              const CheckOptions& options) {
  auto document = reader.read(source);
  if (!document) return Result<spdx::Stack>::failed(std::move(document.errors));
  auto rules = engine::load_document_rules(words.folder.data(), words.catalogue);
  if (!rules) return Result<spdx::Stack>::failed(std::move(rules.errors));
  auto stack = engine::stack_of(*document.value, {
                                                     source,
                                                     *rules.value,
                                                     {words.folder.data(), words.catalogue, sha256},
                                                     settlements,
                                                     options.target
  });
  stack.notes.insert(stack.notes.begin(), document.notes.begin(), document.notes.end());
  return stack;
}

using Said = std::set<std::tuple<spdx::LicenseBasis, spdx::LicenseForm, std::string_view>>;

Said said_of(const spdx::Element& element) {
  Said out;
  for (const spdx::LicenseStatement& one : element.licenses) {
    if (one.form != spdx::LicenseForm::NoAssertion) out.emplace(one.basis, one.form, one.text);
  }
  return out;
}

// Whether a document without remarks says nothing of licenses that it does not say with them. What
// remarks tell of the bytes before them could be anybody's invention.
bool puts_nothing_in(const spdx::Document& bare, const spdx::Document& whole) {
  return std::ranges::equal(bare.elements, whole.elements,
                            [](const spdx::Element& a, const spdx::Element& b) {
                              return a.id == b.id && std::ranges::includes(said_of(b), said_of(a));
                            });
}

// The text without what licet wrote into it. Errors: it cannot be told from what others wrote.
Result<spdx::SourceText> without_remarks(const spdx::SourceText& source,
                                         const spdx::DocumentReader& reader) {
  auto bare = spdx::strip_annotations(source, reader.format);
  if (!bare || bare.value->text() == source.text()) return bare;
  const auto before = reader.read(*bare.value);
  const auto whole = reader.read(source);
  if (before && whole && puts_nothing_in(*before.value, *whole.value)) return bare;
  return Result<spdx::SourceText>::failed(
      {source.error(0, "without them it would say what it does not say with them")});
}

// A document is judged by what others say in it: what licet wrote there is taken out first.
Result<spdx::Stack> read_document(const spdx::SourceText& source,
                                  const spdx::DocumentReader& reader, const Words& words,
                                  const spdx::Settlements& settlements,
                                  const CheckOptions& options) {
  if (!spdx::may_hold_annotations(source))
    return read_bare(source, reader, words, settlements, options);
  const auto bare = without_remarks(source, reader);
  auto stack = read_bare(bare ? *bare.value : source, reader, words, settlements, options);
  for (const Error& error : bare.errors) {
    stack.notes.push_back(
        {error.place,
         "the remarks of licet cannot be told from what others wrote, and are read as "
         "that: " +
             error.message});
  }
  return stack;
}

// A stack file or a bill of materials: the text decides, not the file's name.
Result<spdx::Stack> read_text(const spdx::SourceText& source, const CheckOptions& options,
                              const Words& words, std::string& hash) {
  hash = sha256(source.text());
  const spdx::Vocabulary vocabulary = words.catalogue.vocabulary();
  auto settlements = read_side_file(options, vocabulary);
  if (!settlements) return Result<spdx::Stack>::failed(std::move(settlements.errors));
  if (const auto* reader = spdx::recognize_document(source.text()))
    return read_document(source, *reader, words, *settlements.value, options);
  if (!options.relations.empty()) {
    return Result<spdx::Stack>::failed({
        {{"--relations " + options.relations, 0, 0},
         "a stack file says itself how works are related; --relations is for bills of materials"}
    });
  }
  return spdx::read_stack(source, vocabulary);
}

// What the command line says of one use.
std::vector<Error> apply_to(const CheckOptions& options, const spdx::Vocabulary& words,
                            const spdx::Stack& stack, spdx::Use& use) {
  std::vector<Error> found = spdx::read_use_pairs(options.use, words, stack, use);
  if (options.outbound) {
    use.outbound = *options.outbound;
    use.outbound_place = {"--outbound", 0, 0};
  }
  if (!options.target || is_folder(options.path) || stack.from_document)
    return found;  // of a folder or document its reader chose it
  for (Error& error : spdx::read_use_pairs({"target=" + *options.target}, words, stack, use)) {
    error.place.file = "--target " + *options.target;
    found.push_back(std::move(error));
  }
  return found;
}

// The command line adds to every use of the file; a stack without a use gets one.
void apply_use(const CheckOptions& options, const spdx::Vocabulary& words, spdx::Stack& stack,
               std::vector<Error>& errors) {
  const bool stated = !options.use.empty() || options.outbound || options.target;
  if (stack.uses.empty() && stated) stack.uses.emplace_back();
  bool first = true;
  for (spdx::Use& use : stack.uses) {
    std::vector<Error> found = apply_to(options, words, stack, use);
    if (first) std::ranges::move(found, std::back_inserter(errors));
    first = false;
  }
}

void read_assumptions(const CheckOptions& options, engine::Request& request,
                      std::vector<Error>& errors) {
  request.profile = options.profile;
  request.sensitivity = options.sensitivity;
  request.cores = options.cores;
  for (const std::string& pair : options.assume) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos) {
      errors.push_back({
          {fmt::format("--assume {}", pair), 0, 0},
          "write name=value; `licet explain NAME` shows the values"
      });
      continue;
    }
    request.assumptions.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
}

// A text, or, without one, the folder at the path.
Result<Input> load(const spdx::SourceText* source, const CheckOptions& options) {
  // The words come first: the reader needs them, and the stack says which licenses to load.
  Result<Words> words = load_words(options.data);
  if (!words) return Result<Input>::failed(std::move(words.errors));
  std::string hash;
  Result<spdx::Stack> stack = source == nullptr ? read_folder(options, hash)
                                                : read_text(*source, options, *words.value, hash);
  // A stack file says what is done; what hubs and bills of materials hold is given to others.
  const bool distributed = source == nullptr || (stack && stack.value->from_document);
  if (!stack) return Result<Input>::failed(std::move(stack.errors));
  Result<Input> input = input_of(std::move(*stack.value), std::move(*words.value), options);
  if (!input) return input;
  input.value->sha256 = hash;
  input.value->notes = std::move(stack.notes);
  if (distributed) input.value->request.default_acts = {"distribute"};
  return input;
}

}  // namespace

Result<Words> load_words(const std::string& data) {
  Result<DataFolder> folder = DataFolder::open(data);
  if (!folder) return Result<Words>::failed(std::move(folder.errors));
  auto catalogue = engine::load_catalogue(folder.value->data(), std::vector<std::string>{});
  if (!catalogue) return Result<Words>::failed(std::move(catalogue.errors));
  return spdx::finish(Words{std::move(*folder.value), std::move(*catalogue.value)}, {});
}

Result<Input> input_of(spdx::Stack stack, Words words, const CheckOptions& options) {
  Input input;
  input.stack = std::move(stack);
  std::vector<Error> errors;
  apply_use(options, words.catalogue.vocabulary(), input.stack, errors);
  std::ranges::move(take_alternatives(options.take, words.catalogue.list, input.stack),
                    std::back_inserter(errors));
  read_assumptions(options, input.request, errors);
  const auto names = engine::license_names(input.stack, words.catalogue);
  auto loaded = options.all_licenses
                    ? engine::load_catalogue(words.folder.data(), std::nullopt)
                    : engine::add_licenses(std::move(words.catalogue), words.folder.data(), names);
  std::ranges::move(loaded.errors, std::back_inserter(errors));
  if (loaded) input.catalogue = std::move(*loaded.value);
  return spdx::finish(std::move(input), std::move(errors));
}

Result<Input> load_input(const CheckOptions& options) {
  if (is_folder(options.path)) return load(nullptr, options);
  auto source = read_file(options.path);
  if (!source) return Result<Input>::failed(std::move(source.errors));
  return load_text(*source.value, options);
}

Result<Input> load_text(const spdx::SourceText& source, const CheckOptions& options) {
  return load(&source, options);
}

Result<engine::Report> judge_input(Input& input) {
  Result<engine::Report> report = engine::analyze(input.stack, input.catalogue, input.request);
  if (!report) return report;
  report.value->sha256 = input.sha256;
  report.value->notes = std::move(input.notes);
  return report;
}

Result<engine::Report> check(const CheckOptions& options) {
  Result<Input> input = load_input(options);
  if (!input) return Result<engine::Report>::failed(std::move(input.errors));
  return judge_input(*input.value);
}

}  // namespace licet::cli
