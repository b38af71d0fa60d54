#include "core/upstream/tlsserver.h"
#include "upstream/httpclient.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;

namespace {

Request get(const TlsServer &server)
{
    Request request;
    request.url = server.url() + "/x";
    request.timeout = std::chrono::milliseconds(5000);
    return request;
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void unknownCertificateIsUntrusted()
    {
        TlsServer server;
        HttpClient client({});
        Request request = get(server);
        request.bearerToken = "hf_secret";
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamUntrusted);
        QCOMPARE(server.requests(), 0);
    }

    void certificateOfTheSettingIsTrusted()
    {
        TlsServer server;
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("ca.pem")).toStdString();
        std::ofstream(file) << server.certificatePem();
        ClientOptions options;
        options.caFile = file;
        HttpClient client(options);
        for (int i = 0; i < 2; ++i) {
            const auto response = client.exchange(get(server));
            QVERIFY2(response.has_value(), response ? "" : response.error().message.c_str());
            QCOMPARE(response->body, std::string("over TLS"));
        }
        QCOMPARE(server.requests(), 2);
    }

    void missingCertificateFileIsUntrusted()
    {
        TlsServer server;
        ClientOptions options;
        options.caFile = "/nonexistent/ca.pem";
        HttpClient client(options);
        const auto response = client.exchange(get(server));
        QCOMPARE(response.error().code, ErrorCode::UpstreamUntrusted);
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
