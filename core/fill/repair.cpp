#include "fill/repair.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace mirrorlake::fill {

namespace {

/// Of the last byte, which goes out only when the hash is right.
struct LastByte
{
    std::mutex mutex;
    std::condition_variable changed;
    bool isSettled = false;
};

} // namespace

Result<void> Repair::mend(const upstream::FileSource &source)
{
    if (source.size == 0)
        return {};
    const Joined joined = m_filler.join(source, {0, 0}, {"", "repair", ""});
    const std::int64_t last = source.size - 1;
    const auto isSettled = [&] { return joined.body->readableEnd(last) > last || joined.body->failure(); };
    while (!isSettled()) {
        // The wake may come late, and after this call is over.
        const auto told = std::make_shared<LastByte>();
        joined.body->whenReadable(last, [told] {
            const std::lock_guard lock(told->mutex);
            told->isSettled = true;
            told->changed.notify_all();
        });
        std::unique_lock lock(told->mutex);
        while (!told->isSettled) {
            told->changed.wait_for(lock, std::chrono::milliseconds(100));
            if (m_isStopped)
                return fail(ErrorCode::Cancelled, "the repair was stopped");
        }
    }
    // The last byte can be read a moment before the file has its place.
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!isInPlace(source)) {
        if (std::chrono::steady_clock::now() > patience)
            return fail(ErrorCode::Io, "the file is right, and is not put in its place: check the disk");
        if (const auto failure = joined.body->failure())
            return fail(*failure);
        if (m_isStopped)
            return fail(ErrorCode::Cancelled, "the repair was stopped");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return {};
}

} // namespace mirrorlake::fill
