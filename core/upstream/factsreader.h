// What a chain of answers to HEAD resolve says of a file (hub-protocol §2.1): the newest word on each fact wins.
// Pure. Thread: one.
#pragma once

#include "upstream/hub.h"

#include <optional>
#include <string>

namespace mirrorlake::upstream {

/// The blob named by an entity tag, quotes and a leading W/ taken off; nothing if it names none.
std::optional<BlobHash> blobOfTag(std::string_view tag);

/// The blob that an answer promises: X-Linked-Etag, else a strong ETag of an answer that is no redirect.
std::optional<BlobHash> promisedBlob(const Response &answer);

class FactsReader
{
public:
    explicit FactsReader(const Revision &revision);

    void take(const Response &answer);
    /// Commit, blob and size are known: no further hop is needed.
    bool isComplete() const { return m_commit && m_blob && m_size >= 0; }
    /// Commit and blob are known; the size may be missing.
    bool isUsable() const { return m_commit && m_blob; }

    /// location: where the bytes are. Error: UpstreamBroken, naming what no answer said.
    Result<FileFacts> facts(std::string location) const;

private:
    std::optional<CommitSha> m_commit;
    std::optional<BlobHash> m_blob;
    std::int64_t m_size = -1;
    std::string m_xetHash;
};

} // namespace mirrorlake::upstream
