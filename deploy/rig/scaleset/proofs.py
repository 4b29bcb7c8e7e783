"""What the rig shows. One line a figure on standard output; the exit status says whether all limits were kept."""

import argparse
import hashlib
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from . import balancer, events, instance, lifecycle, model, secrets, stores
from .load import Load
from .settings import LIVE_EVERY, LIVE_FAILURES, LIVE_PATH, LOGS, TRAFFIC_EVERY, TRAFFIC_FAILURES, TRAFFIC_PATH

RATE = 200
MOST_FAILED_PERCENT = 0.1
# Fewer requests than the rate asks for would prove less than is said.
LEAST_ASKED = 0.9
INSTANCES = 3
# What a machine of role `all` is given: three files of variables and five of secrets.
SECRET_FILES = 8
# A probe that has just succeeded, then the failures, and a second to be seen.
OUT_SECONDS = TRAFFIC_EVERY * (TRAFFIC_FAILURES + 1) + 1
# Before the platform would replace the whole machine.
HUNG_SECONDS = LIVE_EVERY * LIVE_FAILURES
# The gateway's 35 s and the other services', and what it takes to notice.
DEPARTURE_SECONDS = 60

missed = []


def say(line):
    print(f"[{time.strftime('%H:%M:%S')}] {line}", file=sys.stderr, flush=True)


def figure(name, value, most=None, least=None):
    shown = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    print(f"figure {name} {shown}", flush=True)
    if most is not None and value > most:
        missed.append(f"{name} is {shown} and may be {most}")
    if least is not None and value < least:
        missed.append(f"{name} is {shown} and must be {least}")


