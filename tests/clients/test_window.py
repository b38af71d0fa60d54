"""The window over a real mirror, and a real huggingface_hub that downloads at the address that it copied."""

import os
import subprocess
from pathlib import Path

from processes import BIN, clean_environment

VENVS = Path(os.environ["MIRRORLAKE_VENVS"])


def test_whoDownloadsIsSeenInTheWindowWithASpeed(tmp_path):
    window = BIN.parent / "tests" / "gui_acceptance_test"
    environment = clean_environment(tmp_path)
    environment |= {"QT_QPA_PLATFORM": "offscreen", "MIRRORLAKE_TEST_HF": str(VENVS / "hfh2" / "bin" / "hf")}
    ended = subprocess.run([window, "whoDownloadsIsSeenWithASpeed"], env=environment, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
