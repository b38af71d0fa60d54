"""The other ways in which people fetch files: hf's command line, curl, wget, aria2c."""

import shutil
import subprocess

import pytest

from fakehub import MINILM, files_in, sha256_of
from phases import FRESH, prove
from processes import clean_environment

URL = "{mirror}/" + MINILM + "/resolve/main/model.safetensors"


def tool(name):
    path = shutil.which(name)
    assert path, f"{name} is not installed. On Debian: apt-get install {'aria2' if name == 'aria2c' else name}"
    return path


def run(command, environment, folder):
    result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, errors="replace", timeout=240)
    assert result.returncode == 0, f"{command[0]} ended with {result.returncode}:\n{result.stdout[-1000:]}\n{result.stderr[-2000:]}"
    return result.stdout


@pytest.fixture
def expected(hub):
    return hub.files(f"models/{MINILM}")["model.safetensors"][1]


def test_hf_command_line(hub, make_mirror, make_client, record_property, tmp_path):
    def fetch(url, phase):
        client = make_client("hfh2", url)
        run([client.executable("hf"), "download", MINILM, "--local-dir", str(tmp_path / phase)], client.environment(), tmp_path)
        return files_in(tmp_path / phase)

    prove(hub, make_mirror(FRESH), record_property, "hf", fetch, hub.files(f"models/{MINILM}"))


def test_hf_command_line_with_one_file_and_a_revision(hub, mirror, new_client, tmp_path):
    client = new_client(mirror.url)
    command = [client.executable("hf"), "download", "test/small", "config.json", "--revision", "v1.0", "--local-dir", str(tmp_path / "one")]
    run(command, client.environment(), tmp_path)
    assert (tmp_path / "one" / "config.json").read_text() == '{"version": 1}\n'


@pytest.mark.parametrize(
    "command",
    [
        ["curl", "--fail", "--silent", "--show-error", "--location", "--output", "got"],
        ["wget", "--quiet", "--output-document", "got"],
        ["aria2c", "--quiet", "--split=8", "--max-connection-per-server=8", "--min-split-size=1M", "--out=got"],
    ],
    ids=["curl", "wget", "aria2c"],
)
def test_same_url(hub, make_mirror, record_property, tmp_path, expected, command):
    def fetch(url, phase):
        (tmp_path / "got").unlink(missing_ok=True)
        run([tool(command[0]), *command[1:], URL.format(mirror=url)], clean_environment(tmp_path), tmp_path)
        if phase == "cold":
            assert hub.has_sent_once(90_868_376)
        return sha256_of(tmp_path / "got")

    prove(hub, make_mirror(FRESH), record_property, command[0], fetch, expected)


@pytest.mark.parametrize("command", [["curl", "--fail", "--silent", "--location", "--continue-at", "-", "--output", "got"], ["wget", "--quiet", "--continue", "--output-document=got"]], ids=["curl", "wget"])
def test_resume_of_half_a_file(hub, mirror, tmp_path, expected, command):
    url = URL.format(mirror=mirror.url)
    environment = clean_environment(tmp_path)
    run([tool("curl"), "--fail", "--silent", "--location", "--range", "0-44999999", "--output", "got", url], environment, tmp_path)
    assert (tmp_path / "got").stat().st_size == 45_000_000
    run([tool(command[0]), *command[1:], url], environment, tmp_path)
    assert sha256_of(tmp_path / "got") == expected


def test_no_reply_names_the_hub_or_its_cdn(hub, mirror, tmp_path):
    places = [hub.url.removeprefix("http://"), hub.cdn.removeprefix("http://"), "huggingface.co", "hf.co"]
    sha = hub.head("models/test/small")
    for path in (
        "/test/small/resolve/main/model.safetensors",
        "/test/small/resolve/main/config.json",
        f"/test/small/resolve/{sha}/model.safetensors",
        "/api/models/test/small",
        f"/api/models/test/small/tree/{sha}?recursive=true",
        "/api/models/test/many/tree/main?recursive=true",
        "/api/models/test/small/refs",
        "/api/models/old/name",
        "/api/models/test/absent",
        "/gated/model/resolve/main/model.safetensors",
    ):
        reply = run([tool("curl"), "--silent", "--include", "--max-filesize", "1000000", "--range", "0-99999", mirror.url + path], clean_environment(tmp_path), tmp_path)
        named = [place for place in places if place in reply.replace("https://huggingface.co/gated/model to ask", "")]
        assert not named, f"{path} names {named}:\n{reply[:1500]}"
