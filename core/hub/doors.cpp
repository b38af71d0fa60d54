#include "hub/doors.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::hub {

namespace {

using Segments = std::span<const std::string_view>;
using Parsed = std::optional<Result<DoorRequest>>;

constexpr std::string_view dotGit = ".git";
constexpr std::size_t longestTag = 256;

tl::unexpected<Error> bad(std::string words)
{
    return fail(ErrorCode::BadRequest, std::move(words));
}

Result<RepoKey> repoOf(RepoType type, Segments segments)
{
    std::string text;
    for (const std::string_view segment : segments)
        text += (text.empty() ? "" : "/") + std::string(segment);
    if (text.ends_with(dotGit))
        text.resize(text.size() - dotGit.size());
    return RepoId::parse(text).map([&](RepoId id) { return RepoKey{type, std::move(id)}; });
}

Result<BlobHash> sha256Of(std::string_view hex)
{
    auto hash = BlobHash::parse(hex);
    if (!hash || hash->kind() != BlobHash::Kind::Sha256)
        return bad("the object is not named by a sha256");
    return hash;
}

bool isTag(std::string_view text)
{
    return !text.empty() && text.size() <= longestTag && std::ranges::all_of(text, [](char c) {
        return isAlphaNumeric(c) || c == '.' || c == '-' || c == '_' || c == ':';
    });
}

Result<DoorRequest> registry(Segments rest, const Query &query)
{
    if (rest.empty() || (rest.size() == 1 && rest[0].empty()))
        return DoorRequest{OciPing{}};
    if (rest.size() == 1 && rest[0] == "token")
        return DoorRequest{OciToken{}};
    if (rest.size() != 4 || (rest[2] != "manifests" && rest[2] != "blobs"))
        return fail(ErrorCode::NotFoundHere, "this registry has manifests and blobs of org/name alone");
    auto repo = repoOf(RepoType::Model, rest.first(2));
    if (!repo)
        return fail(repo.error());
    const std::string name = percentDecoded(rest[3]).value_or("");
    if (rest[2] == "manifests")
        return isTag(name) ? Result<DoorRequest>(DoorRequest{OciManifest{std::move(*repo), name}})
                           : bad("the tag is not well formed");
    constexpr std::string_view algorithm = "sha256:";
    if (!name.starts_with(algorithm))
        return bad("blobs are named by sha256");
    auto digest = sha256Of(std::string_view(name).substr(algorithm.size()));
    if (!digest)
        return fail(digest.error());
    return DoorRequest{OciBlob{std::move(*repo), std::move(*digest), std::string(query.value("grant"))}};
}

Result<DoorRequest> lfs(RepoKey repo, Segments rest, const Query &query)
{
    if (!rest.empty() && rest[0] == "locks")
        return DoorRequest{LfsLocks{std::move(repo)}};
    if (rest.size() != 2 || rest[0] != "objects")
        return fail(ErrorCode::NotFoundHere, "git-lfs has nothing at this address");
    if (rest[1] == "batch")
        return DoorRequest{LfsBatch{std::move(repo)}};
    auto oid = sha256Of(rest[1]);
    if (!oid)
        return fail(oid.error());
    return DoorRequest{LfsObject{std::move(repo), std::move(*oid), std::string(query.value("grant"))}};
}

/// rest: what follows the repo.
Parsed gitDoor(RepoType type, Segments id, Segments rest, const Query &query)
{
    const bool isPack = rest.size() == 1 && (rest[0] == "git-upload-pack" || rest[0] == "git-receive-pack");
    const bool isRefs = rest.size() == 2 && rest[0] == "info" && rest[1] == "refs";
    const bool isLfs = rest.size() >= 3 && rest[0] == "info" && rest[1] == "lfs";
    if (!isPack && !isRefs && !isLfs)
        return std::nullopt;
    auto repo = repoOf(type, id);
    if (!repo)
        return fail(repo.error());
    if (isLfs)
        return lfs(std::move(*repo), rest.subspan(2), query);
    if (isPack)
        return DoorRequest{GitPack{std::move(*repo), rest[0] == "git-receive-pack"}};
    const std::string_view service = query.value("service");
    if (service != "git-upload-pack" && service != "git-receive-pack")
        return fail(ErrorCode::NotFoundHere, "git before version 1.6.6 is not served");
    return DoorRequest{GitRefs{std::move(*repo), service == "git-receive-pack"}};
}

} // namespace

std::optional<Result<DoorRequest>> parseDoor(Segments segments, const Query &query)
{
    if (segments.empty())
        return std::nullopt;
    if (segments[0] == "v2")
        return registry(segments.subspan(1), query);
    RepoType type = RepoType::Model;
    for (const RepoType named : {RepoType::Dataset, RepoType::Space, RepoType::Kernel}) {
        if (segments[0] == apiNameOf(named))
            type = named;
    }
    if (type != RepoType::Model)
        segments = segments.subspan(1);
    for (const std::size_t length : {std::size_t(2), std::size_t(1)}) {
        if (segments.size() <= length)
            continue;
        if (auto door = gitDoor(type, segments.first(length), segments.subspan(length), query))
            return door;
    }
    return std::nullopt;
}

std::string gitTarget(const RepoKey &repo, std::string_view rest)
{
    return "/" + std::string(urlPrefixOf(repo.type)) + repo.id.text() + ".git/" + std::string(rest);
}

std::string lfsObjectTarget(const RepoKey &repo, const BlobHash &oid)
{
    return gitTarget(repo, "info/lfs/objects/" + oid.text());
}

std::string ociBlobTarget(const RepoKey &repo, const BlobHash &digest)
{
    return "/v2/" + repo.id.text() + "/blobs/sha256:" + digest.text();
}

} // namespace mirrorlake::hub
