#include "hub/targetparts.h"

#include "base/text.h"

namespace mirrorlake::hub {

tl::unexpected<Error> notHere()
{
    return fail(ErrorCode::NotFoundHere, "this mirror has nothing at this address");
}

std::string joined(Segments segments)
{
    std::string text;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (i > 0)
            text += '/';
        text += segments[i];
    }
    return text;
}

Result<RepoPath> parsePath(Segments segments)
{
    const std::string raw = joined(segments);
    return RepoPath::parse(percentDecoded(raw).value_or(raw));
}

Result<RepoKey> parseRepo(RepoType type, Segments segments)
{
    const auto decoded = percentDecoded(joined(segments));
    if (!decoded)
        return fail(ErrorCode::BadRequest, "the repository id is not well encoded");
    return RepoId::parse(*decoded).map([&](RepoId id) { return RepoKey{type, std::move(id)}; });
}

Result<Revision> takeRevision(Segments &rest)
{
    if (rest.empty())
        return fail(ErrorCode::BadRequest, "the revision is missing");
    const bool isRawRef = rest.size() >= 3 && rest[0] == "refs" && (rest[1] == "pr" || rest[1] == "convert");
    const Segments own = rest.first(isRawRef ? 3 : 1);
    rest = rest.subspan(own.size());
    const auto decoded = percentDecoded(joined(own));
    if (!decoded)
        return fail(ErrorCode::BadRequest, "the revision is not well encoded");
    return Revision::parse(*decoded);
}

Result<std::string> cleanPath(Segments segments)
{
    std::string path;
    for (const std::string_view segment : segments) {
        const auto decoded = percentDecoded(segment);
        const bool isPlain = decoded && !decoded->empty() && *decoded != "." && *decoded != ".." &&
                             isValidUtf8(*decoded) && !hasControlCharacter(*decoded) && decoded->size() <= 256;
        if (!isPlain || path.size() > 2048)
            return fail(ErrorCode::BadRequest, "the address is not well formed");
        path += (path.empty() ? "" : "/") + percentEncoded(*decoded);
    }
    return path;
}

} // namespace mirrorlake::hub
