// What changed between two commits among the files that a job wants, in a sentence. Pure.
#pragma once

#include "catalog/tree.h"

#include <span>
#include <string>

namespace mirrorlake::preload {

struct TreeDiff
{
    std::vector<std::string> added;
    std::vector<std::string> changed;
    std::vector<std::string> removed;

    bool isEmpty() const { return added.empty() && changed.empty() && removed.empty(); }
    /// "2 files added, 1 changed (config.json, …)", at most five names.
    std::string text() const;
};

/// Both in order of path.
TreeDiff diffOf(std::span<const catalog::TreeEntry> before, std::span<const catalog::TreeEntry> after);

} // namespace mirrorlake::preload
