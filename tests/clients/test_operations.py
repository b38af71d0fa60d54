"""The mirror's operating face, met by those who use it: a Prometheus that scrapes it, and a program that sends the admin API
whatever its own OpenAPI document allows."""

import concurrent.futures
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from client import VENVS
from fakehub import OPENER, wait_until

ROOT = Path(__file__).resolve().parents[2]
GRAFANA = ROOT / "resources" / "grafana"
METRIC = re.compile(r"\bmirrorlake_[a-z_]+")


def documented_metrics():
    return set(re.findall(r"^\| `(mirrorlake_[a-z_]+)`", (ROOT / "docs" / "metrics.md").read_text(), re.MULTILINE))


def control_token(mirror):
    return (mirror.folder / "data" / "control.token").read_text().strip()


def get_json(url, **query):
    with OPENER.open(f"{url}?{urllib.parse.urlencode(query)}" if query else url, timeout=30) as answer:
        return json.load(answer)


class Prometheus:
    """A real one on loopback that scrapes one mirror once a second, with the alert rules of the tree."""

    def __init__(self, folder, mirror_url):
        self.folder = folder
        folder.mkdir()
        target = mirror_url.removeprefix("http://")
        (folder / "prometheus.yml").write_text(
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
            f"rule_files: ['{GRAFANA}/alerts.yml']\n"
            "scrape_configs:\n"
            "  - job_name: mirrorlake\n"
            "    metrics_path: /-/metrics\n"
            f"    static_configs: [{{targets: ['{target}']}}]\n"
        )
        self.process = None

    def start(self):
        """It tells nobody which port it took, so one is looked for beforehand; should that be gone, another one."""
        for _ in range(5):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"
            with (self.folder / "prometheus.log").open("ab") as log:
                self.process = subprocess.Popen(
                    [
                        "prometheus",
                        f"--config.file={self.folder}/prometheus.yml",
                        f"--storage.tsdb.path={self.folder}/data",
                        f"--web.listen-address=127.0.0.1:{port}",
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            if self.becomes_ready():
                return self
            self.stop()
        raise AssertionError((self.folder / "prometheus.log").read_text()[-4000:])

    def becomes_ready(self):
        end = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < end:
            try:
                OPENER.open(self.url + "/-/ready", timeout=5).close()
                return True
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return False

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def value(self, query):
        """The one number that a query gives, or nothing yet."""
        result = get_json(self.url + "/api/v1/query", query=query)["data"]["result"]
        return float(result[0]["value"][1]) if result else None


@pytest.fixture
def prometheus(tmp_path, mirror):
    if not shutil.which("prometheus"):
        pytest.skip("prometheus is not installed")
    server = Prometheus(tmp_path / "prometheus", mirror.url)
    server.start()
    yield server
    server.stop()


def fetch(url):
    with OPENER.open(url, timeout=120) as answer:
        return len(answer.read())


def api(mirror, path, body=None):
    """A call of the admin API: a GET, or a POST of this body."""
    request = urllib.request.Request(
        f"{mirror.url}/-/api/v1/{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {control_token(mirror)}", "Content-Type": "application/json"},
    )
    with OPENER.open(request, timeout=60) as answer:
        return json.load(answer)


def test_prometheus_scrapes_a_running_mirror(hub, mirror, prometheus):
    size = fetch(f"{mirror.url}/test/small/resolve/main/model.safetensors")
    wait_until(lambda: prometheus.value("up") == 1, "the mirror was scraped")
    wait_until(lambda: (prometheus.value("mirrorlake_client_bytes_total") or 0) >= size, "the bytes of the download were scraped")
    assert prometheus.value("mirrorlake_serving") == 1
    assert prometheus.value('mirrorlake_results_total{result="miss"}') >= 1
    assert prometheus.value('mirrorlake_route_bytes_total{route="1"}') >= size
    names = {name for name in get_json(prometheus.url + "/api/v1/label/__name__/values")["data"] if name.startswith("mirrorlake_")}
    assert names <= documented_metrics()
    assert len(names) >= 30
    rules = [rule for group in get_json(prometheus.url + "/api/v1/rules")["data"]["groups"] for rule in group["rules"]]
    assert rules
    wait_until(
        lambda: all(
            rule["health"] == "ok"
            for group in get_json(prometheus.url + "/api/v1/rules")["data"]["groups"]
            for rule in group["rules"]
        ),
        "every alert rule was evaluated",
    )


def test_rules_and_metrics_please_promtool(mirror):
    if not shutil.which("promtool"):
        pytest.skip("promtool is not installed")
    subprocess.run(["promtool", "check", "rules", str(GRAFANA / "alerts.yml")], check=True, capture_output=True, timeout=60)
    with OPENER.open(mirror.url + "/-/metrics", timeout=30) as answer:
        text = answer.read()
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, timeout=60)
    assert checked.returncode == 0, checked.stderr.decode()


