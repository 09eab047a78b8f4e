#include "spdx/read_stack.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/read_use.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

class StackReader {
 public:
  StackReader(const SourceText& source, const Vocabulary& words) : source_(source), words_(words) {}

  Result<Stack> run(const Value& root) {
    stack_.name = source_.name();
    Fields fields(root, source_, errors_, "a stack file");
    check_version(fields);
    const std::vector<Value>& works = fields.list("works");
    if (works.empty() && root.kind == Value::Kind::Map) {
      fields.fail(root.offset, "a stack file needs \"works\", a list with at least one work");
    }
    for (const Value& work : works) read_work(work);
    read_relations(works);
    if (const Value* use = fields.value("use")) {
      read_uses(use->kind == Value::Kind::List ? use->items : std::vector<Value>{*use});
    }
    fields.finish();
    std::ranges::stable_sort(errors_, [](const Error& a, const Error& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return spdx::finish(std::move(stack_), std::move(errors_));
  }

 private:
  void check_version(Fields& fields) {
    const auto version = fields.text("licet");
    if (!version && errors_.empty()) {
      fields.fail(fields.offset(), "a stack file begins with `licet: 1`");
    } else if (version && version->text != "1") {
      fields.fail(version->offset, fmt::format("this licet reads stack files of version 1, not \"{}\"", version->text));
    }
  }

  void read_work(const Value& value) {
    Work work;
    work.place = source_.locate(value.offset);
    Fields fields(value, source_, errors_, "a work");
    const Text id = fields.needed_text("id");
    work.id = id.text;
    const auto name = fields.text("name");
    work.name = name ? name->text : work.id;
    work.kind = fields.one_of("kind", views(words_.kinds)).value_or("");
    if (const auto version = fields.text("version")) work.version = version->text;
    work.owned = fields.one_of("owner", {"self", "third-party"}).value_or("") == "self";
    if (const Value* license = fields.value("license")) read_license(*license, work);
    if (const Value* facts = fields.value("facts")) {
      Fields inner(*facts, source_, errors_, "the facts of a work");
      read_facts(inner, source_, words_, "work.", false, work.facts);
      inner.finish();
    }
    fields.value("from");
    fields.finish();
    add(std::move(work), id);
  }

  void add(Work work, const Text& id) {
    const auto index = static_cast<WorkIndex>(stack_.works.size());
    if (!id.text.empty() && !ids_.try_emplace(id.text, index).second) {
      errors_.push_back(source_.error(id.offset, fmt::format("the id \"{}\" is taken by an earlier work", id.text)));
    }
    stack_.works.push_back(std::move(work));
  }

  void read_license(const Value& value, Work& work) {
    if (value.kind == Value::Kind::Map) {
      Fields parts(value, source_, errors_, "the license of a work");
      for (const std::string& part : words_.parts) {
        if (const auto text = parts.text(part)) claim(*text, part, work);
      }
      parts.finish();
      return;
    }
    if (value.kind == Value::Kind::List) {
      errors_.push_back(source_.error(value.offset, "a license is one expression: join several with AND (all apply) or OR (any may be chosen)"));
      return;
    }
    claim({value.text, value.offset}, "", work);
  }

  void claim(const Text& text, const std::string& part, Work& work) {
    work.licenses.push_back({part, text.text, Evidence::Declared, false, source_.locate(text.offset)});
  }

  // Second pass: relations may name works that stand further down.
  void read_relations(const std::vector<Value>& works) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      const Value* from = works[i].find("from");
      if (from == nullptr || from->kind == Value::Kind::Null) continue;
      const auto result = static_cast<WorkIndex>(i);
      if (from->kind != Value::Kind::List) {
        errors_.push_back(source_.error(from->offset, "\"from\" has to be a list, such as `- finetune: base`"));
        continue;
      }
      for (const Value& relation : from->items) read_relation(relation, result);
    }
  }

