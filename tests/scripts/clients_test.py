#!/usr/bin/env python3
"""The pins of the clients are complete and name no place, and docs/clients.md names the clients that are pinned."""

import json
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ROOT / "tests" / "clients"
sys.path.insert(0, str(CLIENTS))

import table  # noqa: E402


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
