// pugixml parses in place, so that a name or value still points into the text and its place is a
// subtraction. It does not tell where an element ends; a second look at the tags does.
#include "spdx/xml_nodes.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "spdx/check_xml.h"
#include "spdx/spelling.h"

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
  Ends(std::string_view text, std::vector<XmlNode>& nodes) : text_(text), nodes_(nodes) {}

  void find() {
    for (std::size_t at = nodes_.front().offset; (at = text_.find('<', at)) < text_.size();) {
      const std::size_t past = past_no_tag(text_, at);
      at = past == at ? read_tag(at) : past;
    }
  }

 private:
  static constexpr std::size_t kLeftOut = ~std::size_t{0};

  // Returns where the tag ends.
  std::size_t read_tag(std::size_t at) {
    const bool closes = text_.substr(at, 2) == "</";
    const std::size_t end =
        closes ? std::min(text_.find('>', at), text_.size() - 1) + 1 : past_tag(text_, at);
    if (!closes) {
      const bool kept = next_ < nodes_.size() && nodes_[next_].offset == at;
      open_.push_back(kept ? next_++ : kLeftOut);
    }
    if ((closes || text_.substr(at, end - at).ends_with("/>")) && !open_.empty()) {
      if (open_.back() != kLeftOut) nodes_[open_.back()].end = end;
      open_.pop_back();
    }
    return end;
  }

  std::string_view text_;
  std::vector<XmlNode>& nodes_;
  std::vector<std::size_t> open_;  // indices
  std::size_t next_ = 0;
};

}  // namespace

class XmlReader {
 public:
  XmlReader(const SourceText& source, KeepsMember keeps) : source_(source), keeps_(keeps) {
    out_.text_.assign(source.text().begin(), source.text().end());
  }

  Result<XmlNodes> run() {
    // Texts stay as written, line ends too.
    constexpr unsigned kOptions = pugi::parse_cdata | pugi::parse_escapes;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer_inplace(
        out_.text_.data(), out_.text_.size(), kOptions, pugi::encoding_utf8);
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
    const XmlAttribute* attribute = out_.attributes_.data();
    for (XmlNode& node : nodes_) {
      node.first_attribute = attribute;
      attribute += node.attribute_count;
    }
    Ends(source_.text(), nodes_).find();
    return {std::move(out_), {}, {}};
  }

 private:
  [[nodiscard]] Result<XmlNodes> fail(std::size_t offset, std::string message) const {
    return Result<XmlNodes>::failed({source_.error(offset, std::move(message))});
  }

  [[nodiscard]] bool full() const { return nodes_.size() + out_.attributes_.size() > kMaxValues; }

  [[nodiscard]] std::size_t offset(const char* at) const {
    return static_cast<std::size_t>(at - out_.text_.data());
  }

  // In document order, without recursion.
  void add_all(const pugi::xml_node& root) {
    // No element is shorter than `<a/>`. Room that is not used is never touched and costs nothing.
    nodes_.reserve(std::min(source_.text().size() / 4, kMaxValues) + 1);
    add(root, 0);
    pugi::xml_node above = root;  // the element of nodes_[open]
    std::uint32_t open = 0;
    for (pugi::xml_node at = root.first_child(); !full();) {
      if (!at) {
        nodes_[open].past = static_cast<std::uint32_t>(nodes_.size());
        if (above == root) return;
        at = above.next_sibling();
        above = above.parent();
        open = nodes_[open].parent;
      } else if (at.type() != pugi::node_element) {
        add_text(at, nodes_[open]);
        at = at.next_sibling();
      } else if (keeps_ != nullptr && !keeps_(nodes_[open].name, local_name(at.name()))) {
        at = at.next_sibling();
      } else {
        add(at, open);
        open = static_cast<std::uint32_t>(nodes_.size() - 1);
        above = at;
        at = at.first_child();
      }
    }
  }

  void add(const pugi::xml_node& node, std::uint32_t parent) {
    XmlNode& out = nodes_.emplace_back();
    const std::string_view name = node.name();
    // An element begins one byte before its name.
    out.offset = offset(name.data()) - 1;
    out.name = local_name(source_.text().substr(out.offset + 1, name.size()));
    out.parent = parent;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view key = attribute.name();
      if (key.starts_with("xmlns")) continue;
      if (full()) return;
      const std::string_view in_source = source_.text().substr(offset(key.data()), key.size());
      out_.attributes_.push_back(
          {local_name(in_source), as_written(attribute.value()), offset(attribute.value())});
      ++out.attribute_count;
    }
  }

  // The same in the source, if no entity has made it shorter: then what ends it still follows, and
  // that cannot stand inside it. CDATA knows no entities.
  [[nodiscard]] std::string_view as_written(std::string_view text) const {
    const std::size_t begin = offset(text.data());
    const std::string_view source = source_.text();
    const char before = source[begin - 1];
    const char behind = source[begin + text.size()];
    const char end = before == '>' ? '<' : before;  // behind a tag; else a quote
    return before == '[' || behind == end ? source.substr(begin, text.size()) : text;
  }

  void add_text(const pugi::xml_node& node, XmlNode& into) {
    if (node.type() != pugi::node_pcdata && node.type() != pugi::node_cdata) return;
    const std::string_view text = node.value();
    if (into.text.empty()) {
      into.text_offset = offset(text.data());
      into.text = as_written(text);
    } else {
      const auto joined =
          out_.joined_.try_emplace(static_cast<std::uint32_t>(&into - nodes_.data()), into.text)
              .first;
      into.text = joined->second += text;
    }
  }

  const SourceText& source_;
  KeepsMember keeps_;
  XmlNodes out_;
  std::vector<XmlNode>& nodes_ = out_.nodes_;
};

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
  const auto all = attributes();
  const auto found = std::ranges::find(all, attribute, &XmlAttribute::name);
  return found == all.end() ? nullptr : &*found;
}

std::size_t XmlNodes::children(std::size_t at) const {
  std::size_t count = 0;
  for (std::size_t child = at + 1; child < nodes_[at].past; child = nodes_[child].past)
    ++count;
  return count;
}

Result<XmlNodes> read_xml(const SourceText& source, KeepsMember keeps) {
  if (auto errors = check_xml(source); !errors.empty())
    return Result<XmlNodes>::failed(std::move(errors));
  return XmlReader(source, keeps).run();
}

}  // namespace licet::spdx
