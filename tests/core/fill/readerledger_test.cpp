// Who was given wrong bytes stays known when the mirror is started anew.
#include <QTest>

#include "core/fill/fillrig.h"
#include "fill/readerledger.h"

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fill::ReaderIdentity;
using fill::ReaderLedger;

class ReaderLedgerTest : public QObject
{
    Q_OBJECT

private slots:
    void readerOfAnEarlierRunIsKnownByAddressAndAgent();
    void whatNobodyKnowsOfIsSaidOfEverybody();
    void linesThatAreNoneArePassedOver();
    void fileStaysBounded();
    void wrongByteOfAnEarlierRunSparesOnlyWhoBeginsAtZero();

private:
    std::filesystem::path file() const { return m_folder.path().toStdString() + "/ledger"; }

    QTemporaryDir m_folder;
    const BlobHash m_blob = *BlobHash::parse(std::string(64, 'a'));
    const BlobHash m_other = *BlobHash::parse(std::string(64, 'b'));
};

void ReaderLedgerTest::readerOfAnEarlierRunIsKnownByAddressAndAgent()
{
    {
        ReaderLedger ledger(file());
        ledger.remember(m_blob, {"10.0.0.7", "client/1.0; with\ttab", "token of that run"}, {0, 1});
    }
    const ReaderIdentity reader{"10.0.0.7", "client/1.0; with tab", "token of this run"};
    ReaderLedger ledger(file());
    QVERIFY(ledger.mustStartOver(m_blob, reader));
    QVERIFY(!ledger.mustStartOver(m_other, reader));
    QVERIFY(!ledger.mustStartOver(m_blob, {"10.0.0.8", reader.agent, ""}));
    QVERIFY(!ledger.mustStartOver(m_blob, {"10.0.0.7", "another/1.0", ""}));
    ledger.startedOver(m_blob, reader);
    QVERIFY(!ledger.mustStartOver(m_blob, reader));
    ledger.remember(m_blob, reader, {5, 6});
    QVERIFY(ledger.mustStartOver(m_blob, reader));
}

void ReaderLedgerTest::whatNobodyKnowsOfIsSaidOfEverybody()
{
    std::filesystem::remove(file());
    for (int run = 0; run < 2; ++run) {
        ReaderLedger ledger(file());
        if (run == 0)
            ledger.rememberUnknown(m_blob);
        QVERIFY(ledger.mustStartOver(m_blob, {"1", "", ""}));
        ledger.startedOver(m_blob, {"1", "", ""});
        QVERIFY(!ledger.mustStartOver(m_blob, {"1", "", ""}));
        QVERIFY(ledger.mustStartOver(m_blob, {"2", "", ""}));
        QVERIFY(!ledger.mustStartOver(m_other, {"2", "", ""}));
    }
}

void ReaderLedgerTest::linesThatAreNoneArePassedOver()
{
    std::ofstream(file()) << "\n\t\t\nnonsense\n"
                          << m_blob.text() << "\n"
                          << m_blob.text() << "\t10.0.0.1\ta\n"
                          << m_other.text().substr(9);
    const ReaderLedger ledger(file());
    QVERIFY(ledger.mustStartOver(m_blob, {"10.0.0.1", "a", ""}));
    QVERIFY(!ledger.mustStartOver(m_blob, {"10.0.0.2", "a", ""}));
}

void ReaderLedgerTest::fileStaysBounded()
{
    std::filesystem::remove(file());
    for (int run = 0; run < 20; ++run) {
        ReaderLedger ledger(file(), 100);
        for (int i = 0; i < 30; ++i)
            ledger.remember(m_blob, {std::to_string(run) + "." + std::to_string(i), "", ""}, {0, 1});
    }
    QVERIFY(std::filesystem::file_size(file()) < 200 * (m_blob.text().size() + 10));
    QVERIFY(ReaderLedger(file(), 100).mustStartOver(m_blob, {"19.29", "", ""}));
}

void ReaderLedgerTest::wrongByteOfAnEarlierRunSparesOnlyWhoBeginsAtZero()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.ledgerFile = file();
    std::filesystem::remove(file());
    FillRig rig(options);
    const std::string content = contentOf(6 * mib, 61);
    const auto source = rig.hub.put(content);
    {
        Gate never;
        rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
            if (call.range.begin < 4 * mib) {
                const ByteRange part{call.range.begin, std::min(call.range.end, 4 * mib)};
                if (const auto sent = rig.hub.sendCorrupt(call, part, mib + 3, sink); !sent)
                    return sent;
            }
            never.pass(sink);
            return fail(ErrorCode::Cancelled, "");
        });
        const fill::Joined joined = rig.join(source);
        QCOMPARE(readFrom(*joined.body, {0, 4 * mib}).bytes.size(), std::size_t(4 * mib));
        rig.stop(); // nobody has noticed
        rig.hub.script(nullptr);
    }
    rig.restart();
    const ReaderIdentity resuming{"10.0.0.1", "client/1.0", ""};
    QVERIFY(!rig.filler().mustStartOver(source.blob, resuming));
    const fill::Joined rest = rig.join(source, ByteRange{3 * mib, source.size});
    const ReadResult tail = readFrom(*rest.body, {3 * mib, source.size});
    QVERIFY(tail.failure);
    QVERIFY(tail.bytes.size() < static_cast<std::size_t>(3 * mib));
    QVERIFY(rig.filler().mustStartOver(source.blob, resuming));
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    rig.filler().startedOver(source.blob, resuming);
    QVERIFY(!rig.filler().mustStartOver(source.blob, resuming));
    rig.restart();
    QVERIFY(rig.filler().mustStartOver(source.blob, {"10.0.0.2", "client/1.0", ""}));
}

QTEST_GUILESS_MAIN(ReaderLedgerTest)
#include "readerledger_test.moc"
