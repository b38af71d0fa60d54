// What a list of the Hub asks for (hub-protocol §1.3), read from its query. Pure.
#pragma once

#include "hub/query.h"

#include "base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::mirror {

struct SearchQuestion
{
    RepoType type = RepoType::Model;
    std::vector<std::string> words; ///< each somewhere in the id, in any case
    std::string author;
    std::vector<std::string> filters; ///< each one of the tags
    std::string pipelineTag;
    std::string inference;     ///< "warm": providers run it, as the repo's info or its tags say
    bool asksProvider = false; ///< for those that one provider runs: no info tells, so that nothing is found
    std::optional<bool> isGated;
    std::int64_t minParameters = 0;
    std::int64_t maxParameters = INT64_MAX;
    std::string sort = "trendingScore";
    bool isAscending = false;
    std::size_t limit = 1000;
    std::size_t offset = 0;
    bool withClosed = false; ///< private ones too, and those whose openness is not known
    bool isFull = false;
    bool withCardData = false;
    bool withConfig = false;
    std::vector<std::string> expand; ///< not empty: these fields and no others
};

SearchQuestion searchQuestionOf(RepoType type, const hub::Query &query);

/// Cursor of our own lists: where the next page begins.
std::string searchCursor(std::size_t offset);

} // namespace mirrorlake::mirror
