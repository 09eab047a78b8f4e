#include "engine/load_catalogue.h"

#include <algorithm>
#include <set>

#include "engine/load_summaries.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Value;
using Wanted = std::optional<std::vector<std::string>>;

bool is_license(const DataFile& file) {
  return file.name.rfind("licenses/", 0) == 0;
}

bool is_summaries(const DataFile& file) {
  return file.name == "summaries.json";
}

bool is_exception(const DataFile& file) {
  return file.name.starts_with("exceptions/");
}

// Files of the licenses and exceptions asked for.
std::set<std::uint32_t> files_of(const DataSet& data, const std::vector<std::string>& wanted) {
  std::set<std::uint32_t> files;
  for (const std::string& name : wanted) {
    const std::string key = spdx::lowercase(name);
    const auto found =
        std::ranges::lower_bound(data.names, std::string_view(key), {}, &DataName::name);
    if (found != data.names.end() && found->name == key) files.insert(found->file);
  }
  return files;
}

void add_license(License license, const DataFile& file, Catalogue& catalogue,
                 std::vector<Error>& errors) {
  const auto id = static_cast<LicenseId>(catalogue.licenses.size());
  std::vector<std::string> names = license.aliases;
  names.insert(names.begin(), license.id);
  for (const std::string& name : names) {
    const auto [at, fresh] = catalogue.license_names.try_emplace(spdx::lowercase(name), id);
    if (!fresh && at->second != id) {
      errors.push_back({
          {"data/" + std::string(file.name), 0, 0},
          fmt::format("the name \"{}\" belongs to {} already", name,
                      catalogue.licenses[at->second].id)
      });
    }
  }
  catalogue.licenses.push_back(std::move(license));
}

}  // namespace

const DataFile* DataSet::find(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &DataFile::name);
  return found == files.end() ? nullptr : &*found;
}

TableReader::TableReader(const DataFile& file, std::vector<Error>& errors)
    : source_("data/" + std::string(file.name), std::string(file.text)), errors_(errors) {
  spdx::Result<Value> tree = spdx::read_json(source_);
  if (tree) {
    tree_ = std::move(*tree.value);
  } else {
    std::ranges::move(tree.errors, std::back_inserter(errors_));
    tree_.kind = Value::Kind::Map;
  }
}

const std::vector<Value>& TableReader::rows(std::string_view key) {
  return root().list(key);
}

Fields TableReader::row(const Value& value, std::string_view what) {
  return Fields(value, source_, errors_, what);
}

Fields TableReader::root() {
  return Fields(tree_, source_, errors_, "the table");
}

TableReader open_table(const DataSet& data, std::string_view name, std::vector<Error>& errors) {
  if (const DataFile* file = data.find(name)) return {*file, errors};
  errors.push_back({
      {"data/" + std::string(name), 0, 0},
      "the file is missing"
  });
  return {
      DataFile{name, "{}"},
      errors
  };
}

namespace {

std::vector<std::string> ids_of_rows(TableReader table) {
  std::vector<std::string> ids;
  for (const Value& value : table.rows("licenses"))
    ids.push_back(table.row(value, "a license").needed_text("id").text);
  return ids;
}

std::vector<std::string> names_of_license(const DataFile& file) {
  const spdx::SourceText source(std::string(file.name), std::string(file.text));
  const spdx::Result<Value> tree = spdx::read_json(source);
  if (!tree) return {};
  std::vector<Error> ignored;
  Fields fields(*tree.value, source, ignored, "a license");
  std::vector<std::string> names = {fields.needed_text("id").text};
  for (const spdx::Text& alias : fields.texts("aliases"))
    names.push_back(alias.text);
  return names;
}

}  // namespace

std::map<std::string, std::uint32_t> index_names(const std::vector<DataFile>& files) {
  std::map<std::string, std::uint32_t> names;
  const auto add = [&](const std::vector<std::string>& more, std::uint32_t file) {
    for (const std::string& name : more)
      names.emplace(spdx::lowercase(name), file);
  };
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (is_license(files[i]) || is_exception(files[i])) add(names_of_license(files[i]), i);
  }
  std::vector<Error> ignored;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (is_summaries(files[i])) add(ids_of_rows(TableReader(files[i], ignored)), i);
  }
  return names;
}

namespace {

// The rows of the table of summaries that are wanted, but for licenses with a file of their own.
void add_summaries(const DataSet& data, const Wanted& wanted, Catalogue& catalogue,
                   std::vector<Error>& errors) {
  std::set<std::string> names;
  for (std::size_t i = 0; wanted && i < wanted->size(); ++i)
    names.insert(spdx::lowercase((*wanted)[i]));
  const auto chosen = [&](const std::string& id) {
    return (!wanted || names.contains(id)) && !catalogue.license_names.contains(id);
  };
  const DataFile& file = *data.find("summaries.json");
  for (License& license : load_summaries(data, chosen, catalogue, errors))
    add_license(std::move(license), file, catalogue, errors);
}

void load_files(const DataSet& data, const std::set<std::uint32_t>& files, const Wanted& wanted,
                Catalogue& catalogue, std::vector<Error>& errors) {
  for (const std::uint32_t index : files) {
    const DataFile& file = data.files[index];
    if (catalogue.loaded_files.contains(index)) continue;
    if (!is_summaries(file)) catalogue.loaded_files.insert(index);
    if (is_exception(file)) {
      catalogue.exceptions.push_back(load_exception(file, catalogue, errors));
    } else if (is_license(file)) {
      add_license(load_license(file, catalogue, errors), file, catalogue, errors);
    }
  }
  for (const std::uint32_t index : files) {
    if (is_summaries(data.files[index])) add_summaries(data, wanted, catalogue, errors);
  }
}

}  // namespace

spdx::Result<Catalogue> load_catalogue(const DataSet& data, const Wanted& wanted) {
  Catalogue catalogue;
  catalogue.list = spdx::LicenseIndex(data.list);
  catalogue.written_names = data.written_names;
  std::vector<Error> errors;
  load_vocabulary(data, catalogue, errors);
  load_rules(data, catalogue, errors);
  std::set<std::uint32_t> files;
  for (std::uint32_t i = 0; !wanted && i < data.files.size(); ++i) {
    if (is_license(data.files[i]) || is_exception(data.files[i]) || is_summaries(data.files[i]))
      files.insert(i);
  }
  if (wanted) files = files_of(data, *wanted);
  load_files(data, files, wanted, catalogue, errors);
  return spdx::finish(std::move(catalogue), std::move(errors));
}

spdx::Result<Catalogue> add_licenses(Catalogue catalogue, const DataSet& data,
                                     const std::vector<std::string>& wanted) {
  std::vector<Error> errors;
  load_files(data, files_of(data, wanted), wanted, catalogue, errors);
  return spdx::finish(std::move(catalogue), std::move(errors));
}

}  // namespace licet::engine
