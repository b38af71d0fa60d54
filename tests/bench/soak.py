#!/usr/bin/env python3
"""Everything at once for a while: 200 clients, pre-downloads, changing limits, sweeps, faults of the Hub and three restarts. Afterwards every
whole body was right, memory stayed flat, the cache kept its bounds, and the mirror's counters say what the clients and the Hub saw.

    MIRRORLAKE_BIN=build/ci/bin python3 tests/bench/soak.py --minutes 30
"""

import argparse
import http.client
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "clients"))

MIB = 2**20
REPOS = 8
SIZES = [700, 40_000, 300_000, MIB + 13, 2 * MIB + 1, 4 * MIB + 7]
CAP = 48 * MIB
LARGEST = max(SIZES)
FLOOR = 256 * MIB
RUDE = 20  # of the clients: they hang up without a word, so nobody can say how much of what was sent they got
FAULTS = [
    {"listener": "cdn", "status": 503, "times": 3},
    {"listener": "cdn", "cutAfter": 200_000, "times": 3},
    {"listener": "cdn", "cutAfter": 100_000, "reset": True, "times": 2},
    {"listener": "cdn", "corruptAt": 150_000, "times": 1},
    {"listener": "cdn", "delayMs": 400, "times": 5},
    {"listener": "cdn", "stallAfter": 100_000, "stallMs": 1500, "times": 2},
    {"listener": "hub", "status": 500, "times": 2},
    {"listener": "hub", "status": 429, "retryAfter": 1, "times": 1},
    {"listener": "hub", "delayMs": 300, "times": 5},
]
LIMITS = [
    {"limits.clients": "0", "limits.per_client": "0", "limits.upstream": "0"},
    {"limits.clients": "60MB"},
    {"limits.per_client": "3MB"},
    {"limits.upstream": "20MB"},
    {"limits.requests_per_client": "2"},
    {"limits.requests_per_client": "0", "limits.clients": "0"},
    {"fill.at_once": "3"},
    {"fill.at_once": "0"},
]


class Client(threading.Thread):
    """One machine with an address of its own that downloads file after file and looks at every byte."""

    def __init__(self, soak, number):
        super().__init__(name=f"client{number}", daemon=True)
        self.soak = soak
        self.random = random.Random(soak.seed * 1000 + number)
        self.address = f"127.0.{1 + number // 200}.{1 + number % 200}"
        self.is_rude = number < RUDE
        self.bytes = 0  # of bodies of files
        self.other = 0  # of bodies that say why there is no file
        self.files = 0
        self.retries = 0
        self.is_certain = not self.is_rude
        self.failure = None

    def run(self):
        try:
            while not self.soak.is_over():
                self.download(self.random.choice(self.soak.files))
                self.soak.pause(self.random.uniform(0, 1))
        except Exception as error:
            self.failure = error

    def download(self, file):
        """As clients do: what was cut is asked on from where it ended, and what is whole must be right."""
        got = b""
        end = time.monotonic() + 240
        life = self.soak.lives
        while len(got) < len(file.content):
            # Who got wrong bytes is known to the mirror as long as it lives: a new one would give the right rest to them.
            if life != self.soak.lives:
                life, got = self.soak.lives, b""
            status, part, is_whole = self.get(file, len(got))
            if life != self.soak.lives:
                continue
            if status == 206:
                got += part
            elif status == 200:
                got = part
            elif status == 416 or b"begin again" in part:  # it was given bytes that proved wrong
                got = b""
            if self.is_rude and status in (200, 206) and part and self.random.random() < 0.5:
                return
            if not is_whole:
                if self.soak.is_over() or time.monotonic() > end:
                    assert self.soak.is_over(), f"{file.path} never came: the last answer was {status}"
                    return
                self.retries += 1
                self.soak.pause(self.random.uniform(0.1, 1))
        assert got == file.content, f"{file.path} came whole and wrong"
        self.files += 1

    def get(self, file, begin):
        """(status, bytes, whether the reply came whole); status 0 when there was none."""
        connection = http.client.HTTPConnection(*self.soak.place, timeout=90, source_address=(self.address, 0))
        status, part, is_whole = 0, bytearray(), False
        try:
            headers = {"Range": f"bytes={begin}-"} if begin or self.random.random() < 0.3 else {}
            connection.request("GET", file.path, headers=headers)
            reply = connection.getresponse()
            status = reply.status
            length = int(reply.headers.get("Content-Length", -1))
            patience = self.random.randrange(1, 400_000) if self.is_rude else None
            while True:
                piece = reply.read1(65536)
                if not piece:
                    break
                part += piece
                if patience and len(part) > patience:
                    break
            is_whole = len(part) == length and status in (200, 206)
        except ConnectionResetError:
            self.is_certain = self.is_certain and not status  # bytes may have been lost on their way
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        if status in (200, 206):
            self.bytes += len(part)
            return status, bytes(part), is_whole
        self.other += len(part)
        return status, bytes(part), False


