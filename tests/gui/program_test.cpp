// The desktop program as others script it: options, the ready line, signals, exit codes.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; ///< milliseconds

class Program
{
public:
    explicit Program(const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(MIRRORLAKE_PROGRAM), arguments);
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }

    QString firstLine()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(patience)) {
        }
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    void signal(int number) { ::kill(pid_t(m_process.processId()), number); }
    int exitCode()
    {
        if (!m_process.waitForFinished(patience) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }
    /// All of standard error until now.
    QString complaint()
    {
        m_complaint += m_process.readAllStandardError();
        return QString::fromUtf8(m_complaint);
    }

private:
    QProcess m_process;
    QByteArray m_complaint;
};

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void startServesUntilASignalEndsIt()
    {
        const QTemporaryDir folder;
        Program program(
            {u"--start"_s, u"--data"_s, folder.path(), u"--listen"_s, u"127.0.0.1:0"_s, u"--page"_s, u"log"_s});
        QVERIFY(program.firstLine().startsWith(u"ready http://127.0.0.1:"_s));
        program.signal(SIGTERM);
        QCOMPARE(program.exitCode(), 0);
    }

    void aStoppedProgramEndsOnASignalToo()
    {
        const QTemporaryDir folder;
        Program program({u"--data"_s, folder.path(), u"--hidden"_s});
        QTRY_VERIFY_WITH_TIMEOUT(program.complaint().contains(u"no tray"_s), patience);
        program.signal(SIGINT);
        QCOMPARE(program.exitCode(), 0);
    }

    void versionNeedsNoDisplay()
    {
        Program program({u"--version"_s});
        QVERIFY(!program.firstLine().isEmpty());
        QCOMPARE(program.exitCode(), 0);
    }

    void unknownPageIsAUsageFault()
    {
        Program program({u"--page"_s, u"nowhere"_s});
        QCOMPARE(program.exitCode(), 2);
        QVERIFY(program.complaint().contains(u"--page takes overview"_s));
    }

    void badSettingIsABadConfiguration()
    {
        const QTemporaryDir folder;
        Program program({u"--data"_s, folder.path(), u"--set"_s, u"server.threads=many"_s});
        QCOMPARE(program.exitCode(), 5);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
