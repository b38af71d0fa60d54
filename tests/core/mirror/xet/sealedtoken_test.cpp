#include <QTest>

#include "mirror/xet/sealedtoken.h"

using namespace mirrorlake::mirror;

class SealedTokenTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSealedCanBeReadByItsKeyOnly();
    void sameSecretLooksDifferentEachTime();
    void changedTextIsRefused();
    void emptyStaysEmpty();

private:
    const GrantKey m_key = GrantKey::random();
};

void SealedTokenTest::whatIsSealedCanBeReadByItsKeyOnly()
{
    const std::string text = sealed(m_key, "hf_secret");
    QVERIFY(unsealed(m_key, text) == "hf_secret");
    QVERIFY(!unsealed(GrantKey::random(), text));
    QVERIFY(text.find("secret") == std::string::npos);
}

void SealedTokenTest::sameSecretLooksDifferentEachTime()
{
    QVERIFY(sealed(m_key, "hf_secret") != sealed(m_key, "hf_secret"));
}

void SealedTokenTest::changedTextIsRefused()
{
    const std::string text = sealed(m_key, "hf_secret");
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        std::string changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        QVERIFY(!unsealed(m_key, changed));
        QVERIFY(unsealed(m_key, text.substr(0, at)).value_or("") == "");
    }
    QVERIFY(!unsealed(m_key, "not base64 !"));
}

void SealedTokenTest::emptyStaysEmpty()
{
    QVERIFY(sealed(m_key, "").empty());
    QVERIFY(unsealed(m_key, "") == "");
}

QTEST_GUILESS_MAIN(SealedTokenTest)
#include "sealedtoken_test.moc"
