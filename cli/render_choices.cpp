// The answer of `licet choose` on a terminal: what stands whatever the license, then what fits, the
// most permissive first, then terms of one's own and parts, then why others do not fit.
#include <algorithm>

#include <fmt/format.h>

#include "cli/choose.h"
#include "cli/page.h"
#include "cli/render.h"

namespace licet::cli {

namespace {

using engine::Choices;
using engine::Finding;
using engine::Fit;
using engine::FitGroup;
using engine::Reason;
using engine::UseChoice;

constexpr std::size_t kMostNamed = 8;    // licenses of a group
constexpr std::size_t kMostGroups = 5;   // groups of a level
constexpr std::size_t kMostCovered = 2;  // groups that one adds to

// The first of some things, and how many more there are.
std::string first_of(const std::vector<std::string>& texts, std::size_t most,
                     std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < texts.size() && i < most; ++i)
    out += fmt::format("{}{}", i == 0 ? "" : between, texts[i]);
  if (texts.size() > most) out += fmt::format("{}and {} more", between, texts.size() - most);
  return out;
}

void clean(std::vector<Finding>& findings) {
  engine::Report report;
  report.findings = std::move(findings);
  findings = printable(std::move(report)).findings;
}

// As printable() of a report.
UseChoice printable_use(UseChoice use) {
  engine::Report names;
  names.uses.emplace_back();
  names.uses.front().target = use.target;
  names.uses.front().target_name = use.target_name;
  names = printable(std::move(names));
  use.target = names.uses.front().target;
  use.target_name = names.uses.front().target_name;
  for (auto* findings : {&use.contradictions, &use.unmendable, &use.unknown_terms, &use.open_anyway,
                         &use.own_terms.reason.conflicts, &use.own_terms.must_contain})
    clean(*findings);
  for (Reason& reason : use.why_not) {
    clean(reason.conflicts);
    clean(reason.open);
    if (reason.smallest) *reason.smallest = printable(std::move(*reason.smallest));
  }
  return use;
}

class TextChoice {
 public:
  TextChoice(const UseChoice& use, std::size_t left_out, const Style& style)
      : use_(use), left_out_(left_out), style_(style) {}

  std::string run() {
    add_head();
    add_findings("NO LICENSE FITS", "the terms inside contradict each other, whatever the license",
                 use_.contradictions);
    add_findings("NO LICENSE CAN MEND THESE", "the use is prohibited, whatever the license",
                 use_.unmendable);
    add_findings("NOT KNOWN", "unknown is never permission: every license is open until these are",
                 use_.unknown_terms);
    add_order();
    add_open();
    add_own_terms();
    add_parts();
    for (std::size_t i = 0; i < use_.why_not.size(); ++i)
      add_reason(use_.why_not[i], i == 0 && use_.stated);
    add_open_anyway();
    return std::move(out_);
  }

 private:
  void line(std::string_view label, std::string_view text) {
    out_ += wrap(fmt::format("    {}{}", style_.dim(label), std::string(9 - label.size(), ' ')),
                 text, style_.width);
  }

  void heading(std::string_view title, std::string_view means) {
    out_ +=
        fmt::format("\n{}{}{}\n", style_.bold(title), means.empty() ? "" : " ", style_.dim(means));
  }

  void paragraph(std::string_view text) { out_ += wrap("  ", text, style_.width); }

  [[nodiscard]] std::size_t count(Fit fit) const {
    return static_cast<std::size_t>(std::ranges::count(use_.labels, fit, &engine::LabelFit::fit));
  }

  void add_head() {
    const std::string stands = standing();
    const std::string name = use_.target_name == use_.target
                                 ? use_.target
                                 : fmt::format("{} ({})", use_.target_name, use_.target);
    out_ += fmt::format("{}: {}\n", style_.bold(name), verdict());
    line("acts", use_.acts.empty() ? "none stated"
                                   : joined(use_.acts) + (use_.acts_assumed ? " (assumed)" : ""));
    if (!stands.empty()) {
      line("stands", fmt::format("{}, whatever the license; by the inherited terms alone, {}",
                                 stands, what_fits()));
    }
    line("tried", fmt::format("{} licenses: {}{} fit, {} open, {} do not fit; {} more are known by "
                              "their class only and were not tried",
                              use_.labels.size(), stands.empty() ? "" : "beside what stands, ",
                              count(Fit::Fits), count(Fit::Open), count(Fit::Breaks), left_out_));
  }

