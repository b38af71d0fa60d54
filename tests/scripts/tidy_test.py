#!/usr/bin/env python3
"""What stands in the tree beside the code: scripts pass shellcheck, documents point at files that exist."""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"build", ".git", ".cache"}
SHELL = re.compile(r"^#!.*\b(ba)?sh\b|^# shellcheck shell=")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(document):
    """Names that links have for the headings of a document."""
    headings = re.findall(r"^#+ (.*)", CODE.sub("", document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code_of(document):
    """Its blocks of code without comments, which are in the reader's language."""
    return [re.sub(r"\s+#.*", "", block) for block in CODE.findall(document)]


def table_rows(document):
    return [line for line in CODE.sub("", document).splitlines() if line.startswith("|")]


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

    def test_linksToHeadingsPointAtHeadings(self):
        broken = []
        for path in files(".md"):
            for target, heading in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", path.read_text(encoding="utf-8")):
                there = path.parent / target if target else path
                if there.exists() and heading not in anchors(there.read_text(encoding="utf-8")):
                    broken.append(f"{path.relative_to(ROOT)} points at {target}#{heading}")
        self.assertEqual(broken, [])

    def test_bothGuidesSayTheSame(self):
        english, chinese = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("guide.md", "guide.zh-CN.md"))
        self.assertEqual([len(level) for level in HEADING.findall(english)], [len(level) for level in HEADING.findall(chinese)])
        self.assertEqual(code_of(english), code_of(chinese))
        words = [sorted(re.findall(r"`([^`\n]+)`", CODE.sub("", text))) for text in (english, chinese)]
        self.assertEqual(words[0], words[1])
        self.assertEqual([line.count("|") for line in table_rows(english)], [line.count("|") for line in table_rows(chinese)])
        pictures = [re.findall(r"\(pictures/([^)]+)\.png\)", text) for text in (english, chinese)]
        self.assertEqual([f"{name}-zh" for name in pictures[0]], pictures[1])

    def test_everyPictureIsShownAndSmall(self):
        shown = "".join(path.read_text(encoding="utf-8") for path in files(".md"))
        for picture in sorted((ROOT / "docs" / "pictures").glob("*")):
            self.assertIn(f"pictures/{picture.name})", shown)
            self.assertLess(picture.stat().st_size, 120 * 1024, picture.name)

    def test_bothReadmesGiveTheSameCommands(self):
        commands = [re.findall(r"^```(?:sh|bash)\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
                    for name in ("README.md", "README.zh-CN.md")]
        stripped = [[re.sub(r"\s*#.*", "", block) for block in blocks] for blocks in commands]
        self.assertTrue(stripped[0])
        self.assertEqual(stripped[0], stripped[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
