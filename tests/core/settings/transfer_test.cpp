// Settings on their way from one mirror to another.
#include <QTest>

#include "settings/fieldvalue.h"
#include "settings/settingsfile.h"
#include "settings/transfer.h"

using namespace mirrorlake;
using namespace mirrorlake::settings;

namespace {

Settings changed()
{
    Settings settings;
    settings.upstream.token = "hf_sesame";
    settings.upstream.proxy = "http://proxy.example:3128";
    settings.upstream.fallbacks = {"https://hub.example token=hf_other"};
    settings.server.maxRequests = 7;
    settings.limits.clients = {50'000'000};
    return settings;
}

} // namespace

class TransferTest : public QObject
{
    Q_OBJECT

private slots:
    void exportLeavesSecretsOutUnlessAsked();
    void whatIsExportedIsImportedAsTheSame();
    void anImportSaysWhatWouldBeDifferent();
    void secretsAreMaskedInWhatIsShown();
    void whatIsNotNamedStays();
    void mistakesNameTheLine();
};

void TransferTest::exportLeavesSecretsOutUnlessAsked()
{
    const std::string open = exportedToml(changed(), Secrets::LeftOut);
    QVERIFY2(open.find("sesame") == std::string::npos && open.find("hf_other") == std::string::npos, open.c_str());
    QVERIFY(open.find("# upstream.token is a secret and was left out") != std::string::npos);
    QVERIFY(open.find("proxy.example") != std::string::npos); // it holds no password
    QVERIFY(exportedToml(changed(), Secrets::Included).find("sesame") != std::string::npos);
    QVERIFY(exportedToml(Settings(), Secrets::LeftOut).empty());
}

void TransferTest::whatIsExportedIsImportedAsTheSame()
{
    const auto import = importOf(Settings(), exportedToml(changed(), Secrets::Included));
    QVERIFY(import);
    Settings again;
    for (const auto &[key, value] : import->assignments)
        QVERIFY(assign(again, *findField(key), value));
    const Settings wanted = changed();
    for (const Field &field : fields())
        QVERIFY2(isSame(again, wanted, field), field.key.data());
}

void TransferTest::anImportSaysWhatWouldBeDifferent()
{
    const auto import = importOf(Settings(), "[server]\nthreads = 7\n[limits]\nclients = \"50MB\"\n");
    QVERIFY(import);
    QVERIFY(import->differences == (std::vector<Difference>{{"server.threads", "0", "7", true},
                                                            {"limits.clients", "0", "50MB", false}}));
    QVERIFY(importOf(Settings(), "")->differences.empty());
    QVERIFY(importOf(Settings(), "[server]\nmax_requests = 2000\n")->differences.empty());
}

void TransferTest::secretsAreMaskedInWhatIsShown()
{
    const auto import = importOf(Settings(), "[upstream]\ntoken = \"hf_sesame\"\n");
    QVERIFY(import && import->differences.size() == 1);
    QVERIFY(import->differences[0].to.find("sesame") == std::string::npos);
    QVERIFY(import->assignments[0].second == "hf_sesame");
}

void TransferTest::whatIsNotNamedStays()
{
    const auto import = importOf(changed(), "[server]\nmax_requests = 9\n");
    QVERIFY(import && import->differences.size() == 1);
}

void TransferTest::mistakesNameTheLine()
{
    const auto broken = importOf(Settings(), "[server]\n\nmax_request = 9\n");
    QVERIFY(!broken && broken.error().code == ErrorCode::BadConfiguration);
    QVERIFY2(broken.error().message.find("line 3") != std::string::npos, broken.error().message.c_str());
    QVERIFY(broken.error().message.find("server.max_requests") != std::string::npos);
    QVERIFY(!importOf(Settings(), "[server\n"));
}

QTEST_GUILESS_MAIN(TransferTest)
#include "transfer_test.moc"