@pytest.mark.parametrize("name", ["alerts.yml", "dashboard.json"])
def test_only_documented_metrics_are_asked_for(name):
    asked = set(METRIC.findall((GRAFANA / name).read_text()))
    assert asked and asked <= documented_metrics()


def test_traffic_is_told_by_client_repo_and_route(hub, make_mirror):
    mirror = make_mirror("meter.price_per_gb=0.09 EUR")
    size = fetch(f"{mirror.url}/test/small/resolve/main/model.safetensors")
    fetch(f"{mirror.url}/test/small/resolve/main/model.safetensors")
    rows = lambda verb, **order: api(mirror, f"upkeep/{verb}", order)["rows"]  # noqa: E731
    wait_until(lambda: rows("repos") and rows("repos")[0]["served"] == 2 * size, "the day is in the catalogue")
    assert rows("repos")[0]["name"] == "hf:models/test/small"
    assert rows("clients")[0]["served"] == 2 * size
    assert [rows("clients")[0][field] for field in ("files", "hits")] == [2, 1]
    wait_until(lambda: rows("routes") and rows("routes")[0]["fetched"] >= size, "so are the bytes of the route")
    assert rows("routes")[0]["name"] == hub.url
    wait_until(lambda: rows("days")[-1]["saved"] > 0, "and what was saved")
    month = rows("months")[-1]
    assert month["served"] == 2 * size and rows("repos", text=month["day"])[0]["served"] == 2 * size
    requests = api(mirror, "upkeep/requests", {})["requests"]
    later = api(mirror, "upkeep/requests", {"since": requests[1]["number"]})["requests"]
    assert later[0]["number"] == requests[1]["number"] + 1
    assert {request["result"] for request in requests} - {""} in ({"miss", "hit"}, {"miss", "joined"})
    for span in ("minute", "ten-minutes", "hour", "day"):
        api(mirror, "upkeep/rates", {"text": span})
    wait_until(lambda: api(mirror, "upkeep/rates", {"text": "minute"})["rates"], "there is a point of the chart")
    status = api(mirror, "status")
    assert status["upkeep"]["price"] == {"per_gigabyte": 0.09, "currency": "EUR"}
    assert status["figures"]["repos"][0]["today_bytes"] == 2 * size
    assert status["upkeep"]["routes"][0]["bytes"] >= size


def test_a_limit_of_a_route_is_lifted_while_it_holds_a_transfer(make_mirror):
    mirror = make_mirror("upstream.limit=1KB")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        download = pool.submit(fetch, f"{mirror.url}/test/small/resolve/main/model.safetensors")
        wait_until(lambda: api(mirror, "status")["fills"], "the file is on its way")
        outcome = api(mirror, "config", {"upstream.limit": "0"})
        assert outcome == {"live": ["upstream.limit"], "needs_restart": [], "not_saved": None}
        assert download.result(120) > 3 * 2**20


