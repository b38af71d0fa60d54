// The addresses of the other doors to the same blobs: git over HTTP, git-lfs, and the registry that Ollama and old
// llama.cpp use (hub-protocol §1.7, §1.8). Every field comes out decoded and validated. Pure.
#pragma once

#include "base/ids.h"
#include "hub/query.h"

#include <optional>
#include <span>
#include <string>
#include <variant>

namespace mirrorlake::hub {

/// GET {prefix}{repo}[.git]/info/refs?service=git-upload-pack, or git-receive-pack for a push.
struct GitRefs
{
    RepoKey repo;
    bool isPush = false;
};

/// POST {prefix}{repo}[.git]/git-upload-pack, or git-receive-pack for a push.
struct GitPack
{
    RepoKey repo;
    bool isPush = false;
};

/// POST {prefix}{repo}.git/info/lfs/objects/batch.
struct LfsBatch
{
    RepoKey repo;
};

/// {prefix}{repo}.git/info/lfs/locks…, which a mirror has none of.
struct LfsLocks
{
    RepoKey repo;
};

/// GET {prefix}{repo}.git/info/lfs/objects/{oid}?grant=…: the hrefs of our own batch answers.
struct LfsObject
{
    RepoKey repo;
    BlobHash oid;
    std::string grant;
};

/// GET /v2/.
struct OciPing
{};

/// GET /v2/token: where a 401 of the registry sends its client.
struct OciToken
{};

/// GET /v2/{ns}/{repo}/manifests/{tag}.
struct OciManifest
{
    RepoKey repo;
    std::string tag; ///< quantisation, file name, "latest" or "sha256:…"
};

/// GET /v2/{ns}/{repo}/blobs/sha256:{hex}[?grant=…].
struct OciBlob
{
    RepoKey repo;
    BlobHash digest;
    std::string grant;
};

struct DoorRequest
{
    static constexpr bool isAnyMethod = true;
    std::variant<GitRefs, GitPack, LfsBatch, LfsLocks, LfsObject, OciPing, OciToken, OciManifest, OciBlob> kind;

    bool isGit() const { return std::holds_alternative<GitRefs>(kind) || std::holds_alternative<GitPack>(kind); }
    bool isLfs() const
    {
        return std::holds_alternative<LfsBatch>(kind) || std::holds_alternative<LfsLocks>(kind) ||
               std::holds_alternative<LfsObject>(kind);
    }
};

/// segments: of the path, encoded, without the first slash. Nothing if this is the address of no such door.
std::optional<Result<DoorRequest>> parseDoor(std::span<const std::string_view> segments, const Query &query);

/// "/datasets/org/name.git/{rest}".
std::string gitTarget(const RepoKey &repo, std::string_view rest);
/// "/org/name.git/info/lfs/objects/{oid}".
std::string lfsObjectTarget(const RepoKey &repo, const BlobHash &oid);
/// "/v2/org/name/blobs/sha256:{hex}".
std::string ociBlobTarget(const RepoKey &repo, const BlobHash &digest);

} // namespace mirrorlake::hub
