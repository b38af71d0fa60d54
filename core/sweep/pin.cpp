#include "sweep/pin.h"

#include "base/text.h"

#include <fnmatch.h>

#include <algorithm>

namespace mirrorlake::sweep {

namespace {

constexpr std::size_t longest = 1024;

bool matches(const std::string &pattern, const std::string &text)
{
    return ::fnmatch(pattern.c_str(), text.c_str(), FNM_NOESCAPE) == 0;
}

/// Of a name of the Hub, or what stands for any of it.
bool isPattern(std::string_view text)
{
    constexpr std::string_view others = "._-/*?[]!";
    return std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               others.find(c) != std::string_view::npos;
    });
}

} // namespace

std::string nameOf(const RepoKey &repo)
{
    return std::string(urlPrefixOf(repo.type)) + repo.id.text();
}

Result<Pin> Pin::parse(std::string_view text)
{
    if (text.empty() || text.size() > longest || hasControlCharacter(text) || !isValidUtf8(text))
        return fail(ErrorCode::BadRequest, "a pin is REPO[@REVISION][:PATH], at most 1024 bytes");
    Pin pin;
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos)
        pin.path = text.substr(colon + 1);
    text = text.substr(0, colon);
    const std::size_t at = text.find('@');
    if (at != std::string_view::npos)
        pin.revision = text.substr(at + 1);
    pin.repo = text.substr(0, at);
    if (!isPattern(pin.repo) || pin.repo.find("..") != std::string::npos || pin.repo.starts_with('/') ||
        pin.path.starts_with('/'))
        return fail(ErrorCode::BadRequest, "a pin is REPO[@REVISION][:PATH], such as org/name, org/* or "
                                           "datasets/org/name:data/*; this names nothing that could be held");
    if (pin.repo.empty())
        return fail(ErrorCode::BadRequest, "a pin begins with a repo, such as org/name or org/*");
    if (at != std::string_view::npos && !Revision::parse(pin.revision))
        return fail(ErrorCode::BadRequest, "what stands behind @ is no revision");
    return pin;
}

std::string Pin::text() const
{
    return repo + (revision.empty() ? "" : "@" + revision) + (path.empty() ? "" : ":" + path);
}

bool Pin::matchesRepo(const RepoKey &key) const
{
    return matches(repo, nameOf(key));
}

bool Pin::matchesPath(std::string_view file) const
{
    return path.empty() || matches(path, std::string(file));
}

} // namespace mirrorlake::sweep
