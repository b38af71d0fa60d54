// Who is told of Xet (client-findings §2.3).
#include <QTest>

#include "xet/announce.h"

using namespace mirrorlake::xet;

class AnnounceTest : public QObject
{
    Q_OBJECT

private slots:
    void clientsAreToldByVersionAndSize_data();
    void clientsAreToldByVersionAndSize();
    void settingIsRead();
    void javaScriptAsksByMediaType();
};

void AnnounceTest::clientsAreToldByVersionAndSize_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<bool>("isToldOfSmall");
    QTest::addColumn<bool>("isToldOfHuge");
    QTest::newRow("2.4") << QByteArray("unknown/None; hf_hub/2.4.0; python/3.11") << true << true;
    QTest::newRow("1.0") << QByteArray("transformers/5.0; hf_hub/1.0.1; python/3.11") << true << true;
    QTest::newRow("0.36") << QByteArray("unknown/None; hf_hub/0.36.2; python/3.11") << false << true;
    QTest::newRow("10.0") << QByteArray("hf_hub/10.0.0") << true << true;
    QTest::newRow("Rust 1.0") << QByteArray("hf-hub/1.0.0") << true << true;
    QTest::newRow("Rust 0.5") << QByteArray("hf-hub/0.5.0; rust/unknown") << false << true;
    QTest::newRow("no version") << QByteArray("hf_hub/x") << false << false;
    QTest::newRow("curl") << QByteArray("curl/8.0") << false << false;
    QTest::newRow("none") << QByteArray() << false << false;
}

void AnnounceTest::clientsAreToldByVersionAndSize()
{
    QFETCH(QByteArray, agent);
    QFETCH(bool, isToldOfSmall);
    QFETCH(bool, isToldOfHuge);
    const std::string text = agent.toStdString();
    QCOMPARE(isAnnounced(Serve::Auto, text, 1), isToldOfSmall);
    QCOMPARE(isAnnounced(Serve::Auto, text, 50'000'000'000), isToldOfSmall);
    QCOMPARE(isAnnounced(Serve::Auto, text, 50'000'000'001), isToldOfHuge);
    QVERIFY(isAnnounced(Serve::On, text, 1));
    for (const Serve serve : {Serve::Auto, Serve::On})
        QVERIFY(!isAnnounced(serve, text, 0));
    QVERIFY(!isAnnounced(Serve::Off, text, 60'000'000'000));
}

void AnnounceTest::settingIsRead()
{
    QVERIFY(serveNamed("auto") == Serve::Auto);
    QVERIFY(serveNamed("on") == Serve::On);
    QVERIFY(serveNamed("off") == Serve::Off);
    QVERIFY(!serveNamed("yes"));
}

void AnnounceTest::javaScriptAsksByMediaType()
{
    QVERIFY(isFileInfoWanted(Serve::Auto, "application/vnd.xet-fileinfo+json, */*"));
    QVERIFY(isFileInfoWanted(Serve::On, "text/html, Application/vnd.xet-fileinfo+json;q=0.9"));
    QVERIFY(!isFileInfoWanted(Serve::Off, "application/vnd.xet-fileinfo+json, */*"));
    QVERIFY(!isFileInfoWanted(Serve::Auto, "application/json, */*"));
    QVERIFY(!isFileInfoWanted(Serve::Auto, ""));
}

QTEST_GUILESS_MAIN(AnnounceTest)
#include "announce_test.moc"
