#!/usr/bin/env python3
"""The real program in a real X server, under a window manager: what the offscreen tests cannot see.

Environment: MIRRORLAKE, the program; PICTURES, a folder for what the screen showed. Skipped where Xvfb, openbox, wmctrl, xprop or import is missing.
"""

import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

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

    def close(self, window):
        """As by the button in its frame: the window manager asks it to close (WM_DELETE_WINDOW)."""
        self.run("wmctrl", "-i", "-c", window)

    def end(self):
        ended(self.manager)
        ended(self.server)


class XServer(unittest.TestCase):
    def setUp(self):
        missing = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
        if missing:
            self.skipTest(f"not installed: {', '.join(missing)}")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("XDG_", "QT_", "MIRRORLAKE_")) and name not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "http_proxy", "https_proxy")}
        self.screen = Screen(kept | {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "UTC"})
        self.addCleanup(self.screen.end)

    def start(self, *options):
        output = open(self.home / "output", "w+b")
        self.addCleanup(output.close)
        program = subprocess.Popen([os.environ["MIRRORLAKE"], "--data", str(self.home / "data"), "--listen", "127.0.0.1:0",
                                    "--set", "look.language=en", "--set", "look.theme=light", "--set", "upstream.offline=true", *options],
                                   env=self.screen.environment, stdout=output, stderr=subprocess.STDOUT)
        self.addCleanup(ended, program)
        self.output = lambda: (self.home / "output").read_text()
        return program

    def picture(self, name):
        """What the screen shows, with the frames of the windows."""
        folder = Path(os.environ["PICTURES"])
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"xserver-{name}.png"
        self.screen.run("import", "-window", "root", str(file))
        colours = self.screen.run("identify", "-format", "%k", str(file)).strip()
        self.assertTrue(colours.isdigit(), f"no picture in {file}")
        return int(colours)

    def test_theWindowIsNamedAndHasItsClassAndIcon(self):
        program = self.start("--start")
        window = self.screen.window("Mirrorlake")
        self.assertIn("Normal", until(lambda: self.screen.properties(window, "WM_STATE"), "the state of the window"))
        facts = self.screen.properties(window, "WM_CLASS", "_NET_WM_PID", "WM_PROTOCOLS", "_NET_WM_ICON")
        self.assertIn('WM_CLASS(STRING) = "mirrorlake", "mirrorlake"', facts)
        self.assertIn(f"_NET_WM_PID(CARDINAL) = {program.pid}\n", facts)
        self.assertIn("WM_DELETE_WINDOW", facts)
        self.assertRegex(facts, r"Icon \(\d+ x \d+\)", "taskbars need a picture")

    def test_theFirstStartAsksAndTheWindowManagerCloses(self):
        program = self.start()
        main = self.screen.window("Mirrorlake")
        wizard = self.screen.window("Set up Mirrorlake")
        owner = re.search(r"0x[0-9a-f]+", self.screen.properties(wizard, "WM_TRANSIENT_FOR"))
        self.assertEqual(int(owner.group(), 16), int(main, 16), "the wizard belongs to the window")
        self.assertGreater(until(lambda: self.picture("first-start"), "a picture"), 64)
        self.screen.close(wizard)
        until(lambda: wizard not in self.screen.windows(), "the wizard to close")
        self.screen.close(main)
        self.assertEqual(program.wait(PATIENCE), 0, self.output())

    def test_whileItServesClosingAsksWhereThereIsNoTray(self):
        program = self.start("--start")
        main = self.screen.window("Mirrorlake")
        until(lambda: "ready http://127.0.0.1:" in self.output(), "the mirror to serve")
        self.screen.close(main)
        question = self.screen.window("Quit Mirrorlake")
        self.assertGreater(self.picture("close"), 64)
        self.screen.close(question)
        until(lambda: question not in self.screen.windows(), "the question to close")
        self.assertIn(main, self.screen.windows(), "without a tray it is never hidden")
        self.assertIsNone(program.poll(), "it serves on")
        program.send_signal(signal.SIGTERM)
        self.assertEqual(program.wait(PATIENCE), 0, self.output())


if __name__ == "__main__":
    unittest.main(verbosity=2)
