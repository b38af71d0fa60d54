"""A file that the mirror does not have yet: a client streams it while the mirror fetches, hashes and keeps it. Beside it aria2c with
16 connections fetches the same URL from the Hub. Upstream gives each connection a rate, or all it can."""

import os
import shutil

import load
import machine
from servers import Mirror
from work import Work


class ColdFile(Work):
    reference = "aria2c -x16"
    unit = "MiB/s"
    aim = 0.95
    rate = 0          # bytes per second of one upstream connection; 0: not limited
    isBig = False

    def prepare(self):
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        size = self.bench.bigBytes if self.isBig else 300_000_000
        self.file = self.hub.generated(f"bench/{self.name}", "model.bin", size)
        if self.rate:
            self.hub.knob(listener="cdn", bytesPerSecond=self.rate)

    def own(self):
        data = self.folder / "data"
        os.sync()
        with Mirror(self.bench.mirrorlaked, data, self.hub.url) as mirror:
            idle = machine.rss_mib(mirror.pid)
            with machine.Cost(mirror.pid) as cost:
                seen = load.run(self.bench.load, mirror.url + self.file.path, requests=1, size=self.file.size)
            mirror.blob(self.file.sha256, self.file.size)
        shutil.rmtree(data)
        gibibytes = self.file.size / 2**30
        return {"value": seen["mibPerSecond"], "cpu": cost.cpu / gibibytes, "rss": cost.peak - idle}

    def other(self):
        os.sync()
        seen = load.aria2(self.hub.url + self.file.path, self.folder / "aria2")
        return {"value": seen["bytes"] / 2**20 / seen["seconds"]}


class ColdAt20(ColdFile):
    name = "cold-300-20"
    title = "cold 300 MB, 20 MB/s per connection"
    rate = 20_000_000


class ColdAt100(ColdFile):
    name = "cold-300-100"
    title = "cold 300 MB, 100 MB/s per connection"
    rate = 100_000_000


class ColdUnlimited(ColdFile):
    name = "cold-300"
    title = "cold 300 MB, upstream not limited"
    aim = 1.3


class ColdBigAt20(ColdAt20):
    name = "cold-2g-20"
    title = "cold 2 GiB, 20 MB/s per connection"
    isBig = True
    rounds = 3


class ColdBigAt100(ColdAt100):
    name = "cold-2g-100"
    title = "cold 2 GiB, 100 MB/s per connection"
    isBig = True


class ColdBigUnlimited(ColdUnlimited):
    name = "cold-2g"
    title = "cold 2 GiB, upstream not limited"
    isBig = True
