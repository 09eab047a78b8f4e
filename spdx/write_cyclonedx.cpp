// A stack as a CycloneDX 1.6 machine-learning bill of materials.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "spdx/cyclonedx_ids.h"
#include "spdx/license_words.h"
#include "spdx/work_remarks.h"
#include "spdx/write_documents.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

// A UUID of one's own making (RFC 9562, version 8) from hexadecimal digits.
std::string uuid(std::string digits) {
  digits = digits.substr(0, 32);
  digits[12] = '8';
  digits[16] = '8';
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(12, 4), digits.substr(16, 4), digits.substr(20));
}

// "If unknown, library is recommended", says the schema of software.
std::string_view type_of(const Work& work) {
  if (work.kind == "model") return "machine-learning-model";
  if (work.kind == "dataset") return "data";
  return work.kind == "content" ? "file" : "library";
}

Value property(const Property& remark) {
  return make_map({
      {"name",  make_text("licet:" + remark.name)},
      {"value", make_text(remark.value)          }
  });
}

class Writer {
 public:
  Writer(const Stack& stack, const LicenseIndex& ids, const DocumentHead& head)
      : stack_(stack), ids_(ids), head_(head), licenses_(ids, stack), from_(stack.works.size()) {
    for (const Relation& relation : stack.relations)
      from_[relation.result].push_back(&relation);
  }

  std::string run() {
    Value root = make_map({
        {"bomFormat",    make_text("CycloneDX")                     },
        {"specVersion",  make_text("1.6")                           },
        {"serialNumber", make_text("urn:uuid:" + uuid(head_.digest))},
        {"version",      make_number("1")                           }
    });
    std::vector<Value> components;
    std::vector<Value> services;
    const std::optional<WorkIndex> about = subject();
    for (WorkIndex i = 0; i < stack_.works.size(); ++i) {
      if (i == about) continue;
      const bool service = stack_.works[i].kind == "service";
      (service ? services : components).push_back(work_value(i));
    }
    add_member(root, "metadata", metadata(about));
    add_member(root, "components", make_list(std::move(components)));
    if (!services.empty()) add_member(root, "services", make_list(std::move(services)));
    add_member(root, "dependencies", dependencies());
    return write_json(root);
  }

  /// What was left out.
  [[nodiscard]] std::vector<Error> notes() const {
    if (unwritten_.empty()) return {};
    return {
        {{stack_.name, 0, 0},
         fmt::format("CycloneDX 1.6 has no place for the text of a license inside an expression: "
                     "that of {} is left out", fmt::join(unwritten_, ", "))}
    };
  }

 private:
  // What the document is about, if that is one component.
  [[nodiscard]] std::optional<WorkIndex> subject() const {
    const std::vector<WorkIndex> described = described_works(stack_);
    if (described.size() != 1 || stack_.works[described.front()].kind == "service")
      return std::nullopt;
    return described.front();
  }

  Value metadata(const std::optional<WorkIndex>& about) {
    Value out = make_map({});
    add_text(out, "timestamp", head_.created);
    Value tool = make_map({
        {"type", make_text("application")},
        {"name", make_text("licet")      }
    });
    Value tools = make_map({});
    add_member(tools, "components", make_list({std::move(tool)}));
    add_member(out, "tools", std::move(tools));
    if (about) {
      add_member(out, "component", work_value(*about));
      return out;
    }
    std::vector<Value> targets;
    for (const WorkIndex work : described_works(stack_))
      targets.push_back(property({"target", stack_.works[work].id}));
    add_member(out, "properties", make_list(std::move(targets)));
    return out;
  }

