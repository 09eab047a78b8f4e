// Text inside Markdown.
#pragma once

#include <string>
#include <string_view>

namespace licet::cli {

/// Text that turns neither into markup nor breaks a table; line ends become spaces. Linear.
std::string markdown_text(std::string_view text);

}  // namespace licet::cli
