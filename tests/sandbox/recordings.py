"""Recorded exchanges, and the form in which two answers are compared: without ids, times and words for people.

Where `../shared` is not there, there is nothing to compare with, and the tests that need it are skipped.
"""

import json
import re
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[3] / "shared" / "apiserver"
IDS = ("uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "time")
_IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]+)?Z")
_ADDRESS = re.compile(r"10\.(96|244)\.[0-9]+\.[0-9]+")


def recording(name: str) -> Any:
    """A file of recordings."""
    return json.loads((SHARED / name).read_text(encoding="utf-8"))


def comparable(value: Any) -> Any:
    """A value without ids and times; managed fields in the order of their managers, whose order is that of their times."""
    if isinstance(value, dict):
        found = {_plain(name): comparable(each) for name, each in value.items() if name not in IDS}
        if isinstance(found.get("managedFields"), list):
            found["managedFields"].sort(key=lambda each: (each["operation"], each["manager"]))
        return found
    if isinstance(value, list):
        return [comparable(each) for each in value]
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return _ADDRESS.sub("<address>", _TIME.sub("<time>", _IDENTITY.sub("<uid>", text)))


def without_words(value: Any) -> Any:
    """A refusal without the sentences for people in it: code, reason, details and the fields of its causes count."""
    if not (isinstance(value, dict) and value.get("kind", "Status") == "Status" and value.get("reason") == "Invalid"):
        return value
    causes = [{"reason": cause["reason"], "field": cause["field"]} for cause in value.get("details", {}).get("causes", ())]
    return {**value, "message": "", "details": {**value.get("details", {}), "causes": causes}}
