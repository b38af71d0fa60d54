// Import and export of settings as the window and the admin API have them.
#include <QtTest>

#include "control/adminservice.h"
#include "control/importsettings.h"
#include "control/json/transferjson.h"
#include "settings/fieldvalue.h"
#include "ui/fakecontrol.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::control;

namespace {

const std::string token(64, 'a');

/// Settings that are changed as they are asked to be.
class PlainConfiguration final : public Configuration
{
public:
    settings::Settings now;

    settings::Settings settings() const override { return now; }
    void changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then) override
    {
        for (const Assignment &one : assignments) {
            if (auto assigned = settings::assign(now, *settings::findField(one.key), one.value); !assigned)
                return then(fail(assigned.error()));
        }
        then(SettingsOutcome{});
    }
};

} // namespace

class ImportSettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void aDryRunChangesNothing();
    void anImportChangesWhatDiffers();
    void aMistakeChangesNothing();
    void theRoutesExportAndImport();
    void wrongOrdersAreRefused_data();
    void wrongOrdersAreRefused();

private:
    HttpReply ask(HttpMethod method, const std::string &target, std::string body = {})
    {
        AdminService service({hostRules(settings::ServerSettings()), token},
                             {[] { return std::make_shared<const Snapshot>(); }, &noOperations(), &m_configuration});
        auto request = std::make_shared<HttpRequest>();
        request->method = method;
        request->target = "/-/api/v1/config/" + target;
        request->body = std::move(body);
        request->headers = {{"Host", "localhost"}, {"Authorization", "Bearer " + token}};
        HttpReply answer;
        service.serve(request, [&](HttpReply reply) { answer = std::move(reply); });
        return answer;
    }

    PlainConfiguration m_configuration;
};

void ImportSettingsTest::aDryRunChangesNothing()
{
    test::FakeControl control;
    std::optional<Result<settings::Import>> answer;
    importSettings(control, "[server]\nmax_requests = 7\n", ImportMode::DryRun, [&](auto import) { answer = import; });
    QVERIFY(answer && *answer && (*answer)->differences.size() == 1);
    QVERIFY(control.assigned.empty());
    QCOMPARE(control.kept.server.maxRequests, settings::Settings().server.maxRequests);
}

void ImportSettingsTest::anImportChangesWhatDiffers()
{
    test::FakeControl control;
    std::optional<Result<settings::Import>> answer;
    importSettings(control, "[server]\nmax_requests = 7\n[limits]\nclients = \"50MB\"\n", ImportMode::Apply,
                   [&](auto import) { answer = import; });
    QVERIFY(answer && *answer && (*answer)->differences.size() == 2);
    QCOMPARE(control.kept.server.maxRequests, 7);
    QCOMPARE(control.kept.limits.clients.count, std::int64_t{50'000'000});
}

void ImportSettingsTest::aMistakeChangesNothing()
{
    test::FakeControl control;
    std::optional<Result<settings::Import>> answer;
    importSettings(control, "[server]\nmax_requests = 7\nmax_request = 8\n", ImportMode::Apply,
                   [&](auto import) { answer = import; });
    QVERIFY(answer && !*answer);
    QVERIFY(control.assigned.empty());
}

void ImportSettingsTest::theRoutesExportAndImport()
{
    m_configuration.now = {};
    m_configuration.now.upstream.token = "hf_sesame";
    m_configuration.now.server.threads = 7;
    HttpReply reply = ask(HttpMethod::Get, "export");
    QCOMPARE(reply.status, 200);
    QVERIFY2(reply.text.find("sesame") == std::string::npos, reply.text.c_str());
    const std::string whole = ask(HttpMethod::Get, "export?secrets=true").text;
    QVERIFY(whole.find("sesame") != std::string::npos);

    m_configuration.now = {};
    nlohmann::json order{{"toml", nlohmann::json::parse(whole)["toml"]}, {"dry_run", true}};
    reply = ask(HttpMethod::Post, "import", order.dump());
    QCOMPARE(reply.status, 200);
    QVERIFY2(reply.text.find("sesame") == std::string::npos, reply.text.c_str());
    const auto read = importedFromJson(reply.text);
    QVERIFY(read && read->differences.size() == 2);
    QVERIFY(read->differences[0] == (settings::Difference{"server.threads", "0", "7", true}));
    QVERIFY(m_configuration.now.upstream.token.empty());
    order["dry_run"] = false;
    QCOMPARE(ask(HttpMethod::Post, "import", order.dump()).status, 200);
    QCOMPARE(m_configuration.now.upstream.token, std::string("hf_sesame"));
    QVERIFY(importedFromJson(ask(HttpMethod::Post, "import", order.dump()).text)->differences.empty());
}

void ImportSettingsTest::wrongOrdersAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "[]", "{}", R"({"toml":7})", R"({"toml":"","dry_run":"yes"})", R"({"toml":"[server"})",
                             R"({"toml":"[server]\nthreads = 9999\n"})"})
        QTest::newRow(*body ? body : "nothing") << QByteArray(body);
}

void ImportSettingsTest::wrongOrdersAreRefused()
{
    QFETCH(QByteArray, body);
    QCOMPARE(ask(HttpMethod::Post, "import", body.toStdString()).status, 400);
}

QTEST_GUILESS_MAIN(ImportSettingsTest)
#include "importsettings_test.moc"
