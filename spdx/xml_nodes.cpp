#include "spdx/xml_nodes.h"

#include <utility>

#include "spdx/value_text.h"

namespace licet::spdx {

class XmlNodesBuilder : public XmlVisitor {
 public:
  explicit XmlNodesBuilder(const SourceText& source) : text_(source.text()) {}

  XmlVisit enter(const XmlElement& element) override {
    const auto at = static_cast<std::uint32_t>(nodes_.size());
    XmlNode& node = nodes_.emplace_back();
    static_cast<XmlElement&>(node) = element;
    node.text = lasting(element.words());
    node.parent = open_.empty() ? at : open_.back();
    for (XmlAttribute attribute : element.attributes) {
      attribute.value = lasting(attribute.value);
      out_.attributes_.push_back(attribute);
    }
    for (const XmlNamespace& declared : element.declarations)
      out_.declarations_.push_back({declared.prefix, lasting(declared.name)});
    open_.push_back(at);
    return XmlVisit::Enter;
  }

  void leave(Offset end) override {
    XmlNode& node = nodes_[open_.back()];
    node.end = end;
    node.past = static_cast<std::uint32_t>(nodes_.size());
    open_.pop_back();
  }

  XmlNodes take() {
    const XmlAttribute* attribute = out_.attributes_.data();
    const XmlNamespace* declaration = out_.declarations_.data();
    for (XmlNode& node : nodes_) {
      node.attributes = {attribute, node.attributes.size()};
      node.declarations = {declaration, node.declarations.size()};
      attribute += node.attributes.size();
      declaration += node.declarations.size();
    }
    return std::move(out_);
  }

 private:
  std::string_view lasting(std::string_view text) {
    return text.empty() || is_within(text_, text) ? text : out_.made_.emplace_back(text);
  }

  std::string_view text_;
  XmlNodes out_;
  std::vector<XmlNode>& nodes_ = out_.nodes_;
  std::vector<std::uint32_t> open_;
};

Result<XmlNodes> read_xml(const SourceText& source) {
  XmlNodesBuilder builder(source);
  if (auto errors = walk_xml(source, builder); !errors.empty())
    return Result<XmlNodes>::failed(std::move(errors));
  return {builder.take(), {}, {}};
}

}  // namespace licet::spdx
