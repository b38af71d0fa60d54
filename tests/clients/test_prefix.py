"""A mirror below a path of its host, as behind a proxy that leaves the path: HF_ENDPOINT has it, and every client works as ever."""

import pytest

from fakehub import files_in, sha256_of, token_of
from phases import by_xet
from test_doors import files_of_clone, git
from test_endpoints import hub_options, outcomes  # noqa: F401 (a fixture)
from witness import Witness


@pytest.fixture
def below(make_mirror):
    mirror = make_mirror()
    mirror.stop()
    mirror.settings = (f"server.public_url=http://{mirror.address}/hf",)
    mirror.start()
    return f"http://{mirror.address}/hf"


def test_snapshot(hub, below, new_client):
    for _ in ("cold", "warm"):
        assert files_in(new_client(below).snapshot("test/small", revision="feature/x")) == hub.files("models/test/small", "feature/x")
    assert files_in(new_client(below).snapshot("old/name")) == hub.files("models/new/name")
    hub.stop()
    folder = new_client(below).snapshot("test/small", revision="feature/x")
    assert sha256_of(f"{folder}/config.json")


def test_xet(hub, make_mirror, make_client):
    mirror = make_mirror()
    with Witness(mirror.address) as witness:
        mirror.stop()
        mirror.settings = (f"server.public_url={witness.url}/hf",)
        mirror.start()
        got = make_client("hfh2", witness.url + "/hf").download("test/small", "model.safetensors")
    assert sha256_of(got) == hub.files("models/test/small")["model.safetensors"][1]
    by_xet(witness)


def test_every_call(hub, mirror, below, new_client):
    assert outcomes(new_client(below, token_of("alice"))) == outcomes(new_client(mirror.url, token_of("alice")))


def test_git_clone_with_lfs(hub, below, tmp_path):
    git(tmp_path, "clone", "--quiet", f"{below}/test/small", "clone")
    assert files_of_clone(tmp_path / "clone") == hub.files("models/test/small")
