// List XML to documents. pugixml parses in place, so that a name or value still points into the
// text and its place is a subtraction. It neither recurses nor expands entities of a DOCTYPE;
// nothing here recurses either. What it lets pass although XML 1.0 forbids it is looked for by
// check_xml and here (an attribute given twice, a second root).
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "spdx/check_xml.h"
#include "spdx/license_document.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

using Kind = TextNode::Kind;

constexpr std::string_view kNamespace = "http://www.spdx.org/license";

// Most tags of one file.
constexpr std::ptrdiff_t kMaxTags = 4'000'000;

// Most errors told of one file.
constexpr std::size_t kMaxErrors = 1000;

struct TextElement {
  std::string_view name;
  Kind kind;
};

constexpr std::array kTextElements = {
    TextElement{"p",                     Kind::Paragraph  },
    TextElement{"br",                    Kind::Break      },
    TextElement{"bullet",                Kind::Bullet     },
    TextElement{"list",                  Kind::List       },
    TextElement{"item",                  Kind::Item       },
    TextElement{"titleText",             Kind::Title      },
    TextElement{"copyrightText",         Kind::Copyright  },
    TextElement{"standardLicenseHeader", Kind::Header     },
    TextElement{"optional",              Kind::Optional   },
    TextElement{"alt",                   Kind::Alternative},
};

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

// What is wrong, and where things stand: names and values point into the buffer, see above.
class Report {
 public:
  Report(const SourceText& source, const std::string& buffer) : source_(source), buffer_(buffer) {}

  std::vector<Error> errors;

  [[nodiscard]] bool full() const { return errors.size() >= kMaxErrors; }

  void fail(std::size_t offset, std::string message) {
    if (!full()) errors.push_back(source_.error(offset, std::move(message)));
  }

  template <typename At>
  void fail(const At& at, std::string message) {
    fail(offset(at), std::move(message));
  }

  [[nodiscard]] std::size_t offset(const char* at) const {
    return static_cast<std::size_t>(at - buffer_.data());
  }

  // An element begins one byte before its name.
  [[nodiscard]] std::size_t offset(const pugi::xml_node& node) const {
    return is_text(node) ? offset(node.value()) : offset(node.name()) - 1;
  }

  [[nodiscard]] Place place(const pugi::xml_node& node) const {
    return source_.locate(offset(node));
  }

  void unknown(const pugi::xml_node& node, const std::vector<std::string_view>& names) {
    if (full()) return;
    fail(node, fmt::format("unknown element \"{}\" in \"{}\"{}", node.name(), node.parent().name(),
                           did_you_mean(node.name(), names)));
  }

  // The attributes must have these names; each once.
  void check_attributes(const pugi::xml_node& node, const std::vector<std::string_view>& names) {
    std::set<std::string_view> seen;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (full()) return;
      const std::string_view name = attribute.name();
      if (std::ranges::find(names, name) == names.end()) {
        fail(attribute.name(), fmt::format("unknown attribute \"{}\" of \"{}\"{}", name,
                                           node.name(), did_you_mean(name, names)));
      } else if (!seen.insert(name).second) {
        fail(attribute.name(),
             fmt::format("the attribute \"{}\" stands here twice; keep one", name));
      }
    }
  }

  std::string needed(const pugi::xml_node& node, const char* attribute) {
    std::string value = fold_space(node.attribute(attribute).value());
    if (value.empty()) fail(node, fmt::format("this \"{}\" has no \"{}\"", node.name(), attribute));
    return value;
  }

 private:
  const SourceText& source_;
  const std::string& buffer_;
};

// Everything inside an element as a template. White space between its blocks is kept too: only
// who prints knows whether it separates words.
class TextReader {
 public:
  explicit TextReader(Report& report) : report_(report) {}

  LicenseText run(const pugi::xml_node& root) {
    pugi::xml_node at = root.first_child();
    while (at) {
      const bool inside = add_node(at);
      if (inside && at.first_child()) {
        open_.push_back(index_ - 1);
        at = at.first_child();
        continue;
      }
      if (inside) end_of(at);
      while (!at.next_sibling() && at.parent() != root) {
        at = at.parent();
        out_.nodes[open_.back()].end = index_;
        open_.pop_back();
        end_of(at);
      }
      at = at.next_sibling();
    }
    const auto empty = [](const TextNode& node) {
      return node.kind == Kind::Text && blank(node.text);
    };
    if (std::ranges::all_of(out_.nodes, empty)) out_.nodes.clear();
    return std::move(out_);
  }

