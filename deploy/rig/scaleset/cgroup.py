"""A control group for each instance: without one, their systemds would share one tree and end each other's processes."""

import os
import pathlib

from .settings import PREFIX

# Version 2 alone, or version 1 with systemd's own hierarchy and version 2 beside it.
ROOTS = [root for root in map(pathlib.Path, ("/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"))
         if (root / "cgroup.procs").exists()]


def _groups(instance):
    return [root / f"{PREFIX}-{instance}" for root in ROOTS]


def entering(instance, command):
    """The command, started in the instance's group."""
    for group in _groups(instance):
        group.mkdir(exist_ok=True)
    files = [str(group / "cgroup.procs") for group in _groups(instance)]
    return ["sh", "-c", 'while [ "$1" != -- ]; do echo $$ > "$1"; shift; done; shift; exec "$@"', "sh", *files, "--", *command]


def remove(instance):
    for group in _groups(instance):
        for folder, _, _ in os.walk(group, topdown=False):
            try:
                os.rmdir(folder)
            except OSError:
                # A process that is just ending; the group is used again or removed with the next instance.
                pass
