"""The use of configs and secrets by a service."""

from translator.model.mount import Grant
from translator.model.node import Mapping, Node
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, items
from translator.normalize.permissions import permissions
from translator.normalize.references import is_object
from translator.normalize.scalars import text

_KEYS = ("source", "target", "uid", "gid", "mode")


def grants(node: Node, section: str, context: Context) -> tuple[Grant, ...]:
    """The uses of `section` ("configs" or "secrets"), in the written order; two at one target are refused."""
    kept: dict[str, Grant] = {}
    for item in items(node, section, context):
        grant = _long(item, section, context) if isinstance(item, Mapping) else _short(item, section, context)
        if grant is None:
            continue
        target = (grant.target or grant.source).value
        first = kept.setdefault(target, grant)
        if first is grant:
            continue
        if first.source.value == grant.source.value:
            context.findings.ignore("T262", f"{section} has {grant.source.value} once more", whole(item), help="remove it")
        else:
            context.findings.refuse(
                "T268",
                f"{section} {first.source.value} and {grant.source.value} would both be the file {target}",
                whole(item),
                help="give one of them another target",
            )
    return tuple(kept.values())


def _short(node: Node, section: str, context: Context) -> Grant | None:
    name = text(node, f"an item of {section}", context)
    if name is None or not is_object(name, section, context):
        return None
    return Grant(name, node.origin)


def _long(node: Mapping, section: str, context: Context) -> Grant | None:
    found = form(node, section, _KEYS, context)
    source = found.text("source")
    if source is None:
        context.findings.refuse("T283", f"an item of {section} must have a source", whole(node), help="write source: NAME")
        return None
    if not is_object(source, section, context, whole(node)):
        return None
    mode = permissions(found.entries["mode"], f"{section}.mode", context) if "mode" in found.entries else None
    target, uid, gid = found.text("target"), found.text("uid"), found.text("gid")
    return Grant(source, node.origin, target=target, uid=uid, gid=gid, mode=mode)
