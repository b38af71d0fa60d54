// A pipe of bounded memory between a thread that fetches a body and the connection that sends it on. The fetching side
// waits while the pipe is full, and is told when nobody wants the rest. Thread: write(), end() and fail() from the
// fetching thread; the reading end from the connection's.
#pragma once

#include "base/bodystream.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>

namespace mirrorlake::mirror {

class BodyPipe : public std::enable_shared_from_this<BodyPipe>
{
public:
    static constexpr std::size_t capacity = 256 * 1024;

    /// Given to the reply; when it is destroyed the pipe is abandoned. Once.
    std::shared_ptr<BodyStream> readingEnd();

    /// Waits for room. False when the rest is not wanted any more, as isCancelled too may say.
    bool write(std::span<const char> bytes, const std::function<bool()> &isCancelled);
    void end() { close(BodyStream::State::Ended); }
    void fail() { close(BodyStream::State::Failed); }
    bool isAbandoned() const;

private:
    class Reader;
    void close(BodyStream::State state);
    void abandon();
    BodyStream::State take(std::string &bytes);
    void whenReady(std::function<void()> wake);

    mutable std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    std::string m_bytes;
    BodyStream::State m_state = BodyStream::State::Waiting; ///< what follows the bytes
    bool m_isAbandoned = false;
    std::function<void()> m_wake;
};

} // namespace mirrorlake::mirror
