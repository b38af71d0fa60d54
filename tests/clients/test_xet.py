"""Xet served by the mirror itself: stock clients take it with no switch, and nobody goes past the mirror to the Hub's CAS or CDN."""

import ctypes
import os

import pytest

from client import ClientError
from fakehub import sha256_of, token_of, wait_until
from phases import FRESH, by_http, by_xet
from witness import Witness

# Several xorbs, and no multiple of their chunks.
WEIGHTS = {"seed": 7101, "size": 70_000_001}
REPO = "models/lab/xet"
GIB = 2**30
HUGE = {"seed": 7102, "size": 60 * GIB, "sha256": "e" * 64}


@pytest.fixture
def hub_options():
    return ("--seed-repos", "none")


@pytest.fixture
def wanted(hub):
    """The sha256 of the one large file."""
    hub.order("commit", repo=REPO, files={"config.json": "{}", "model.safetensors": WEIGHTS})
    return hub.files(REPO)["model.safetensors"][1]


def fetched(make_client, environment, url, token=None, **variables):
    return sha256_of(make_client(environment, url, token, **variables).download("lab/xet", "model.safetensors"))


@pytest.mark.parametrize("environment, settings", [("hfh2", ()), ("hfh0", ("xet.serve=on",)), ("xet0.1", ("xet.serve=on",))])
def test_download_by_xet_cold_and_warm(hub, make_mirror, make_client, wanted, environment, settings):
    mirror = make_mirror(FRESH, *settings)
    for _ in ("cold", "warm"):
        with Witness(mirror.address) as witness:
            assert fetched(make_client, environment, witness.url) == wanted
        by_xet(witness)
    assert hub.has_sent_once(WEIGHTS["size"])
    assert not hub.log("/cas/") and not hub.log("xet-read-token")


def test_high_performance_mode(hub, make_mirror, make_client, wanted):
    with Witness(make_mirror().address) as witness:
        assert fetched(make_client, "hfh2", witness.url, HF_XET_HIGH_PERFORMANCE="1") == wanted
    by_xet(witness)


def test_clients_that_xet_would_slow_down_are_not_told(hub, make_mirror, make_client, wanted):
    with Witness(make_mirror().address) as witness:
        assert fetched(make_client, "hfh0", witness.url) == wanted
    by_http(witness)


@pytest.mark.parametrize("environment", ["hfh2", "hfh0"])
def test_off_means_plain_http(hub, make_mirror, make_client, wanted, environment):
    with Witness(make_mirror("xet.serve=off").address) as witness:
        assert fetched(make_client, environment, witness.url) == wanted
    by_http(witness)


def test_listing_cached_from_the_hub_itself_still_works(hub, make_mirror, make_client, wanted):
    """A client that used the Hub before holds the Hub's own Xet hashes, and asks for them without a HEAD."""
    client = make_client("hfh2", hub.url)
    client.snapshot("lab/xet", allow_patterns=["config.json"])
    hub.clear_log()
    with Witness(make_mirror().address) as witness:
        client.endpoint = witness.url
        folder = client.snapshot("lab/xet", revision=hub.head(REPO))
    assert sha256_of(f"{folder}/model.safetensors") == wanted
    by_xet(witness)


def test_gated_repo_is_for_the_granted_alone(hub, make_mirror, make_client, wanted):
    hub.order("gate", repo=REPO, members=["alice"])
    mirror = make_mirror()
    for _ in ("cold", "warm"):
        with Witness(mirror.address) as witness:
            assert fetched(make_client, "hfh2", witness.url, token_of("alice")) == wanted
        by_xet(witness)
        for token in (None, token_of("bob")):
            with pytest.raises(ClientError, match="GatedRepoError"):
                fetched(make_client, "hfh2", mirror.url, token)


def test_cut_on_the_way_from_the_hub_is_not_seen(hub, make_mirror, make_client, wanted):
    hub.knob(listener="cdn", times=3, cutAfter=3_000_000)
    assert fetched(make_client, "hfh2", make_mirror().url) == wanted


@pytest.mark.parametrize("environment", ["hfh2", "hfh0"])
def test_wrong_bytes_never_make_a_whole_file(hub, make_mirror, make_client, wanted, environment):
    """These clients check no hash: the mirror must not let them finish."""
    hub.knob(listener="cdn", times=1, corruptAt=1_234_567)
    mirror = make_mirror("xet.serve=on")
    try:
        assert fetched(make_client, environment, mirror.url) == wanted
    except ClientError:
        assert fetched(make_client, environment, mirror.url) == wanted


def put_sparse(mirror, size, sha256, marks):
    """A complete blob of holes in the mirror's store, with the time that marks it as whole."""
    mixed = ctypes.CDLL("libxxhash.so.0").XXH3_64bits
    mixed.argtypes, mixed.restype = (ctypes.c_char_p, ctypes.c_size_t), ctypes.c_uint64
    path = mirror.folder / "data/store/blobs/sha256" / sha256[:2] / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
        for offset in marks:
            file.seek(offset)
            file.write(b"mark %d" % offset)
    text = f"{sha256} {size}".encode()
    nanoseconds = (mixed(text, len(text)) % 999_999 + 1) * 1000
    os.utime(path, ns=(0, 1_700_000_000 * 10**9 + nanoseconds))


@pytest.mark.parametrize("environment", ["hfh2", "hfh0"])
def test_file_of_60_gib_is_downloaded_by_stock_clients(hub, make_mirror, make_client, environment):
    """Without Xet they refuse it. Watched until it is well under way: nobody's disk has to hold all of it."""
    hub.order("commit", repo=REPO, files={"huge.safetensors": HUGE})
    marks = (0, 100_000_000, GIB - 100)
    mirror = make_mirror()
    put_sparse(mirror, HUGE["size"], HUGE["sha256"], marks)
    with Witness(mirror.address) as witness:
        client = make_client(environment, witness.url)
        running = client.start("hf_hub_download", repo_id="lab/xet", filename="huge.safetensors")
        try:
            wait_until(lambda: part_holds(client.home, marks), "the first GiB has come", seconds=200)
        finally:
            running.end()
    by_xet(witness)
    assert hub.bytes_from_cdn() == 0


def part_holds(home, marks):
    for path in home.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.stat().st_size > max(marks) + 20:
            with path.open("rb") as file:
                return all(os.pread(file.fileno(), len(b"mark %d" % mark), mark) == b"mark %d" % mark for mark in marks)
    return False
