// Remarks in the two XML forms of SPDX 2: elements as in the JSON form, and RDF/XML, where an
// annotation is a resource that hangs off its subject.
#include <algorithm>
#include <memory>
#include <unordered_map>

#include "spdx/annotate_formats.h"
#include "spdx/rdf_conclusion.h"
#include "spdx/write_value.h"
#include "spdx/xml_edit.h"

namespace licet::spdx {

namespace {

using Patches = Result<std::vector<Patch>>;

// What an annotation says.
struct Said {
  std::string annotator;
  std::string time;
  std::string comment;
};

// How a form writes things down and where they stand.
class Form {
 public:
  Form() = default;
  virtual ~Form() = default;
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  // Elements that may bear annotations, the document's first.
  [[nodiscard]] virtual std::vector<std::uint32_t> bearers(const XmlEdit& edit) const = 0;
  [[nodiscard]] virtual NewElement annotation(const Said& said) const = 0;
  // What an element says if it is an annotation.
  [[nodiscard]] virtual std::optional<Said> read(const XmlEdit& edit, std::uint32_t at) const = 0;
  // Nothing if the form cannot say it.
  [[nodiscard]] virtual std::optional<NewElement> conclusion(const std::string& license) const = 0;
  [[nodiscard]] virtual NewElement comment(const std::string& sentence) const = 0;
};

class PlainForm final : public Form {
 public:
  [[nodiscard]] std::vector<std::uint32_t> bearers(const XmlEdit& edit) const override {
    std::vector<std::uint32_t> out = {0};
    for (const std::uint32_t at : edit.children(0)) {
      const std::string_view name = edit.node(at).name;
      if (name == "packages" || name == "files" || name == "snippets") out.push_back(at);
    }
    return out;
  }

  [[nodiscard]] NewElement annotation(const Said& said) const override {
    NewElement out{"annotations"};
    out.children.push_back({"annotationDate", said.time});
    out.children.push_back({"annotationType", "OTHER"});
    out.children.push_back({"annotator", said.annotator});
    out.children.push_back({"comment", said.comment});
    return out;
  }

  [[nodiscard]] std::optional<Said> read(const XmlEdit& edit, std::uint32_t at) const override {
    if (edit.node(at).name != "annotations") return std::nullopt;
    return Said{std::string(edit.child_text(at, "annotator")), "",
                std::string(edit.child_text(at, "comment"))};
  }

  [[nodiscard]] std::optional<NewElement> conclusion(const std::string& license) const override {
    return NewElement{"licenseConcluded", license};
  }

  [[nodiscard]] NewElement comment(const std::string& sentence) const override {
    return NewElement{"licenseComments", sentence};
  }
};

class RdfForm final : public Form {
 public:
  explicit RdfForm(const XmlNode& root) {
    const auto name = [&](std::string_view space, const std::string& usual) {
      if (const auto prefix = declared_prefix(root, space)) return *prefix;
      here_.emplace_back("xmlns:" + usual, std::string(space));
      return usual + ":";
    };
    spdx_ = name("http://spdx.org/rdf/terms#", "spdx");
    rdf_ = name("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf");
    rdfs_ = name("http://www.w3.org/2000/01/rdf-schema#", "rdfs");
  }

  [[nodiscard]] std::vector<std::uint32_t> bearers(const XmlEdit& edit) const override {
    std::vector<std::uint32_t> out = {0};
    for (std::uint32_t at = 1; at < edit.size(); ++at) {
      out.push_back(at);
      const bool document = edit.node(at).name == "SpdxDocument" && !edit.is_empty(at);
      if (document && out.front() == 0) std::swap(out.front(), out.back());
    }
    return out;
  }

  [[nodiscard]] NewElement annotation(const Said& said) const override {
    NewElement type{spdx_ + "annotationType"};
    type.attributes.emplace_back(rdf_ + "resource",
                                 "http://spdx.org/rdf/terms#annotationType_other");
    NewElement inside{spdx_ + "Annotation"};
    inside.children.push_back({spdx_ + "annotationDate", said.time});
    inside.children.push_back(std::move(type));
    inside.children.push_back({spdx_ + "annotator", said.annotator});
    inside.children.push_back({rdfs_ + "comment", said.comment});
    NewElement out{spdx_ + "annotation"};
    out.children.push_back(std::move(inside));
    out.attributes = here_;
    return out;
  }

  [[nodiscard]] std::optional<Said> read(const XmlEdit& edit, std::uint32_t at) const override {
    if (edit.node(at).name != "annotation") return std::nullopt;
    const auto inside = edit.child(at, "Annotation");
    if (!inside) return std::nullopt;
    return Said{std::string(edit.child_text(*inside, "annotator")), "",
                std::string(edit.child_text(*inside, "comment"))};
  }

  [[nodiscard]] std::optional<NewElement> conclusion(const std::string& license) const override {
    auto out = rdf_license(license, spdx_, rdf_);
    if (out) out->name = spdx_ + "licenseConcluded";
    if (out) out->attributes.insert(out->attributes.end(), here_.begin(), here_.end());
    return out;
  }

  [[nodiscard]] NewElement comment(const std::string& sentence) const override {
    NewElement out{spdx_ + "licenseComments", sentence};
    out.attributes = here_;
    return out;
  }

