"""The clients of the benchmarks: our load program, aria2c, curl. Each returns what it saw as a dict and fails loudly on any error."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path


class LoadError(RuntimeError):
    pass


def _pinned(cores):
    return (lambda: os.sched_setaffinity(0, cores)) if cores else None


def run(program, url, cores=None, **options):
    """mirrorlake_load with --name value for each option; its report, without any error in it."""
    words = [str(word) for name, value in options.items() for word in (f"--{name}", value)]
    done = subprocess.run([program, url, *words], capture_output=True, text=True, preexec_fn=_pinned(cores))
    if done.returncode != 0:
        raise LoadError(f"the load program failed: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    if report["errors"]:
        raise LoadError(f"{report['errors']} of {report['requests']} requests failed, the first: {report['firstError']}")
    each = 0 if options.get("method") == "HEAD" else options.get("range") or options.get("size")
    if each is not None and report["bytes"] != each * report["requests"]:
        raise LoadError(f"{report['bytes']} bytes came in {report['requests']} requests of {each}")
    return report


def aria2(url, folder, connections=16):
    """Downloads to disk with up to 16 connections; the seconds it took."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    command = ["aria2c", "-q", f"-x{connections}", f"-s{connections}", "-k1M", "--file-allocation=none", "--no-conf", "-d", str(folder), "-o", "file", url]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode != 0:
        raise LoadError(f"aria2c failed: {done.stdout.strip()} {done.stderr.strip()}")
    size = (folder / "file").stat().st_size
    shutil.rmtree(folder)
    return {"seconds": seconds, "bytes": size}


def curl(url, *options):
    """One request that follows redirects, body thrown away: seconds in all, to the first byte, and bytes."""
    fields = "%{http_code} %{time_total} %{time_starttransfer} %{size_download}"
    done = subprocess.run(["curl", "-sSfL", "-o", "/dev/null", "-w", fields, *options, url], capture_output=True, text=True)
    if done.returncode != 0:
        raise LoadError(f"curl failed: {done.stderr.strip()}")
    _, total, first, size = done.stdout.split()
    return {"seconds": float(total), "firstByte": float(first), "bytes": int(size)}
