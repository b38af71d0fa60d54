#include <QtTest>

#include "catalog/writer.h"

#include <algorithm>
#include <future>

using namespace mirrorlake;
using namespace mirrorlake::catalog;

class WriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void jobsRunInTheirOrder();
    void thousandJobsNeedNoFlush();
    void whatCanNeverWorkIsPassedOver();
    void committedFollowsTheDisk();
    void gatheredJobsBelongToTheFlush();
    void destructorWritesWhatWaits();

private:
    std::unique_ptr<Writer> makeWriter(Writer::Hooks hooks = {[](Writer &) {}, [](std::uint64_t) {}, [] {}});
    std::vector<std::int64_t> numbers() const;
    static Writer::Job insert(std::int64_t number);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void WriterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void WriterTest::cleanup()
{
    m_folder.reset();
}

std::unique_ptr<Writer> WriterTest::makeWriter(Writer::Hooks hooks)
{
    const auto file = m_folder->filePath(QStringLiteral("test.db")).toStdString();
    auto connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection || !(*connection)->run("PRAGMA journal_mode=WAL; CREATE TABLE seen(number INTEGER)"))
        qFatal("no database");
    return std::make_unique<Writer>(std::move(*connection), std::move(hooks));
}

std::vector<std::int64_t> WriterTest::numbers() const
{
    const auto file = m_folder->filePath(QStringLiteral("test.db")).toStdString();
    const auto connection = Connection::open(file, Connection::Mode::ReadOnly);
    auto query = (*connection)->statement("SELECT number FROM seen ORDER BY rowid");
    std::vector<std::int64_t> all;
    while (query.step().value_or(false))
        all.push_back(query.integer(0));
    return all;
}

Writer::Job WriterTest::insert(std::int64_t number)
{
    return [number](Connection &connection) {
        return connection.statement("INSERT INTO seen VALUES(?1)").bind(number).run();
    };
}

void WriterTest::jobsRunInTheirOrder()
{
    const auto writer = makeWriter();
    for (std::int64_t i = 0; i < 2500; ++i)
        QCOMPARE(writer->put(insert(i)), static_cast<std::uint64_t>(i + 1));
    QVERIFY(writer->flush().has_value());
    const auto all = numbers();
    QCOMPARE(all.size(), 2500u);
    QVERIFY(std::is_sorted(all.begin(), all.end()));
}

void WriterTest::thousandJobsNeedNoFlush()
{
    std::promise<void> written;
    std::once_flag once;
    const auto writer = makeWriter({[](Writer &) {},
                                    [&](std::uint64_t sequence) {
                                        if (sequence >= 1000)
                                            std::call_once(once, [&] { written.set_value(); });
                                    },
                                    [] {}});
    for (std::int64_t i = 0; i < 1000; ++i)
        writer->put(insert(i));
    written.get_future().wait();
    QCOMPARE(numbers().size(), 1000u);
}

void WriterTest::whatCanNeverWorkIsPassedOver()
{
    const auto writer = makeWriter();
    writer->put(insert(1));
    writer->put([](Connection &connection) { return connection.statement("INSERT INTO absent VALUES(1)").run(); });
    writer->put(insert(2));
    QVERIFY(writer->flush().has_value());
    QVERIFY(numbers() == (std::vector<std::int64_t>{1, 2}));
}

void WriterTest::committedFollowsTheDisk()
{
    std::size_t onDisk = 0;
    std::uint64_t told = 0;
    const auto writer = makeWriter({[](Writer &) {},
                                    [&](std::uint64_t sequence) {
                                        told = sequence;
                                        onDisk = numbers().size();
                                    },
                                    [] {}});
    for (std::int64_t i = 0; i < 10; ++i)
        writer->put(insert(i));
    QVERIFY(writer->flush().has_value());
    QCOMPARE(told, 10u);
    QCOMPARE(onDisk, 10u);
}

void WriterTest::gatheredJobsBelongToTheFlush()
{
    std::atomic<bool> isGathered{false};
    const auto writer = makeWriter({[&](Writer &into) {
                                        if (!isGathered.exchange(true))
                                            into.put(insert(7));
                                    },
                                    [](std::uint64_t) {}, [] {}});
    QVERIFY(writer->flush().has_value());
    QVERIFY(numbers() == (std::vector<std::int64_t>{7}));
}

void WriterTest::destructorWritesWhatWaits()
{
    auto writer = makeWriter();
    writer->put(insert(3));
    writer.reset();
    QVERIFY(numbers() == (std::vector<std::int64_t>{3}));
}

QTEST_GUILESS_MAIN(WriterTest)
#include "writer_test.moc"
