// What is known of licenses across the list, coded or not: which later versions their texts allow,
// and which other licenses they let a work go to.
#pragma once

#include <string>
#include <vector>

#include "engine/data_set.h"
#include "spdx/result.h"

namespace licet::engine {

/// What a license says of its own later versions (data/spdx/families.json).
struct LaterVersions {
  std::string license;
  std::string section;
  std::string anchor;
  std::string who;  ///< `licensor-says`, `anyone`, `derivatives`, `automatic` or `none`
  std::string note;
};

/// A license that lets a copy, a derivative or a combination go under another one
/// (data/spdx/bridges.json). Bridges do not chain.
struct Bridge {
  std::vector<std::string> from;
  std::vector<std::string> to;  ///< may be empty: the licensor's notice names them
  std::string effect;           ///< `relicense`, `derivative`, `combine` or `link`
  std::string section;
  std::string anchor;
  std::string note;
  std::string condition;  ///< what no data row covers, in words; or empty
  std::string doubt;      ///< why it may not hold; or empty
};

/// An id that says with which of its options a license is used.
struct Variant {
  std::string id;
  std::string of;
  std::string section;
  std::string anchor;
  std::string note;
};

struct LicenseFacts {
  std::vector<LaterVersions> later;
  std::vector<Bridge> bridges;
  std::vector<Variant> variants;
};

/// Reads the tables. Errors: a missing file or member, with its place.
spdx::Result<LicenseFacts> load_license_facts(const DataSet& data);

}  // namespace licet::engine
