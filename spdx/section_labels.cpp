// What a section is called. The shortest name that no earlier section has.
#include <unordered_map>
#include <utility>

#include "spdx/outline_parts.h"

namespace licet::spdx::detail {

namespace {

using Kind = Section::Kind;

class Labels {
 public:
  explicit Labels(Outline& outline) : out_(outline) {}

  void run() {
    for (const bool run_in : {false, true}) {
      for (Section& section : out_.sections) {
        if ((section.kind == Kind::RunIn) == run_in) name(section);
      }
    }
  }

 private:
  void name(Section& section) {
    std::string context;
    std::string label = short_label(section, context);
    if (taken_.contains(label) && !context.empty()) label = context;
    // A count makes it unique; whoever is really called so must not be in the way.
    std::string unique = label;
    for (std::uint32_t& count = taken_[label]; count > 0 && taken_.contains(unique);)
      unique = label + " #" + std::to_string(++count);
    ++taken_[unique];
    section.label = std::move(unique);
  }

  // The label without, and in `context` with, the headings and Roman parts around it.
  std::string short_label(const Section& section, std::string& context) const {
    const Section* around = above(section.parent, Kind::Heading);
    if (section.kind == Kind::Heading) {
      if (around != nullptr) context = around->label + ", " + section.heading;
      return section.heading;
    }
    std::string number = joined(section);
    if (section.kind == Kind::Attachment || section.numbers.front() == "paragraph") return number;
    const Section* parent = numbered_above(section.parent);
    if (section.numbers.size() > 1) {
      while (parent != nullptr && parent->kind != Kind::Attachment)
        parent = numbered_above(parent->parent);
      if (parent != nullptr) return parent->label + ", " + number;
    } else if (parent != nullptr) {
      context = parent->label + "(" + number + ")";
      return transparent(*parent, section) ? number : std::exchange(context, {});
    }
    if (around != nullptr) context = around->label + ", " + number;
    return number;
  }

  // `2.1`, `Attachment A`, `paragraph 4(1)`.
  static std::string joined(const Section& section) {
    const std::vector<std::string>& numbers = section.numbers;
    if (numbers.front() == "paragraph") return "paragraph " + numbers[1] + "(" + numbers[2] + ")";
    std::string out = numbers.front();
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      out += section.kind == Kind::Attachment && i == 1 ? ' ' : '.';
      out += numbers[i];
    }
    return out;
  }

  // Whether decimal numbers may go on through a Roman part.
  static bool transparent(const Section& part, const Section& inside) {
    if (part.kind != Kind::Numbered || part.numbers.size() != 1) return false;
    const char digit = inside.numbers.front().front();
    return digit >= '0' && digit <= '9' &&
           Readings(part.numbers.front()).in(Numerals::UpperRoman).has_value();
  }

  [[nodiscard]] const Section* above(std::uint32_t section, Kind kind) const {
    while (section != kNoSection && out_.sections[section].kind != kind)
      section = out_.sections[section].parent;
    return section == kNoSection ? nullptr : &out_.sections[section];
  }

  [[nodiscard]] const Section* numbered_above(std::uint32_t section) const {
    while (section != kNoSection && out_.sections[section].kind == Kind::Heading)
      section = out_.sections[section].parent;
    return section == kNoSection ? nullptr : &out_.sections[section];
  }

  Outline& out_;
  std::unordered_map<std::string, std::uint32_t> taken_;
};

}  // namespace

void add_labels(Outline& outline) {
  Labels(outline).run();
}

}  // namespace licet::spdx::detail
