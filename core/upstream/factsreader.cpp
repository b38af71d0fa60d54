#include "upstream/factsreader.h"

#include "base/text.h"

#include <charconv>

namespace mirrorlake::upstream {

namespace {

std::optional<std::int64_t> sizeIn(std::optional<std::string_view> field)
{
    std::int64_t size = 0;
    if (!field)
        return std::nullopt;
    const auto [end, error] = std::from_chars(field->data(), field->data() + field->size(), size);
    const bool isWhole = error == std::errc() && end == field->data() + field->size() && !field->empty();
    return isWhole && size >= 0 ? std::optional(size) : std::nullopt;
}

bool isRedirect(const Response &answer)
{
    return answer.status >= 300 && answer.status < 400;
}

} // namespace

std::optional<BlobHash> blobOfTag(std::string_view tag)
{
    tag = trimmed(tag);
    if (tag.starts_with("W/"))
        tag.remove_prefix(2);
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"')
        tag = tag.substr(1, tag.size() - 2);
    auto blob = BlobHash::parse(tag);
    return blob ? std::optional(std::move(*blob)) : std::nullopt;
}

std::optional<BlobHash> promisedBlob(const Response &answer)
{
    if (const auto linked = answer.header("x-linked-etag"))
        return blobOfTag(*linked);
    const auto tag = answer.header("etag");
    if (!tag || isRedirect(answer) || trimmed(*tag).starts_with("W/"))
        return std::nullopt; // the tag of a redirect is that of its text; a weak one names no bytes
    return blobOfTag(*tag);
}

FactsReader::FactsReader(const Revision &revision)
{
    if (revision.isCommit()) {
        if (auto commit = CommitSha::parse(revision.text()))
            m_commit = std::move(*commit); // a mirror that does not repeat it can mean no other
    }
}

void FactsReader::take(const Response &answer)
{
    if (const auto field = answer.header("x-repo-commit")) {
        if (auto commit = CommitSha::parse(*field))
            m_commit = std::move(*commit);
    }
    if (auto blob = promisedBlob(answer))
        m_blob = std::move(blob);
    if (const auto linked = sizeIn(answer.header("x-linked-size")))
        m_size = *linked;
    else if (!isRedirect(answer))
        m_size = sizeIn(answer.header("content-length")).value_or(m_size);
    const auto xet = answer.header("x-xet-hash");
    if (xet && BlobHash::parse(*xet) && xet->size() == 64)
        m_xetHash = *xet;
}

Result<FileFacts> FactsReader::facts(std::string location) const
{
    if (!m_commit)
        return fail(ErrorCode::UpstreamBroken, "the answer names no commit (X-Repo-Commit)");
    if (!m_blob)
        return fail(ErrorCode::UpstreamBroken, "the answer names no blob (no strong ETag that is a hash)");
    FileFacts facts{*m_commit, *m_blob};
    facts.size = m_size;
    facts.isLfs = m_blob->kind() == BlobHash::Kind::Sha256;
    facts.xetHash = m_xetHash;
    facts.location = std::move(location);
    return facts;
}

} // namespace mirrorlake::upstream
