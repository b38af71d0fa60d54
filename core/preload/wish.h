// What people type or paste to have something fetched: a URL of the Hub (of any host), "org/name@rev",
// "datasets/org/name", "hf://…", "org/name:Q4_K_M", or a text with one of these a line. Pure.
#pragma once

#include "base/ids.h"
#include "preload/choice.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::preload {

struct Wish
{
    RepoKey repo;
    Revision revision;
    Choice choice{};

    bool operator==(const Wish &) const = default;
};

/// Errors: BadRequest that says what was expected.
Result<Wish> parseWish(std::string_view text);

/// One wish a line; empty lines and what follows '#' at the start of a line or after a space count for nothing.
/// Errors: BadRequest that names the line; nothing is taken of a list that has a mistake.
Result<std::vector<Wish>> parseWishes(std::string_view list);

} // namespace mirrorlake::preload
