#!/usr/bin/env python3
"""installer/start.sh on machines that lack something, made from stubs in front of PATH; nothing is installed or built."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = '#!/bin/sh\necho "ready http://127.0.0.1:4242"\necho "{name} got: $*" >&2\nexit 7\n'


class StartScript(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name) / "tree"
        self.stubs = Path(folder.name) / "stubs"
        shutil.copytree(ROOT / "installer", self.tree / "installer")
        self.stub("dpkg-query", 'shift 2; for package in "$@"; do echo "ii $package"; done')
        self.stub("cmake", 'mkdir -p build/release; touch build/release/build.ninja')
        for tool in ("c++", "ninja", "pkg-config", "sudo", "apt-get"):
            self.stub(tool, "exit 0")
        self.osRelease = self.tree / "os-release"
        self.osRelease.write_text("ID=debian\nVERSION_ID=12\n")
        for name in ("mirrorlake", "mirrorlaked"):
            self.write(self.tree / "build/release/bin" / name, PROGRAM.format(name=name))

    def write(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def stub(self, name, body):
        self.write(self.stubs / name, f"#!/bin/sh\n{body}\n")

    def start(self, *arguments, display=None):
        environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment |= {"PATH": f"{self.stubs}:{os.environ['PATH']}", "MIRRORLAKE_OS_RELEASE": str(self.osRelease)}
        if display:
            environment["DISPLAY"] = display
        return subprocess.run([self.tree / "installer/start.sh", *arguments], env=environment, capture_output=True, text=True, timeout=60)

    def assertFailsWith(self, done, *words):
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "")
        sentence = done.stderr.strip().splitlines()[-1]
        for word in words:
            self.assertIn(word, sentence)

    def test_withoutDisplayTheDaemonStartsAndTheLineToSetIsShown(self):
        done = self.start("--", "--listen", "127.0.0.1:0")
        self.assertEqual(done.stdout, "ready http://127.0.0.1:4242\n")
        self.assertIn("export HF_ENDPOINT=http://127.0.0.1:4242", done.stderr)
        self.assertIn("mirrorlaked got: --listen 127.0.0.1:0", done.stderr)
        self.assertEqual(done.returncode, 7, "the program's own exit code")

    def test_withDisplayTheWindowStarts(self):
        self.assertIn("mirrorlake got: --page overview", self.start("--", "--page", "overview", display=":99").stderr)

    def test_headlessWinsOverDisplay(self):
        self.assertIn("mirrorlaked got:", self.start("--headless", display=":99").stderr)

    def test_buildOnlyStartsNothing(self):
        done = self.start("--build-only")
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_unchangedTreeIsNotConfiguredAgain(self):
        self.assertIn("Configuring", self.start("--build-only").stderr)
        self.assertNotIn("Configuring", self.start("--build-only").stderr)

    def test_withoutWindowLibrariesHeadlessBuildsWithoutWindow(self):
        self.stub("pkg-config", "exit 1")
        done = self.start("--headless", "--no-install", "--build-only")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("-DMIRRORLAKE_GUI=OFF", (self.tree / "build/release/options.txt").read_text())

    def test_missingPackagesAreNamedAndInstalled(self):
        self.stub("dpkg-query", 'echo "ii g++"')
        self.stub("apt-get", 'echo "apt-get $*" >&2')
        self.stub("sudo", 'exec "$@"')
        done = self.start("--build-only")
        self.assertIn("Installing", done.stderr)
        self.assertRegex(done.stderr, r"apt-get install .*qt6-charts-dev")
        self.assertNotRegex(done.stderr, r"apt-get install .*g\+\+")

    def test_unknownDistributionSaysWhatToDo(self):
        self.osRelease.write_text("ID=plan9\nVERSION_ID=4\n")
        self.assertFailsWith(self.start(), "plan9-4", "--no-install")

    def test_noNetworkSaysWhatToDo(self):
        self.stub("dpkg-query", "exit 1")
        self.stub("apt-get", "exit 100")
        self.stub("sudo", 'exec "$@"')
        self.assertFailsWith(self.start(), "check the network")

    def test_fullDiskSaysHowMuchIsNeeded(self):
        shutil.rmtree(self.tree / "build")
        self.stub("df", 'printf "head\\n/dev/x 9999 9000 1048576 1%% /\\n"')
        self.assertFailsWith(self.start(), "3072 MiB", "1024 MiB are free")

    def test_missingCompilerWithNoInstallIsNamed(self):
        few = self.tree / "few"
        few.mkdir()
        for tool in ("bash", "env", "dirname", "readlink", "df", "awk", "cat", "id"):
            (few / tool).symlink_to(shutil.which(tool))
        environment = {"PATH": str(few)}
        done = subprocess.run([shutil.which("bash"), self.tree / "installer/start.sh", "--no-install"], env=environment,
                              capture_output=True, text=True, timeout=60)
        self.assertFailsWith(done, "c++ is missing", "without --no-install")

    def test_failedBuildSaysSo(self):
        self.stub("ninja", "exit 1")
        self.assertFailsWith(self.start(), "building failed")

    def test_unknownOptionIsUsage(self):
        self.assertEqual(self.start("--frobnicate").returncode, 2)

    def test_helpNamesEveryOption(self):
        done = self.start("--help")
        self.assertEqual(done.returncode, 0)
        for option in ("--headless", "--build-only", "--no-install", "--"):
            self.assertIn(option, done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
