"""What the tests stand on: a fake Hub, a mirror in front of it, and clients with fresh homes; all on loopback, all ended afterwards."""

import itertools

import pytest

from client import Client
from fakehub import FakeHub
from processes import Mirror

CLIENTS = ["hfh2", "hfh0"]


@pytest.fixture
def hub(tmp_path):
    child = FakeHub(tmp_path / "hub")
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
    return line["headers"].get("user-agent", "").startswith("mirrorlake/")


@pytest.fixture
def mirror(make_mirror):
    return make_mirror()


@pytest.fixture(params=CLIENTS)
def client_name(request):
    return request.param


@pytest.fixture
def new_client(client_name, tmp_path):
    """new_client(endpoint, token=…, name=…): a client that has never downloaded anything."""
    clients = []
    numbers = itertools.count()

    def make(endpoint, token=None, name=None):
        clients.append(Client(name or client_name, tmp_path / f"home{next(numbers)}", endpoint, token))
        return clients[-1]

    yield make
    for client in clients:
        client.end()
