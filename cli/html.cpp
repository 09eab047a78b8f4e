#include "cli/html.h"

#include <fmt/format.h>

namespace licet::cli {

namespace {

// Colours of verdicts go with words everywhere, so that nothing hangs on them.
constexpr std::string_view kStyleSheet = R"(
:root { color-scheme: light dark; --line: #8886; --no: #c62828; --open: #b26a00; --yes: #2e7d32; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; } .wide { overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem 1.5rem; }
dl.head { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .9rem; } dl.head dd { margin: 0; overflow-wrap: anywhere; }
td { font-size: .9rem; }
.no { color: var(--no); font-weight: 600; } .open, .unknown { color: var(--open); } .yes { color: var(--yes); }
.small { font-size: .85rem; opacity: .8; }
@media (prefers-color-scheme: dark) { :root { --no: #ff8a80; --open: #ffcc80; --yes: #a5d6a7; } }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
)";

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string html_page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n"
      "</head>\n<body>\n{}</body>\n</html>\n",
      html_text(title), kStyleSheet, body);
}

}  // namespace licet::cli
