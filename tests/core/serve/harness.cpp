#include "core/serve/harness.h"

#include <thread>

namespace mirrorlake::test {

namespace {

constexpr std::chrono::seconds patience{20};

serve::ServerOptions onFreePort(serve::ServerOptions options)
{
    options.listen = {"127.0.0.1:0"};
    return options;
}

/// Every 8 bytes name their own place in the file.
std::string placeMarks(std::int64_t begin, std::int64_t end)
{
    std::string text(static_cast<std::size_t>(end - begin), '\0');
    for (std::int64_t at = begin; at < end; ++at) {
        const auto word = static_cast<std::uint64_t>(at / 8) * 0x9e3779b97f4a7c15;
        text[static_cast<std::size_t>(at - begin)] = static_cast<char>(word >> (at % 8 * 8));
    }
    return text;
}

} // namespace

void Counter::add()
{
    const std::lock_guard lock(m_mutex);
    ++m_value;
    m_changed.notify_all();
}

int Counter::value() const
{
    const std::lock_guard lock(m_mutex);
    return m_value;
}

bool Counter::waitFor(int value) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_value >= value; });
}

void HoldingService::serve(std::shared_ptr<const HttpRequest>, ReplySink reply)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sinks.push_back(std::move(reply));
    }
    held.add();
}

ReplySink HoldingService::take()
{
    const std::lock_guard lock(m_mutex);
    ReplySink sink = std::move(m_sinks.front());
    m_sinks.erase(m_sinks.begin());
    return sink;
}

HttpReply textReply(std::string text, int status)
{
    HttpReply reply;
    reply.status = status;
    reply.headers.add("Content-Type", "text/plain");
    reply.text = std::move(text);
    return reply;
}

GrowingBody::GrowingBody(std::int64_t size) : GrowingBody(size, size) {}

GrowingBody::GrowingBody(std::int64_t size, std::int64_t readable) : size(size), m_readable(readable)
{
    if (!m_file.open())
        qFatal("no temporary file");
    const std::string text = placeMarks(0, size);
    m_file.write(text.data(), static_cast<qint64>(text.size()));
    m_file.flush();
}

void GrowingBody::grow(std::int64_t readable)
{
    std::unique_lock lock(m_mutex);
    m_readable = readable;
    wakeOutside(std::move(lock));
}

void GrowingBody::fail()
{
    std::unique_lock lock(m_mutex);
    m_hasFailed = true;
    wakeOutside(std::move(lock));
}

void GrowingBody::wakeOutside(std::unique_lock<std::mutex> lock)
{
    const auto wake = std::exchange(m_wake, nullptr);
    lock.unlock();
    if (wake)
        wake();
}

std::string GrowingBody::content(std::int64_t begin, std::int64_t end) const
{
    return placeMarks(begin, end);
}

std::int64_t GrowingBody::readableEnd(std::int64_t from) const
{
    const std::lock_guard lock(m_mutex);
    return std::max(from, m_readable);
}

void GrowingBody::whenReadable(std::int64_t from, std::function<void()> wake)
{
    std::unique_lock lock(m_mutex);
    if (m_wake)
        hadTwoWaits = true;
    m_wake = std::move(wake);
    if (m_readable > from || m_hasFailed)
        wakeOutside(std::move(lock));
    else
        lock.unlock();
    waits.add();
}

std::optional<Error> GrowingBody::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasFailed ? std::optional(Error{ErrorCode::HashMismatch, "the bytes are wrong"}) : std::nullopt;
}

HttpReply fileReply(std::shared_ptr<FileBody> body, ByteRange range)
{
    HttpReply reply;
    reply.file = std::move(body);
    reply.fileRange = range;
    return reply;
}

RunningServer::RunningServer(HttpService &service, serve::ServerOptions options)
    : m_server(onFreePort(std::move(options)), service)
{
    const Result<void> started = m_server.start();
    if (!started)
        qFatal("%s", started.error().message.c_str());
    m_endpoint = m_server.endpoints().front();
}

bool RunningServer::waitUntilEmpty() const
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (m_server.connections() > 0) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

} // namespace mirrorlake::test
