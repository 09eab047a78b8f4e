// expat's parser as something that is freed.
#pragma once

#include <memory>
#include <new>

#include <expat.h>

namespace licet::spdx {

/// Owns a parser. Throws std::bad_alloc if expat had no memory for it.
class XmlParser {
 public:
  explicit XmlParser(XML_Parser parser) : parser_(parser) {
    if (!parser_) throw std::bad_alloc();
  }

  [[nodiscard]] XML_Parser get() const { return parser_.get(); }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  std::unique_ptr<XML_ParserStruct, Free> parser_;
};

}  // namespace licet::spdx
