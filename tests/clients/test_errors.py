"""What is refused raises in the client what the Hub itself makes it raise."""

import pytest

from client import ClientError
from fakehub import token_of

# Where the Hub answers a bare 401, a client on http:// cannot tell a missing repo from a bad token; on https:// it can.
# The mirror says RepoNotFound, so that it is told apart on both.
BARE_401 = "RepositoryNotFoundError"

CASES = [
    ("absent file", "test/small", "absent.txt", "main", None, None),
    ("absent file of a folder", "test/odd", "deep/er/absent.txt", "main", None, None),
    ("absent revision", "test/small", "config.json", "absent", None, None),
    ("absent commit", "test/small", "config.json", "0123456789abcdef0123456789abcdef01234567", None, None),
    ("absent repo, anonymous", "test/absent", "config.json", "main", None, BARE_401),
    ("absent repo, known user", "test/absent", "config.json", "main", "alice", None),
    ("private repo, anonymous", "private/model", "config.json", "main", None, BARE_401),
    ("private repo, stranger", "private/model", "config.json", "main", "bob", None),
    ("gated file, anonymous", "gated/model", "model.safetensors", "main", None, None),
    ("gated file, not granted", "gated/model", "config.json", "main", "bob", None),
    ("disabled repo", "disabled/model", "config.json", "main", None, None),
]


def outcomes(client, repo, path, revision):
    """The exceptions of the three ways to ask for something, or "nothing" where there was none."""
    here = {"repo_id": repo, "revision": revision}
    calls = [("hf_hub_download", here | {"filename": path}), ("snapshot_download", here), ("model_info", here)]
    return [outcome.get("error", "nothing") for outcome in client.start_all(calls).outcomes()]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_same_exceptions_as_from_the_hub(hub, mirror, new_client, case):
    _, repo, path, revision, user, instead = case
    token = user and token_of(user)
    direct = outcomes(new_client(hub.url, token), repo, path, revision)
    hub.clear_log()
    mirrored = outcomes(new_client(mirror.url, token), repo, path, revision)
    assert mirrored == ([instead] * 3 if instead else direct)


@pytest.mark.parametrize("status", [429, 503])
def test_upstream_in_trouble_is_never_an_absent_file(hub, mirror, new_client, status):
    hub.knob(status=status, retryAfter=1)
    with pytest.raises(ClientError) as caught:
        new_client(mirror.url).download("test/small", "config.json")
    assert caught.value.kind in ("LocalEntryNotFoundError", "HfHubHTTPError")  # neither says that the Hub has no such file
    hub.clear_knobs()
    new_client(mirror.url).download("test/small", "config.json")
