// Every check, made green, amber and red by a world that the test scripts.
#include <QtTest>

#include "control/json/checkupjson.h"
#include "doctor/checks.h"
#include "doctor/localdoctor.h"

#include <QtCore/QSemaphore>

#include <algorithm>
#include <set>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace mirrorlake::doctor;

namespace {

constexpr std::int64_t noon = 1'795'262'400; // Sat, 21 Nov 2026 12:00:00 GMT

upstream::Response answer(int status, std::chrono::milliseconds latency = std::chrono::milliseconds(80))
{
    upstream::Response response;
    response.status = status;
    response.latency = latency;
    response.headers = {{"Date", "Sat, 21 Nov 2026 12:00:00 GMT"}};
    return response;
}

/// A world that is well until a test makes it ill.
class ScriptedProbe : public Probe
{
public:
    bool knowsNames = true;
    bool isProxyThere = true;
    Result<upstream::Response> list = answer(200);
    Result<upstream::Response> whoami = answer(200);
    bool greets = true;
    bool isPortFree = true;
    Result<double> speed = 400e6;
    std::string ufw;
    std::int64_t time = noon;
    int uses = 0;             ///< of the network beyond this machine
    std::int64_t written = 0; ///< to the disk

    Result<std::string> addressOf(const std::string &) override
    {
        ++uses;
        return knowsNames ? Result<std::string>("192.0.2.1") : fail(ErrorCode::UpstreamNameUnknown, "unknown");
    }
    Result<void> connect(const std::string &host, int port) override
    {
        ++uses;
        connected = host + ":" + std::to_string(port);
        return isProxyThere ? Result<void>() : fail(ErrorCode::UpstreamUnreachable, "nobody there");
    }
    Result<upstream::Response> ask(const upstream::ClientOptions &, const upstream::Request &request) override
    {
        ++uses;
        return request.url.ends_with("/api/whoami-v2") ? whoami : list;
    }
    Result<void> greet(const std::string &, int) override
    {
        return greets ? Result<void>() : fail(ErrorCode::UpstreamTimeout, "silent");
    }
    Result<void> tryListen(const std::string &) override
    {
        return isPortFree ? Result<void>() : fail(ErrorCode::CannotListen, "in use");
    }
    Result<double> writeSpeed(const std::filesystem::path &, std::int64_t size) override
    {
        written = size;
        return speed;
    }
    std::string fileText(const std::filesystem::path &file) override
    {
        return file == "/etc/ufw/ufw.conf" ? ufw : std::string();
    }
    Clock::Wall now() override { return Clock::Wall(std::chrono::seconds(time)); }

