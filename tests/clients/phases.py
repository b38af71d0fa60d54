"""A client proven in three phases: nothing cached, everything cached, and the Hub gone. What holds is recorded for docs/clients.md."""

import time

from conftest import is_mirror
from fakehub import wait_until
from witness import Witness

# So long that the second phase needs nothing of the Hub however slow the machine is.
FRESH = "upstream.ref_ttl=1h"
XET_PATHS = ("/xet-read-token/", "/reconstruction", "/xorbs/")


def by_xet(witness):
    assert all(witness.saw(path) for path in XET_PATHS), f"it did not come by Xet: {witness.requests}"


def by_http(witness):
    assert not any(witness.saw(path) for path in XET_PATHS), f"it came by Xet: {witness.requests}"


def in_pieces(witness):
    """As an accelerator downloads: the same file over and over, some of it each time."""
    by_http(witness)
    assert len(witness.saw("/model.safetensors")) > 5, f"it came in one piece: {witness.requests}"


def settle(hub):
    """What the mirror still fetches by itself has come, such as the rest of a file that was read in part."""

    def is_quiet():
        before = hub.log()
        time.sleep(0.3)
        return hub.log() == before and all(line["isEnded"] for line in before)

    wait_until(is_quiet, "the mirror has fetched what it wants", 120)


def prove(hub, mirror, record, client, fetch, wanted, way=None):
    """fetch(url, phase) downloads with an empty cache of its own and returns what must be equal to wanted; way(witness) asserts how it came."""
    record("client", client)
    for phase in ("cold", "warm", "gone"):
        if phase == "warm":
            settle(hub)
            hub.clear_log()
        if phase == "gone":
            hub.stop()
        with Witness(mirror.address) as witness:
            assert fetch(witness.url, phase) == wanted, f"{phase}: something else arrived than the Hub has"
        if way:
            way(witness)
        if phase == "cold":
            strangers = [line for line in hub.log() if not is_mirror(line)]
            assert not strangers, f"these went past the mirror: {strangers}"
        if phase == "warm":
            assert hub.log() == [], "the Hub was asked for what is cached"
        record(phase, "yes")
