"""Script: what becomes of Pods, by their images.

Without rules of its own a script goes by the last word of an image's name: `missing` cannot be pulled, `crash` ends with an
error again and again, `never` runs and is never ready, `done` ends well, `fail` ends with an error; everything else becomes
ready.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from translator.model.record import dataclass


class Fate(Enum):
    """What becomes of a container."""

    READY = "ready"
    MISSING = "its image cannot be pulled"
    CRASH = "crashes again and again"
    NEVER = "runs and is never ready"
    DONE = "ends well"
    FAIL = "ends with an error"


@dataclass(frozen=True, slots=True)
class Rule:
    """The fate of containers whose image matches a pattern (`*/api:*`), the exit code and the log that it leaves."""

    image: str
    fate: Fate
    code: int = 1
    log: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """What becomes of Pods. `start` is how long a container takes to start, `stop` to stop, both in seconds."""

    rules: tuple[Rule, ...] = ()
    start: float = 1.0
    stop: float = 0.2
    node_labels: Mapping[str, str] = field(default_factory=lambda: {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"})

    def rule(self, image: str) -> Rule:
        """The rule for an image: the first that matches, or what the name of the image says."""
        for rule in self.rules:
            if fnmatchcase(image, rule.image):
                return rule
        name = image.rpartition("/")[2].partition("@")[0].partition(":")[0]
        return _NAMED.get(name, Rule(image, Fate.READY))

    def log(self, pod: Mapping[str, Any], query: Mapping[str, str]) -> str:
        """The log of a container of a Pod: of the one that is asked for, or of the first."""
        containers = [*pod["spec"]["containers"], *pod["spec"].get("initContainers", ())]
        wanted = query.get("container") or containers[0]["name"]
        text = next((self.rule(each["image"]).log for each in containers if each["name"] == wanted), "")
        lines = text.splitlines(keepends=True)
        tail = query.get("tailLines", "")
        return "".join(lines[-int(tail) :] if tail.isdecimal() and int(tail) else lines)


def named(word: str, image: str) -> Rule | None:
    """The rule that the images of a pattern fare as the one that is called `word` does; None for another word."""
    rule = _NAMED.get(word)
    return rule and Rule(image, rule.fate, rule.code, rule.log)


WORDS = ("missing", "crash", "never", "done", "fail")
"""What an image may be called to have a fate of its own."""

_NAMED = {
    "missing": Rule("missing", Fate.MISSING),
    "crash": Rule("crash", Fate.CRASH, 1, "starting\nfatal: cannot go on\n"),
    "never": Rule("never", Fate.NEVER, log="starting\nwaiting for what never comes\n"),
    "done": Rule("done", Fate.DONE, 0, "done\n"),
    "fail": Rule("fail", Fate.FAIL, 3, "fatal: this cannot work\n"),
}
