"""What the tests stand on: a fake Hub, a mirror in front of it, and clients with fresh homes; all on loopback, all ended afterwards."""

import pytest

from client import Client
from fakehub import FakeHub
from processes import Mirror

CLIENTS = ["hfh2", "hfh0"]


@pytest.fixture
def hub_options():
    """A module that needs other repos than those of every day has its own."""
    return ()


@pytest.fixture
def hub(tmp_path, hub_options):
    child = FakeHub(tmp_path / "hub", *hub_options)
    try:
        yield child.start()
    finally:
        child.stop()


@pytest.fixture
def make_mirror(hub, tmp_path):
    """make_mirror("key=value", …): a started mirror with the fake Hub as its upstream. No client may have gone past it."""
    mirrors = []

    def make(*settings):
        mirrors.append(Mirror(tmp_path / f"mirror{len(mirrors)}", hub.url, *settings))
        return mirrors[-1].start()

    yield make
    for mirror in mirrors:
        mirror.stop()
    if hub.is_running():
        strangers = {line["headers"].get("user-agent", "") for line in hub.log() if not is_mirror(line)}
        assert not strangers, f"these reached the Hub or its CDN past the mirror: {strangers}"


def is_mirror(line):
    """It says so in its own name, or as the one who passed a question on."""
    return line["headers"].get("user-agent", "").startswith("mirrorlake/") or line["headers"].get("via", "") == "1.1 mirrorlake"


@pytest.fixture
def mirror(make_mirror):
    return make_mirror()


@pytest.fixture
def make_client(tmp_path):
    """make_client(name, endpoint, token=…, VARIABLE="value"): a client that has never downloaded anything."""
    clients = []

    def make(name, endpoint, token=None, **variables):
        clients.append(Client(name, tmp_path / f"home{len(clients)}", endpoint, token, variables))
        return clients[-1]

    yield make
    for client in clients:
        client.end()


@pytest.fixture(params=CLIENTS)
def client_name(request):
    return request.param


@pytest.fixture
def new_client(client_name, make_client):
    """new_client(endpoint, token=…): the test runs once with each line of huggingface_hub; name=… chooses another client."""
    return lambda endpoint, token=None, name=None: make_client(name or client_name, endpoint, token)
