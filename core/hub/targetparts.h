// What the readers of request-targets share: segments, still encoded, become typed fields. Pure.
#pragma once

#include "hub/requests.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace mirrorlake::hub {

using Segments = std::span<const std::string_view>;

inline constexpr std::array allTypes{RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel};

/// For what is no address of ours.
tl::unexpected<Error> notHere();
std::string joined(Segments segments);
/// File paths as clients send them: encoded, or with a bare '%' by clients that encode nothing (client-findings §3.8).
Result<RepoPath> parsePath(Segments segments);
Result<RepoKey> parseRepo(RepoType type, Segments segments);
/// Takes the revision off the front: one segment, or the three of refs/pr/N and refs/convert/NAME sent raw (§1.1).
Result<Revision> takeRevision(Segments &rest);
/// The same path with every segment decoded, checked and encoded again, so that equal questions are equal texts.
Result<std::string> cleanPath(Segments segments);

template<typename Request>
Result<HubRequest> fileRequest(RepoType type, Segments id, Segments rest)
{
    const auto repo = parseRepo(type, id);
    if (!repo)
        return fail(repo.error());
    const auto revision = takeRevision(rest);
    if (!revision)
        return fail(revision.error());
    const auto path = parsePath(rest);
    if (!path)
        return fail(path.error());
    return Request{*repo, *revision, *path};
}

} // namespace mirrorlake::hub
