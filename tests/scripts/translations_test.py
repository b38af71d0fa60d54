#!/usr/bin/env python3
"""Every text of the window is translated: lupdate finds nothing new, and nothing in the files is unfinished or left over.

Environment: LUPDATE, the program of that name.
"""

import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "translations").glob("*.ts"))


def brought_up_to_date(file, folder):
    """A copy of the file after lupdate looked at the sources; the tree stays as it is."""
    copy = Path(folder) / file.name
    shutil.copy(file, copy)
    sources = [ROOT / name for name in ("core", "ui", "app")]
    includes = [word for folder in (*sources, ROOT) for word in ("-I", folder)]
    subprocess.run([os.environ["LUPDATE"], "-silent", "-locations", "none", *includes, *sources, "-ts", copy], check=True, capture_output=True)
    return copy


def complaints(file, plurals_only):
    found = []
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            if plurals_only and message.get("numerus") != "yes":
                continue
            state = message.find("translation").get("type")
            texts = [form.text for form in message.iter("numerusform")] or [message.findtext("translation")]
            if state or not all(text and text.strip() for text in texts):
                found.append(f"{file.name}: {context.findtext('name')}: {message.findtext('source')!r} is {state or 'empty'}")
    return found


class Translations(unittest.TestCase):
    def test_englishAndChineseAreThere(self):
        names = [file.stem for file in FILES]
        for language in ("en", "zh_CN"):
            self.assertTrue(any(name.endswith(language) for name in names), f"no file for {language}: {names}")

    def test_everyTextIsTranslated(self):
        with tempfile.TemporaryDirectory() as folder:
            for file in FILES:
                english = file.stem.endswith("en")
                found = complaints(brought_up_to_date(file, folder), plurals_only=english)
                self.assertEqual(found, [], "\n" + "\n".join(found))


if __name__ == "__main__":
    unittest.main(verbosity=2)
