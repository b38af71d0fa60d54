"""What was fetched once is not fetched again, and keeps flowing when the Hub is gone."""

import pytest

from client import ClientError
from fakehub import MINILM, files_in, sha256_of, token_of, wait_until


def test_second_download_of_a_commit_calls_nobody(hub, mirror, new_client):
    sha = hub.head(f"models/{MINILM}")
    new_client(mirror.url).snapshot(MINILM, revision=sha)
    hub.clear_log()
    folder = new_client(mirror.url).snapshot(MINILM, revision=sha)
    assert hub.log() == []
    assert files_in(folder) == hub.files(f"models/{MINILM}")


def test_second_download_of_a_branch_calls_nobody_while_it_is_fresh(hub, mirror, new_client):
    new_client(mirror.url).snapshot(MINILM)
    hub.clear_log()
    folder = new_client(mirror.url).snapshot(MINILM)
    assert hub.log() == []
    assert files_in(folder) == hub.files(f"models/{MINILM}")


def test_second_download_of_a_stale_branch_makes_one_conditional_call(hub, make_mirror, new_client):
    mirror = make_mirror("upstream.ref_ttl=1s")
    new_client(mirror.url).snapshot("test/small")
    # The branch has certainly been stale when the Hub is asked again, however slow the client was to start.
    client = new_client(mirror.url)
    wait_until(lambda: is_asked_again(hub, client), "the mirror asks for the branch again", 30)
    calls = hub.log()
    assert len(calls) == 1
    assert calls[0]["headers"].get("if-none-match")
    assert calls[0]["status"] == 304


def is_asked_again(hub, client):
    hub.clear_log()
    client.download("test/small", "config.json", force_download=True)
    return hub.log() != []


def test_moved_branch_is_followed(hub, make_mirror, new_client):
    mirror = make_mirror("upstream.ref_ttl=1s")
    client = new_client(mirror.url)
    client.snapshot("test/small")
    sha = hub.order("commit", repo="models/test/small", files={"config.json": '{"version": 3}\n'})["sha"]
    wait_until(lambda: client.snapshot("test/small").endswith(sha), "the client gets the new commit", 30)
    assert files_in(client.snapshot("test/small")) == hub.files("models/test/small")


def test_cached_model_comes_with_the_hub_gone(hub, make_mirror, new_client):
    mirror = make_mirror("upstream.ref_ttl=1s")
    wanted = hub.files(f"models/{MINILM}")
    new_client(mirror.url).snapshot(MINILM)
    hub.stop()
    assert files_in(new_client(mirror.url).snapshot(MINILM)) == wanted


def test_cached_model_comes_after_a_restart_with_the_hub_gone(hub, mirror, new_client):
    wanted = hub.files(f"models/{MINILM}")
    new_client(mirror.url).snapshot(MINILM)
    hub.stop()
    assert mirror.stop() == 0
    mirror.start()
    assert files_in(new_client(mirror.url).snapshot(MINILM)) == wanted


def test_uncached_file_with_the_hub_gone_is_no_lie(hub, mirror, new_client):
    client = new_client(mirror.url)
    client.download("test/small", "config.json")
    hub.stop()
    with pytest.raises(ClientError) as caught:
        client.download("test/small", "model.safetensors")
    assert caught.value.kind in ("LocalEntryNotFoundError", "HfHubHTTPError")  # neither says that the Hub has no such file


def test_same_file_in_two_repos_is_fetched_once(hub, mirror, new_client):
    for repo in ("models/test/twin1", "models/test/twin2"):
        hub.order("commit", repo=repo, files={"twin.bin": {"seed": 99, "size": 5_000_000}})
    for repo in ("test/twin1", "test/twin2"):
        got = new_client(mirror.url).download(repo, "twin.bin")
        assert sha256_of(got) == hub.files("models/test/twin1")["twin.bin"][1]
    assert hub.has_sent_once(5_000_000)


def test_gated_bytes_stay_gated_in_the_cache(mirror, new_client):
    new_client(mirror.url, token_of("alice")).snapshot("gated/model")
    for user in (None, "bob"):
        with pytest.raises(ClientError) as caught:
            new_client(mirror.url, user and token_of(user)).download("gated/model", "model.safetensors")
        assert caught.value.kind == "GatedRepoError"