def test_what_nobody_waits_for_rests_while_memory_is_scarce(make_mirror):
    mirror = make_mirror("limits.memory=1")  # every machine uses more
    wait_until(lambda: api(mirror, "status")["upkeep"]["process"]["is_memory_tight"], "the snapshot says so")
    job = api(mirror, "jobs", {"repo": "test/small"})["id"]
    wait_until(lambda: api(mirror, f"jobs/{job}")["waits_for"] == "memory", "the pre-download rests and says why")
    assert fetch(f"{mirror.url}/tiny-gpt2/resolve/main/model.safetensors") > 2 * 2**20
    api(mirror, "config", {"limits.memory": "0"})
    wait_until(lambda: api(mirror, f"jobs/{job}")["state"] == "done", "it goes on")


def test_a_config_lets_guess_the_weights(make_mirror):
    mirror = make_mirror("preload.predict=true", "limits.memory=0")
    fetch(f"{mirror.url}/test/small/resolve/main/config.json")
    wait_until(lambda: [job for job in api(mirror, "jobs")["jobs"] if job["state"] == "done"], "what comes next was fetched ahead")
    fetch(f"{mirror.url}/test/small/resolve/main/model.safetensors")
    wait_until(lambda: api(mirror, "status")["upkeep"]["guesses"] == {"made": 1, "right": 1}, "the guess counts as right")
    newest = api(mirror, "upkeep/requests", {})["requests"][-1]
    assert (newest["path"], newest["result"]) == ("model.safetensors", "hit")


def test_heap_and_threads_are_told_to_the_admin_only(mirror):
    for path, field in (("/-/debug/heap", "in_use"), ("/-/debug/threads", "threads")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            OPENER.open(mirror.url + path, timeout=30)
        assert refused.value.code == 401
        request = urllib.request.Request(mirror.url + path, headers={"Authorization": f"Bearer {control_token(mirror)}"})
        with OPENER.open(request, timeout=30) as answer:
            assert json.load(answer)[field]


def test_live_snapshots_come_and_end_with_the_mirror(mirror):
    request = urllib.request.Request(mirror.url + "/-/api/v1/events", headers={"Authorization": f"Bearer {control_token(mirror)}"})
    with OPENER.open(request, timeout=60) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        events = []
        while len(events) < 3:
            line = stream.readline()
            assert line, "the stream ended by itself"
            if line.startswith(b"data: "):
                events.append(json.loads(line[6:]))
        assert all(event["state"] == "serving" for event in events)
        stop = urllib.request.Request(
            mirror.url + "/-/api/v1/stop", data=b"{}", method="POST", headers={"Authorization": f"Bearer {control_token(mirror)}"}
        )
        OPENER.open(stop, timeout=60).close()
        while stream.readline():
            pass  # until its end, which is not an error
    wait_until(lambda: not mirror.is_running(), "the mirror has ended")


def test_the_admin_api_keeps_to_its_openapi_document(mirror):
    program = VENVS / "schemathesis" / "bin" / "schemathesis"
    assert program.is_file(), "schemathesis is not installed: run tests/clients/setup.sh"
    # A stream has no end, and a mirror that was stopped answers no more.
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method,ignored_auth"
    run = subprocess.run(
        [
            str(program), "run", mirror.url + "/-/api/v1/openapi.json",
            "--header", f"Authorization: Bearer {control_token(mirror)}",
            "--exclude-operation-id", "followEvents", "--exclude-operation-id", "stop",
            "--checks", checks, "--max-examples", "5", "--seed", "20261121", "--generation-deterministic",
            "--phases", "examples,coverage,fuzzing", "--request-timeout", "60", "--suppress-health-check", "all",
            "--continue-on-failure", "--no-color",
        ],
        cwd=mirror.folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(mirror.folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout.decode()[-12000:] + run.stderr.decode()[-2000:]
    assert mirror.is_running()
