#!/usr/bin/env python3
"""Adds up JUnit reports: summary.py FOLDER KIND... reads FOLDER/KIND.xml (or KIND-*.xml) and ends with "N passed, N failed".

A kind without a report, or with an empty one, counts as one failure: nothing is left out silently. What was skipped is listed with its reason.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


class Outcome:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def add(self, case):
        name = "::".join(dict.fromkeys(filter(None, [case.get("classname"), case.get("name")])))
        output = case.findtext("system-out") or ""
        for skip in re.finditer(r"^SKIP\s*: (.*)$", output, re.MULTILINE):
            self.skipped.append(f"{name}: {skip.group(1)}")
        skip = case.find("skipped")
        why = skip.get("message", "") if skip is not None else ""
        if case.find("failure") is not None or case.find("error") is not None or case.get("status") in ("fail", "disabled"):
            self.failed.append(name)
        elif case.get("status") == "notrun" and not why.startswith("SKIP_"):
            self.failed.append(f"{name}: {why or 'not run'}")  # ctest says so of a program that was not built
        elif skip is not None:
            self.skipped.append(f"{name}: {why}")
        else:
            self.passed += 1


def read(folder, kind):
    outcome = Outcome()
    reports = sorted([*folder.glob(f"{kind}.xml"), *folder.glob(f"{kind}-*.xml")])
    for report in reports:
        try:
            cases = list(ElementTree.parse(report).iter("testcase"))
        except ElementTree.ParseError as error:
            outcome.failed.append(f"{report.name} cannot be read: {error}")
            continue
        for case in cases:
            outcome.add(case)
    if not reports or not (outcome.passed or outcome.failed or outcome.skipped):
        outcome.failed.append(f"{kind}: no test reported anything")
    return outcome


def main():
    folder, kinds = Path(sys.argv[1]), sys.argv[2:]
    outcomes = {kind: read(folder, kind) for kind in kinds}
    print()
    for kind, outcome in outcomes.items():
        print(f"{kind:<9} {outcome.passed:>4} passed, {len(outcome.failed)} failed, {len(outcome.skipped)} skipped")
        for line in outcome.skipped:
            print(f"    skipped {line}")
        for line in outcome.failed:
            print(f"    failed  {line}")
    failed = sum(len(outcome.failed) for outcome in outcomes.values())
    print(f"{sum(outcome.passed for outcome in outcomes.values())} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
