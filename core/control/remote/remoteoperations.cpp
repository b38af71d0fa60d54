#include "control/remote/remoteoperations.h"

#include "base/errortable.h"
#include "control/json/adoptjson.h"
#include "control/json/checkupjson.h"
#include "control/json/jobdetailjson.h"
#include "control/json/jobjson.h"
#include "control/json/joborderjson.h"
#include "control/json/jsonfields.h"
#include "control/json/transferjson.h"
#include "control/json/upkeepjson.h"
#include "control/json/verifyjson.h"
#include "control/remote/eventreader.h"
#include "control/snapshotjson.h"
#include "settings/fieldvalue.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::control {

namespace {

using nlohmann::json;

/// The mirror may have to ask upstream first, or to look at all of it.
constexpr std::chrono::minutes patience{3};

upstream::ClientOptions withoutProxy()
{
    upstream::ClientOptions options;
    options.proxy = "none";
    options.userAgent = "mlake/" MIRRORLAKE_VERSION;
    return options;
}

Error notOurs()
{
    return {ErrorCode::UpstreamBroken, "what answers there is not a Mirrorlake", 0};
}

/// Of what keeps us out and does not say so in the mirror's words.
Error closed()
{
    return {ErrorCode::AccessDenied,
            "what answers there is not a Mirrorlake, or a proxy in front of one that keeps its admin API closed", 0};
}

/// What the mirror said, as the error it was there.
Error errorIn(const upstream::Response &response)
{
    if (response.status == 401)
        return {ErrorCode::AccessDenied,
                "the mirror refuses the control token; the right one is in control.token of its data folder", 0};
    const json object = json::parse(response.body, nullptr, false);
    if (!object.is_object() || !object.contains("error") || !object["error"].is_string())
        return response.status == 403 ? closed() : notOurs();
    const std::string name = object.value("code", "");
    if (response.status == 404 && name.empty())
        return notOurs();
    const auto row = std::find_if(errorRowsBegin(), errorRowsEnd(), [&](const ErrorRow &r) { return name == r.name; });
    const ErrorCode otherwise = response.status < 500 ? ErrorCode::BadRequest : ErrorCode::Internal;
    return {row == errorRowsEnd() ? otherwise : row->code, object["error"].get<std::string>(), 0};
}

/// Of a run that began.
Result<std::int64_t> runNumberFrom(const std::string &text)
{
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || !object.contains("number") || !object["number"].is_number_integer())
        return fail(notOurs());
    return object["number"].get<std::int64_t>();
}

std::string jobPath(preload::JobId id, std::string_view verb = {})
{
    return "/jobs/" + std::to_string(id) + (verb.empty() ? "" : "/") + std::string(verb);
}

/// Takes events apart, and keeps the text of any other answer.
class EventSink final : public upstream::BodySink
{
public:
    explicit EventSink(const std::function<bool(Snapshot)> &take) : m_take(take) {}

    bool begin(const upstream::Response &head) override
    {
        m_other.status = head.status;
        return true;
    }
    bool write(std::span<const char> bytes) override
    {
        if (m_other.status == 200)
            return m_reader.feed({bytes.data(), bytes.size()}, [this](std::string_view data) { return take(data); });
        m_other.body.append(bytes.data(), bytes.size());
        return m_other.body.size() < longestRefusal;
    }
    Result<void> outcome(const Result<upstream::Response> &exchange) const
    {
        if (m_isEnough)
            return {};
        if (m_wrong)
            return fail(*m_wrong);
        if (m_other.status != 0 && m_other.status != 200)
            return fail(errorIn(m_other));
        return exchange ? Result<void>() : fail(exchange.error());
    }

private:
    bool take(std::string_view data)
    {
        auto snapshot = snapshotFromJson(data);
        if (!snapshot)
            m_wrong = snapshot.error();
        else
            m_isEnough = !m_take(std::move(*snapshot));
        return !m_wrong && !m_isEnough;
    }

    static constexpr std::size_t longestRefusal = 64 * 1024;

    const std::function<bool(Snapshot)> &m_take;
    EventReader m_reader;
    upstream::Response m_other;
    std::optional<Error> m_wrong;
    bool m_isEnough = false;
};

/// Values of which each fits its field; others, and secrets, are passed over.
settings::Settings settingsIn(const json &object)
{
    settings::Settings settings;
    for (const json &item : object.at("settings").get_ref<const json::array_t &>()) {
        const settings::Field *field = settings::findField(item.at("key").get<std::string>());
        if (field && !field->masked)
            static_cast<void>(settings::assign(settings, *field, item.at("value").get<std::string>()));
    }
    return settings;
}

log::Tail tailIn(const json &object)
{
    log::Tail tail;
    tail.next = object.at("next").get<std::uint64_t>();
    for (const json &item : object.at("lines").get_ref<const json::array_t &>()) {
        log::Line line{item.at("at").get<std::int64_t>(), log::Level::Info, item.at("room").get<std::string>(),
                       item.at("text").get<std::string>()};
        log::parseLevel(item.at("level").get<std::string>(), line.level);
        tail.lines.push_back(std::move(line));
    }
    return tail;
}

Result<void> withoutAnswer(const Result<std::string> &answer)
{
    return answer ? Result<void>() : fail(answer.error());
}

} // namespace

RemoteOperations::RemoteOperations(std::string url, std::string token)
    : m_url(std::move(url)), m_token(std::move(token)), m_client(withoutProxy())
{}

