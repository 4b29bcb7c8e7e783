"""One machine of the scale set: made from the base image by the user data, and nothing of it stays when it goes."""

import contextlib
import fcntl
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request

from . import cgroup, model, processes, secrets, stores
from .files import whole
from .processes import run
from .settings import (ADMINISTRATOR, BASE, BLOB_HOST, FIRST_NAT_PORT, GATE, IDENTITY, INSTANCES, LIVE_PATH, LOGS, PUBLIC_ADDRESS, SQL_USER,
                       USER_DATA, VAULT, VAULT_HOST, address, namespace)

# A reboot from inside ends systemd-nspawn with 133 and asks for another start. What is killed here takes the machine with it.
SUPERVISOR = """
trap 'kill -TERM "$child"' TERM
while true; do
    setpriv --pdeathsig KILL "$@" &
    child=$!
    wait "$child"
    code=$?
    while kill -0 "$child" 2> /dev/null; do
        wait "$child"
        code=$?
    done
    [ "$code" = 133 ] || exit "$code"
done
"""

# Longer than gateway and services need one after the other: Azure waits for the machine to end, too.
SHUTDOWN_SECONDS = 90


def folder(number):
    return INSTANCES / str(number)


def _name(number):
    return f"instance-{number}"


@contextlib.contextmanager
def alone(number, wait=True):
    """Nobody else makes or removes this instance meanwhile. Yields whether that is so."""
    INSTANCES.mkdir(parents=True, exist_ok=True)
    with open(INSTANCES / f"{number}.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def user_data(wanted):
    """The real user data; only its tokens get values."""
    values = {
        "PACKAGE_URL": wanted.url,
        "PACKAGE_SHA256": wanted.sha256,
        "VERSION": wanted.version,
        "KEY_VAULT": VAULT,
        "BLOB_ENDPOINT": f"https://{BLOB_HOST}",
        "SQL_HOST": "gaitrig.database.windows.net",
        "SESSIONS_SQL_USER": SQL_USER,
        "ANALYSES_SQL_USER": SQL_USER,
        "IDENTITY_CLIENT_ID": IDENTITY,
        "ROLE": "all",
    }
    text = USER_DATA.read_text()
    for token, value in values.items():
        text = text.replace(f"@@{token}@@", value)
    if "@@" in text:
        left = text.split("@@")[1]
        raise SystemExit(f"The user data has a token {left} that the rig gives no value: scaleset/instance.py.")
    return text


def local_settings():
    """What differs from Azure, as an operator would say it on a machine: vendor data writes the files that the units read last."""
    sessions = f'GAIT_SQL_URL="{stores.sql_url("accounts")}"\n'
    analyses = (f'GAIT_SQL_URL="{stores.sql_url("analyses")}"\n'
                "# Videos lie in the folder that all instances mount.\nGAIT_STORE_BLOB_ENDPOINT=\nGAIT_STORE_BLOB_CLIENT_ID=\n")
    return ("#!/bin/sh\nset -eu\nmkdir -p /etc/gait\n"
            f"cat > /etc/gait/local-session-service.env <<'END'\n{sessions}END\n"
            f"cat > /etc/gait/local-analysis-service.env <<'END'\n{analyses}END\n")


def generation(number):
    """Which machine this is, counted from 1: it changes when the instance is made anew. 0 for none."""
    try:
        return json.loads((INSTANCES / f"{number}.json").read_text())["generation"]
    except (OSError, ValueError):
        return 0


def made_at(number):
    try:
        return json.loads((INSTANCES / f"{number}.json").read_text())["made_at"]
    except (OSError, ValueError):
        return 0.0


def create(number, wanted):
    """Boots it. Returns at once; see `live` and cloud-init's status."""
    if processes.pid(_name(number)):
        return
    destroy(number)
    place = folder(number)
    upper, work, root = place / "upper", place / "work", place / "root"
    for part in (upper, work, root):
        part.mkdir(parents=True)
    run("mount", "-t", "overlay", "overlay", "-o", f"lowerdir={BASE},upperdir={upper},workdir={work}", root)
    this = generation(number) + 1
    (root / "etc/hostname").write_text(f"gait-{number}\n")
    (root / "etc/hosts").write_text(f"127.0.0.1 localhost gait-{number}\n{GATE} {VAULT_HOST} {BLOB_HOST}\n")
    seed = root / "var/lib/cloud/seed/nocloud"
    seed.mkdir(parents=True)
    key = secrets.SSH_KEY.with_suffix(".pub").read_text().strip()
    (seed / "meta-data").write_text(json.dumps(
        {"instance-id": f"gait-{number}-{this}", "local-hostname": f"gait-{number}", "public-keys": [key]}))
    (seed / "user-data").write_text(user_data(wanted))
    (seed / "vendor-data").write_text(local_settings())
    cgroup.remove(number)
    processes.start(_name(number), cgroup.entering(number, [
        "bash", "-c", SUPERVISOR, "machine", "systemd-nspawn", "--quiet", "--directory", root, "--machine", f"gaitrig-{number}", "--register=no", "--keep-unit",
        f"--network-namespace-path=/run/netns/{namespace(number)}", "--resolv-conf=off", "--timezone=off", "--link-journal=no",
        f"--bind={stores.videos()}:/var/lib/gait/videos", "--console=pipe", "--boot"]))
    cgroup.weigh(number, cgroup.BOOTING)
    whole(INSTANCES / f"{number}.json", json.dumps({"generation": this, "made_at": time.time(), "version": wanted.version}))


def shut_down(number):
    """As a platform does before it takes a machine away: it asks, and waits. Returns the seconds it took."""
    return processes.stop(_name(number), patience=SHUTDOWN_SECONDS)


def destroy(number):
    """Removes the machine and all it wrote."""
    shut_down(number)
    cgroup.remove(number)
    place = folder(number)
    root = place / "root"
    if root.is_mount():
        subprocess.run(["umount", "--lazy", root], check=False)
    if place.exists():
        shutil.rmtree(place)


def ssh(number, command, check=True, timeout=60):
    """Runs a command on the instance as its administrator, through the NAT pool. Returns what it printed."""
    answer = subprocess.run(
        ["ssh", "-q", "-i", str(secrets.SSH_KEY), "-p", str(FIRST_NAT_PORT + number), "-o", "StrictHostKeyChecking=no",
         "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5", "-o", "BatchMode=yes", f"{ADMINISTRATOR}@{PUBLIC_ADDRESS}",
         command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=timeout)
    if check and answer.returncode != 0:
        raise RuntimeError(f"instance {number}: {command}: {answer.returncode}: {answer.stdout.strip()}")
    return answer.stdout.strip()


def status(number, path, port=8080, patience=5.0):
    """The HTTP status at the instance itself; 0 when nothing answers."""
    try:
        with urllib.request.urlopen(f"http://{address(number)}:{port}{path}", timeout=patience) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0


def live(number):
    return status(number, LIVE_PATH) == 200


def left_over():
    """Instances that an earlier rig left, running or not."""
    numbers = {int(file.name) for file in INSTANCES.glob("[0-9]*") if file.is_dir()} if INSTANCES.is_dir() else set()
    return sorted(numbers | {int(name.split("-")[1]) for name in processes.names() if name.startswith("instance-")})


def wanted_now():
    wanted = model.current()
    if wanted is None:
        raise SystemExit("No scale set: deploy/rig/up --package FILE makes one.")
    return wanted


def console(number):
    return LOGS / f"{_name(number)}.log"