 private:
  std::string spdx_;
  std::string rdf_;
  std::string rdfs_;
  std::vector<std::pair<std::string, std::string>> here_;  // declarations that the root lacks
};

std::unique_ptr<Form> form_of(const XmlNodes& nodes) {
  if (nodes.front().name == "Document") return std::make_unique<PlainForm>();
  return std::make_unique<RdfForm>(nodes.front());
}

class PutIn {
 public:
  PutIn(const AnnotateJob& job, const XmlNodes& nodes)
      : job_(job), form_(form_of(nodes)), edit_(job.source, nodes) {}

  Patches run() {
    std::string_view created;
    for (std::uint32_t at = 0; at < edit_.size() && created.empty(); ++at) {
      if (edit_.node(at).name == "created") created = edit_.node(at).text;
    }
    Result<std::string> time = time_of(job_, created);
    if (!time) return Patches::failed(std::move(time.errors));
    time_ = *time.value;
    const std::vector<std::uint32_t> bearers = form_->bearers(edit_);
    std::unordered_map<std::size_t, std::uint32_t> by_offset;
    for (const std::uint32_t at : bearers)
      by_offset.emplace(edit_.node(at).offset, at);
    for (const PlacedRemark& placed : job_.remarks) {
      const bool document = placed.element == nullptr;
      const auto found = document ? by_offset.find(edit_.node(bearers.front()).offset)
                                  : by_offset.find(placed.element->offset);
      if (found == by_offset.end() || edit_.node(found->second).name == "RDF") {
        edit_.fail(document ? 0 : placed.element->offset,
                   "there is no element here to put a remark into");
      } else {
        put(placed, found->second);
      }
    }
    return edit_.take();
  }

 private:
  void put(const PlacedRemark& placed, std::uint32_t bearer) {
    const Remark& remark = *placed.remark;
    Value undo = make_map({});
    std::optional<std::uint32_t> last;
    if (!edit_.is_empty(bearer)) last = edit_.children(bearer).back();
    if (placed.element != nullptr && !edit_.child(bearer, "licenseComments"))
      edit_.add(bearer, last, form_->comment(remark.sentence));
    if (placed.element != nullptr && remark.concluded && lacks_conclusion(*placed.element))
      conclude(bearer, last, *remark.concluded, undo);
    const std::string payload = with_undo(remark.payload, std::move(undo));
    edit_.add(
        bearer, last,
        form_->annotation({"Tool: " + job_.options.tool, time_, comment_of(remark, payload)}));
  }

  void conclude(std::uint32_t bearer, std::optional<std::uint32_t> last, const std::string& license,
                Value& undo) {
    const auto element = form_->conclusion(license);
    if (!element) return;
    const auto member = edit_.child(bearer, "licenseConcluded");
    const std::string is = edit_.written(member ? *member : last.value_or(bearer), *element);
    if (member) {
      add_member(undo, "licenseConcluded", replaced(is, std::string(edit_.raw(*member))));
      edit_.replace(*member, is);
    } else {
      add_member(undo, "licenseConcluded", replaced(is, std::nullopt));
      edit_.add(bearer, last, *element);
    }
  }

  const AnnotateJob& job_;
  std::unique_ptr<Form> form_;
  XmlEdit edit_;
  std::string time_;
};

void take_out_of(XmlEdit& edit, std::uint32_t bearer, const OwnRemark& own) {
  const auto comment = edit.child(bearer, "licenseComments");
  if (comment && edit.node(*comment).text == own.sentence) edit.remove(*comment);
  const Value* undo = own.undo.find("licenseConcluded");
  const auto member = edit.child(bearer, "licenseConcluded");
  const Value* is = undo == nullptr ? nullptr : undo->find("is");
  if (is == nullptr || !member || edit.raw(*member) != is->text) return;
  if (const Value* was = undo->find("was")) {
    edit.replace(*member, was->text.str());
  } else {
    edit.remove(*member);
  }
}

Patches take_out(const SourceText& source) {
  const Result<XmlNodes> nodes = read_xml(source);
  if (!nodes) return Patches::failed(nodes.errors);
  XmlEdit edit(source, *nodes.value);
  const std::unique_ptr<Form> form = form_of(*nodes.value);
  for (const std::uint32_t bearer : form->bearers(edit)) {
    std::optional<OwnRemark> own;
    for (const std::uint32_t at : edit.children(bearer)) {
      const auto said = form->read(edit, at);
      if (!said || !is_own_annotator(said->annotator)) continue;
      auto remark = own_remark(said->comment);
      if (!remark) continue;
      edit.remove(at);
      if (!own) own = std::move(remark);
    }
    if (own) take_out_of(edit, bearer, *own);
  }
  return edit.take();
}

Patches put_in(const AnnotateJob& job) {
  const Result<XmlNodes> nodes = read_xml(job.source);
  if (!nodes) return Patches::failed(nodes.errors);
  return PutIn(job, *nodes.value).run();
}

}  // namespace

Annotator spdx_rdf_annotator() {
  return {put_in, take_out};
}

Annotator spdx_xml_annotator() {
  return {put_in, take_out};
}

}  // namespace licet::spdx