  Value work_value(WorkIndex index) {
    const Work& work = stack_.works[index];
    Value out = make_map({});
    const bool service = work.kind == "service";
    if (!service) add_text(out, "type", std::string(type_of(work)));
    add_member(out, "bom-ref", make_text(work.id));
    add_text(out, "name", work.name);
    if (!work.supplier.empty()) {
      add_member(out, service ? "provider" : "supplier",
                 make_map({
                     {"name", make_text(work.supplier)}
      }));
    }
    add_text(out, "version", work.version);
    add_licenses(work, out);
    if (!service) add_text(out, "purl", work.purl);
    if (Value card = model_card(index); !card.items.empty())
      add_member(out, "modelCard", std::move(card));
    std::vector<Value> properties;
    for (const Property& remark : work_remarks(work)) {
      if (!service || remark.name != "kind") properties.push_back(property(remark));
    }
    for (const Relation* relation : from_[index])
      properties.push_back(property({"relation", relation_words(*relation)}));
    if (!properties.empty()) add_member(out, "properties", make_list(std::move(properties)));
    return out;
  }

  [[nodiscard]] std::string relation_words(const Relation& relation) const {
    return fmt::format("{} by {}: {}", relation.kind,
                       relation.by == Actor::Self ? "self" : "third-party",
                       stack_.works[relation.source].id);
  }

  void add_licenses(const Work& work, Value& out) {
    StatedLicenses stated = stated_licenses(work);
    std::vector<const LicenseClaim*> all = std::move(stated.declared);
    all.insert(all.end(), stated.concluded.begin(), stated.concluded.end());
    // Services have no evidence.
    const bool service = work.kind == "service";
    if (service) all.insert(all.end(), stated.observed.begin(), stated.observed.end());
    if (Value licenses = licenses_of(all, true); !licenses.items.empty())
      add_member(out, "licenses", std::move(licenses));
    if (service || stated.observed.empty()) return;
    Value evidence = make_map({});
    add_member(evidence, "licenses", licenses_of(stated.observed, false));
    add_member(out, "evidence", std::move(evidence));
  }

  // Either one expression or a list of licenses, which says nothing of AND and OR.
  Value licenses_of(const std::vector<const LicenseClaim*>& claims, bool acknowledged) {
    std::vector<Value> out;
    for (const LicenseClaim* claim : claims) {
      const bool found_in_service = acknowledged && claim->evidence == Evidence::Observed;
      const LicenseWords words = licenses_.words(*claim);
      note_texts(words);
      const bool alone = claims.size() == 1 && claim->part.empty() && !found_in_service;
      const char* said = found_in_service                         ? ""
                         : claim->evidence == Evidence::Concluded ? "concluded"
                                                                  : "declared";
      out.push_back(alone && is_expression(words)
                        ? expression(words, acknowledged ? said : "")
                        : license(words, *claim, acknowledged ? said : "", found_in_service));
    }
    return make_list(std::move(out));
  }

  // An id that the schema does not have yet can stand in an expression only; ids made for names
  // would lose these, for an expression can hold nothing besides.
  [[nodiscard]] bool is_expression(const LicenseWords& words) const {
    if (std::ranges::find(words.names, true, &LicenseName::made) != words.names.end()) return false;
    return words.kind == LicenseWords::Kind::Expression ||
           (words.kind == LicenseWords::Kind::Id && !in_cyclonedx_schema(ids_, words.expression));
  }

  static Value expression(const LicenseWords& words, const std::string& said) {
    Value out = make_map({
        {"expression", make_text(words.expression)}
    });
    add_text(out, "acknowledgement", said);
    return out;
  }

  // CycloneDX 1.6 has no place for the texts of licenses in an expression.
  void note_texts(const LicenseWords& words) {
    if (words.kind != LicenseWords::Kind::Expression) return;
    for (const LicenseName& name : words.names) {
      if (name.custom != nullptr && !name.custom->text.empty()) unwritten_.insert(name.reference);
    }
  }

