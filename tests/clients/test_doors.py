"""The other doors to the same blobs: git and git-lfs as they are, Ollama's and llama.cpp's steps by script."""

import hashlib
import json
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import is_mirror
from fakehub import OPENER, files_in, sha256_of, token_of
from phases import FRESH, prove
from processes import clean_environment
from test_tools import run, tool

SMALL = "models/test/small"
GGUF = "test/tiny-GGUF"


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


STAYING = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects)


def ask(url, method="GET", opener=STAYING, **headers):
    """(status, headers, body); nothing is raised for a status."""
    request = urllib.request.Request(url, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


# git and git-lfs


def git_environment(home, **more):
    return {**clean_environment(home), "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", **more}


def git(tmp_path, *words, **more):
    assert shutil.which("git-lfs"), "git-lfs is not installed. On Debian: apt-get install git-lfs"
    environment = git_environment(tmp_path, **more)
    run([tool("git"), "lfs", "install", "--skip-repo"], environment, tmp_path)
    return run([tool("git"), *words], environment, tmp_path)


def files_of_clone(folder):
    return {path: facts for path, facts in files_in(folder).items() if not path.startswith(".git/") and path != ".gitattributes"}


def with_user(url, user):
    return url.replace("http://", f"http://any:{token_of(user)}@")


def test_git_clone_with_lfs_cold_and_warm(hub, mirror, record_property, tmp_path):
    record_property("client", "git-lfs")
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "cold")
    assert files_of_clone(tmp_path / "cold") == hub.files(SMALL)
    assert all(is_mirror(line) for line in hub.log()), "git-lfs went past the mirror"
    record_property("cold", "yes")
    hub.clear_log()
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small.git", "warm")
    assert files_of_clone(tmp_path / "warm") == hub.files(SMALL)
    assert hub.bytes_from_cdn() == 0
    assert {line["method"] for line in hub.log()} == {"GET", "POST"}, "git itself is passed through"
    record_property("warm", "yes")


def test_git_fetches_what_is_new_and_old_commits(hub, mirror, tmp_path):
    hub.order("commit", repo=SMALL, branch="main", files={"model.safetensors": {"seed": 77, "size": 700_001}})
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "clone")
    hub.order("commit", repo=SMALL, branch="main", files={"model.safetensors": {"seed": 78, "size": 700_002}})
    git(tmp_path, "-C", "clone", "pull", "--quiet")
    assert (tmp_path / "clone" / "model.safetensors").stat().st_size == 700_002
    git(tmp_path, "-C", "clone", "checkout", "--quiet", "HEAD~2")
    assert (tmp_path / "clone" / "model.safetensors").stat().st_size == 3 * 1024 * 1024 + 17


def test_kept_objects_come_while_upstream_is_gone(hub, mirror, record_property, tmp_path):
    record_property("client", "git-lfs")
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "first")
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "second", GIT_LFS_SKIP_SMUDGE="1")
    hub.stop()
    git(tmp_path, "-C", "second", "lfs", "pull")
    assert sha256_of(tmp_path / "second" / "model.safetensors") == sha256_of(tmp_path / "first" / "model.safetensors")
    record_property("gone", "yes")


def test_datasets_and_renamed_repos_can_be_cloned(hub, mirror, tmp_path):
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/datasets/test/data", "data")
    assert files_of_clone(tmp_path / "data") == hub.files("datasets/test/data")
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/old/name", "renamed")
    assert files_of_clone(tmp_path / "renamed") == hub.files("models/new/name")


@pytest.mark.parametrize("repo", ["gated/model", "private/model"])
def test_closed_repo_is_cloned_by_those_who_may(hub, mirror, tmp_path, repo):
    for state in ("cold", "warm"):
        for user in (None, "bob"):
            url = mirror.url if user is None else with_user(mirror.url, user)
            with pytest.raises(AssertionError):
                git(tmp_path, "clone", "--quiet", f"{url}/{repo}", f"no-{state}-{user}")
        git(tmp_path, "clone", "--quiet", f"{with_user(mirror.url, 'alice')}/{repo}", state)
        assert files_of_clone(tmp_path / state) == hub.files(f"models/{repo}")
    assert all(not line["hasAuthorization"] for line in hub.log() if line["listener"] == "cdn")


