#include "cli/section.h"

#include <algorithm>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/style.h"
#include "cli/text_folder.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Catalogue;
using engine::Clause;
using engine::License;
using spdx::FoundSection;
using spdx::Outline;
using spdx::Section;

constexpr std::size_t kPreview = 60;  // columns of a section without a title in the outline

// A text of unknown origin must not steer the terminal.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
      ++i;
    } else {
      out += byte >= 0x20 && byte != 0x7F ? text[i] : ' ';
    }
  }
  return out;
}

// The first words, up to some columns.
std::string preview(std::string_view words) {
  words = words.substr(0, words.find('\n'));
  if (words.size() <= kPreview) return printable(words);
  const std::size_t end = words.rfind(' ', kPreview);
  return end == std::string_view::npos || end == 0 ? "…" : printable(words.substr(0, end)) + " …";
}

// The part of a section's words behind its number.
std::string_view without_number(const Outline& outline, const Section& section) {
  std::string_view words = outline.words(section.begin, section.end);
  if (section.kind == Section::Kind::Heading || section.kind == Section::Kind::Counted)
    return words;
  const std::size_t space = words.find_first_of(" \n");
  return space == std::string_view::npos ? std::string_view() : words.substr(space + 1);
}

std::string outline_page(const Outline& outline, const Style& style) {
  std::string out;
  for (const Section& section : outline.sections) {
    if (section.kind == Section::Kind::RunIn) continue;
    out +=
        std::string(2 + 2 * std::size_t{section.depth}, ' ') + style.bold(printable(section.label));
    if (section.kind != Section::Kind::Heading) {
      out += "  " + (section.heading.empty() ? preview(without_number(outline, section))
                                             : printable(section.heading));
    }
    out += '\n';
  }
  if (std::ranges::find(outline.sections, Section::Kind::Counted, &Section::kind) !=
      outline.sections.end())
    out += "\n  The text has no numbers; these count the items of its list.\n";
  if (!out.empty()) return out;
  std::size_t place = 0;
  for (const FoundSection& paragraph : spdx::paragraphs(outline)) {
    out += fmt::format("  {}  {}\n", style.bold(fmt::format("paragraph {}", ++place)),
                       preview(outline.words(paragraph.begin, paragraph.end)));
  }
  if (out.empty()) out = "  The text has neither sections nor paragraphs.\n";
  return out;
}

// The sections around a place, outermost first, and itself. Headings hold what follows them in the
// text, not always in meaning, so they are named only where nothing else is, or where a label needs
// them.
std::string chain(const Outline& outline, std::uint32_t section) {
  std::vector<std::string> names;
  std::string inner;
  for (; section != spdx::kNoSection; section = outline.sections[section].parent) {
    const Section& part = outline.sections[section];
    const bool heading = part.kind == Section::Kind::Heading;
    if (heading && !names.empty() && !inner.starts_with(part.label)) continue;
    inner = part.label;
    const bool plain = heading || part.heading.empty();
    const std::string name = plain ? part.label : part.label + " " + part.heading;
    names.push_back(printable(name));
  }
  return fmt::format("{}", fmt::join(names.rbegin(), names.rend(), " > "));
}

// How many sections an offset is inside of.
std::size_t depth_at(const Outline& outline, std::size_t offset) {
  const auto behind = std::ranges::upper_bound(outline.sections, offset, {}, &Section::begin);
  auto section = static_cast<std::uint32_t>(behind - outline.sections.begin());
  section = section == 0 ? spdx::kNoSection : section - 1;
  while (section != spdx::kNoSection && outline.sections[section].end <= offset)
    section = outline.sections[section].parent;
  return section == spdx::kNoSection ? 0 : outline.sections[section].depth + std::size_t{1};
}

