#include <QTest>

#include "base/text.h"

using namespace mirrorlake;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class TextTest : public QObject
{
    Q_OBJECT

private slots:
    void percentIsDecodedOnce_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<bool>("isValid");
        QTest::addColumn<QByteArray>("decoded");
        const auto good = [](const char *encoded, std::string_view decoded) {
            QTest::newRow(encoded) << QByteArray(encoded) << true << bytes(decoded);
        };
        good("", "");
        good("plain", "plain");
        good("a%20b", "a b");
        good("a+b", "a+b");
        good("%2e%2E%2f", "../");
        good("%252e", "%2e");
        good("%00", std::string_view("\0", 1));
        good("%E4%B8%AD", "\xe4\xb8\xad");
        for (const char *bad : {"%", "%2", "a%", "%zz", "%2g", "%%20", "% 20", "%-1"})
            QTest::newRow(bad) << QByteArray(bad) << false << QByteArray();
    }

    void percentIsDecodedOnce()
    {
        QFETCH(QByteArray, encoded);
        QFETCH(bool, isValid);
        QFETCH(QByteArray, decoded);
        const auto text = percentDecoded(encoded.toStdString());
        QCOMPARE(text.has_value(), isValid);
        if (text)
            QCOMPARE(*text, decoded.toStdString());
    }

    void everyByteSurvivesPercentCoding()
    {
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        QCOMPARE(*percentDecoded(percentEncoded(all)), all);
        QCOMPARE(percentEncoded("a b/\xe4~%"), std::string("a%20b%2F%E4~%25"));
        QCOMPARE(percentEncoded("a b/c", "/"), std::string("a%20b/c"));
        QCOMPARE(percentEncoded("\x0a\xaf\xfa"), std::string("%0A%AF%FA"));
    }

    void utf8IsTheStandards_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isValid");
        const auto row = [](const char *name, std::string_view text, bool isValid) {
            QTest::newRow(name) << bytes(text) << isValid;
        };
        row("empty", "", true);
        row("NUL", std::string_view("\0", 1), true);
        row("two bytes", "\xc2\x80", true);
        row("three bytes", "\xe0\xa0\x80\xef\xbf\xbf", true);
        row("four bytes", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", true);
        row("before the surrogates", "\xed\x9f\xbf", true);
        row("lone continuation", "\x80", false);
        row("overlong slash", "\xc0\xaf", false);
        row("overlong slash of three", "\xe0\x80\xaf", false);
        row("overlong of four", "\xf0\x8f\xbf\xbf", false);
        row("overlong C1", "\xc1\xbf", false);
        row("surrogate", "\xed\xa0\x80", false);
        row("above U+10FFFF", "\xf4\x90\x80\x80", false);
        row("F5", "\xf5\x80\x80\x80", false);
        row("FF", "\xff", false);
        row("cut two", "\xc3", false);
        row("cut three", "\xe4\xb8", false);
        row("cut four", "\xf0\x90\x80", false);
        row("continuation missing", "\xe4\xb8z", false);
    }

    void utf8IsTheStandards()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isValid);
        QCOMPARE(isValidUtf8(text.toStdString()), isValid);
    }

    void splitKeepsEmptyParts()
    {
        using Parts = std::vector<std::string_view>;
        QVERIFY(split("a/b", '/') == (Parts{"a", "b"}));
        QVERIFY(split("", '/') == (Parts{""}));
        QVERIFY(split("/", '/') == (Parts{"", ""}));
        QVERIFY(split("a//b/", '/') == (Parts{"a", "", "b", ""}));
    }

    void onlyBlanksAreTrimmed()
    {
        QCOMPARE(trimmed(" \t a b\t "), std::string_view("a b"));
        QCOMPARE(trimmed(" \t"), std::string_view());
        QCOMPARE(trimmed(""), std::string_view());
        QCOMPARE(trimmed("\na\n"), std::string_view("\na\n"));
    }

    void caseIsThatOfAscii()
    {
        QCOMPARE(lowered("AZaz@[\xc3\x84"), std::string("azaz@[\xc3\x84"));
        QVERIFY(equalsIgnoringCase("ETag", "etag"));
        QVERIFY(!equalsIgnoringCase("@", "`"));
        QVERIFY(!equalsIgnoringCase("a", "ab"));
        QVERIFY(equalsIgnoringCase("", ""));
    }

    void controlCharactersAreFound()
    {
        QVERIFY(hasControlCharacter(std::string_view("a\0", 2)));
        QVERIFY(hasControlCharacter("\r"));
        QVERIFY(hasControlCharacter("\x7f"));
        QVERIFY(!hasControlCharacter(" ~\xff\x80"));
    }

    void hexHasTwoDigitsAByte()
    {
        const unsigned char sample[]{0x00, 0x0f, 0xf0, 0xff};
        QCOMPARE(toHex(sample, 4), std::string("000ff0ff"));
        QCOMPARE(toHex(sample, 0), std::string());
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