class File:
    def __init__(self, path, content):
        self.path = path
        self.content = content


class Soak:
    def __init__(self, folder, seconds, clients=200, seed=1):
        self.folder = Path(folder)
        self.seconds = seconds
        self.seed = seed
        self.count = clients
        self.random = random.Random(seed)
        self.over = threading.Event()
        self.files = []
        self.lives = 0  # of the mirror
        self.samples = []  # (seconds since the start, resident bytes)
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def is_over(self):
        return self.over.is_set()

    def pause(self, seconds):
        self.over.wait(seconds)

    def prepare(self):
        from fakehub import FakeHub
        from processes import Mirror

        options = ["--seed-repos", "none", "--no-rate-limit"]
        for number in range(REPOS):
            repo = self.folder / f"repo{number}"
            repo.mkdir()
            for size in SIZES:
                name = f"part-{size}.safetensors" if size > 100_000 else f"part-{size}.json"
                (repo / name).write_bytes(self.random.randbytes(size))
            options += ["--repo-folder", f"models/soak/repo{number}={repo}"]
        self.hub = FakeHub(self.folder / "hub", *options).start()
        for number in range(REPOS):
            commit = self.hub.head(f"models/soak/repo{number}")
            for path in sorted((self.folder / f"repo{number}").iterdir()):
                self.files.append(File(f"/soak/repo{number}/resolve/{commit}/{path.name}", path.read_bytes()))
        self.mirror = Mirror(
            self.folder / "mirror",
            self.hub.url,
            f"eviction.max_size={CAP}",
            "eviction.min_age=0s",
            "eviction.trash_for=0s",
            f"store.keep_free={FLOOR}",
            "server.grace=3s",
            "limits.memory=0",
            "upstream.stall_timeout=3s",
        ).start()
        self.place = tuple(self.mirror.address.rsplit(":", 1))
        self.months = {time.strftime("%Y-%m")}

    def call(self, path, body=None):
        token = (self.mirror.folder / "data" / "control.token").read_text().strip()
        request = urllib.request.Request(
            f"{self.mirror.url}/-/api/v1/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with self.opener.open(request, timeout=90) as answer:
            return json.load(answer)

    def act(self):
        """One thing that an admin, a clock or a bad line does."""
        what = self.random.randrange(5)
        if what == 0:
            self.call("config", self.random.choice(LIMITS))
        elif what == 1:
            self.call("upkeep/evict", {"bytes": self.random.randrange(16 * MIB), "for_good": True})
        elif what == 2:
            self.call("jobs", {"repo": f"soak/repo{self.random.randrange(REPOS)}", "priority": self.random.randrange(-5, 5)})
        elif what == 3:
            for job in self.call("jobs")["jobs"]:
                if job["state"] in ("done", "failed"):
                    self.call(f"jobs/{job['id']}/remove", {})
        else:
            self.hub.knob(**self.random.choice(FAULTS))

    def look(self, since):
        status = self.call("status")
        process = Path(f"/proc/{self.mirror.process.pid}/status").read_text()
        resident = next(int(line.split()[1]) for line in process.splitlines() if line.startswith("VmRSS:")) * 1024
        self.samples.append((time.monotonic() - since, resident))
        held = status["upkeep"]["cache"]["held_bytes"]
        # What is on its way may still come; the sweep follows it.
        coming = sum(fill["size"] for fill in status["fills"])
        self.most_held = max(getattr(self, "most_held", 0), held - coming)
        free = shutil.disk_usage(self.mirror.folder).free
        self.least_free = min(getattr(self, "least_free", free), free)

    def restart(self):
        """Whatever is under way may end within the grace time; the rest is cut, and asked for again by whoever wants it."""
        self.lives += 1
        code = self.mirror.stop()
        assert code == 0, f"it ended with {code}\n{self.mirror.errors()}"
        self.months.add(time.strftime("%Y-%m"))
        self.mirror.start()

    def run(self):
        self.prepare()
        begun = time.monotonic()
        clients = [Client(self, number) for number in range(self.count)]
        restarts = [self.seconds * share for share in (0.1, 0.25, 0.4)]  # the last third stands for a mirror that has been running for a while
        try:
            for client in clients:
                client.start()
            while (now := time.monotonic() - begun) < self.seconds:
                if restarts and now >= restarts[0]:
                    restarts.pop(0)
                    self.restart()
                self.act()
                self.look(begun)
                failed = [client.failure for client in clients if client.failure]
                assert not failed, failed[:3]
                time.sleep(0.5)
            self.hub.clear_knobs()
            self.call("config", {**LIMITS[0], **LIMITS[5], "fill.at_once": "0"})
        finally:
            self.over.set()
            for client in clients:
                client.join(300)
        return self.judge(clients)

    def judge(self, clients):
        assert not any(client.is_alive() for client in clients), "a client got neither bytes nor an end"
        failed = [client.failure for client in clients if client.failure]
        assert not failed, failed[:3]
        assert sum(client.files for client in clients) > self.count, "hardly anything was downloaded"
        self.restart()  # so that all that was counted is on disk
        days = self.call("upkeep/days", {})["rows"]
        served, fetched = sum(day["served"] for day in days), sum(day["fetched"] for day in days)
        self.compare_clients(clients)
        self.compare_hub(fetched)
        assert self.most_held <= CAP + 16 * LARGEST, f"{self.most_held} bytes were held, {CAP} may be"
        # Others write to the same disk: what it had to begin with says whether the floor can be told.
        if shutil.disk_usage(self.folder).free > 4 * FLOOR:
            assert self.least_free > FLOOR, f"only {self.least_free} bytes were free"
        return {
            "files": sum(client.files for client in clients),
            "retries": sum(client.retries for client in clients),
            "served": served,
            "fetched": fetched,
            "certain clients": sum(client.is_certain for client in clients),
            "memory": self.flatness(),
        }

    def compare_clients(self, clients):
        known = {}
        for month in self.months:
            for row in self.call("upkeep/clients", {"text": month, "limit": 100_000})["rows"]:
                known[row["name"]] = known.get(row["name"], 0) + row["served"]
        certain = 0
        for client in clients:
            said = known.get(client.address, 0)
            if client.is_certain:
                certain += 1
                assert client.bytes <= said <= client.bytes + client.other, f"{client.address} got {client.bytes}, the mirror says {said}"
            else:
                assert said >= client.bytes, f"{client.address} got {client.bytes}, the mirror says {said}"
        assert certain >= (self.count - RUDE) // 2, f"only {certain} clients can tell exactly what they got"

    def compare_hub(self, fetched):
        """What a connection that was cut had in its buffers was sent and never arrived."""
        sent, cut = 0, 0
        for line in self.hub.log():
            if line["method"] == "GET" and (line["listener"] == "cdn" or "resolve" in line["target"]):
                sent += line["bodyBytesSent"]
                cut += not line["isWhole"]
        assert fetched <= sent, f"the mirror says that it fetched {fetched}, the Hub sent {sent}"
        slack = 8 * MIB + cut * 6 * MIB
        assert sent - fetched <= slack, f"the Hub sent {sent}, the mirror says {fetched}"

    def flatness(self):
        """Of the last third, which no restart disturbs: how much more memory it had at its end than at its beginning."""
        last = [resident for since, resident in self.samples if since > self.seconds * 2 / 3]
        quarter = max(1, len(last) // 4)
        first, end = sum(last[:quarter]) / quarter, sum(last[-quarter:]) / quarter
        return {"begin": int(first), "end": int(end), "growth": end / first - 1}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    os.environ.setdefault("MIRRORLAKE_BIN", str(ROOT / "build" / "ci" / "bin"))
    with tempfile.TemporaryDirectory(prefix="mirrorlake-soak-") as folder:
        soak = Soak(folder, arguments.minutes * 60, arguments.clients, arguments.seed)
        try:
            result = soak.run()
        finally:
            for child in ("mirror", "hub"):
                if hasattr(soak, child):
                    getattr(soak, child).stop()
    print(json.dumps(result | {"seed": arguments.seed}, indent=2))
    if result["memory"]["growth"] > 0.05:
        print("memory grew by more than 5 % in the last third", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
