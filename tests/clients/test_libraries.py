"""What stands on huggingface_hub: transformers, datasets, and tables over hf://."""

import json
import subprocess

import pytest

from fakehub import MINILM, minilm_folder
from phases import FRESH, prove
from client import HERE, Client

SECONDS = 240


def call(client, script, *arguments):
    command = [client.executable("python"), str(HERE / script), *map(str, arguments)]
    result = subprocess.run(command, env=client.environment(), cwd=client.home, capture_output=True, text=True, timeout=SECONDS)
    assert result.returncode == 0, f"{script} {arguments} ended with {result.returncode}:\n{result.stdout[-500:]}\n{result.stderr[-4000:]}"
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The folder of the repos of tables, and what a reader must find in each."""
    folder = tmp_path_factory.mktemp("tables")
    maker = Client("data", tmp_path_factory.mktemp("maker"), "http://127.0.0.1:9")
    return folder, call(maker, "worker_tables.py", "make", folder)


@pytest.fixture
def hub_options(tables):
    folder, _ = tables
    repos = [f"datasets/lab/{name}={folder / name}" for name in ("shards", "csv")]
    repos.append(f"models/{MINILM}={minilm_folder()}")
    return ("--seed-repos", "none", *(option for repo in repos for option in ("--repo-folder", repo)))


@pytest.mark.parametrize(
    ("row", "ways"),
    [
        ("datasets", ["parquet", "csv"]),
        ("datasets-streaming", ["streaming"]),
        ("hffilesystem", ["hffilesystem"]),
        ("pandas", ["pandas"]),
        ("pyarrow", ["pyarrow"]),
        ("duckdb", ["duckdb"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tables(hub, make_mirror, make_client, record_property, tables, row, ways):
    def fetch(url, phase):
        client = make_client("data", url)
        return [call(client, "worker_tables.py", way) for way in ways]

    prove(hub, make_mirror(FRESH), record_property, row, fetch, [tables[1]] * len(ways))


def test_transformers(hub, make_mirror, make_client, record_property):
    wanted = call(make_client("transformers", "http://127.0.0.1:9"), "worker_transformers.py", minilm_folder())

    def fetch(url, phase):
        return call(make_client("transformers", url), "worker_transformers.py", MINILM)

    assert len(wanted["tensors"]) > 100
    prove(hub, make_mirror(FRESH), record_property, "transformers", fetch, wanted)
