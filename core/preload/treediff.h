// What changed between two commits among the files that a job wants. Pure.
#pragma once

#include "catalog/tree.h"
#include "preload/jobnote.h"

#include <span>
#include <string>

namespace mirrorlake::preload {

struct TreeDiff
{
    std::vector<std::string> added;
    std::vector<std::string> changed;
    std::vector<std::string> removed;

    /// In short, for a job that had the commit since before.
    JobNote noteSince(std::string since) const;
};

/// Both in order of path.
TreeDiff diffOf(std::span<const catalog::TreeEntry> before, std::span<const catalog::TreeEntry> after);

} // namespace mirrorlake::preload
