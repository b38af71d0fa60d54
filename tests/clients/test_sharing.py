"""Many clients at once cost the Hub as much as one."""

import pytest

from fakehub import MINILM, sha256_of, wait_until


def has_begun(client):
    """The client knows the file and has opened what it will write to."""
    return any(client.home.rglob("*.incomplete"))


def test_two_clients_at_once_cause_one_transfer(hub, mirror, new_client):
    barrier = hub.hold("/xet-bridge-us/")
    clients = [new_client(mirror.url), new_client(mirror.url)]
    calls = [client.start("hf_hub_download", repo_id=MINILM, filename="model.safetensors") for client in clients]
    wait_until(lambda: all(has_begun(client) for client in clients), "both clients wait for the file")
    hub.release(barrier)
    size, sha256 = hub.files(f"models/{MINILM}")["model.safetensors"]
    assert {sha256_of(call.result()) for call in calls} == {sha256}
    assert hub.has_sent_once(size)


@pytest.mark.parametrize("client_name", ["both"])
def test_eight_clients_of_both_kinds_cause_one_transfer(hub, mirror, new_client):
    barrier = hub.hold("/xet-bridge-us/")
    clients = [new_client(mirror.url, name=name) for name in ("hfh2", "hfh0") * 4]
    calls = [client.start("hf_hub_download", repo_id="test/small", filename="model.safetensors") for client in clients]
    wait_until(lambda: all(has_begun(client) for client in clients), "all clients wait for the file")
    hub.release(barrier)
    size, sha256 = hub.files("models/test/small")["model.safetensors"]
    assert {sha256_of(call.result()) for call in calls} == {sha256}
    assert hub.has_sent_once(size)
