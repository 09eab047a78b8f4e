#include "cli/certificate.h"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "engine/certificate.h"

namespace licet::cli {

namespace {

using Json = nlohmann::json;
using spdx::Value;

Json json_of(const Value& value) {
  Json out;
  switch (value.kind) {
    case Value::Kind::Null:
      break;
    case Value::Kind::Boolean:
      out = value.text == "true";
      break;
    case Value::Kind::Number:
      out = std::stoull(value.text);
      break;
    case Value::Kind::String:
      out = value.text;
      break;
    case Value::Kind::List:
      out = Json::array();
      for (const Value& item : value.items)
        out.push_back(json_of(item));
      break;
    case Value::Kind::Map:
      out = Json::object();
      for (const Value& member : value.items)
        out[member.key] = json_of(member);
      break;
  }
  return out;
}

std::string layout(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// What is certified: a stack as a command was given it, and the questions that follow.
spdx::Result<engine::Questions> questions_of(const Input& input) {
  return engine::questions_of(input.stack, input.catalogue, input.request);
}

engine::Matter matter_of(const Input& input, const engine::Questions& questions) {
  return {input.stack, input.catalogue, input.request, questions, input.sha256};
}

// `verified: FILE:3:5: what`, with control characters replaced.
std::string told(const std::string& head, const spdx::Error& what) {
  std::string text = to_string(what);
  if (const std::size_t at = text.find(": error: "); at != std::string::npos)
    text.replace(at, 9, ": ");
  return head + ": " + text + "\n";
}

// `verified: clear for support: distribute, host`, one a use.
std::string summary(const Value& certificate) {
  std::string text;
  for (const Value& statement : certificate.find("uses")->items) {
    const Value& use = *statement.find("use");
    std::string acts;
    for (const Value& act : use.find("acts")->items)
      acts += (acts.empty() ? "" : ", ") + act.text;
    const bool compared = statement.find("choices-compared")->text == "true";
    const std::string head =
        fmt::format("{} for {}", statement.find("verdict")->text, use.find("target")->text);
    const std::string_view limit =
        compared ? "" : " (too many alternatives to compare: others may be better)";
    text += told("verified",
                 {
                     {head, 0, 0},
                     fmt::format("{}{}", acts.empty() ? "no acts" : acts, limit)
    });
  }
  return text;
}

}  // namespace

std::string certificate_text(const Value& certificate) {
  return layout(json_of(certificate));
}

std::optional<spdx::Error> verify_text(const spdx::SourceText& certificate,
                                       const engine::Matter& matter) {
  const auto read = spdx::read_json(certificate);
  if (!read) return read.errors.front();
  const Value& root = *read.value;
  if (root.find("licet-certificate") == nullptr) {
    return certificate.error(root.offset,
                             "this is no certificate; `licet check --certificate` writes one");
  }
  const std::string expected = layout(Json::parse(certificate.text(), nullptr, false));
  const auto [at, other] = std::mismatch(certificate.text().begin(), certificate.text().end(),
                                         expected.begin(), expected.end());
  if (expected != certificate.text()) {
    return certificate.error(static_cast<std::size_t>(at - certificate.text().begin()),
                             "a certificate has one way to be written, and from here on this is "
                             "another one");
  }
  const auto rejection = engine::verify(root, matter);
  if (!rejection) return std::nullopt;
  return certificate.error(rejection->offset, rejection->reason);
}

spdx::Result<std::string> certificate_of(const Input& input, engine::Severity verdict) {
  const auto questions = questions_of(input);
  if (!questions) return spdx::Result<std::string>::failed(questions.errors);
  const engine::Matter matter = matter_of(input, *questions.value);
  const auto made = engine::certify(matter);
  if (!made) return spdx::Result<std::string>::failed(made.errors);
  std::string text = certificate_text(*made.value);
  auto problem = verify_text({"--certificate", text}, matter);
  const std::string& certified = made.value->find("verdict")->text;
  if (!problem && certified != to_string(verdict)) {
    problem = {
        {"--certificate", 0, 0},
        fmt::format("it certifies {}, and {} was found", certified, to_string(verdict))
    };
  }
  if (!problem) return {std::move(text), {}, {}};
  problem->message += "; this is an error of licet, please report it with the stack";
  return spdx::Result<std::string>::failed({*problem});
}

bool save_certificate(const std::string& path, const Input& input, engine::Severity verdict) {
  const auto text = certificate_of(input, verdict);
  if (!text) {
    print_errors(text.errors);
    return false;
  }
  const auto written = write_file(path, *text.value);
  print_errors(written.errors);
  return bool{written};
}

int run_verify(const std::string& certificate, const CheckOptions& options) {
  const auto file = read_file(certificate);
  const auto input = load_input(options);
  if (!file || !input) {
    print_errors(file.errors);
    print_errors(input.errors);
    return kBadInput;
  }
  const auto questions = questions_of(*input.value);
  if (!questions) {
    print_errors(questions.errors);
    return kBadInput;
  }
  const auto problem = verify_text(*file.value, matter_of(*input.value, *questions.value));
  if (!problem) {
    std::cout << summary(*spdx::read_json(*file.value).value);
    return kFine;
  }
  std::cout << told("rejected", *problem);
  return kFindings;
}

}  // namespace licet::cli
