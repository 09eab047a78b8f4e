// pugixml parses in place, so that a name or value still points into the text and its place is a
// subtraction. It does not tell where an element ends; a second look at the tags does.
#include "spdx/xml_nodes.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "spdx/check_xml.h"
#include "spdx/spelling.h"
#include "spdx/value.h"

namespace licet::spdx {

namespace {

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

// The offset behind the comment, CDATA, instruction or declaration that begins at `at`; `at` itself
// if none does.
std::size_t past_no_tag(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 9);
  std::string_view close;
  if (rest.starts_with("<!--")) close = "-->";
  if (rest.starts_with("<![CDATA[")) close = "]]>";
  if (rest.starts_with("<?")) close = "?>";
  if (close.empty()) return rest.starts_with("<!") ? past_tag(text, at) : at;
  const std::size_t found = text.find(close, at);
  return found == std::string_view::npos ? text.size() : found + close.size();
}

// Fills in the ends of the nodes, which stand in document order.
class Ends {
 public:
  Ends(std::string_view text, XmlNodes& nodes) : text_(text), nodes_(nodes) {}

  void find() {
    for (std::size_t at = nodes_.front().offset; (at = text_.find('<', at)) < text_.size();) {
      const std::size_t past = past_no_tag(text_, at);
      at = past == at ? read_tag(at) : past;
    }
  }

 private:
  // Returns where the tag ends.
  std::size_t read_tag(std::size_t at) {
    const std::size_t end = past_tag(text_, at);
    const std::string_view tag = text_.substr(at, end - at);
    const bool closes = tag.starts_with("</");
    if (!closes && next_ < nodes_.size() && nodes_[next_].offset == at) open_.push_back(next_++);
    if ((closes || tag.ends_with("/>")) && !open_.empty()) {
      nodes_[open_.back()].end = end;
      open_.pop_back();
    }
    return end;
  }

  std::string_view text_;
  XmlNodes& nodes_;
  std::vector<std::size_t> open_;
  std::size_t next_ = 0;
};

class Reader {
 public:
  explicit Reader(const SourceText& source) : source_(source), buffer_(source.text()) {}

  Result<XmlNodes> run() {
    // Texts stay as written, line ends too.
    constexpr unsigned kOptions = pugi::parse_cdata | pugi::parse_escapes;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(buffer_.data(), buffer_.size(), kOptions, pugi::encoding_utf8);
    if (!parsed) {
      return fail(static_cast<std::size_t>(parsed.offset),
                  fmt::format("not valid XML: {}", lowercase(parsed.description())));
    }
    const pugi::xml_node root = document.document_element();
    if (!root) return fail(0, "not valid XML: no element stands here");
    add_all(root);
    if (full()) {
      return fail(nodes_.back().offset,
                  fmt::format("more than {} elements and attributes, the most that is read; split "
                              "the file",
                              kMaxValues));
    }
    Ends(source_.text(), nodes_).find();
    return {std::move(nodes_), {}, {}};
  }

 private:
  [[nodiscard]] Result<XmlNodes> fail(std::size_t offset, std::string message) const {
    return Result<XmlNodes>::failed({source_.error(offset, std::move(message))});
  }

  [[nodiscard]] bool full() const { return nodes_.size() + attributes_ > kMaxValues; }

  [[nodiscard]] std::size_t offset(const char* at) const {
    return static_cast<std::size_t>(at - buffer_.data());
  }

  // In document order, without recursion.
  void add_all(const pugi::xml_node& root) {
    add(root, 0);
    std::uint32_t open = 0;
    for (pugi::xml_node at = root.first_child(); !full();) {
      if (!at) {
        nodes_[open].past = static_cast<std::uint32_t>(nodes_.size());
        if (pugi_[open] == root) return;
        at = pugi_[open].next_sibling();
        open = nodes_[open].parent;
      } else if (at.type() == pugi::node_element) {
        add(at, open);
        open = static_cast<std::uint32_t>(nodes_.size() - 1);
        at = at.first_child();
      } else {
        add_text(at, nodes_[open]);
        at = at.next_sibling();
      }
    }
  }

  void add(const pugi::xml_node& node, std::uint32_t parent) {
    XmlNode& out = nodes_.emplace_back();
    pugi_.push_back(node);
    const std::string_view name = node.name();
    // An element begins one byte before its name.
    out.offset = offset(name.data()) - 1;
    out.name = local_name(source_.text().substr(out.offset + 1, name.size()));
    out.parent = parent;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view key = attribute.name();
      if (key.starts_with("xmlns")) continue;
      if (++attributes_ > kMaxValues) return;
      const std::string_view in_source = source_.text().substr(offset(key.data()), key.size());
      out.attributes.push_back(
          {local_name(in_source), attribute.value(), offset(attribute.value())});
    }
  }

  void add_text(const pugi::xml_node& node, XmlNode& into) const {
    if (node.type() != pugi::node_pcdata && node.type() != pugi::node_cdata) return;
    const std::string_view text = node.value();
    if (into.text.empty()) into.text_offset = offset(text.data());
    into.text += text;
  }

  const SourceText& source_;
  std::string buffer_;
  XmlNodes nodes_;
  std::vector<pugi::xml_node> pugi_;  // of each of nodes_
  std::size_t attributes_ = 0;
};

}  // namespace

std::size_t past_tag(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

const XmlAttribute* XmlNode::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &XmlAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

Result<XmlNodes> read_xml(const SourceText& source) {
  if (auto errors = check_xml(source); !errors.empty())
    return Result<XmlNodes>::failed(std::move(errors));
  return Reader(source).run();
}

}  // namespace licet::spdx
