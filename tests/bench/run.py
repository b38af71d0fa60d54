#!/usr/bin/env python3
"""Measures the mirror beside nginx and aria2c in the same run: one table, several interleaved rounds, JSON and Markdown."""

import argparse
import contextlib
import shutil
import sys
import traceback
from pathlib import Path

import machine
import servers
import table
from works import ALL

ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """Where the programs are, how big things are, and a scratch folder for everything that is written."""

    def __init__(self, arguments, scratch):
        build = Path(arguments.build).resolve()
        self.mirrorlaked = build / "bin" / "mirrorlaked"
        self.mirrorlake = build / "bin" / "mirrorlake"
        self.fakehub = build / "bin" / "fakehub"
        self.load = build / "tests" / "mirrorlake_load"
        self.venvs = Path(arguments.venvs).resolve()
        self.isQuick = arguments.quick
        self.bigBytes = 2**28 if arguments.quick else 2**31
        self.scratch = Path(scratch)
        for program in (self.mirrorlaked, self.fakehub, self.load):
            if not program.exists():
                sys.exit(f"{program} is missing; tests/run.sh bench builds it")

    @contextlib.contextmanager
    def folder(self, name):
        """A folder for one work, gone after it."""
        folder = self.scratch / name
        (folder / "nginx").mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def hub(self, folder):
        return servers.Hub(self.fakehub, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"all, or some of: {' '.join(work.name for work in ALL)}")
    parser.add_argument("--build", default=ROOT / "build" / "ci", help="folder of the build")
    parser.add_argument("--venvs", default=ROOT / ".cache" / "venvs", help="folder of the clients' environments")
    parser.add_argument("--quick", action="store_true", help="smaller files and two rounds; for a look, not for a claim")
    parser.add_argument("--rounds", type=int, help="rounds of each work (5, quick 2)")
    parser.add_argument("--out", type=Path, help="folder for bench.json and bench.md (BUILD/bench)")
    parser.add_argument("--scratch", type=Path, help="folder on the disk to measure with; needs 10 GiB")
    arguments = parser.parse_args()
    unknown = set(arguments.works) - {work.name for work in ALL}
    if unknown:
        parser.error(f"no such work: {' '.join(sorted(unknown))}")

    rows = []
    with servers.scratch(arguments.scratch) as scratch:
        bench = Bench(arguments, scratch)
        for work in [work for work in ALL if not arguments.works or work.name in arguments.works]:
            print(f"── {work.title}", file=sys.stderr, flush=True)
            try:
                rows.append(work(bench).measure(arguments.rounds or (2 if arguments.quick else 5)))
            except Exception as error:
                traceback.print_exc()
                rows.append({"work": work.name, "title": work.title, "failure": str(error)})
            print(table.markdown(rows[-1:]).splitlines()[-1], file=sys.stderr, flush=True)
    print(table.write(arguments.out or Path(arguments.build) / "bench", machine.describe() | {"quick": arguments.quick}, rows))
    failed = sum("failure" in row for row in rows)
    print(f"{len(rows) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
