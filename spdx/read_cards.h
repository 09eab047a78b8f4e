// Model and dataset cards as hubs keep them: repositories whose README.md begins with YAML front
// matter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spdx/result.h"
#include "spdx/source.h"
#include "spdx/stack.h"

namespace licet::spdx {

/// One repository of a folder.
struct Repository {
  std::string id;                   ///< `owner/name`, or the folder's name
  SourceText card;                  ///< its README.md
  bool in_datasets_folder = false;  ///< it lies in a folder called `datasets`
};

/// Most repositories of one folder tree.
inline constexpr std::size_t kMaxRepositories = 100'000;

/// The front matter of a card as a text whose places are those of the card; nothing if it has none
/// (the card does not begin with a line `---`, or that line is never answered).
std::optional<SourceText> front_matter(const SourceText& card);

/// Reads cards into works and relations. Understood: `license` (one or a list), `licenses`,
/// `license_name`, `license_link`, `base_model` with `base_model_relation`, `library_name: peft`,
/// `datasets`, `source_datasets`, `pipeline_tag`, `task_categories`. A repository that is only
/// named by others becomes a work without license, with a remark that says so.
///
/// Letter case in ids does not count. A model and a dataset may share a name, as on the hub; the
/// one that comes second then gets the id `models/…` or `datasets/…`.
///
/// The repositories to be judged are `target`, or if none is given those that no other repository
/// of the folder is made from (a ring of repositories counts as one); each gets a use without acts.
/// Their relations are the user's own; all others are a third party's.
///
/// A card that cannot be read becomes a work without license and a note with its place; if no card
/// can be read, the notes are errors. A target that is not there is an error.
Result<Stack> read_cards(const std::vector<Repository>& repositories,
                         const std::optional<std::string>& target = std::nullopt);

}  // namespace licet::spdx
