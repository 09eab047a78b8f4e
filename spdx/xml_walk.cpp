// expat tells of tags and texts as it meets them. What an element is shown with, whether it is a
// leaf and which text it has, is known at the next tag, so that it waits until then.
#include "spdx/xml_walk.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "spdx/check_xml.h"
#include "spdx/xml_parser.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kPiece = kMebibyte / 32;

bool is_space(char c) {
  return kSpace.find(c) != std::string_view::npos;
}

class Walk {
 public:
  Walk(const SourceText& source, XmlVisitor& visitor)
      : source_(source), text_(source.text()), visitor_(visitor) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetAttlistDeclHandler(parser_.get(), on_declared_attribute);
    XML_SetEntityDeclHandler(parser_.get(), on_declared_entity);
    XML_SetSkippedEntityHandler(parser_.get(), on_skipped_entity);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  // The parser copies what it is given. A small text, of which the copy is much of what reading
  // takes, it gets in pieces; of a large one it would count the lines once more at each of them.
  // With what a piece has cut in two it begins again: the next one is no shorter than that.
  std::vector<Error> run() {
    const std::size_t least = text_.size() < kMebibyte ? kPiece : text_.size();
    XML_Status status = XML_STATUS_OK;
    std::size_t given = 0;
    do {
      const std::size_t cut = given == 0 ? 0 : given - begin_offset();
      const std::string_view piece = text_.substr(given, std::max(least, cut));
      given += piece.size();
      const XML_Bool is_last = given == text_.size() ? XML_TRUE : XML_FALSE;
      status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last);
    } while (status == XML_STATUS_OK && given < text_.size());
    if (status != XML_STATUS_OK && errors_.empty()) errors_.push_back(what_is_wrong());
    return std::move(errors_);
  }

  // Whether a DOCTYPE stands in the text.
  [[nodiscard]] bool has_doctype() const { return has_doctype_; }

 private:
  static void on_start(void* walk, const char* name, const char** attributes) noexcept {
    static_cast<Walk*>(walk)->start(name, attributes);
  }

  static void on_end(void* walk, const char* /*name*/) noexcept { static_cast<Walk*>(walk)->end(); }

  static void on_text(void* walk, const char* text, int size) noexcept {
    static_cast<Walk*>(walk)->add_text({text, static_cast<std::size_t>(size)});
  }

  // What a DOCTYPE says of attributes, the parser looks through for each of them and for each
  // element: a small text could take hours.
  // NOLINTNEXTLINE(readability-function-size): the parameters are the parser's
  static void on_declared_attribute(void* walk, const char* element, const char* /*attribute*/,
                                    const char* /*type*/, const char* /*value*/,
                                    int /*required*/) noexcept {
    static_cast<Walk*>(walk)->refuse(
        fmt::format("a DOCTYPE that declares attributes of \"{}\" is not read; take the "
                    "declaration out",
                    element));
  }

  // None is ever expanded: what it stands for may be elements, or grow without end.
  // NOLINTNEXTLINE(readability-function-size): the parameters are the parser's
  static void on_declared_entity(void* walk, const char* name, int /*is_parameter*/,
                                 const char* /*value*/, int /*size*/, const char* /*base*/,
                                 const char* /*system*/, const char* /*open*/,
                                 const char* /*notation*/) noexcept {
    static_cast<Walk*>(walk)->refuse(fmt::format(
        "a DOCTYPE that declares the entity \"{}\" is not read; write out what it stands "
        "for",
        name));
  }

  // One that the parser does not know, but that might be declared in a file which is not read.
  static void on_skipped_entity(void* walk, const char* /*name*/, int /*is_parameter*/) noexcept {
    static_cast<Walk*>(walk)->refuse(std::string(kNoEntity));
  }

  static void on_doctype(void* walk, const char* /*name*/, const char* /*system*/,
                         const char* /*open*/, int /*inside*/) noexcept {
    static_cast<Walk*>(walk)->has_doctype_ = true;
  }

  void refuse(std::string message) {
    if (errors_.empty()) fail(begin_offset(), std::move(message));
  }

  // Where what the parser tells of begins and ends.
  [[nodiscard]] std::size_t begin_offset() const {
    return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_.get()));
  }

  [[nodiscard]] std::size_t end_offset() const {
    return begin_offset() + static_cast<std::size_t>(XML_GetCurrentByteCount(parser_.get()));
  }

  struct Name {
    std::string_view whole;
    std::string_view prefix;
    std::string_view local;
  };

  // What the parser calls `name`, as a part of the source.
  [[nodiscard]] Name name_at(std::size_t at, const char* name) const {
    std::size_t size = 0;
    std::size_t local = 0;
    for (; name[size] != '\0'; ++size) {
      if (name[size] == ':' && local == 0) local = size + 1;
    }
    const std::string_view whole = text_.substr(at, size);
    return {whole, whole.substr(0, local == 0 ? 0 : local - 1), whole.substr(local)};
  }

  void start(const char* name, const char** attributes) {
    if (waits_) show(false);
    if (!errors_.empty()) return;
    const std::size_t begin = begin_offset();
    if (open_.size() == kMaxXmlDepth) {
      return fail(begin,
                  fmt::format("nested deeper than {} levels, the most that is read", kMaxXmlDepth));
    }
    open_.emplace_back(begin);
    if (declined_ > 0) {
      ++declined_;
      return;
    }
    waits_ = true;
    listen(true);
    shown_ = XmlElement();
    shown_.offset = begin;
    shown_.inside = end_offset();
    const Name written = name_at(begin + 1, name);
    shown_.name = written.local;
    shown_.prefix = written.prefix;
    read_attributes(attributes, 1 + written.whole.size());
  }

  // The parser tells no offsets of attributes, but has seen that the tag is well formed.
  void read_attributes(const char** attributes, std::size_t at) {
    attributes_.clear();
    if (!declarations_.empty()) declarations_.clear();
    if (!made_.empty()) made_.clear();
    if (*attributes == nullptr) return;
    at += shown_.offset;
    for (; *attributes != nullptr; attributes += 2) {
      while (is_space(text_[at]))
        ++at;
      const Name name = name_at(at, attributes[0]);
      at += name.whole.size();
      while (text_[at] != '"' && text_[at] != '\'')
        ++at;
      const std::size_t close = text_.find(text_[at], at + 1);
      const std::string_view written = text_.substr(at + 1, close - at - 1);
      add_attribute(name, as_written(written, attributes[1]), at + 1);
      at = close + 1;
    }
    shown_.attributes = attributes_;
    shown_.declarations = declarations_;
  }

  // A value of the parser, where it stands in the source if it is the same there.
  std::string_view as_written(std::string_view written, const char* value) {
    const std::size_t size = written.size();
    const bool same = std::strncmp(written.data(), value, size) == 0 && value[size] == '\0';
    if (same) return written;
    // Of those in attributes that it skips, the parser does not tell.
    if (!only_entities(written)) refuse(std::string(kNoEntity));
    return made_.emplace_back(value);
  }

  void add_attribute(const Name& name, std::string_view value, std::size_t offset) {
    if (name.prefix == "xmlns") {
      declarations_.push_back({name.local, value});
    } else if (name.whole == "xmlns") {
      declarations_.push_back({{}, value});
    } else {
      attributes_.push_back({name.local, value, offset, !name.prefix.empty()});
    }
  }

  // Entities, line ends, comments and CDATA cut a text into pieces, which are put together again;
  // in the source, as far as it stands there so.
  void add_text(std::string_view piece) {
    if (!errors_.empty()) return;
    const std::size_t begin = begin_offset();
    if (!waits_) return visitor_.text(piece, begin);
    std::string_view& text = shown_.text;
    const bool first = text.empty();
    if (first) shown_.text_offset = begin;
    const bool joined = !first && text.data() == joined_.data();
    const std::size_t so_far = shown_.text_offset + text.size();
    if (!joined && (first || begin == so_far) && text_.substr(begin, piece.size()) == piece) {
      text = text_.substr(shown_.text_offset, text.size() + piece.size());
      return;
    }
    if (!joined) joined_ = text;
    text = joined_ += piece;
  }

  void end() {
    if (!errors_.empty()) return;
    open_.pop_back();
    if (waits_) {
      shown_.end = end_offset();
      show(true);
    } else if (declined_ > 0) {
      if (--declined_ == 0) listen(wants_text_);
    } else {
      visitor_.leave(end_offset());
    }
  }

  // The element that waits.
  void show(bool is_leaf) {
    waits_ = false;
    listen(wants_text_);
    shown_.is_leaf = is_leaf;
    const XmlVisit visit = visitor_.enter(shown_);
    if (visit != XmlVisit::Skip) kept_ += 1 + shown_.attributes.size();
    if (kept_ > kMaxValues) {
      return fail(shown_.offset, fmt::format("more than {} elements and attributes, the most that "
                                             "is read; split the file",
                                             kMaxValues));
    }
    if (visit == XmlVisit::Enter && is_leaf) visitor_.leave(shown_.end);
    if (visit == XmlVisit::Enter || is_leaf) return;
    declined_ = 1;
    listen(false);
  }

  // Most texts stand where nobody wants them.
  void listen(bool to_text) {
    XML_SetCharacterDataHandler(parser_.get(), to_text ? on_text : nullptr);
  }

  void fail(std::size_t offset, std::string message) {
    errors_.push_back(source_.error(offset, std::move(message)));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  [[nodiscard]] Error what_is_wrong() const {
    const XML_Error code = XML_GetErrorCode(parser_.get());
    std::string message = fmt::format("not valid XML: {}", XML_ErrorString(code));
    const bool unclosed = code == XML_ERROR_TAG_MISMATCH || code == XML_ERROR_NO_ELEMENTS ||
                          code == XML_ERROR_UNCLOSED_TOKEN;
    if (unclosed && !open_.empty()) {
      const std::string_view from = text_.substr(open_.back() + 1);
      const std::string_view name = from.substr(0, from.find_first_of(" \t\r\n/>"));
      message += fmt::format("; \"{}\", which begins in line {}, is still open", name,
                             source_.locate(open_.back()).line);
    }
    return source_.error(std::min(begin_offset(), text_.size()), std::move(message));
  }

  const SourceText& source_;
  std::string_view text_;
  XmlVisitor& visitor_;
  const bool wants_text_ = visitor_.wants_text();
  XmlParser parser_{XML_ParserCreate("UTF-8")};
  std::vector<Error> errors_;
  std::vector<Offset> open_;  // elements that have not ended
  std::size_t declined_ = 0;  // how many of them the visitor does not want to see into
  std::size_t kept_ = 0;      // elements and attributes
  bool has_doctype_ = false;
  bool waits_ = false;  // the last element has not been shown
  XmlElement shown_;    // that element
  std::vector<XmlAttribute> attributes_;
  std::vector<XmlNamespace> declarations_;
  std::deque<std::string> made_;  // values that do not stand so in the source
  std::string joined_;            // its text, if it does not either
};

}  // namespace

