// Build tool: writes data/spdx/ and data/names.json as constant C++ tables, so that the license
// list and the names of licenses cost the program nothing until they are asked. Ids that the tables
// name must be on the list, and no name may mean two things, or the build breaks.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "spdx/license_names.h"
#include "spdx/tool/data_table.h"

namespace {

namespace fs = std::filesystem;
using licet::spdx::Error;
using licet::spdx::Fields;
using licet::spdx::Text;
using licet::spdx::Value;
using licet::spdx::tool::literal;
using licet::spdx::tool::Table;

struct Entry {
  std::string id;
  std::string name;
  bool exception = false;
  bool osi = false;
  std::string fsf = "std::nullopt";
  std::string deprecated;
  std::string added;
  std::vector<std::pair<std::string, std::string>> successors;
  std::vector<std::string> urls;
  std::string version;  // empty: of no family
  std::string arrival;  // ", arrives_as, instead_of"
  bool only_permits = false;
  std::vector<std::string> written_for;  // empty: any license
};

struct Name {
  std::string kind = "Means";
  std::string means;
  std::set<std::string> candidates;
  std::string why;
};

class ListWriter {
 public:
  explicit ListWriter(fs::path root) : root_(std::move(root)) {}

  bool read() {
    read_entries("spdx/licenses.json", "licenses", false);
    licenses_ = entries_.size();
    read_entries("spdx/exceptions.json", "exceptions", true);
    read_fsf();
    read_families();
    read_effects();
    read_names();
    name_the_list();
    for (const Error& error : errors_)
      std::cerr << to_string(error) << '\n';
    return errors_.empty();
  }

  [[nodiscard]] std::string source() const {
    std::string out =
        "// Generated from data/spdx/ and data/names.json by licet_embed_list; do not edit.\n"
        "#include \"spdx/license_names.h\"\n\nnamespace licet::spdx {\n\nnamespace {\n\n";
    for (std::size_t i = 0; i < entries_.size(); ++i)
      out += parts_of(i);
    out += "constexpr ListedLicense kEntries[] = {\n";
    for (std::size_t i = 0; i < entries_.size(); ++i)
      out += row_of(i);
    out += "};\n\n";
    std::size_t number = 0;
    for (const auto& [fold, name] : names_) {
      if (!name.candidates.empty()) {
        out += fmt::format("constexpr std::string_view kMay{}[] = {{{}}};\n", number,
                           list_of(name.candidates));
      }
      ++number;
    }
    out += "constexpr KnownName kNames[] = {\n";
    number = 0;
    for (const auto& [fold, name] : names_) {
      out += fmt::format("{{{}, KnownName::Kind::{}, {}, {}, {}}},\n", literal(fold), name.kind,
                         literal(name.means),
                         name.candidates.empty() ? "{}" : fmt::format("kMay{}", number),
                         literal(name.why));
      ++number;
    }
    return out + fmt::format(
                     "}};\n\n}}  // namespace\n\nLicenseList embedded_license_list() {{\n  return "
                     "{{\"{}\", kEntries, {}}};\n}}\n\nNameTable embedded_names() {{\n  return "
                     "NameTable(kNames);\n}}\n\n}}  // namespace licet::spdx\n",
                     version_, licenses_);
  }

 private:
  template <typename Texts>
  static std::string list_of(const Texts& texts) {
    std::string out;
    for (const std::string& text : texts)
      out += (out.empty() ? "" : ", ") + literal(text);
    return out;
  }

  [[nodiscard]] std::string parts_of(std::size_t i) const {
    const Entry& entry = entries_[i];
    std::string out;
    if (!entry.urls.empty()) {
      out +=
          fmt::format("constexpr std::string_view kUrls{}[] = {{{}}};\n", i, list_of(entry.urls));
    }
    if (!entry.written_for.empty()) {
      out += fmt::format("constexpr std::string_view kFor{}[] = {{{}}};\n", i,
                         list_of(entry.written_for));
    }
    if (entry.successors.empty()) return out;
    std::string rows;
    for (const auto& [use, when] : entry.successors)
      rows += fmt::format("{{{}, {}}},", literal(use), literal(when));
    return out + fmt::format("constexpr ListedSuccessor kNext{}[] = {{{}}};\n", i, rows);
  }

