// The readers of one fill: what each wants, what it was given, and who waits for which byte. Wakes are handed out as
// functions, to be called when no lock is held. Pure but for those functions. Thread: none; the fill guards it.
#pragma once

#include "base/byterange.h"
#include "base/error.h"
#include "fill/chunkplanner.h"
#include "fill/intervalset.h"
#include "fill/readeridentity.h"
#include "upstream/linelimit.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mirrorlake::fill {

using Wake = std::function<void()>;
/// How fast a reader that wants nothing soon lets bytes come; null: as fast as they can.
using Pace = std::shared_ptr<upstream::LineLimit>;

class ReaderSet
{
public:
    int add(const ReaderIdentity &identity, ByteRange want, Pace pace = nullptr);
    void remove(int reader);
    int count() const { return static_cast<int>(m_readers.size()); }
    /// Readers that want bytes soon, unlike a pre-download.
    bool hasDemand() const;
    /// What all readers agree to wait for: nothing when one of them does not, the fastest when each has its own.
    Pace pace() const;

    /// The reader stands at from and may send up to end.
    void give(int reader, std::int64_t from, std::int64_t end);
    void wait(int reader, std::int64_t from, Wake wake);
    /// The wakes of those who wait for a byte of this range; each is handed out once.
    std::vector<Wake> takeWaiting(ByteRange range);
    std::vector<Wake> takeAllWaiting();
    std::vector<Demand> demands() const;

    std::optional<Error> failure(int reader) const;
    /// Whoever was given a byte of the range fails with this error, and is named; also those who have left. So do the
    /// other readers of those named that do not begin at zero: the parts of one file that is fetched in pieces. Failed
    /// readers that wait are added to the wakes.
    /// Ends those who have the beginning from elsewhere, as from an earlier run.
    void endParts(const Error &error, std::vector<Wake> &wakes);
    /// Ends those who wait for their first byte; they can be told why.
    void endUnserved(const Error &error, std::vector<Wake> &wakes);
    std::vector<ReaderIdentity> taint(ByteRange range, const Error &error, std::vector<Wake> &wakes);

private:
    struct Reader
    {
        ReaderIdentity identity;
        ByteRange want;
        Pace pace;
        std::int64_t position = 0;
        IntervalSet given;
        std::optional<Error> failure;
        bool isWaiting = false;
        Wake wake;
    };

    void endWait(Reader &reader, int id);
    void end(int id, Reader &reader, const Error &error, std::vector<Wake> &wakes);

    std::map<int, Reader> m_readers;
    std::multimap<std::int64_t, int> m_waiting;   // byte waited for -> reader
    std::map<ReaderIdentity, IntervalSet> m_left; // what readers that are gone were given
    int m_lastId = 0;
};

} // namespace mirrorlake::fill
