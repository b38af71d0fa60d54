"""A cached small file, got and asked about by 64 connections, beside nginx that gives the same replies: the same file with the same headers."""

import urllib.request

import load
import machine
from servers import Mirror, Nginx
from work import Work

# nginx writes these itself.
OWN_HEADERS = {"date", "content-length", "content-type", "connection", "accept-ranges"}
TEXT = '{"architectures": ["BertModel"], "hidden_size": 384}\n' * 12


def same_headers(url):
    """Lines that make nginx send what this server sends."""
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD")) as reply:
        fields = [(name, value) for name, value in reply.headers.items() if name.lower() not in OWN_HEADERS]
    quoted = [(name, value.replace("\\", "\\\\").replace('"', '\\"')) for name, value in fields]
    return "etag off; " + " ".join(f'add_header {name} "{value}";' for name, value in quoted)


class CachedSmall(Work):
    reference = "nginx"
    unit = "requests/s"
    cpuUnit = "µs"
    aim = 1.0
    method = "GET"

    def prepare(self):
        bench = self.bench
        folder = self.folder
        hub = self.stack.enter_context(bench.hub(folder))
        file = hub.commit("bench/small", {"config.json": TEXT})["config.json"]
        mirror = self.stack.enter_context(Mirror(bench.mirrorlaked, folder / "data", hub.url, machine.server_core()))
        load.curl(mirror.url + file.path)
        copy = folder / "config.json"
        copy.write_text(TEXT)
        nginx = self.stack.enter_context(
            Nginx(folder / "nginx", {"/config.json": copy}, same_headers(mirror.url + file.path), cores=machine.server_core())
        )
        self.targets = {"own": (mirror, mirror.url + file.path), "other": (nginx, nginx.url + "/config.json")}

    def turn(self, side):
        server, url = self.targets[side]
        with machine.Cost(server.pid) as cost:
            seen = load.run(self.bench.load, url, machine.load_core(), method=self.method, connections=64, seconds=3)
        return {"value": seen["requestsPerSecond"], "cpu": cost.cpu / seen["requests"] * 1e6,
                "p50": seen["wholeMs"]["p50"], "p99": seen["wholeMs"]["p99"]}

    def own(self):
        return self.turn("own")

    def other(self):
        return self.turn("other")

    def note(self, row):
        return (f"p50 {row['own.p50']:.2f} ms, p99 {row['own.p99']:.2f} ms; "
                f"{self.reference} {row['other.p50']:.2f} ms, {row['other.p99']:.2f} ms")


class CachedSmallGet(CachedSmall):
    name = "small-get"
    title = "cached small file, GET, 64 connections"


class CachedSmallHead(CachedSmall):
    name = "small-head"
    title = "cached small file, HEAD, 64 connections"
    method = "HEAD"
