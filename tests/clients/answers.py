"""For the workers: what they answer is the whole standard output; what libraries print by themselves (hf_xet: its warnings) goes to
the standard error. Imported before those libraries."""

import json
import os

_output = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def answer(value, **options):
    """One line of JSON, and the only one."""
    print(json.dumps(value, **options), file=_output, flush=True)
