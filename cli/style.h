// Colour, width and wrapping of terminal text.
#pragma once

#include <string>
#include <string_view>

namespace licet::cli {

/// How text output looks. Colour only when standard output is a terminal and NO_COLOR is not set;
/// the width does not depend on the terminal, so that output is the same everywhere.
struct Style {
  bool colour = false;
  std::size_t width = 100;

  [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }

  [[nodiscard]] std::string dim(std::string_view text) const { return paint("2", text); }

  [[nodiscard]] std::string red(std::string_view text) const { return paint("1;31", text); }

  [[nodiscard]] std::string yellow(std::string_view text) const { return paint("1;33", text); }

  [[nodiscard]] std::string green(std::string_view text) const { return paint("1;32", text); }

 private:
  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const;
};

/// The style for standard output as it is now.
Style terminal_style(bool to_file);

/// Wraps at spaces: the first line begins with `first`, further ones with spaces of its width.
/// Widths count UTF-8 characters; escape sequences in `first` are not counted.
std::string wrap(std::string_view first, std::string_view text, std::size_t width);

/// Characters of a UTF-8 text, escape sequences aside.
std::size_t display_width(std::string_view text);

}  // namespace licet::cli
