// pugixml parses in place, so that a name or value still points into the text and its place is a
// subtraction. It is given a copy of one piece at a time: elements that stand next to each other.
// An element that is larger than a piece is taken apart into its start tag, its children and its
// end tag. Whatever is wrong, the message comes from a parse of the whole.
#include "spdx/xml_walk.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "spdx/check_xml.h"
#include "spdx/spelling.h"
#include "spdx/xml_extents.h"

namespace licet::spdx {

namespace {

// Texts stay as written, line ends too.
constexpr unsigned kOptions = pugi::parse_cdata | pugi::parse_escapes;

// Elements that are taken apart one in another, at most; what is deeper is a piece of any size.
constexpr std::size_t kMostOpen = 16;

constexpr std::string_view kSpace = " \t\r\n";

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

class Walk {
 public:
  Walk(const SourceText& source, std::vector<XmlExtent> extents, XmlVisitor& visitor,
       std::size_t most)
      : source_(source),
        text_(source.text()),
        extents_(std::move(extents)),
        visitor_(visitor),
        most_(most) {}

  std::vector<Error> run() {
    const XmlExtent root = extents_.front();
    const bool done =
        parse_outside(0, root.offset) && show_root() && parse_outside(root.end, text_.size());
    if (!errors_.empty() || done) return std::move(errors_);
    return {what_is_wrong(source_)};
  }

  // What is wrong with a text as a whole.
  static Error what_is_wrong(const SourceText& source) {
    pugi::xml_document whole;
    const pugi::xml_parse_result parsed = whole.load_buffer(
        source.text().data(), source.text().size(), kOptions, pugi::encoding_utf8);
    if (parsed) return source.error(0, "not valid XML: no element stands here");
    return source.error(static_cast<std::size_t>(parsed.offset),
                        fmt::format("not valid XML: {}", lowercase(parsed.description())));
  }

 private:
  // An element that is taken apart.
  struct Open {
    std::uint32_t extent = 0;
    bool entered = false;
    std::size_t done = 0;  // up to this offset it has been parsed
  };

  [[nodiscard]] std::size_t offset(const char* at) const {
    return begin_ + static_cast<std::size_t>(at - buffer_.data()) - ahead_;
  }

  // Parses bytes that hold whole elements, with `behind` put behind them, as what stands in some
  // element; false if they do not. What stands in an element may not be all that stands outside.
  bool parse(std::size_t begin, std::size_t end, std::string_view behind = {}) {
    constexpr std::string_view kOpen = "<a>";
    begin_ = begin;
    ahead_ = kOpen.size();
    buffer_ = kOpen;
    buffer_ += text_.substr(begin, end - begin);
    buffer_ += behind;
    buffer_ += "</a>";
    if (!load(kOptions)) return false;
    piece_ = document_.first_child();
    return !piece_.next_sibling();
  }

  // The same of what stands outside of the root.
  bool parse_outside(std::size_t begin, std::size_t end) {
    buffer_ = text_.substr(begin, end - begin);
    return load(kOptions | pugi::parse_fragment);
  }

  // With the zero behind it: pugixml puts one in place of the last byte.
  bool load(unsigned options) {
    return static_cast<bool>(document_.load_buffer_inplace(buffer_.data(), buffer_.size() + 1,
                                                           options, pugi::encoding_utf8));
  }