  [[nodiscard]] std::string row_of(std::size_t i) const {
    const Entry& e = entries_[i];
    return fmt::format(
        "{{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},\n", literal(e.id), literal(e.name),
        e.exception, e.osi, e.fsf, !e.deprecated.empty(), literal(e.deprecated), literal(e.added),
        e.successors.empty() ? "{}" : fmt::format("kNext{}", i),
        e.urls.empty() ? "{}" : fmt::format("kUrls{}", i), "{" + e.version + e.arrival + "}",
        e.only_permits, e.written_for.empty() ? "{}" : fmt::format("kFor{}", i));
  }

  void read_entries(const std::string& file, std::string_view key, bool exception) {
    Table table(root_, file, errors_);
    version_ = table.text("version");
    for (const Value& value : table.rows(key)) {
      Fields fields = table.row(value);
      Entry entry;
      entry.exception = exception;
      entry.id = fields.needed_text("id").text;
      entry.name = fields.needed_text("name").text;
      entry.osi = fields.boolean("osi").value_or(false);
      if (const auto text = fields.text("deprecated")) entry.deprecated = text->text;
      if (const auto text = fields.text("added")) entry.added = text->text;
      for (const Value& successor : fields.list("successors")) {
        Fields row = table.row(successor);
        const auto when = row.text("when");
        entry.successors.emplace_back(row.needed_text("use").text, when ? when->text : "");
      }
      for (const Text& url : fields.texts("urls"))
        entry.urls.push_back(url.text);
      by_id_[entry.id] = entries_.size();
      entries_.push_back(std::move(entry));
    }
  }

  Entry* find(Table& table, const Text& id) {
    const auto at = by_id_.find(id.text);
    if (at != by_id_.end()) return &entries_[at->second];
    table.fail(id.offset, fmt::format("\"{}\" is not on the list", id.text));
    return nullptr;
  }

  void read_fsf() {
    Table table(root_, "spdx/fsf.json", errors_);
    for (const bool libre : {true, false}) {
      for (const Text& id : table.texts(libre ? "libre" : "not_libre")) {
        if (Entry* entry = find(table, id)) entry->fsf = libre ? "true" : "false";
      }
    }
  }

  void read_families() {
    Table table(root_, "spdx/families.json", errors_);
    std::size_t family = 0;
    for (const Value& value : table.rows("families")) {
      ++family;
      std::size_t rank = 0;
      std::map<std::string, std::string> ids;  // by version
      for (const Value& version : table.row(value).list("versions")) {
        Fields fields = table.row(version);
        const Text id = fields.needed_text("id");
        ids[fields.needed_text("version").text] = id.text;
        set_version(table, id, family, rank, false);
        if (const auto later = fields.text("or_later"))
          set_version(table, *later, family, rank, true);
        ++rank;
      }
      read_arrivals(table, value, ids);
    }
  }

  // What a work has become when it comes to a later version from an older one.
  void read_arrivals(Table& table, const Value& family,
                     const std::map<std::string, std::string>& ids) {
    for (const Value& later : table.row(family).list("later")) {
      Fields fields = table.row(later);
      const Value* arrives = fields.value("arrives_as");
      if (arrives == nullptr) continue;
      Entry* from = find(table, fields.needed_text("id"));
      for (const Value& item : arrives->items)
        read_arrival(table, item, ids, from);
    }
  }

  void read_arrival(Table& table, const Value& item, const std::map<std::string, std::string>& ids,
                    Entry* from) {
    const auto version = ids.find(item.key.str());
    if (version == ids.end() || from == nullptr || !from->arrival.empty()) {
      table.fail(item.key_offset, "one version of the family is named here");
    } else if (find(table, {item.text.str(), item.offset}) != nullptr) {
      from->arrival =
          fmt::format(", {}, {}", by_id_.at(item.text.str()), by_id_.at(version->second));
    }
  }

  void set_version(Table& table, const Text& id, std::size_t family, std::size_t rank, bool later) {
    Entry* entry = find(table, id);
    if (entry == nullptr) return;
    if (!entry->version.empty())
      table.fail(id.offset, fmt::format("\"{}\" is in two families", id.text));
    entry->version = fmt::format("{}, {}, {}", family, rank, later);
  }

  // What the exceptions that are coded do to a license.
  void read_effects() {
    if (!fs::is_directory(root_ / "exceptions")) return;
    for (const auto& file : fs::directory_iterator(root_ / "exceptions")) {
      Table table(root_, "exceptions/" + file.path().filename().string(), errors_);
      const auto at = by_id_.find(table.text("id"));
      if (at == by_id_.end()) continue;  // the list's own check of data/ tells
      Entry& entry = entries_[at->second];
      entry.only_permits = table.text("effect") != "restriction";
      for (const Text& id : table.texts("written_for")) {
        if (id.text != "any" && find(table, id) != nullptr) entry.written_for.push_back(id.text);
      }
    }
  }

