"""A catalogue that knows 1,000,000 files in 10,000 repos, beside one that knows a single repo: HEADs cost the same, and it starts at once."""

import http.client
import json
import time

import load
import machine
from servers import Mirror
from work import Work

FILES = 100


class LargeCatalogue(Work):
    name = "catalogue"
    title = "HEAD with 1,000,000 files known"
    reference = "one repo known"
    unit = "requests/s"
    cpuUnit = "µs"
    aim = 0.9
    rounds = 3

    def prepare(self):
        repos = 500 if self.bench.isQuick else 10_000
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        self.commits = [self.commit(f"bench/r{i}") for i in range(repos)]
        self.large = self.learned("large", repos)
        self.small = self.learned("small", 1)
        self.startSeconds = self.large.startSeconds

    def commit(self, repo):
        files = {f"file-{i:03}.txt": f"{repo} {i}" for i in range(FILES)}
        return self.hub.ask("POST", "/-/do", {"do": "commit", "repo": f"models/{repo}", "files": files})["sha"]

    def learned(self, name, repos):
        """A mirror that was shown the trees of so many repos and then started anew."""
        data = self.folder / name
        with Mirror(self.bench.mirrorlaked, data, self.hub.url) as mirror:
            connection = http.client.HTTPConnection(mirror.url.removeprefix("http://"))
            for i in range(repos):
                connection.request("GET", f"/api/models/bench/r{i}/tree/{self.commits[i]}?recursive=true&expand=false")
                reply = connection.getresponse()
                if len(json.load(reply)) != FILES or reply.status != 200:
                    raise load.LoadError(f"the tree of repo {i} did not come: {reply.status}")
            connection.close()
        began = time.monotonic()
        mirror = self.stack.enter_context(Mirror(self.bench.mirrorlaked, data, self.hub.url, machine.server_core()))
        mirror.startSeconds = time.monotonic() - began
        return mirror

    def heads(self, mirror, repos):
        paths = self.folder / "paths.txt"
        count = min(repos, len(self.commits))
        paths.write_text("".join(f"/bench/r{i}/resolve/{self.commits[i]}/file-{i % FILES:03}.txt\n" for i in range(count)))
        with machine.Cost(mirror.pid) as cost:
            seen = load.run(self.bench.load, mirror.url + "/", machine.load_core(), method="HEAD", connections=64, seconds=3, paths=paths)
        return {"value": seen["requestsPerSecond"], "cpu": cost.cpu / seen["requests"] * 1e6}

    def own(self):
        all_over = self.heads(self.large, len(self.commits))
        return self.heads(self.large, 1) | {"all": all_over["value"]}

    def other(self):
        return self.heads(self.small, 1)

    def note(self, row):
        return f"ready after {self.startSeconds:.2f} s; {row['own.all']:,.0f} requests/s over all repos"
