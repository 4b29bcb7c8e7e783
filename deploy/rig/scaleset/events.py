"""What happened to instances and when, one JSON object a line."""

import json
import time

from .settings import EVENTS


def note(what, instance, **more):
    with EVENTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"at": round(time.time(), 3), "what": what, "instance": instance, **more}) + "\n")


def since(moment):
    if not EVENTS.exists():
        return []
    return [event for event in map(json.loads, EVENTS.read_text().splitlines()) if event["at"] >= moment]