  // Whether all was well; so for all that follow.
  bool show_root() {
    if (!is_large(0)) return parse(extents_[0].offset, extents_[0].end) && show_all(0);
    std::vector<Open> open;
    if (!show_large(true, open)) return false;
    while (!open.empty()) {
      Open& into = open.back();
      if (next_ == extents_[into.extent].past) {
        if (!close(into)) return false;
        open.pop_back();
      } else if (is_large(next_) && open.size() < kMostOpen) {
        if (!parse(into.done, extents_[next_].offset)) return false;
        into.done = extents_[next_].end;
        if (!show_large(into.entered, open)) return false;
      } else if (!show_small(into)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool is_large(std::uint32_t at) const {
    return !extents_[at].is_leaf(at) && extents_[at].end - extents_[at].offset > most_;
  }

  // The start tag of the next element; what is in it comes next.
  bool show_large(bool wanted, std::vector<Open>& open) {
    const std::uint32_t at = next_++;
    const XmlExtent& extent = extents_[at];
    const std::size_t end = past_tag(text_, extent.offset);
    std::string text;
    if (wanted && !text_between(at, end, text)) return false;
    if (!parse(extent.offset, end - 1, "/>")) return false;
    const pugi::xml_node element = piece_.first_child();
    if (element.type() != pugi::node_element) return false;
    XmlElement shown = with_attributes(element, extent);
    shown.text = text;
    shown.text_offset = text_offset_;
    open.push_back({at, wanted && enter(shown), end});
    return errors_.empty();
  }

  // The text that stands directly in an element, between those it has.
  bool text_between(std::uint32_t at, std::size_t from, std::string& out) {
    const XmlExtent& around = extents_[at];
    const auto add = [&](std::size_t begin, std::size_t end) {
      if (text_.find_first_not_of(kSpace, begin) >= end) return true;
      if (!parse(begin, end)) return false;
      for (const pugi::xml_node& node : piece_) {
        if (!is_text(node)) continue;
        if (out.empty()) text_offset_ = offset(node.value());
        out += node.value();
      }
      return true;
    };
    text_offset_ = 0;
    for (std::uint32_t child = at + 1; child < around.past; child = extents_[child].past) {
      if (!add(from, extents_[child].offset)) return false;
      from = extents_[child].end;
    }
    return add(from, end_tag(around));
  }

  [[nodiscard]] std::size_t end_tag(const XmlExtent& extent) const {
    return text_.rfind("</", extent.end - 1);
  }

  // The end tag, which has to bear the name of the start tag.
  bool close(const Open& closing) {
    if (closing.entered) visitor_.leave();
    const XmlExtent& extent = extents_[closing.extent];
    const std::size_t tag = end_tag(extent);
    if (tag < closing.done || !parse(closing.done, tag)) return false;
    const std::string_view from = text_.substr(extent.offset + 1);
    const std::string_view name = from.substr(0, from.find_first_of(" \t\r\n/>"));
    const std::string_view rest = text_.substr(tag + 2, extent.end - tag - 2);
    return rest.starts_with(name) && rest.back() == '>' &&
           rest.find_first_not_of(kSpace, name.size()) == rest.size() - 1;
  }

  // The next elements, as many as fit in a piece; one at least.
  bool show_small(Open& into) {
    const std::uint32_t first = next_;
    const std::uint32_t past = extents_[into.extent].past;
    std::size_t end = 0;
    do {
      end = extents_[next_].end;
      next_ = extents_[next_].past;
    } while (next_ < past && !is_large(next_) && extents_[next_].end - into.done <= most_);
    if (!parse(into.done, end)) return false;
    into.done = end;
    return !into.entered || show_all(first);
  }

  // What has been parsed. False if an element is not where its tags tell.
  bool show_all(std::uint32_t extent) {
    above_.clear();
    for (pugi::xml_node at = piece_.first_child(); errors_.empty();) {
      if (!at) {
        if (above_.empty()) return true;
        visitor_.leave();
        at = above_.back().next_sibling();
        above_.pop_back();
      } else if (at.type() != pugi::node_element) {
        at = at.next_sibling();
      } else if (extent == extents_.size() || offset(at.name()) != extents_[extent].offset + 1) {
        return false;
      } else if (show(at, extent)) {
        above_.push_back(at);
        at = at.first_child();
        ++extent;
      } else {
        at = at.next_sibling();
        extent = extents_[extent].past;
      }
    }
    return false;
  }

  // Whether the elements in it are to be shown.
  bool show(const pugi::xml_node& element, std::uint32_t at) {
    XmlElement shown = with_attributes(element, extents_[at]);
    shown.is_leaf = extents_[at].is_leaf(at);
    set_text(element, shown);
    const bool entered = enter(shown);
    if (entered && shown.is_leaf) visitor_.leave();
    return entered && !shown.is_leaf;
  }

  [[nodiscard]] XmlElement with_attributes(const pugi::xml_node& node, const XmlExtent& extent) {
    XmlElement out;
    out.offset = extent.offset;
    out.end = extent.end;
    out.name = local_name(text_.substr(extent.offset + 1, std::string_view(node.name()).size()));
    attributes_.clear();
    for (pugi::xml_attribute attribute = node.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
      const std::string_view key = attribute.name();
      if (key.starts_with("xmlns")) {
        out.declares = true;
        continue;
      }
      const std::string_view value = attribute.value();
      attributes_.push_back({local_name(text_.substr(offset(key.data()), key.size())),
                             as_written(value), offset(value.data())});
    }
    out.attributes = attributes_;
    return out;
  }

  // The same in the source, if no entity has made it shorter: then what ends it still follows, and
  // that cannot stand inside it. CDATA knows no entities.
  [[nodiscard]] std::string_view as_written(std::string_view text) const {
    const std::size_t begin = offset(text.data());
    const char before = text_[begin - 1];
    const char behind = text_[begin + text.size()];
    const char end = before == '>' ? '<' : before;  // behind a tag; else a quote
    return before == '[' || behind == end ? text_.substr(begin, text.size()) : text;
  }

  // Texts that elements, comments or CDATA cut into pieces are joined.
  void set_text(const pugi::xml_node& element, XmlElement& out) {
    bool joined = false;
    for (pugi::xml_node node = element.first_child(); node; node = node.next_sibling()) {
      if (!is_text(node)) continue;
      const std::string_view text = node.value();
      if (out.text.empty()) {
        out.text_offset = offset(text.data());
        out.text = as_written(text);
      } else {
        if (!joined) joined_ = out.text;
        joined = true;
        out.text = joined_ += text;
      }
    }
  }

  bool enter(const XmlElement& element) {
    const XmlVisit visit = visitor_.enter(element);
    if (visit == XmlVisit::Skip) return false;
    kept_ += 1 + element.attributes.size();
    if (kept_ <= kMaxValues) return visit == XmlVisit::Enter;
    errors_.push_back(source_.error(
        element.offset, fmt::format("more than {} elements and attributes, the most that is read; "
                                    "split the file",
                                    kMaxValues)));
    return false;
  }

  const SourceText& source_;
  std::string_view text_;
  std::vector<XmlExtent> extents_;
  XmlVisitor& visitor_;
  std::size_t most_;  // bytes of a piece
  std::vector<Error> errors_;
  std::uint32_t next_ = 0;  // index of the first extent that is not parsed yet
  std::size_t kept_ = 0;    // elements and attributes
  pugi::xml_document document_;
  pugi::xml_node piece_;               // the element around it
  std::string buffer_;                 // in which it is parsed
  std::size_t ahead_ = 0;              // bytes put before it there
  std::size_t begin_ = 0;              // where that begins in the source
  std::vector<pugi::xml_node> above_;  // elements of the piece that are entered
  std::vector<XmlAttribute> attributes_;
  std::string joined_;
  std::size_t text_offset_ = 0;
};

}  // namespace

const XmlAttribute* XmlElement::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &XmlAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

std::vector<Error> walk_xml(const SourceText& source, XmlVisitor& visitor, std::size_t piece) {
  if (auto errors = check_xml(source); !errors.empty()) return errors;
  auto extents = xml_extents(source);
  if (!extents) return std::move(extents.errors);
  if (extents.value->empty()) return {Walk::what_is_wrong(source)};
  return Walk(source, std::move(*extents.value), visitor, piece).run();
}

}  // namespace licet::spdx
