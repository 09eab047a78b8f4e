#include "engine/load_catalogue.h"

#include <algorithm>
#include <set>

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Value;

bool is_license(const DataFile& file) {
  return file.name.rfind("licenses/", 0) == 0;
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

namespace {

void load_files(const DataSet& data, const std::set<std::uint32_t>& files, Catalogue& catalogue,
                std::vector<Error>& errors) {
  for (const std::uint32_t index : files) {
    const DataFile& file = data.files[index];
    if (is_exception(file)) {
      catalogue.exceptions.push_back(load_exception(file, catalogue, errors));
    } else {
      add_license(load_license(file, catalogue, errors), file, catalogue, errors);
    }
  }
}

}  // namespace

spdx::Result<Catalogue> load_catalogue(const DataSet& data,
                                       const std::optional<std::vector<std::string>>& wanted) {
  Catalogue catalogue;
  catalogue.list = spdx::LicenseIndex(data.list);
  catalogue.written_names = data.written_names;
  std::vector<Error> errors;
  load_vocabulary(data, catalogue, errors);
  load_rules(data, catalogue, errors);
  std::set<std::uint32_t> files;
  for (std::uint32_t i = 0; !wanted && i < data.files.size(); ++i) {
    if (is_license(data.files[i]) || is_exception(data.files[i])) files.insert(i);
  }
  if (wanted) files = files_of(data, *wanted);
  load_files(data, files, catalogue, errors);
  return spdx::finish(std::move(catalogue), std::move(errors));
}

spdx::Result<Catalogue> add_licenses(Catalogue catalogue, const DataSet& data,
                                     const std::vector<std::string>& wanted) {
  std::vector<Error> errors;
  load_files(data, files_of(data, wanted), catalogue, errors);
  return spdx::finish(std::move(catalogue), std::move(errors));
}

}  // namespace licet::engine
