"""Many clients on one cold file: upstream sends it once, and all end together. Beside it the same clients at the CDN directly."""

import shutil
import urllib.error
import urllib.request

import load
import machine
from servers import Mirror
from work import Work


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def location_of(url):
    """Where the Hub sends a client that asks for a file."""
    try:
        urllib.request.build_opener(NoRedirect).open(url)
    except urllib.error.HTTPError as reply:
        return reply.headers["Location"]
    raise load.LoadError(f"no redirect from {url}")


class Together(Work):
    reference = "direct"
    unit = "MiB/s in sum"
    clients = 8

    def prepare(self):
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        self.file = self.hub.generated(f"bench/{self.name}", "model.bin", 300_000_000)
        self.hub.knob(listener="cdn", bytesPerSecond=100_000_000)

    def download(self, url):
        return load.run(self.bench.load, url, connections=self.clients, requests=self.clients, size=self.file.size)

    def own(self):
        data = self.folder / "data"
        self.hub.forget_log()
        with Mirror(self.bench.mirrorlaked, data, self.hub.url) as mirror:
            idle = machine.rss_mib(mirror.pid)
            with machine.Cost(mirror.pid) as cost:
                seen = self.download(mirror.url + self.file.path)
        shutil.rmtree(data)
        return {"value": seen["mibPerSecond"], "rss": cost.peak - idle, "upstream": self.hub.bytes_sent() / self.file.size,
                "late": (seen["endSeconds"]["max"] / seen["firstEndSeconds"] - 1) * 100}

    def other(self):
        return {"value": self.download(location_of(self.hub.url + self.file.path))["mibPerSecond"]}

    def note(self, row):
        return f"upstream sent {row['own.upstream']:.3f} of the file, the last client was done {row['own.late']:.1f} % after the first"


class EightTogether(Together):
    name = "together-8"
    title = "8 clients, one cold file, 100 MB/s per connection"
    aim = 2.1


class SixtyFourTogether(Together):
    name = "together-64"
    title = "64 clients, one cold file: upstream bytes / size"
    clients = 64
    aim = 1.0
    isRatio = False

    def score(self, own, other):
        return own["upstream"]
