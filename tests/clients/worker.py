"""Runs inside a client's environment: worker.py FUNCTION JSON calls huggingface_hub and prints what came of it as one line of JSON."""

import json
import sys


def main():
    name, arguments = sys.argv[1], json.loads(sys.argv[2])
    import huggingface_hub

    target = huggingface_hub
    for part in name.split("."):
        target = target() if isinstance(target, type) else target
        target = getattr(target, part)
    try:
        value = target(**arguments)
        answer = {"value": value if isinstance(value, (str, bool, list)) else repr(value)}
    except Exception as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    print("\n" + json.dumps(answer))


main()
