"""Names, places and figures of the rig, each in one place."""

import os
import pathlib

PROJECT = pathlib.Path(__file__).resolve().parents[3]
DEPLOY = PROJECT / "deploy"
HOME = pathlib.Path(os.environ.get("GAIT_RIG_HOME", PROJECT / ".run" / "rig"))

BASE = HOME / "base"
INSTANCES = HOME / "instances"
SECRETS = HOME / "secrets"
STORES = HOME / "stores"
LOGS = HOME / "logs"
PIDS = HOME / "pids"
MODEL = HOME / "model.json"
EVENTS = HOME / "events.jsonl"
BALANCER_SOCKET = HOME / "balancer.sock"

USER_DATA = DEPLOY / "azure" / "vmss" / "cloud-init.yaml"

# Every namespace and interface begins with it, and `down` removes what does.
PREFIX = "gaitrig"
CLOUD = f"{PREFIX}-cloud"

# Addresses of documentation (RFC 5737), no more of them than are needed, and of a private network: nothing real is hidden by them.
HOST_ADDRESS = "198.51.100.9"
PUBLIC_ADDRESS = "198.51.100.10"
PUBLIC_BITS = 30
GATE = "10.80.0.1"
SUBNET = "10.80.0.0/24"
METADATA = "169.254.169.254"
FIRST_NAT_PORT = 50000

VAULT = "gaitrig"
VAULT_HOST = f"{VAULT}.vault.azure.net"
BLOB_HOST = "gaitrig.blob.core.windows.net"
IDENTITY = "6a41cb2a-0000-4000-8000-000000000001"
SITE = "gait.test"
ADMINISTRATOR = "debian"
OPERATOR = "operator"
REDIS_PORT = 6379
SQL_PORT = 9092
SQL_USER = "gait"

# Azure's shortest is 10 minutes; nobody wants to wait that long here.
GRACE_SECONDS = int(os.environ.get("GAIT_RIG_GRACE", "90"))

# How long a machine is waited for after its end was announced. Azure waits 5 minutes; a machine needs 40 s.
NOTICE_SECONDS = 120


def _probes():
    figures = {}
    for line in (DEPLOY / "systemd" / "probes.env").read_text().splitlines():
        if line and not line.startswith("#"):
            name, value = line.split("=", 1)
            figures[name] = value
    return figures


PROBES = _probes()
TRAFFIC_PATH = PROBES["TRAFFIC_PATH"]
TRAFFIC_EVERY = int(PROBES["TRAFFIC_EVERY"])
TRAFFIC_FAILURES = int(PROBES["TRAFFIC_FAILURES"])
LIVE_PATH = PROBES["LIVE_PATH"]
LIVE_EVERY = int(PROBES["LIVE_EVERY"])
LIVE_FAILURES = int(PROBES["LIVE_FAILURES"])


def namespace(instance):
    return f"{PREFIX}-i{instance}"


FIRST_ADDRESS = 10


def address(instance):
    return f"10.80.0.{FIRST_ADDRESS + instance}"


def machine_name(instance):
    """The name by which the platform knows it."""
    return f"gait_{instance}"


def instance_at(its_address):
    return int(its_address.rsplit(".", 1)[1]) - FIRST_ADDRESS
