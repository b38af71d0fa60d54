"""What a process costs: CPU seconds and memory from /proc, cores to run on. Linux only."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid):
    """The process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += children(int(child))
    return found


def cpu_seconds(pid):
    total = 0
    for each in children(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def _status(pid, key):
    total = 0
    for each in children(pid):
        for line in Path(f"/proc/{each}/status").read_text().splitlines():
            if line.startswith(key + ":"):
                total += int(line.split()[1])
    return total / 1024


def rss_mib(pid):
    return _status(pid, "VmRSS")


def peak_rss_mib(pid):
    return _status(pid, "VmHWM")


def reset_peak(pid):
    for each in children(pid):
        Path(f"/proc/{each}/clear_refs").write_text("5")


class Cost:
    """CPU and memory of a process between enter and exit: .cpu in seconds, .peak in MiB."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        reset_peak(self.pid)
        self._before = cpu_seconds(self.pid)
        return self

    def __exit__(self, *_):
        self.cpu = cpu_seconds(self.pid) - self._before
        self.peak = peak_rss_mib(self.pid)


def cores():
    return sorted(os.sched_getaffinity(0))


def server_core():
    return {cores()[0]}


def load_core():
    """Beside the server, so that it does not take its time; the same one where there is only one."""
    return {cores()[-1]}


def describe():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "unknown")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1048576
    return {"cpu": model, "cores": len(cores()), "memoryGiB": round(memory, 1), "kernel": os.uname().release}
