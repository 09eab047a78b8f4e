#include "cli/listed_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/page.h"
#include "spdx/modern_term.h"
#include "spdx/versions.h"

namespace licet::cli {

namespace {

using engine::Catalogue;
using spdx::ListedLicense;

bool holds(const std::vector<std::string>& ids, std::string_view id) {
  return std::ranges::find(ids, id) != ids.end();
}

std::string flags_of(const ListedLicense& entry) {
  std::vector<std::string> flags;
  if (entry.osi_approved) flags.emplace_back("approved by the OSI");
  if (entry.fsf_libre)
    flags.emplace_back(*entry.fsf_libre ? "free says the FSF" : "not free says the FSF");
  return joined(flags);
}

class ListedPage {
 public:
  ListedPage(spdx::ListIndex index, const Catalogue& catalogue, const engine::LicenseFacts& facts,
             Page& page)
      : index_(index),
        entry_(catalogue.list[index]),
        catalogue_(catalogue),
        facts_(facts),
        page_(page) {}

  void whole() {
    page_.title(entry_.id, entry_.name);
    add_head();
    rest();
  }

  // What is no part of a license's own coding.
  void rest() {
    add_versions();
    add_bridges();
    add_exceptions();
  }

 private:
  void add_head() {
    page_.line("SPDX list", catalogue_.list.list().version);
    page_.line("known as", flags_of(entry_));
    if (entry_.deprecated) {
      spdx::ExpressionError ignored;
      const auto parsed =
          spdx::parse_expression(entry_.id, ignored, {spdx::SpdxVersion::Spdx30, &catalogue_.list});
      std::string today;
      if (parsed) today = spdx::modern_text(*parsed, parsed->terms.front(), catalogue_.list);
      page_.line("deprecated",
                 fmt::format("since list {}{}", entry_.deprecated_in,
                             today == entry_.id || today.empty() ? "" : "; write " + today));
    }
    if (!catalogue_.find_license(entry_.id) && !entry_.version.or_later && !entry_.deprecated) {
      page_.line("coding",
                 "none: its terms are not in the catalogue, and what it covers is unknown");
    }
    page_.line("addresses", joined(entry_.cross_refs));
    for (const engine::Variant& variant : facts_.variants) {
      if (variant.id == entry_.id) {
        page_.line("variant of",
                   fmt::format("{} ({}): {}", variant.of, variant.section, variant.note));
      }
    }
  }

  // The versions it lets one choose, and what its text says of later ones.
  void add_versions() {
    if (entry_.version.family == 0) return;
    std::vector<std::string> family;
    for (std::size_t i = 0; i < catalogue_.list.list().licenses; ++i) {
      const ListedLicense& other = catalogue_.list.list().entries[i];
      if (other.version.family == entry_.version.family && !other.version.or_later)
        family.emplace_back(other.id);
    }
    std::ranges::sort(family, {}, [&](const std::string& id) {
      return catalogue_.list[catalogue_.list.license(id)].version.rank;
    });
    if (family.size() > 1 || entry_.version.or_later) page_.heading("VERSIONS");
    if (family.size() > 1) page_.line("all", joined(family));
    if (entry_.version.or_later) {
      std::vector<std::string> choice;
      for (const auto id : spdx::versions_admitted(catalogue_.list, index_, false))
        choice.emplace_back(catalogue_.list[id].id);
      page_.line("choose", joined(choice));
    }
    for (const engine::LaterVersions& later : facts_.later) {
      if (later.license != entry_.id) continue;
      page_.heading("LATER VERSIONS");
      page_.item(later.section, later.who, later.note);
    }
  }

  void add_bridges() {
    bool first = true;
    for (const engine::Bridge& bridge : facts_.bridges) {
      if (!holds(bridge.from, entry_.id)) continue;
      if (std::exchange(first, false)) page_.heading("MAY GO UNDER ANOTHER LICENSE");
      page_.item(bridge.section, bridge.effect, bridge.note);
      page_.detail("to", joined(bridge.to));
      page_.detail("if", bridge.condition);
      page_.detail("doubt", bridge.doubt);
    }
    std::vector<std::string> sources;
    for (const engine::Bridge& bridge : facts_.bridges) {
      if (!holds(bridge.to, entry_.id)) continue;
      for (const std::string& id : bridge.from) {
        const std::string source = fmt::format("{} ({})", id, bridge.effect);
        if (!holds(sources, source)) sources.push_back(source);
      }
    }
    if (sources.empty()) return;
    page_.heading("OTHER LICENSES THAT LEAD HERE");
    page_.line("", joined(sources));
  }

