#include <QtTest>

#include "settings/settingsfile.h"
#include "settings/sources.h"
#include "settings/tomledit.h"

using namespace mirrorlake;
using namespace mirrorlake::settings;

namespace {

/// The text after these assignments were made to what it says.
std::string edited(const std::string &text, const std::vector<std::string> &assignments)
{
    Settings settings;
    if (!applyToml(settings, text))
        qFatal("the test's own text cannot be read");
    for (const std::string &assignment : assignments) {
        if (!applyAssignment(settings, assignment))
            qFatal("%s is not allowed", assignment.c_str());
    }
    return editedToml(text, settings);
}

} // namespace

class TomlEditTest : public QObject
{
    Q_OBJECT

private slots:
    void whatItsOwnerWroteStays();
    void whatIsTheSameIsNotTouched();
    void newKeyGoesToItsArea();
    void newAreaGoesToTheEnd();
    void everyFormOfAKeyIsFound_data();
    void everyFormOfAKeyIsFound();
    void everyFieldCanBeChangedInPlace();
    void whatCannotBeReadIsWrittenAnew();
};

void TomlEditTest::whatItsOwnerWroteStays()
{
    QCOMPARE(edited("# 我的设置 mine\n\n[server] # 服务 here\nlisten = [\n  '127.0.0.1:1', # one\n  '[::1]:2',\n] # "
                    "all\ngrace=5\n\n"
                    "[look]\ntheme = 'dark' # 深色\n",
                    {"server.listen=0.0.0.0:3", "look.theme=light"}),
             std::string("# 我的设置 mine\n\n[server] # 服务 here\nlisten = [\"0.0.0.0:3\"] # all\ngrace=5\n\n"
                         "[look]\ntheme = \"light\" # 深色\n"));
}

void TomlEditTest::whatIsTheSameIsNotTouched()
{
    const std::string text = "[server]\ngrace = '10 s' # the default, written out\nlisten = 'localhost:1'";
    QCOMPARE(edited(text, {}), text);
    QCOMPARE(edited(text, {"server.grace=10", "server.listen=127.0.0.1:1"}), text);
}

void TomlEditTest::newKeyGoesToItsArea()
{
    QCOMPARE(edited("[server] # mine\ngrace = 5\n[look]\ntheme = 'dark'\n", {"server.threads=2"}),
             std::string("[server] # mine\nthreads = 2\ngrace = 5\n[look]\ntheme = 'dark'\n"));
    QCOMPARE(edited("[server]", {"server.threads=2"}), std::string("[server]\nthreads = 2\n"));
}

void TomlEditTest::newAreaGoesToTheEnd()
{
    QCOMPARE(edited("[server]\ngrace = 5", {"look.theme=dark"}),
             std::string("[server]\ngrace = 5\n\n[look]\ntheme = \"dark\"\n"));
    QCOMPARE(edited("", {"look.theme=dark"}), std::string("[look]\ntheme = \"dark\"\n"));
}

void TomlEditTest::everyFormOfAKeyIsFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("dotted") << QByteArray("server.grace = 5 # x\n") << QByteArray("server.grace = \"7s\" # x\n");
    QTest::newRow("inline") << QByteArray("server = { grace = 5, threads = 1 }\n")
                            << QByteArray("server = { grace = \"7s\", threads = 1 }\n");
    QTest::newRow("quoted") << QByteArray("[server]\n\"grace\" = 5\n") << QByteArray("[server]\n\"grace\" = \"7s\"\n");
    QTest::newRow("Windows lines") << QByteArray("[server]\r\ngrace = 5\r\n")
                                   << QByteArray("[server]\r\ngrace = \"7s\"\r\n");
}

void TomlEditTest::everyFormOfAKeyIsFound()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(edited(text.toStdString(), {"server.grace=7s"})), expected);
}

void TomlEditTest::everyFieldCanBeChangedInPlace()
{
    Settings from;
    Settings to;
    for (const char *assignment :
         {"server.listen=0.0.0.0:3,[::]:4", "fill.workers=1", "upstream.offline=true", "server.grace=1min",
          "store.keep_free=5GB", "upstream.latency_margin=1ms", "look.language=zh_CN", "upstream.token=hf_x"})
        QVERIFY(applyAssignment(to, assignment));
    const std::string text = "# kept\n" + changesAsToml(to) + "# kept too\n";
    const std::string back = editedToml(text, from);
    QVERIFY(back.starts_with("# kept\n") && back.ends_with("# kept too\n"));
    Settings read;
    QVERIFY(applyToml(read, back));
    QVERIFY(changesAsToml(read).empty());
    QVERIFY(applyToml(read, editedToml(back, to)));
    QCOMPARE(changesAsToml(read), changesAsToml(to));
}

void TomlEditTest::whatCannotBeReadIsWrittenAnew()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "fill.workers=1"));
    QCOMPARE(editedToml("[fill\n", settings), std::string("[fill]\nworkers = 1\n"));
    // An inline table takes no further line.
    QCOMPARE(edited("fill = { per_blob = 2 }\n", {"fill.workers=1"}),
             std::string("[fill]\nworkers = 1\nper_blob = 2\n"));
}

QTEST_GUILESS_MAIN(TomlEditTest)
#include "tomledit_test.moc"
