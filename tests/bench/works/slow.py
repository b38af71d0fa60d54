"""64 readers that take 1 MB/s each from a file that is being filled at full speed: memory stays, and the fill is not slowed.
The reference is the same fill for one fast client alone."""

import concurrent.futures
import os
import shutil

import load
import machine
from servers import Mirror
from work import Work

RATE = 1_000_000


class SlowReaders(Work):
    name = "slow-readers"
    title = "64 readers at 1 MB/s of a file being filled: MiB above idle"
    reference = "one fast client alone"
    unit = "MiB/s of the fill"
    aim = 30
    isRatio = False

    def prepare(self):
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        self.file = self.hub.generated("bench/slow", "model.bin", self.bench.bigBytes)

    def fill(self, readers):
        data = self.folder / "data"
        os.sync()
        with Mirror(self.bench.mirrorlaked, data, self.hub.url) as mirror, concurrent.futures.ThreadPoolExecutor() as pool:
            idle = machine.rss_mib(mirror.pid)
            url = mirror.url + self.file.path
            with machine.Cost(mirror.pid) as cost:
                fast = pool.submit(load.run, self.bench.load, url, requests=1, size=self.file.size)
                if readers:
                    load.run(self.bench.load, url, connections=readers, requests=readers, size=self.file.size, range=8 * RATE, rate=RATE)
                seen = fast.result()
        shutil.rmtree(data)
        return {"value": seen["mibPerSecond"], "rss": cost.peak - idle}

    def own(self):
        return self.fill(readers=64)

    def other(self):
        return self.fill(readers=0)

    def score(self, own, other):
        return own["rss"]

    def note(self, row):
        return f"the fill ran at {row['own.value'] / row['other.value']:.2f} of its speed without them"
