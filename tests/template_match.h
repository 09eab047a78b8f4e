// Whether a text is a copy that a license template allows, roughly by SPDX's matching guidelines.
#pragma once

#include <string>
#include <string_view>

#include "spdx/license_text.h"

namespace licet::tests {

/// Letters and digits in lower case; white space, punctuation, quotes and bullets of any script are
/// left out, `https` is `http` and the copyright sign `c`. For comparing texts.
std::string letters_of(std::string_view text);

/// Empty if the copy's letters are those of the template, where optional parts and titles may be
/// missing, a bullet may be up to sixteen letters (`Article 10`), a copyright notice and an
/// alternative with a repetition in its pattern anything, another alternative anything that is no
/// longer than its pattern. Else the letters of the copy around the place where it leaves the
/// template. Linear in the copy times the parts that may be open at once.
std::string mismatch(const spdx::LicenseText& text, std::string_view copy);

}  // namespace licet::tests
