#include "core/fill/scriptedhub.h"

#include "store/blobdigest.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

namespace mirrorlake::test {

namespace {

constexpr std::chrono::seconds patience{30};

BlobHash nameOf(std::string_view bytes, BlobHash::Kind kind)
{
    store::BlobDigest digest(kind, static_cast<std::int64_t>(bytes.size()));
    digest.update(bytes);
    return *BlobHash::parse(digest.finish());
}

} // namespace

std::string contentOf(std::size_t size, unsigned seed)
{
    std::string bytes(size + sizeof(std::uint64_t), '\0');
    std::uint64_t state = 0x9e37'79b9'7f4a'7c15ULL * (seed + 1);
    for (std::size_t at = 0; at < size; at += sizeof state) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        std::memcpy(bytes.data() + at, &state, sizeof state);
    }
    bytes.resize(size);
    return bytes;
}

BlobHash sha256Of(std::string_view bytes)
{
    return nameOf(bytes, BlobHash::Kind::Sha256);
}

BlobHash gitSha1Of(std::string_view bytes)
{
    return nameOf(bytes, BlobHash::Kind::GitSha1);
}

void Gate::open()
{
    m_isOpen = true;
}

bool Gate::pass(const upstream::BodySink &sink) const
{
    while (!m_isOpen) {
        if (sink.isCancelled())
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

upstream::FileSource ScriptedHub::put(std::string bytes, std::optional<BlobHash> name)
{
    const BlobHash hash = name ? *name : sha256Of(bytes);
    const upstream::FileSource source{.repo = {RepoType::Model, *RepoId::parse("org/name")},
                                      .commit = *CommitSha::parse(std::string(40, 'c')),
                                      .path = *RepoPath::parse("model.bin"),
                                      .blob = hash,
                                      .size = static_cast<std::int64_t>(bytes.size()),
                                      .isLfs = hash.kind() == BlobHash::Kind::Sha256,
                                      .credentials = {}};
    const std::lock_guard lock(m_mutex);
    m_files.insert_or_assign(hash, std::move(bytes));
    return source;
}

void ScriptedHub::script(Script script)
{
    const std::lock_guard lock(m_mutex);
    m_script = std::move(script);
}

std::string_view ScriptedHub::contentFor(const Call &call) const
{
    const std::lock_guard lock(m_mutex);
    return m_files.at(call.source.blob);
}

Result<void> ScriptedHub::sendBytes(std::string_view bytes, upstream::BodySink &sink) const
{
    constexpr std::size_t step = 16 * 1024;
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, step);
        m_sent += static_cast<std::int64_t>(part.size());
        if (!sink.write(part)) {
            m_refused += static_cast<std::int64_t>(part.size());
            return fail(ErrorCode::Cancelled, "the sink wants no more");
        }
        bytes.remove_prefix(part.size());
    }
    return {};
}

bool ScriptedHub::hasSentOnce(const upstream::FileSource &source) const
{
    return m_sent >= source.size && m_sent - m_refused <= source.size;
}

Result<void> ScriptedHub::send(const Call &call, ByteRange range, upstream::BodySink &sink) const
{
    const std::string_view content = contentFor(call);
    return sendBytes(content.substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.length())),
                     sink);
}

Result<void> ScriptedHub::sendCorrupt(const Call &call, ByteRange range, std::int64_t wrongByte,
                                      upstream::BodySink &sink) const
{
    std::string bytes(
        contentFor(call).substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.length())));
    if (wrongByte >= range.begin && wrongByte < range.end)
        bytes[static_cast<std::size_t>(wrongByte - range.begin)] ^= 0x40;
    return sendBytes(bytes, sink);
}

std::vector<ScriptedHub::Call> ScriptedHub::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

bool ScriptedHub::waitForRunning(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_running >= count; });
}

bool ScriptedHub::waitForCalls(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return static_cast<int>(m_calls.size()) >= count; });
}

Result<upstream::Response> ScriptedHub::api(const upstream::Request &, const upstream::Credentials &)
{
    return fail(ErrorCode::Internal, "no metadata here");
}

Result<upstream::FileFacts> ScriptedHub::file(const RepoKey &, const Revision &, const RepoPath &,
                                              const upstream::Credentials &)
{
    return fail(ErrorCode::Internal, "no metadata here");
}

Result<void> ScriptedHub::bytes(const upstream::FileSource &source, ByteRange range, upstream::BodySink &sink)
{
    Script script;
    Call call{0, source, range};
    {
        const std::lock_guard lock(m_mutex);
        call.number = static_cast<int>(m_calls.size()) + 1;
        m_calls.push_back(call);
        script = m_script;
        ++m_running;
    }
    m_changed.notify_all();
    Result<void> result;
    if (!sink.begin({}))
        result = fail(ErrorCode::Cancelled, "the sink wants no more");
    else
        result = script ? script(call, sink) : send(call, range, sink);
    {
        const std::lock_guard lock(m_mutex);
        --m_running;
    }
    m_changed.notify_all();
    return result;
}

} // namespace mirrorlake::test
