// Pieces of HTML pages: one file each, without scripts and without anything from elsewhere.
#pragma once

#include <string>
#include <string_view>

namespace licet::cli {

/// Text with `&`, `<`, `>` and quotes as entities. Linear.
std::string html_text(std::string_view text);

/// A whole page around a body: head, style sheet (light and dark), body.
std::string html_page(std::string_view title, std::string_view body);

}  // namespace licet::cli
