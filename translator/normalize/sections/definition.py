"""What the definitions of volumes, networks, configs and secrets have in common: their form, `external` and `name`."""

from translator.model.node import Mapping, Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import Form, form, is_empty
from translator.normalize.scalars import unset
from translator.normalize.support import STACK


def definition(node: Node, section: str, known: tuple[str, ...], context: Context) -> Form:
    """The keys of a definition that have a meaning; none for an empty definition, which is a whole one."""
    if is_empty(node):
        return Form(section, {}, context)
    return form(node, section, known, context, scope=STACK)


def external(found: Form) -> tuple[Located[bool] | None, Located[str] | None]:
    """Whether the object is made elsewhere (None where it is not), and its name there or here.

    `external` is true, or, in files up to version 3.3, a map with the name.
    """
    name, node = found.text("name"), found.entries.get("external")
    if isinstance(node, Mapping):
        older = form(node, f"{found.key}.external", ("name",), found.context, scope=STACK)
        return Located(True, node.origin), _one_name(older.text("name"), name, found)
    outside = found.boolean("external")
    if node is not None and outside is not None and not outside.value:
        unset(node, f"{found.key}.external", found.context, "is false")
        return None, name
    return outside, name


def _one_name(older: Located[str] | None, newer: Located[str] | None, found: Form) -> Located[str] | None:
    if older is None or newer is None:
        return older or newer
    said = f"{found.key} has a name in external, {older.value}, and one beside it, {newer.value}"
    if older.value == newer.value:
        found.context.findings.ignore("T262", said, older.origin, help="remove the older one")
    else:
        found.context.findings.refuse("T262", said, older.origin, help="keep the one beside external, and write external: true")
    return newer
