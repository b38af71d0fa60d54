"""A client proven in three phases: nothing cached, everything cached, and the Hub gone. What holds is recorded for docs/clients.md."""

from conftest import is_mirror
from witness import Witness

# So long that the second phase needs nothing of the Hub however slow the machine is.
FRESH = "upstream.ref_ttl=1h"
XET_PATHS = ("/xet-read-token/", "/reconstruction")


def prove(hub, mirror, record, client, fetch, wanted, *, by_xet=None, asks_when_warm=False):
    """fetch(url, phase) downloads with a fresh home and returns {path: (size, sha256)}. by_xet: whether the files must come by Xet or
    must not; None where that is not the point. asks_when_warm: the client asks for what is not cached, but never for bytes of files."""
    record("client", client)
    for phase in ("cold", "warm", "gone"):
        if phase == "warm":
            hub.clear_log()
        if phase == "gone":
            hub.stop()
        with Witness(mirror.address) as witness:
            assert fetch(witness.url, phase) == wanted, f"{phase}: other bytes than the Hub's"
        if phase != "gone":
            strangers = [line for line in hub.log() if not is_mirror(line)]
            assert not strangers, f"{phase}: these went past the mirror: {strangers}"
        if phase == "warm":
            assert hub.bytes_from_cdn() == 0, "a file was fetched twice"
            assert asks_when_warm or hub.log() == [], "the Hub was asked again for what was known"
        if by_xet is not None:
            ways = [bool(witness.saw(path)) for path in XET_PATHS]
            assert all(ways) if by_xet else not any(ways), f"{phase}: by Xet should be {by_xet}, asked was {witness.requests}"
        record(phase, "yes")
