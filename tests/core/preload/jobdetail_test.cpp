// What is told of one job: its files, parts, sources, speed and what happened to it. Against the fake Hub.
#include <QTest>

#include "core/preload/preloadrig.h"

#include <algorithm>
#include <future>

using namespace mirrorlake;
using namespace mirrorlake::preload;
using fakehub::generatedContent;
using fakehub::textContent;
using test::orderOf;
using test::PreloadRig;

namespace {

constexpr std::int64_t size = 300'000;

void addRepo(PreloadRig &rig)
{
    rig.hub.world().commit("models/org/name", "main",
                           {{"README.md", textContent("# Name\n")},
                            {"empty.txt", textContent("")},
                            {"a.safetensors", generatedContent(1, size)},
                            {"b.safetensors", generatedContent(2, size)},
                            {"copy-of-a.safetensors", generatedContent(1, size)}});
}

Result<JobDetail> detailOf(PreloadRig &rig, JobId id)
{
    auto answer = std::make_shared<std::promise<Result<JobDetail>>>();
    auto future = answer->get_future();
    rig.preloader().detail(id, [answer](Result<JobDetail> detail) { answer->set_value(std::move(detail)); });
    return future.get();
}

const JobFile *fileOf(const JobDetail &detail, const std::string &path)
{
    const auto found = std::ranges::find(detail.files, path, &JobFile::path);
    return found == detail.files.end() ? nullptr : &*found;
}

bool says(const JobDetail &detail, const std::string &words)
{
    return std::ranges::any_of(detail.lines,
                               [&](const JobLine &line) { return line.text.find(words) != std::string::npos; });
}

QByteArray allLines(const JobDetail &detail)
{
    QByteArray all;
    for (const JobLine &line : detail.lines)
        all += QByteArray::fromStdString(line.text) + '\n';
    return all;
}

} // namespace

class JobDetailTest : public QObject
{
    Q_OBJECT

private slots:
    void runningJobShowsFilesPartsAndSources();
    void doneJobHasAllItsFiles();
    void pausedJobKnowsWhatIsHere();
    void failedJobSaysWhyAlsoAfterARestart();
    void retriesAndWrongBytesAreInTheLog();
    void jobWithoutACommitHasNoFilesYet();
    void unknownJobIsAnError();
};

