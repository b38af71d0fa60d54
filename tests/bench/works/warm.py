"""A cached big file beside nginx, which sends the very same file of the store by sendfile. Servers on one core, load on another."""

import load
import machine
from servers import Mirror, Nginx
from work import Work


class CachedFile(Work):
    reference = "nginx"
    unit = "MiB/s"
    aim = 0.95
    load = {}

    def prepare(self):
        bench = self.bench
        self.size = bench.bigBytes
        folder = self.folder
        hub = self.stack.enter_context(bench.hub(folder))
        file = hub.generated(f"bench/{self.name}", "model.bin", self.size)
        with Mirror(bench.mirrorlaked, folder / "data", hub.url) as filling:
            load.curl(filling.url + file.path)
        # Started anew, so that idle is idle.
        mirror = self.stack.enter_context(Mirror(bench.mirrorlaked, folder / "data", hub.url, machine.server_core()))
        nginx = self.stack.enter_context(Nginx(folder / "nginx", {"/model.bin": mirror.blob(file.sha256, file.size)}, cores=machine.server_core()))
        self.targets = {"own": (mirror, mirror.url + file.path), "other": (nginx, nginx.url + "/model.bin")}
        self.idle = {side: machine.rss_mib(server.pid) for side, (server, _) in self.targets.items()}

    def turn(self, side):
        server, url = self.targets[side]
        with machine.Cost(server.pid) as cost:
            seen = load.run(self.bench.load, url, machine.load_core(), size=self.size, **self.load)
        return {"value": seen["mibPerSecond"], "cpu": cost.cpu / (seen["bytes"] / 2**30), "rss": cost.peak - self.idle[side],
                "p99": seen["wholeMs"]["p99"]}

    def own(self):
        return self.turn("own")

    def other(self):
        return self.turn("other")


class CachedByOne(CachedFile):
    name = "cached-1"
    title = "cached 2 GiB, 1 client"
    load = {"requests": 3}


class CachedBySixtyFour(CachedFile):
    name = "cached-64"
    title = "cached 2 GiB, 64 clients, ranges of 4 MiB"
    load = {"connections": 64, "range": 4 * 2**20, "seconds": 4}


class CachedByFiveHundred(CachedFile):
    name = "cached-500"
    title = "cached 2 GiB, 500 clients, ranges of 1 MiB"
    load = {"connections": 500, "range": 2**20, "seconds": 4}