 private:
  // Adds one node; returns whether what is inside it is to be read.
  bool add_node(const pugi::xml_node& node) {
    if (is_text(node)) {
      add_text(node.value());
      return false;
    }
    const auto* const element =
        std::ranges::find(kTextElements, std::string_view(node.name()), &TextElement::name);
    if (element == kTextElements.end()) {
      std::vector<std::string_view> names;
      for (const TextElement& known : kTextElements)
        names.push_back(known.name);
      report_.unknown(node, names);
      return false;
    }
    if (open_.size() >= kMaxDepth) {
      report_.fail(node,
                   fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth));
      return false;
    }
    start_of(node, element->kind);
    return true;
  }

  void start_of(const pugi::xml_node& node, Kind kind) {
    if (kind == Kind::Alternative || kind == Kind::Optional) {
      border(node, "before");
    } else {
      last_ = ' ';
    }
    add({kind, 0, {}, {}});
    in_text_ = false;
    if (kind == Kind::Alternative) {
      report_.check_attributes(node, {"name", "match", "spacing"});
      out_.nodes.back().text = fold_space(node.attribute("name").value());
      out_.nodes.back().match = report_.needed(node, "match");
    } else if (kind == Kind::Optional) {
      report_.check_attributes(node, {"spacing"});
    } else {
      report_.check_attributes(node, {});
    }
  }

  void end_of(const pugi::xml_node& node) {
    in_text_ = false;
    const std::string_view name = node.name();
    if (name == "alt" || name == "optional") {
      border(node, "after");
    } else {
      last_ = ' ';
    }
  }

  // ListedLicense.xsd: `spacing` asks for space at the border of an `alt` or `optional` that the
  // file may not have written. Without it there is one in front ("before") by the letter of the
  // schema, and the list's own tool puts one behind too, even before a comma; here two words are
  // kept apart and nothing else.
  void border(const pugi::xml_node& node, std::string_view side) {
    const std::string_view asked = node.attribute("spacing").value();
    if (asked == side || asked == "both") add_text(" ");
    if (asked.empty()) seam_ = true;
  }

  void add_text(std::string text) {
    if (text.empty()) return;
    if (seam_ && is_word(last_) && is_word(text.front())) text.insert(0, 1, ' ');
    seam_ = false;
    last_ = text.back();
    // A comment cuts a text in two.
    if (in_text_) {
      out_.nodes.back().text += text;
    } else {
      add({Kind::Text, 0, std::move(text), {}});
    }
    in_text_ = true;
  }

  void add(TextNode node) {
    node.end = ++index_;
    out_.nodes.push_back(std::move(node));
  }

  Report& report_;
  LicenseText out_;
  std::uint32_t index_ = 0;  ///< of the next node
  std::vector<std::uint32_t> open_;
  char last_ = ' ';       ///< last character of the line so far
  bool in_text_ = false;  ///< the last node is a text that goes on
  bool seam_ = false;     ///< a border without `spacing` came behind it
};

class Reader {
 public:
  explicit Reader(const SourceText& source) : buffer_(source.text()), report_(source, buffer_) {}

  std::vector<LicenseDocument> run() {
    constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result parsed = document_.load_buffer_inplace(
        buffer_.data(), buffer_.size(), kOptions, pugi::encoding_utf8);
    if (!parsed) {
      report_.fail(static_cast<std::size_t>(parsed.offset),
                   fmt::format("not valid XML: {}", lowercase(parsed.description())));
      return {};
    }
    read_root();
    return std::move(documents_);
  }

  std::vector<Error> errors() && { return std::move(report_.errors); }

 private:
  void read_root() {
    const pugi::xml_node root = document_.document_element();
    if (std::string_view(root.name()) != "SPDXLicenseCollection") {
      return report_.fail(root, fmt::format("the root is \"{}\"; a file of the license list has "
                                            "\"SPDXLicenseCollection\"",
                                            root.name()));
    }
    for (pugi::xml_node next = root.next_sibling(); next; next = next.next_sibling()) {
      if (next.type() == pugi::node_element) report_.fail(next, "a second root; XML has one");
    }
    for (const pugi::xml_attribute& attribute : root.attributes()) {
      if (std::string_view(attribute.name()) == "xmlns" && attribute.value() != kNamespace) {
        report_.fail(
            attribute.value(),
            fmt::format("the namespace is not \"{}\", which the license list has", kNamespace));
      }
    }
    for_each_element(root, {"license", "exception"}, [&](const pugi::xml_node& node) {
      read_entry(node, std::string_view(node.name()) == "exception");
    });
  }

