#include <QtTest>

#include "preload/jobstate.h"

using namespace mirrorlake::preload;

class JobStateTest : public QObject
{
    Q_OBJECT

private slots:
    void namesComeBackTheSame();
    void whatIsOverOnlyStartsAnew();
    void everyStateLeadsToAnEnd();
    void pauseIsAllowedUntilItIsOver();
};

void JobStateTest::namesComeBackTheSame()
{
    for (const JobState state : allJobStates())
        QVERIFY(jobStateNamed(nameOf(state)) == state);
    QVERIFY(!jobStateNamed("sleeping"));
    QVERIFY(waitForNamed(nameOf(WaitFor::RateLimit)) == WaitFor::RateLimit);
    QVERIFY(waitForNamed("x") == WaitFor::Nothing);
}

void JobStateTest::whatIsOverOnlyStartsAnew()
{
    for (const JobState from : {JobState::Done, JobState::Failed, JobState::Paused}) {
        for (const JobState to : allJobStates())
            QCOMPARE(mayGo(from, to), to == JobState::Queued);
    }
}

void JobStateTest::everyStateLeadsToAnEnd()
{
    for (const JobState from : allJobStates()) {
        bool leadsSomewhere = false;
        for (const JobState to : allJobStates())
            leadsSomewhere = leadsSomewhere || mayGo(from, to);
        QVERIFY(leadsSomewhere);
        QVERIFY(!mayGo(from, from));
    }
    QVERIFY(mayGo(JobState::Verifying, JobState::Done));
    QVERIFY(!mayGo(JobState::Downloading, JobState::Done));
}

void JobStateTest::pauseIsAllowedUntilItIsOver()
{
    for (const JobState from : allJobStates())
        QCOMPARE(mayGo(from, JobState::Paused), !isOver(from) && from != JobState::Paused);
}

QTEST_GUILESS_MAIN(JobStateTest)
#include "jobstate_test.moc"
