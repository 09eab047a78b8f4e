#include "cli/help.h"

#include <fmt/format.h>

#include "engine/flow.h"
#include "spdx/document.h"
#include "spdx/source.h"
#include "spdx/xml_walk.h"

namespace licet::cli {

std::string with_limits(std::string_view help) {
  return fmt::format(
      "{}\n"
      "Limits of an input; a larger one is refused with the place where it is too large:\n"
      "  size      {} MiB\n"
      "  nesting   lists, maps and XML elements at most {} deep; RDF/XML {}\n"
      "  values    {} values of JSON or YAML, aliases of YAML counted each time they are used; as "
      "many tags of\n"
      "            tag-value; as many elements and attributes of XML\n"
      "  elements  {} elements, links and license statements, each, of a bill of materials\n"
      "  links     {} MiB of ids and comments in all links of a bill of materials\n"
      "  ways      {} ways by which licenses reach works, in all\n",
      help, spdx::kMaxInputBytes / spdx::kMebibyte, spdx::kMaxDepth, spdx::kMaxXmlDepth,
      spdx::kMaxValues, spdx::kMaxElements, spdx::kMaxLinkBytes / spdx::kMebibyte,
      engine::kMaxArrivals);
}

}  // namespace licet::cli
