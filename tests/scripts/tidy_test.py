#!/usr/bin/env python3
"""What stands in the tree beside the code: scripts pass shellcheck, documents point at files that exist."""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"build", ".git", ".cache"}
SHELL = re.compile(r"^#!.*\b(ba)?sh\b|^# shellcheck shell=")


def files(*suffixes):
    for top in sorted(path for path in ROOT.iterdir() if path.name not in SKIPPED):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix in suffixes:
                yield path


class Tidy(unittest.TestCase):
    def test_scriptsPassShellcheck(self):
        scripts = [path for path in files(".sh", "") if SHELL.match(path.read_text(encoding="utf-8", errors="replace")[:200])]
        self.assertIn(ROOT / "installer/start.sh", scripts)
        done = subprocess.run(["shellcheck", "-x", *scripts], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_pythonCompiles(self):
        for path in files(".py"):
            compile(path.read_text(encoding="utf-8"), path, "exec")

    def test_linksInDocumentsPointAtFiles(self):
        broken = []
        for path in files(".md"):
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
                if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                    broken.append(f"{path.relative_to(ROOT)} points at {target}")
        self.assertEqual(broken, [])

    def test_bothReadmesGiveTheSameCommands(self):
        commands = [re.findall(r"^```(?:sh|bash)\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
                    for name in ("README.md", "README.zh-CN.md")]
        stripped = [[re.sub(r"\s*#.*", "", block) for block in blocks] for blocks in commands]
        self.assertTrue(stripped[0])
        self.assertEqual(stripped[0], stripped[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
