"""References from a service to other parts of the stack, refused where they lead nowhere, as docker compose refuses them."""

from collections.abc import Iterable

from translator.model.origin import Located, Origin
from translator.normalize.context import Context


def is_service(name: Located[str], key: str, context: Context, at: Origin | None = None) -> bool:
    """Whether `name` is another service of the stack; a finding at `at`, or at the name, where it is not."""
    if name.value == context.service:
        context.findings.refuse(
            "T284", f"{key} of {context.service} names the service itself", at or name.origin, help=f"remove it from {key}"
        )
        return False
    return _is_declared(name, "services", "T279", f"{key} names", context, at)


def is_network(name: Located[str], context: Context, at: Origin | None = None) -> bool:
    """Whether `name` is a network of the stack; `default` always is."""
    return name.value == "default" or _is_declared(name, "networks", "T282", "networks names", context, at)


def is_object(name: Located[str], section: str, context: Context, at: Origin | None = None) -> bool:
    """Whether `name` is one of the top-level `configs` or `secrets`."""
    return _is_declared(name, section, "T283", f"{section} names", context, at)


def is_volume(name: Located[str], context: Context, at: Origin | None = None) -> bool:
    """Whether `name` is one of the top-level `volumes`."""
    return _is_declared(name, "volumes", "T280", "volumes names", context, at)


def _is_declared(name: Located[str], section: str, code: str, said: str, context: Context, at: Origin | None) -> bool:
    declared = context.section(section)
    if name.value in declared:
        return True
    near = _nearest(name.value, declared)
    context.findings.refuse(
        code,
        f'{said} "{name.value}", which the {section} of the stack do not have',
        at or name.origin,
        help=f"write {near}, or add {name.value} to {section}" if near else f"add {name.value} to {section}, or remove it here",
    )
    return False


def _nearest(name: str, declared: Iterable[str]) -> str:
    import difflib  # only for a fault: it is large

    return next(iter(difflib.get_close_matches(name, sorted(declared), n=1)), "")
