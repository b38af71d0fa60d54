// Offline means that no socket is opened to anything: the system ends the program at once when it tries.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <memory>

using namespace mirrorlake;
using test::Download;
using test::Program;

namespace {

/// From now on this process ends when it connects a socket, or makes one for datagrams of the internet (DNS).
bool forbidConnecting()
{
    constexpr auto load = [](std::size_t offset) {
        return sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
    };
    constexpr auto skipUnless = [](std::uint32_t value, std::uint8_t count) {
        return sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count);
    };
    constexpr sock_filter allow BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    constexpr sock_filter kill BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    std::array filter{
        load(offsetof(seccomp_data, nr)),
        skipUnless(SYS_connect, 1),
        kill,
        skipUnless(SYS_socket, 8),
        load(offsetof(seccomp_data, args[1])),
        sock_filter BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xf),
        skipUnless(SOCK_DGRAM, 5),
        load(offsetof(seccomp_data, args[0])),
        skipUnless(AF_INET, 1),
        kill,
        skipUnless(AF_INET6, 1),
        kill,
        allow,
    };
    sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/// What becomes of a process that opens such a socket.
bool isKilledBy(int type)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (!forbidConnecting())
            ::_exit(1);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(9);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int made = ::socket(AF_INET, type, 0);
        ::connect(made, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

} // namespace

class OfflineTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offlineConnectsToNothing();
    void onlineWouldBeCaught();

private:
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--data"),     m_folder.path(),
                           QStringLiteral("--upstream"), QString::fromStdString(m_hub.url()),
                           QStringLiteral("--listen"),   QStringLiteral("127.0.0.1:0")} +
               more;
    }

    QTemporaryDir m_folder;
    fakehub::FakeHub m_hub;
    fakehub::ContentPtr m_content = fakehub::generatedContent(1, 3 << 20);
    QByteArray m_target;
};

void OfflineTest::initTestCase()
{
    if (!isKilledBy(SOCK_STREAM) || !isKilledBy(SOCK_DGRAM))
        QSKIP("this system cannot forbid system calls");
    const std::string sha = m_hub.world().commit("models/org/name", "main", {{"a.bin", m_content, true}});
    m_target = QByteArray::fromStdString("/org/name/resolve/" + sha + "/a.bin");
    QVERIFY(m_hub.start().has_value());
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments());
    const QByteArray url = mirror.waitReady();
    QCOMPARE(Download(url, "/org/name/resolve/main/a.bin").status(), 307);
    QCOMPARE(Download(url, "/api/models/org/name/revision/main").status(), 200);
    QCOMPARE(Download(url, m_target).body().size(), 3 << 20);
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
}

void OfflineTest::offlineConnectsToNothing()
{
    m_hub.log().clear();
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.setFirstDeed([] { forbidConnecting(); });
    mirror.start(arguments({QStringLiteral("--set"), QStringLiteral("upstream.offline=true")}));
    const QByteArray url = mirror.waitReady();
    QVERIFY2(!url.isEmpty(), mirror.err());
    QCOMPARE(Download(url, m_target).body().size(), 3 << 20);
    QCOMPARE(Download(url, "/org/name/resolve/main/a.bin").status(), 307);
    QCOMPARE(Download(url, "/api/models/org/name/revision/main").status(), 200);
    for (const char *absent : {"/other/repo/resolve/main/x", "/api/models/other/repo", "/api/datasets/a/b/tree/main",
                               "/api/models/other/repo/refs"}) {
        Download download(url, absent);
        QCOMPARE(download.status(), 504);
        QVERIFY2(download.body().contains("Offline mode is on"), absent);
    }
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    QCOMPARE(m_hub.log().count(), std::size_t(0));
}

void OfflineTest::onlineWouldBeCaught()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.setFirstDeed([] { forbidConnecting(); });
    mirror.start(arguments());
    const QByteArray url = mirror.waitReady();
    QVERIFY2(!url.isEmpty(), mirror.err());
    QVERIFY(Download(url, "/other/repo/resolve/main/x").whole().isEmpty());
    QCOMPARE(mirror.waitEnd(), -1);
}

QTEST_GUILESS_MAIN(OfflineTest)
#include "offline_test.moc"
