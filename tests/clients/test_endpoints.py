"""What huggingface_hub reads beside files: asked once, then known, and known still when the Hub is gone."""

import json
import subprocess
import urllib.request
from pathlib import Path

import pytest

from fakehub import OPENER, token_of

EXPECTED = {
    "list_models": ["test/small"],
    "list_datasets": ["test/data"],
    "list_spaces": ["test/app"],
    "model_info of fields": ["safetensors"],
    "model_info with files": 3,
    "list_repo_tree": ["README.md", "config.json", "model.safetensors"],
    "list_repo_commits": ["Second", "First"],
    "get_paths_info": ["config.json"],
    "list_repo_refs": ["feature/x", "main"],
    "whoami": "alice",
    "get_collection": "Things",
    "paper_info": "On mirrors",
    "list_papers": ["On mirrors"],
    "get_user_overview": "someone",
    "get_repo_discussions": [1, 2],
    "get_space_runtime": "RUNNING",
    "get_model_tags": ["library", "license", "pipeline_tag"],
    "HfFileSystem.ls": ["datasets/test/data/README.md", "datasets/test/data/data"],
}


@pytest.fixture
def hub_options(tmp_path):
    app = tmp_path / "app"
    app.mkdir()
    (app / "app.py").write_text("pass\n")
    return ("--repo-folder", f"spaces/test/app={app}")


def outcomes(client):
    """Of a client that has cached nothing."""
    command = [client.executable("python"), str(Path(__file__).parent / "worker_endpoints.py")]
    done = subprocess.run(command, env=client.environment(), capture_output=True, text=True, timeout=240, check=True)
    return json.loads(done.stdout)


def test_every_call_cold_warm_and_with_the_hub_gone(hub, mirror, new_client):
    cold = outcomes(new_client(mirror.url, token_of("alice")))
    assert {name: cold[name] for name in EXPECTED} == EXPECTED
    assert len(cold["model_info"]) == 40
    hub.clear_log()
    assert outcomes(new_client(mirror.url, token_of("alice"))) == cold
    assert not hub.log()
    hub.stop()
    assert outcomes(new_client(mirror.url, token_of("alice"))) == cold


def test_data_viewer_is_at_its_name(hub, make_mirror):
    hub.url = hub.url.replace("127.0.0.1", "localhost")  # a name, before which another may be put
    mirror = make_mirror()
    host = "datasets-server.localhost:" + mirror.url.rpartition(":")[2]
    request = urllib.request.Request(mirror.url + "/parquet?dataset=test/data", headers={"Host": host})
    with OPENER.open(request, timeout=60) as answer:
        assert len(answer.headers["X-Revision"]) == 40
        url = json.load(answer)["parquet_files"][0]["url"]
    assert url.startswith("http://" + host.removeprefix("datasets-server.") + "/datasets/test/data/resolve/refs%2Fconvert%2Fparquet/")
