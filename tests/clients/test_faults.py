"""The Hub's faults are mended on the way, and a crash of the mirror costs little."""

import pytest

from client import ClientError
from fakehub import sha256_of, wait_until

BIG = "model-300mb.safetensors"
SIZE = 300_000_000


@pytest.mark.parametrize(
    "fault",
    [
        {"listener": "cdn", "cutAfter": 1_000_000, "times": 1},
        {"listener": "cdn", "status": 403, "times": 1},
        {"listener": "cdn", "status": 503, "times": 1},
        {"listener": "cdn", "html": True, "times": 1},
        {"listener": "cdn", "gzip": True, "times": 1},
        {"listener": "cdn", "ignoreRange": True, "times": 1},
        {"listener": "cdn", "wrongLength": -7, "times": 1},
        {"listener": "hub", "close": True, "times": 1},
    ],
    ids=lambda fault: "-".join(key for key in fault if key not in ("listener", "times")),
)
def test_client_notices_nothing_of(hub, mirror, new_client, fault):
    hub.knob(**fault)
    got = new_client(mirror.url).download("test/small", "model.safetensors")
    assert sha256_of(got) == hub.files("models/test/small")["model.safetensors"][1]


def test_byte_that_came_wrong_once_is_mended(hub, mirror, new_client):
    """Who had the wrong byte already is cut off before the end. Clients by Xet and huggingface_hub 0.x give up, and get it right when asked again."""
    hub.knob(listener="cdn", corruptAt=1_500_000, times=1)
    client = new_client(mirror.url)
    try:
        got = client.download("test/small", "model.safetensors")
    except ClientError:
        got = client.download("test/small", "model.safetensors")
    assert sha256_of(got) == hub.files("models/test/small")["model.safetensors"][1]


def test_client_by_plain_http_starts_over_by_itself(hub, mirror, make_client):
    hub.knob(listener="cdn", corruptAt=1_500_000, times=1)
    client = make_client("hfh2", mirror.url, None, HF_HUB_DISABLE_XET="1")
    got = client.download("test/small", "model.safetensors")
    assert sha256_of(got) == hub.files("models/test/small")["model.safetensors"][1]


def test_wrong_bytes_are_never_delivered(hub, mirror, new_client):
    hub.knob(listener="cdn", corruptAt=1_500_000)
    client = new_client(mirror.url)
    with pytest.raises(ClientError):
        client.download("test/small", "model.safetensors")
    assert not any(path.stat().st_size == 3_145_745 for path in client.home.rglob("*") if path.is_file())


def test_download_ends_right_after_kill_in_mid_fill(hub, mirror, new_client):
    hub.knob(listener="cdn", bytesPerSecond=15_000_000)
    client = new_client(mirror.url)
    call = client.start("hf_hub_download", repo_id="test/big", filename=BIG)
    wait_until(lambda: hub.bytes_from_cdn() > 220_000_000, "most of the file has come", 120)
    mirror.kill()
    call.end()
    hub.clear_knobs()
    hub.clear_log()
    mirror.start()
    assert sha256_of(client.download("test/big", BIG)) == hub.files("models/test/big")[BIG][1]
    assert hub.bytes_from_cdn() < SIZE, "nothing was kept of what had come before the crash"


def test_running_client_outlives_a_restart_of_the_mirror(hub, mirror, new_client):
    hub.knob(listener="cdn", bytesPerSecond=15_000_000)
    client = new_client(mirror.url)
    call = client.start("hf_hub_download", repo_id="test/big", filename=BIG)
    wait_until(lambda: hub.bytes_from_cdn() > 60_000_000, "some of the file has come", 120)
    mirror.kill()
    mirror.start()
    hub.clear_knobs()
    wanted = hub.files("models/test/big")[BIG][1]
    try:
        got = call.result()
    except ClientError:
        got = client.download("test/big", BIG)
    assert sha256_of(got) == wanted
