"""Hooks: the lists of commands of `pre_start`, `post_start` and `pre_stop`.

A hook whose user or rights differ from those of its container cannot be kept where it runs inside of it: the kubelet runs such
a command as the container runs. Then the hook is left out, since as another user it would do something else.
"""

from collections.abc import Iterator

from translator.model.container import Command, Variable
from translator.model.lifecycle import Hook
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Derived, Located
from translator.model.values import ImageReference, UserReference
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import Form, form, items, leave_out, pairs
from translator.normalize.grammar import image, user
from translator.normalize.invocation import invocation
from translator.normalize.scalars import refuse

_INSIDE = ("command", "user", "privileged", "working_dir", "environment")
_BEFORE = (*_INSIDE, "image", "per_replica")


def inside(node: Node, key: str, context: Context) -> tuple[Hook, ...]:
    """The hooks that run inside the container; those without a command, or with a user or rights of their own, are refused."""
    kept = []
    for item, found in _forms(node, key, _INSIDE, context):
        hook = _hook(item, key, found, context)
        if hook is None:
            continue
        if hook.command is None:
            context.findings.refuse("T216", f"a hook of {key} has no command", whole(item), help="write command: [...]")
        elif hook.user is not None or (hook.privileged is not None and hook.privileged.value):
            context.findings.refuse(
                "T216",
                f"a hook of {key} runs as another user or with further rights, and Kubernetes runs it as its container runs",
                whole(item),
                help="do it in the entrypoint, or as a pre_start step, which has a container of its own",
            )
        else:
            kept.append(hook)
    return tuple(kept)


def before(node: Node, key: str, context: Context) -> tuple[Hook, ...]:
    """The steps that run before the container, each in one of its own."""
    read = (_hook(item, key, found, context) for item, found in _forms(node, key, _BEFORE, context))
    return tuple(hook for hook in read if hook is not None)


def _forms(node: Node, key: str, known: tuple[str, ...], context: Context) -> Iterator[tuple[Node, Form]]:
    for item in items(node, key, context):
        if isinstance(item, Mapping):
            yield item, form(item, key, known, context)
        else:
            refuse(item, f"an item of {key}", "a map with command", context)


def _hook(item: Node, key: str, found: Form, context: Context) -> Hook | None:
    """One hook; None, with a finding for all of it, where a part cannot be read."""
    written = found.entries
    command: Command | None = None
    if "command" in written:
        command = invocation(written["command"], f"{key}.command", context)
    who: Located[UserReference] | None = found.parsed("user", user.parse, user.EXPECTED, "T288")
    runs: Located[ImageReference] | None = found.parsed("image", image.parse, image.EXPECTED, "T257")
    read = {"command": command, "user": who, "image": runs, "working_dir": found.text("working_dir")}
    if any(part in written and value is None for part, value in read.items()):
        leave_out(item, f"a hook of {key}", context)
        return None
    variables = _variables(written["environment"], key, context) if "environment" in written else ()
    return Hook(
        command if command is not None and command.words else None,
        item.origin,
        who,
        found.text("working_dir"),
        variables,
        found.boolean("privileged"),
        runs,
        found.boolean("per_replica"),
    )


def _variables(node: Node, key: str, context: Context) -> tuple[Variable, ...]:
    """The variables that a hook has beside those of its container, sorted by name."""
    found = []
    for name, value in pairs(node, f"{key}.environment", context):
        if not name.value or (value is not None and not isinstance(value, Scalar)):
            refuse(value or node, f"an entry of {key}.environment", "NAME=VALUE", context)
        elif value is not None and not value.is_null:
            found.append(Variable(name, Located(value.text, value.origin)))
        else:
            found.extend(_inherited(name, key, context))
    return tuple(sorted(found, key=lambda variable: variable.name.value))


def _inherited(name: Located[str], key: str, context: Context) -> Iterator[Variable]:
    given = context.project.environment.get(name.value)
    if given is None:
        message = f"{key}.environment names {name.value} without a value, and nothing gives it one"
        context.findings.refuse("T261", message, name.origin, help=f"set {name.value} by --env-file, or write its value")
    else:
        yield Variable(name, Located(given.value, Derived("taken from the environment", (name.origin, given.origin))))
