#include "upstream/location.h"

#include <QTest>

using namespace mirrorlake::upstream;

class LocationTest : public QObject
{
    Q_OBJECT

private slots:
    void redirectIsResolvedAgainstItsUrl_data()
    {
        QTest::addColumn<std::string>("base");
        QTest::addColumn<std::string>("location");
        QTest::addColumn<std::string>("expected"); // empty: refused
        const auto row = [](const char *name, const char *base, const char *location, const char *expected) {
            QTest::newRow(name) << std::string(base) << std::string(location) << std::string(expected);
        };
        row("path", "https://h.co/a/b?q=1", "/c/d", "https://h.co/c/d");
        row("query is kept", "https://h.co/a", "/c?e=%22x%22", "https://h.co/c?e=%22x%22");
        row("relative", "https://h.co/a/b", "c", "https://h.co/a/c");
        row("absolute", "https://h.co/a", "http://cdn.co:8080/x?S=1", "http://cdn.co:8080/x?S=1");
        row("same scheme", "https://h.co/a", "//cdn.co/x", "https://cdn.co/x");
        row("fragment goes", "https://h.co/a", "/c#frag", "https://h.co/c");
        row("space is coded", "https://h.co/a", "/c d", "https://h.co/c%20d");
        row("bytes are coded", "https://h.co/a", "/\xe4\xb8\xad", "https://h.co/%e4%b8%ad");
        row("file", "https://h.co/a", "file:///etc/passwd", "");
        row("ftp", "https://h.co/a", "ftp://h.co/x", "");
        row("script", "https://h.co/a", "javascript:alert(1)", "");
        row("user", "https://h.co/a", "https://user:word@cdn.co/x", "");
        row("control character", "https://h.co/a", "/c\r\nX: y", "");
        row("nothing", "https://h.co/a", "", "");
        row("no base", "h", "/c", "");
    }

    void redirectIsResolvedAgainstItsUrl()
    {
        QFETCH(std::string, base);
        QFETCH(std::string, location);
        QFETCH(std::string, expected);
        QCOMPARE(resolvedLocation(base, location).value_or(""), expected);
    }

    void originIsSchemeHostAndPort()
    {
        QCOMPARE(originOf("https://HuggingFace.co/a?b"), std::string("https://huggingface.co:443"));
        QCOMPARE(originOf("http://h.co"), std::string("http://h.co:80"));
        QCOMPARE(originOf("http://h.co:80/x"), originOf("http://h.co/y"));
        QVERIFY(originOf("http://h.co") != originOf("https://h.co"));
        QVERIFY(originOf("http://h.co:81") != originOf("http://h.co"));
        QCOMPARE(originOf("http://[::1]:90/x"), std::string("http://[::1]:90"));
        QCOMPARE(originOf("ftp://h.co"), std::string());
        QCOMPARE(originOf("not a url"), std::string());
    }

    void hostOfAUserNameTrickIsTheRealOne()
    {
        QCOMPARE(originOf("https://huggingface.co@evil.example/x"), std::string("https://evil.example:443"));
    }

    void loggedUrlHasNoSecrets()
    {
        QCOMPARE(loggedUrl("https://user:word@cdn.co:8443/a/b?Signature=s#f"), std::string("https://cdn.co:8443/a/b"));
        QCOMPARE(loggedUrl("https://cdn.co/a"), std::string("https://cdn.co/a"));
        QCOMPARE(loggedUrl("%%%"), std::string("(not a URL)"));
    }

    void privateAddressesAreKnown_data()
    {
        QTest::addColumn<std::string>("url");
        QTest::addColumn<bool>("isPrivate");
        for (const char *url : {"http://127.0.0.1/",
                                "http://127.9.9.9/",
                                "http://localhost/",
                                "http://a.localhost/",
                                "http://10.1.2.3/",
                                "http://172.16.0.1/",
                                "http://172.31.255.1/",
                                "http://192.168.1.1/",
                                "http://169.254.169.254/latest",
                                "http://100.64.0.1/",
                                "http://0.0.0.0/",
                                "http://224.0.0.1/",
                                "http://[::1]/",
                                "http://[::]/",
                                "http://[fe80::1]/",
                                "http://[fd00::1]/",
                                "http://[::ffff:127.0.0.1]/",
                                "http://[::ffff:10.0.0.1]/",
                                "http://[64:ff9b::7f00:1]/",
                                "http://2130706433/",
                                "http://0x7f.1/",
                                "http://127.1/",
                                "http://LOCALHOST/"})
            QTest::newRow(url) << std::string(url) << true;
        for (const char *url : {"http://8.8.8.8/", "http://172.15.0.1/", "http://172.32.0.1/", "http://100.128.0.1/",
                                "http://198.18.0.5/", "http://[2606:4700::1]/", "http://[::ffff:8.8.8.8]/",
                                "https://huggingface.co/", "http://localhost.example/", "http://10.example/"})
            QTest::newRow(url) << std::string(url) << false;
    }

    void privateAddressesAreKnown()
    {
        QFETCH(std::string, url);
        QFETCH(bool, isPrivate);
        QCOMPARE(isAtPrivateAddress(url), isPrivate);
    }
};

QTEST_GUILESS_MAIN(LocationTest)
#include "location_test.moc"
