// Remarks in SPDX 2 tag-value: an annotation behind its element's block, with SPDXREF; a license
// comment and a concluded license as the block's last tags. Each line is put in with the break
// before it, so that it does not matter whether the text ends with one.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "spdx/annotate_formats.h"
#include "spdx/tag_lines.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

using Patches = Result<std::vector<Patch>>;

// The tags of a kind of element.
struct Tags {
  std::string_view type;
  std::string_view begin;
  std::string_view concluded;
  std::string_view comment;
};

constexpr std::array kTags = {
    Tags{"Package", "PackageName",   "PackageLicenseConcluded", "PackageLicenseComments"},
    Tags{"File",    "FileName",      "LicenseConcluded",        "LicenseComments"       },
    Tags{"Snippet", "SnippetSPDXID", "SnippetLicenseConcluded", "SnippetLicenseComments"},
};

constexpr std::array<std::string_view, 5> kAnnotation = {
    "Annotator", "AnnotationDate", "AnnotationType", "SPDXREF", "AnnotationComment"};

// A tag with the bytes of its lines.
struct Tag {
  Piece name;
  Piece value;
  std::size_t begin = 0;
  std::size_t end = 0;  // before the line break
};

// The offset before the line break that ends at an offset, if one does.
std::size_t before_break(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == '\n') --at;
  return at > 0 && text[at - 1] == '\r' ? at - 1 : at;
}

std::vector<Tag> tags_of(std::string_view text) {
  std::vector<Tag> out;
  for (std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < text.size();) {
    const TagLine line = read_tag_line(text, at);
    if (line.kind == TagLineKind::Tag) {
      const std::size_t end = before_break(text, std::min(line.end + 1, text.size()));
      out.push_back({line.name, line.value, at, end});
    }
    at = line.end + 1;
  }
  return out;
}

// A text between <text> and </text> must not hold the latter.
std::string marked(std::string text) {
  for (std::size_t at = 0; (at = text.find("</text>", at)) != std::string::npos;)
    text.replace(at, 2, "< /");
  return "<text>" + text + "</text>";
}

// The tags of one element or of the document. Those of a block stand together, but for relations
// and annotations, which may stand anywhere.
struct Block {
  const Tags* tags = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string id;
  const Tag* concluded = nullptr;
  const Tag* comment = nullptr;
};

bool is_free(std::string_view name) {
  return std::ranges::find(kAnnotation, name) != kAnnotation.end() ||
         name.starts_with("Relationship");
}

std::vector<Block> blocks_of(const std::vector<Tag>& tags) {
  std::vector<Block> out = {Block{}};
  for (const Tag& tag : tags) {
    const auto* const begins = std::ranges::find(kTags, tag.name.text, &Tags::begin);
    if (begins != kTags.end()) {
      out.push_back({begins, tag.name.offset, 0, "", nullptr, nullptr});
    } else if (tag.name.text == "LicenseID") {
      out.emplace_back();
    }
    if (is_free(tag.name.text)) continue;
    Block& block = out.back();
    block.end = tag.end;
    if (tag.name.text == "SPDXID" || tag.name.text == "SnippetSPDXID")
      block.id = trimmed(tag.value).text;
    if (block.tags == nullptr) continue;
    if (tag.name.text == block.tags->concluded) block.concluded = &tag;
    if (tag.name.text == block.tags->comment) block.comment = &tag;
  }
  return out;
}

class PutIn {
 public:
  explicit PutIn(const AnnotateJob& job) : job_(job), text_(job.source.text()) {
    const std::size_t line = text_.find('\n');
    if (line != std::string_view::npos && line > 0 && text_[line - 1] == '\r') break_ = "\r\n";
  }

  Patches run() {
    const std::vector<Tag> tags = tags_of(text_);
    const auto created =
        std::ranges::find(tags, "Created", [](const Tag& tag) { return tag.name.text; });
    Result<std::string> time = time_of(job_, created == tags.end() ? "" : created->value.text);
    if (!time) return Patches::failed(std::move(time.errors));
    time_ = *time.value;
    const std::vector<Block> blocks = blocks_of(tags);
    document_ = blocks.front().id;
    std::unordered_map<std::size_t, const Block*> by_offset;
    for (const Block& block : blocks)
      by_offset.emplace(block.begin, &block);
    for (const PlacedRemark& placed : job_.remarks) {
      const bool document = placed.element == nullptr;
      put(placed, document ? blocks.front() : *by_offset.at(placed.element->offset));
    }
    return {std::move(patches_), {}, {}};
  }

