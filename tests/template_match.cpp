#include "tests/template_match.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace licet::tests {

namespace {

using Kind = spdx::TextNode::Kind;

// Thompson's program: a template as instructions that many threads walk at once.
struct Instruction {
  enum class Op : std::uint8_t {
    Letter,  ///< this letter, then on
    Any,     ///< any letter, then on
    Fork,    ///< go on, and to `to` as well
    Jump,    ///< to `to`
    End
  };
  Op op;
  char letter;
  std::size_t to;
};

using Op = Instruction::Op;

class Compiler {
 public:
  std::vector<Instruction> run(const spdx::LicenseText& text) {
    walk(text);
    add(Op::End);
    return std::move(program_);
  }

 private:
  struct Open {
    std::size_t end;   // node behind the part
    std::size_t fork;  // instruction that may skip it
  };

  std::size_t add(Op op, char letter = 0, std::size_t to = 0) {
    program_.push_back({op, letter, to});
    return program_.size() - 1;
  }

  void any_number() {
    const std::size_t fork = add(Op::Fork);
    add(Op::Any);
    add(Op::Jump, 0, fork);
    program_[fork].to = program_.size();
  }

  void any_up_to(std::size_t letters) {
    std::vector<std::size_t> forks;
    for (std::size_t i = 0; i < letters; ++i) {
      forks.push_back(add(Op::Fork));
      add(Op::Any);
    }
    for (const std::size_t fork : forks)
      program_[fork].to = program_.size();
  }

  void walk(const spdx::LicenseText& text) {
    std::vector<Open> open;
    for (std::size_t at = 0; at <= text.nodes.size(); ++at) {
      for (; !open.empty() && open.back().end <= at; open.pop_back())
        program_[open.back().fork].to = program_.size();
      if (at == text.nodes.size()) return;
      const spdx::TextNode& node = text.nodes[at];
      if (node.kind == Kind::Optional || node.kind == Kind::Title) {
        open.push_back({node.end, add(Op::Fork)});
      } else if (node.kind == Kind::Text) {
        letters(node.text);
      } else if (replaced(node)) {
        at = node.end - 1;
      }
    }
  }

  void letters(std::string_view text) {
    for (const char c : letters_of(text))
      add(Op::Letter, c);
  }

  // Whether the node's own words do not matter; then what may stand in their place is added.
  bool replaced(const spdx::TextNode& node) {
    const bool repeats = node.match.find_first_of("+*{") != std::string::npos;
    if (node.kind == Kind::Bullet) {
      any_up_to(16);
    } else if (node.kind == Kind::Copyright || (node.kind == Kind::Alternative && repeats)) {
      any_number();
    } else if (node.kind == Kind::Alternative) {
      // What a pattern without repetition matches is no longer than itself.
      any_up_to(letters_of(node.match).size());
    } else {
      return false;
    }
    return true;
  }

  std::vector<Instruction> program_;
};

// Instructions at which threads stand, each once.
class Threads {
 public:
  explicit Threads(const std::vector<Instruction>& program)
      : program_(program), seen_(program.size(), 0) {}

  std::vector<std::size_t> at;

  void clear() {
    at.clear();
    ++round_;
  }

  void start(std::size_t from) {
    std::vector<std::size_t> todo = {from};
    while (!todo.empty()) {
      const std::size_t next = todo.back();
      todo.pop_back();
      if (seen_[next] == round_) continue;
      seen_[next] = round_;
      const Instruction& instruction = program_[next];
      if (instruction.op == Op::Jump) {
        todo.push_back(instruction.to);
      } else if (instruction.op == Op::Fork) {
        todo.push_back(instruction.to);
        todo.push_back(next + 1);
      } else {
        at.push_back(next);
      }
    }
  }

 private:
  const std::vector<Instruction>& program_;
  std::vector<std::size_t> seen_;
  std::size_t round_ = 1;
};

// Length of a UTF-8 sequence by its first byte.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view one = text.substr(at, length_of(text[at]));
    at += one.size();
    const char c = one.front();
    if (one.size() == 1) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      if (out.ends_with("https")) out.pop_back();
    } else if (one == "\xC2\xA9") {
      out += 'c';
    } else if (c != '\xC2' && !one.starts_with("\xE2\x80") && !one.starts_with("\xE3\x80") &&
               !one.starts_with("\xEF\xBC")) {
      out += one;  // Latin-1 signs, general, CJK and full-width punctuation are left out
    }
  }
  return out;
}

std::string mismatch(const spdx::LicenseText& text, std::string_view copy) {
  const std::vector<Instruction> program = Compiler().run(text);
  const std::string letters = letters_of(copy);
  Threads now(program);
  Threads next(program);
  now.start(0);
  for (std::size_t at = 0; at < letters.size(); ++at) {
    next.clear();
    for (const std::size_t thread : now.at) {
      const Instruction& instruction = program[thread];
      if (instruction.op == Op::Any ||
          (instruction.op == Op::Letter && instruction.letter == letters[at]))
        next.start(thread + 1);
    }
    if (next.at.empty()) {
      const std::size_t from = at < 25 ? 0 : at - 25;
      return letters.substr(from, at - from) + "[" + letters.substr(at, 25) + "]";
    }
    std::swap(now.at, next.at);
  }
  const bool ended = std::ranges::any_of(
      now.at, [&](std::size_t thread) { return program[thread].op == Op::End; });
  return ended ? "" : letters.substr(letters.size() < 25 ? 0 : letters.size() - 25) + "[]";
}

}  // namespace licet::tests