  void read_names() {
    Table table(root_, "names.json", errors_);
    for (const Value& value : table.rows("names")) {
      Fields fields = table.row(value);
      Name name;
      name.means = fields.needed_text("is").text;
      if (const auto note = fields.text("note")) name.why = note->text;
      add_name(table, fields.needed_text("name"), name);
    }
    for (const Value& value : table.rows("ambiguous")) {
      Fields fields = table.row(value);
      Name name;
      name.kind = "Ambiguous";
      for (const Text& id : fields.texts("may_mean"))
        name.candidates.insert(id.text);
      name.why = fields.needed_text("why").text;
      add_name(table, fields.needed_text("name"), name);
    }
    for (const Value& value : table.rows("not_licenses")) {
      Fields fields = table.row(value);
      Name name;
      name.kind = "NoLicense";
      name.why = fields.needed_text("why").text;
      add_name(table, fields.needed_text("name"), name);
    }
  }

  void add_name(Table& table, const Text& text, const Name& name) {
    if (!names_.try_emplace(licet::spdx::fold_written(text.text), name).second)
      table.fail(text.offset, fmt::format("the name \"{}\" is in the table already", text.text));
  }

  // Ids first, so that no name of one license hides the id of another; then the aliases of coded
  // licenses; then names and addresses, which several entries may share. Rows of names.json come
  // before all of them.
  void name_the_list() {
    std::map<std::string, std::set<std::size_t>> shared;
    for (std::size_t i = 0; i < licenses_; ++i) {
      Name name;
      name.means = entries_[i].id;
      names_.try_emplace(licet::spdx::fold_name(entries_[i].id), std::move(name));
    }
    name_the_aliases();
    for (std::size_t i = 0; i < licenses_; ++i) {
      shared[licet::spdx::fold_name(entries_[i].name)].insert(i);
      for (const std::string& url : entries_[i].urls) {
        const std::string address = licet::spdx::fold_address(url);
        shared[address].insert(i);
        // The page that links to the legal code is the one people copy the address of.
        constexpr std::string_view kCode = "/legalcode";
        if (address.ends_with(kCode))
          shared[address.substr(0, address.size() - kCode.size())].insert(i);
      }
    }
    for (const auto& [fold, owners] : shared)
      names_.try_emplace(fold, shared_name(owners));
  }

  // GPL-2.0 is an alias of GPL-2.0-only and stays the listed id it is, which says the same.
  void name_the_aliases() {
    for (const auto& file : fs::directory_iterator(root_ / "licenses")) {
      Table table(root_, "licenses/" + file.path().filename().string(), errors_);
      const std::string id = table.text("id");
      for (const Text& alias : table.texts("aliases"))
        name_the_alias(table, alias, id);
    }
  }

  void name_the_alias(Table& table, const Text& alias, const std::string& id) {
    Name name;
    name.means = id;
    const auto [at, fresh] = names_.try_emplace(licet::spdx::fold_name(alias.text), name);
    const auto listed = by_id_.find(at->second.means);
    const bool same = fresh || at->second.means == id ||
                      (listed != by_id_.end() && today(entries_[listed->second]) == id);
    if (!same)
      table.fail(alias.offset, fmt::format("the name \"{}\" is in the table already", alias.text));
  }

  // A deprecated id under the name the list gives it today.
  static std::string today(const Entry& entry) {
    for (const auto& [use, when] : entry.successors) {
      if (!entry.deprecated.empty() && when.empty()) return use;
    }
    return entry.id;
  }

  [[nodiscard]] Name shared_name(const std::set<std::size_t>& owners) const {
    Name name;
    for (const std::size_t i : owners)
      name.candidates.insert(today(entries_[i]));
    if (name.candidates.size() == 1) {
      name.means = *name.candidates.begin();
      name.candidates.clear();
    } else {
      name.kind = "Ambiguous";
      name.why = "several licenses of the SPDX list go by it";
    }
    return name;
  }

  fs::path root_;
  std::vector<Error> errors_;
  std::string version_;
  std::vector<Entry> entries_;
  std::size_t licenses_ = 0;
  std::map<std::string, std::size_t> by_id_;
  std::map<std::string, Name> names_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: licet_embed_list DATA_FOLDER OUTPUT.cpp\n";
    return 2;
  }
  ListWriter writer(argv[1]);
  if (!writer.read()) return 1;
  std::ofstream(argv[2], std::ios::binary) << writer.source();
  return 0;
}
