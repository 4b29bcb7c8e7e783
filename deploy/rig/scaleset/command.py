"""The commands up, down, upgrade and status."""

import argparse
import signal
import sys

from . import lifecycle
from .settings import ADMINISTRATOR, FIRST_NAT_PORT, PUBLIC_ADDRESS
from .secrets import SSH_KEY


def main():
    # Ends like a failure, so that what is held is let go.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(prog="deploy/rig", description="A scale set, its load balancer and what it leans on, on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="make the scale set, or what is missing of it")
    up.add_argument("--package", metavar="FILE", help="gait-suite-VERSION-linux-x86_64.tar.gz")
    up.add_argument("--instances", type=int, metavar="N", help=f"default: as many as there are, or {lifecycle.STANDARD_INSTANCES}")
    down = commands.add_parser("down", help="remove it")
    down.add_argument("--all", action="store_true", help="also the base image and the logs")
    upgrade = commands.add_parser("upgrade", help="replace all instances, one at a time, by ones with this package")
    upgrade.add_argument("--package", metavar="FILE", required=True)
    commands.add_parser("status", help="what runs")
    given = parser.parse_args()
    match given.command:
        case "up":
            lifecycle.up(given.package, given.instances)
            print(f"https://{PUBLIC_ADDRESS}/  ssh -i {SSH_KEY} -p {FIRST_NAT_PORT} {ADMINISTRATOR}@{PUBLIC_ADDRESS}")
        case "down":
            lifecycle.down(given.all)
        case "upgrade":
            lifecycle.upgrade(given.package)
        case "status":
            lifecycle.report()


if __name__ == "__main__":
    main()