def test_push_is_refused_with_a_sentence(hub, mirror, tmp_path):
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "clone")
    with pytest.raises(AssertionError, match="this mirror is for reading"):
        git(tmp_path, "-C", "clone", "push", "origin", "HEAD:refs/heads/new")
    assert not [line for line in hub.log() if "receive-pack" in line["target"]]


def test_interrupted_lfs_object_is_resumed(hub, mirror, tmp_path):
    git(tmp_path, "clone", "--quiet", f"{mirror.url}/test/small", "first")
    url, oid = batch(mirror, "test/small", hub.files(SMALL)["model.safetensors"][1])
    environment = clean_environment(tmp_path)
    run([tool("curl"), "--fail", "--silent", "--range", "0-999999", "--output", "got", url], environment, tmp_path)
    run([tool("curl"), "--fail", "--silent", "--continue-at", "-", "--output", "got", url], environment, tmp_path)
    assert sha256_of(tmp_path / "got") == oid


def batch(mirror, repo, oid):
    question = {"operation": "download", "transfers": ["basic"], "objects": [{"oid": oid, "size": 1}]}
    request = urllib.request.Request(
        f"{mirror.url}/{repo}.git/info/lfs/objects/batch",
        json.dumps(question).encode(),
        {"Content-Type": "application/vnd.git-lfs+json", "Accept": "application/vnd.git-lfs+json"},
    )
    with OPENER.open(request, timeout=60) as answer:
        href = json.load(answer)["objects"][0]["actions"]["download"]["href"]
    assert href.startswith(mirror.url + "/")
    return href, oid


# Ollama and llama.cpp


def ollama_pull(address, name, token=None):
    """What "ollama pull HOST:PORT/ns/repo:tag" does. Returns {media type: bytes}."""
    repo, tag = name.split(":")
    asking = {"User_Agent": "ollama/0.33.0 (amd64 linux) Go/go1.24.1"}
    if token:
        asking["Authorization"] = f"Bearer {token}"
    status, _, body = ask(f"{address}/v2/{repo}/manifests/{tag}", Accept="application/vnd.docker.distribution.manifest.v2+json", **asking)
    if status != 200:
        raise ConnectionError(status, body)
    manifest = json.loads(body)
    got = {}
    for layer in [*manifest["layers"], manifest["config"]]:
        url = f"{address}/v2/{repo}/blobs/{layer['digest']}"
        status, headers, _ = ask(url, "HEAD", **asking)
        assert status == 200 and int(headers["Content-Length"]) == layer["size"]
        status, headers, _ = ask(url, **asking)
        assert status in (200, 307) and headers["Location"]
        direct = urllib.parse.urljoin(url, headers["Location"])
        assert direct.startswith(address)

        def part(begin, direct=direct, size=layer["size"]):
            last = min(begin + 1_000_000, size) - 1
            status, headers, body = ask(direct, Range=f"bytes={begin}-{last}")
            assert status == 206 and len(body) == last - begin + 1
            return body

        with ThreadPoolExecutor(16) as pool:
            data = b"".join(pool.map(part, range(0, layer["size"], 1_000_000)))
        assert "sha256:" + hashlib.sha256(data).hexdigest() == layer["digest"]
        got[layer["mediaType"]] = data
    return got


def test_ollama_pull_cold_warm_and_upstream_gone(hub, make_mirror, record_property):
    model = hub.files(f"models/{GGUF}")["tiny-Q4_K_M.gguf"]

    def fetch(url, phase):
        got = ollama_pull(url, f"{GGUF}:{'q4_k_m' if phase == 'cold' else 'Q4_K_M'}")
        assert "application/vnd.ollama.image.template" in got and "application/vnd.ollama.image.params" in got
        data = got["application/vnd.ollama.image.model"]
        return len(data), hashlib.sha256(data).hexdigest()

    prove(hub, make_mirror(FRESH), record_property, "ollama", fetch, model)


def test_ollama_gets_gated_models_with_the_callers_right_alone(hub, mirror):
    for _ in ("cold", "warm"):
        for token in (None, token_of("bob")):
            with pytest.raises(ConnectionError):
                ollama_pull(mirror.url, "gated/tiny-GGUF:Q4_K_M", token)
        ollama_pull(mirror.url, "gated/tiny-GGUF:Q4_K_M", token_of("alice"))