def until(condition, patience, every=0.2):
    """Seconds until it holds; `patience` when it never does."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > patience:
            return float(patience)
        time.sleep(every)
    return time.monotonic() - began


def expect(what, condition, patience):
    """Waits for what the next figures build upon; it is a limit missed when it never comes."""
    if until(condition, patience) >= patience:
        missed.append(f"{what} did not come within {patience} s")


def numbers():
    return range(instance.wanted_now().instances)


def all_in_rotation(patience=240):
    expect("every instance in rotation", lambda: set(numbers()) == balancer.in_rotation(), patience)


def loaded(name, tally, most_percent=MOST_FAILED_PERCENT):
    figure(f"{name}_requests", tally.asked, least=int(LEAST_ASKED * RATE * tally.seconds))
    figure(f"{name}_broken_at_first_try", tally.broken_first)
    figure(f"{name}_failed", tally.failed)
    figure(f"{name}_failed_percent", tally.failed_percent, most=most_percent)
    figure(f"{name}_slowest_seconds", tally.slowest)
    for reason, count in tally.reasons.most_common(8):
        say(f"    {count} x {reason}")


def ssh_reaches_each():
    say("SSH through the NAT pool")
    names = {instance.ssh(number, "hostname") for number in numbers()}
    figure("ssh_different_instances", len(names), least=len(numbers()))


def user_data_is_done():
    say("cloud-init on all instances")
    done = 0
    for number in numbers():
        answer = instance.ssh(number, "cloud-init status --wait --long", check=False, timeout=300)
        errors = instance.ssh(number, "sudo python3 -c \"import json; print(json.load(open('/run/cloud-init/result.json'))['v1']['errors'])\"")
        failed = instance.ssh(number, "systemctl --failed --no-legend --plain")
        if "status: done" in answer and errors == "[]" and not failed:
            done += 1
        else:
            say(f"    instance {number}: {answer} {errors} {failed}")
    figure("cloud_init_done", done, least=len(numbers()))


def secrets_stay_secret():
    say("secrets in logs, in units and for other users")
    found, opened, files = 0, 0, []
    values = [telltale(value) for name, value in secrets.vault().items() if name != "redis-url"] + [secrets.redis_password()]
    for number in numbers():
        log = instance.ssh(
            number, "sudo journalctl -b --no-pager && systemctl show 'gait-*' && sudo cat /var/log/cloud-init*.log", timeout=120)
        found += sum(value in log for value in values)
        files.append(len(instance.ssh(number, "sudo find /run/gait -type f").splitlines()))
        opened += len(instance.ssh(number, "sudo find /run/gait -type f -perm /007").splitlines())
        opened += instance.ssh(number, "cat /run/gait/session-service.env", check=False).count("REDIS_URL")
    figure("secrets_files", min(files), least=SECRET_FILES)
    figure("secrets_seen", found, most=0)
    figure("secrets_open_to_others", opened, most=0)


def telltale(secret):
    """What of it would be found in a log: of a PEM file one line in the middle, as logs break lines and the first ones are alike."""
    lines = [line for line in secret.splitlines() if line and not line.startswith("-----")]
    return lines[len(lines) // 2]


def hung_service_is_restarted():
    say("a gateway that hangs")
    generation = instance.generation(0)
    instance.ssh(0, "sudo systemctl kill -s STOP --kill-who=main gait-gateway")
    figure("hung_gateway_live_seconds", until(lambda: instance.live(0), HUNG_SECONDS + 60), most=HUNG_SECONDS)
    figure("hung_gateway_repairs", instance.generation(0) - generation, most=0)


def machine_reboots():
    say("a reboot: nothing is downloaded again, the secrets are")
    settled()
    downloads, generation, boot = downloaded(), instance.generation(2), instance.ssh(2, BOOT)
    instance.ssh(2, "sudo systemctl reboot", check=False)
    expect("the rebooting instance out of rotation", lambda: 2 not in balancer.in_rotation(), 60)
    figure("reboot_back_seconds", until(lambda: 2 in balancer.in_rotation(), 180), most=120)
    figure("reboot_happened", int(instance.ssh(2, BOOT) != boot), least=1)
    figure("reboot_downloads", downloaded() - downloads, most=0)
    figure("reboot_repairs", instance.generation(2) - generation, most=0)


BOOT = "cat /proc/sys/kernel/random/boot_id"


def downloaded():
    return (LOGS / "platform.log").read_text().count('"GET /packages/')


def upgrade_in_place():
    say("one machine upgraded in place, and back")
    settled()
    with tempfile.TemporaryDirectory(prefix="gait-rig-") as folder:
        old = instance.ssh(2, "cat /opt/gait/current/VERSION")
        new = next_version(model.PACKAGES / instance.wanted_now().file, folder)
        version = new.name.removeprefix("gait-suite-").removesuffix("-linux-x86_64.tar.gz")
        digest = hashlib.sha256(new.read_bytes()).hexdigest()
        shutil.copyfile(new, instance.folder(2) / "root/var/tmp/package.tar.gz")
    began = time.monotonic()
    command = f"sudo /opt/gait/current/libexec/upgrade --version {version} --package /var/tmp/package.tar.gz --sha256 "
    refused = instance.ssh(2, f"{command}{'0' * 64} || echo refused", timeout=120)
    figure("in_place_wrong_package_refused", int("refused" in refused and "SHA-256 differs" in refused), least=1)
    said = instance.ssh(2, f"{command}{digest}", timeout=240)
    figure("in_place_upgrade_seconds", time.monotonic() - began, most=120)
    figure("in_place_secrets_fetched", int("not fetched" not in said), least=1)
    figure("in_place_upgraded", int(instance.ssh(2, "cat /opt/gait/current/VERSION") == version), least=1)
    instance.ssh(2, "sudo /opt/gait/current/libexec/upgrade --rollback", timeout=240)
    figure("in_place_rolled_back", int(instance.ssh(2, "cat /opt/gait/current/VERSION") == old and instance.live(2)), least=1)


def killed_gateway():
    say("kill -9 of one gateway, which systemd starts again")
    settled()
    with Load(RATE) as load:
        time.sleep(5)
        generation = instance.generation(1)
        instance.ssh(1, "sudo systemctl kill -s KILL --kill-who=main gait-gateway")
        figure("killed_gateway_live_seconds", until(lambda: instance.live(1), 60))
        time.sleep(TRAFFIC_EVERY * 4)
        all_in_rotation()
    loaded("killed_gateway", load.tally)
    figure("killed_gateway_repairs", instance.generation(1) - generation, most=0)


def lost_gateway():
    say("an instance that loses its gateway for good, which only a new machine repairs")
    settled()
    with Load(RATE) as load:
        time.sleep(5)
        before = instance.generation(1)
        began = time.time()
        instance.ssh(1, "sudo mv /opt/gait/current/bin/gateway /root/ && sudo systemctl kill -s KILL --kill-who=all gait-gateway")
        figure("lost_gateway_out_seconds", until(lambda: 1 not in balancer.in_rotation(), 60), most=OUT_SECONDS)
        expect("the repair", lambda: instance.generation(1) > before, 240)
        expect("the repaired instance in rotation", lambda: 1 in balancer.in_rotation(), 240)
        figure("lost_gateway_replaced_seconds", time.time() - began, most=300)
        time.sleep(5)
    repairs = [event for event in events.since(began) if event["what"] == "repair begins"]
    figure("lost_gateway_repairs", len(repairs), most=1, least=1)
    loaded("lost_gateway", load.tally)


def redis_away():
    say("Redis away: not ready, and nothing is repaired")
    settled()
    generations = [instance.generation(number) for number in numbers()]
    stores.stop_redis()
    figure("redis_away_unready_seconds", until(lambda: all(instance.status(n, "/health/ready") == 503 for n in numbers()), 60), most=30)
    # Long enough for a repair to begin, if health were to call for one.
    wrong, end = 0, time.monotonic() + LIVE_EVERY * (LIVE_FAILURES + 2)
    while time.monotonic() < end:
        wrong += sum(instance.status(n, path) != 200 for n in numbers() for path in (TRAFFIC_PATH, LIVE_PATH))
        wrong += balancer.in_rotation() != set(numbers())
        time.sleep(1)
    figure("redis_away_wrong_answers", wrong, most=0)
    stores.start_redis()
    figure("redis_back_ready_seconds", until(lambda: all(instance.status(n, "/health/ready") == 200 for n in numbers()), 90), most=60)
    figure("redis_away_repairs", sum(instance.generation(n) for n in numbers()) - sum(generations), most=0)


def rolling_upgrade(package):
    say("rolling upgrade of all instances")
    settled()
    began = time.time()
    with Load(RATE) as load:
        time.sleep(3)
        lifecycle.upgrade(package)
        time.sleep(10)
    departures = [event for event in events.since(began) if event["what"] == "upgrade ends"]
    figure("upgrade_departures_approved", sum(event["approved"] for event in departures), least=len(numbers()))
    figure("upgrade_slowest_departure_seconds", max(event["drained_seconds"] for event in departures), most=DEPARTURE_SECONDS)
    versions = {instance.ssh(number, "cat /opt/gait/current/VERSION") for number in numbers()}
    figure("upgrade_versions_that_run", len(versions), most=1)
    figure("upgrade_to_wanted_version", int(versions == {instance.wanted_now().version}), least=1)
    figure("upgrade_seconds", time.time() - began)
    loaded("upgrade", load.tally, most_percent=0.0)
    figure("upgrade_lost_logins", load.tally.lost_logins + 5 - load.logged_in(), most=0)


def settled():
    """Every instance in rotation and nothing away from any of them."""
    all_in_rotation()
    expect("every instance ready", lambda: all(instance.status(number, "/health/ready") == 200 for number in numbers()), 60)


def next_version(package, folder):
    """The same package by another version's name: the rig is about replacing machines, not about what is new."""
    wanted = model.of_package(package, instance.wanted_now().instances)
    version = f"{wanted.version}.next"
    subprocess.run(["tar", "-xzf", package, "-C", folder], check=True)
    root = pathlib.Path(folder) / f"gait-suite-{version}"
    (pathlib.Path(folder) / f"gait-suite-{wanted.version}").rename(root)
    (root / "VERSION").write_text(f"{version}\n")
    again = pathlib.Path(folder) / f"gait-suite-{version}-linux-x86_64.tar.gz"
    with again.open("wb") as out:
        tar = subprocess.Popen(["tar", "-C", folder, "-cf", "-", root.name], stdout=subprocess.PIPE)
        subprocess.run(["gzip", "-1"], stdin=tar.stdout, stdout=out, check=True)
        if tar.wait() != 0:
            raise SystemExit(f"{again} could not be made.")
    shutil.rmtree(root)
    return again


