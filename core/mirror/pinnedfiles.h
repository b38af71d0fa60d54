// The public files of commits that were asked for in the last seconds, by the address as it was sent: asked for again,
// an address is neither taken apart nor looked up anew. Nothing of such a file can change but who may read it, which
// whoever takes it from here asks each time. Bounded in number and time. Thread: any; each call is a short lock.
#pragma once

#include "base/clock.h"
#include "base/httpmessage.h"
#include "base/ids.h"
#include "catalog/tree.h"

#include <mutex>
#include <unordered_map>

namespace mirrorlake::mirror {

/// One file that may be read by the one who asks.
struct FileContent
{
    RepoKey repo;
    CommitSha commit;
    RepoPath path;
    catalog::TreeEntry entry;
    BlobHash blob;
    bool isPublic = true;
    bool isImmutable = true; ///< asked by its commit
    std::string grantedTo{}; ///< Caller::fingerprint, of a closed file that is read by a grant
};

struct PinnedFile
{
    FileContent content;
    HeaderBlock headers; ///< those that depend on the file alone
};

class PinnedFiles
{
public:
    static constexpr std::size_t most = 8192;          ///< in all
    static constexpr std::chrono::seconds longest{10}; ///< that one is remembered

    explicit PinnedFiles(const Clock &clock) : m_clock(clock) {}

    std::shared_ptr<const PinnedFile> find(const std::string &target);
    void put(const std::string &target, std::shared_ptr<const PinnedFile> file);

private:
    using Files = std::unordered_map<std::string, std::shared_ptr<const PinnedFile>>;

    void age();

    const Clock &m_clock;
    std::mutex m_mutex;
    Clock::Steady m_begun{};
    Files m_newer; ///< since m_begun
    Files m_older;
};

} // namespace mirrorlake::mirror