// The words of a place: every part on lines of its own, further in the deeper it is.
std::string words_page(const Outline& outline, const FoundSection& found, const Style& style) {
  std::string out;
  const std::size_t outermost = depth_at(outline, found.begin);
  for (const spdx::TextBlock& block : outline.blocks) {
    const std::size_t end = std::min(block.end, found.end);
    std::size_t begin = std::max(block.begin, found.begin);
    if (begin < end && !out.empty()) out += '\n';
    while (begin < end) {
      const auto next = std::ranges::upper_bound(outline.sections, begin, {}, &Section::begin);
      const std::size_t stop = next == outline.sections.end() ? end : std::min(next->begin, end);
      const std::size_t depth = depth_at(outline, begin);
      // An item with a mark and no number is further in, too.
      const bool numbered = next != outline.sections.begin() && std::prev(next)->begin == begin;
      const bool marked = block.bullet > 0 && !numbered;
      const std::size_t level = depth - std::min(depth, outermost) + (marked ? 1 : 0);
      out +=
          wrap(std::string(2 + 2 * level, ' '), printable(outline.words(begin, stop)), style.width);
      begin = stop;
    }
  }
  return out;
}

// A citation as the text itself would write it: `GPL 5(a)` is 5(a) of the source called gpl.
std::string in_source(const std::string& citation, const std::string& source) {
  const std::string lower = spdx::lowercase(citation);
  const bool named = !source.empty() && lower.starts_with(spdx::lowercase(source) + " ");
  return named ? citation.substr(source.size() + 1) : citation;
}

// The license that a name means, as far as the catalogue knows it.
WantedText wanted_text(const std::string& name, const Catalogue& catalogue,
                       const License*& license) {
  if (const auto known = catalogue.find_license(name)) {
    license = &catalogue.licenses[*known];
    return {license->id, license->aliases, license->sources};
  }
  const spdx::LicenseIndex& list = catalogue.list;
  if (const auto listed = list.license(name); listed != spdx::kUnlisted)
    return {std::string(list[listed].id), {}, {}};
  if (const auto listed = list.exception(name); listed != spdx::kUnlisted)
    return {std::string(list[listed].id), {}, {}};
  const spdx::KnownName* known = catalogue.written_names.find(name);
  if (known == nullptr || known->means.empty() || known->means == name) return {name, {}, {}};
  return wanted_text(std::string(known->means), catalogue, license);
}

void say(const std::string& note) {
  std::cerr << "note: " << printable(note) << '\n';
}

void say_if_other_text(const TextCopy& copy, const WantedText& wanted) {
  if (copy.coded || wanted.sources.empty()) return;
  const auto source = std::ranges::find(wanted.sources, copy.source, &engine::TextSource::id);
  const engine::TextSource& coded =
      source == wanted.sources.end() ? wanted.sources.front() : *source;
  say(fmt::format("{} is not the file that was coded ({}, sha256 {}); its sections may differ",
                  copy.path, coded.file, coded.sha256));
}

class SectionCommand {
 public:
  SectionCommand(const Catalogue& catalogue, const WantedText& wanted, const License* license)
      : catalogue_(catalogue), wanted_(wanted), license_(license), style_(terminal_style(false)) {}

  [[nodiscard]] int outlines(const std::vector<TextCopy>& copies) const {
    std::string out;
    for (const TextCopy& copy : copies) {
      say_if_other_text(copy, wanted_);
      out +=
          fmt::format("{}{}\n  {} {}\n\n{}", out.empty() ? "" : "\n", style_.bold(wanted_.id),
                      style_.dim("file"), printable(copy.path), outline_page(copy.outline, style_));
    }
    std::cout << out;
    return kFine;
  }