  static std::string number(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  }

  // What stands under every label and is not its doing.
  [[nodiscard]] std::string standing() const {
    std::string text;
    if (!use_.unmendable.empty()) text = number(use_.unmendable.size(), "conflict");
    if (!use_.open_anyway.empty())
      text += (text.empty() ? "" : " and ") + number(use_.open_anyway.size(), "open question");
    return text;
  }

  // What labels come to, beside what stands under every one of them.
  [[nodiscard]] std::string what_fits() const {
    const std::size_t fit = count(Fit::Fits);
    if (fit > 0) return fit == 1 ? "1 license fits" : fmt::format("{} licenses fit", fit);
    if (use_.own_terms.reason.fit == Fit::Fits) return "only terms of your own fit";
    if (!use_.by_part.empty() && use_.unknown_terms.empty())
      return "no one license fits, but one for each part does";
    return count(Fit::Open) > 0 ? "no license is certain to fit" : "no license fits";
  }

  [[nodiscard]] std::string verdict() const {
    const std::string fit = what_fits();
    if (!use_.unmendable.empty()) return style_.red("no license makes this use permitted");
    switch (engine::fit_of(use_)) {
      case Fit::Fits:
        return style_.green(fit);
      case Fit::Open:
        return style_.yellow(fit) +
               (use_.open_anyway.empty() ? "" : "; questions stand whatever it is");
      case Fit::Breaks:
        break;
    }
    return style_.red(fit);
  }

  void add_findings(std::string_view title, std::string_view means,
                    const std::vector<Finding>& findings) {
    if (findings.empty()) return;
    heading(title, means);
    for (const Finding& finding : findings)
      out_ += "\n" + render_finding(finding, style_);
  }

  // What a label that "fits" does not answer for.
  [[nodiscard]] std::string_view as_far() const {
    if (!use_.unmendable.empty()) return "the inherited terms";
    return use_.unknown_terms.empty() ? "" : "as far as is known";
  }

  // "fit", and how far.
  [[nodiscard]] std::string fit_word(std::string_view word) const {
    return fmt::format("{}{}{}", word, as_far().empty() ? "" : " ", as_far());
  }

  // Licenses that ask for the same, and which of those shown before ask for a little less.
  [[nodiscard]] std::string group_text(const FitGroup& group) const {
    std::vector<std::string> below;
    for (const std::size_t index : group.just_below)
      below.push_back(use_.order[index].licenses.front());
    std::string text = first_of(group.licenses, kMostNamed, ", ");
    if (!below.empty()) text += fmt::format(" (adds to {})", first_of(below, kMostCovered, ", "));
    return text;
  }

  void add_order() {
    if (use_.order.empty()) return;
    const std::string_view far = as_far();
    heading("LICENSES THAT FIT", fmt::format("{}{}the most permissive first, equals together", far,
                                             far.empty() ? "" : "; "));
    for (std::size_t level = 0; level <= use_.order.back().level; ++level) {
      std::vector<std::string> groups;
      for (const FitGroup& group : use_.order) {
        if (group.level == level) groups.push_back(group_text(group));
      }
      out_ += wrap(fmt::format("  {:>2}  ", level + 1), first_of(groups, kMostGroups, "; "),
                   style_.width);
    }
    add_or_later();
  }

  void add_or_later() {
    std::vector<std::string> fitting;
    for (const engine::LabelFit& label : use_.or_later) {
      if (label.conflicts + label.open == 0) fitting.push_back(label.license);
    }
    if (!fitting.empty())
      out_ += wrap("      ", "also " + first_of(fitting, kMostNamed, ", "), style_.width);
  }

