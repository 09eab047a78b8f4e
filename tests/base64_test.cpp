#include "spdx/base64.h"

#include <string>

#include <doctest/doctest.h>

using licet::spdx::decode_base64;

TEST_CASE("base64: the vectors of RFC 4648, padded and not") {
  CHECK(decode_base64("") == "");
  CHECK(decode_base64("Zg==") == "f");
  CHECK(decode_base64("Zm8=") == "fo");
  CHECK(decode_base64("Zm9v") == "foo");
  CHECK(decode_base64("Zm9vYg") == "foob");
  CHECK(decode_base64("Zm9vYmE") == "fooba");
  CHECK(decode_base64(" Zm9v\r\n\tYmFy\n") == "foobar");
}

TEST_CASE("base64: every byte") {
  CHECK(decode_base64("AP+/fw==") == std::string("\x00\xFF\xBF\x7F", 4));
}

TEST_CASE("base64: what it is not") {
  for (const char* text : {"Z", "Zm9vY", "Zm=9v", "Zm9v-", "Zm9v_", "\xC3\xA4", "Zm9v!"}) {
    CAPTURE(text);
    CHECK_FALSE(decode_base64(text));
  }
}
