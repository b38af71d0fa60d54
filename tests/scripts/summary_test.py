#!/usr/bin/env python3
"""tests/support/summary.py counts what ctest and pytest report, and lets nothing go unseen."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SUMMARY = Path(__file__).resolve().parents[1] / "support" / "summary.py"
PASSED = '<testcase name="a_test" classname="a_test" status="run"><system-out>SKIP   : A::b() no display\n</system-out></testcase>'
FAILED = '<testcase name="b_test" classname="b_test" status="fail"><failure message=""/></testcase>'
NOT_BUILT = '<testcase name="c_test" classname="c_test" status="notrun"><skipped message="Unable to find executable"/></testcase>'
PYTEST_SKIPPED = '<testcase name="test_d" classname="test_x"><skipped type="pytest.skip" message="no tmpfs"/></testcase>'


class Summary(unittest.TestCase):
    def summary(self, **reports):
        with tempfile.TemporaryDirectory() as folder:
            for kind, cases in reports.items():
                if cases is not None:
                    (Path(folder) / f"{kind}.xml").write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
            done = subprocess.run([sys.executable, SUMMARY, folder, *reports], capture_output=True, text=True)
            return done.returncode, done.stdout, done.stdout.splitlines()[-1]

    def test_allKindsAreAddedUp(self):
        self.assertEqual(self.summary(unit=PASSED * 2, clients=PASSED)[::2], (0, "3 passed, 0 failed"))

    def test_failureGivesExitCodeOne(self):
        self.assertEqual(self.summary(unit=PASSED + FAILED)[::2], (1, "1 passed, 1 failed"))

    def test_programThatWasNotBuiltIsAFailure(self):
        self.assertEqual(self.summary(unit=PASSED + NOT_BUILT)[::2], (1, "1 passed, 1 failed"))

    def test_kindWithoutReportOrTestsIsAFailure(self):
        self.assertEqual(self.summary(unit=PASSED, clients=None)[::2], (1, "1 passed, 1 failed"))
        self.assertEqual(self.summary(unit=PASSED, clients="")[::2], (1, "1 passed, 1 failed"))

    def test_reportCutShortIsAFailure(self):
        self.assertEqual(self.summary(unit="<testcase>")[::2], (1, "0 passed, 1 failed"))

    def test_skippedOnesAreShownWithTheirReason(self):
        status, text, _ = self.summary(unit=PASSED + PYTEST_SKIPPED)
        self.assertEqual(status, 0)
        self.assertIn("A::b() no display", text)
        self.assertIn("no tmpfs", text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
