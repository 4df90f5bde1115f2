"""The differences that are meant, each with its reason. Everything else is a fault, here or in the comparison."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.conformance.comparison import Difference
from tests.conformance.stacks import Case


@dataclass(frozen=True, slots=True)
class Known:
    """A difference in a model. `holds` tells whether it is this one."""

    reason: str
    holds: Callable[[Difference, Case], bool]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stack, or a part of one, that only one side refuses. `words` are part of the reference's error."""

    reason: str
    words: str


def _not_disabled(difference: Difference, case: Case) -> bool:
    return (
        case.legacy
        and difference.path[2:3] == ("healthcheck",)
        and any("disable: false" in text for text in case.files.values())
    )


def _optional_gap(difference: Difference, case: Case) -> bool:
    return bool(case.files) and difference.path[2:3] == ("depends_on",) and "'required': 'false'" in str(difference.theirs)


def _in_a_range(difference: Difference, case: Case) -> bool:
    ours, theirs = difference.ours, difference.theirs
    if difference.path[2:3] != ("ports",) or not isinstance(ours, list) or not isinstance(theirs, list):
        return False
    return any("-" in text for text in case.files.values()) and all(port in theirs for port in ours)


def _same_secret(difference: Difference, case: Case) -> bool:
    ours, theirs = difference.ours, difference.theirs
    if case.legacy or difference.path[2:3] != ("secrets",) or not isinstance(ours, list) or not isinstance(theirs, list):
        return False
    targets = [secret["target"] for secret in theirs]
    return len(set(targets)) < len(targets) and [secret["target"] for secret in ours] == list(dict.fromkeys(targets))


def _driven(difference: Difference, case: Case) -> bool:
    written = any("volume_driver" in text for text in case.files.values())
    return case.legacy and written and difference.path[2:3] == ("volumes",)


def _of_python(difference: Difference, case: Case) -> bool:
    return case.legacy and difference.theirs in ("True", "False") and difference.ours == difference.theirs.lower()


KNOWN: tuple[Known, ...] = (
    Known(
        "docker-compose 1.29 leaves relative paths as they are where `volume_driver` is given; a path is a path here", _driven
    ),
    Known("a boolean label is what YAML has, `true`; docker-compose 1.29 makes Python's `True` of it", _of_python),
    Known("a dependency that can do without a service of an inactive profile leaves the tree with it", _optional_gap),
    Known("ranges of ports are opened by normalize, which then sees that a port stands twice", _in_a_range),
    Known("secrets for one file are one, as the specification's page on merging says; docker compose keeps both", _same_secret),
    Known("docker-compose 1.29 switches a health check off for `disable: false` too; it is read as written", _not_disabled),
)
REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "docker-compose 1.29 has one schema for versions 2 and 3, which lacks keys of either; such a key is taken, as the "
        "version itself knew it",
        "Unsupported config option",
    ),
    Refusal(
        "an option of a logging driver may be any single value, as Docker turns it into a text", "log_opt contains an invalid"
    ),
    Refusal(
        "the rest of a stack goes on where one service lacks an image: normalize refuses that service", "has neither an image"
    ),
    Refusal("a contradiction between keys is judged where the keys are mapped, not while reading", "cannot be combined"),
    Refusal("a part that is missing from a key is judged where the key is mapped", "is missing 'credential_spec"),
    Refusal("a part that is missing from a key is judged where the key is mapped", "generic_resource entry must include"),
    Refusal("a value's own grammar is judged where the key is mapped", "Invalid IOPS value"),
    Refusal("the labels of a whole stack are a key of Alibaba Cloud Container Service", "'labels' does not match any"),
    Refusal("docker-compose 1.29 breaks down over a device without a path", "KeyError: 'path'"),
    Refusal("docker compose cannot print the path of an SSH key for a build as JSON", "MarshalJSON for type types.SSHKey"),
    Refusal("a number is taken where a text is meant and nothing else can be", "must be a string"),
    Refusal(
        "a number is taken where a text is meant and nothing else can be", "contains an invalid type, it should be a string"
    ),
    Refusal("docker-compose 1.29 knows no limit of processes; version 3.9 of the format does", "value 'pids' does not match"),
    Refusal("a list that begins with a number or a boolean is taken for texts", "cannot override"),
    Refusal("the specification's text has `pids` among the reservations, its schema has not", "additional properties 'pids'"),
)
