#include "ui/clients/bypass.h"

#include <map>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::int64_t patience = 30'000; ///< milliseconds

/// "org/name" of "/api/models/org/name/xet-read-token/main", or nothing.
std::string keyedRepo(const meter::RequestRecord &request)
{
    static constexpr std::string_view mark = "/xet-read-token/";
    static constexpr std::string_view api = "/api/";
    const std::size_t end = request.target.find(mark);
    if (request.status != 200 || end == std::string::npos || !request.target.starts_with(api))
        return {};
    const std::size_t begin = request.target.find('/', api.size());
    return begin < end ? request.target.substr(begin + 1, end - begin - 1) : std::string();
}

bool carriesFile(const meter::RequestRecord &request)
{
    return request.bytes > 0 && request.method == "GET" &&
           (!request.path.empty() || request.target.starts_with("/-/cas/"));
}

} // namespace

QStringList bypassedRepos(const std::vector<meter::RequestRecord> &requests, const std::string &client,
                          std::int64_t now)
{
    std::map<std::string, std::int64_t> keyed; // repo → when its key was first taken
    for (const meter::RequestRecord &request : requests) {
        if (request.client != client)
            continue;
        if (const std::string repo = keyedRepo(request); !repo.empty())
            keyed.emplace(repo, request.unixMilliseconds);
        else if (carriesFile(request))
            std::erase_if(keyed, [&](const auto &key) {
                return request.repo.empty() || request.repo.ends_with("/" + key.first);
            });
    }
    QStringList repos;
    for (const auto &[repo, since] : keyed) {
        if (now - since > patience)
            repos += QString::fromStdString(repo);
    }
    return repos;
}

QString bypassFix()
{
    return u"HF_HUB_DISABLE_XET=1"_s;
}

} // namespace mirrorlake::ui