  [[nodiscard]] Value license(const LicenseWords& words, const LicenseClaim& claim,
                              const std::string& said, bool found_in_service) const {
    const bool id =
        words.kind == LicenseWords::Kind::Id && in_cyclonedx_schema(ids_, words.expression);
    const bool unsaid = words.kind == LicenseWords::Kind::NoAssertion;
    Value inner = make_map({
        {id ? "id" : "name", make_text(id       ? words.expression
                                       : unsaid ? "NOASSERTION"
                                                : claim.text)}
    });
    add_text(inner, "acknowledgement", said);
    std::vector<Value> properties;
    if (const CustomLicense* custom = custom_of(words, claim); custom != nullptr)
      add_custom(*custom, claim.text, inner, properties);
    if (!claim.part.empty()) properties.push_back(property({"part", claim.part}));
    if (found_in_service)
      properties.push_back(property({std::string(kLicenseRemark), std::string(kFoundInFiles)}));
    if (!properties.empty()) add_member(inner, "properties", make_list(std::move(properties)));
    Value out = make_map({});
    add_member(out, "license", std::move(inner));
    return out;
  }

  // What the stack knows of a license besides its name; null if nothing.
  [[nodiscard]] const CustomLicense* custom_of(const LicenseWords& words,
                                               const LicenseClaim& claim) const {
    if (claim.custom != kNoCustom) return &stack_.custom_licenses[claim.custom];
    return words.kind == LicenseWords::Kind::Name ? words.names.front().custom : nullptr;
  }

  // `name` is what statements call it; what its document calls it is one of licet's properties.
  static void add_custom(const CustomLicense& custom, const std::string& name, Value& out,
                         std::vector<Value>& properties) {
    if (!custom.text.empty()) {
      add_member(
          out, "text",
          make_map({
              {"contentType", make_text("text/plain")},
              {"content",     make_text(custom.text) }
      }));
    }
    bool first = true;
    if (!custom.name.empty() && custom.name != name)
      properties.push_back(property({"name", custom.name}));
    for (const std::string& address : custom.see_also) {
      if (first && is_address(address)) {
        add_text(out, "url", address);
        first = false;
      } else {
        properties.push_back(property({"see-also", address}));
      }
    }
  }

  // The datasets a model was trained on.
  [[nodiscard]] Value model_card(WorkIndex index) const {
    Value out = make_map({});
    if (stack_.works[index].kind != "model") return out;
    std::vector<Value> datasets;
    for (const Relation* relation : from_[index]) {
      const Work& source = stack_.works[relation->source];
      if (relation->kind != "train-on" || source.kind != "dataset") continue;
      datasets.push_back(make_map({
          {"ref", make_text(source.id)}
      }));
    }
    if (datasets.empty()) return out;
    Value parameters = make_map({});
    add_member(parameters, "datasets", make_list(std::move(datasets)));
    add_member(out, "modelParameters", std::move(parameters));
    return out;
  }

  // A work without relations is not named: nothing is known of what it depends on.
  [[nodiscard]] Value dependencies() const {
    std::vector<Value> out;
    for (WorkIndex i = 0; i < stack_.works.size(); ++i) {
      std::vector<std::string> sources;
      for (const Relation* relation : from_[i]) {
        const std::string& source = stack_.works[relation->source].id;
        if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
      }
      if (sources.empty()) continue;
      Value one = make_map({
          {"ref", make_text(stack_.works[i].id)}
      });
      add_member(one, "dependsOn", make_texts(sources));
      out.push_back(std::move(one));
    }
    return make_list(std::move(out));
  }

  const Stack& stack_;
  const LicenseIndex& ids_;
  const DocumentHead& head_;
  LicenseWriter licenses_;
  std::vector<std::vector<const Relation*>> from_;  ///< by result
  std::set<std::string> unwritten_;                 ///< references whose texts are left out
};

}  // namespace

Result<std::string> write_cyclonedx(const Stack& stack, const LicenseIndex& ids,
                                    const DocumentHead& head) {
  std::vector<Error> errors = unwritable(stack);
  if (!errors.empty()) return Result<std::string>::failed(std::move(errors));
  Writer writer(stack, ids, head);
  Result<std::string> out = finish(writer.run(), {});
  out.notes = unwritten_uses(stack, "CycloneDX");
  std::ranges::move(writer.notes(), std::back_inserter(out.notes));
  return out;
}

}  // namespace licet::spdx
