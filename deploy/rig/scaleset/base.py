"""The image that instances start from: a plain Debian 12 with what Azure's images have, and the rig's authority among the trusted ones."""

import hashlib
import shutil
import subprocess

from .processes import run
from .secrets import AUTHORITY
from .settings import BASE, HOME, LOGS

PACKAGES = ("systemd,systemd-sysv,dbus,cloud-init,openssh-server,sudo,curl,ca-certificates,iproute2,netbase,procps,chrony,"
            "unattended-upgrades,libstdc++6,locales,zlib1g")
RELEASE = "bookworm"


def make():
    """Takes two minutes the first time."""
    LOGS.mkdir(parents=True, exist_ok=True)
    recipe = hashlib.sha256(f"1 {RELEASE} {PACKAGES}".encode()).hexdigest()[:12]
    archive = HOME / f"base-{recipe}.tar"
    if not archive.exists():
        print("Making the instances' base image (two minutes, once).", flush=True)
        for old in HOME.glob("base-*.tar"):
            old.unlink()
        draft = HOME / "base.draft.tar"
        with open(LOGS / "mmdebstrap.log", "wb") as log:
            run("mmdebstrap", "--variant=minbase", f"--include={PACKAGES}", RELEASE, draft, stdout=log, stderr=log)
        draft.rename(archive)
    trusted = hashlib.sha256(AUTHORITY.read_bytes()).hexdigest()
    mark = BASE / "etc" / "gait-rig-base"
    if mark.exists() and mark.read_text() == recipe + trusted:
        return
    if BASE.exists():
        shutil.rmtree(BASE)
    BASE.mkdir(parents=True)
    run("tar", "-xpf", archive, "-C", BASE, "--numeric-owner")
    shutil.copy(AUTHORITY, BASE / "usr/local/share/ca-certificates/rig.crt")
    run("chroot", BASE, "update-ca-certificates", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (BASE / "etc/cloud/cloud.cfg.d/99-rig.cfg").write_text(
        "# As an image of a cloud: one data source, and addresses that the platform gives.\n"
        "datasource_list: [NoCloud]\nnetwork: {config: disabled}\n")
    # Each instance makes its own.
    (BASE / "etc/machine-id").write_text("")
    for key in (BASE / "etc/ssh").glob("ssh_host_*"):
        key.unlink()
    mark.write_text(recipe + trusted)
