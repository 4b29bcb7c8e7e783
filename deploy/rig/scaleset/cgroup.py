"""A control group for each instance, and one for what stands in for Azure.

Without one, the instances' systemds would share one tree and end each other's processes. The groups also share out the processors: on
Azure a machine that boots brings its own, so here it takes little from those that serve.
"""

import os
import pathlib

from .settings import PREFIX

# Version 2 alone, or version 1 with systemd's own hierarchy and version 2 beside it.
ROOTS = [root for root in map(pathlib.Path, ("/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"))
         if (root / "cgroup.procs").exists()]
PROCESSORS = pathlib.Path("/sys/fs/cgroup/cpu")
PLATFORM = "platform"
# Against 1 of any other process group on this machine.
SERVING, BOOTING = 8, 1


def _groups(name):
    # What stands in for Azure has no systemd of its own.
    trees = [] if name == PLATFORM else ROOTS
    processors = [PROCESSORS] if (PROCESSORS / "cgroup.procs").exists() else []
    return [root / f"{PREFIX}-{name}" for root in [*trees, *processors]]


def _files(name):
    for group in _groups(name):
        group.mkdir(exist_ok=True)
    return [group / "cgroup.procs" for group in _groups(name)]


def entering(name, command):
    """The command, started in the group."""
    files = [str(file) for file in _files(name)]
    return ["sh", "-c", 'while [ "$1" != -- ]; do echo $$ > "$1"; shift; done; shift; exec "$@"', "sh", *files, "--", *command]


def weigh(name, weight):
    """Its part of the processors while not everybody gets what he wants."""
    for group in _groups(name):
        for file, standard in (("cpu.shares", 1024), ("cpu.weight", 100)):
            if (group / file).exists():
                (group / file).write_text(str(weight * standard))


def join(name):
    """Moves this process into the group."""
    for file in _files(name):
        file.write_text(str(os.getpid()))
    weigh(name, SERVING)


def leave():
    """Moves this process out of any group, so that the group can be removed."""
    for root in [*ROOTS, PROCESSORS]:
        if (root / "cgroup.procs").exists():
            (root / "cgroup.procs").write_text(str(os.getpid()))


def remove(name):
    for group in _groups(name):
        for folder, _, _ in os.walk(group, topdown=False):
            try:
                os.rmdir(folder)
            except OSError:
                # A process that is just ending; the group is used again or removed with the next instance.
                pass