 private:
  void put(const PlacedRemark& placed, const Block& block) {
    const Remark& remark = *placed.remark;
    std::string lines;
    Value undo = make_map({});
    const bool named = placed.element != nullptr && !block.id.empty();
    if (named && block.comment == nullptr) add(lines, block.tags->comment, marked(remark.sentence));
    if (named && remark.concluded && lacks_conclusion(*placed.element))
      conclude(block, *remark.concluded, lines, undo);
    const std::string payload = with_undo(remark.payload, std::move(undo));
    lines += break_;
    add(lines, "Annotator", "Tool: " + job_.options.tool);
    add(lines, "AnnotationDate", time_);
    add(lines, "AnnotationType", "OTHER");
    // What has no id cannot be referred to; the payload tells what it is.
    add(lines, "SPDXREF", block.id.empty() ? document_ : block.id);
    add(lines, "AnnotationComment", marked(comment_of(remark, payload)));
    patches_.push_back({block.end, 0, std::move(lines)});
  }

  void add(std::string& lines, std::string_view tag, std::string_view value) const {
    lines += fmt::format("{}{}: {}", break_, tag, value);
  }

  void conclude(const Block& block, const std::string& license, std::string& lines, Value& undo) {
    if (block.concluded == nullptr) {
      add(lines, block.tags->concluded, license);
      add_member(undo, "licenseConcluded", replaced(license, std::nullopt));
    } else {
      const Piece& value = block.concluded->value;
      add_member(undo, "licenseConcluded", replaced(license, std::string(value.text)));
      patches_.push_back({value.offset, value.text.size(), license});
    }
  }

  const AnnotateJob& job_;
  std::string_view text_;
  std::string break_ = "\n";
  std::string time_;
  std::string document_;  // its id
  std::vector<Patch> patches_;
};

class TakeOut {
 public:
  explicit TakeOut(std::string_view text) : text_(text), tags_(tags_of(text)) {}

  std::vector<Patch> run() {
    const std::vector<Block> blocks = blocks_of(tags_);
    std::unordered_map<std::string_view, const Block*> by_id;
    for (const Block& block : blocks)
      by_id.emplace(block.id, &block);
    for (std::size_t i = 0; i + kAnnotation.size() <= tags_.size(); ++i) {
      const auto own = annotation_at(i);
      if (!own) continue;
      const std::size_t line = before_break(text_, tags_[i].begin);
      const bool empty_line = line > 0 && text_[line - 1] == '\n';
      erase(empty_line ? before_break(text_, line) : line, tags_[i + kAnnotation.size() - 1].end);
      const auto block = by_id.find(trimmed(tags_[i + 3].value).text);
      if (block != by_id.end()) take_out_of(*block->second, *own);
    }
    return std::move(patches_);
  }

 private:
  // The own annotation whose first tag this is.
  [[nodiscard]] std::optional<OwnRemark> annotation_at(std::size_t first) const {
    for (std::size_t i = 0; i < kAnnotation.size(); ++i) {
      if (tags_[first + i].name.text != kAnnotation.at(i)) return std::nullopt;
    }
    if (!is_own_annotator(tags_[first].value.text)) return std::nullopt;
    return own_remark(tags_[first + kAnnotation.size() - 1].value.text);
  }

  void erase(std::size_t begin, std::size_t end) { patches_.push_back({begin, end - begin, {}}); }

  void erase_line(const Tag& tag) { erase(before_break(text_, tag.begin), tag.end); }

  void take_out_of(const Block& block, const OwnRemark& own) {
    if (block.comment != nullptr && block.comment->value.text == own.sentence)
      erase_line(*block.comment);
    const Value* undo = own.undo.find("licenseConcluded");
    if (undo == nullptr || block.concluded == nullptr) return;
    const Value* is = undo->find("is");
    const Piece& value = block.concluded->value;
    if (is == nullptr || is->text != value.text) return;
    if (const Value* was = undo->find("was")) {
      patches_.push_back({value.offset, value.text.size(), was->text.str()});
    } else {
      erase_line(*block.concluded);
    }
  }

  std::string_view text_;
  std::vector<Tag> tags_;
  std::vector<Patch> patches_;
};

}  // namespace

Annotator spdx_tag_value_annotator() {
  return {[](const AnnotateJob& job) { return PutIn(job).run(); },
          [](const SourceText& source) {
            return Patches{TakeOut(source.text()).run(), {}, {}};
          }};
}

}  // namespace licet::spdx
