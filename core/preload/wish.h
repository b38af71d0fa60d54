// What people type or paste to have something fetched: a URL of the Hub (of any host), "org/name@rev",
// "datasets/org/name", "hf://…", "org/name:Q4_K_M", or a text with one of these a line. Pure.
#pragma once

#include "base/ids.h"
#include "preload/choice.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::preload {

constexpr std::size_t mostLines = 10'000; ///< of a list

struct Wish
{
    RepoKey repo;
    Revision revision;
    Choice choice{};

    bool operator==(const Wish &) const = default;
};

/// Errors: BadRequest that says what was expected.
Result<Wish> parseWish(std::string_view text);

/// What one line of a list says.
struct WishLine
{
    std::size_t number = 0; ///< from 1
    std::string text{};
    Result<Wish> wish; ///< Errors: as parseWish()
};

/// Every line for itself; empty lines and what follows '#' at the start of a line or after a space count for nothing.
/// Errors: BadRequest for a list that is too long.
Result<std::vector<WishLine>> readWishes(std::string_view list);

/// Errors: BadRequest that names the line; nothing is taken of a list that has a mistake.
Result<std::vector<Wish>> parseWishes(std::string_view list);

} // namespace mirrorlake::preload
