"""What a real client downloaded before the mirror came is taken in by the mirror, and crosses the line once."""

import json
import subprocess

from fakehub import MINILM, sha256_of
from processes import clean_environment, program


def mlake(mirror, *words):
    command = [program("mlake"), *words, "--data", str(mirror.folder / "data"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=clean_environment(mirror.folder))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def download(hub, client, **arguments):
    """Straight from the Hub, before there was a mirror."""
    client.call("snapshot_download", **arguments)
    hub.clear_log()


def test_a_clients_own_cache_is_imported(hub, mirror, new_client):
    before = new_client(hub.url)
    download(hub, before, repo_id=MINILM)
    report = mlake(mirror, "import", str(before.home / "hf"))
    assert report["refused"] == 0
    assert report["taken_files"] == report["files"] == len({blob for _, blob in hub.files(f"models/{MINILM}").values()})
    path = new_client(mirror.url).call("hf_hub_download", repo_id=MINILM, filename="model.safetensors")
    assert sha256_of(path) == hub.files(f"models/{MINILM}")["model.safetensors"][1]
    assert hub.bytes_from_cdn() == 0, "it came again from the Hub"


def test_a_folder_of_files_is_imported(hub, mirror, new_client, tmp_path):
    before = new_client(hub.url)
    download(hub, before, repo_id="test/small", local_dir=str(tmp_path / "clone"))
    (tmp_path / "clone" / "config.json").write_text("mine")
    report = mlake(mirror, "import", str(tmp_path / "clone"), "--repo", "test/small")
    assert [refusal["path"] for refusal in report["refusals"]] == ["config.json"]
    path = new_client(mirror.url).call("hf_hub_download", repo_id="test/small", filename="model.safetensors")
    assert sha256_of(path) == hub.files("models/test/small")["model.safetensors"][1]
    assert hub.bytes_from_cdn() == 0


def test_while_the_hub_is_gone_what_the_owner_calls_open_is_served(hub, mirror, new_client):
    before = new_client(hub.url)
    download(hub, before, repo_id="test/small")
    hub.knob(listener="hub", status=503)
    mlake(mirror, "import", str(before.home / "hf"), "--open")
    path = new_client(mirror.url).call("hf_hub_download", repo_id="test/small", filename="model.safetensors")
    assert sha256_of(path) == hub.files("models/test/small")["model.safetensors"][1]
