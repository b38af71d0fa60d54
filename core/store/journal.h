// The journal of one unfinished blob on disk: read once when opened, then only appended to. In memory it is nine bytes
// a piece. Thread: any; guarded inside.
#pragma once

#include "store/disk.h"
#include "store/journalformat.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace mirrorlake::store {

class Journal
{
public:
    /// Continues the journal that is there if it is this blob's, else begins a new one.
    static Result<std::unique_ptr<Journal>> open(std::shared_ptr<Disk> disk, const std::filesystem::path &path,
                                                 const JournalHeader &header);

    bool wasContinued() const { return m_wasContinued; }
    Result<void> note(const JournalRecord &record);
    /// Claimed and unhashed pieces, in order.
    std::vector<std::uint32_t> pieces() const;
    /// Nothing for a piece that is not noted.
    std::optional<JournalRecord> find(std::uint32_t piece) const;

private:
    enum class State : unsigned char
    {
        Absent,
        Claimed,
        Unhashed
    };

    Journal(std::shared_ptr<Disk> disk, Descriptor file, const JournalHeader &header);
    bool readBack(const JournalHeader &expected);
    Result<void> begin(const JournalHeader &header);
    void remember(const JournalRecord &record);

    std::shared_ptr<Disk> m_disk;
    Descriptor m_file;
    bool m_wasContinued = false;
    mutable std::mutex m_mutex;
    std::int64_t m_end = 0;
    std::vector<State> m_states;         // one a piece
    std::vector<std::uint64_t> m_hashes; // one a piece
};

/// The header of a journal file, or nothing if there is none that can be read.
std::optional<JournalHeader> readJournalHeader(Disk &disk, const std::filesystem::path &path);
/// How many bytes of the blob a journal file notes as being on disk; 0 if it cannot be read.
std::int64_t bytesNoted(Disk &disk, const std::filesystem::path &path);

} // namespace mirrorlake::store
