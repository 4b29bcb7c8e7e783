"""Stands in for the application health extension and automatic repairs: an instance that is not alive is made anew.

As on Azure, repairs pause for a grace period after an instance was made, and only one instance is repaired at a time.
"""

import sys
import threading
import time
import traceback

from . import cgroup, events, instance, processes
from .settings import DEPLOY, GRACE_SECONDS, LIVE_EVERY, LIVE_FAILURES


def start():
    processes.start("repair", [sys.executable, "-m", "scaleset.repair"], cwd=DEPLOY / "rig")


def _watch(number, one_at_a_time):
    failures = 0
    while True:
        began = time.monotonic()
        try:
            failures = _look(number, failures, one_at_a_time)
        except (Exception, SystemExit):
            # One look that failed ends no watch.
            traceback.print_exc()
        time.sleep(max(0.0, LIVE_EVERY - (time.monotonic() - began)))


def _look(number, failures, one_at_a_time):
    """How often it was not alive, one after the other."""
    if instance.live(number):
        return 0
    failures += 1
    if failures < LIVE_FAILURES or _young(number):
        return failures
    with one_at_a_time, instance.alone(number, wait=False) as mine:
        # Somebody who replaces it already has made it younger than the grace period.
        if mine and not _young(number):
            _repair(number)
    return 0


def _young(number):
    return time.time() - instance.made_at(number) < GRACE_SECONDS


def _repair(number):
    print(f"instance {number} is not alive: made anew", flush=True)
    events.note("repair begins", number)
    instance.destroy(number)
    instance.create(number, instance.wanted_now())
    while not instance.live(number) and _young(number):
        time.sleep(0.5)
    cgroup.weigh(number, cgroup.SERVING)
    events.note("repair ends", number, live=instance.live(number))


def main():
    one_at_a_time = threading.Lock()
    watches = [threading.Thread(target=_watch, args=(number, one_at_a_time)) for number in range(instance.wanted_now().instances)]
    for watch in watches:
        watch.start()


if __name__ == "__main__":
    main()
