#include "mirror/git/bodypipe.h"

#include <chrono>
#include <utility>

namespace mirrorlake::mirror {

class BodyPipe::Reader final : public BodyStream
{
public:
    explicit Reader(std::shared_ptr<BodyPipe> pipe) : m_pipe(std::move(pipe)) {}
    ~Reader() override { m_pipe->abandon(); }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    State take(std::string &bytes) override { return m_pipe->take(bytes); }
    void whenReady(std::function<void()> wake) override { m_pipe->whenReady(std::move(wake)); }

private:
    const std::shared_ptr<BodyPipe> m_pipe;
};

std::shared_ptr<BodyStream> BodyPipe::readingEnd()
{
    return std::make_shared<Reader>(shared_from_this());
}

bool BodyPipe::write(std::span<const char> bytes, const std::function<bool()> &isCancelled)
{
    std::function<void()> wake;
    {
        std::unique_lock lock(m_mutex);
        const auto isOver = [this] { return m_isAbandoned || m_bytes.size() < capacity; };
        while (!m_hasRoom.wait_for(lock, std::chrono::milliseconds(500), isOver)) {
            if (isCancelled())
                return false;
        }
        if (m_isAbandoned)
            return false;
        m_bytes.append(bytes.data(), bytes.size());
        wake = std::exchange(m_wake, nullptr);
    }
    if (wake)
        wake();
    return true;
}

void BodyPipe::close(BodyStream::State state)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
        wake = std::exchange(m_wake, nullptr);
    }
    if (wake)
        wake();
}

bool BodyPipe::isAbandoned() const
{
    const std::lock_guard lock(m_mutex);
    return m_isAbandoned;
}

void BodyPipe::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_isAbandoned = true;
    m_bytes.clear();
    m_wake = nullptr;
    m_hasRoom.notify_all();
}

BodyStream::State BodyPipe::take(std::string &bytes)
{
    bytes.clear();
    const std::lock_guard lock(m_mutex);
    if (m_bytes.empty())
        return m_state;
    bytes.swap(m_bytes);
    m_hasRoom.notify_all();
    return BodyStream::State::Ready;
}

void BodyPipe::whenReady(std::function<void()> wake)
{
    {
        const std::lock_guard lock(m_mutex);
        const bool isWaiting = m_bytes.empty() && m_state == BodyStream::State::Waiting;
        if (isWaiting) {
            m_wake = std::move(wake);
            return;
        }
    }
    wake();
}

} // namespace mirrorlake::mirror
