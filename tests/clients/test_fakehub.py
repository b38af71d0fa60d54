"""The fake Hub is good enough for the real clients: what they do with it directly, they do with the Hub."""

import pytest

from client import ClientError
from fakehub import MINILM, files_in, sha256_of, token_of

REPOS = [
    ("models", MINILM, "main"),
    ("models", "test/odd", "main"),
    ("models", "test/small", "refs/pr/1"),
    ("datasets", "test/data", "refs/convert/parquet"),
    ("models", "tiny-gpt2", "main"),
]


@pytest.mark.parametrize(("kind", "repo", "revision"), REPOS)
def test_snapshot_arrives_whole(hub, new_client, kind, repo, revision):
    folder = new_client(hub.url).snapshot(repo, repo_type=kind[:-1], revision=revision)
    assert files_in(folder) == hub.files(f"{kind}/{repo}", revision)


def test_large_file_travels_by_xet(hub, new_client):
    path = new_client(hub.url).download("test/big", "model-300mb.safetensors")
    assert sha256_of(path) == hub.files("models/test/big")["model-300mb.safetensors"][1]
    assert hub.log("/xet-read-token/") and hub.log("/reconstruction") and hub.log("/xorbs/")


def test_granted_user_gets_a_gated_repo(hub, new_client):
    folder = new_client(hub.url, token_of("alice")).snapshot("gated/model")
    assert files_in(folder) == hub.files("models/gated/model")


@pytest.mark.parametrize(
    ("repo", "path", "revision", "user", "kind"),
    [
        ("test/small", "absent.txt", "main", None, "EntryNotFound"),
        ("test/small", "config.json", "absent", None, "RevisionNotFound"),
        ("test/absent", "config.json", "main", "alice", "RepositoryNotFound"),
        ("private/model", "config.json", "main", "bob", "RepositoryNotFound"),
        ("gated/model", "config.json", "main", None, "GatedRepo"),
        ("gated/model", "config.json", "main", "bob", "GatedRepo"),
        ("disabled/model", "config.json", "main", None, "LocalEntryNotFound"),
    ],
)
def test_refusals_are_understood(hub, new_client, repo, path, revision, user, kind):
    client = new_client(hub.url, user and token_of(user))
    with pytest.raises(ClientError) as caught:
        client.download(repo, path, revision=revision)
    assert kind in caught.value.kind
