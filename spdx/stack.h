// What a document declares: works, how they were made from each other, and what is to be done with
// the result. Names are those of the document; what they mean is the engine's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "spdx/custom_license.h"
#include "spdx/result.h"

namespace licet::spdx {

/// Index of a work in Stack::works.
using WorkIndex = std::uint32_t;

/// LicenseClaim::custom of a statement that came without a text.
inline constexpr std::uint32_t kNoCustom = 0xFFFFFFFF;

/// How we know of a license.
enum class Evidence : std::uint8_t {
  Declared,   ///< written in a stack file by its author
  Card,       ///< a field of a model or dataset card, no license text seen beside it
  Recorded,   ///< declared by the work's authors, as a bill of materials records it
  Concluded,  ///< concluded by who made a bill of materials
  Observed    ///< found in its files, as a bill of materials records it
};

/// One license statement of a work.
struct LicenseClaim {
  std::string part;  ///< `code`, `weights`, `data`, `docs`; empty: the whole work
  std::string text;  ///< as written: an SPDX expression, a hub id, `NONE`, `proprietary` …
  Evidence evidence = Evidence::Declared;
  bool several = false;  ///< one of a list of which nobody says whether all or any of it applies
  Place place;
  std::vector<std::string> left = {};  ///< other alternatives, if the user has taken the one above
  std::uint32_t custom = kNoCustom;    ///< where its text or address stands in custom_licenses
};

/// Who performed a relation: the user of licet, or somebody upstream.
enum class Actor : std::uint8_t {
  Self,
  ThirdParty
};

/// `result <- source`.
struct Relation {
  std::string kind;  ///< id of data/relations.json
  WorkIndex result = 0;
  WorkIndex source = 0;
  Actor by = Actor::Self;
  Place place;
};

/// A fact's value as written; lists for facts that take several.
struct FactValue {
  std::vector<std::string> texts;
  Place place;
};

/// Facts by id (`multimodal`, `release-date` …), ordered by id.
using Facts = std::map<std::string, FactValue>;

struct Work {
  std::string id;
  std::string reference;  ///< what its document calls it, if not by its id
  std::string name;       ///< display name; the id if none was given
  std::string kind;       ///< model, dataset, software, content, service; empty: not stated
  std::string version;
  std::string supplier;
  std::string purl;
  bool owned = false;  ///< `owner: self`: the user holds the rights
  std::vector<LicenseClaim> licenses;
  std::vector<LicenseClaim> other_claims;  ///< what else is said of its license; does not govern
  Facts facts;
  Place place;
  std::string remark;  ///< why the license is not known, when a reader knows why
};

/// Facts and intended acts for one target work.
struct Use {
  std::optional<WorkIndex> target;
  std::vector<std::string> acts;        ///< ids of data/acts.json
  std::optional<std::string> outbound;  ///< license the result is to go out under
  std::optional<std::string> product;   ///< name it goes out under
  std::vector<std::string> fields;      ///< fields of use, ids of data/fields.json
  bool fields_given = false;
  Facts facts;  ///< by full id: `use.commercial`, `licensee.mau` …
  Place place;
  Place outbound_place;
};

/// A stack: immutable once read. Works and relations keep document order.
struct Stack {
  std::string name;
  bool from_document = false;  ///< read from a bill of materials
  std::vector<Work> works;
  std::vector<Relation> relations;
  std::vector<Use> uses;
  /// What a document says of licenses that are not known by their name: those it defines, and texts
  /// and addresses that came with a statement (these have no id; LicenseClaim::custom leads here).
  std::vector<CustomLicense> custom_licenses = {};

  /// The work with this id, or else this reference, or nothing. O(works).
  [[nodiscard]] std::optional<WorkIndex> find(const std::string& id) const {
    std::optional<WorkIndex> referred;
    for (std::size_t i = 0; i < works.size(); ++i) {
      if (works[i].id == id) return static_cast<WorkIndex>(i);
      if (!referred && works[i].reference == id && !id.empty())
        referred = static_cast<WorkIndex>(i);
    }
    return referred;
  }
};

}  // namespace licet::spdx
