// What SPDX 3 writes as a graph of licenses and operators, as license statements with expressions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "spdx/characters.h"
#include "spdx/document.h"
#include "spdx/spdx3_graph.h"

namespace licet::spdx {

/// Makes license statements of what relationships point to. A license that the document defines
/// is called `LicenseRef-…` (an addition `AdditionRef-…`): as the first `customIdToUri` that names
/// it says, else by the last part of its IRI. Where licet made the id for a name, statements say
/// the name. One of which only a name or a text tells what it is,
/// a listed one perhaps, is called so inside an expression; a statement of its own gives the name.
class Spdx3Licenses {
 public:
  /// Notes: a `customIdToUri` that lacks a key or a value. Linear in what the document says of
  /// licenses; so are all calls together in what they return.
  Spdx3Licenses(const Spdx3Graph& graph, Notes& notes);

  /// The statement for one `to` of a relationship hasDeclaredLicense or hasConcludedLicense. What
  /// names nothing in the document, and is no IRI of the SPDX list, is LicenseForm::Name with a
  /// note. Notes also: members of a set that lead back to it, empty sets, operators without a
  /// license, licenses that are known by their name only, expressions that are several, and texts
  /// that are left out since they would sum up to more than kMaxInputBytes.
  [[nodiscard]] LicenseStatement statement(const Value& to, LicenseBasis basis);

  /// The licenses and additions that the document defines, but for ids that licet made, and the
  /// licensing texts that an expression names, in document order. Call when all statements are
  /// made.
  [[nodiscard]] std::vector<CustomLicense> custom() const;

  /// Whether a node is a license, of whatever class.
  [[nodiscard]] bool is_license(const Spdx3Node& node) const;

 private:
  /// How tightly an expression's outermost operator binds.
  enum class Binding : std::uint8_t {
    Or,
    And,
    Single
  };

  struct Words {
    std::string text;
    Binding binding = Binding::Single;
  };

  class Operands;

  [[nodiscard]] std::vector<std::string_view> classes_of(const Spdx3Node& node) const;
  [[nodiscard]] std::string_view class_of(const Spdx3Node& node) const;
  [[nodiscard]] std::string_view definition_class(const Spdx3Node& node) const;
  [[nodiscard]] bool is_only_named(const Spdx3Node& node, std::string_view type) const;

  [[nodiscard]] std::string key_of(const Spdx3Node& node) const;
  void read_name(const Value& entry);
  void name_custom(const Spdx3Node& node, std::string_view type);
  void read_made(const Spdx3Node& node);
  void restore(LicenseStatement& statement) const;
  std::string unused(const std::string& name);

  /// The words of what a reference names; what names nothing is NOASSERTION, with a note.
  Words words(const Value& reference, std::size_t depth);
  Words words_of(const Spdx3Node& node, std::size_t depth);
  Words class_words(const Spdx3Node& node, std::string_view type, std::size_t depth);
  Words operator_words(const Spdx3Node& node, std::string_view type, std::size_t depth);
  Words set_words(const Spdx3Node& node, Binding binding, std::size_t depth);
  Words or_later(const Spdx3Node& node, std::size_t depth);
  Words with_addition(const Spdx3Node& node, std::size_t depth);
  /// The words behind a member that has to be there.
  Words member_words(const Spdx3Node& node, std::string_view member, std::size_t depth);
  Words leaf_words(const Spdx3Node& node, std::string_view type);
  Words expression_words(const Spdx3Node& node);
  using Renames = std::map<std::string_view, std::string_view>;
  [[nodiscard]] Renames renames(const Spdx3Node& expression) const;
  static std::string renamed(std::string_view text, const Renames& to);
  [[nodiscard]] std::string listed_words(const Spdx3Node& node, std::string_view type) const;
  Words unknown(std::size_t offset, std::string message);

  void state(const Spdx3Node& node, LicenseStatement& statement);
  void state_by_name(const Spdx3Node& node, std::string_view type, LicenseStatement& statement);
  void state_special(std::string_view word, LicenseStatement& statement);
  void state_reference(const Value& to, LicenseStatement& statement);

  const Spdx3Graph& graph_;
  Notes& notes_;
  /// Expanded IRI -> `LicenseRef-…`, or the id of a listed license that a document calls so.
  std::unordered_map<std::string, std::string> names_;
  std::unordered_set<std::string> taken_;              ///< the first of these names
  std::unordered_map<std::string, std::size_t> next_;  ///< name -> number to try when it is taken
  std::map<std::string_view, const Spdx3Node*> made_;  ///< ids that licet made -> the license
  Renames made_names_;                                 ///< the same -> its name
  std::map<const Spdx3Node*, Words> known_;            ///< those that have been asked for
  std::set<const Spdx3Node*> open_;                    ///< those being written
  std::size_t bytes_ = 0;                              ///< of all texts given so far
  bool full_ = false;
};

/// `NONE` or `NOASSERTION` if a text is an individual that says so, in the spellings
/// of 3.0.0, 3.0.1 and of tools: `…/terms/ExpandedLicensing/NoneLicense`,
/// `…/terms/Licensing/NoAssertion`, `NoneElement`, `NONE`; else empty.
std::string_view spdx3_special_word(std::string_view text);

/// The id behind an IRI of the SPDX list: `https://spdx.org/licenses/MIT`; else empty.
std::string spdx3_listed_id(std::string_view iri);

/// What ids of licenses are made of, besides their colons.
constexpr bool is_license_id_character(char c) {
  return is_digit(c) || is_lower(c) || is_upper(c) || c == '-' || c == '.';
}

/// What an expression says where nothing is said.
inline constexpr std::string_view kNoAssertion = "NOASSERTION";
inline constexpr std::string_view kNone = "NONE";

}  // namespace licet::spdx
