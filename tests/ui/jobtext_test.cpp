// What a download says of itself: in the language of the window, whatever happened to it.
#include "base/errortable.h"
#include "ui/downloads/jobtext.h"
#include "ui/format/errortext.h"
#include "ui/language/language.h"
#include "ui/theme/resources.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;

namespace {

preload::Job failedJob(Reason reason)
{
    preload::Job job{1, {RepoType::Model, *RepoId::parse("org/name")}, *Revision::parse("main")};
    job.state = preload::JobState::Failed;
    job.reason = std::move(reason);
    return job;
}

bool isChinese(const QString &text)
{
    return std::ranges::any_of(text, [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

} // namespace

class JobTextTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void init() { m_language.apply(u"en"_s); }

    void everyFailureIsSaidInTheLanguageOfTheWindow()
    {
        for (const ErrorRow *row = errorRowsBegin(); row != errorRowsEnd(); ++row) {
            const preload::Job job = failedJob({"the words of the log", row->code});
            m_language.apply(u"en"_s);
            QCOMPARE(stateTextOf(job).reason, QString::fromUtf8(row->sentence));
            m_language.apply(u"zh_CN"_s);
            QVERIFY2(isChinese(stateTextOf(job).reason), row->name);
            QVERIFY(!stateTextOf(job).reason.contains(u"the words"_s));
        }
    }

    void severalFilesAreCounted()
    {
        preload::Job job = failedJob({"3 of 5 files could not be had: …", ErrorCode::EntryNotFound});
        job.files = 5;
        job.doneFiles = 2;
        job.failures = {{"a", {"gone", ErrorCode::EntryNotFound}}};
        QCOMPARE(stateTextOf(job).reason, u"3 files could not be had: "_s + sentenceFor(ErrorCode::EntryNotFound));
        m_language.apply(u"zh_CN"_s);
        QCOMPARE(stateTextOf(job).reason, u"3 个文件未能取得："_s + sentenceFor(ErrorCode::EntryNotFound));
    }

    void whatNoErrorStandsBehindKeepsItsWords()
    {
        QCOMPARE(stateTextOf(failedJob(Reason("of an older version"))).reason, u"of an older version"_s);
    }

    void notesAreSaidInTheLanguageOfTheWindow()
    {
        const preload::JobNote changed{preload::JobNote::Kind::Changed, "01234567", 2, 1, 0, {"a"}, 0};
        QCOMPARE(noteTextOf(changed), u"2 added, 1 changed, 0 removed"_s);
        m_language.apply(u"zh_CN"_s);
        for (const preload::JobNote &note :
             {changed, preload::JobNote{.kind = preload::JobNote::Kind::Changed},
              preload::JobNote{.kind = preload::JobNote::Kind::WentBack, .bytes = 1'000'000}})
            QVERIFY(isChinese(noteTextOf(note)));
        QVERIFY(noteTextOf({}).isEmpty());
    }

private:
    Language m_language;
};

QTEST_GUILESS_MAIN(JobTextTest)
#include "jobtext_test.moc"