upstream::Request RemoteOperations::requestTo(HttpMethod method, const std::string &path) const
{
    upstream::Request request;
    request.method = method;
    request.url = m_url + "/-/api/v1" + path;
    request.bearerToken = m_token;
    if (method == HttpMethod::Post)
        request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

Result<std::string> RemoteOperations::exchange(HttpMethod method, const std::string &path, std::string body)
{
    upstream::Request request = requestTo(method, path);
    request.body = std::move(body);
    request.timeout = patience;
    auto response = m_client.exchange(request);
    m_hasAnswered = response.has_value();
    if (!response)
        return fail(response.error());
    if (response->status >= 300)
        return fail(errorIn(*response));
    return std::move(response->body);
}

Result<std::string> RemoteOperations::get(const std::string &path)
{
    return exchange(HttpMethod::Get, path, {});
}

Result<std::string> RemoteOperations::post(const std::string &path, const std::string &body)
{
    return exchange(HttpMethod::Post, path, body);
}

void RemoteOperations::listJobs(Then<JobList> then)
{
    then(get("/jobs").and_then([](const std::string &text) -> Result<JobList> {
        const json object = json::parse(text, nullptr, false);
        if (!object.is_object() || !object.contains("jobs") || !object["jobs"].is_array())
            return fail(notOurs());
        std::vector<preload::Job> jobs;
        for (const json &item : object["jobs"]) {
            auto job = jobFrom(item);
            if (!job)
                return fail(job.error());
            jobs.push_back(std::move(*job));
        }
        return std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
    }));
}

void RemoteOperations::jobDetail(preload::JobId id, Then<preload::JobDetail> then)
{
    then(get(jobPath(id, "detail")).and_then(jobDetailFromJson));
}

void RemoteOperations::addJob(preload::JobOrder order, Then<preload::JobId> then)
{
    then(post("/jobs", asJson(order).dump()).and_then([](const std::string &text) -> Result<preload::JobId> {
        const json object = json::parse(text, nullptr, false);
        if (!object.is_object() || !object.contains("id") || !object["id"].is_number_integer())
            return fail(notOurs());
        return object["id"].get<preload::JobId>();
    }));
}

void RemoteOperations::changeJob(preload::JobId id, preload::JobChange change, Then<void> then)
{
    then(withoutAnswer(post(jobPath(id), asJson(change).dump())));
}

void RemoteOperations::commandJob(preload::JobId id, preload::JobCommand command, Then<void> then)
{
    then(withoutAnswer(post(jobPath(id, nameOf(command)))));
}

void RemoteOperations::removeJob(preload::JobId id, Then<void> then)
{
    then(withoutAnswer(post(jobPath(id, "remove"))));
}

void RemoteOperations::upkeep(UpkeepOrder order, Then<UpkeepAnswer> then)
{
    then(post("/upkeep/" + std::string(nameOf(order.verb)), asJson(order).dump()).and_then(upkeepAnswerFromJson));
}

void RemoteOperations::verify(verify::Order order, Then<std::int64_t> then)
{
    then(post("/verify", asJson(order).dump()).and_then(runNumberFrom));
}

void RemoteOperations::cancelVerification(Then<void> then)
{
    then(withoutAnswer(post("/verify/cancel")));
}

void RemoteOperations::verification(Then<VerifyReport> then)
{
    then(get("/verify").and_then([](const std::string &text) -> Result<VerifyReport> {
        try {
            return std::make_shared<const verify::Report>(verifyReportFrom(json::parse(text)));
        } catch (const json::exception &) {
            return fail(notOurs());
        }
    }));
}

void RemoteOperations::importFolder(adopt::Order order, Then<std::int64_t> then)
{
    then(post("/import", dumped(asJson(order))).and_then(runNumberFrom));
}

void RemoteOperations::cancelImport(Then<void> then)
{
    then(withoutAnswer(post("/import/cancel")));
}

void RemoteOperations::importReport(Then<ImportReport> then)
{
    then(get("/import").and_then(adoptReportFromJson).map([](adopt::Report report) -> ImportReport {
        return std::make_shared<const adopt::Report>(std::move(report));
    }));
}

void RemoteOperations::checkup(Then<Checkup> then)
{
    then(post("/checkup").and_then(checkupFromJson));
}

Result<Snapshot> RemoteOperations::snapshot()
{
    return get("/status").and_then([](const std::string &text) { return snapshotFromJson(text); });
}

Result<void> RemoteOperations::follow(const std::function<bool(Snapshot)> &take)
{
    EventSink sink(take);
    return sink.outcome(m_client.stream(requestTo(HttpMethod::Get, "/events"), sink));
}

Result<settings::Settings> RemoteOperations::settings()
{
    return get("/config").and_then([](const std::string &text) -> Result<settings::Settings> {
        try {
            return settingsIn(json::parse(text));
        } catch (const json::exception &) {
            return fail(notOurs());
        }
    });
}

Result<log::Tail> RemoteOperations::logSince(std::uint64_t number)
{
    return get("/log?since=" + std::to_string(number)).and_then([](const std::string &text) -> Result<log::Tail> {
        try {
            return tailIn(json::parse(text));
        } catch (const json::exception &) {
            return fail(notOurs());
        }
    });
}

Result<SettingsOutcome> RemoteOperations::changeSettings(const std::vector<Assignment> &assignments)
{
    json object = json::object();
    for (const Assignment &one : assignments)
        object[one.key] = one.value;
    return post("/config", object.dump()).and_then(settingsOutcomeFromJson);
}

} // namespace mirrorlake::control
