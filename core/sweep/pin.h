// What must stay, whatever the sweep thinks of it: a repo, one revision of it, one file, or all that a pattern matches.
// Written as REPO[@REVISION][:PATH], where REPO is "org/name", "datasets/org/name" or a pattern such as "org/*", and
// PATH a file or a pattern such as "*.safetensors"; "*" also stands for what has slashes. Pure.
#pragma once

#include "base/ids.h"

#include <compare>
#include <string>
#include <string_view>

namespace mirrorlake::sweep {

struct Pin
{
    std::string repo;
    std::string revision; ///< empty: all
    std::string path;     ///< empty: all

    /// Errors: BadRequest, with what is wrong.
    static Result<Pin> parse(std::string_view text);
    std::string text() const;

    bool matchesRepo(const RepoKey &key) const;
    bool matchesPath(std::string_view file) const;
    auto operator<=>(const Pin &) const = default;
};

/// "datasets/org/name": how people write a repo.
std::string nameOf(const RepoKey &repo);

} // namespace mirrorlake::sweep