def test_old_llama_cpp_finds_the_file_by_the_manifest(hub, mirror, tmp_path):
    status, _, body = ask(f"{mirror.url}/v2/{GGUF}/manifests/latest", User_Agent="llama-cpp", Accept="application/json")
    assert status == 200
    name = json.loads(body)["ggufFile"]["rfilename"]
    url = f"{mirror.url}/{GGUF}/resolve/main/{name}"
    run([tool("curl"), "--fail", "--silent", "--location", "--user-agent", "llama-cpp", "--output", "got", url], clean_environment(tmp_path), tmp_path)
    assert sha256_of(tmp_path / "got") == hub.files(f"models/{GGUF}")[name][1]


def llama_cpp(address, repo, file):
    """llama.cpp since 2026-03: refs, tree, HEAD, GET and a resume (hub-protocol §1.6)."""
    agent = {"User_Agent": "llama-cpp/b9000"}
    branches = json.loads(ask(f"{address}/api/models/{repo}/refs", **agent)[2])["branches"]
    sha = next(branch["targetCommit"] for branch in branches if branch["name"] == "main")
    entries = json.loads(ask(f"{address}/api/models/{repo}/tree/{sha}?recursive=true", **agent)[2])
    entry = next(entry for entry in entries if entry["path"] == file)
    assert re.fullmatch("[0-9a-f]{64}", entry["lfs"]["oid"])
    url = f"{address}/{repo}/resolve/{sha}/{file}"
    status, headers, _ = ask(url, "HEAD", OPENER, **agent)
    assert 200 <= status < 300 and headers["Accept-Ranges"] not in (None, "none") and headers["ETag"]
    status, _, whole = ask(url, opener=OPENER, **agent)
    assert status == 200 and hashlib.sha256(whole).hexdigest() == entry["lfs"]["oid"]
    status, _, rest = ask(url, opener=OPENER, Range="bytes=1000000-", **agent)
    assert status == 206 and rest == whole[1_000_000:]
    return len(whole), hashlib.sha256(whole).hexdigest()


def test_llama_cpp_of_today_cold_warm_and_upstream_gone(hub, make_mirror, record_property):
    file = "tiny-Q8_0.gguf"
    prove(hub, make_mirror(FRESH), record_property, "llama.cpp", lambda url, phase: llama_cpp(url, GGUF, file), hub.files(f"models/{GGUF}")[file])


def test_every_door_leads_to_one_blob(hub, mirror, tmp_path):
    ollama_pull(mirror.url, f"{GGUF}:Q8_0")
    hub.clear_log()
    llama_cpp(mirror.url, GGUF, "tiny-Q8_0.gguf")
    git(tmp_path, "clone", "--quiet", "--config", "lfs.fetchinclude=tiny-Q8_0.gguf", f"{mirror.url}/{GGUF}", "clone")
    assert sha256_of(tmp_path / "clone" / "tiny-Q8_0.gguf") == hub.files(f"models/{GGUF}")["tiny-Q8_0.gguf"][1]
    assert hub.bytes_from_cdn() == 0


# names that a URL does not show


@pytest.mark.parametrize(
    "command",
    [
        ["curl", "--fail", "--silent", "--location", "--remote-name", "--remote-header-name"],
        ["wget", "--quiet", "--content-disposition"],
        ["aria2c", "--quiet"],
    ],
    ids=["curl", "wget", "aria2c"],
)
@pytest.mark.parametrize(("path", "name"), [("model.safetensors", "model.safetensors"), ("config.json", "config.json")])
def test_name_comes_from_the_reply(mirror, tmp_path, command, path, name):
    folder = tmp_path / "got"
    folder.mkdir()
    run([tool(command[0]), *command[1:], f"{mirror.url}/test/small/resolve/main/{path}?download=true"], clean_environment(tmp_path), folder)
    assert [file.name for file in folder.iterdir()] == [name]


def test_landing_page_names_the_address(mirror, tmp_path):
    text = run([tool("curl"), "--fail", "--silent", mirror.url + "/"], clean_environment(tmp_path), tmp_path)
    assert f"export HF_ENDPOINT={mirror.url} " in text
