#include "mirror/mirrorservice.h"

#include "base/errortable.h"
#include "hub/address.h"
#include "hub/errorreply.h"
#include "hub/target.h"
#include "mirror/baseurl.h"
#include "mirror/documentreply.h"
#include "mirror/filehandler.h"
#include "mirror/learner.h"
#include "mirror/listinghandler.h"

namespace mirrorlake::mirror {

namespace {

/// An answer needs a ref, a tree, a file at most: more rounds mean that learning does not help.
constexpr int maxRounds = 8;

template<typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};

} // namespace

class MirrorService::Impl
{
public:
    Impl(MirrorOptions options, const Parts &parts)
        : m_options(std::move(options)), m_parts(parts), m_access(parts.catalog, parts.clock),
          m_documents(parts.catalog, parts.hub, m_access, parts.clock),
          m_revisions(parts.catalog, m_documents, parts.clock, m_options.refTtl), m_trees(parts.catalog, parts.hub),
          m_files({parts.catalog, parts.hub, m_access, m_documents, m_revisions, m_trees, m_learner, parts.clock}),
          m_fileHandler(m_options, parts, m_access, m_revisions, m_files),
          m_listingHandler(m_options, parts, m_access, m_documents, m_revisions, m_trees), m_learner(m_options.learners)
    {}

    void serve(std::shared_ptr<const HttpRequest> http, const ReplySink &sink);

private:
    /// A request that has to wait for something to be learned.
    struct Journey
    {
        hub::HubRequest request;
        Ask ask;
        ReplySink sink;
        int rounds = 0;
    };

    Answer answer(const hub::HubRequest &request, Ask &ask);
    Answer document(const DocumentQuestion &question, Ask &ask) const;
    Answer info(const hub::InfoRequest &request, Ask &ask) const;
    Answer refs(const hub::RefsRequest &request, Ask &ask) const;
    HttpReply landing(const HttpRequest &http) const;
    void learn(const std::shared_ptr<Journey> &journey, Need need);
    void goOn(const std::shared_ptr<Journey> &journey, const Result<void> &learned);
    RepoKey canonical(const RepoKey &repo) const { return m_parts.catalog.canonical(repo).value_or(repo); }

    MirrorOptions m_options;
    Parts m_parts;
    AccessBook m_access;
    Documents m_documents;
    Revisions m_revisions;
    Trees m_trees;
    Files m_files;
    FileHandler m_fileHandler;
    ListingHandler m_listingHandler;
    Learner m_learner; // depends on: everything above, which its callbacks use
};

namespace {

/// Sends what is ready. Stale answers say so (promise 7).
void deliver(Answer &answer, const Ask &ask, const ReplySink &sink)
{
    if (auto *later = std::get_if<Later>(&answer)) {
        later->deliver(sink);
        return;
    }
    HttpReply reply = std::get<HttpReply>(std::move(answer));
    if (ask.usedStale) {
        reply.headers.add("X-HF-Warning", "Mirrorlake; upstream cannot be reached, this answer comes from the cache");
        reply.facts.outcome = Outcome::Stale;
    }
    sink(std::move(reply));
}

/// What is asked, if the method fits it: paths-info is asked by POST, everything else is read.
Result<hub::HubRequest> requestOf(const HttpRequest &http)
{
    const bool isReading = http.method == HttpMethod::Get || http.method == HttpMethod::Head;
    auto request = hub::parseTarget(http.target);
    const bool isPosted = request && std::holds_alternative<hub::PathsInfoRequest>(*request);
    const bool isAllowed = isPosted ? http.method == HttpMethod::Post : isReading;
    if (!isAllowed)
        return fail(ErrorCode::MethodNotAllowed, "this mirror answers reading requests only");
    return request;
}

void logRefusal(const HttpRequest &http, const Error &error)
{
    log::at(rowOf(error.code).level, "mirror", "{} {} {}: {}", http.id, http.methodName, rowOf(error.code).name,
            error.message);
}

} // namespace

