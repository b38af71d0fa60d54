// What is left of a README when its markup is gone.
#include <QtTest>

#include "library/plaintext.h"

using namespace mirrorlake;

class PlainTextTest : public QObject
{
    Q_OBJECT

private slots:
    void markupGoesAndWordsStay_data();
    void markupGoesAndWordsStay();
    void longTextIsCutAtAWord();
    void neverWithinACharacter();
    void hostileTextIsHarmless();
};

void PlainTextTest::markupGoesAndWordsStay_data()
{
    QTest::addColumn<QByteArray>("markdown");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("front matter") << QByteArray("---\nlicense: mit\n---\n# Title\n\nWords.")
                                  << QByteArray("Title\n\nWords.");
    QTest::newRow("front matter only") << QByteArray("---\nlicense: mit\n---") << QByteArray("");
    QTest::newRow("emphasis and links") << QByteArray("A **bold** [link](https://example.org) and `code`.")
                                        << QByteArray("A bold link and code.");
    QTest::newRow("pictures") << QByteArray("![a badge](https://example.org/b.svg)\n\nText") << QByteArray("Text");
    QTest::newRow("html") << QByteArray("<div align=\"center\">\n<img src=x>\n</div>\n\nText <br> more")
                          << QByteArray("Text  more");
    QTest::newRow("code and tables") << QByteArray("A\n\n```python\nimport os\n```\n\n|a|b|\n|---|---|\n|1|2|\n\nB")
                                     << QByteArray("A\n\nB");
    QTest::newRow("list") << QByteArray("- one\n- two\n\nEnd") << QByteArray("- one\n- two\n\nEnd");
    QTest::newRow("entities") << QByteArray("a &amp; b &lt; c") << QByteArray("a & b < c");
    QTest::newRow("control") << QByteArray("a\x1b[31mb") << QByteArray("a[31mb");
}

void PlainTextTest::markupGoesAndWordsStay()
{
    QFETCH(QByteArray, markdown);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(library::plainSummary(markdown.toStdString(), 1000)), text);
}

void PlainTextTest::longTextIsCutAtAWord()
{
    QCOMPARE(QByteArray::fromStdString(library::plainSummary("one two three four five", 12)), QByteArray("one two…"));
}

void PlainTextTest::neverWithinACharacter()
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "水";
    for (std::size_t most = 1; most < 20; ++most)
        QVERIFY(QString::fromStdString(library::plainSummary(text, most)).count(QChar::ReplacementCharacter) == 0);
}

void PlainTextTest::hostileTextIsHarmless()
{
    QVERIFY(library::plainSummary(std::string(100'000, '['), 100).size() <= 103);
    QVERIFY(library::plainSummary(std::string(100'000, '>') + std::string(1000, '\xff'), 100).size() <= 103);
    QVERIFY(library::plainSummary("---\n" + std::string(1'000'000, 'a'), 100).empty());
}

QTEST_GUILESS_MAIN(PlainTextTest)
#include "plaintext_test.moc"
