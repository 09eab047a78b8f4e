// Any bytes as what somebody wrote for a license: folding a folded name changes nothing, and what a
// text is corrected to parses in the version it was asked for.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_names.h"

using namespace licet::spdx;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

// A few licenses only: looking through the whole list for what may be meant is slow. So some names
// mean what this list does not have.
const LicenseIndex& list() {
  static const std::vector<ListedLicense> kFew = [] {
    std::vector<ListedLicense> few;
    for (const ListedLicense& entry : embedded_license_list().entries) {
      for (const std::string_view id : {"Apache-2.0", "BSD-3-Clause", "GPL-2.0", "GPL-2.0-only",
                                        "GPL-2.0-or-later", "MIT", "Classpath-exception-2.0"}) {
        if (entry.id == id) few.push_back(entry);
      }
    }
    return few;
  }();
  static const LicenseIndex kList({"few", kFew, kFew.size() - 1});
  return kList;
}

void check_known(const KnownName& known) {
  using Kind = KnownName::Kind;
  require((known.kind == Kind::Means) == !known.means.empty());
  require(known.kind == Kind::Means || !known.why.empty());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const NameTable names = embedded_names();
  const std::string fold = fold_name(text);
  require(fold.size() <= text.size() && fold_name(fold) == fold);
  require(fold_address(text).size() <= text.size());
  if (const KnownName* known = names.find(text)) check_known(*known);
  constexpr std::array kVersions = {SpdxVersion::Spdx23, SpdxVersion::Spdx30, SpdxVersion::Spdx31};
  for (const LicenseIndex* ids : {static_cast<const LicenseIndex*>(nullptr), &list()}) {
    const ExpressionRules rules{kVersions[size % kVersions.size()], ids};
    ExpressionError error;
    if (const auto better = corrected(text, names, rules))
      require(parse_expression(*better, error, rules).has_value());
    if (!parse_expression(text, error, rules))
      require(!error_text(text, error, names, rules).empty());
  }
  return 0;
}
