// The Hub made of routes: asks the preferred route, and the next when one fails. Thread: any.
#pragma once

#include "upstream/routeclient.h"

#include <memory>
#include <vector>

namespace mirrorlake::upstream {

class RoutedHub final : public Hub
{
public:
    RoutedHub(HubOptions options, const Clock &clock);

    Result<Response> api(const Request &pathAndMethod, const Credentials &credentials) override;
    Result<FileFacts> file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                           const Credentials &credentials) override;
    Result<void> bytes(const FileSource &source, ByteRange range, BodySink &sink) override;
    void remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts) override;
    std::string address() const override;
    void stop() override;

private:
    const bool m_isOffline;
    std::vector<std::unique_ptr<RouteClient>> m_routes;
};

} // namespace mirrorlake::upstream
