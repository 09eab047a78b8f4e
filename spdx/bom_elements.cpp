#include "spdx/bom_elements.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

BomElements::BomElements(const SourceText& source, Notes& notes, Document& out)
    : source_(source), notes_(notes), out_(out), references_(source) {
  // A vector that grows by itself takes up to three times its room; room that is not used costs
  // nothing.
  constexpr std::size_t kFewBytes = 256;  // of an element
  out_.elements.reserve(std::min(source.text().size() / kFewBytes, kMaxElements));
}

BomElements::Index BomElements::add(Element&& element, TextView bom_ref) {
  const Index index = out_.elements.size();
  licenses_ += element.licenses.size();
  if (index == kMaxElements || licenses_ > kMaxElements) {
    too_many(element.offset, "components or licenses");
  } else {
    element.id = bom_ref.text;
    out_.elements.push_back(std::move(element));
    bom_refs_.emplace_back(bom_ref.offset);
  }
  return index;
}

void BomElements::link(std::string_view type, Index from, Index to, std::size_t offset) {
  open_.push_back({out_.links.size(), from, to, 0});
  link_ids(type, {}, {}, offset);
}

void BomElements::link_to(std::string_view type, Index from, TextView reference,
                          std::size_t offset) {
  open_.push_back({out_.links.size(), from, kReference, reference.offset});
  link_ids(type, {}, std::string(reference.text), offset);
}

void BomElements::complete() {
  if (!errors_.empty()) return;
  give_ids();
  for (const Open& open : open_) {
    Link& link = out_.links[open.link];
    link.from = id(open.from);
    link.to = open.to == kReference ? refer({link.to, open.offset}) : id(open.to);
    if (!fits(link)) return;
  }
}

void BomElements::give_ids() {
  references_.name_document(out_.id);
  references_.reserve(out_.elements.size());
  for (Index i = 0; i < out_.elements.size(); ++i) {
    std::string& id = out_.elements[i].id;
    if (id.empty() || references_.take(id)) continue;
    notes_.add(bom_refs_[i], fmt::format("the bom-ref \"{}\" stands here for the second time; a "
                                         "reference to it means the first",
                                         id));
    id.clear();
  }
  for (Element& element : out_.elements) {
    if (element.id.empty()) element.id = references_.make_up();
  }
}

std::string BomElements::refer(TextView reference) {
  if (auto id = references_.find(reference.text)) {
    if (id->starts_with(kBomLink)) out_.elsewhere.insert(*id);
    return std::move(*id);
  }
  const Element* const element = by_purl(reference.text);
  if (element == nullptr) out_.elsewhere.emplace(reference.text);
  notes_.add(reference.offset,
             fmt::format("nothing has the bom-ref \"{}\"{}", reference.text,
                         element == nullptr ? "" : "; what has it as its purl is meant"));
  return element == nullptr ? std::string(reference.text) : element->id;
}

// The first element with this purl.
const Element* BomElements::by_purl(std::string_view purl) {
  if (purls_.empty()) {
    for (const Element& element : out_.elements)
      purls_.emplace(element.purl, &element);
  }
  const auto found = purls_.find(purl);
  return found == purls_.end() || purl.empty() ? nullptr : found->second;
}

void BomElements::link_ids(std::string_view type, std::string from, std::string to,
                           std::size_t offset) {
  if (!errors_.empty()) return;
  if (out_.links.size() == kMaxElements) return too_many(offset, "links between components");
  Link link{std::string(type), std::move(from), std::move(to), "", offset};
  if (fits(link)) out_.links.push_back(std::move(link));
}

bool BomElements::fits(const Link& link) {
  link_bytes_ += link.bytes();
  if (link_bytes_ <= kMaxLinkBytes) return true;
  if (errors_.empty()) errors_.push_back(source_.error(link.offset, too_many_link_bytes()));
  return false;
}

void BomElements::reserve_links(std::size_t more) {
  out_.links.reserve(std::min(out_.links.size() + more, kMaxElements));
}

void BomElements::too_many(std::size_t offset, std::string_view what) {
  if (!errors_.empty()) return;
  errors_.push_back(source_.error(
      offset, fmt::format("more than {} {}, the most that is read; split the document",
                          kMaxElements, what)));
}

}  // namespace licet::spdx
