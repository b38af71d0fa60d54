#!/usr/bin/env python3
"""Makes the table of clients: table.py REPORT FILE reads what the tests recorded (pytest's JUnit report) and writes FILE when every row was
proven in every phase; otherwise it says what is missing and leaves FILE alone."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from rows import ROWS

PHASES = {"cold": "nothing cached", "warm": "cached", "gone": "Hub gone"}
HEAD = """# Clients

Real clients, as released, through a started `mirrorlaked` in front of a [scripted Hub](../tests/hub). `tests/run.sh clients` installs them, runs
them and makes this table; [tests/clients](../tests/clients) has the pins and the tests.

Each client starts three times with an empty cache of its own. What arrives is compared with what the Hub has by SHA-256 of every file, or of every value where a
library hands out no files.
- *nothing cached*: the mirror has never seen the repository.
- *cached*: not one request reaches the Hub or its CDN.
- *Hub gone*: Hub, CDN and CAS are switched off.

While the Hub is there, its log proves that no request of a client went past the mirror to Hub, CDN or CAS. Where Xet is named, the requests that the
client made prove that the files came by Xet; where it says *without Xet*, that none did.

"""


def text():
    lines = ["| client | how | " + " | ".join(PHASES.values()) + " |", "|---" * (2 + len(PHASES)) + "|"]
    lines += [f"| {row.client} | {row.how} |" + " yes |" * len(PHASES) for row in ROWS]
    return HEAD + "\n".join(lines) + "\n"


def proven(report):
    """{name of a row: the phases that were proven}."""
    found = {}
    for case in ElementTree.parse(report).iter("testcase"):
        recorded = {entry.get("name"): entry.get("value") for entry in case.iter("property")}
        found.setdefault(recorded.get("client"), set()).update(phase for phase in PHASES if recorded.get(phase) == "yes")
    return found


def main():
    report, file = map(Path, sys.argv[1:])
    found = proven(report)
    missing = [f"{row.client} ({row.how}): {name}" for row in ROWS for phase, name in PHASES.items() if phase not in found.get(row.name, ())]
    if missing:
        print(f"{file} stays as it is, because these were not proven:", *missing, sep="\n    ")
    else:
        file.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