void JobDetailTest::runningJobShowsFilesPartsAndSources()
{
    PreloadRig rig;
    constexpr std::int64_t large = 64 * 1024 * 1024;
    rig.hub.world().commit("models/org/name", "main",
                           {{"README.md", textContent("# Name\n")},
                            {"empty.txt", textContent("")},
                            {"a.safetensors", generatedContent(1, large)},
                            {"b.safetensors", generatedContent(2, large)},
                            {"copy-of-a.safetensors", generatedContent(1, large)}});
    rig.hub.knobs().add({.listener = "cdn", .stallAfter = 300'000}); // each connection, until it is hung up
    const JobId id = rig.add(orderOf("org/name"));
    rig.waitUntil(id, [](const Job &job) {
        return job.active.size() == 2 && job.doneFiles == 2 &&
               std::ranges::all_of(job.active, [](const FileProgress &file) { return file.done > 0; });
    });
    const auto detail = detailOf(rig, id);
    QVERIFY(detail);
    QCOMPARE(detail->id, id);
    QCOMPARE(detail->fileCount, 5);
    QCOMPARE(detail->files.size(), 5u);
    QVERIFY2(detail->files.front().state == FileState::Active, "what is on its way stands first");
    const JobFile *weights = fileOf(*detail, "a.safetensors");
    QVERIFY(weights && weights->state == FileState::Active);
    QVERIFY(weights->done > 0 && weights->done < large);
    QVERIFY(fileOf(*detail, "copy-of-a.safetensors")->state == FileState::Active);
    QVERIFY(fileOf(*detail, "empty.txt")->state == FileState::Here);
    QCOMPARE(detail->parts.size(), 2u);
    QCOMPARE(detail->parts.front().size, large);
    QCOMPARE(detail->parts.front().map.cells.size(), 4u);
    QVERIFY(std::isdigit(static_cast<unsigned char>(detail->parts.front().map.cells.front())));
    QCOMPARE(detail->parts.front().clients, 0);
    QCOMPARE(detail->sources.size(), 1u);
    QCOMPARE(QByteArray::fromStdString(detail->sources.front().route), QByteArray::fromStdString(rig.hub.url()));
    QVERIFY(detail->sources.front().bytes > 0);
    QVERIFY2(says(*detail, "added") && says(*detail, "downloading"), allLines(*detail).constData());
}

void JobDetailTest::doneJobHasAllItsFiles()
{
    PreloadRig rig;
    addRepo(rig);
    const JobId id = rig.add(orderOf("org/name"));
    rig.waitFor(id, JobState::Done);
    const auto detail = detailOf(rig, id);
    QVERIFY(detail);
    QCOMPARE(detail->files.size(), 5u);
    for (const JobFile &file : detail->files) {
        QVERIFY(file.state == FileState::Here);
        QCOMPARE(file.done, file.size);
    }
    QVERIFY(detail->parts.empty() && detail->sources.empty());
    QVERIFY(says(*detail, "done"));
}

void JobDetailTest::pausedJobKnowsWhatIsHere()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("b.safetensors", 0);
    const JobId id = rig.add(orderOf("org/name"));
    rig.waitUntil(id, [](const Job &job) { return job.doneFiles == 4; });
    QVERIFY(rig.command(id, JobCommand::Pause));
    const auto detail = detailOf(rig, id);
    QVERIFY(detail);
    QVERIFY(fileOf(*detail, "a.safetensors")->state == FileState::Here);
    QVERIFY(fileOf(*detail, "README.md")->state == FileState::Here);
    const JobFile *missing = fileOf(*detail, "b.safetensors");
    QVERIFY(missing->state == FileState::Waiting);
    QCOMPARE(missing->done, 0);
    QVERIFY(says(*detail, "paused"));
    barrier->release();
}

void JobDetailTest::failedJobSaysWhyAlsoAfterARestart()
{
    PreloadRig rig;
    addRepo(rig);
    rig.hub.knobs().add({.listener = "hub", .match = "b.safetensors", .status = 403});
    const JobId id = rig.add(orderOf("org/name"));
    const Job failed = rig.waitFor(id, JobState::Failed);
    QVERIFY(failed.state == JobState::Failed);
    for (const bool isRestarted : {false, true}) {
        if (isRestarted)
            rig.restart();
        const auto detail = detailOf(rig, id);
        QVERIFY(detail);
        const JobFile *file = fileOf(*detail, "b.safetensors");
        QVERIFY(file && file->state == FileState::Failed);
        QVERIFY(!file->reason.text.empty());
        QVERIFY(fileOf(*detail, "a.safetensors")->state == FileState::Here);
        QVERIFY2(says(*detail, failed.reason.text), allLines(*detail).constData());
        QVERIFY(detail->lines.back().level == log::Level::Error);
    }
}

void JobDetailTest::retriesAndWrongBytesAreInTheLog()
{
    PreloadRig rig;
    addRepo(rig);
    rig.hub.knobs().add({.listener = "cdn", .times = 1, .corruptAt = 1000});
    const JobId id = rig.add(orderOf("https://hf.co/org/name/blob/main/b.safetensors"));
    rig.waitFor(id, JobState::Done);
    const auto detail = detailOf(rig, id);
    QVERIFY(detail);
    QVERIFY2(says(*detail, "b.safetensors: the hash of its bytes is wrong"), allLines(*detail).constData());
    QVERIFY2(says(*detail, "were wrong; those of " + rig.hub.url()), allLines(*detail).constData());
}

void JobDetailTest::jobWithoutACommitHasNoFilesYet()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/revision/", 0);
    const JobId id = rig.add(orderOf("org/name"));
    const auto detail = detailOf(rig, id);
    QVERIFY(detail);
    QVERIFY(detail->files.empty());
    QCOMPARE(detail->fileCount, 0);
    barrier->release();
    rig.waitFor(id, JobState::Done);
}

void JobDetailTest::unknownJobIsAnError()
{
    PreloadRig rig;
    rig.restart();
    const auto detail = detailOf(rig, 77);
    QVERIFY(!detail);
    QCOMPARE(detail.error().code, ErrorCode::EntryNotFound);
}

QTEST_GUILESS_MAIN(JobDetailTest)
#include "jobdetail_test.moc"
