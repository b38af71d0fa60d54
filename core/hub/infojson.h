// What the mirror itself needs from the Hub's JSON, and what it takes out before passing it on. Pure.
#pragma once

#include "base/ids.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mirrorlake::hub {

/// The few fields of a repo's info that decide something here.
struct InfoFacts
{
    std::optional<RepoId> id;        ///< canonical spelling
    std::optional<CommitSha> commit; ///< "sha"
    std::optional<bool> isPrivate;   ///< nothing when the answer was cut down to other fields (expand=)
    std::optional<bool> isGated;     ///< "gated" is "auto" or "manual"
};

/// Errors: UpstreamBroken if it is no JSON object.
Result<InfoFacts> readInfo(std::string_view json);

/// Branches, tags and converted forms of a refs answer, by the name that clients ask by; what cannot be is left out.
std::vector<std::pair<Revision, CommitSha>> readRefs(std::string_view json);

/// The same JSON without "xetHash", wherever it stands (hub-protocol §2.4). Errors: UpstreamBroken if it is no JSON.
Result<std::string> withoutXet(std::string_view json);

/// The paths of a paths-info body: a form "paths=a&paths=b" or JSON {"paths": […]}; JSON also from a client that names
/// no type. Errors: BadRequest.
struct PathsQuestion
{
    std::vector<RepoPath> paths;
    bool expand = false;
};
Result<PathsQuestion> readPathsQuestion(std::string_view contentType, std::string_view body);

} // namespace mirrorlake::hub
