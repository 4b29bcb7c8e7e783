"""The whole rig: up, down, and the rolling upgrade."""

import os
import shutil
import subprocess
import time

from . import balancer, base, cgroup, events, instance, model, network, platform, processes, repair, scheduled, secrets, stores
from .settings import BALANCER_SOCKET, BASE, HOME, INSTANCES, NOTICE_SECONDS, PIDS

PROGRAMS = {
    "mmdebstrap": "mmdebstrap",
    "systemd-nspawn": "systemd-container",
    "haproxy": "haproxy",
    "redis-server": "redis-server",
    "nft": "nftables",
    "ip": "iproute2",
    "ssh": "openssh-client",
    "openssl": "openssl",
}
BOOT_SECONDS = 240
STANDARD_INSTANCES = 3


def check_machine():
    if os.geteuid() != 0:
        raise SystemExit("The rig makes network namespaces and containers, which only root may.")
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        raise SystemExit("The rig starts programs that are not installed: apt-get install " + " ".join(missing))
    if stores.java() is None:
        raise SystemExit("The rig's SQL server needs a JDK 25, in JAVA_HOME or on the path.")


def size(instances=None):
    """How many instances there shall be. A scale set that is there already is not made larger or smaller."""
    before = model.current()
    if before is None:
        return instances or STANDARD_INSTANCES
    if instances not in (None, before.instances):
        raise SystemExit(f"The scale set has {before.instances} instances and does not become one of {instances}: deploy/rig/down first.")
    return before.instances


def up(package, instances=None):
    check_machine()
    instances = size(instances)
    HOME.mkdir(parents=True, exist_ok=True)
    secrets.make()
    wanted = model.of_package(package, instances) if package else instance.wanted_now()
    wanted.keep()
    base.make()
    # For what is started from here on.
    cgroup.join(cgroup.PLATFORM)
    network.up(wanted.instances)
    stores.start()
    platform.start(model.PACKAGES)
    balancer.start(wanted.instances)
    for number in range(wanted.instances):
        with instance.alone(number):
            instance.create(number, wanted)
    for number in range(wanted.instances):
        await_rotation(number)
    repair.start()


def await_rotation(number, patience=BOOT_SECONDS):
    """Until the load balancer sends it connections. Returns the seconds it took."""
    began = time.monotonic()
    while number not in balancer.in_rotation():
        if time.monotonic() - began > patience:
            raise SystemExit(f"Instance {number} takes no connections after {patience} s; its console: {instance.console(number)}")
        time.sleep(0.2)
    cgroup.weigh(number, cgroup.SERVING)
    return time.monotonic() - began


def upgrade(package):
    """Replaces all instances, one at a time; the next one only when the load balancer has taken the last one back."""
    check_machine()
    wanted = model.of_package(package, instance.wanted_now().instances)
    wanted.keep()
    for number in range(wanted.instances):
        with instance.alone(number):
            events.note("upgrade begins", number, version=wanted.version)
            approved, drained = take_leave(number)
            left = instance.shut_down(number)
            instance.destroy(number)
            instance.create(number, wanted)
            back = await_rotation(number)
            events.note("upgrade ends", number, approved=approved, drained_seconds=round(drained, 1), left_seconds=round(left, 1),
                        back_seconds=round(back, 1))
        said = "approved its end" if approved else "did not approve its end"
        print(f"instance {number}: {said} after {drained:.1f} s, left in {left:.1f} s, back in rotation after {back:.1f} s", flush=True)


def take_leave(number):
    """Announces its end to the machine, as Azure does, and waits until it approves. Returns whether it did, and after how many seconds."""
    began = time.monotonic()
    event = scheduled.announce("Terminate", number)
    try:
        while not scheduled.approved(event) and time.monotonic() - began < NOTICE_SECONDS:
            time.sleep(0.1)
        return scheduled.approved(event), time.monotonic() - began
    finally:
        scheduled.end(event)


def down(everything):
    """Leaves nothing but the base image and the instances' logs, and with `everything` not even those."""
    processes.stop("repair")
    numbers = instance.left_over()
    # Asked all at once: nobody is served any more.
    stops = [subprocess.Popen(["kill", "-TERM", str(pid)]) for pid in filter(None, (processes.pid(f"instance-{n}") for n in numbers))]
    for stop in stops:
        stop.wait()
    for number in numbers:
        instance.destroy(number)
    for name in processes.names():
        processes.stop(name)
    network.down()
    cgroup.leave()
    cgroup.remove(cgroup.PLATFORM)
    for place in (INSTANCES, stores.STORES, secrets.SECRETS, scheduled.FOLDER, model.PACKAGES, PIDS):
        shutil.rmtree(place, ignore_errors=True)
    for file in (model.MODEL, events.EVENTS, BALANCER_SOCKET, HOME / "haproxy.cfg"):
        file.unlink(missing_ok=True)
    if everything:
        shutil.rmtree(BASE, ignore_errors=True)
        shutil.rmtree(HOME, ignore_errors=True)


def report():
    wanted = instance.wanted_now()
    rotation = balancer.in_rotation()
    for number in range(wanted.instances):
        print(f"instance {number}: generation {instance.generation(number)}, live {instance.live(number)}, "
              f"in rotation {number in rotation}")
