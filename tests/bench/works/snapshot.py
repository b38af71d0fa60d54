"""A cached snapshot of 1000 small files by huggingface_hub, beside nginx that gives the same replies as static files."""

import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path

from servers import Mirror, Nginx
from work import Work

FILES = 1000
REPO = "bench/many"
SCRIPT = """
import sys, time
from huggingface_hub import snapshot_download
began = time.monotonic()
folder = snapshot_download(sys.argv[1], revision=sys.argv[2], cache_dir=sys.argv[3])
print(time.monotonic() - began, folder)
"""


def newest_client(venvs):
    """The Python whose huggingface_hub is the newest of all environments."""
    found = {}
    for python in Path(venvs).glob("*/bin/python"):
        asked = subprocess.run([python, "-c", "import huggingface_hub as h; print(h.__version__)"], capture_output=True, text=True)
        if asked.returncode == 0:
            found[tuple(int(part) for part in re.findall(r"\d+", asked.stdout)[:3])] = python
    if not found:
        raise RuntimeError("no environment has huggingface_hub; tests/clients/setup.sh makes them")
    return found[max(found)]


class Snapshot(Work):
    name = "snapshot-1000"
    title = "cached snapshot of 1000 small files by huggingface_hub"
    reference = "nginx, same replies"
    unit = "files/s"
    aim = 0.9
    rounds = 3

    def prepare(self):
        self.python = newest_client(self.bench.venvs)
        self.hub = self.stack.enter_context(self.bench.hub(self.folder))
        files = self.hub.commit(REPO, {f"part-{i:04}.json": json.dumps({"part": i, "text": "x" * (i % 700)}) for i in range(FILES)})
        self.commit = next(iter(files.values())).commit
        self.mirror = self.stack.enter_context(Mirror(self.bench.mirrorlaked, self.folder / "data", self.hub.url))
        self.hub.forget_log()
        self.cold = self.download(self.mirror.url)
        self.coldRequests = len(self.hub.requests())
        self.nginx = self.stack.enter_context(self.twin())
        self.hub.forget_log()

    def twin(self):
        """nginx with the tree and the files as the mirror gave them, and the headers that clients read."""
        tree = f"/api/models/{REPO}/tree/{self.commit}"
        with urllib.request.urlopen(f"{self.mirror.url}{tree}?recursive=true&expand=false") as reply:
            text = reply.read()
        listing = self.folder / "tree.json"
        listing.write_bytes(text)
        served, etags = {tree: listing}, []
        for entry in json.loads(text):
            path = f"/{REPO}/resolve/{self.commit}/{entry['path']}"
            served[path] = self.mirror.blob(entry["oid"], entry["size"])
            etags.append(f'{path} "\\"{entry["oid"]}\\"";')
        headers = f"etag off; add_header ETag $name; add_header X-Linked-Etag $name; add_header X-Repo-Commit {self.commit};"
        return Nginx(self.folder / "nginx", served, f"location = {tree} {{ default_type application/json; }} {headers}",
                     before="map $uri $name { " + " ".join(etags) + " }")

    def download(self, endpoint):
        home = self.folder / "home"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        environment |= {"HF_ENDPOINT": endpoint, "HF_HOME": str(home), "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        done = subprocess.run([self.python, "-c", SCRIPT, REPO, self.commit, str(home / "hub")], env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"huggingface_hub failed: {done.stderr.strip().splitlines()[-1:]}")
        seconds, folder = done.stdout.split(maxsplit=1)
        arrived = len(os.listdir(folder.strip()))
        subprocess.run(["rm", "-rf", home], check=True)
        if arrived != FILES:
            raise RuntimeError(f"{arrived} of {FILES} files arrived")
        return {"value": FILES / float(seconds)}

    def own(self):
        return self.download(self.mirror.url)

    def other(self):
        return self.download(self.nginx.url)

    def note(self, row):
        return (f"cold {self.cold['value']:.0f} files/s; upstream requests: cold {self.coldRequests}, "
                f"all {row['rounds']} warm rounds {len(self.hub.requests())}")
