#include <QTest>

#include "preload/predictor.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;
using namespace std::chrono_literals;

namespace {

const std::string repo = "hf:models/org/name";
const std::string commit(40, 'a');
const Clock::Steady start{100h};

} // namespace

class PredictorTest : public QObject
{
    Q_OBJECT

private slots:
    void aConfigLetsGuessOnce()
    {
        Predictor predictor;
        const auto order = predictor.hear(repo, commit, "config.json", start);
        QVERIFY(order);
        QCOMPARE(order->revision.text(), commit);
        QVERIFY(order->priority < 0);
        QVERIFY(!order->choice.include.empty());
        QVERIFY(!predictor.hear(repo, commit, "config.json", start + 1s));
        QVERIFY(!predictor.hear(repo, commit, "README.md", start + 1s));
        QVERIFY2(!predictor.hear("hf:datasets/org/data", commit, "config.json", start), "no model");
        QVERIFY2(!predictor.hear(repo, "main", "sub/config.json", start), "another file");
        QCOMPARE(predictor.counts().guesses, 1);
    }

    void aGuessIsRightWhenWeightsAreTakenInTime()
    {
        Predictor predictor;
        predictor.hear(repo, commit, "config.json", start);
        predictor.hear(repo, commit, "tokenizer.json", start + 1s);
        QCOMPARE(predictor.counts().right, 0);
        predictor.hear(repo, commit, "model-00001-of-00002.safetensors", start + 2s);
        predictor.hear(repo, commit, "model-00002-of-00002.safetensors", start + 3s);
        QCOMPARE(predictor.counts().right, 1);

        const std::string other(40, 'b');
        predictor.hear(repo, other, "config.json", start);
        predictor.hear(repo, other, "model.safetensors", start + 2h);
        QCOMPARE(predictor.counts().guesses, 2);
        QCOMPARE(predictor.counts().right, 1);
    }

    void memoryIsBounded()
    {
        Predictor predictor;
        for (int i = 0; i < 1500; ++i)
            predictor.hear(repo + std::to_string(i), commit, "config.json", start);
        QCOMPARE(predictor.counts().guesses, 1000);
        QVERIFY(predictor.hear("hf:models/org/later", commit, "config.json", start + 2h));
    }
};

QTEST_GUILESS_MAIN(PredictorTest)
#include "predictor_test.moc"
