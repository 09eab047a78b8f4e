#include "cli/page.h"

#include <fmt/format.h>

namespace licet::cli {

void Page::title(std::string_view id, std::string_view name) {
  out_ += fmt::format("{}\n{}\n\n", style_.bold(id), name);
}

void Page::heading(std::string_view text) {
  out_ += fmt::format("\n{}\n", style_.bold(text));
}

void Page::line(std::string_view label, std::string_view text) {
  if (text.empty()) return;
  out_ += wrap(fmt::format("  {}{} ", style_.dim(label), std::string(12 - label.size(), ' ')), text,
               style_.width);
}

void Page::item(std::string_view what, std::string_view text) {
  out_ += wrap(fmt::format("  {}: ", what), text, style_.width);
}

void Page::detail(std::string_view label, std::string_view text) {
  if (text.empty()) return;
  out_ += wrap(fmt::format("      {}{} ", style_.dim(label), std::string(8 - label.size(), ' ')),
               text, style_.width);
}

}  // namespace licet::cli
