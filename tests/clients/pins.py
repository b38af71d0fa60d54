"""Which versions the clients have: read from the pins themselves, so that nothing else can say otherwise."""

import json
import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def of_python(environment):
    """{package: version} of one file in requirements/."""
    lines = (HERE / "requirements" / f"{environment}.txt").read_text().splitlines()
    pins = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, _, version in pins}


def of_node(package):
    return json.loads((HERE / "node" / "package-lock.json").read_text())["packages"][f"node_modules/{package}"]["version"]


def of_rust(crate):
    """All versions of it, the oldest first."""
    lock = tomllib.loads((HERE / "rust" / "crates.lock").read_text())
    return [package["version"] for package in lock["package"] if package["name"] == crate]
