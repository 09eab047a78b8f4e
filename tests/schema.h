// The JSON Schemas of data/schema/ at work, and documents to put to them. The validator's headers
// are heavy, so only schema.cpp includes them.
#pragma once

#include <string>
#include <vector>

#include "spdx/value.h"

namespace licet::tests {

/// A file of the source tree as a tree of values; JSON if its name ends so, else YAML. Throws
/// std::runtime_error with all errors if it cannot be read.
spdx::Value read_tree(const std::string& path);

/// A JSON text (`.json` at the end of `name`) or YAML text as a tree of values; throws as
/// read_tree.
spdx::Value parse_tree(const std::string& name, const std::string& text);

/// What keeps a document from fitting data/schema/NAME.schema.json, each line with the place in the
/// document; empty if it fits. A schema is read once.
std::vector<std::string> schema_problems(const std::string& name, const spdx::Value& document);

/// Paths of the JSON files of a folder of the source tree, from its root, sorted.
std::vector<std::string> json_files(const std::string& folder);

/// The text under a key of a map; empty if there is none.
std::string text_at(const spdx::Value& map, std::string_view key);

/// The members under a key of a map; none if it is not there.
const std::vector<spdx::Value>& items_at(const spdx::Value& map, std::string_view key);

}  // namespace licet::tests