void MirrorService::Impl::serve(std::shared_ptr<const HttpRequest> http, const ReplySink &sink)
{
    auto request = requestOf(*http);
    if (!request) {
        logRefusal(*http, request.error());
        sink(hub::errorReply(request.error()));
        return;
    }
    Ask ask{http, callerOf(*http)};
    Answer first = answer(*request, ask);
    if (auto *need = std::get_if<Need>(&first))
        learn(std::make_shared<Journey>(Journey{std::move(*request), std::move(ask), sink}), std::move(*need));
    else
        deliver(first, ask, sink);
}

void MirrorService::Impl::learn(const std::shared_ptr<Journey> &journey, Need need)
{
    m_learner.learn(std::move(need), [this, journey](const Result<void> &learned) { goOn(journey, learned); });
}

void MirrorService::Impl::goOn(const std::shared_ptr<Journey> &journey, const Result<void> &learned)
{
    const bool mayTryStale = !learned && isUpstreamTrouble(learned.error().code) && !journey->ask.allowsStale;
    if (!learned && !mayTryStale) {
        logRefusal(*journey->ask.http, learned.error());
        journey->sink(hub::errorReply(learned.error()));
        return;
    }
    journey->ask.allowsStale = journey->ask.allowsStale || mayTryStale;
    Answer next = answer(journey->request, journey->ask);
    auto *need = std::get_if<Need>(&next);
    if (!need) {
        deliver(next, journey->ask, journey->sink);
    } else if (++journey->rounds < maxRounds) {
        learn(journey, std::move(*need));
    } else {
        log::error("mirror", "{} did not come to an answer, last needed {}", journey->ask.http->id, need->key);
        journey->sink(hub::errorReply({ErrorCode::Internal, "the mirror did not come to an answer"}));
    }
}

Answer MirrorService::Impl::answer(const hub::HubRequest &request, Ask &ask)
{
    return std::visit(Overloaded{
                          [&](const hub::FileRequest &file) { return m_fileHandler.answer(file, ask); },
                          [&](const hub::InfoRequest &question) { return info(question, ask); },
                          [&](const hub::TreeRequest &tree) { return m_listingHandler.tree(tree, ask); },
                          [&](const hub::PathsInfoRequest &paths) { return m_listingHandler.pathsInfo(paths, ask); },
                          [&](const hub::RefsRequest &question) { return refs(question, ask); },
                          [&](const hub::LandingRequest &) -> Answer { return landing(*ask.http); },
                      },
                      request);
}

Answer MirrorService::Impl::document(const DocumentQuestion &question, Ask &ask) const
{
    auto found = m_documents.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    return documentReply(*std::get<std::shared_ptr<const catalog::Document>>(found), question.repo,
                         baseUrlFor(*ask.http, m_options.publicUrl), *ask.http);
}

Answer MirrorService::Impl::info(const hub::InfoRequest &request, Ask &ask) const
{
    const bool isPinned = request.revision && request.revision->isCommit();
    const auto ttl = isPinned ? std::chrono::seconds(0) : m_options.refTtl;
    return document(m_documents.infoQuestion(canonical(request.repo), request.revision, request.query.canonical(), ttl),
                    ask);
}

Answer MirrorService::Impl::refs(const hub::RefsRequest &request, Ask &ask) const
{
    const RepoKey repo = canonical(request.repo);
    const std::string query = request.query.isTrue("include_prs") ? "?include_prs=1" : "";
    return document({repo, hub::apiTarget(repo) + "/refs" + query, std::nullopt, {}, m_options.refTtl}, ask);
}

HttpReply MirrorService::Impl::landing(const HttpRequest &http) const
{
    HttpReply reply;
    reply.headers.add("Content-Type", "text/plain; charset=utf-8");
    const std::string url = baseUrlFor(http, m_options.publicUrl);
    reply.text = "This is Mirrorlake, a mirror of the Hugging Face Hub.\n"
                 "这里是 Mirrorlake，Hugging Face Hub 的镜像。\n\n"
                 "    export HF_ENDPOINT=" +
                 url + "\n";
    return reply;
}

MirrorService::MirrorService(MirrorOptions options, Parts parts)
    : m_impl(std::make_unique<Impl>(std::move(options), parts))
{}

MirrorService::~MirrorService() = default;

void MirrorService::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    m_impl->serve(std::move(request), reply);
}

} // namespace mirrorlake::mirror
