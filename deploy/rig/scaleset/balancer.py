"""Stands in for Azure's load balancer: layer 4, one probe, and no second offer of a connection that an instance refused."""

import csv
import socket
import time

from . import processes
from .settings import (BALANCER_SOCKET, CLOUD, HOME, LOGS, PUBLIC_ADDRESS, TRAFFIC_EVERY, TRAFFIC_FAILURES, TRAFFIC_PATH, address)

PORTS = {80: 8080, 443: 8443}
START_SECONDS = 20


def start(instances):
    if processes.pid("balancer"):
        return
    configuration = HOME / "haproxy.cfg"
    configuration.write_text(_configuration(instances))
    # One that an earlier HAProxy left says nothing of this one.
    BALANCER_SOCKET.unlink(missing_ok=True)
    processes.start("balancer", ["haproxy", "-db", "-f", configuration], namespace=CLOUD)
    end = time.monotonic() + START_SECONDS
    while not BALANCER_SOCKET.exists():
        if processes.pid("balancer") is None or time.monotonic() > end:
            processes.stop("balancer")
            raise SystemExit(f"HAProxy does not start; what it said: {LOGS / 'balancer.log'}")
        time.sleep(0.05)
    # As on Azure, an instance gets connections once its probe has succeeded, not from the start.
    for port in PORTS:
        for i in range(instances):
            _ask(f"set server port{port}/i{i} health down")


def _ask(command):
    with socket.socket(socket.AF_UNIX) as admin:
        admin.settimeout(5)
        admin.connect(str(BALANCER_SOCKET))
        admin.sendall(f"{command}\n".encode())
        return b"".join(iter(lambda: admin.recv(65536), b"")).decode()


def _configuration(instances):
    parts = [f"""
global
    log stdout format raw local0 notice
    stats socket {BALANCER_SOCKET} mode 600 level admin
defaults
    mode tcp
    log global
    timeout connect 5s
    # Azure's longest.
    timeout client 30m
    timeout server 30m
    timeout check 5s
    retries 0
"""]
    for public, private in PORTS.items():
        servers = "\n".join(f"    server i{i} {address(i)}:{private} check port 8080" for i in range(instances))
        parts.append(f"""
listen port{public}
    bind {PUBLIC_ADDRESS}:{public}
    balance roundrobin
    option httpchk GET {TRAFFIC_PATH}
    http-check expect status 200
    default-server inter {TRAFFIC_EVERY}s fall {TRAFFIC_FAILURES} rise {TRAFFIC_FAILURES}
{servers}
""")
    return "".join(parts)


def in_rotation():
    """The instances that get connections."""
    rows = list(csv.DictReader(_ask("show stat").removeprefix("# ").splitlines()))
    # "UP 1/2" is on its way down and still in rotation, "DOWN 1/2" on its way up and not yet.
    up = [row["svname"] for row in rows if row["svname"].startswith("i") and row["status"].startswith("UP")]
    return {int(name[1:]) for name in up if up.count(name) == len(PORTS)}
