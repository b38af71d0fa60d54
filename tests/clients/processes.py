"""The programs under test as child processes: each is ended by its own id, whatever a test does."""

import os
import select
import signal
import subprocess
import time
from pathlib import Path

BIN = Path(os.environ["MIRRORLAKE_BIN"])
START_SECONDS = 30
STOP_SECONDS = 20


def program(name):
    path = BIN / name
    assert path.is_file(), f"{name} is not built: nothing at {path}"
    return str(path)


def clean_environment(home):
    """Nothing of whoever runs the tests, and a proxy that answers nobody for all that is not loopback."""
    dead = "http://127.0.0.1:9"
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "http_proxy": dead,
        "https_proxy": dead,
        "no_proxy": "127.0.0.1,localhost",
    }


class Child:
    """A process that says "ready …" on its standard output when it can be used."""

    def __init__(self, command, log, home):
        self.command = command
        self.log_file = Path(log)
        self.home = Path(home)
        self.process = None
        self.ready = None

    def start(self):
        with self.log_file.open("ab") as errors:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env=clean_environment(self.home)
            )
        line = self._first_line()
        assert line.startswith("ready "), f"{self.command[0]} did not get ready: {line!r}\n{self.errors()}"
        self.ready = line.split()
        return self

    def _first_line(self):
        line = b""
        end = time.monotonic() + START_SECONDS
        descriptor = self.process.stdout.fileno()
        while not line.endswith(b"\n") and time.monotonic() < end:
            if not select.select([descriptor], [], [], 0.2)[0]:
                continue
            part = os.read(descriptor, 4096)
            if not part:
                break
            line += part
        return line.decode(errors="replace").strip()

    def errors(self):
        return self.log_file.read_text(errors="replace")[-4000:]

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Ends it in order; returns its exit code."""
        if self.process is None:
            return None
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process.stdout.close()
        code = self.process.wait()
        self.process = None
        return code

    def kill(self):
        """What a power cut does to a process."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Mirror(Child):
    """A mirrorlaked upon a data folder of its own. Starting it again takes the same port and the same data."""

    def __init__(self, folder, upstream, *settings):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.upstream = upstream
        self.settings = settings
        self.address = "127.0.0.1:0"
        super().__init__([], self.folder / "mirrorlaked.log", self.folder)

    def start(self):
        self.command = [program("mirrorlaked"), "--data", str(self.folder / "data"), "--listen", self.address, "--upstream", self.upstream]
        for setting in self.settings:
            self.command += ["--set", setting]
        super().start()
        self.url = self.ready[1]
        self.address = self.url.removeprefix("http://")
        return self