    std::string connected;
};

Patient wellPatient()
{
    Patient patient;
    patient.upstream.routes = {{"https://hub.example", "hf_secret"}};
    patient.listen = {"0.0.0.0:8090"};
    patient.endpoints = {"0.0.0.0:8090"};
    patient.addresses = {{"http://192.168.1.20:8090", AddressKind::Lan, "eth0"},
                         {"http://127.0.0.1:8090", AddressKind::Loopback, "lo"}};
    patient.localUrl = "http://127.0.0.1:8090";
    patient.freeSpace = 500'000'000'000;
    patient.environment = {"HF_ENDPOINT=http://localhost:8090"};
    return patient;
}

using Spoil = std::function<void(Patient &, ScriptedProbe &)>;

bool isIn(const Checkup &checkup, std::string_view code)
{
    return std::ranges::find(checkup.findings, code, &Finding::code) != checkup.findings.end();
}

std::string textOf(const Checkup &checkup)
{
    std::string text;
    for (const Finding &finding : checkup.findings)
        text += finding.code + " " + finding.seen() + " " + finding.next() + "\n";
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Spoil)

class ChecksTest : public QObject
{
    Q_OBJECT

private slots:
    void aWellMirrorIsGreen();
    void eachIllnessIsNamed_data();
    void eachIllnessIsNamed();
    void theTableIsWhole();
    void everyRowCanBeFound();
    void theDiskTestLeavesRoomForOthers();
    void offlineModeAsksNobody();
    void noSecretIsTold();
    void proxiesComeFromSettingsThenEnvironment();
    void aCheckupComesBackTheSameOverJson();
    void oneCheckupAtATime();

private:
    static std::vector<std::tuple<const char *, const char *, Spoil>> illnesses();
};

void ChecksTest::aWellMirrorIsGreen()
{
    ScriptedProbe probe;
    const Checkup checkup = examine(wellPatient(), probe);
    QVERIFY2(checkup.worst() == Health::Green, textOf(checkup).c_str());
    QCOMPARE(checkup.at, noon);
    std::set<std::string> seen;
    for (const Finding &finding : checkup.findings) {
        QVERIFY2(finding.health() == Health::Green, finding.code.c_str());
        seen.insert(finding.check());
    }
    QCOMPARE(seen.size(), checks().size());
}

std::vector<std::tuple<const char *, const char *, Spoil>> ChecksTest::illnesses()
{
    const auto error = [](ErrorCode code) { return Result<upstream::Response>(fail(code, "trouble")); };
    return {
        {"red", "settings-broken", [](Patient &patient, ScriptedProbe &) { patient.settingsFile = "/proc/version"; }},
        {"red", "dns-unknown", [](Patient &, ScriptedProbe &probe) { probe.knowsNames = false; }},
        {"green", "dns-elsewhere",
         [](Patient &patient, ScriptedProbe &) { patient.upstream.client.dohUrl = "https://dns.example/q"; }},
        {"red", "proxy-silent",
         [](Patient &patient, ScriptedProbe &probe) {
             patient.upstream.client.proxy = "http://proxy.example:3128";
             probe.isProxyThere = false;
         }},
        {"green", "proxy-reached",
         [](Patient &patient, ScriptedProbe &) { patient.upstream.client.proxy = "socks5h://proxy.example"; }},
        {"red", "tls-untrusted",
         [=](Patient &, ScriptedProbe &probe) { probe.list = error(ErrorCode::UpstreamUntrusted); }},
        {"skipped", "tls-unknown",
         [=](Patient &, ScriptedProbe &probe) { probe.list = error(ErrorCode::UpstreamTimeout); }},
        {"amber", "tls-plain",
         [](Patient &patient, ScriptedProbe &) { patient.upstream.routes[0].url = "http://hub.example"; }},
        {"red", "route-silent",
         [=](Patient &, ScriptedProbe &probe) { probe.list = error(ErrorCode::UpstreamUnreachable); }},
        {"red", "route-refuses", [](Patient &, ScriptedProbe &probe) { probe.list = answer(404); }},
        {"amber", "route-limits", [](Patient &, ScriptedProbe &probe) { probe.list = answer(429); }},
        {"amber", "route-slow",
         [](Patient &, ScriptedProbe &probe) { probe.list = answer(200, std::chrono::seconds(5)); }},
        {"red", "token-refused", [](Patient &, ScriptedProbe &probe) { probe.whoami = answer(401); }},
        {"amber", "token-unknown", [](Patient &, ScriptedProbe &probe) { probe.whoami = answer(404); }},
        {"green", "token-none", [](Patient &patient, ScriptedProbe &) { patient.upstream.routes[0].token.clear(); }},
        {"amber", "clock-off", [](Patient &, ScriptedProbe &probe) { probe.time += 60; }},
        {"red", "clock-wrong", [](Patient &, ScriptedProbe &probe) { probe.time -= 3600; }},
        {"skipped", "clock-unknown",
         [=](Patient &, ScriptedProbe &probe) { probe.list = error(ErrorCode::UpstreamTimeout); }},
        {"amber", "disk-slow", [](Patient &, ScriptedProbe &probe) { probe.speed = 9e6; }},
        {"red", "disk-broken",
         [](Patient &, ScriptedProbe &probe) { probe.speed = fail(ErrorCode::ReadOnly, "read-only"); }},
        {"green", "disk-takes", [](Patient &patient, ScriptedProbe &) { patient.freeSpace = 22'900'000; }},
        {"skipped", "disk-untried", [](Patient &patient, ScriptedProbe &) { patient.freeSpace = 100; }},
        {"amber", "space-scarce", [](Patient &patient, ScriptedProbe &) { patient.freeSpace = 22'900'000; }},
        {"amber", "space-little", [](Patient &patient, ScriptedProbe &) { patient.freeSpace = 3'000'000'000; }},
        {"red", "space-none", [](Patient &patient, ScriptedProbe &) { patient.freeSpace = -1; }},
        {"red", "port-silent", [](Patient &, ScriptedProbe &probe) { probe.greets = false; }},
        {"green", "port-free", [](Patient &patient, ScriptedProbe &) { patient.endpoints.clear(); }},
        {"red", "port-taken",
         [](Patient &patient, ScriptedProbe &probe) {
             patient.endpoints.clear();
             probe.isPortFree = false;
         }},
        {"skipped", "lan-stopped", [](Patient &patient, ScriptedProbe &) { patient.endpoints.clear(); }},
        {"green", "lan-own-machine",
         [](Patient &patient, ScriptedProbe &) {
             patient.endpoints = {"127.0.0.1:8090", "[::1]:8090"};
         }},
        {"red", "lan-silent", [](Patient &, ScriptedProbe &probe) { probe.greets = false; }},
        {"red", "lan-no-network",
         [](Patient &patient, ScriptedProbe &) { patient.addresses.erase(patient.addresses.begin()); }},
        {"amber", "lan-firewall", [](Patient &, ScriptedProbe &probe) { probe.ufw = "# ufw\nENABLED=yes\n"; }},
        {"amber", "client-unset", [](Patient &patient, ScriptedProbe &) { patient.environment.clear(); }},
        {"amber", "client-waits",
         [](Patient &patient, ScriptedProbe &) {
             patient.localUrl.clear();
             patient.environment.clear();
         }},
        {"skipped", "client-unknown", [](Patient &patient, ScriptedProbe &) { patient.localUrl.clear(); }},
        {"red", "client-elsewhere",
         [](Patient &patient, ScriptedProbe &) { patient.environment = {"HF_ENDPOINT=https://other.example"}; }},
        {"red", "client-offline",
         [](Patient &patient, ScriptedProbe &) { patient.environment.emplace_back("HF_HUB_OFFLINE=1"); }},
        {"red", "client-proxied",
         [](Patient &patient, ScriptedProbe &) { patient.environment.emplace_back("http_proxy=http://proxy:3128"); }},
    };
}

void ChecksTest::eachIllnessIsNamed_data()
{
    QTest::addColumn<QByteArray>("health");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Spoil>("spoil");
    for (const auto &[health, code, spoil] : illnesses())
        QTest::newRow(code) << QByteArray(health) << QByteArray(code) << spoil;
}

void ChecksTest::eachIllnessIsNamed()
{
    QFETCH(QByteArray, health);
    QFETCH(QByteArray, code);
    QFETCH(Spoil, spoil);
    Patient patient = wellPatient();
    ScriptedProbe probe;
    spoil(patient, probe);
    const Checkup checkup = examine(patient, probe);
    const auto found = std::ranges::find(checkup.findings, code.toStdString(), &Finding::code);
    QVERIFY2(found != checkup.findings.end(), textOf(checkup).c_str());
    QCOMPARE(QByteArray::fromStdString(std::string(nameOf(found->health()))), health);
    QVERIFY(found->seen().find('%') == std::string::npos && found->next().find('%') == std::string::npos);
    if (found->health() == Health::Red || found->health() == Health::Amber) {
        QVERIFY(!found->next().empty());
        QVERIFY(checkup.worst() >= found->health());
    }
}

void ChecksTest::theTableIsWhole()
{
    std::set<std::string_view> codes;
    for (const FindingRow &row : findingRows()) {
        QVERIFY2(codes.insert(row.code).second, row.code.data());
        QVERIFY2(*checkLabel(row.check), row.check.data());
        QVERIFY2(*row.seen, row.code.data());
        const bool isIll = row.health == Health::Red || row.health == Health::Amber;
        QVERIFY2(!isIll || *row.next, row.code.data());
    }
    QVERIFY(!findingRow("no-such-row"));
    QCOMPARE(withWords("%2 of %1, 5 %, %3", {"a", "b"}), std::string("b of a, 5 %, %3"));
}

void ChecksTest::everyRowCanBeFound()
{
    std::set<std::string> reached;
    const auto take = [&](const Patient &patient, ScriptedProbe &probe) {
        for (const Finding &finding : examine(patient, probe).findings)
            reached.insert(finding.code);
    };
    for (const auto &[health, code, spoil] : illnesses()) {
        Patient patient = wellPatient();
        ScriptedProbe probe;
        spoil(patient, probe);
        take(patient, probe);
    }
    Patient offline = wellPatient();
    offline.upstream.isOffline = true;
    ScriptedProbe probe;
    take(offline, probe);
    for (const FindingRow &row : findingRows())
        QVERIFY2(reached.contains(std::string(row.code)), row.code.data());
}

void ChecksTest::theDiskTestLeavesRoomForOthers()
{
    for (const std::int64_t free :
         {std::int64_t{-1}, std::int64_t{100}, std::int64_t{1'000'000}, std::int64_t{22'900'000},
          std::int64_t{200'000'000}, std::int64_t{500'000'000'000}}) {
        Patient patient = wellPatient();
        patient.freeSpace = free;
        ScriptedProbe probe;
        examine(patient, probe);
        QVERIFY2(probe.written <= std::max<std::int64_t>(0, free / 4), std::to_string(free).c_str());
    }
}

void ChecksTest::offlineModeAsksNobody()
{
    Patient patient = wellPatient();
    patient.upstream.isOffline = true;
    patient.upstream.client.proxy = "http://proxy.example:3128";
    ScriptedProbe probe;
    const Checkup checkup = examine(patient, probe);
    QCOMPARE(probe.uses, 0);
    QVERIFY(checkup.worst() == Health::Green);
    for (const char *code : {"dns-offline", "proxy-offline", "tls-offline", "routes-offline", "token-offline"})
        QVERIFY2(isIn(checkup, code), code);
}

void ChecksTest::noSecretIsTold()
{
    Patient patient = wellPatient();
    patient.upstream.routes[0].url = "https://user:sesame@hub.example";
    patient.upstream.client.proxy = "http://user:sesame@proxy.example:3128";
    ScriptedProbe probe;
    probe.whoami = answer(401);
    for (const bool isThere : {true, false}) {
        probe.isProxyThere = isThere;
        const std::string text = textOf(examine(patient, probe));
        QVERIFY2(text.find("sesame") == std::string::npos && text.find("hf_secret") == std::string::npos, text.c_str());
        QCOMPARE(probe.connected, std::string("proxy.example:3128"));
    }
}

void ChecksTest::proxiesComeFromSettingsThenEnvironment()
{
    Patient patient = wellPatient();
    ScriptedProbe probe;
    patient.environment.emplace_back("https_proxy=http://env.example:8080");
    QVERIFY(isIn(examine(patient, probe), "proxy-reached"));
    QCOMPARE(probe.connected, std::string("env.example:8080"));
    patient.environment.emplace_back("no_proxy=other.example, .example");
    QVERIFY(isIn(examine(patient, probe), "proxy-none"));
    patient.upstream.client.proxy = "socks5h://set.example";
    QVERIFY(isIn(examine(patient, probe), "proxy-reached"));
    QCOMPARE(probe.connected, std::string("set.example:1080"));
}

void ChecksTest::aCheckupComesBackTheSameOverJson()
{
    ScriptedProbe probe;
    probe.greets = false;
    const Checkup checkup = examine(wellPatient(), probe);
    const std::string json = toJson(checkup);
    const auto read = checkupFromJson(json);
    QVERIFY(read && read->findings == checkup.findings && read->at == checkup.at);
    QVERIFY(json.find(R"("worst":"red")") != std::string::npos);
    QVERIFY(!checkupFromJson("[]"));
}

void ChecksTest::oneCheckupAtATime()
{
    class HeldProbe final : public ScriptedProbe
    {
    public:
        QSemaphore &gate;
        explicit HeldProbe(QSemaphore &held) : gate(held) {}
        Result<std::string> addressOf(const std::string &host) override
        {
            gate.acquire();
            return ScriptedProbe::addressOf(host);
        }
    };
    QSemaphore gate;
    QSemaphore done;
    LocalDoctor doctor([] { return wellPatient(); }, std::make_unique<HeldProbe>(gate));
    doctor.checkup([&](const Result<Checkup> &checkup) { done.release(checkup ? 1 : 100); });
    std::optional<ErrorCode> code;
    doctor.checkup([&](const Result<Checkup> &checkup) { code = checkup.error().code; });
    QCOMPARE(code, ErrorCode::TooManyRequests);
    gate.release();
    QVERIFY(done.tryAcquire(1, 20'000));
    doctor.stop();
    doctor.checkup([&](const Result<Checkup> &checkup) { code = checkup.error().code; });
    QCOMPARE(code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(ChecksTest)
#include "checks_test.moc"
