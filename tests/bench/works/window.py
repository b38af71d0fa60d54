"""From the start of the program to its window and a mirror that serves, with 100,000 files in the cache, beside an empty cache."""

import concurrent.futures
import http.client
import subprocess
import sys
import time
from pathlib import Path

import load
from servers import Mirror
from work import Work

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "gui"))

import screen

FILES = 100


class WindowStart(Work):
    name = "window"
    title = "window and mirror ready, 100,000 files cached"
    reference = "empty cache"
    unit = "s"
    aim = 1.0
    isRatio = False

    def prepare(self):
        if lacking := screen.missing():
            raise load.LoadError(f"not installed: {', '.join(lacking)}")
        repos = 20 if self.bench.isQuick else 1000
        hub = self.stack.enter_context(self.bench.hub(self.folder))
        with Mirror(self.bench.mirrorlaked, self.folder / "full", hub.url) as mirror:
            place = mirror.url.removeprefix("http://")
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda number: self.fetch(hub, place, f"bench/w{number}"), range(repos)))
        self.display = screen.Screen(screen.environment(self.folder))
        self.stack.callback(self.display.end)

    def fetch(self, hub, place, repo):
        """All files of a repo of its own, no two alike."""
        files = {f"file-{i:03}.txt": f"{repo} {i}" for i in range(FILES)}
        commit = hub.ask("POST", "/-/do", {"do": "commit", "repo": f"models/{repo}", "files": files})["sha"]
        connection = http.client.HTTPConnection(place)
        for name, content in files.items():
            connection.request("GET", f"/{repo}/resolve/{commit}/{name}")
            reply = connection.getresponse()
            if reply.read() != content.encode():
                raise load.LoadError(f"{repo}/{name} did not come: {reply.status}")
        connection.close()

    def start(self, data):
        """Seconds until the window shows more than its background and the mirror says that it serves."""
        began = time.monotonic()
        program = subprocess.Popen([self.bench.mirrorlake, "--data", self.folder / data, "--listen", "127.0.0.1:0", "--start",
                                    "--set", "upstream.offline=true", "--set", "look.language=en"],
                                   env=self.display.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            window = self.display.window("Mirrorlake")
            screen.until(lambda: self.display.colours(window) > 64, "the window's content")
            line = program.stdout.readline()
            if not line.startswith("ready "):
                raise load.LoadError(f"the program did not serve: {line!r}")
            return {"value": time.monotonic() - began}
        finally:
            screen.ended(program)
            program.stdout.close()

    def own(self):
        return self.start("full")

    def other(self):
        return self.start("empty")

    def score(self, own, other):
        return own["value"]
