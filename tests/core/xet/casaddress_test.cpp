// The addresses of the Xet face.
#include <QTest>

#include "xet/casaddress.h"

using namespace mirrorlake;
using namespace mirrorlake::xet;

namespace {

const std::string hash(64, 'a');

} // namespace

class CasAddressTest : public QObject
{
    Q_OBJECT

private slots:
    void fourPathsAskForAReconstruction_data();
    void fourPathsAskForAReconstruction();
    void xorbUrlsComeBackAsWritten();
    void xorbUrlsDifferForEachRange();
    void telemetryIsTakenAtBothPlaces();
    void everythingElseIsNotHere_data();
    void everythingElseIsNotHere();
};

void CasAddressTest::fourPathsAskForAReconstruction_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isSecondForm");
    QTest::newRow("0.1.4 to 1.1.9") << QByteArray("/-/cas/reconstruction/") << false;
    QTest::newRow("1.1.10, 1.2") << QByteArray("/-/cas/reconstructions/") << false;
    QTest::newRow("1.3, 1.4") << QByteArray("/-/cas/v1/reconstructions/") << false;
    QTest::newRow("1.5 and later") << QByteArray("/-/cas/v2/reconstructions/") << true;
}

void CasAddressTest::fourPathsAskForAReconstruction()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, isSecondForm);
    const auto request = parseCasTarget(path.toStdString() + hash);
    QVERIFY(request);
    const auto *reconstruction = std::get_if<ReconstructionRequest>(&*request);
    QVERIFY(reconstruction);
    QCOMPARE(reconstruction->hash, hash);
    QCOMPARE(reconstruction->form, isSecondForm ? Form::V2 : Form::V1);
}

void CasAddressTest::xorbUrlsComeBackAsWritten()
{
    const auto request = parseCasTarget(xorbTarget({7, {0, 3}, {0, 300'024}, 300'000}, "abc.d-_"));
    QVERIFY(request);
    const auto *xorb = std::get_if<XorbRequest>(&*request);
    QVERIFY(xorb);
    QCOMPARE(xorb->xorb, 7);
    QCOMPARE(xorb->grant, std::string("abc.d-_"));
}

void CasAddressTest::xorbUrlsDifferForEachRange()
{
    QVERIFY(xorbTarget({7, {0, 3}, {0, 100}, 0}, "g") != xorbTarget({7, {0, 2}, {0, 60}, 0}, "g"));
    QVERIFY(xorbTarget({7, {0, 3}, {0, 100}, 0}, "g") != xorbTarget({8, {0, 3}, {0, 100}, 0}, "g"));
}

void CasAddressTest::telemetryIsTakenAtBothPlaces()
{
    for (const char *target : {"/v1/telemetry", "/-/cas/v1/telemetry", "/v1/telemetry?x=1"}) {
        const auto request = parseCasTarget(target);
        QVERIFY(request && std::holds_alternative<TelemetryRequest>(*request));
    }
}

void CasAddressTest::everythingElseIsNotHere_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"/-/cas", "/-/cas/", "/-/cas/v2/reconstructions/", "/-/cas/v2/reconstructions/abc",
                               "/-/cas/v3/reconstructions/", "/-/cas/xorbs/", "/-/cas/xorbs/-1", "/-/cas/xorbs/1x",
                               "/-/cas/xorbs/99999999999999999999", "/-/status", "/v2/reconstructions/",
                               "/-/casino/v1/telemetry", "/-/cas/v1/xorbs/abc", ""})
        QTest::newRow(target) << QByteArray(target);
    QTest::newRow("capital") << QByteArray("/-/cas/v2/reconstructions/" + QByteArray(64, 'A'));
    QTest::newRow("long") << QByteArray("/-/cas/v2/reconstructions/" + QByteArray(65, 'a'));
    QTest::newRow("more") << QByteArray("/-/cas/v2/reconstructions/" + QByteArray(64, 'a') + "/x");
}

void CasAddressTest::everythingElseIsNotHere()
{
    QFETCH(QByteArray, target);
    QVERIFY(!parseCasTarget(target.toStdString()));
}

QTEST_GUILESS_MAIN(CasAddressTest)
#include "casaddress_test.moc"
