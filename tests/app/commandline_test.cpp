#include <QtTest>

#include "commandline.h"
#include "exitcodes.h"

using namespace mirrorlake;
using namespace mirrorlake::app;

namespace {

tl::expected<CommandLine, EarlyEnd> parsed(std::vector<const char *> arguments, Program program = Program::Headless)
{
    arguments.insert(arguments.begin(), "program");
    return parseCommandLine(program, int(arguments.size()), arguments.data());
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionArrives();
    void nothingGivenIsNothingSet();
    void repeatableOptionsTakeOneValueEach();
    void ownOptionsWinOverSet();
    void lastOfTwoWins();
    void mistakesAreUsageErrors_data();
    void mistakesAreUsageErrors();
    void versionAndHelpEndWell();
    void desktopHasAFewMore();
    void exitCodesAreFixed();
};

void CommandLineTest::everyOptionArrives()
{
    const auto line =
        parsed({"--data", "/d", "--listen", "127.0.0.1:0", "--upstream", "http://u", "--set", "fill.workers=3",
                "--config=c.toml", "--log-level", "debug", "--log-format", "json", "--print-config", "--check"});
    QVERIFY(line);
    QCOMPARE(line->dataFolder, std::string("/d"));
    QCOMPARE(line->configFile, std::string("c.toml"));
    QCOMPARE(line->listen, std::vector<std::string>{"127.0.0.1:0"});
    QCOMPARE(line->assignments, (std::vector<std::string>{"fill.workers=3", "upstream.url=http://u", "log.level=debug",
                                                          "log.format=json"}));
    QVERIFY(line->printConfig);
    QVERIFY(line->check);
}

void CommandLineTest::nothingGivenIsNothingSet()
{
    const auto line = parsed({});
    QVERIFY(line);
    QVERIFY(line->dataFolder.empty() && line->configFile.empty() && line->listen.empty() && line->assignments.empty());
    QVERIFY(!line->printConfig && !line->check && !line->start && !line->hidden && !line->show);
}

void CommandLineTest::repeatableOptionsTakeOneValueEach()
{
    const auto line = parsed(
        {"--listen", "127.0.0.1:1", "--set", "fill.workers=1", "--listen", "[::1]:2", "--set", "upstream.token=a b,c"});
    QVERIFY(line);
    QCOMPARE(line->listen, (std::vector<std::string>{"127.0.0.1:1", "[::1]:2"}));
    QCOMPARE(line->assignments, (std::vector<std::string>{"fill.workers=1", "upstream.token=a b,c"}));
}

void CommandLineTest::ownOptionsWinOverSet()
{
    const auto line = parsed({"--upstream", "http://own", "--set", "upstream.url=http://set"});
    QVERIFY(line);
    QCOMPARE(line->assignments.back(), std::string("upstream.url=http://own"));
}

void CommandLineTest::lastOfTwoWins()
{
    const auto line =
        parsed({"--data", "a", "--data", "b", "--log-level", "off", "--log-level", "info", "--check", "--check"});
    QVERIFY(line);
    QCOMPARE(line->dataFolder, std::string("b"));
    QCOMPARE(line->assignments, std::vector<std::string>{"log.level=info"});
    QVERIFY(line->check);
}

void CommandLineTest::mistakesAreUsageErrors_data()
{
    QTest::addColumn<QList<QByteArray>>("arguments");
    QTest::newRow("unknown option") << QList<QByteArray>{"--lisen", "127.0.0.1:0"};
    QTest::newRow("unknown word") << QList<QByteArray>{"serve"};
    QTest::newRow("two values") << QList<QByteArray>{"--listen", "127.0.0.1:0", "127.0.0.1:1"};
    QTest::newRow("no value") << QList<QByteArray>{"--data"};
    QTest::newRow("no assignment") << QList<QByteArray>{"--set", "fill.workers"};
    QTest::newRow("option of the desktop") << QList<QByteArray>{"--start"};
}

void CommandLineTest::mistakesAreUsageErrors()
{
    QFETCH(QList<QByteArray>, arguments);
    std::vector<const char *> words(arguments.size());
    std::ranges::transform(arguments, words.begin(), [](const QByteArray &word) { return word.constData(); });
    const auto line = parsed(words);
    QVERIFY(!line);
    QCOMPARE(line.error().code, ExitUsage);
    QVERIFY2(line.error().text.starts_with("mirrorlaked: "), line.error().text.c_str());
    QCOMPARE(std::ranges::count(line.error().text, '\n'), 1);
}

void CommandLineTest::versionAndHelpEndWell()
{
    const auto version = parsed({"--version"});
    QVERIFY(!version);
    QCOMPARE(version.error().code, ExitOk);
    QCOMPARE(version.error().text, std::string("mirrorlaked " MIRRORLAKE_VERSION "\n"));
    const auto help = parsed({"--help"});
    QCOMPARE(help.error().code, ExitOk);
    for (const char *option : {"--data DIR", "--listen ADDR:PORT", "--upstream URL", "--set KEY=VALUE", "--config FILE",
                               "--log-level L", "--log-format F", "--print-config", "--check", "--version"})
        QVERIFY2(help.error().text.find(option) != std::string::npos, option);
}

void CommandLineTest::desktopHasAFewMore()
{
    const auto line = parsed({"--start", "--page", "clients", "--hidden"}, Program::Desktop);
    QVERIFY(line);
    QVERIFY(line->start && line->hidden && !line->show);
    QCOMPARE(line->page, std::string("clients"));
    QVERIFY(parsed({"--show"}, Program::Desktop)->show);
    QVERIFY2(!parsed({"--show", "--hidden"}, Program::Desktop), "these contradict each other");
}

void CommandLineTest::exitCodesAreFixed()
{
    QCOMPARE(int(exitCodeOf({ErrorCode::CannotListen, "", 0})), 3);
    for (const ErrorCode code : {ErrorCode::DataFolderInUse, ErrorCode::DataFolderUnusable, ErrorCode::NoSpace,
                                 ErrorCode::ReadOnly, ErrorCode::Io})
        QCOMPARE(int(exitCodeOf({code, "", 0})), 4);
    QCOMPARE(int(exitCodeOf({ErrorCode::BadConfiguration, "", 0})), 5);
    QCOMPARE(int(exitCodeOf({ErrorCode::Internal, "", 0})), 1);
    const std::string sentence = exitSentence({ErrorCode::DataFolderInUse, "process 7 uses it", 0}, "/data");
    QVERIFY(sentence.find("/data") != std::string::npos && sentence.find("process 7") != std::string::npos);
    QVERIFY(sentence.ends_with('.'));
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "commandline_test.moc"