  // Calls `use` for the elements inside, which must have one of these names; text is an error.
  template <typename Use>
  void for_each_element(const pugi::xml_node& parent, const std::vector<std::string_view>& names,
                        Use use) {
    for (const pugi::xml_node& node : parent) {
      if (is_text(node)) {
        if (!blank(node.value()))
          report_.fail(node, fmt::format("text stands directly in \"{}\"", parent.name()));
      } else if (std::ranges::find(names, std::string_view(node.name())) == names.end()) {
        report_.unknown(node, names);
      } else {
        use(node);
      }
    }
  }

  void read_entry(const pugi::xml_node& node, bool exception) {
    LicenseDocument out;
    out.exception = exception;
    out.place = report_.place(node);
    std::vector<std::string_view> attributes = {"licenseId", "name", "listVersionAdded",
                                                "deprecatedVersion"};
    if (!exception) attributes.emplace_back("isOsiApproved");
    report_.check_attributes(node, attributes);
    out.id = report_.needed(node, "licenseId");
    out.name = report_.needed(node, "name");
    out.added_in = fold_space(node.attribute("listVersionAdded").value());
    out.deprecated_in = fold_space(node.attribute("deprecatedVersion").value());
    out.deprecated = !out.deprecated_in.empty();
    if (const auto osi = node.attribute("isOsiApproved"); osi && !exception) {
      const std::string_view value = osi.value();
      out.osi_approved = value == "true" || value == "1";
      if (!*out.osi_approved && value != "false" && value != "0")
        report_.fail(osi.value(), "\"isOsiApproved\" is neither \"true\" nor \"false\"");
    }
    read_parts(node, out);
    documents_.push_back(std::move(out));
  }

  void read_parts(const pugi::xml_node& entry, LicenseDocument& out) {
    std::vector<std::string_view> names = {"obsoletedBys", "crossRefs", "notes", "text"};
    if (!out.exception) names.emplace_back("standardLicenseHeader");
    std::set<std::string_view> seen;
    for_each_element(entry, names, [&](const pugi::xml_node& part) {
      const std::string_view name = part.name();
      report_.check_attributes(part, {});
      if (!seen.insert(name).second)
        return report_.fail(part, fmt::format("a second \"{}\"; keep one", name));
      read_part(part, out);
    });
    if (!out.header && out.text) out.header = text_inside(*out.text, Kind::Header);
  }

  void read_part(const pugi::xml_node& part, LicenseDocument& out) {
    const std::string_view name = part.name();
    if (name == "crossRefs") {
      for_each_element(part, {"crossRef"}, [&](const pugi::xml_node& one) {
        report_.check_attributes(one, {});
        out.cross_refs.push_back(simple_text(one));
      });
    } else if (name == "obsoletedBys") {
      for_each_element(part, {"obsoletedBy"}, [&](const pugi::xml_node& one) {
        report_.check_attributes(one, {"expression"});
        out.successors.push_back(
            {simple_text(one), fold_space(one.attribute("expression").value())});
      });
    } else if (name == "notes") {
      out.comments = fold_space(plain_text(TextReader(report_).run(part)));
    } else if (name == "text") {
      out.text = TextReader(report_).run(part);
    } else if (LicenseText header = TextReader(report_).run(part); !header.nodes.empty()) {
      out.header = std::move(header);
    }
  }

  // The folded text of an element that may hold nothing else.
  std::string simple_text(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& child : node) {
      if (is_text(child)) {
        text += child.value();
      } else {
        report_.unknown(child, {});
      }
    }
    text = fold_space(text);
    if (text.empty()) report_.fail(node, fmt::format("this \"{}\" is empty", node.name()));
    return text;
  }

  std::string buffer_;
  pugi::xml_document document_;
  std::vector<LicenseDocument> documents_;
  Report report_;
};

}  // namespace

Result<std::vector<LicenseDocument>> read_license_xml(const SourceText& source) {
  using Documents = std::vector<LicenseDocument>;
  auto errors = check_xml(source);
  if (std::ranges::count(source.text(), '<') > kMaxTags) {
    errors.push_back(source.error(
        0, fmt::format("more than {} tags, the most that is read; split the file", kMaxTags)));
  }
  if (!errors.empty()) return Result<Documents>::failed(std::move(errors));
  Reader reader(source);
  Documents documents = reader.run();
  return finish(std::move(documents), std::move(reader).errors());
}

}  // namespace licet::spdx
