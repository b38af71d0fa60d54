// One look through the cache: chooses the blobs, reads them, gives what is damaged a name that people know, and has it
// mended if that was asked for. Thread: run() takes the caller's own for as long as it needs; all else any.
#pragma once

#include "fill/repair.h"
#include "store/verification.h"
#include "sweep/librarian.h"
#include "verify/report.h"
#include "verify/sources.h"

#include <mutex>

namespace mirrorlake::verify {

/// What it works with; all outlive it.
struct Parts
{
    catalog::Catalog &catalog;
    store::BlobStore &store;
    fill::Filler &filler;
    const Clock &clock;
};

class Inspection
{
public:
    /// begun: with number and order. limit: of reading, 0 for none.
    Inspection(Parts parts, Report begun, BytesPerSecond limit);

    void run();
    /// run() returns soon.
    void stop();
    Report report() const;

private:
    Result<void> carryOut();
    Result<std::vector<sweep::HeldBlob>> chosen() const;
    /// On a thread behind all others, which mending must not be: the workers of a fill would inherit that.
    Result<void> readInBackground(const std::vector<sweep::HeldBlob> &blobs);
    Result<void> read(const std::vector<sweep::HeldBlob> &blobs);
    Result<void> note(const store::NamedBlob &blob, store::Finding finding);
    /// Takes out what was let go meanwhile, and names the rest.
    Result<void> settle();
    void mend();
    /// What stands in the way of all others too, if that is why it was not mended.
    std::optional<Error> mend(Damage &damage);
    void recount(Phase phase);

    const Parts m_parts;
    store::Verification m_verification;
    fill::Repair m_repair;
    const Order m_order;
    std::atomic<bool> m_isStopped{false};
    std::vector<Damage> m_found; ///< all of them; of run()'s thread and that for reading, one after the other
    Sources m_sources;           ///< of what was found; of run()'s thread
    Clock::Steady m_settledAt{};
    mutable std::mutex m_mutex;
    Report m_report; ///< guarded by the mutex
};

} // namespace mirrorlake::verify
