"""Everything arrives through the mirror as the Hub has it."""

import pytest

from conftest import is_mirror
from fakehub import MINILM, files_in, sha256_of, token_of


def test_every_file_of_a_real_model_has_its_sha256(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot(MINILM)
    files = files_in(folder)
    assert files == hub.files(f"models/{MINILM}")
    assert files["model.safetensors"][0] == 90_868_376


def test_odd_names_and_sizes(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot("test/odd")
    assert files_in(folder) == hub.files("models/test/odd")


@pytest.mark.parametrize("path", ["模型/权重 #1+2%.bin", "what?.txt", "%41.txt", "empty.txt", "empty.bin", "exactly-131072.bin"])
def test_one_odd_file_alone(hub, mirror, new_client, path):
    got = new_client(mirror.url).download("test/odd", path)
    assert sha256_of(got) == hub.files("models/test/odd")[path][1]


def test_300_mb_file(hub, mirror, new_client):
    got = new_client(mirror.url).download("test/big", "model-300mb.safetensors")
    assert sha256_of(got) == hub.files("models/test/big")["model-300mb.safetensors"][1]
    assert hub.has_sent_once(300_000_000)


def test_repo_of_1003_files(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot("test/many")
    assert files_in(folder) == hub.files("models/test/many")


@pytest.mark.parametrize("revision", ["main", "v1.0", "feature/x", "refs/pr/1"])
def test_revisions_of_every_form(hub, mirror, new_client, revision):
    folder = new_client(mirror.url).snapshot("test/small", revision=revision)
    assert files_in(folder) == hub.files("models/test/small", revision)


def test_short_commit(hub, mirror, new_client):
    sha = hub.head("models/test/small")
    got = new_client(mirror.url).download("test/small", "config.json", revision=sha[:8])
    assert sha256_of(got) == hub.files("models/test/small")["config.json"][1]


@pytest.mark.parametrize("revision", ["main", "refs/convert/parquet"])
def test_dataset(hub, mirror, new_client, revision):
    folder = new_client(mirror.url).snapshot("test/data", repo_type="dataset", revision=revision)
    assert files_in(folder) == hub.files("datasets/test/data", revision)


def test_id_without_a_namespace(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot("tiny-gpt2")
    assert files_in(folder) == hub.files("models/tiny-gpt2")


def test_renamed_repo_by_its_old_name(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot("old/name")
    assert files_in(folder) == hub.files("models/new/name")


def test_patterns_fetch_nothing_else(hub, mirror, new_client):
    folder = new_client(mirror.url).snapshot(MINILM, allow_patterns=["*.json"])
    assert set(files_in(folder)) == {path for path in hub.files(f"models/{MINILM}") if path.endswith(".json")}
    assert hub.bytes_from_cdn() == 0


def test_folder_instead_of_the_cache(hub, mirror, new_client, tmp_path):
    new_client(mirror.url).snapshot("test/small", local_dir=str(tmp_path / "here"))
    assert files_in(tmp_path / "here") == hub.files("models/test/small")


def test_gated_repo_for_one_who_may(hub, mirror, new_client):
    folder = new_client(mirror.url, token_of("alice")).snapshot("gated/model")
    assert files_in(folder) == hub.files("models/gated/model")


def test_no_request_of_a_client_goes_past_the_mirror(hub, mirror, new_client):
    new_client(mirror.url).snapshot("test/small")
    assert hub.log()
    assert all(is_mirror(line) for line in hub.log())


def test_token_goes_to_the_hub_and_never_to_the_cdn(hub, mirror, new_client):
    new_client(mirror.url, token_of("alice")).snapshot("private/model")
    assert {line["user"] for line in hub.log("/private/model") if line["listener"] == "hub"} <= {"alice", ""}
    assert not [line for line in hub.log() if line["listener"] == "cdn" and line["hasAuthorization"]]


def test_what_the_api_says(mirror, new_client):
    client = new_client(mirror.url)
    assert "model.safetensors" in client.call("list_repo_files", repo_id="test/small")
    assert client.call("file_exists", repo_id="test/small", filename="config.json") is True
    assert client.call("file_exists", repo_id="test/small", filename="absent.txt") is False
    assert client.call("repo_exists", repo_id="test/small") is True
    assert client.call("revision_exists", repo_id="test/small", revision="absent") is False
    assert "feature/x" in client.call("list_repo_refs", repo_id="test/small")
    found = client.call("HfApi.get_paths_info", repo_id="test/small", paths=["config.json", "absent.txt"])
    assert len(found) == 1 and "config.json" in found[0]
