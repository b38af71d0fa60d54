// Answers that are passed on are kept in bounded memory, the last used the longest.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "mirror/pages/passedanswers.h"
#include "upstream/routes.h"

using namespace mirrorlake;
using namespace mirrorlake::mirror;
using namespace mirrorlake::test;

class PassedAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void memoryIsBounded();
    void unknownAddressesAreKeptForAShortWhile();
};

void PassedAnswersTest::memoryIsBounded()
{
    MirrorHarness mirror;
    mirror.service();
    const auto hub = upstream::makeHub({{{"http://127.0.0.1:1"}}, {}, true}, mirror.clock);
    PassedAnswers answers(mirror.catalog(), *hub, mirror.clock);
    const auto put = [&](int number) {
        PassedAnswer answer;
        answer.document.body = std::string(1024 * 1024, 'x');
        answers.put("key " + std::to_string(number), std::make_shared<const PassedAnswer>(std::move(answer)));
    };
    put(0);
    for (int i = 1; i < 1000; ++i) {
        put(i);
        QVERIFY(answers.inMemory("key 0")); // used again and again
    }
    int kept = 0;
    for (int i = 0; i < 1000; ++i)
        kept += answers.inMemory("key " + std::to_string(i)) ? 1 : 0;
    QVERIFY(kept > 8 && kept <= 32);
    QVERIFY(answers.inMemory("key 999"));
}

void PassedAnswersTest::unknownAddressesAreKeptForAShortWhile()
{
    MirrorHarness mirror;
    QCOMPARE(mirror.get("/api/nothing/here").status, 404);
    QCOMPARE(mirror.get("/api/nothing/here").status, 404);
    QCOMPARE(mirror.hub.log().count("/api/nothing/here"), std::size_t(1));
    mirror.clock.advance(std::chrono::minutes(1));
    QCOMPARE(mirror.get("/api/nothing/here").status, 404);
    QCOMPARE(mirror.hub.log().count("/api/nothing/here"), std::size_t(2));
}

QTEST_GUILESS_MAIN(PassedAnswersTest)
#include "passedanswers_test.moc"