bool is_xml_space(std::string_view text) {
  return text.find_first_not_of(kSpace) == std::string_view::npos;
}

const XmlAttribute* XmlElement::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &XmlAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

const XmlAttribute* XmlElement::find_own(std::string_view attribute) const {
  const auto found = std::ranges::find_if(attributes, [&](const XmlAttribute& one) {
    return !one.has_prefix && one.name == attribute;
  });
  return found == attributes.end() ? nullptr : &*found;
}

std::string_view XmlElement::words() const {
  return is_xml_space(text) ? std::string_view() : text;
}

void XmlVisitor::text(std::string_view /*stretch*/, Offset /*offset*/) {}

bool XmlVisitor::wants_text() const {
  return false;
}

std::vector<Error> walk_xml(const SourceText& source, XmlVisitor& visitor) {
  // Whatever it is told, the parser reads UTF-16; offsets and all that looks at the text do not.
  const bool is_wide = source.text().substr(0, 4).find('\0') != std::string_view::npos;
  if (is_wide || source.text().size() > kMaxInputBytes) return check_text(source);
  Walk walk(source, visitor);
  std::vector<Error> errors = walk.run();
  // Of what is no text, and of entities that are none, the parser can say less. Where a DOCTYPE may
  // declare entities elsewhere, it takes those in attributes for declared.
  if (errors.empty() && !walk.has_doctype()) return errors;
  std::vector<Error> told = check_xml(source);
  return told.empty() ? std::move(errors) : std::move(told);
}

}  // namespace licet::spdx
