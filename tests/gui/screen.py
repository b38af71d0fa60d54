"""An X server with a window manager for the real program, and ways to look at its windows. For tests and benchmarks."""

import os
import select
import shutil
import subprocess
import time

PATIENCE = 60
TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "wmctrl": "wmctrl", "xprop": "x11-utils", "import": "imagemagick", "identify": "imagemagick"}


def until(look, what):
    """What look() gives, once that is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s in vain for {what}")


def ended(process):
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def missing():
    """The packages that lack for a Screen."""
    return sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})


def environment(home):
    """That of somebody who logs in for the first time."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("XDG_", "QT_", "MIRRORLAKE_")) and name not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "http_proxy", "https_proxy")}
    return kept | {"HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class Screen:
    """An X server of its own with openbox on it."""

    def __init__(self, environment):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x860x24", "-nolisten", "tcp", "-noreset"],
                                       pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        number = ""
        while not number.endswith("\n") and select.select([read], [], [], PATIENCE)[0]:
            piece = os.read(read, 20).decode()  # the number and the end of its line come one after the other
            if not piece:
                break
            number += piece
        os.close(read)
        if not number.endswith("\n"):
            ended(self.server)
            raise AssertionError("Xvfb did not start")
        number = number.strip()
        self.environment = environment | {"DISPLAY": f":{number}"}
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until(lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")
        except AssertionError:
            self.end()
            raise

    def run(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE).stdout

    def windows(self):
        """Title by id of what the window manager shows."""
        lines = [line.split(None, 4) for line in self.run("wmctrl", "-lp").splitlines()]
        return {line[0]: line[4] for line in lines if len(line) == 5}

    def window(self, title):
        found = until(lambda: [number for number, name in self.windows().items() if name == title], f"the window {title!r}")
        return found[0]

    def properties(self, window, *names):
        return self.run("xprop", "-id", window, *names)

    def colours(self, window):
        """How many a window has; few before it is painted."""
        count = self.run("import", "-window", window, "-format", "%k", "info:-").strip()
        return int(count) if count.isdigit() else 0

    def close(self, window):
        """As by the button in its frame: the window manager asks it to close (WM_DELETE_WINDOW)."""
        self.run("wmctrl", "-i", "-c", window)

    def end(self):
        ended(self.manager)
        ended(self.server)
