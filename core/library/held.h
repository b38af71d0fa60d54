// What is held here, repo by repo, as people look at it. Plain values; times are unix seconds.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::library {

enum class Pinned
{
    No,
    Partly, ///< a revision or some files
    Whole
};

/// How much of a repo is here: complete files, each blob counted once.
struct Held
{
    std::int64_t bytes = 0;
    std::int64_t files = 0;
    std::int64_t lastUsedAt = 0;
    Pinned pinned = Pinned::No;

    bool operator==(const Held &) const = default;
};

/// One commit of which something is held.
struct HeldRevision
{
    std::string commit;
    std::vector<std::string> names{}; ///< branches and tags that are at it
    std::int64_t bytes = 0;
    std::int64_t files = 0;
    std::int64_t freedBytes = 0; ///< when only this revision were removed
    std::int64_t lastUsedAt = 0;

    bool operator==(const HeldRevision &) const = default;
};

struct HeldRepo
{
    RepoKey repo;
    Held held{};
    std::int64_t sharedBytes = 0; ///< of held.bytes: in files that other repos have too
    std::int64_t freedBytes = 0;  ///< when the repo were removed: neither shared, pinned nor being read
    std::int64_t hits = 0;
    std::int64_t arrivedAt = 0;            ///< the newest file
    bool isGone = false;                   ///< upstream has it no more
    bool isGated = false;                  ///< files go to callers of their own right only
    std::vector<HeldRevision> revisions{}; ///< the last used first

    bool operator==(const HeldRepo &) const = default;
};

/// "models", …: which page of the list of repos that are held.
struct HeldQuestion
{
    std::string text{};        ///< somewhere in the name; empty: all
    std::string type{};        ///< "model", "dataset", "space", "kernel", or empty for all
    std::string sort = "used"; ///< used, size, freed, hits, arrived or name
    bool isAscending = false;
    std::size_t offset = 0;
    std::size_t limit = 100; ///< 1 to 10,000
};

struct HeldPage
{
    std::vector<HeldRepo> repos;
    std::int64_t count = 0;      ///< of all that fit the question
    std::int64_t bytes = 0;      ///< held in all, each blob counted once
    std::int64_t files = 0;      ///< blobs
    std::int64_t strayBytes = 0; ///< of these, in blobs that no known commit has
    std::int64_t freeSpace = 0;  ///< bytes that may still be written
};

} // namespace mirrorlake::library
