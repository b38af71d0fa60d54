// The JSON of git-lfs's batch call (hub-protocol §1.7): questions of clients, our answers, and both the other way round
// for asking upstream. Pure.
#pragma once

#include "base/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::mirror {

constexpr std::string_view lfsMediaType = "application/vnd.git-lfs+json";

struct LfsQuestion
{
    bool isDownload = true;
    std::vector<BlobHash> oids;
};

/// Errors: BadRequest; BodyTooLarge for more than 1000 objects.
Result<LfsQuestion> readLfsQuestion(std::string_view json);
std::string writeLfsQuestion(const std::vector<BlobHash> &oids);

/// One object of an answer: where it is, or why it is not to be had.
struct LfsAnswer
{
    BlobHash oid;
    std::int64_t size = 0;
    std::string href;          ///< empty: there is none
    std::string authorization; ///< the client sends it along with the download; empty for none
    int errorCode = 0;
    std::string errorWords;
};

/// Objects without a proper name or a size are left out. Errors: UpstreamBroken.
Result<std::vector<LfsAnswer>> readLfsAnswer(std::string_view json);
std::string writeLfsAnswer(const std::vector<LfsAnswer> &objects, std::int64_t expiresInSeconds);

} // namespace mirrorlake::mirror
