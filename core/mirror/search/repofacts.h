// What a repo's info, or its row in a list of the Hub, says that people search and sort by. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::mirror {

struct RepoFacts
{
    bool isPrivate = false;
    bool isGated = false;
    std::int64_t downloads = 0;
    std::int64_t likes = 0;
    double trendingScore = 0;
    std::int64_t parameters = 0;  ///< of the weights; 0: not known
    std::int64_t usedStorage = 0; ///< bytes of all its revisions upstream; 0: not known
    std::string lastModified{};   ///< ISO, as the Hub wrote it, or empty
    std::string createdAt{};
    std::string task{};      ///< "text-generation", or empty
    std::string library{};   ///< "transformers", or empty
    std::string licence{};   ///< "apache-2.0", or empty
    std::string inference{}; ///< "warm", or empty
    std::vector<std::string> tags{};
};

/// What is missing, or of a wrong type, keeps its default.
RepoFacts repoFactsOf(const nlohmann::ordered_json &info);

} // namespace mirrorlake::mirror
