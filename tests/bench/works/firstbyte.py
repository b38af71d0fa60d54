"""Time to the first byte of a cold file when each request to upstream takes 30 ms, beside the same request made directly."""

import shutil
import statistics

import load
from servers import Mirror
from work import Work

FILES = 10
SIZE = 12 * 2**20


class ColdFirstByte(Work):
    name = "cold-first-byte"
    title = "cold, first byte, 30 ms per upstream request"
    reference = "direct"
    unit = "ms"
    aim = 5
    isRatio = False

    def prepare(self):
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        self.files = self.hub.commit("bench/first", {f"model-{i}.bin": {"seed": i, "size": SIZE} for i in range(FILES)}).values()
        self.hub.knob(delayMs=30)

    def first_bytes(self, url):
        return {"value": statistics.median(load.curl(url + file.path)["firstByte"] * 1000 for file in self.files)}

    def own(self):
        data = self.folder / "data"
        with Mirror(self.bench.mirrorlaked, data, self.hub.url) as mirror:
            seen = self.first_bytes(mirror.url)
        shutil.rmtree(data)
        return seen

    def other(self):
        return self.first_bytes(self.hub.url)

    def score(self, own, other):
        return own["value"] - other["value"]
