#include "spdx/annotate_formats.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "spdx/layout_json.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kPayload = "{\"licet\":";

}  // namespace

std::string with_undo(const std::string& payload, Value undo) {
  if (undo.items.empty()) return payload;
  undo.key = "undo";
  return fmt::format("{},{}}}", std::string_view(payload).substr(0, payload.size() - 1),
                     json_piece(undo));
}

Value replaced(std::string_view is, const std::optional<std::string>& was) {
  Value out = make_map({
      {"is", make_text(is)}
  });
  if (was) add_member(out, "was", make_text(*was));
  return out;
}

const ValueText* OwnRemark::text(std::string_view key) const {
  const Value* found = undo.find(key);
  return found == nullptr || found->kind != Value::Kind::String ? nullptr : &found->text;
}

bool is_own_annotator(std::string_view annotator) {
  constexpr std::string_view kTool = "Tool: licet";
  return annotator == kTool || (annotator.starts_with(kTool) && annotator[kTool.size()] == '-');
}

std::string comment_of(const Remark& remark, const std::string& payload) {
  return remark.sentence + " " + payload;
}

std::optional<OwnRemark> own_remark(std::string_view text) {
  const std::size_t at = text.rfind(kPayload);
  if (at == std::string_view::npos) return std::nullopt;
  Result<Value> payload = read_json(SourceText("remark", std::string(text.substr(at))));
  if (!payload || payload.value->kind != Value::Kind::Map) return std::nullopt;
  OwnRemark out;
  if (at > 0) out.sentence = text.substr(0, at - 1);
  out.undo.kind = Value::Kind::Map;
  const auto undo = std::ranges::find(payload.value->items, std::string_view("undo"), &Value::key);
  if (undo != payload.value->items.end() && undo->kind == Value::Kind::Map)
    out.undo = std::move(*undo);
  return out;
}

Result<std::string> time_of(const AnnotateJob& job, std::string_view made) {
  if (job.options.time) return {*job.options.time, {}, {}};
  if (!made.empty()) return {std::string(made), {}, {}};
  return Result<std::string>::failed({
      {{job.source.name(), 0, 0},
       "a remark needs a time, and the document does not say when it was made; give one with "
       "--created 2026-01-31T12:00:00Z"}
  });
}

bool lacks_conclusion(const Element& element) {
  return std::ranges::all_of(element.licenses, [](const LicenseStatement& statement) {
    return statement.basis != LicenseBasis::Concluded || statement.form == LicenseForm::NoAssertion;
  });
}

}  // namespace licet::spdx
