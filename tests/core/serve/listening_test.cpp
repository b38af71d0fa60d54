#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <csignal>
#include <set>
#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

void agree(std::shared_ptr<const HttpRequest>, ReplySink reply)
{
    reply(textReply("yes"));
}

} // namespace

class ListeningTest : public QObject
{
    Q_OBJECT

private slots:
    void everyThreadServes()
    {
        std::mutex mutex;
        std::set<std::thread::id> threads;
        FunctionService service([&](auto, ReplySink reply) {
            const std::lock_guard lock(mutex);
            threads.insert(std::this_thread::get_id());
            reply(textReply({}));
        });
        serve::ServerOptions options;
        options.threads = 3;
        RunningServer running(service, options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 6; ++i) {
            clients.push_back(std::make_unique<RawClient>(running.endpoint()));
            QCOMPARE(clients.back()->ask(RawClient::get("/")).status, 200);
        }
        QCOMPARE(threads.size(), std::size_t(3));
    }

    void takenPortIsNamed()
    {
        FunctionService service(agree);
        RunningServer running(service);
        serve::ServerOptions options;
        options.listen = {"127.0.0.1:0", running.endpoint()};
        serve::Server second(options, service);
        const Result<void> started = second.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::CannotListen);
        QVERIFY(started.error().message.find(running.endpoint()) != std::string::npos);
        QVERIFY(second.endpoints().empty());
    }

    void badAddressIsBadConfiguration()
    {
        FunctionService service(agree);
        serve::ServerOptions options;
        options.listen = {"nowhere"};
        QCOMPARE(serve::Server(options, service).start().error().code, ErrorCode::BadConfiguration);
        options.listen = {};
        QCOMPARE(serve::Server(options, service).start().error().code, ErrorCode::BadConfiguration);
    }

    void everyAddressIsServed()
    {
        FunctionService service(agree);
        serve::ServerOptions options;
        options.listen = {"127.0.0.1:0", "127.0.0.2:0"};
        serve::Server server(options, service);
        QVERIFY(server.start());
        QCOMPARE(server.endpoints().size(), std::size_t(2));
        for (const std::string &endpoint : server.endpoints())
            QCOMPARE(RawClient(endpoint).ask(RawClient::get("/")).status, 200);
    }

    void startedServerSurvivesSigpipe()
    {
        std::signal(SIGPIPE, SIG_DFL);
        FunctionService service(agree);
        RunningServer running(service);
        std::raise(SIGPIPE);
        QCOMPARE(RawClient(running.endpoint()).ask(RawClient::get("/")).status, 200);
    }
};

QTEST_GUILESS_MAIN(ListeningTest)
#include "listening_test.moc"
