#include "spdx/xml_extents.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// The bytes in a tag that end it or begin a quote.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops = {};
  for (const char stop : {'>', '"', '\''})
    stops.at(static_cast<unsigned char>(stop)) = true;
  return stops;
}();

// The offset behind the first `close` from `at` on.
std::size_t past(std::string_view text, std::size_t at, std::string_view close) {
  const std::size_t found = text.find(close, at);
  return found == kNowhere ? text.size() : found + close.size();
}

std::size_t past(std::string_view text, std::size_t at, char close) {
  const std::size_t found = text.find(close, at);
  return found == kNowhere ? text.size() : found + 1;
}

Result<std::vector<XmlExtent>> too_many(const SourceText& source, std::size_t at) {
  return Result<std::vector<XmlExtent>>::failed({source.error(
      at, fmt::format("more than {} tags, the most that is read; split the file", kMaxTags))});
}

// The offset behind a conditional section (`<![IGNORE[ … ]]>`), which may hold others.
std::size_t past_section(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const std::string_view sign = text.substr(at, 3);
    if (sign == "<![") ++depth;
    if (sign == "]]>" && --depth == 0) return at + sign.size();
    at += sign == "<![" || sign == "]]>" ? sign.size() : 1;
  }
  return text.size();
}

// The offset behind what no `>` in a document type declaration ends: quotes, comments,
// instructions, conditional sections; `at` itself if none begins there.
std::size_t past_quoted(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 4);
  if (rest.starts_with('"') || rest.starts_with('\'')) return past(text, at + 1, rest.front());
  if (rest == "<!--") return past(text, at + rest.size(), "-->");
  if (rest.starts_with("<?")) return past(text, at + 2, "?>");
  return rest.starts_with("<![") ? past_section(text, at) : at;
}

// The offset behind a document type declaration, which holds others.
std::size_t past_doctype(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    if (const std::size_t behind = past_quoted(text, at); behind != at) {
      at = behind;
      continue;
    }
    if (text[at] == '<') ++depth;
    if (text[at++] == '>' && --depth == 0) return at;
  }
  return text.size();
}

// The offset behind the comment, CDATA, instruction or declaration that begins at `at`; `at` itself
// if none does.
std::size_t past_no_tag(std::string_view text, std::size_t at) {
  const char second = at + 1 < text.size() ? text[at + 1] : '\0';
  if (second == '?') return past(text, at + 2, "?>");
  if (second != '!') return at;
  const std::string_view rest = text.substr(at, 9);
  if (rest.starts_with("<!--")) return past(text, at + 4, "-->");
  if (rest == "<![CDATA[") return past(text, at + rest.size(), "]]>");
  return past_doctype(text, at);
}

}  // namespace

std::size_t past_tag(std::string_view text, std::size_t at) {
  while (true) {
    while (at < text.size() && !kStops[static_cast<unsigned char>(text[at])])
      ++at;
    if (at == text.size()) return at;
    const char stop = text[at++];
    if (stop == '>') return at;
    at = past(text, at, stop);
  }
}

Result<std::vector<XmlExtent>> xml_extents(const SourceText& source) {
  const std::string_view text = source.text();
  std::vector<XmlExtent> out;
  // No element is shorter than `<a/>`. Room that is not used is never touched and costs nothing.
  out.reserve(std::min(text.size() / 4 + 1, kMaxTags));
  std::vector<std::uint32_t> open;  // indices
  std::size_t tags = 0;
  for (std::size_t at = 0; (at = text.find('<', at)) != kNowhere;) {
    if (const std::size_t behind = past_no_tag(text, at); behind != at) {
      at = behind;
      continue;
    }
    if (++tags > kMaxTags) return too_many(source, at);
    const bool closes = at + 1 < text.size() && text[at + 1] == '/';
    const std::size_t end = closes ? past(text, at, '>') : past_tag(text, at);
    if (!closes) {
      open.push_back(static_cast<std::uint32_t>(out.size()));
      out.push_back({at, 0, 0});
    }
    if (closes || text.substr(at, end - at).ends_with("/>")) {
      if (open.empty()) return {std::vector<XmlExtent>(), {}, {}};
      out[open.back()].end = end;
      out[open.back()].past = static_cast<std::uint32_t>(out.size());
      open.pop_back();
    }
    at = end;
  }
  if (!open.empty()) out.clear();
  return {std::move(out), {}, {}};
}

}  // namespace licet::spdx
