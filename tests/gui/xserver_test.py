#!/usr/bin/env python3
"""The real program in a real X server, under a window manager: what the offscreen tests cannot see.

Environment: MIRRORLAKE, the program; PICTURES, a folder for what the screen showed. Skipped where Xvfb, openbox, wmctrl, xprop or import is missing.
"""

import os
import re
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from screen import PATIENCE, Screen, ended, environment, missing, until

class XServer(unittest.TestCase):
    def setUp(self):
        if lacking := missing():
            self.skipTest(f"not installed: {', '.join(lacking)}")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.screen = Screen(environment(self.home))
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
