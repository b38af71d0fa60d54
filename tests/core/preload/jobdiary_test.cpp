// What is told of jobs, and what is not told twice.
#include <QTest>

#include "preload/jobdiary.h"
#include "support/manualclock.h"

#include <QtCore/QTemporaryDir>

using namespace mirrorlake;
using namespace mirrorlake::preload;
using namespace std::chrono_literals;

class JobDiaryTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_catalog.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_catalog = std::move(*catalog::Catalog::open(m_folder->path().toStdString() + "/catalog.sqlite", m_clock));
        m_diary = std::make_unique<JobDiary>(*m_catalog, m_clock);
    }
    void cleanupTestCase()
    {
        m_diary.reset();
        m_catalog.reset();
    }

    void waitingForTheSameIsToldOnce()
    {
        for (int i = 0; i < 300; ++i) {
            go(JobState::Queued);
            go(JobState::Resolving);
            go(JobState::Waiting, "offline mode is on");
        }
        go(JobState::Queued);
        go(JobState::Resolving);
        go(JobState::Downloading);
        QCOMPARE(told(), QByteArray("queued|resolving|waiting: offline mode is on|downloading"));
    }

    void anotherReasonToWaitIsTold()
    {
        go(JobState::Waiting, "one");
        go(JobState::Queued);
        go(JobState::Waiting, "two");
        go(JobState::Paused);
        go(JobState::Queued);
        QCOMPARE(told(), QByteArray("waiting: one|waiting: two|paused|queued"));
    }

    void repeatedTroubleIsCounted()
    {
        for (int i = 0; i < 50; ++i)
            m_diary->trouble(1, "a.bin: no answer");
        m_diary->trouble(2, "a.bin: no answer");
        m_clock.advance(61s);
        m_diary->trouble(1, "a.bin: no answer");
        QCOMPARE(told(), QByteArray("a.bin: no answer|a.bin: no answer (and 49 times more before)"));
    }

    void aRouteThatRestsIsTold()
    {
        upstream::RouteHealth route;
        route.url = "https://hub.example";
        route.lastError = "no answer";
        const JobId running[] = {1};
        using State = upstream::RouteHealth::State;
        for (const State state : {State::Working, State::Resting, State::Resting, State::Probing, State::Working}) {
            route.state = state;
            m_diary->routes({route}, running);
        }
        QCOMPARE(told(), QByteArray("https://hub.example rests: no answer|https://hub.example works again"));
    }

    void ratesLeaveOutTheTimeWithoutWork()
    {
        std::int64_t done = 0;
        for (int second = 0; second <= 20; ++second) {
            m_diary->progressed(1, done += 100);
            m_clock.advance(1s);
        }
        m_clock.advance(60s);
        m_diary->progressed(1, done);
        m_clock.advance(1s);
        m_diary->progressed(1, done + 300);
        const auto rates = m_diary->rates(1);
        QVERIFY(rates.size() >= 2);
        QCOMPARE(rates.front().bytesPerSecond, 100.0);
        QCOMPARE(rates.back().bytesPerSecond, 300.0);
        QVERIFY(rates.back().unixMilliseconds - rates[rates.size() - 2].unixMilliseconds > 60'000);
        m_diary->forget(1);
        QVERIFY(m_diary->rates(1).empty());
    }

private:
    void go(JobState state, const std::string &reason = {})
    {
        Job job{1, *RepoKey::parse("hf:models/org/name"), *Revision::parse("main")};
        job.state = state;
        job.reason = reason;
        m_diary->moved(job);
    }
    QByteArray told() const
    {
        QByteArrayList texts;
        for (const JobLine &line : m_diary->lines(1))
            texts << QByteArray::fromStdString(line.text);
        return texts.join('|');
    }

    test::ManualClock m_clock{1'795'271'530};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<JobDiary> m_diary;
};

QTEST_APPLESS_MAIN(JobDiaryTest)
#include "jobdiary_test.moc"
