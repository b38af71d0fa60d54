// What the programs do before anything else.
#include <QTest>

#include "processstart.h"

#include <malloc.h>

#include <csignal>
#include <cstdlib>

class ProcessStartTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { mirrorlake::app::prepareProcess(); }

    void brokenPipesEndNothing()
    {
        QCOMPARE(std::raise(SIGPIPE), 0); // still here
    }

    void largeBuffersAreNotKeptInTheHeap()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer has an allocator of its own");
#endif
        void *volatile large = std::malloc(20'000'000);
        std::free(large); // from now on glibc would keep what is smaller than this
        const auto before = ::mallinfo2().hblks;
        void *volatile buffer = std::malloc(256 * 1024);
        QCOMPARE(::mallinfo2().hblks, before + 1);
        std::free(buffer);
        QCOMPARE(::mallinfo2().hblks, before);
    }
};

QTEST_GUILESS_MAIN(ProcessStartTest)
#include "processstart_test.moc"
