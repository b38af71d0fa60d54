"""Runs inside a client's environment: worker.py JSON, a list of [function, arguments], calls huggingface_hub one by one and prints as
one line of JSON what came of each.."""

import json
import sys

from answers import answer


def outcome(name, arguments):
    import huggingface_hub

    target = huggingface_hub
    for part in name.split("."):
        target = target() if isinstance(target, type) else target
        target = getattr(target, part)
    try:
        return {"value": target(**arguments)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


answer([outcome(name, arguments) for name, arguments in json.loads(sys.argv[1])], default=repr)
