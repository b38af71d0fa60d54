#!/usr/bin/env python3
"""What installs a mirror as a service: the systemd unit, the container recipe, and nginx in front of a real mirrorlaked.

Environment: MIRRORLAKED and FAKEHUB, programs of those names; BUILD, the folder of the configured unit. What a machine lacks is skipped.
"""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def program(name):
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not found:
        raise unittest.SkipTest(f"there is no {name} here")
    return found


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Unit(unittest.TestCase):
    unit = Path(os.environ["BUILD"]) / "installer" / "mirrorlaked.service"

    def test_nothingIsLeftToFillIn(self):
        self.assertNotIn("@CMAKE", self.unit.read_text())

    def test_systemdCallsItSafe(self):
        analyze = program("systemd-analyze")
        done = subprocess.run([analyze, "security", "--offline=true", "--no-pager", str(self.unit)], capture_output=True, text=True, timeout=PATIENCE)
        level = re.search(r"exposure level for \S+: ([0-9.]+)", done.stdout)
        if not level:
            self.skipTest("this systemd-analyze looks at no files")
        self.assertLessEqual(float(level.group(1)), 2.0)

    def test_itWaitsForReadyAndNamesEndsThatStay(self):
        text = self.unit.read_text()
        self.assertIn("Type=notify", text)
        self.assertIn("RestartPreventExitStatus=2 3 4 5", text)


class Container(unittest.TestCase):
    recipe = (ROOT / "installer" / "container" / "Containerfile").read_text()

    def test_whatItCopiesAndCallsIsThere(self):
        for file in ("installer/lib/common.sh", "installer/packages/debian-12.txt"):
            self.assertIn(file, self.recipe)
            self.assertTrue((ROOT / file).exists(), file)
        command = '. installer/lib/common.sh && package_list installer/packages/debian-12.txt build'
        self.assertIn(command, self.recipe)
        packages = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        self.assertIn("cmake", packages)

    def test_itHasEveryLibraryThatTheProgramLinks(self):
        if not shutil.which("ldd") or not shutil.which("dpkg-query"):
            self.skipTest("no Debian")
        direct = subprocess.run(["readelf", "-d", os.environ["MIRRORLAKED"]], capture_output=True, text=True, check=True).stdout
        needed = set(re.findall(r"NEEDED.*\[(lib(?:curl|sqlite3|crypto|spdlog|fmt|tomlplusplus|Qt6Core|Qt6Network|xxhash|zstd|md4c)[^\]]*)\]", direct))
        for library in needed:
            owner = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True).stdout.split(":")[0]
            self.assertIn(f" {owner} ", self.recipe.replace("\n", " "), library)

    def test_itRunsAsNobodyInParticular(self):
        self.assertIn("\nUSER mirrorlake\n", self.recipe)


class Nginx(unittest.TestCase):
    """The example as it is, on ports of this test and without its TLS."""

    def setUp(self):
        self.nginx = program("nginx")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.port = free_port()

    def configure(self, mirror_port):
        example = (ROOT / "installer" / "nginx" / "mirrorlake.conf").read_text()
        example = example.replace("127.0.0.1:8090", f"127.0.0.1:{mirror_port}").replace("listen 443 ssl", f"listen 127.0.0.1:{self.port}")
        example = re.sub(r"\n\s*ssl_certificate\S*\s[^\n]*", "", example)
        (self.folder / "mirrorlake.conf").write_text(example)
        temporary = "\n".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {self.folder}/pid; error_log {self.folder}/errors;\n"
            f"events {{}}\nhttp {{ access_log off;\n{temporary}\ninclude {self.folder}/mirrorlake.conf;\n}}\n")
        return [self.nginx, "-p", str(self.folder), "-e", f"{self.folder}/errors", "-c", str(self.folder / "nginx.conf")]

    def test_nginxAcceptsTheExample(self):
        done = subprocess.run([*self.configure(8090), "-t"], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)

    def begin(self, arguments, ready=None):
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE if ready else subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.end, process)
        if not ready:
            return None
        for line in process.stdout:
            found = re.search(ready, line)
            if found:
                return found.group(1)
        self.fail(f"{arguments[0]} did not start")

    def end(self, process):
        process.terminate()
        process.wait(PATIENCE)
        if process.stdout:
            process.stdout.close()

    def get(self, path):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
                    return answer.status, answer.read()
            except urllib.error.HTTPError as error:
                return error.code, error.read()
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def test_aDownloadGoesThroughUnderThePrefix(self):
        files = self.folder / "files"
        files.mkdir()
        content = os.urandom(3_000_000)
        (files / "model.bin").write_bytes(content)
        hub = self.begin([os.environ["FAKEHUB"], "--seed-repos", "none", "--repo-folder", f"models/org/name={files}"], r"ready (http://\S+)")
        mirror = self.begin([os.environ["MIRRORLAKED"], "--data", str(self.folder / "data"), "--listen", "127.0.0.1:0", "--upstream", hub],
                            r"ready (http://\S+)")
        self.begin(self.configure(mirror.rsplit(":", 1)[1]))
        status, info = self.get("/hf/api/models/org/name")
        self.assertEqual(status, 200, info)
        status, body = self.get("/hf/org/name/resolve/main/model.bin")
        self.assertEqual(status, 200)
        self.assertEqual(body, content)
        self.assertEqual(self.get("/hf/-/health")[0], 200)
        self.assertEqual(self.get("/hf/-/metrics")[0], 403)
        self.assertEqual(self.get("/hf/-/api/v1/status")[0], 403)


if __name__ == "__main__":
    unittest.main(verbosity=2)
