"""Identity: users and groups as numbers, which is how Kubernetes takes them, since it does not look into the image.

The one name with the same number everywhere is root. Other names have numbers by `users` and `groups` of the configuration,
for all images or for one service (SERVICE/NAME).
"""

from collections.abc import Iterator, Mapping

from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.settings import Settings
from translator.report.collector import Collector

HIGHEST_ID = (1 << 31) - 1

Numbers = tuple[Located[int] | None, Located[int] | None]


def identity(service: Service, settings: Settings) -> Numbers:
    """User and group as numbers; None for what is not written, or has none."""
    if service.user is None:
        return None, None
    reference, origin = service.user.value, service.user.origin
    user, implied = number(reference.user), None
    chosen = None if user is None else Located(user, origin)
    if user is None and (entry := _entry(settings.users, service, reference.user)) is not None:
        first, _, second = entry.value.partition(":")
        cause = Derived("users of the configuration", (origin, entry.origin))
        user, implied = number(first), number(second)
        chosen = None if user is None else Located(user, cause)
        if reference.group is None and implied is not None:
            return chosen, Located(implied, cause)
    return chosen, None if reference.group is None else group(Located(reference.group, origin), service, settings)


def group(written: Located[str], service: Service, settings: Settings) -> Located[int] | None:
    """The number of a group; None where nothing says it."""
    found = number(written.value)
    if found is not None:
        return Located(found, written.origin)
    entry = _entry(settings.groups, service, written.value)
    found = None if entry is None else number(entry.value)
    if entry is None or found is None:
        return None
    return Located(found, Derived("groups of the configuration", (written.origin, entry.origin)))


def supplemental(service: Service, settings: Settings, findings: Collector) -> Iterator[Located[int]]:
    """The groups of `group_add`, each once."""
    seen: set[int] = set()
    for written in service.group_add:
        found = group(written, service, settings)
        if found is None:
            refuse("group", written, service, findings)
        elif found.value in seen:
            findings.ignore("T462", f"group_add has the group {found.value} already", written.origin)
        else:
            seen.add(found.value)
            yield found


def refuse(what: str, written: Located[str], service: Service, findings: Collector) -> None:
    """Refuses the name of a user or a group that has no number."""
    section = "users" if what == "user" else "groups"
    findings.refuse(
        "T474",
        f'the {what} must be a number from 0 to {HIGHEST_ID}, not "{written.value}", which only the image can explain',
        written.origin,
        help=f"docker run --rm --entrypoint id IMAGE {written.value} prints the numbers; write one here, or in "
        f"translator.yaml: {section}: {{{service.name.value}/{written.value}: NUMBER}}",
    )


def number(text: str) -> int | None:
    """The number that a name stands for by itself."""
    if text == "root":
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_ID))):
        return None
    return int(text) if int(text) <= HIGHEST_ID else None


def _entry(names: Mapping[str, Located[str]], service: Service, name: str) -> Located[str] | None:
    return names.get(f"{service.name.value}/{name}") or names.get(name)
