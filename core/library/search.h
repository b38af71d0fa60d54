// A search of models or datasets, and its answer. Plain values.
#pragma once

#include "library/held.h"

#include <optional>

namespace mirrorlake::library {

struct SearchQuestion
{
    RepoType type = RepoType::Model;
    std::string text{};    ///< words, each somewhere in the name
    std::string author{};  ///< "org"
    std::string task{};    ///< "text-generation"
    std::string library{}; ///< "transformers"
    std::string licence{}; ///< "apache-2.0"
    std::int64_t minParameters = 0;
    std::int64_t maxParameters = 0; ///< 0: no bound
    std::string sort = "trending";  ///< trending, downloads, likes, updated or created
    bool isAscending = false;
    bool isHereOnly = false; ///< nothing but what is held; upstream is not asked
    std::size_t limit = 30;  ///< 1 to 100
    std::string cursor{};    ///< of the page before, or empty
};

struct FoundRepo
{
    RepoKey repo;
    bool isGated = false;
    bool isPrivate = false;
    bool isGone = false; ///< upstream has it no more; it is known from before
    std::int64_t downloads = 0;
    std::int64_t likes = 0;
    std::int64_t parameters = 0; ///< 0: not known
    std::string lastModified{};  ///< ISO, or empty
    std::string createdAt{};
    std::string task{};
    std::string library{};
    std::string licence{};
    std::vector<std::string> tags{};
    Held held{}; ///< what is here of it
};

/// Who answered, and if it was not upstream, why.
enum class Reach
{
    Upstream,
    NotAsked,    ///< the question was about what is held
    Offline,     ///< offline mode is on
    Refused,     ///< upstream does not want to answer this
    Unreachable, ///< or does not answer
};

struct SearchAnswer
{
    std::vector<FoundRepo> repos;
    std::string next{}; ///< cursor of the next page; empty: there is none
    Reach reach = Reach::Upstream;
    std::string reason{}; ///< a sentence, when upstream should have been asked and did not answer

    /// One sentence for an empty page: offline, refused, unreachable, or nothing fits. Empty when there are rows.
    std::string whyEmpty() const;
};

/// "upstream", "not-asked", "offline", "refused", "unreachable".
std::string_view nameOf(Reach reach);
std::optional<Reach> reachNamed(std::string_view name);
/// "no", "partly", "whole".
std::string_view nameOf(Pinned pinned);
std::optional<Pinned> pinnedNamed(std::string_view name);

} // namespace mirrorlake::library
