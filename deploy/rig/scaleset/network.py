"""A subnet of instances behind one public address, with the NAT pool for SSH."""

import pathlib
import subprocess

from .processes import run
from .settings import (CLOUD, FIRST_NAT_PORT, GATE, HOST_ADDRESS, METADATA, PREFIX, PUBLIC_ADDRESS, PUBLIC_BITS, SUBNET, address,
                       namespace)


def _in_cloud(*command, **options):
    return run("nsenter", f"--net=/run/netns/{CLOUD}", *command, **options)


def _exists(name):
    return pathlib.Path("/run/netns", name).exists()


def up(instances):
    if not _exists(CLOUD):
        run("ip", "netns", "add", CLOUD)
        run("ip", "link", "add", f"{PREFIX}-pub", "type", "veth", "peer", "name", "public", "netns", CLOUD)
        run("ip", "address", "add", f"{HOST_ADDRESS}/{PUBLIC_BITS}", "dev", f"{PREFIX}-pub")
        run("ip", "link", "set", f"{PREFIX}-pub", "up")
        _in_cloud("ip", "link", "set", "lo", "up")
        _in_cloud("ip", "address", "add", f"{PUBLIC_ADDRESS}/{PUBLIC_BITS}", "dev", "public")
        _in_cloud("ip", "link", "set", "public", "up")
        _in_cloud("ip", "link", "add", "subnet", "type", "bridge")
        _in_cloud("ip", "address", "add", f"{GATE}/24", "dev", "subnet")
        _in_cloud("ip", "address", "add", f"{METADATA}/32", "dev", "subnet")
        _in_cloud("ip", "link", "set", "subnet", "up")
        # No way out of here: what asks a name server is told so at once instead of waiting.
        _in_cloud("sysctl", "-qw", "net.ipv4.ip_forward=1")
        # Azure's platform reaches instances without their public address: so do the health extension's stand-in and the tests.
        run("ip", "route", "add", SUBNET, "via", PUBLIC_ADDRESS)
    for instance in range(instances):
        _attach(instance)
    _nat_pool(instances)


def _attach(instance):
    name = namespace(instance)
    if _exists(name):
        return
    run("ip", "netns", "add", name)
    run("ip", "link", "add", f"port{instance}", "netns", CLOUD, "type", "veth", "peer", "name", "eth0", "netns", name)
    _in_cloud("ip", "link", "set", f"port{instance}", "master", "subnet", "up")
    inside = ("nsenter", f"--net=/run/netns/{name}")
    run(*inside, "ip", "link", "set", "lo", "up")
    run(*inside, "ip", "address", "add", f"{address(instance)}/24", "dev", "eth0")
    run(*inside, "ip", "link", "set", "eth0", "up")
    run(*inside, "ip", "route", "add", "default", "via", GATE)


def _nat_pool(instances):
    elements = ", ".join(f"{FIRST_NAT_PORT + i} : {address(i)} . 22" for i in range(instances))
    rules = f"""
        table ip gaitrig
        delete table ip gaitrig
        table ip gaitrig {{
            map natpool {{
                type inet_service : ipv4_addr . inet_service
                elements = {{ {elements} }}
            }}
            chain prerouting {{
                type nat hook prerouting priority dstnat
                ip daddr {PUBLIC_ADDRESS} dnat ip addr . port to tcp dport map @natpool
            }}
        }}
    """
    _in_cloud("nft", "-f", "-", input=rules, text=True)


def down():
    for file in sorted(pathlib.Path("/run/netns").glob(f"{PREFIX}-*")):
        run("ip", "netns", "delete", file.name)
    # Goes with its namespace, unless something still holds that.
    subprocess.run(["ip", "link", "delete", f"{PREFIX}-pub"], stderr=subprocess.DEVNULL, check=False)