  void add_open() {
    std::vector<std::string> open;
    for (const engine::LabelFit& label : use_.labels) {
      if (label.conflicts == 0 && label.open > 0)
        open.push_back(fmt::format("{} ({})", label.license, label.open));
    }
    if (open.empty()) return;
    heading("OPEN", "no conflict, but so many questions; --why-not LICENSE tells them");
    paragraph(first_of(open, kMostNamed, ", "));
  }

  static std::string cited(const Finding& finding) {
    return fmt::format("{} ({})", finding.license_name, finding.section);
  }

  void add_own_terms() {
    const Reason& reason = use_.own_terms.reason;
    const bool asked = !use_.own_terms.must_contain.empty();
    if (reason.fit == Fit::Breaks) {
      heading("TERMS OF YOUR OWN", "do not fit");
    } else {
      heading("TERMS OF YOUR OWN",
              fmt::format("{}{}", fit_word("fit"),
                          asked ? ", if they hold what these clauses want in them"
                                : "; no license inside wants anything in them"));
    }
    for (const Finding& finding : reason.conflicts)
      paragraph(fmt::format("{}: {}", cited(finding), finding.message));
    for (const Finding& finding : use_.own_terms.must_contain) {
      out_ +=
          wrap("  [ ] ", fmt::format("{}: {}. {}", cited(finding), finding.message, finding.note),
               style_.width);
    }
    if (!reason.open.empty()) {
      paragraph(fmt::format("Open: {}; --why-not proprietary tells.",
                            reason.open.size() == 1
                                ? "1 question"
                                : fmt::format("{} questions", reason.open.size())));
    }
  }

  void add_parts() {
    if (use_.parts.empty()) return;
    heading("BY PART", "each part under a license of its own, the others under your own terms");
    for (const engine::PartFit& part : use_.parts)
      line(part.part, first_of(part.licenses, kMostNamed, ", "));
    if (use_.by_part.empty()) return;
    std::string together;
    for (const auto& [part, license] : use_.by_part)
      together += fmt::format("{}{}: {}", together.empty() ? "" : ", ", part, license);
    paragraph(fmt::format("All at once, judged again: license: {{ {} }}", together));
  }

  void add_reason(const Reason& reason, bool stated) {
    std::string fit =
        fmt::format("it {}{}", reason.fit == Fit::Open ? "is " : "", to_string(reason.fit));
    if (reason.fit == Fit::Fits) fit = "it " + fit_word("fits");
    heading(fmt::format("WHY NOT {}", reason.label), stated ? "stated; " + fit : fit);
    for (const auto* findings : {&reason.conflicts, &reason.open}) {
      for (const Finding& finding : *findings)
        out_ += "\n" + render_finding(finding, style_);
    }
    if (reason.smallest) add_smallest(*reason.smallest);
  }

  void add_smallest(const engine::Core& core) {
    out_ += fmt::format("\n  {} {}\n", style_.bold("smallest reason"),
                        style_.dim("leave out any one part, and " + core.code + " is gone"));
    for (const engine::CorePart& part : core.parts)
      line(part.kind, part.text);
  }

  void add_open_anyway() {
    if (use_.open_anyway.empty()) return;
    heading("OPEN WHATEVER THE LICENSE", "`licet check` tells more");
    for (const Finding& finding : use_.open_anyway) {
      out_ += wrap("  - ",
                   fmt::format("{}: {}", finding.section.empty() ? finding.code : cited(finding),
                               finding.message),
                   style_.width);
    }
  }

  const UseChoice& use_;
  std::size_t left_out_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string render_choices_text(const Choices& choices, const Style& style) {
  std::string out;
  for (const UseChoice& use : choices.uses) {
    if (!out.empty()) out += "\n" + std::string(style.width, '-') + "\n\n";
    out += TextChoice(printable_use(use), choices.left_out, style).run();
  }
  engine::Report made;
  made.catalogue = choices.catalogue;
  made.input = choices.input;
  made.sha256 = choices.sha256;
  return out + "\n" + wrap("", style.dim(disclaimer(printable(std::move(made)))), style.width);
}

}  // namespace licet::cli
