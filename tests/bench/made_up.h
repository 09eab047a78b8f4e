// Pieces that large documents are made of, and those that are made as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace licet::bench {

/// Bytes of a large document, about.
inline constexpr std::size_t kLarge = 24'000'000;
/// Files of a package.
inline constexpr std::size_t kFiles = 6;

/// Where documents have their names.
inline constexpr std::string_view kSpace = "https://example.org/spdxdocs/container-8f3a";

/// A number below n, the same in every run.
std::size_t random_below(std::size_t n);

/// So many hexadecimal digits, as of a checksum.
std::string hex(std::size_t digits);

/// An expression, or NOASSERTION.
std::string license();

std::string package_name(std::size_t package);
std::string purl(const std::string& name);

/// The package URL, always the same, of a package that others refer to.
std::string maven(std::size_t package);
std::string copyright();
std::string path_of_file(std::size_t package, std::size_t file);

/// Adds parts of `one` bytes each, about, until there are so many bytes.
template <typename Add>
void grow(std::size_t bytes, std::size_t one, const Add& add) {
  for (std::size_t i = 0; i < bytes / one; ++i)
    add(i);
}

/// Tag-value as FOSSology writes it.
std::string large_tag_value();

/// RDF/XML nested as SPDX's Java tools nest it.
std::string large_rdf();

/// CycloneDX XML as the Maven plugin writes it.
std::string large_cyclonedx_xml();

}  // namespace licet::bench
