"""Azure's scheduled events: whoever takes a machine away announces it; machines read and approve through the metadata service."""

import email.utils
import json
import time
import uuid

from .files import whole
from .settings import HOME, NOTICE_SECONDS, machine_name

FOLDER = HOME / "scheduled-events"


def announce(kind, number):
    """Tells all machines that one of them will be taken away. Returns the event's identifier."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    event = str(uuid.uuid4()).upper()
    whole(FOLDER / f"{event}.json", json.dumps({
        "EventId": event, "EventType": kind, "ResourceType": "VirtualMachine", "Resources": [machine_name(number)],
        "NotBefore": email.utils.formatdate(time.time() + NOTICE_SECONDS, usegmt=True), "Description": "", "EventSource": "User",
        "DurationInSeconds": -1}))
    return event


def listed():
    """As the metadata service shows them."""
    files = sorted(FOLDER.glob("[0-9A-F]*.json"))
    return [{**json.loads(file.read_text()), "EventStatus": "Started" if approved(file.stem) else "Scheduled"} for file in files]


def approve(events):
    """Whether all of them are known."""
    known = {event["EventId"] for event in listed()}
    if not known.issuperset(events):
        return False
    for event in events:
        (FOLDER / f"{event}.approved").touch()
    return True


def approved(event):
    return (FOLDER / f"{event}.approved").exists()


def end(event):
    for kind in ("json", "approved"):
        (FOLDER / f"{event}.{kind}").unlink(missing_ok=True)