def upgrade_with(given):
    with tempfile.TemporaryDirectory(prefix="gait-rig-") as folder:
        rolling_upgrade(given.upgrade_to or next_version(given.package, folder))


PROOFS = {
    "ssh": lambda _: ssh_reaches_each(),
    "cloud-init": lambda _: user_data_is_done(),
    "secrets": lambda _: secrets_stay_secret(),
    "hung": lambda _: hung_service_is_restarted(),
    "reboot": lambda _: machine_reboots(),
    "in-place": lambda _: upgrade_in_place(),
    "killed": lambda _: killed_gateway(),
    "lost": lambda _: lost_gateway(),
    "redis": lambda _: redis_away(),
    "upgrade": upgrade_with,
}


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(prog="deploy/rig/test", description="Shows on this machine what the scale set promises.")
    parser.add_argument("--package", metavar="FILE", required=True, help="gait-suite-VERSION-linux-x86_64.tar.gz")
    parser.add_argument("--upgrade-to", metavar="FILE", help="another version; default: the same by another name")
    parser.add_argument("--keep", action="store_true", help="leave the scale set up")
    parser.add_argument("--only", choices=PROOFS, action="append", help="one proof alone; may be given again")
    given = parser.parse_args()
    # Before anything is taken down at the end.
    lifecycle.size(INSTANCES)
    began = time.monotonic()
    try:
        lifecycle.up(given.package, INSTANCES)
        figure("up_seconds", time.monotonic() - began)
        for name, proof in PROOFS.items():
            if not given.only or name in given.only:
                proof(given)
    finally:
        if not given.keep:
            lifecycle.down(everything=False)
    for line in missed:
        print(f"missed {line}", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
