"""A real huggingface_hub in its own environment and its own HF_HOME, as a separate process for each call."""

import json
import os
import subprocess
from pathlib import Path

from processes import clean_environment

VENVS = Path(os.environ["MIRRORLAKE_VENVS"])
HERE = Path(__file__).parent
CALL_SECONDS = 240


class ClientError(Exception):
    def __init__(self, kind, message):
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class Running:
    """Calls under way, one after the other in one process."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )

    def outcomes(self):
        """For each call {"value": …}, or {"error": name of the exception, "message": …}."""
        try:
            output, errors = self.process.communicate(timeout=CALL_SECONDS)
        except subprocess.TimeoutExpired:
            self.end()
            raise
        assert self.process.returncode == 0, f"the client ended with {self.process.returncode}:\n{errors[-3000:]}"
        return json.loads(output)

    def result(self):
        answer = self.outcomes()[0]
        if "error" in answer:
            raise ClientError(answer["error"], answer["message"])
        return answer["value"]

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class Client:
    def __init__(self, name, folder, endpoint, token=None, variables=None):
        self.name = name
        self.home = Path(folder)
        self.home.mkdir(parents=True, exist_ok=True)
        self.endpoint = endpoint
        self.token = token
        self.variables = variables or {}
        self.running = []

    def environment(self):
        environment = clean_environment(self.home)
        environment.update(
            HF_HOME=str(self.home / "hf"), HF_ENDPOINT=self.endpoint, HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_PROGRESS_BARS="1"
        )
        if self.token:
            environment["HF_TOKEN"] = self.token
        return environment | self.variables

    def executable(self, name):
        path = VENVS / self.name / "bin" / name
        assert path.is_file(), f"no {name} in the environment {self.name}: run tests/clients/setup.sh"
        return str(path)

    def start_all(self, calls):
        """calls: a list of (function of huggingface_hub, arguments)."""
        command = [self.executable("python"), str(HERE / "worker.py"), json.dumps(calls)]
        self.running.append(Running(command, self.environment()))
        return self.running[-1]

    def start(self, function, **arguments):
        return self.start_all([(function, arguments)])

    def call(self, function, **arguments):
        return self.start(function, **arguments).result()

    def snapshot(self, repo, **arguments):
        return self.call("snapshot_download", repo_id=repo, **arguments)

    def download(self, repo, path, **arguments):
        return self.call("hf_hub_download", repo_id=repo, filename=path, **arguments)

    def end(self):
        for running in self.running:
            running.end()
