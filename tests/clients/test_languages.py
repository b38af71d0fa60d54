"""Clients of other languages: JavaScript and Rust."""

import subprocess

import pytest

from client import VENVS
from fakehub import files_in, sha256_of
from phases import FRESH, by_http, by_xet, prove
from processes import clean_environment

MODEL = "models/lab/languages"
SECONDS = 240


@pytest.fixture
def hub_options():
    return ("--seed-repos", "none")


@pytest.fixture
def wanted(hub):
    files = {"README.md": "# Languages\n", "config.json": "{}\n", "deep/er/vocab.txt": "a\nb\n", "model.safetensors": {"seed": 7101, "size": 70_000_001}}
    hub.order("commit", repo=MODEL, files=files)
    return hub.files(MODEL)


def folder_of(name):
    folder = VENVS / name
    assert (folder / "stamp").is_file(), f"no {name}: run tests/clients/setup.sh"
    if (folder / "absent").is_file():
        pytest.skip((folder / "absent").read_text().strip())
    return folder


def run(command, url, home):
    environment = clean_environment(home) | {"HF_ENDPOINT": url, "HF_HOME": str(home / "hf")}
    result = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=SECONDS)
    assert result.returncode == 0, f"{command[0]} ended with {result.returncode}:\n{result.stdout[-1000:]}\n{result.stderr[-3000:]}"
    return result.stdout.splitlines()


def fresh(tmp_path, phase):
    home = tmp_path / phase
    home.mkdir()
    return home


@pytest.mark.parametrize("way", ["xet", "plain", "snapshot"])
def test_javascript(hub, make_mirror, wanted, record_property, tmp_path, way):
    client = folder_of("node-client")

    def fetch(url, phase):
        home = fresh(tmp_path, phase)
        command = [str(client / "node"), str(client / "client.mjs"), way, "lab/languages", "main", str(home / "got")]
        return files_in(run(command, url, home)[-1])

    prove(hub, make_mirror(FRESH), record_property, f"node-{way}", fetch, wanted, by_http if way == "plain" else by_xet)


@pytest.mark.parametrize("kind", ["ureq", "tokio", "xet"])
def test_rust(hub, make_mirror, wanted, record_property, tmp_path, kind):
    client = folder_of("rust-client")

    def fetch(url, phase):
        home = fresh(tmp_path, phase)
        paths = run([str(client / "mirrorlake-rust-client"), kind, "lab", "languages", "main", *wanted], url, home)
        return {name: (wanted[name][0], sha256_of(path)) for name, path in zip(wanted, paths, strict=True)}

    prove(hub, make_mirror(FRESH), record_property, f"rust-{kind}", fetch, wanted, by_xet if kind == "xet" else by_http)
