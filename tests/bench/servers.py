"""The servers under the benchmarks: nginx as reference, the fake Hub as upstream, and the mirror. Each is a context manager that
ends what it started, by pid. All listen on 127.0.0.1 with a free port."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

START_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A child process that is ready when a line of its stdout says so."""

    def __init__(self, command, log, cores=None):
        self.command, self.log, self.cores = [str(word) for word in command], Path(log), cores

    def __enter__(self):
        pin = (lambda: os.sched_setaffinity(0, self.cores)) if self.cores else None
        self._log = self.log.open("ab")
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=self._log, preexec_fn=pin, text=True)
        self.pid = self.process.pid
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self._log.close()

    def wait_until_ready(self):
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            raise RuntimeError(f"{self.command[0]} did not become ready; {self.log} may say why: {line!r}")
        self.ready = line.split()
        self.url = self.ready[1]


class Hub(Server):
    """The scripted fake Hub. Options as fakehub --help tells them."""

    def __init__(self, program, folder, *options):
        super().__init__([program, "--listen", "127.0.0.1:0", *options], Path(folder) / "fakehub.log")


class Mirror(Server):
    def __init__(self, program, folder, upstream, cores=None, settings=()):
        self.data = Path(folder)
        options = [word for setting in settings for word in ("--set", setting)]
        super().__init__([program, "--data", self.data, "--listen", "127.0.0.1:0", "--upstream", upstream, "--log-level", "warning", *options],
                         self.data.parent / f"{self.data.name}.log", cores)

    def blob(self, name):
        """Where the store keeps a complete blob: a plain file whose name is its hash, perhaps split over folders."""
        found = [path for path in self.data.rglob("*") if path.is_file() and (path.name == name or path.parent.name + path.name == name)]
        if not found:
            raise RuntimeError(f"no file for blob {name} in the data folder")
        return found[0]


class Nginx(Server):
    """One worker, plain files by sendfile; the reference of warm works. files: path on the server -> file on disk."""

    def __init__(self, folder, files, locations="", cores=None):
        self.folder = Path(folder)
        root = self.folder / "root"
        for path, file in files.items():
            link = root / path.lstrip("/")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
        root.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        configuration = self.folder / "nginx.conf"
        configuration.write_text(f"""
daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log;
{'user root;' if os.geteuid() == 0 else ''}
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; sendfile_max_chunk 1m; keepalive_requests 1000000000; keepalive_timeout 300s;
  open_file_cache max=4096 inactive=600s; default_type application/octet-stream; etag on; server_tokens off;
  client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2; fastcgi_temp_path {self.folder}/t3;
  uwsgi_temp_path {self.folder}/t4; scgi_temp_path {self.folder}/t5;
  map_hash_max_size 65536; map_hash_bucket_size 256; variables_hash_max_size 4096;
  {locations if 'server {' in locations else f'server {{ listen 127.0.0.1:{self.port}; root {root}; {locations} }}'}
}}
""")
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        super().__init__([program, "-p", self.folder, "-c", configuration, "-e", self.folder / "error.log"], self.folder / "stderr.log", cores)

    def wait_until_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError(f"nginx did not start: {re.sub(r'^', '', (self.folder / 'error.log').read_text())}")


def scratch(parent=None):
    return tempfile.TemporaryDirectory(prefix="mirrorlake-bench-", dir=parent)
