// What stands in a page the program wrote, whatever its format.
#pragma once

#include <string>
#include <vector>

namespace licet::tests {

bool has(const std::string& text, const std::string& part);

/// A text with every run of spaces and line ends as one space, so that wrapping does not count.
std::string unwrapped(const std::string& text);

/// What keeps the body of an HTML page from being well formed: elements that do not close in order,
/// attributes without quotes. Empty if nothing does.
std::string body_problem(const std::string& page);

/// All text of the body of an HTML page, entities resolved, a space between elements; unwrapped.
std::string body_text(const std::string& page);

/// What an element of the body that this XPath finds says, in order.
std::vector<std::string> texts_at(const std::string& page, const char* path);

/// A Markdown page without its backslashes, as a reader sees it; unwrapped.
std::string markdown_seen(const std::string& page);

/// The tables of a Markdown page: each row as its cells, a table after the other.
std::vector<std::vector<std::vector<std::string>>> markdown_tables(const std::string& page);

/// The rows of a CSV text (RFC 4180), ends of lines as CRLF. Throws std::runtime_error with the
/// place where a text breaks the format.
std::vector<std::vector<std::string>> read_csv(const std::string& text);

}  // namespace licet::tests
