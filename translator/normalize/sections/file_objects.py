"""Top-level `configs` and `secrets`: their bytes are read here, once; those of a secret are shown nowhere.

Maps to  an immutable ConfigMap or Secret; one that is `external` must exist in the cluster.
Grammar  `file`, `environment` or `content` (configs alone), or `external`; `name`.
Source   Compose Specification, configs and secrets.
"""

from collections.abc import Sequence

from translator import files
from translator.model.node import Node, Scalar
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import FileObject
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import leave_out
from translator.normalize.scalars import refuse, text
from translator.normalize.sections.definition import definition, external

CONFIGS, SECRETS = "configs", "secrets"

LIMIT = 1024 * 1024
"""The most bytes that an object of a cluster holds."""

_CONTENTS = ("file", "environment", "content")
"""Where the bytes are; a secret cannot be written in the stack itself."""
_SAID = {
    files.Refusal.MISSING: "does not exist",
    files.Refusal.OUTSIDE: "lies outside the project folder",
    files.Refusal.NOT_A_FILE: "is not a file",
    files.Refusal.TOO_LARGE: "holds more than 1 MiB, the most that an object of a cluster can hold",
    files.Refusal.UNREADABLE: "cannot be read",
    files.Refusal.LOOP: "is a link that leads to itself",
}


def file_objects(section: str, services: Sequence[Service], context: Context) -> tuple[FileObject, ...]:
    """The configs or secrets that `services` use and that could be read, sorted by key.

    Args:
        section: CONFIGS or SECRETS.
    """
    granted = [service.configs if section == CONFIGS else service.secrets for service in services]
    used = {grant.source.value for grants in granted for grant in grants}
    found = []
    for key, node in sorted(context.section(section).items()):
        if key not in used:
            context.findings.ignore("T296", f"{section[:-1]} {key} is used by no service", whole(node))
            continue
        one = _file_object(key, node, section, context)
        if one is not None:
            found.append(one)
    return tuple(found)


def _file_object(key: str, node: Node, section: str, context: Context) -> FileObject | None:
    forms = _CONTENTS if section == CONFIGS else _CONTENTS[:-1]
    found = definition(node, section, ("name", "external", *forms), context)
    outside, name = external(found)
    written = [word for word in forms if word in found.entries]
    if outside is None and len(written) == 1:
        content = _content(written[0], found.entries[written[0]], section, context)
        if content is None:
            leave_out(node, f"{section[:-1]} {key}", context)
            return None
        return FileObject(Located(key, node.origin), name, None, content, node.origin)
    if outside is not None and not written:
        return FileObject(Located(key, node.origin), name, outside, None, node.origin)
    said = " and ".join([*(("external",) if outside is not None else ()), *written]) or "none of them"
    context.findings.refuse(
        "T290",
        f"{section[:-1]} {key} must have one of {', '.join(forms)} or external, not {said}",
        whole(node),
        help="keep one of them",
    )
    return None


def _content(form: str, node: Node, section: str, context: Context) -> Located[bytes] | None:
    if not isinstance(node, Scalar):
        refuse(node, f"{section}.{form}", "text", context)
        return None
    if form == "content":
        return Located(node.text.encode(), node.origin)
    written = text(node, f"{section}.{form}", context)
    if written is None:
        return None
    return _variable(written, section, context) if form == "environment" else _file(written, section, context)


def _variable(name: Located[str], section: str, context: Context) -> Located[bytes] | None:
    value = context.project.environment.get(name.value)
    if value is None:
        context.findings.refuse(
            "T292",
            f"{section}.environment names the variable {name.value}, which is not set",
            name.origin,
            help=f"set {name.value} in the environment or by --env-file",
        )
        return None
    return Located(value.value.encode(), Derived("taken from the environment", (name.origin, value.origin)))


def _file(name: Located[str], section: str, context: Context) -> Located[bytes] | None:
    reading = files.read(name.value, context.project.directory, context.disk.roots, limit=LIMIT)
    if reading.content is not None:
        return Located(reading.content, name.origin)
    said = _SAID[reading.refusal or files.Refusal.UNREADABLE]
    outside = reading.refusal is files.Refusal.OUTSIDE
    context.findings.refuse(
        "T289",
        f"{section}.file {name.value} {said}",
        name.origin,
        help="allow its folder with --allow-path DIR" if outside else "name a file beside the stack file",
    )
    return None
