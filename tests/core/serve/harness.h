// What the tests of serve share: services made of a function, a file body that grows when the test says so, a watch
// that remembers, and a barrier that other threads can pass.
#pragma once

#include "base/httpmessage.h"
#include "serve/server.h"

#include <QTemporaryFile>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace mirrorlake::test {

/// Counts up; others wait until it is high enough. Every wait ends within 20 s.
class Counter
{
public:
    void add();
    int value() const;
    bool waitFor(int value) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    int m_value = 0;
};

class FunctionService final : public HttpService
{
public:
    using Function = std::function<void(std::shared_ptr<const HttpRequest>, ReplySink)>;
    explicit FunctionService(Function function) : m_function(std::move(function)) {}
    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override
    {
        m_function(request, std::move(reply));
    }

private:
    Function m_function;
};

/// Keeps the sinks, so that the test answers when it likes.
class HoldingService final : public HttpService
{
public:
    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;
    ReplySink take(); ///< the oldest that is held

    Counter held;

private:
    std::mutex m_mutex;
    std::vector<ReplySink> m_sinks;
};

HttpReply textReply(std::string text, int status = 200);

/// A file of the given size with a content that any piece of tells its place, of which only a part is readable until
/// grow().
class GrowingBody final : public FileBody
{
public:
    explicit GrowingBody(std::int64_t size);
    GrowingBody(std::int64_t size, std::int64_t readable);

    void grow(std::int64_t readable);
    void fail();
    std::string path() const { return m_file.fileName().toStdString(); }
    /// What stands in [begin, end).
    std::string content(std::int64_t begin, std::int64_t end) const;

    int descriptor() const override { return m_file.handle(); }
    std::int64_t readableEnd(std::int64_t from) const override;
    void whenReadable(std::int64_t from, std::function<void()> wake) override;
    std::optional<Error> failure() const override;

    Counter waits; ///< calls of whenReadable()
    std::atomic<bool> hadTwoWaits{false};
    const std::int64_t size;

private:
    void wakeOutside(std::unique_lock<std::mutex> lock);

    QTemporaryFile m_file;
    mutable std::mutex m_mutex;
    std::int64_t m_readable;
    bool m_hasFailed = false;
    std::function<void()> m_wake;
};

/// A FileBody that forwards to another; its end of life shows that nobody holds the reply any more.
class BorrowedBody final : public FileBody
{
public:
    BorrowedBody(GrowingBody &body, Counter &released) : m_body(body), m_released(released) {}
    ~BorrowedBody() override { m_released.add(); }
    int descriptor() const override { return m_body.descriptor(); }
    std::int64_t readableEnd(std::int64_t from) const override { return m_body.readableEnd(from); }
    void whenReadable(std::int64_t from, std::function<void()> wake) override
    {
        m_body.whenReadable(from, std::move(wake));
    }
    std::optional<Error> failure() const override { return m_body.failure(); }

private:
    GrowingBody &m_body;
    Counter &m_released;
};

HttpReply fileReply(std::shared_ptr<FileBody> body, ByteRange range);

class RememberingWatch final : public TransferWatch
{
public:
    void sent(std::int64_t bytes) override { total += bytes; }
    void ended(bool isWhole) override
    {
        wasWhole = isWhole;
        ends.add();
    }

    std::atomic<std::int64_t> total{0};
    std::atomic<bool> wasWhole{false};
    Counter ends;
};

/// A server on a free port of 127.0.0.1, started.
class RunningServer
{
public:
    explicit RunningServer(HttpService &service, serve::ServerOptions options = {});

    const std::string &endpoint() const { return m_endpoint; }
    serve::Server &server() { return m_server; }
    /// Ends within 20 s when every connection is gone.
    bool waitUntilEmpty() const;

private:
    serve::Server m_server;
    std::string m_endpoint;
};

} // namespace mirrorlake::test
