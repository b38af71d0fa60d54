// The Hub made of routes: asks them in the order that the rule and their health give, the next when one fails, and
// never opens a socket when offline. Thread: any.
#pragma once

#include "upstream/routeclient.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace mirrorlake::upstream {

class RoutedHub final : public Hub
{
public:
    RoutedHub(HubOptions options, const Clock &clock);

    Result<Response> api(const Request &pathAndMethod, const Credentials &credentials) override;
    Result<void> relay(const Request &pathAndMethod, const Credentials &credentials, BodySink &sink) override;
    Result<FileFacts> file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                           const Credentials &credentials) override;
    Result<void> bytes(const FileSource &source, ByteRange range, BodySink &sink) override;
    void remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts) override;
    void wrongBytes(const FileSource &source, const std::string &route) override;
    std::string address() const override;
    bool isOffline() const override { return m_isOffline; }
    void setOffline(bool isOffline) override;
    std::vector<RouteHealth> health() const override;
    void setLimit(const std::string &route, const BytesPerSecond &limit) override;
    void stop() override;

private:
    /// All routes in the order to ask them now.
    std::vector<RouteClient *> ordered(std::string_view bucket, const std::vector<std::string> *avoided) const;
    /// Those that may answer a question about a repo, authoritative ones first.
    std::vector<RouteClient *> answering(std::string_view bucket, const Credentials &credentials) const;
    void holdAll(bool isHeld);
    template<typename T>
    Result<T> told(Result<T> answer) const;
    RouteClient *routeAt(const std::string &url) const;

    const HubOptions m_options;
    ConnectionSlots m_slots;
    std::vector<std::unique_ptr<RouteClient>> m_routes; // depends on: m_slots
    std::mutex m_holding;                               ///< one change of what is held at a time
    bool m_isStopped = false;
    std::atomic<bool> m_isOffline;
};

} // namespace mirrorlake::upstream
