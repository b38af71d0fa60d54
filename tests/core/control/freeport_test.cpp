#include <QtTest>

#include "control/freeport.h"
#include "settings/listenaddress.h"

#include <QtNetwork/QTcpServer>

using namespace mirrorlake;
using namespace mirrorlake::control;

class FreePortTest : public QObject
{
    Q_OBJECT

private slots:
    void takenPortIsRefusedWithTheReason();
    void freePortFollowsTheTakenOne();
    void nothingIsSuggestedWhenAllIsFree();
    void noPortHelpsAnAddressThatIsNotOurs();
};

namespace {

std::string endpoint(const QTcpServer &server)
{
    return "127.0.0.1:" + std::to_string(server.serverPort());
}

} // namespace

void FreePortTest::takenPortIsRefusedWithTheReason()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto tried = tryListen(endpoint(server));
    QVERIFY(!tried);
    QCOMPARE(tried.error().code, ErrorCode::CannotListen);
    QCOMPARE(tried.error().message, std::string("Address already in use"));
    QVERIFY(tryListen("127.0.0.1:0"));
    QVERIFY(!tryListen("nonsense"));
}

void FreePortTest::freePortFollowsTheTakenOne()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const std::string suggested = freeListenAddress({"127.0.0.1:0", endpoint(server)});
    const auto address = settings::ListenAddress::parse(suggested);
    QVERIFY2(address, suggested.c_str());
    QCOMPARE(address->host(), std::string("127.0.0.1"));
    QVERIFY(address->port() > server.serverPort());
    QVERIFY(tryListen(suggested));
}

void FreePortTest::nothingIsSuggestedWhenAllIsFree()
{
    QCOMPARE(freeListenAddress({"127.0.0.1:0"}), std::string());
    QCOMPARE(freeListenAddress({}), std::string());
}

void FreePortTest::noPortHelpsAnAddressThatIsNotOurs()
{
    // 192.0.2.0/24 is for documentation and is no machine's.
    QVERIFY(!tryListen("192.0.2.1:8090"));
    QCOMPARE(freeListenAddress({"192.0.2.1:8090"}), std::string());
}

QTEST_GUILESS_MAIN(FreePortTest)
#include "freeport_test.moc"