  [[nodiscard]] int section(std::vector<TextCopy> copies, const std::string& citation) const {
    // The text in which the catalogue has this section comes first.
    std::ranges::stable_sort(copies, std::ranges::greater(),
                             [&](const TextCopy& copy) { return is_cited_in(copy, citation); });
    for (const TextCopy& copy : copies) {
      const auto found = spdx::find_section(copy.outline, in_source(citation, copy.source));
      if (!found) continue;
      say_if_other_text(copy, wanted_);
      std::cout << page(copy, *found, citation);
      return kFine;
    }
    const TextCopy& copy = copies.front();
    std::string nearest;
    for (const std::string& label :
         spdx::similar_sections(copy.outline, in_source(citation, copy.source)))
      nearest += (nearest.empty() ? "" : ", ") + label;
    const std::string there = nearest.empty() ? "it has no sections" : "nearest: " + nearest;
    print_errors({
        {{copy.path, 0, 0}, fmt::format("no section \"{}\" in this text; {}", citation, there)}
    });
    return kBadInput;
  }

 private:
  // The source that a clause was read in.
  [[nodiscard]] const std::string& source_of(const Clause& clause) const {
    return clause.source.empty() ? wanted_.sources.front().id : clause.source;
  }

  [[nodiscard]] bool is_copy_of(const TextCopy& copy, const std::string& source) const {
    return copy.source == source || (copy.source.empty() && source == wanted_.sources.front().id);
  }

  [[nodiscard]] bool is_cited_in(const TextCopy& copy, const std::string& citation) const {
    if (license_ == nullptr) return false;
    return std::ranges::any_of(license_->clauses, [&](const Clause& clause) {
      return clause.section == citation && is_copy_of(copy, source_of(clause));
    });
  }

  [[nodiscard]] std::string page(const TextCopy& copy, const FoundSection& found,
                                 const std::string& citation) const {
    std::string out = fmt::format("{}, {}\n", style_.bold(wanted_.id), style_.bold(citation));
    const auto line = [&](std::string_view label, std::string_view text) {
      if (!text.empty())
        out += wrap(fmt::format("  {:<6} ", style_.dim(label)), text, style_.width);
    };
    line("in", chain(copy.outline, found.section));
    line("file", printable(copy.path));
    line("found", found.how);
    out += '\n' + words_page(copy.outline, found, style_);
    return out + coded_page(copy, found);
  }

  // What the catalogue says about the place: the clauses in it, else those that it is part of.
  [[nodiscard]] std::string coded_page(const TextCopy& copy, const FoundSection& found) const {
    if (license_ == nullptr) return "\nThe catalogue does not code this license.\n";
    std::string inside;
    std::string around;
    for (const Clause& clause : license_->clauses) {
      if (!is_copy_of(copy, source_of(clause))) continue;
      const auto place = spdx::find_section(copy.outline, in_source(clause.section, copy.source));
      if (!place) continue;
      const std::string row = wrap(
          fmt::format("  {} {}: ", style_.bold(clause.section), catalogue_.kinds[clause.kind].id),
          clause.note, style_.width);
      if (place->begin >= found.begin && place->end <= found.end) {
        inside += row;
      } else if (place->begin <= found.begin && place->end >= found.end) {
        around += row;
      }
    }
    if (!inside.empty()) return fmt::format("\n{}\n{}", style_.bold("CODED HERE"), inside);
    if (!around.empty()) return fmt::format("\n{}\n{}", style_.bold("CODED OF THE WHOLE"), around);
    return "\nThe catalogue codes nothing here.\n";
  }

  const Catalogue& catalogue_;
  const WantedText& wanted_;
  const License* license_;
  Style style_;
};

}  // namespace

int run_section(const std::string& license, const std::string& section, const std::string& texts,
                const std::string& data) {
  const auto catalogue = whole_catalogue(data);
  if (!catalogue) return kBadInput;
  const License* coded = nullptr;
  const WantedText wanted = wanted_text(license, *catalogue, coded);
  auto copies = find_texts(texts, wanted);
  if (!copies) {
    print_errors(copies.errors);
    return kBadInput;
  }
  print_notes(copies.notes);
  const SectionCommand command(*catalogue, wanted, coded);
  return section.empty() ? command.outlines(*copies.value)
                         : command.section(std::move(*copies.value), section);
}

}  // namespace licet::cli
