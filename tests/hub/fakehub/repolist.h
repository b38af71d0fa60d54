// Lists of repos as the Hub searches, filters, sorts and shows them (hub-protocol §1.3). Pure. Thread: any.
#pragma once

#include "fakehub/target.h"
#include "fakehub/world.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace mirrorlake::fakehub {

/// Those that this user sees and the query asks for, in the order in which it asks for them.
std::vector<RepoPtr> foundRepos(std::vector<RepoPtr> all, const Target &target, const std::string &user);

/// One row of a list: the fields that "full", "cardData", "config" and "expand" ask for.
nlohmann::json listRow(const nlohmann::json &info, const Target &target);

/// Of an info what "expand" asks for; all of it if nothing does.
nlohmann::json expanded(const nlohmann::json &info, const Target &target);

} // namespace mirrorlake::fakehub
