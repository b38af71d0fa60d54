// One repo and one of its revisions, with all that is to be seen before it is fetched or removed. Plain values.
#pragma once

#include "library/search.h"

namespace mirrorlake::library {

struct CardQuestion
{
    RepoKey repo;
    std::string revision = "main";
    bool isHereOnly = false;  ///< upstream is not asked
    std::size_t offset = 0;   ///< of the files
    std::size_t limit = 1000; ///< 0 to 10,000
};

enum class Presence
{
    Missing,
    Partial,
    Complete
};

struct CardFile
{
    std::string path;
    std::int64_t size = 0;
    std::string hash{}; ///< of its blob
    bool isLfs = false;
    Presence presence = Presence::Missing;
    std::int64_t heldBytes = 0;

    bool operator==(const CardFile &) const = default;
};

/// A branch, a tag, or a converted form.
struct CardRef
{
    std::string name;
    std::string commit;

    bool operator==(const CardRef &) const = default;
};

/// One of the GGUF quantisations that the revision offers.
struct Quantisation
{
    std::string name; ///< "Q4_K_M"
    std::int64_t bytes = 0;
    std::int64_t heldBytes = 0;
    std::int64_t files = 0;

    bool operator==(const Quantisation &) const = default;
};

struct Card
{
    FoundRepo repo;
    std::string revision;
    std::string commit{};                  ///< empty when it is not known
    std::string summary{};                 ///< of the README, as plain text
    std::vector<CardRef> refs{};           ///< those that are known, branches and tags
    std::vector<HeldRevision> revisions{}; ///< those of which something is here
    std::vector<CardFile> files{};         ///< one page, in order of path
    std::int64_t fileCount = 0;            ///< of the whole revision
    std::int64_t bytes = 0;
    std::int64_t heldBytes = 0;  ///< of these, complete files only
    std::int64_t freedBytes = 0; ///< when the repo were removed
    std::int64_t freeSpace = 0;  ///< bytes that may still be written; less than bytes - heldBytes: it does not fit
    std::vector<Quantisation> quantisations{};
    Reach reach = Reach::Upstream;
    std::string reason{}; ///< a sentence, when upstream should have been asked and did not answer
};

/// "missing", "partial", "complete".
std::string_view nameOf(Presence presence);
std::optional<Presence> presenceNamed(std::string_view name);

} // namespace mirrorlake::library
