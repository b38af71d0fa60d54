#include "mirror/git/githandler.h"

#include "base/log.h"
#include "hub/errorreply.h"
#include "mirror/git/bodypipe.h"
#include "upstream/hubstatus.h"

#include <array>

namespace mirrorlake::mirror {

namespace {

constexpr int relayThreads = 8;
constexpr int mostUnderWay = 64; ///< running and waiting for a thread
constexpr std::size_t longestRefusal = 64 * 1024;

HttpReply pushRefusal()
{
    return hub::errorReply({ErrorCode::MethodNotAllowed,
                            "this mirror is for reading: set the push address of the remote to the Hub itself"});
}

/// What git tells the other side, as far as it may pass.
void passOn(const HttpRequest &from, upstream::Request &to)
{
    constexpr std::array<std::string_view, 5> names{"User-Agent", "Git-Protocol", "Content-Type", "Content-Encoding",
                                                    "Accept"};
    for (const std::string_view name : names) {
        if (const auto value = from.header(name); value && !value->empty())
            to.headers.push_back({std::string(name), std::string(*value)});
    }
}

} // namespace

/// Takes the answer of upstream: a good one becomes the reply at its first byte, a bad one our own words.
class GitHandler::Relay final : public upstream::BodySink
{
public:
    Relay(ReplySink sink, std::string repo, const std::atomic<bool> &isStopping)
        : m_sink(std::move(sink)), m_repo(std::move(repo)), m_isStopping(isStopping)
    {}

    bool begin(const upstream::Response &head) override
    {
        m_head = head;
        if (head.status != 200)
            return true;
        m_pipe = std::make_shared<BodyPipe>();
        HttpReply reply;
        reply.headers.add("Content-Type", head.header("Content-Type").value_or("application/octet-stream"));
        reply.headers.add("Cache-Control", "no-cache, max-age=0, must-revalidate");
        reply.headers.add("Vary", "Authorization, Git-Protocol");
        if (const auto coding = head.header("Content-Encoding"))
            reply.headers.add("Content-Encoding", *coding);
        reply.facts = {Outcome::Miss, m_repo, {}};
        reply.stream = m_pipe->readingEnd();
        m_sink(std::move(reply));
        return true;
    }

    bool write(std::span<const char> bytes) override
    {
        if (m_pipe)
            return m_pipe->write(bytes, [this] { return m_isStopping.load(); });
        m_head.body.append(bytes.data(), bytes.size());
        return m_head.body.size() < longestRefusal;
    }

    bool isCancelled() const override { return m_isStopping || (m_pipe && m_pipe->isAbandoned()); }

    void ended(const Result<void> &result)
    {
        if (m_pipe) {
            result ? m_pipe->end() : m_pipe->fail();
            return;
        }
        const Error error = !result              ? result.error()
                            : m_head.status != 0 ? upstream::errorFromHub(m_head)
                                                 : Error{ErrorCode::UpstreamBroken, "the answer has no head"};
        log::debug("mirror", "git: {}", error.message);
        m_sink(
            hub::errorReply(isClosed(error.code) && error.code != ErrorCode::GatedRepo
                                ? Error{ErrorCode::RepoNotFound, "Repository not found, or it is private and needs a "
                                                                 "token that may read it."}
                                : error));
    }

private:
    const ReplySink m_sink;
    const std::string m_repo;
    const std::atomic<bool> &m_isStopping;
    upstream::Response m_head;
    std::shared_ptr<BodyPipe> m_pipe;
};

GitHandler::GitHandler(Knowledge &knowledge) : m_knowledge(knowledge)
{
    m_pool.setMaxThreadCount(relayThreads);
}

GitHandler::~GitHandler()
{
    m_isStopping = true;
    m_pool.clear();
    m_pool.waitForDone();
}

Answer GitHandler::refs(const hub::GitRefs &request, const Ask &ask)
{
    if (request.isPush)
        return pushRefusal();
    auto named = m_knowledge.home(request.repo, std::nullopt, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    upstream::Request question;
    question.url = hub::gitTarget(repo, "info/refs?service=git-upload-pack");
    return relay(std::move(question), request.repo, ask);
}

Answer GitHandler::pack(const hub::GitPack &request, const Ask &ask)
{
    if (request.isPush)
        return pushRefusal();
    upstream::Request question;
    question.method = HttpMethod::Post;
    question.url = hub::gitTarget(m_knowledge.canonical(request.repo), "git-upload-pack");
    question.body = ask.http->body;
    return relay(std::move(question), request.repo, ask);
}

Answer GitHandler::relay(upstream::Request request, const RepoKey &repo, const Ask &ask)
{
    if (++m_underWay > mostUnderWay) {
        --m_underWay;
        return hub::errorReply({ErrorCode::TooManyRequests, "too many git transfers are under way: try again soon"});
    }
    passOn(*ask.http, request);
    request.headers.push_back({"Via", "1.1 mirrorlake"});
    request.sendsTokenAsBasic = true;
    upstream::Credentials credentials = ask.caller.credentials();
    credentials.mayUseRouteToken = false;
    return Later{[this, request = std::move(request), credentials, name = repo.text()](const ReplySink &sink) {
        m_pool.start([this, request, credentials, name, sink] {
            Relay relay(sink, name, m_isStopping);
            relay.ended(m_knowledge.parts.hub.relay(request, credentials, relay));
            --m_underWay;
        });
    }};
}

} // namespace mirrorlake::mirror
