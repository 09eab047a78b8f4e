// From the license statements of a bill of materials to the claims a work is judged by.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
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
  void read(const std::vector<const spdx::LicenseStatement*>& statements, spdx::Work& work);

  /// What Stack::custom_licenses is to hold for the claims made so far: texts and addresses that
  /// came with statements, each once, then the document's own licenses that claims name and nobody
  /// knows. Statements must still be there. Call last, and once.
  std::vector<spdx::CustomLicense> take_custom();

 private:
  void add(const std::vector<const spdx::LicenseStatement*>& statements, spdx::LicenseBasis basis,
           spdx::Work& work);
  [[nodiscard]] spdx::LicenseClaim claim(const spdx::LicenseStatement& statement,
                                         std::string& remark);
  [[nodiscard]] std::string resolved(const std::string& text, std::string& remark);
  [[nodiscard]] std::uint32_t keep(const spdx::LicenseStatement& statement);

  struct Custom {
    std::string means;  ///< a license of the catalogue or the list; empty: none that is known
    std::size_t offset = 0;
    bool named = false;  ///< in a claim, and not known
  };

  const spdx::Document& document_;
  const spdx::SourceText& source_;
  std::unordered_map<std::string, Custom> custom_;
  std::vector<spdx::CustomLicense> came_with_;  ///< a statement
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::uint32_t>
      kept_;  ///< name, address and text: where in came_with_
};

}  // namespace licet::engine
