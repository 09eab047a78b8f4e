// A finding for programs, as every JSON output has it.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/report.h"

namespace licet::cli {

/// The shape of `finding` in data/schema/report.schema.json; members keep their order.
nlohmann::ordered_json finding_json(const engine::Finding& finding);

/// The shape of `core` there.
nlohmann::ordered_json core_json(const engine::Core& core);

/// A document as it is printed: two spaces a level, bytes that are no UTF-8 replaced, a line end.
std::string json_text(const nlohmann::ordered_json& document);

}  // namespace licet::cli
