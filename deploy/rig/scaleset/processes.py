"""Processes that outlive the command that started them, each known by a file with its number and its start time."""

import os
import pathlib
import signal
import subprocess
import time

from . import settings
from .files import whole


def _began(pid):
    """Start time in clock ticks, which tells a process from a later one with the same number; None for one that ended."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def pid(name):
    """The process's number, or None when it does not run."""
    try:
        number, began = (settings.PIDS / name).read_text().split()
    except (OSError, ValueError):
        return None
    return int(number) if _began(number) == began else None


def start(name, command, namespace=None, cwd=None):
    if pid(name):
        return
    settings.PIDS.mkdir(parents=True, exist_ok=True)
    settings.LOGS.mkdir(parents=True, exist_ok=True)
    command = [str(part) for part in command]
    if namespace:
        # The network alone: `ip netns exec` would hide later mounts as well.
        command = ["nsenter", f"--net=/run/netns/{namespace}", *command]
    with open(settings.LOGS / f"{name}.log", "ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=cwd,
        )
    whole(settings.PIDS / name, f"{process.pid} {_began(process.pid)}")


def _reap(number):
    """Takes note of the end of a process that this one started."""
    try:
        os.waitpid(number, os.WNOHANG)
    except ChildProcessError:
        pass


def _signal(number, which):
    try:
        os.kill(number, which)
    except ProcessLookupError:
        # It has ended since.
        pass


def stop(name, patience=10.0, first=signal.SIGTERM):
    """Asks it to end, and kills it when it has not after `patience` seconds. Returns the seconds it took."""
    number = pid(name)
    began = time.monotonic()
    if number:
        _signal(number, first)
        while pid(name) == number and time.monotonic() - began < patience:
            _reap(number)
            time.sleep(0.05)
        if pid(name) == number:
            _signal(number, signal.SIGKILL)
            while pid(name) == number:
                _reap(number)
                time.sleep(0.05)
    (settings.PIDS / name).unlink(missing_ok=True)
    return time.monotonic() - began


def names():
    return sorted(file.name for file in settings.PIDS.iterdir() if not file.name.startswith(".")) if settings.PIDS.is_dir() else []
