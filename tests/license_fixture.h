// Short ways to make and to show license documents.
#pragma once

#include <string>

#include "spdx/license_document.h"

namespace licet::tests {

/// A template as one line: each node as its letter (T text, p paragraph, | break, b bullet, l list,
/// i item, h title, c copyright, H header, o optional, a alternative), a text behind it in quotes,
/// an alternative's name and match in brackets, and what is inside in braces.
std::string shown(const spdx::LicenseText& text);

/// All errors, a line each; empty if there are none.
template <typename T>
std::string errors_of(const spdx::Result<T>& result) {
  std::string out;
  for (const spdx::Error& error : result.errors)
    out += (out.empty() ? "" : "\n") + to_string(error);
  return out;
}

/// List XML around the inside of a license element `Made-Up-1.0`, which begins at line 3.
std::string license_xml(const std::string& inside);

/// A made-up license of list XML with its text.
spdx::LicenseDocument made_up(const std::string& text);

/// The folder an environment variable names; empty, with a message, if it is not set.
std::string folder_at_hand(const char* variable);

}  // namespace licet::tests
