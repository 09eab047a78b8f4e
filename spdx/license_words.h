// A license statement in the words of bills of materials: what is on the SPDX list by its id, what
// is not as a LicenseRef.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/expression.h"
#include "spdx/license_index.h"
#include "spdx/stack.h"

namespace licet::spdx {

/// A name that is no id of the list with the reference made for it, or a reference that the stack
/// knows more of.
struct LicenseName {
  std::string reference;                  ///< `LicenseRef-llama3.1`, `AdditionRef-…`
  std::string name;                       ///< as written: `llama3.1`; what a reference stands for
  const CustomLicense* custom = nullptr;  ///< its text and addresses, if the stack has them
  bool made = true;                       ///< the reference stands in no statement
};

/// A statement's text, ready to be written.
struct LicenseWords {
  enum class Kind : std::uint8_t {
    None,         ///< NONE
    NoAssertion,  ///< NOASSERTION, or nothing
    Id,           ///< one license of the list; `expression` is its id
    Name,         ///< one name that the list does not have, or free words
    Expression
  };

  Kind kind = Kind::NoAssertion;
  std::string expression;          ///< valid in SPDX 3.0.1; for Name the reference; else empty
  std::vector<LicenseName> names;  ///< the references in it that mean something, in order, once
};

/// Words statements of one document: a name gets one reference, and no two names share one.
class LicenseWriter {
 public:
  /// No reference is made that a statement of the stack uses itself.
  LicenseWriter(const LicenseIndex& ids, const Stack& stack);

  /// The words for a statement as written: an expression, a hub id, free words, NONE …. References
  /// that stand in it already (`LicenseRef-…`, `DocumentRef-…`) stay as they are. Free words that
  /// came with different texts are different names. The stack must still be there.
  LicenseWords words(const LicenseClaim& claim);

 private:
  void take_references(const LicenseClaim& claim);
  LicenseName reference(std::string_view prefix, std::string_view name,
                        std::uint32_t custom = kNoCustom);
  void name_unlisted(const Expression& expression, const std::string& text, LicenseWords& out);
  void add_defined(std::string_view reference, LicenseWords& out) const;

  const LicenseIndex& ids_;
  const Stack& stack_;
  std::map<std::string_view, const CustomLicense*> defined_;    ///< by reference
  std::map<std::string, std::string, std::less<>> references_;  ///< name -> reference
  std::set<std::string> taken_;
};

/// What is said of a work's license, by who says it. Pointers into the work.
struct StatedLicenses {
  std::vector<const LicenseClaim*> declared;  ///< by a card, a stack file or the work's authors
  std::vector<const LicenseClaim*> concluded;
  std::vector<const LicenseClaim*> observed;
};

/// All claims of a work, those that do not govern behind the others.
StatedLicenses stated_licenses(const Work& work);

/// Characters that may not stand in the name behind `LicenseRef-` become dashes; what is left of
/// a name without letters and digits is `unnamed`.
std::string license_ref_name(std::string_view text);

/// Whether a text can stand where an address is asked for: it has a scheme, and no characters that
/// an address never has.
bool is_address(std::string_view text);

}  // namespace licet::spdx
