// The mirror of the contract: scripted operations behind a real server that serves nothing but its admin API.
#pragma once

#include "control/adminservice.h"
#include "control/localcontrol.h"
#include "serve/server.h"

#include <mutex>

namespace mirrorlake::control {

inline const std::string adminToken(64, 'a');

/// No member is as by default.
inline preload::JobDetail wholeDetail()
{
    return {.id = 1,
            .files = {{"模型.bin", 100, 40, preload::FileState::Active, 1.5, {"try again", ErrorCode::UpstreamTimeout}},
                      {"b", 7, 0, preload::FileState::Failed, 0, {"gone", {}}}},
            .fileCount = 9,
            .parts = {{"模型.bin", 100, 3, 2, {16, "hr5x-"}}},
            .sources = {{"https://hub.example", 40, 2.5}},
            .rates = {{1'700'000'000'500, 1.5}},
            .lines = {{1'700'000'000, log::Level::Error, "failed: 没有"}}};
}

/// A queue of jobs in memory and answers that are known.
class ScriptedOperations final : public Operations
{
public:
    void listJobs(Then<JobList> then) override
    {
        const std::lock_guard lock(m_mutex);
        then(std::make_shared<const std::vector<preload::Job>>(m_jobs));
    }
    void jobDetail(preload::JobId id, Then<preload::JobDetail> then) override
    {
        if (id != 1)
            return then(fail(ErrorCode::EntryNotFound, "there is no such job"));
        then(wholeDetail());
    }
    void addJob(preload::JobOrder order, Then<preload::JobId> then) override
    {
        const std::lock_guard lock(m_mutex);
        preload::Job job{
            .id = static_cast<preload::JobId>(m_jobs.size() + 1), .repo = order.repo, .revision = order.revision};
        job.priority = order.priority;
        m_jobs.push_back(job);
        then(job.id);
    }
    void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) override
    {
        withJob(id, then, [&](preload::Job &job) { job.priority = change.priority.value_or(job.priority); });
    }
    void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) override
    {
        withJob(id, then, [&](preload::Job &job) {
            job.state = command == preload::JobCommand::Pause ? preload::JobState::Paused : preload::JobState::Queued;
        });
    }
    void removeJob(preload::JobId id, Then<void> then) override
    {
        withJob(id, then, [&](const preload::Job &job) {
            std::erase_if(m_jobs, [id = job.id](const preload::Job &one) { return one.id == id; });
        });
    }
    void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) override
    {
        if (order.verb == UpkeepVerb::Restore)
            return then(fail(ErrorCode::EntryNotFound, "that blob is not in the trash"));
        UpkeepAnswer answer;
        answer.count = order.since;
        meter::RequestRecord request;
        request.number = order.since + 1;
        request.client = "192.168.1.7";
        request.repo = "hf:models/org/name";
        request.path = "模型.bin";
        request.range = {5, 9};
        request.outcome = Outcome::Joined;
        answer.requests = {request};
        answer.rows = {{"2026-11", order.text, 100, 40, 3, 2, 1}};
        answer.rates = {{1'700'000'000'500, 1.5, 2.5}};
        then(std::move(answer));
    }
    void verify(verify::Order order, Then<std::int64_t> then) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_look.isRunning())
            return then(fail(ErrorCode::TooManyRequests, "one goes on"));
        ++m_look.number;
        m_look.phase = verify::Phase::Reading;
        m_look.order = std::move(order);
        then(m_look.number);
    }
    void cancelVerification(Then<void> then) override
    {
        const std::lock_guard lock(m_mutex);
        m_look.phase = verify::Phase::Over;
        m_look.failure = "cancelled";
        m_look.listed = {{*BlobHash::parse(std::string(64, 'a')), 5, "org/name", "模型.bin"}};
        then({});
    }
    void verification(Then<VerifyReport> then) override
    {
        const std::lock_guard lock(m_mutex);
        then(std::make_shared<const verify::Report>(m_look));
    }

    void importFolder(adopt::Order order, Then<std::int64_t> then) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_import.isRunning())
            return then(fail(ErrorCode::TooManyRequests, "one goes on"));
        ++m_import.number;
        m_import.phase = adopt::Phase::Taking;
        m_import.order = std::move(order);
        m_import.found = {{"datasets/org/name", std::string(40, 'c'), 2, 70, true}};
        m_import.refusals = {{"org/name", "模型.bin", {"other bytes", ErrorCode::HashMismatch}}};
        m_import.takenBytes = 70;
        then(m_import.number);
    }
    void cancelImport(Then<void> then) override
    {
        const std::lock_guard lock(m_mutex);
        m_import.phase = adopt::Phase::Over;
        m_import.failure = Reason("it was stopped", ErrorCode::Cancelled);
        then({});
    }
    void importReport(Then<ImportReport> then) override
    {
        const std::lock_guard lock(m_mutex);
        then(std::make_shared<const adopt::Report>(m_import));
    }

    void checkup(Then<Checkup> then) override { then(Checkup{{{"clock-off", {"hub.example", "60"}}}, 7}); }
    library::Library &library() override { return m_library; }

