// The operations of a mirror elsewhere, over its admin API. Each call is one exchange and answers before it returns:
// whoever must not wait calls from a thread of its own. Errors besides those of Operations: UpstreamUnreachable and
// UpstreamTimeout when the mirror does not answer, AccessDenied when it refuses the token, UpstreamBroken when what
// answers is no Mirrorlake. Thread: any.
#pragma once

#include "base/logtail.h"
#include "control/configuration.h"
#include "control/operations.h"
#include "control/remote/remotelibrary.h"
#include "control/snapshot.h"
#include "upstream/httpclient.h"

#include <atomic>
#include <memory>

namespace mirrorlake::control {

class RemoteOperations final : public Operations
{
public:
    /// url without a slash at its end. Whatever proxy leads to the internet, it does not lead to a mirror nearby:
    /// the environment's is not used.
    RemoteOperations(std::string url, std::string token);

    void listJobs(Then<JobList> then) override;
    void jobDetail(preload::JobId id, Then<preload::JobDetail> then) override;
    void addJob(preload::JobOrder order, Then<preload::JobId> then) override;
    void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) override;
    void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) override;
    void removeJob(preload::JobId id, Then<void> then) override;
    void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) override;
    void verify(verify::Order order, Then<std::int64_t> then) override;
    void cancelVerification(Then<void> then) override;
    void verification(Then<VerifyReport> then) override;
    void importFolder(adopt::Order order, Then<std::int64_t> then) override;
    void cancelImport(Then<void> then) override;
    void importReport(Then<ImportReport> then) override;
    void checkup(Then<Checkup> then) override;
    library::Library &library() override { return m_library; }

    Result<Snapshot> snapshot();
    /// Gives each snapshot as the mirror publishes it, until take says false, stop(), or the mirror ends the stream;
    /// nothing is an error of these.
    Result<void> follow(const std::function<bool(Snapshot)> &take);
    /// As the mirror tells them, without secrets.
    Result<settings::Settings> settings();
    Result<log::Tail> logSince(std::uint64_t number);
    Result<SettingsOutcome> changeSettings(const std::vector<Assignment> &assignments);
    /// The body of a GET below /-/api/v1, as it came.
    Result<std::string> get(const std::string &path);
    Result<std::string> post(const std::string &path, const std::string &body = "{}");
    /// True when the last call was answered, whatever the answer; false when nothing came from there.
    bool hasAnswered() const { return m_hasAnswered; }
    /// Ends all running and later calls with Cancelled, within a second.
    void stop() { m_client.hold(true); }

private:
    upstream::Request requestTo(HttpMethod method, const std::string &path) const;
    Result<std::string> exchange(HttpMethod method, const std::string &path, std::string body);

    const std::string m_url;
    const std::string m_token;
    upstream::HttpClient m_client;
    std::atomic<bool> m_hasAnswered{false};
    RemoteLibrary m_library{*this}; // depends on: all above
};

} // namespace mirrorlake::control
