#include "engine/replacements.h"

#include <algorithm>
#include <iterator>

#include "engine/explain.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using Strings = std::vector<std::string>;

// "a permissive license (such as MIT) or a copyleft license (such as GPL-3.0-only)".
std::string classes_text(const Strings& licenses, const Means& means) {
  Strings texts;
  for (const std::string& id : licenses) {
    const License& license = means.catalogue.licenses[*means.catalogue.find_license(id)];
    const auto called = means.repairs.classes.find(license.license_class);
    Details details = {
        {"class",            license.license_class},
        { "license", license_called(id,      means.catalogue)}
    };
    if (called != means.repairs.classes.end()) details["class"] = called->second;
    texts.push_back(fill(means.repairs.words.at("class"), details));
  }
  return spdx::alternatives_text({texts.begin(), texts.end()});
}

bool worse(const After& a, const After& b) {
  return a.verdict != b.verdict ? a.verdict < b.verdict : a.cost > b.cost;
}

// Goes through the replacements of one repair.
class Settler {
 public:
  Settler(const std::vector<Edit>& changes, const After& first, const Means& means,
          const EditTrial& trial)
      : means_(means), trial_(trial), ways_{changes}, out_{changes, first, false} {}

  Settled run() {
    for (std::size_t i = 0; i < out_.changes.size(); ++i) {
      const Edit& edit = out_.changes[i];
      if (edit.kind == Edit::Kind::Replace && edit.to.size() > 1) settle(i);
    }
    return std::move(out_);
  }

 private:
  void settle(std::size_t index) {
    Edit& edit = out_.changes[index];
    const Strings all = edit.to;
    edit.to.resize(1);
    const std::vector<std::vector<Edit>> before = ways_;
    for (std::size_t i = 1; i < all.size() && before.size() * all.size() <= kMostWays; ++i)
      (does(index, all[i], before) ? edit.to : edit.from).push_back(all[i]);
    const std::string now = classes_text(all, means_);
    const std::string licenses = classes_text(edit.to, means_);
    edit.words.replace(edit.words.find(now), now.size(), licenses);
    if (edit.from.empty()) return;
    edit.words = fill(means_.repairs.words.at("refused"),
                      {
                          {"words",                 edit.words},
                          { "licenses", classes_text(edit.from,    means_)}
    });
  }

  // Whether a license does in every way that is known to hold.
  bool does(std::size_t index, const std::string& license,
            const std::vector<std::vector<Edit>>& before) {
    std::vector<std::vector<Edit>> more;
    std::vector<After> afters;
    for (std::vector<Edit> way : before) {
      way[index].to = {license};
      const auto after = trial_(way);
      if (!after) return false;
      afters.push_back(*after);
      more.push_back(std::move(way));
    }
    ways_.insert(ways_.end(), more.begin(), more.end());
    for (const After& after : afters)
      count(after);
    return true;
  }

  void count(const After& after) {
    const bool same = !worse(after, out_.worst) && !worse(out_.worst, after);
    out_.varies = out_.varies || !same;
    if (worse(after, out_.worst)) out_.worst = after;
  }

  const Means& means_;
  const EditTrial& trial_;
  std::vector<std::vector<Edit>> ways_;  // that hold, each with one license a replacement
  Settled out_;
};

}  // namespace

std::optional<Edit> replacement_by_class(std::size_t index, const spdx::Work& work,
                                         const Means& means) {
  const auto row =
      std::ranges::find(means.repairs.replacements, work.kind, &ReplacementRepair::kind);
  Strings licenses;
  if (row != means.repairs.replacements.end()) {
    std::ranges::copy_if(row->licenses, std::back_inserter(licenses), [&](const std::string& id) {
      return means.catalogue.find_license(id).has_value();
    });
  }
  if (licenses.empty()) return std::nullopt;
  const Details details = {
      {"work",     work.id},
      {         "kind", work.kind       },
      { "license",    classes_text(licenses,           means)}
  };
  return Edit{.kind = Edit::Kind::Replace,
              .subject = index,
              .to = licenses,
              .words = fill(means.repairs.words.at("replace"), details)};
}

Settled settle(const std::vector<Edit>& changes, const After& first, const Means& means,
               const EditTrial& trial) {
  return Settler(changes, first, means, trial).run();
}

}  // namespace licet::engine
