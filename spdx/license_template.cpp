// The marks of the JSON forms. A value of a mark is not escaped, so a quote in it ends nothing:
// only a quote with what has to follow it does (`";match="`, `">>`).
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "spdx/license_document.h"

namespace licet::spdx {

namespace {

using Kind = TextNode::Kind;

constexpr std::string_view kVariable = "<<var;name=\"";
constexpr std::string_view kOriginal = "\";original=\"";
constexpr std::string_view kMatch = "\";match=\"";
constexpr std::string_view kVariableEnd = "\">>";
constexpr std::string_view kBegin = "<<beginOptional";
constexpr std::string_view kEnd = "<<endOptional>>";

// How far white space reaches from `at` on.
std::size_t end_of_space(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

bool has_empty_line(std::string_view space) {
  return space.find('\n') != space.rfind('\n');
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<LicenseText> run(std::string& problem) {
    while (problem_.empty() && at_ < text_.size()) {
      const std::size_t mark = std::min(next_mark(), text_.size());
      add_text(text_.substr(at_, mark - at_));
      at_ = mark;
      if (at_ < text_.size()) take_mark();
    }
    if (problem_.empty() && !open_.empty()) {
      const TextNode& node = out_.nodes[open_.back()];
      fail(node.kind == Kind::Optional
               ? "a \"<<beginOptional>>\" has no \"<<endOptional>>\""
               : fmt::format("the variable \"{}\" does not end", node.text));
    }
    problem = std::move(problem_);
    if (!problem.empty()) return std::nullopt;
    return std::move(out_);
  }

  LicenseText plain() {
    add_text(text_);
    return std::move(out_);
  }

 private:
  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  [[nodiscard]] bool in_variable() const {
    return !open_.empty() && out_.nodes[open_.back()].kind == Kind::Alternative;
  }

  [[nodiscard]] bool ahead(std::string_view mark) const {
    return text_.substr(at_, mark.size()) == mark;
  }

  // The next `<<` of a mark, or inside a variable the end of its original text.
  [[nodiscard]] std::size_t next_mark() const {
    for (std::size_t at = at_;; ++at) {
      at = text_.find_first_of(in_variable() ? "<\"" : "<", at);
      if (at == std::string_view::npos) return at;
      const std::string_view rest = text_.substr(at);
      if (rest.starts_with("<<var;") || rest.starts_with(kBegin) || rest.starts_with("<<end") ||
          (in_variable() && rest.starts_with(kMatch)))
        return at;
    }
  }

  void take_mark() {
    if (ahead("\"")) return close_variable();
    if (ahead("<<var;")) return open_variable();
    if (ahead(kBegin)) {
      const std::size_t end = text_.find(">>", at_);
      if (end == std::string_view::npos) return fail("a \"<<beginOptional\" without \">>\"");
      open(Kind::Optional, {});
      at_ = end + 2;
    } else if (!ahead(kEnd)) {
      fail("a mark \"<<end…\" that is not \"<<endOptional>>\"");
    } else if (open_.empty() || in_variable()) {
      fail("a \"<<endOptional>>\" has no \"<<beginOptional>>\"");
    } else {
      at_ += kEnd.size();
      close();
    }
  }

  void open_variable() {
    const std::size_t start = at_ + kVariable.size();
    const std::size_t end =
        ahead(kVariable) ? text_.find(kOriginal, start) : std::string_view::npos;
    if (end == std::string_view::npos)
      return fail("a variable that is not <<var;name=\"…\";original=\"…\";match=\"…\">>");
    open(Kind::Alternative, std::string(text_.substr(start, end - start)));
    at_ = end + kOriginal.size();
  }

  void close_variable() {
    TextNode& node = out_.nodes[open_.back()];
    const std::size_t start = at_ + kMatch.size();
    const std::size_t end = text_.find(kVariableEnd, start);
    if (end == std::string_view::npos)
      return fail(fmt::format("the variable \"{}\" has no \">>\" behind its \"match\"", node.text));
    node.match = text_.substr(start, end - start);
    if (node.match.empty())
      return fail(fmt::format("the variable \"{}\" matches nothing", node.text));
    at_ = end + kVariableEnd.size();
    close();
  }

  void open(Kind kind, std::string name) {
    if (open_.size() == kMaxDepth) {
      return fail(
          fmt::format("marks nested deeper than {} levels, the most that is read", kMaxDepth));
    }
    open_.push_back(out_.nodes.size());
    add(kind, std::move(name));
  }

  void close() {
    out_.nodes[open_.back()].end = static_cast<std::uint32_t>(out_.nodes.size());
    open_.pop_back();
  }

  void add(Kind kind, std::string text) {
    const auto end = static_cast<std::uint32_t>(out_.nodes.size() + 1);
    out_.nodes.push_back({kind, end, std::move(text), {}});
  }

  // Characters, cut at empty lines.
  void add_text(std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t space = text.find('\n', at);
      if (space == std::string_view::npos) break;
      at = end_of_space(text, space);
      if (!has_empty_line(text.substr(space, at - space))) continue;
      if (space > from) add(Kind::Text, std::string(text.substr(from, space - from)));
      add(Kind::Break, {});
      add(Kind::Break, {});
      from = at;
    }
    if (from < text.size()) add(Kind::Text, std::string(text.substr(from)));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;
  LicenseText out_;
  std::string problem_;
};

}  // namespace

std::optional<LicenseText> parse_template(std::string_view text, std::string& problem) {
  return Parser(text).run(problem);
}

LicenseText parse_plain(std::string_view text) {
  return Parser(text).plain();
}

}  // namespace licet::spdx
