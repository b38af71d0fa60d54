"""The short form of tests/bench/soak.py: two minutes of everything at once."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

from soak import Soak  # noqa: E402

SECONDS = 100


def test_everything_at_once_for_two_minutes(tmp_path):
    soak = Soak(tmp_path, SECONDS)
    try:
        result = soak.run()
    finally:
        for child in ("mirror", "hub"):
            if hasattr(soak, child):
                getattr(soak, child).stop()
    # So short a time says little of five per cent; a leak of a few KiB a request would show.
    assert result["memory"]["growth"] < 0.5, result