private:
    /// Answers with what it was asked.
    class EchoLibrary final : public library::Library
    {
    public:
        void search(library::SearchQuestion question, Then<library::SearchAnswer> then) override
        {
            library::FoundRepo repo{{question.type, *RepoId::parse("org/name")}};
            repo.tags = {question.text};
            then(library::SearchAnswer{{std::move(repo)}, "next", library::Reach::Offline, "because"});
        }
        void card(library::CardQuestion question, Then<library::Card> then) override
        {
            if (question.revision == "v9")
                return then(fail(ErrorCode::RevisionNotFound, "there is no such revision"));
            then(library::Card{{question.repo}, question.revision});
        }
        void held(library::HeldQuestion question, Then<library::HeldPage> then) override
        {
            library::HeldPage page;
            page.count = static_cast<std::int64_t>(question.offset);
            then(std::move(page));
        }
        void find(std::string what, Then<library::FindAnswer> then) override
        {
            library::FindAnswer answer;
            answer.strayBlob = std::move(what);
            then(std::move(answer));
        }
    };

    template<typename Change>
    void withJob(preload::JobId id, const Then<void> &then, Change change)
    {
        const std::lock_guard lock(m_mutex);
        const auto job = std::ranges::find(m_jobs, id, &preload::Job::id);
        if (job == m_jobs.end())
            return then(fail(ErrorCode::EntryNotFound, "there is no such job"));
        change(*job);
        then({});
    }

    std::mutex m_mutex;
    std::vector<preload::Job> m_jobs;
    verify::Report m_look;
    adopt::Report m_import;
    EchoLibrary m_library;
};

/// Serves nothing but its admin API.
class ScriptedMirror final : public RunningMirror
{
public:
    ScriptedMirror(Host host, const std::string &listen)
        : m_admin({{true, {}}, adminToken},
                  {std::move(host.snapshot), &m_operations, host.configuration, &m_events, std::move(host.stop)}),
          m_server({.listen = {listen}, .threads = 1}, m_admin)
    {}

    Result<void> begin() { return m_server.start(); }
    std::vector<std::string> endpoints() const override { return m_server.endpoints(); }
    void tick() override {}
    MirrorFacts facts() const override
    {
        MirrorFacts facts;
        facts.upstream = "https://hub.example";
        facts.figures.servedToday = 1234;
        return facts;
    }
    void published(const Snapshot &snapshot) override { m_events.publish(snapshot); }
    Operations &operations() override { return m_operations; }
    void apply(const settings::Settings &) override {}
    void stop(std::chrono::milliseconds grace) override
    {
        m_events.close();
        m_server.stop(grace);
    }
    void abort() override { m_server.abort(); }

private:
    ScriptedOperations m_operations;
    EventBoard m_events;
    AdminService m_admin;
    serve::Server m_server;
};

/// Serves at the same port again after a stop.
inline MirrorFactory mirrorFactory()
{
    return [listen = std::make_shared<std::string>("127.0.0.1:0")](
               const settings::Settings &, Host host) -> Result<std::unique_ptr<RunningMirror>> {
        auto mirror = std::make_unique<ScriptedMirror>(std::move(host), *listen);
        if (auto begun = mirror->begin(); !begun)
            return fail(begun.error());
        *listen = mirror->endpoints().front();
        return mirror;
    };
}

} // namespace mirrorlake::control
