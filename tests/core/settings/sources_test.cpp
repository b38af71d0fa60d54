#include <QtTest>

#include "settings/settingsfile.h"
#include "settings/sources.h"

using namespace mirrorlake;
using namespace mirrorlake::settings;

class SourcesTest : public QObject
{
    Q_OBJECT

private slots:
    void variablesAreNamedAfterKeys();
    void strongerSourceWins();
    void foreignVariablesAreLeftAlone();
    void unknownVariableNamesTheNearestKey();
    void badVariableNamesItself();
};

void SourcesTest::variablesAreNamedAfterKeys()
{
    QCOMPARE(environmentName("server.idle_timeout"), std::string("MIRRORLAKE_SERVER_IDLE_TIMEOUT"));
}

void SourcesTest::strongerSourceWins()
{
    Settings settings;
    QCOMPARE(settings.fill.workers, 32);
    QVERIFY(applyToml(settings, "[fill]\nworkers = 1\nper_blob = 1\nper_host = 1\n"));
    QVERIFY(applyEnvironment(settings, {"MIRRORLAKE_FILL_WORKERS=2", "MIRRORLAKE_FILL_PER_BLOB=2"}));
    QVERIFY(applyAssignment(settings, "fill.workers=3"));
    QCOMPARE(settings.fill.workers, 3);
    QCOMPARE(settings.fill.perBlob, 2);
    QCOMPARE(settings.fill.perHost, 1);
}

void SourcesTest::foreignVariablesAreLeftAlone()
{
    Settings settings;
    QVERIFY(applyEnvironment(settings, {"PATH=/bin", "MIRRORLAKE_DATA=/x", "MIRRORLAKE_CONFIG=/y", "MIRRORLAKE=1", "",
                                        "=x", "MIRRORLAKE_SERVERS=1"}));
    QVERIFY(changesAsToml(settings).empty());
}

void SourcesTest::unknownVariableNamesTheNearestKey()
{
    Settings settings;
    const auto applied = applyEnvironment(settings, {"MIRRORLAKE_SERVER_LISTNE=127.0.0.1:1"});
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::BadConfiguration);
    QCOMPARE(applied.error().message, std::string("MIRRORLAKE_SERVER_LISTNE: there is no setting 'server.listne'; "
                                                  "did you mean 'server.listen'?"));
}

void SourcesTest::badVariableNamesItself()
{
    Settings settings;
    const auto applied = applyEnvironment(settings, {"MIRRORLAKE_FILL_PER_BLOB=7", "MIRRORLAKE_FILL_WORKERS=many"});
    QVERIFY(!applied);
    QVERIFY(applied.error().message.starts_with("MIRRORLAKE_FILL_WORKERS: fill.workers is 'many'"));
    QCOMPARE(settings.fill.perBlob, 16);
}

QTEST_GUILESS_MAIN(SourcesTest)
#include "sources_test.moc"
