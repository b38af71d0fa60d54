// One repo of the catalogue as a row of a list, in the Hub's own shape (hub-protocol §1.3). Pure.
#pragma once

#include "base/ids.h"
#include "mirror/search/searchquestion.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace mirrorlake::mirror {

/// The fields of the repo's info that the question asks for, as JSON.
std::string listRow(const nlohmann::ordered_json &info, const RepoKey &repo, const SearchQuestion &question);

} // namespace mirrorlake::mirror