  void read_relation(const Value& value, WorkIndex result) {
    std::vector<std::string_view> keys = views(words_.relations);
    Fields fields(value, source_, errors_, "a relation");
    const bool third = fields.one_of("by", {"self", "third-party"}).value_or("self") == "third-party";
    const Actor by = third ? Actor::ThirdParty : Actor::Self;
    std::size_t found = 0;
    for (const std::string& kind : words_.relations) {
      for (const Text& source : fields.texts(kind)) {
        relate(kind, source, result, by);
        ++found;
      }
    }
    fields.finish();
    if (found == 0 && value.kind == Value::Kind::Map && value.items.empty()) {
      fields.fail(value.offset, "a relation names how and from what, such as `finetune: base`");
    }
  }

  void relate(const std::string& kind, const Text& source, WorkIndex result, Actor by) {
    const auto found = ids_.find(source.text);
    if (found != ids_.end()) {
      stack_.relations.push_back({kind, result, found->second, by, source_.locate(source.offset)});
      return;
    }
    std::vector<std::string_view> known;
    for (const Work& work : stack_.works) known.push_back(work.id);
    errors_.push_back(source_.error(source.offset, fmt::format("no work has the id \"{}\"{}", source.text,
                                                               did_you_mean(source.text, known))));
  }

  void read_uses(const std::vector<Value>& uses) {
    for (const Value& use : uses) {
      stack_.uses.push_back(read_use(use, source_, words_, ids_, errors_));
    }
  }

  const SourceText& source_;
  const Vocabulary& words_;
  Stack stack_;
  WorkIds ids_;
  std::vector<Error> errors_;
};

bool looks_like_json(std::string_view text) {
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

Result<Stack> read_stack(const SourceText& source, const Vocabulary& words) {
  // A YAML flow map begins with a brace too, so what is not JSON gets a second chance as YAML.
  Result<Value> tree = looks_like_json(source.text()) ? read_json(source) : read_yaml(source);
  if (!tree && looks_like_json(source.text())) {
    if (Result<Value> yaml = read_yaml(source)) tree = std::move(yaml);
  }
  if (!tree) return Result<Stack>::failed(std::move(tree.errors));
  return StackReader(source, words).run(*tree.value);
}

std::vector<Error> read_use_pairs(const std::vector<std::string>& pairs, const Vocabulary& words,
                                  const Stack& stack, Use& use) {
  // Each pair becomes a small flow map `{key: value}` in the use's own shape, so that file and command line share one reader.
  std::vector<Error> errors;
  WorkIds ids;
  for (std::size_t i = 0; i < stack.works.size(); ++i) ids.emplace(stack.works[i].id, static_cast<WorkIndex>(i));
  for (const std::string& pair : pairs) {
    const std::string name = fmt::format("--use {}", pair);
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      errors.push_back({{name, 0, 0}, "write key=value, such as commercial=true or acts=distribute,host"});
      continue;
    }
    std::string key = pair.substr(0, equals);
    std::string value = pair.substr(equals + 1);
    if (key.rfind("use.", 0) == 0) key = key.substr(4);
    bool licensee = key.rfind("licensee.", 0) == 0;
    if (licensee) key = key.substr(9);
    for (const FactWord& fact : words.facts) licensee = licensee || fact.id == "licensee." + key;
    if (value.find(',') != std::string::npos && value.front() != '[') value = "[" + value + "]";
    const std::string inner = fmt::format("{{{}: {}}}", key, value);
    const SourceText source(name, licensee ? "{licensee: " + inner + "}" : inner);
    Result<Value> tree = read_yaml(source);
    std::vector<Error> found = std::move(tree.errors);
    if (tree) {
      const Use read = read_use(*tree.value, source, words, ids, found);
      if (read.target) use.target = read.target;
      if (!read.acts.empty()) use.acts = read.acts;
      if (read.outbound) use.outbound = read.outbound;
      if (read.product) use.product = read.product;
      if (read.fields_given) use.fields = read.fields;
      use.fields_given = use.fields_given || read.fields_given;
      for (const auto& [id, fact] : read.facts) use.facts.insert_or_assign(id, fact);
    }
    for (const Error& error : found) errors.push_back({{name, 0, 0}, error.message});
  }
  return errors;
}

}  // namespace licet::spdx
