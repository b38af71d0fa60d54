#include <QTest>

#include "viewerhub.h"

using namespace mirrorlake;
using namespace mirrorlake::app;

class ViewerHubTest : public QObject
{
    Q_OBJECT

private slots:
    void nameIsPutBeforeTheHost_data();
    void nameIsPutBeforeTheHost();
    void viewerIsReachedAsTheHubButWithoutToken();
};

void ViewerHubTest::nameIsPutBeforeTheHost_data()
{
    QTest::addColumn<QString>("hub");
    QTest::addColumn<QString>("viewer");
    const auto row = [](const char *hub, const char *viewer) {
        QTest::newRow(hub) << QString::fromUtf8(hub) << QString::fromUtf8(viewer);
    };
    row("https://hub.example", "https://datasets-server.hub.example");
    row("http://localhost:8090/", "http://datasets-server.localhost:8090");
    row("http://127.0.0.1:8090", "");
    row("http://[::1]:8090", "");
    row("https://proxy.example/hf", "");
    row("https://user@hub.example", "");
    row("nonsense", "");
}

void ViewerHubTest::nameIsPutBeforeTheHost()
{
    QFETCH(QString, hub);
    QFETCH(QString, viewer);
    QCOMPARE(QString::fromStdString(viewerUrlOf(hub.toStdString()).value_or("")), viewer);
}

void ViewerHubTest::viewerIsReachedAsTheHubButWithoutToken()
{
    upstream::HubOptions hub;
    hub.client.proxy = "http://proxy:3128";
    hub.isOffline = true;
    hub.routes = {{"https://hub.example", "hf_secret"}, {"https://other.example"}};
    const auto viewer = viewerOptions(hub, "");
    QVERIFY(viewer && viewer->isOffline);
    QCOMPARE(viewer->routes.size(), std::size_t(1));
    QCOMPARE(viewer->routes[0].token, std::string());
    QCOMPARE(viewer->client.proxy, std::string("http://proxy:3128"));
    hub.routes[0].url = "http://127.0.0.1:1";
    QVERIFY(!viewerOptions(hub, ""));
    QCOMPARE(viewerOptions(hub, "https://viewer.example")->routes.at(0).url, std::string("https://viewer.example"));
    QCOMPARE(viewerOptions(hub, "https://viewer.example")->routes.at(0).token, std::string());
}

QTEST_GUILESS_MAIN(ViewerHubTest)
#include "viewerhub_test.moc"
