#!/usr/bin/env python3
"""The pins of the clients are complete and name no place, and docs/clients.md names the clients that are pinned."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ROOT / "tests" / "clients"
sys.path.insert(0, str(CLIENTS))

import table  # noqa: E402

CARGO = """#!/bin/sh
case $1 in
    --version) echo "cargo 1.95.0 (somewhere)" ;;
    generate-lockfile) for _ in $(seq 4000); do echo 'source = "registry+somewhere"'; done >Cargo.lock ;;
    build) mkdir -p target/debug && : >target/debug/mirrorlake-rust-client ;;
esac
"""


class Clients(unittest.TestCase):
    def test_tableNamesThePinnedClients(self):
        self.assertEqual((ROOT / "docs" / "clients.md").read_text(encoding="utf-8"), table.text())

    def test_pythonRequirementsArePinned(self):
        for file in (CLIENTS / "requirements").glob("*.txt"):
            for line in file.read_text().splitlines():
                self.assertRegex(line, r"^#|^[\w.-]+==[\w.]+$", file.name)

    def test_lockFilesNameNoAddress(self):
        packages = json.loads((CLIENTS / "node" / "package-lock.json").read_text())["packages"]
        self.assertFalse([name for name, package in packages.items() if "resolved" in package])
        sources = set(re.findall(r"^source = (.*)$", (CLIENTS / "rust" / "crates.lock").read_text(), re.MULTILINE))
        self.assertEqual(sources, {'"registry"'})

    def test_rustClientIsBuiltFromALongLockFile(self):
        """A registry's lock is longer than a pipe's buffer; a reader that leaves early must not end the script."""
        with tempfile.TemporaryDirectory() as folder:
            cargo = Path(folder, "cargo")
            cargo.write_text(CARGO)
            cargo.chmod(0o755)
            environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
            for _ in range(5):
                made = Path(folder, "client")
                done = subprocess.run([CLIENTS / "rust" / "setup.sh", made], env=environment, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout), (0, "rust-client: made\n"), done.stderr)
                self.assertIn('source = "registry+somewhere"', (made / "Cargo.lock").read_text())
                (made / "stamp").unlink()

    def test_olderCargoIsSaidToBeAbsent(self):
        with tempfile.TemporaryDirectory() as folder:
            cargo = Path(folder, "cargo")
            cargo.write_text(CARGO.replace("1.95.0", "1.9.0"))
            cargo.chmod(0o755)
            environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
            done = subprocess.run([CLIENTS / "rust" / "setup.sh", Path(folder, "client")], env=environment, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (0, "cargo 1.95 or newer is not installed\n"), done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
