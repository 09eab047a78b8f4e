// The table of pairs as text, CSV and HTML. Every cell is explained by the finding that decides it.
#include <fmt/format.h>

#include "cli/html.h"
#include "cli/pairs.h"
#include "cli/render.h"
#include "engine/pair_stack.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::May;

struct Cell {
  std::string_view inbound;
  std::string_view outbound;
  May answer = May::Yes;
  std::vector<const Finding*> why;  // the findings that give this answer
};

std::vector<Cell> cells_of(const Matrix& matrix) {
  const std::vector<May> answers = engine::answers_of(matrix.report);
  const std::size_t columns = matrix.licenses.size();
  std::vector<Cell> cells;
  for (std::size_t use = 0; use < answers.size(); ++use) {
    cells.push_back(
        {matrix.licenses[use / columns], matrix.licenses[use % columns], answers[use], {}});
  }
  for (const Finding& finding : matrix.report.findings) {
    Cell& cell = cells[finding.use];
    if (cell.answer != May::Yes && engine::answer_of(finding) == cell.answer)
      cell.why.push_back(&finding);
  }
  return cells;
}

// The word of a cell where space is short.
std::string_view short_word(May answer) {
  return answer == May::YesWithDuties ? "duties" : to_string(answer);
}

std::string clause_of(const Finding& finding) {
  return finding.section.empty() ? finding.license_name
                                 : finding.license_name + " " + finding.section;
}

// A duty says itself what it asks; what stands in the way is told in full.
std::string reason(const Cell& cell) {
  std::string out;
  for (const Finding* finding : cell.why) {
    out += out.empty() ? "" : cell.answer == May::YesWithDuties ? ", " : "; ";
    out += cell.answer == May::YesWithDuties
               ? fmt::format("{} ({})", finding->code, finding->section)
               : fmt::format("{} ({}): {}", finding->code, clause_of(*finding), finding->message);
  }
  return out;
}

std::string painted(std::string_view word, May answer, const Style& style) {
  if (answer == May::No) return style.red(word);
  if (answer <= May::Open) return style.yellow(word);
  return style.green(word);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string caption(const Matrix& matrix) {
  return fmt::format(
      "A part under the row's license goes into a work under the column's by {}: {}.",
      matrix.relation, matrix.relation_means);
}

}  // namespace

const std::vector<MatrixRenderer>& matrix_renderers() {
  static const std::vector<MatrixRenderer> kRenderers = {
      {"text", render_matrix_text},
      {"csv",  render_matrix_csv },
      {"html", render_matrix_html}
  };
  return kRenderers;
}

std::string render_matrix_text(const Matrix& matrix, const Style& style) {
  constexpr std::size_t kColumn = 9;
  const std::size_t mark = fmt::formatted_size("[{}] ", matrix.licenses.size());
  std::size_t width = 0;
  for (const std::string& license : matrix.licenses)
    width = std::max(width, mark + display_width(license) + 1);
  std::string out = wrap("", caption(matrix), style.width) + "\n" + std::string(width, ' ');
  for (std::size_t i = 1; i <= matrix.licenses.size(); ++i)
    out += fmt::format("{:<{}}", fmt::format("[{}]", i), kColumn);
  const std::vector<Cell> cells = cells_of(matrix);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t row = i / matrix.licenses.size();
    if (i % matrix.licenses.size() == 0) {
      const std::string head = fmt::format("[{}] {}", row + 1, matrix.licenses[row]);
      out += "\n" + head + std::string(width - display_width(head), ' ');
    }
    const std::string_view word = short_word(cells[i].answer);
    out += painted(word, cells[i].answer, style) + std::string(kColumn - word.size(), ' ');
  }
  out += "\n\nWHY\n";
  for (const Cell& cell : cells) {
    const std::string head =
        fmt::format("{} into {}: {}", cell.inbound, cell.outbound, to_string(cell.answer));
    out += wrap("    ", cell.why.empty() ? head : head + ": " + reason(cell), style.width);
  }
  return out + "\n" + wrap("", disclaimer(matrix.report), style.width);
}

std::string render_matrix_csv(const Matrix& matrix, const Style& /*style*/) {
  std::string out = "inbound,outbound,relation,verdict,finding,license,section,why\r\n";
  for (const Cell& cell : cells_of(matrix)) {
    const Finding none;
    const Finding& why = cell.why.empty() ? none : *cell.why.front();
    out += fmt::format("{},{},{},{},{},{},{},{}\r\n", quoted(cell.inbound), quoted(cell.outbound),
                       quoted(matrix.relation), quoted(to_string(cell.answer)), quoted(why.code),
                       quoted(why.license), quoted(why.section), quoted(why.message));
  }
  return out;
}

std::string render_matrix_html(const Matrix& matrix, const Style& /*style*/) {
  const std::string title = "License compatibility";
  std::string body =
      fmt::format("<h1>{}</h1>\n<p>{}</p>\n<div class=\"wide\"><table>\n<tr><th></th>", title,
                  html_text(caption(matrix)));
  for (const std::string& license : matrix.licenses)
    body += fmt::format("<th scope=\"col\">{}</th>", html_text(license));
  std::string reasons;
  const std::vector<Cell> cells = cells_of(matrix);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (i % matrix.licenses.size() == 0)
      body += fmt::format("</tr>\n<tr><th scope=\"row\">{}</th>", html_text(cell.inbound));
    const std::string_view word = to_string(cell.answer);
    body += fmt::format("<td><a class=\"{}\" href=\"#c{}\">{}</a></td>",
                        word.substr(0, word.find(',')), i, short_word(cell.answer));
    reasons +=
        fmt::format("<dt id=\"c{}\">{} into {}: {}</dt>\n<dd>{}</dd>\n", i, html_text(cell.inbound),
                    html_text(cell.outbound), word,
                    cell.why.empty() ? "nothing stands in the way" : html_text(reason(cell)));
  }
  body +=
      fmt::format("</tr>\n</table></div>\n<h2>Why</h2>\n<dl>\n{}</dl>\n<p class=\"small\">{}</p>\n",
                  reasons, html_text(disclaimer(matrix.report)));
  return html_page(title, body);
}

}  // namespace licet::cli
