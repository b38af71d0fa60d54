#include "base/ids.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake {

namespace {

struct TypeNames
{
    RepoType type;
    std::string_view api;
    std::string_view prefix;
};

constexpr std::array typeNames{
    TypeNames{RepoType::Model, "models", ""},
    TypeNames{RepoType::Dataset, "datasets", "datasets/"},
    TypeNames{RepoType::Space, "spaces", "spaces/"},
    TypeNames{RepoType::Kernel, "kernels", "kernels/"},
};

/// First words of the Hub's own paths: no organisation has them for a name.
constexpr std::array<std::string_view, 4> reservedOwners{"api", "datasets", "spaces", "kernels"};

bool isIdSegment(std::string_view segment)
{
    const auto isAllowed = [](char c) { return isAlphaNumeric(c) || c == '.' || c == '_' || c == '-'; };
    return !segment.empty() && segment.size() <= 96 && std::ranges::all_of(segment, isAllowed)
        && segment.front() != '.' && segment.front() != '-' && segment.find("--") == std::string_view::npos
        && segment.find("..") == std::string_view::npos;
}

/// Shared by revisions and paths: bounded, valid UTF-8, no control character, no empty or dot segment.
bool isSafeRelative(std::string_view text)
{
    if (text.empty() || text.size() > 1024 || !isValidUtf8(text) || hasControlCharacter(text)
        || text.find('\\') != std::string_view::npos)
        return false;
    return std::ranges::all_of(split(text, '/'), [](std::string_view segment) {
        return !segment.empty() && segment != "." && segment != "..";
    });
}

bool isLowerHex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

std::string_view apiNameOf(RepoType type)
{
    return typeNames[static_cast<std::size_t>(type)].api;
}

std::string_view urlPrefixOf(RepoType type)
{
    return typeNames[static_cast<std::size_t>(type)].prefix;
}

Result<RepoId> RepoId::parse(std::string_view text)
{
    const auto segments = split(text, '/');
    const bool isReserved = segments.size() == 2 && std::ranges::find(reservedOwners, segments.front()) != reservedOwners.end();
    if (segments.size() > 2 || isReserved || !std::ranges::all_of(segments, isIdSegment))
        return fail(ErrorCode::BadRequest, "the repository id is not valid: use 'name' or 'organisation/name'");
    return RepoId(std::string(text));
}

std::string RepoKey::text() const
{
    return origin + ":" + std::string(apiNameOf(type)) + "/" + id.text();
}

Result<RepoKey> RepoKey::parse(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::size_t slash = text.find('/');
    if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon)
        return fail(ErrorCode::BadRequest, "the repository key is not valid");
    const std::string_view api = text.substr(colon + 1, slash - colon - 1);
    const auto row = std::ranges::find(typeNames, api, &TypeNames::api);
    if (row == typeNames.end())
        return fail(ErrorCode::BadRequest, "the repository type is not known");
    return RepoId::parse(text.substr(slash + 1)).map([&](RepoId id) {
        return RepoKey{row->type, std::move(id), std::string(text.substr(0, colon))};
    });
}

Result<CommitSha> CommitSha::parse(std::string_view text)
{
    if (text.size() != 40 || !isLowerHex(text))
        return fail(ErrorCode::BadRequest, "a commit has 40 hex digits");
    return CommitSha(std::string(text));
}

Result<Revision> Revision::parse(std::string_view text)
{
    if (!isSafeRelative(text))
        return fail(ErrorCode::BadRequest, "the revision is not valid");
    return Revision(std::string(text));
}

bool Revision::isCommit() const
{
    return m_text.size() == 40 && isLowerHex(m_text);
}

Result<RepoPath> RepoPath::parse(std::string_view text)
{
    if (!isSafeRelative(text))
        return fail(ErrorCode::BadRequest, "the file path is not valid");
    return RepoPath(std::string(text));
}

std::string_view RepoPath::fileName() const
{
    const std::string_view path = m_text;
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

Result<BlobHash> BlobHash::parse(std::string_view hex)
{
    if ((hex.size() != 40 && hex.size() != 64) || !isLowerHex(hex))
        return fail(ErrorCode::BadRequest, "a blob's hash has 40 or 64 hex digits");
    return BlobHash(std::string(hex));
}

} // namespace mirrorlake