  void add_exceptions() {
    std::vector<std::string> fitting;
    for (const ListedLicense& other : catalogue_.list.list().entries) {
      if (other.exception &&
          std::ranges::find(other.written_for, entry_.id) != other.written_for.end())
        fitting.emplace_back(other.id);
    }
    std::ranges::sort(fitting);
    if (fitting.empty()) return;
    page_.heading("EXCEPTIONS WRITTEN FOR IT");
    page_.line("", joined(fitting));
  }

  spdx::ListIndex index_;
  const ListedLicense& entry_;
  const Catalogue& catalogue_;
  const engine::LicenseFacts& facts_;
  Page& page_;
};

std::string dropping(const engine::Exception& exception) {
  if (!exception.may_drop) return "the text does not say";
  return *exception.may_drop ? "yes" : "no";
}

void add_terms(const engine::Exception& exception, const Catalogue& catalogue, Page& page) {
  if (!exception.lifts.empty()) page.heading("FREES");
  for (const engine::Lift& lift : exception.lifts) {
    page.item(lift.section, "", lift.note);
    page.detail("from", names_of(lift.kinds, catalogue.kinds));
    page.detail("acts", names_of(lift.acts, catalogue.acts));
    page.detail("on", names_of(lift.reach, catalogue.transfers));
    page.detail("if", lift.condition);
  }
  if (!exception.adds.empty()) page.heading("ASKS");
  for (const engine::Clause& clause : exception.adds) {
    page.item(clause.section, catalogue.kinds[clause.kind].id, clause.note);
    page.detail("acts", names_of(clause.acts, catalogue.acts));
    page.detail("on", names_of(clause.reach, catalogue.transfers));
  }
}

}  // namespace

bool listed_page(const std::string& id, const Catalogue& catalogue,
                 const engine::LicenseFacts& facts, Page& page) {
  const spdx::ListIndex index = catalogue.list.license(id);
  if (index == spdx::kUnlisted) return false;
  ListedPage(index, catalogue, facts, page).whole();
  return true;
}

void list_facts(const std::string& id, const Catalogue& catalogue,
                const engine::LicenseFacts& facts, Page& page) {
  const spdx::ListIndex index = catalogue.list.license(id);
  if (index != spdx::kUnlisted) ListedPage(index, catalogue, facts, page).rest();
}

bool exception_page(const std::string& id, const Catalogue& catalogue, Page& page) {
  const spdx::ListIndex index = catalogue.list.exception(id);
  if (index == spdx::kUnlisted) return false;
  const ListedLicense& entry = catalogue.list[index];
  page.title(entry.id, entry.name);
  page.line("SPDX list", catalogue.list.list().version);
  if (entry.deprecated) {
    page.line("deprecated",
              fmt::format("since list {}{}", entry.deprecated_in,
                          entry.successors.empty()
                              ? ""
                              : "; write " + std::string(entry.successors.front().use)));
  }
  page.line("written for", entry.written_for.empty() ? "any license" : joined(entry.written_for));
  const auto coded = catalogue.find_exception(id);
  if (!coded) return true;
  const engine::Exception& exception = catalogue.exceptions[*coded];
  page.line("about", exception.about);
  page.line("nature", exception.restricts ? "it binds everybody who gets the work"
                                          : "a permission; one may keep to the license alone");
  page.line("may drop", dropping(exception));
  page.line("notes", exception.notes);
  for (const engine::TextSource& source : exception.sources) {
    page.line("text",
              fmt::format("{} of {}, sha256 {}", source.file, source.origin, source.sha256));
  }
  add_terms(exception, catalogue, page);
  return true;
}

}  // namespace licet::cli
