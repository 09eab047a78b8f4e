// From the license statements of a bill of materials to the claims a work is judged by.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/catalogue.h"
#include "engine/data_set.h"
#include "spdx/document.h"
#include "spdx/stack.h"

namespace licet::engine {

/// Where names of licenses are looked up; all must outlive what is made with it.
struct LicenseNaming {
  const DataSet& data;
  const Catalogue& catalogue;  ///< its tables; no licenses are needed
  /// SHA-256 in hexadecimal: finds license texts that came without a name.
  std::function<std::string(std::string_view)> hash;
};

/// Reads the license statements of a document's elements. Made once for a document.
class ClaimReader {
 public:
  /// Licenses that the document defines itself are matched to the catalogue by their name or by
  /// the id behind `LicenseRef-`, or by the hash of a short text that the catalogue knows. The
  /// arguments must outlive this.
  ClaimReader(const spdx::Document& document, const spdx::SourceText& source,
              const LicenseNaming& naming);

  /// Fills in `licenses`, `other_claims` and `remark` of a work. What is concluded governs, else
  /// what is declared, else what was found in its files (`statements` may hold those of its files);
  /// the rest is kept to be compared. NONE is a claim that there is no license, NOASSERTION one
  /// that names none; without any statement there is no claim. Linear in the statements.
  void read(const std::vector<const spdx::LicenseStatement*>& statements, spdx::Work& work) const;

 private:
  void add(const std::vector<const spdx::LicenseStatement*>& statements, spdx::LicenseBasis basis,
           spdx::Work& work) const;
  [[nodiscard]] spdx::LicenseClaim claim(const spdx::LicenseStatement& statement,
                                         std::string& remark) const;
  [[nodiscard]] std::string resolved(const std::string& text, std::string& remark) const;

  struct Custom {
    std::string means;  ///< a license of the catalogue or the list; empty: none that is known
    std::size_t offset = 0;
  };

  const spdx::SourceText& source_;
  std::unordered_map<std::string, Custom> custom_;
};

}  // namespace licet::engine
