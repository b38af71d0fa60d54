"""A limit to all clients together, beside the limit itself: how far the bytes of a cached file that 1, 8 and 200 clients get are from it,
within the first 2 seconds and over 10. The file is larger than what the limit lets through, so that nobody comes to its end."""

import selectors
import socket
import time
import urllib.parse

import load
from servers import Mirror
from work import Work

RATE = 24_000_000
SECONDS = 10
FIRST = 2
FIRST_AIM = 0.10


def bytes_by_time(url, clients):
    """(seconds since the first byte, bytes in all) for each read of any client; each client has one connection and an address of its own."""
    place = urllib.parse.urlsplit(url)
    request = f"GET {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    points, total, first = [], 0, None
    try:
        for number in range(clients):
            connection = socket.create_connection((place.hostname, place.port), 30, (f"127.0.{2 + number // 200}.{1 + number % 200}", 0))
            connection.sendall(request)
            connection.setblocking(False)
            selector.register(connection, selectors.EVENT_READ)
        while first is None or time.monotonic() - first < SECONDS:
            for key, _ in selector.select(1):
                got = len(key.fileobj.recv(262_144))
                if got == 0:
                    raise load.LoadError("a client's connection was closed")
                total += got
                first = first or time.monotonic()
                points.append((time.monotonic() - first, total))
    finally:
        for key in list(selector.get_map().values()):
            key.fileobj.close()
        selector.close()
    return points


def error(points, seconds):
    """How far the bytes of this time are from what the limit lets through in it."""
    got = max((total for since, total in points if since <= seconds), default=0)
    return abs(got / (RATE * seconds) - 1)


class Limited(Work):
    reference = "the limit"
    unit = "MB/s"
    aim = 0.03
    isRatio = False
    clients = 1

    def prepare(self):
        hub = self.stack.enter_context(self.bench.hub(self.folder))
        file = hub.generated(f"bench/{self.name}", "model.bin", 2**28)
        with Mirror(self.bench.mirrorlaked, self.folder / "data", hub.url) as filling:
            load.curl(filling.url + file.path)
        mirror = self.stack.enter_context(Mirror(self.bench.mirrorlaked, self.folder / "data", hub.url, settings=[f"limits.clients={RATE}"]))
        self.url = mirror.url + file.path

    def own(self):
        points = bytes_by_time(self.url, self.clients)
        return {"value": points[-1][1] / points[-1][0] / 1e6, "whole": error(points, SECONDS), "first": error(points, FIRST)}

    def other(self):
        return {"value": RATE / 1e6, "whole": 0, "first": 0}

    def score(self, own, other):
        return own["whole"]

    def row(self, turns):
        row = super().row(turns)
        row["met"] = row["met"] and row["own.first"] <= FIRST_AIM
        return row

    def note(self, row):
        return f"{row['own.first'] * 100:.1f} % off within the first {FIRST} s (≤ {FIRST_AIM:.0%})"


class LimitedToOne(Limited):
    name = "limit-1"
    title = "limit of 24 MB/s, 1 client: how far off over 10 s"


class LimitedToEight(Limited):
    name = "limit-8"
    title = "limit of 24 MB/s, 8 clients: how far off over 10 s"
    clients = 8


class LimitedToTwoHundred(Limited):
    name = "limit-200"
    title = "limit of 24 MB/s, 200 clients: how far off over 10 s"
    clients = 200
