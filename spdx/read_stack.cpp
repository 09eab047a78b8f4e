#include "spdx/read_stack.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "spdx/read_use.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

constexpr std::size_t kMostErrors = 1000;

class StackReader {
 public:
  StackReader(const SourceText& source, const Vocabulary& words) : source_(source), words_(words) {}

  Result<Stack> run(const Value& root) {
    stack_.name = source_.name();
    if (root.find("licet") == nullptr && root.find("works") == nullptr) {
      return Result<Stack>::failed({source_.error(
          root.offset,
          fmt::format("this is no stack file: it holds {}{}; a stack file begins with `licet: 1`",
                      describe(root.kind),
                      root.kind == Value::Kind::Map ? " without \"licet\" and \"works\"" : ""))});
    }
    Fields fields(root, source_, errors_, "a stack file");
    check_version(fields);
    const std::vector<Value>& works = fields.list("works");
    const Value* stated = fields.value("works");
    if (root.kind == Value::Kind::Map &&
        (stated == nullptr || (stated->kind == Value::Kind::List && works.empty()))) {
      fields.fail(root.offset, "a stack file needs \"works\", a list with at least one work");
    }
    for (const Value& work : works)
      read_work(work);
    read_relations(works);
    if (const Value* use = fields.value("use")) {
      read_uses(use->kind == Value::Kind::List ? use->items : std::vector<Value>{*use});
    }
    fields.finish();
    std::ranges::stable_sort(errors_, [](const Error& a, const Error& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    if (errors_.size() > kMostErrors) {
      const std::size_t more = errors_.size() - kMostErrors;
      errors_.resize(kMostErrors);
      errors_.push_back({
          {source_.name(), 0, 0},
          fmt::format("{} more errors are not shown", more)
      });
    }
    return spdx::finish(std::move(stack_), std::move(errors_));
  }

 private:
  void check_version(Fields& fields) {
    const auto version = fields.text("licet");
    if (!version && errors_.empty()) {
      fields.fail(fields.offset(), "the version is missing: a stack file begins with `licet: 1`");
    } else if (version && version->text != "1") {
      fields.fail(
          version->offset,
          fmt::format("this licet reads stack files of version 1, not \"{}\"", version->text));
    }
  }

  void read_work(const Value& value) {
    Work work;
    work.place = source_.locate(value.offset);
    Fields fields(value, source_, errors_, "a work");
    const Text id = fields.needed_text("id");
    work.id = id.text;
    const auto name = fields.text("name");
    work.name = name && !name->text.empty() ? name->text : work.id;
    work.kind = fields.one_of("kind", views(words_.kinds)).value_or("");
    if (const auto version = fields.text("version")) work.version = version->text;
    work.owned = fields.one_of("owner", {"self", "third-party"}).value_or("") == "self";
    const Value* license = fields.value("license");
    if (license != nullptr) read_license(*license, work);
    if (const Value* evidence = fields.value("evidence")) {
      if (license != nullptr) {
        fields.fail(evidence->key_offset,
                    "\"license\" says what the license is, \"evidence\" who says what of it; keep "
                    "one of them");
      }
      read_evidence(*evidence, work);
    }
    if (const Value* facts = fields.value("facts")) {
      Fields inner(*facts, source_, errors_, "\"facts\"");
      Facts stated;
      read_facts(inner, source_, words_, "work.", stated);
      for (auto& [fact, found] : stated)
        work.facts.emplace(fact.substr(5), std::move(found));
      inner.finish();
    }
    fields.value("from");
    fields.finish();
    if (id.text.empty() && id.offset != 0)
      fields.fail(id.offset, "the id of a work cannot be empty");
    add(std::move(work), id);
  }

  void add(Work work, const Text& id) {
    const auto index = static_cast<WorkIndex>(stack_.works.size());
    if (!id.text.empty() && !ids_.try_emplace(id.text, index).second) {
      errors_.push_back(source_.error(
          id.offset,
          fmt::format("the id \"{}\" is taken by an earlier work; give each its own", id.text)));
    }
    stack_.works.push_back(std::move(work));
  }

  void read_license(const Value& value, Work& work) {
    if (value.kind == Value::Kind::List) {
      errors_.push_back(source_.error(value.offset,
                                      "a license is one expression: join several with AND (all "
                                      "apply) or OR (any may be chosen)"));
      return;
    }
    read_statement(value, Evidence::Declared, work.licenses);
  }

  // One text for the whole work, or one for each part.
  void read_statement(const Value& value, Evidence evidence, std::vector<LicenseClaim>& to) {
    const auto claim = [&](const Text& text, const std::string& part) {
      to.push_back({part, text.text, evidence, false, source_.locate(text.offset)});
    };
    if (value.kind != Value::Kind::Map) {
      claim({value.text.str(), value.offset}, "");
      return;
    }
    Fields parts(value, source_, errors_, "the license of a work");
    for (const std::string& part : words_.parts) {
      if (const auto text = parts.text(part)) claim(*text, part);
    }
    parts.finish();
  }

  // Who says what of a license: the first of these governs, the others are compared with it.
  void read_evidence(const Value& value, Work& work) {
    constexpr std::array<std::pair<std::string_view, Evidence>, 4> kBases = {
        {{"concluded", Evidence::Concluded},
         {"declared", Evidence::Recorded},
         {"card", Evidence::Card},
         {"observed", Evidence::Observed}}
    };
    const std::size_t errors_before = errors_.size();
    Fields fields(value, source_, errors_, "\"evidence\"");
    for (const auto& [key, evidence] : kBases) {
      if (const Value* said = fields.value(key))
        read_said(*said, evidence, work.licenses.empty() ? work.licenses : work.other_claims);
    }
    fields.finish();
    if (work.licenses.empty() && errors_.size() == errors_before) {
      fields.fail(value.offset,
                  "this says nothing of a license; write, for instance, `declared: MIT`");
    }
  }

  // A statement, or several of which nobody says how they go together.
  void read_said(const Value& value, Evidence evidence, std::vector<LicenseClaim>& to) {
    if (value.kind != Value::Kind::List) {
      read_statement(value, evidence, to);
      return;
    }
    const std::size_t before = to.size();
    for (const Value& item : value.items) {
      if (item.kind != Value::Kind::List && item.kind != Value::Kind::Null) {
        read_statement(item, evidence, to);
        continue;
      }
      errors_.push_back(source_.error(
          item.offset, "a license statement is a text, or a map with one for each part"));
    }
    const bool several = to.size() - before > 1;
    for (std::size_t i = before; i < to.size(); ++i)
      to[i].several = several && to[i].part.empty();
  }

  // Second pass: relations may name works that stand further down.
  void read_relations(const std::vector<Value>& works) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      const Value* from = works[i].find("from");
      if (from == nullptr || from->kind == Value::Kind::Null) continue;
      const auto result = static_cast<WorkIndex>(i);
      if (from->kind != Value::Kind::List) {
        errors_.push_back(
            source_.error(from->offset, "\"from\" has to be a list, such as `- finetune: base`"));
        continue;
      }
      for (const Value& relation : from->items)
        read_relation(relation, result);
    }
  }

