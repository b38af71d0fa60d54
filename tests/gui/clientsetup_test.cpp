// The dialog that points a client at the mirror: its lines, this PC, and whether somebody got through.
#include "gui/windowfixture.h"
#include "ui/parts/elidedlabel.h"
#include "ui/shell/actions.h"

#include <QDialog>
#include <QLabel>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct SetupFixture : WindowFixture
{
    explicit SetupFixture(Dress &dress) : WindowFixture(dress, idleScene())
    {
        control.work.upkeepAnswer = [this](const control::UpkeepOrder &order) {
            control::UpkeepAnswer answer;
            for (const meter::RequestRecord &request : requests) {
                if (order.verb == control::UpkeepVerb::Requests && request.number > order.since)
                    answer.requests.push_back(request);
            }
            if (answer.requests.size() > order.limit)
                answer.requests.erase(answer.requests.begin(), answer.requests.end() - std::ptrdiff_t(order.limit));
            return answer;
        };
    }

    void come(const std::string &address)
    {
        meter::RequestRecord request;
        request.number = std::int64_t(requests.size()) + 1;
        request.client = address;
        requests.push_back(std::move(request));
    }
    bool open() const
    {
        const bool isPressed = click("lanTestLink");
        QTest::qWait(1); // the number of the last request comes by the event loop
        QCoreApplication::processEvents();
        const auto *dialog = find<QDialog>("clientSetupDialog");
        return isPressed && dialog && dialog->isVisible();
    }
    bool saysWithin(const QString &words) const
    {
        const auto *label = find<QLabel>("firstRequest");
        return QTest::qWaitFor([&] { return label->text().contains(words); }, 20'000);
    }

    std::vector<meter::RequestRecord> requests;
};

} // namespace

class ClientSetupTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void gitHasALineOfItsOwn()
    {
        const SetupFixture fixture(*m_dress);
        QVERIFY(fixture.open());
        const auto lines = fixture.find<QWidget>("clientLines")->findChildren<ui::ElidedLabel *>();
        QCOMPARE(lines.size(), 6);
        QCOMPARE(lines.last()->fullText(), u"git clone http://192.168.1.20:8090/org/name"_s);
    }

    void requestsFromBeforeDoNotCount()
    {
        SetupFixture fixture(*m_dress);
        fixture.come("192.168.1.7");
        QVERIFY(fixture.open());
        QVERIFY(fixture.saysWithin(u"Waiting for a first request"_s));
        fixture.come("127.0.0.1");
        QVERIFY(fixture.saysWithin(u"this PC reached the mirror"_s));
        fixture.come("192.168.1.58");
        QVERIFY(fixture.saysWithin(u"192.168.1.58 reached the mirror"_s));
    }

    void firstRequestEverCounts()
    {
        SetupFixture fixture(*m_dress);
        QVERIFY(fixture.open());
        QVERIFY(fixture.saysWithin(u"Waiting"_s));
        QVERIFY(QTest::qWaitFor([&] { return fixture.control.work.upkeepOrders.size() > 1; }, 20'000));
        fixture.come("10.8.0.9");
        QVERIFY(fixture.saysWithin(u"10.8.0.9 reached the mirror"_s));
    }

    void thisPcIsSetUpHereToo()
    {
        const QTemporaryDir config;
        qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
        const SetupFixture fixture(*m_dress);
        QVERIFY(fixture.open());
        QVERIFY(fixture.click("persistButton"));
        QFile file(config.filePath(u"environment.d/60-mirrorlake.conf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("HF_ENDPOINT=http://192.168.1.20:8090\n"));
        QVERIFY(fixture.click("persistButton"));
        QVERIFY(!file.exists());
        qunsetenv("XDG_CONFIG_HOME");
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(ClientSetupTest)
#include "clientsetup_test.moc"
