// An upstream in memory that does what a test says: holds, cuts, lies, fails. Every call is logged. Thread: any.
#pragma once

#include "upstream/hub.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace mirrorlake::test {

/// Bytes that look random and are the same for the same seed.
std::string contentOf(std::size_t size, unsigned seed);
BlobHash sha256Of(std::string_view bytes);
BlobHash gitSha1Of(std::string_view bytes);

/// Holds calls until a test opens it.
class Gate
{
public:
    void open();
    /// Waits until it is open. False if the sink wants no more.
    bool pass(const upstream::BodySink &sink) const;
    bool isOpen() const { return m_isOpen; }

private:
    std::atomic<bool> m_isOpen{false};
};

class ScriptedHub : public upstream::Hub
{
public:
    struct Call
    {
        int number = 0; ///< from 1
        upstream::FileSource source;
        ByteRange range;
    };
    using Script = std::function<Result<void>(const Call &call, upstream::BodySink &sink)>;

    /// A file that can be fetched, named by its hash (or by the one given, when upstream is to lie).
    upstream::FileSource put(std::string bytes, std::optional<BlobHash> name = std::nullopt);
    /// What happens on each call from now on; nothing: the bytes are sent.
    void script(Script script);

    /// Sends these bytes of the file, 16 KiB at a time; begin() first unless it was called.
    Result<void> send(const Call &call, ByteRange range, upstream::BodySink &sink) const;
    /// Sends other bytes than the file's at this offset of the file, and the right ones everywhere else.
    Result<void> sendCorrupt(const Call &call, ByteRange range, std::int64_t wrongByte, upstream::BodySink &sink) const;

    std::vector<Call> calls() const;
    std::int64_t sentBytes() const { return m_sent; }
    /// Every byte of the file once. A connection that is cut because the tail of its chunk goes to another one, as
    /// happens on a busy machine, may have sent one block in vain.
    bool hasSentOnce(const upstream::FileSource &source) const;
    int running() const { return m_running; }
    /// Waits until so many calls run at the same time, or have run in all.
    bool waitForRunning(int count) const;
    bool waitForCalls(int count) const;

    Result<upstream::Response> api(const upstream::Request &, const upstream::Credentials &) override;
    Result<upstream::FileFacts> file(const RepoKey &, const Revision &, const RepoPath &,
                                     const upstream::Credentials &) override;
    Result<void> bytes(const upstream::FileSource &source, ByteRange range, upstream::BodySink &sink) override;
    void remember(const RepoKey &, const RepoPath &, const upstream::FileFacts &) override {}
    std::string address() const override { return "https://scripted.invalid"; }

private:
    Result<void> sendBytes(std::string_view bytes, upstream::BodySink &sink) const;
    std::string_view contentFor(const Call &call) const;

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::map<BlobHash, std::string> m_files;
    Script m_script;
    std::vector<Call> m_calls;
    std::atomic<int> m_running{0};
    mutable std::atomic<std::int64_t> m_sent{0};
    mutable std::atomic<std::int64_t> m_refused{0}; ///< of these, in blocks that a sink took no longer whole
};

} // namespace mirrorlake::test
