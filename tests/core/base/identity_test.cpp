#include <QTest>

#include "base/identity.h"

using namespace mirrorlake;

namespace {

HttpRequest requestWith(const QByteArray &authorization)
{
    HttpRequest request;
    request.clientAddress = "192.168.1.7";
    request.headers.push_back({"authorization", authorization.toStdString()});
    return request;
}

QByteArray basic(const char *credentials)
{
    return "Basic " + QByteArray(credentials).toBase64();
}

} // namespace

class IdentityTest : public QObject
{
    Q_OBJECT

private slots:
    void tokenIsReadFromEitherScheme_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("token"); // empty: none
        QTest::newRow("Bearer") << QByteArray("Bearer hf_abc") << QByteArray("hf_abc");
        QTest::newRow("bearer, blanks") << QByteArray("bearer   hf_abc ") << QByteArray("hf_abc");
        QTest::newRow("Basic") << basic("user:hf_abc") << QByteArray("hf_abc");
        QTest::newRow("basic") << "bAsIc " + QByteArray("user:hf_abc").toBase64() << QByteArray("hf_abc");
        QTest::newRow("Basic, no user") << basic(":hf_abc") << QByteArray("hf_abc");
        QTest::newRow("Basic, token as user") << basic("hf_abc:") << QByteArray("hf_abc");
        QTest::newRow("Basic, colon in token") << basic("user:hf:abc") << QByteArray("hf:abc");
        QTest::newRow("Basic, no colon") << basic("hf_abc") << QByteArray();
        QTest::newRow("Basic, nothing") << basic(":") << QByteArray();
        QTest::newRow("Basic, no base64") << QByteArray("Basic !!!!") << QByteArray();
        QTest::newRow("Bearer, nothing") << QByteArray("Bearer ") << QByteArray();
        QTest::newRow("only a word") << QByteArray("hf_abc") << QByteArray();
        QTest::newRow("another scheme") << QByteArray("Digest hf_abc") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }

    void tokenIsReadFromEitherScheme()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, token);
        QCOMPARE(QByteArray::fromStdString(tokenOf(requestWith(field)).value_or("")), token);
    }

    void bearerAndBasicAreTheSameIdentity()
    {
        const FingerprintKey key = FingerprintKey::random();
        const Identity bearer = identityOf(requestWith("Bearer hf_abc"), key);
        QVERIFY(bearer == identityOf(requestWith(basic("anyone:hf_abc")), key));
        QVERIFY(!(bearer == identityOf(requestWith("Bearer hf_abd"), key)));
        QCOMPARE(bearer.address, std::string("192.168.1.7"));
    }

    void nobodyElseIsAnonymous()
    {
        const Identity anonymous = identityOf(HttpRequest{}, FingerprintKey::random());
        QVERIFY(!anonymous.token);
        QVERIFY(anonymous.user.empty() && anonymous.groups.empty() && anonymous.rights.empty());
    }

    void fingerprintTellsNothingWithoutItsKey()
    {
        const TokenFingerprint one("hf_abc", FingerprintKey::random());
        QVERIFY(one != TokenFingerprint("hf_abc", FingerprintKey::random()));
        QVERIFY(one.text().find("hf_abc") == std::string::npos);
        // RFC 4231, test case 2
        QCOMPARE(TokenFingerprint("what do ya want for nothing?", FingerprintKey("Jefe")).text(),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }
};

QTEST_GUILESS_MAIN(IdentityTest)
#include "identity_test.moc"