  void read_relation(const Value& value, WorkIndex result) {
    const std::size_t errors_before = errors_.size();
    Fields fields(value, source_, errors_, "a relation");
    const bool third =
        fields.one_of("by", {"self", "third-party"}).value_or("self") == "third-party";
    const Actor by = third ? Actor::ThirdParty : Actor::Self;
    std::size_t found = 0;
    for (const std::string& kind : words_.relations) {
      const Value* named = value.find(kind);
      if (named != nullptr && names_nothing(*named)) {
        fields.fail(named->key_offset,
                    fmt::format("\"{}\" names no work; put the id of one behind it", kind));
      }
      for (const Text& source : fields.texts(kind)) {
        relate(kind, source, result, by);
        ++found;
      }
    }
    fields.finish();
    if (found == 0 && errors_.size() == errors_before) {
      fields.fail(value.offset, "a relation names how and from what, such as `finetune: base`");
    }
  }

  static bool names_nothing(const Value& value) {
    return value.kind == Value::Kind::Null ||
           (value.kind == Value::Kind::List && value.items.empty());
  }

  void relate(const std::string& kind, const Text& source, WorkIndex result, Actor by) {
    const auto found = ids_.find(source.text);
    if (found != ids_.end()) {
      stack_.relations.push_back({kind, result, found->second, by, source_.locate(source.offset)});
      return;
    }
    errors_.push_back(
        source_.error(source.offset, no_such_work(source.text, ids_, errors_.size())));
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

// What stands behind the brace with which the text begins; nothing if it begins otherwise. A quote:
// JSON, another character: a flow map of YAML, most likely.
std::optional<char> behind_brace(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos || text[first] != '{') return std::nullopt;
  const std::size_t second = text.find_first_not_of(kSpace, first + 1);
  return second == std::string_view::npos ? '"' : text[second];
}

// YAML holds JSON, so what is no JSON gets a second chance as YAML.
Result<Value> read_tree(const SourceText& source) {
  const std::optional<char> second = behind_brace(source.text());
  if (!second) return read_yaml(source);
  Result<Value> json = read_json(source);
  if (json) return json;
  Result<Value> yaml = read_yaml(source);
  return yaml || *second != '"' ? yaml : json;
}

}  // namespace

Result<Stack> read_stack(const SourceText& source, const Vocabulary& words) {
  if (source.text().find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Result<Stack>::failed({
        {{source.name(), 0, 0}, "the file is empty; a stack file begins with `licet: 1`"}
    });
  }
  Result<Value> tree = read_tree(source);
  if (!tree) return Result<Stack>::failed(std::move(tree.errors));
  return StackReader(source, words).run(*tree.value);
}

}  // namespace licet::spdx
