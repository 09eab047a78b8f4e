// Any bytes as a license expression: parsing never fails other than with a place inside the text,
// the canonical print parses to itself, and the alternatives hold each term at most once.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "spdx/expression.h"

namespace spdx = licet::spdx;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  spdx::ExpressionError error;
  const auto parsed = spdx::parse_expression(text, error);
  if (!parsed) {
    require(error.offset <= size && !error.message.empty());
    return 0;
  }
  for (const spdx::LicenseTerm& term : parsed->terms) {
    require(term.whole.length > 0 && term.whole.offset + term.whole.length <= size);
  }
  const std::string canonical = spdx::to_string(*parsed);
  const auto again = spdx::parse_expression(canonical, error);
  require(again && spdx::to_string(*again) == canonical &&
          again->terms.size() == parsed->terms.size());
  return 0;
}
