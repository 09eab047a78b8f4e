// List XML (ListedLicense.xsd) to documents, as its elements come.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "spdx/license_document.h"
#include "spdx/license_xml_text.h"

namespace licet::spdx {

namespace {

using Names = std::vector<std::string_view>;

constexpr std::string_view kNamespace = "http://www.spdx.org/license";

class Reader : public XmlVisitor {
 public:
  explicit Reader(const SourceText& source) : report_(source) {}

  XmlVisit enter(const XmlElement& element) override {
    if (report_.full()) return XmlVisit::Skip;
    const bool entered = open_.empty() ? enter_root(element) : enter_in(open_.back(), element);
    return entered ? XmlVisit::Enter : XmlVisit::Skip;
  }

  [[nodiscard]] bool wants_text() const override { return true; }

  void text(std::string_view stretch, Offset offset) override {
    const Open& around = open_.back();
    if (around.role == Role::Template) {
      template_.add_text(stretch);
    } else if (around.role == Role::Words) {
      words_ += stretch;
    } else if (!is_xml_space(stretch)) {
      const std::size_t space = stretch.find_first_not_of(" \t\r\n");
      report_.fail(offset + space, fmt::format("text stands directly in \"{}\"", around.name));
    }
  }

  void leave(Offset /*end*/) override {
    const Open closing = open_.back();
    open_.pop_back();
    if (closing.role == Role::Entry) {
      end_entry();
    } else if (closing.role == Role::Words) {
      end_words(closing);
    } else if (closing.role == Role::Template) {
      open_.back().role == Role::Template ? template_.leave() : end_template(closing.name);
    }
  }

  Result<std::vector<LicenseDocument>> take() {
    return finish(std::move(documents_), report_.take());
  }

 private:
  // What an element holds.
  enum class Role : std::uint8_t {
    Collection,  // entries
    Entry,       // parts
    Items,       // elements with words
    Words,
    Template
  };

  // An element that was entered.
  struct Open {
    Role role = Role::Collection;
    std::string_view name;
    std::size_t offset = 0;
  };

  // Its text comes next.
  bool open(Role role, const XmlElement& element) {
    open_.push_back({role, element.name, element.offset});
    text(element.text, element.text_offset);
    return true;
  }

  bool is_one_of(const XmlElement& element, const Names& names) {
    const bool known = std::ranges::find(names, element.name) != names.end();
    if (!known) report_.unknown(element, open_.back().name, names);
    return known;
  }

  bool enter_root(const XmlElement& root) {
    if (root.name != "SPDXLicenseCollection") {
      report_.fail(root.offset, fmt::format("the root is \"{}\"; a file of the license list has "
                                            "\"SPDXLicenseCollection\"",
                                            root.name));
      return false;
    }
    for (const XmlNamespace& declared : root.declarations) {
      if (!declared.prefix.empty() || declared.name == kNamespace) continue;
      report_.fail(
          declared.name, root.offset,
          fmt::format("the namespace is not \"{}\", which the license list has", kNamespace));
    }
    return open(Role::Collection, root);
  }

  bool enter_in(const Open& around, const XmlElement& element) {
    switch (around.role) {
      case Role::Collection:
        return is_one_of(element, {"license", "exception"}) && enter_entry(element);
      case Role::Entry:
        return enter_part(element);
      case Role::Items:
        return enter_item(element);
      case Role::Words:
        return is_one_of(element, {});
      case Role::Template:
        break;
    }
    if (!template_.enter(element, around.name)) return false;
    open_.push_back({Role::Template, element.name, element.offset});
    return true;
  }

  bool enter_entry(const XmlElement& element) {
    entry_ = {};
    seen_.clear();
    entry_.exception = element.name == "exception";
    entry_.place = report_.place(element.offset);
    Names attributes = {"licenseId", "name", "listVersionAdded", "deprecatedVersion"};
    if (!entry_.exception) attributes.emplace_back("isOsiApproved");
    report_.check_attributes(element, attributes);
    entry_.id = report_.needed(element, "licenseId");
    entry_.name = report_.needed(element, "name");
    entry_.added_in = XmlReport::folded(element, "listVersionAdded");
    entry_.deprecated_in = XmlReport::folded(element, "deprecatedVersion");
    entry_.deprecated = !entry_.deprecated_in.empty();
    const XmlAttribute* const osi = element.find("isOsiApproved");
    if (osi != nullptr && !entry_.exception) {
      entry_.osi_approved = osi->value == "true" || osi->value == "1";
      if (!*entry_.osi_approved && osi->value != "false" && osi->value != "0")
        report_.fail(osi->offset, "\"isOsiApproved\" is neither \"true\" nor \"false\"");
    }
    return open(Role::Entry, element);
  }

  void end_entry() {
    if (!entry_.header && entry_.text)
      entry_.header = text_inside(*entry_.text, TextNode::Kind::Header);
    documents_.push_back(std::exchange(entry_, {}));
  }

  bool enter_part(const XmlElement& part) {
    Names names = {"obsoletedBys", "crossRefs", "notes", "text"};
    if (!entry_.exception) names.emplace_back("standardLicenseHeader");
    if (!is_one_of(part, names)) return false;
    report_.check_attributes(part, {});
    if (!seen_.insert(part.name).second) {
      report_.fail(part.offset, fmt::format("a second \"{}\"; keep one", part.name));
      return false;
    }
    const bool items = part.name == "obsoletedBys" || part.name == "crossRefs";
    return open(items ? Role::Items : Role::Template, part);
  }

  void end_template(std::string_view part) {
    LicenseText text = template_.take();
    if (part == "notes") {
      entry_.comments = fold_space(plain_text(text));
    } else if (part == "text") {
      entry_.text = std::move(text);
    } else if (!text.nodes.empty()) {
      entry_.header = std::move(text);
    }
  }

  bool enter_item(const XmlElement& item) {
    const bool successor = open_.back().name == "obsoletedBys";
    if (!is_one_of(item, {successor ? "obsoletedBy" : "crossRef"})) return false;
    report_.check_attributes(item, successor ? Names{"expression"} : Names());
    when_ = XmlReport::folded(item, "expression");
    words_.clear();
    return open(Role::Words, item);
  }

  void end_words(const Open& item) {
    std::string words = fold_space(words_);
    if (words.empty()) report_.fail(item.offset, fmt::format("this \"{}\" is empty", item.name));
    if (item.name == "crossRef") {
      entry_.cross_refs.push_back(std::move(words));
    } else {
      entry_.successors.push_back({std::move(words), std::exchange(when_, {})});
    }
  }

  XmlReport report_;
  std::vector<Open> open_;
  LicenseXmlText template_{report_};
  std::string words_;                // of an item
  std::string when_;                 // the expression of a successor
  std::set<std::string_view> seen_;  // parts of the entry
  LicenseDocument entry_;
  std::vector<LicenseDocument> documents_;
};

}  // namespace

Result<std::vector<LicenseDocument>> read_license_xml(const SourceText& source) {
  Reader reader(source);
  if (auto errors = walk_xml(source, reader); !errors.empty())
    return Result<std::vector<LicenseDocument>>::failed(std::move(errors));
  return reader.take();
}

}  // namespace licet::spdx
