"""A cached big file through Xet by the newest huggingface_hub, beside its own plain HTTP, both from the same mirror."""

import os
import shutil
import subprocess

import load
import machine
from servers import Mirror
from work import Work
from works.snapshot import newest_client

SCRIPT = """
import sys, time
from huggingface_hub import hf_hub_download
began = time.monotonic()
path = hf_hub_download(sys.argv[1], sys.argv[2], revision=sys.argv[3])
print(time.monotonic() - began, path)
"""


class ThroughXet(Work):
    name = "xet-2g"
    title = "cached 2 GiB by huggingface_hub, Xet"
    reference = "its plain HTTP"
    unit = "MiB/s"
    aim = 1.8

    def prepare(self):
        self.python = newest_client(self.bench.venvs)
        hub = self.stack.enter_context(self.bench.hub(self.folder))
        self.file = hub.generated("bench/xet", "model.safetensors", self.bench.bigBytes)
        self.mirror = self.stack.enter_context(Mirror(self.bench.mirrorlaked, self.folder / "data", hub.url))
        load.curl(self.mirror.url + self.file.path)
        self.mirror.blob(self.file.sha256, self.file.size)

    def download(self, **variables):
        home = self.folder / "home"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        environment |= {"HF_ENDPOINT": self.mirror.url, "HF_HOME": str(home), "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        command = [self.python, "-c", SCRIPT, self.file.repo, self.file.name, self.file.commit]
        with machine.Cost(self.mirror.pid) as cost:
            done = subprocess.run(command, env=environment | variables, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"huggingface_hub failed: {done.stderr.strip().splitlines()[-1:]}")
        seconds, path = done.stdout.split(maxsplit=1)
        size = os.path.getsize(path.strip())
        isByXet = (home / "hub" / "blobs").is_dir()
        shutil.rmtree(home)
        if size != self.file.size or isByXet == ("HF_HUB_DISABLE_XET" in variables):
            raise RuntimeError(f"{size} of {self.file.size} bytes arrived, {'' if isByXet else 'not '}by Xet")
        return {"value": size / 2**20 / float(seconds), "cpu": cost.cpu / (size / 2**30)}

    def own(self):
        return self.download()

    def other(self):
        return self.download(HF_HUB_DISABLE_XET="1")
