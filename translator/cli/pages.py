"""The manual: pages of codes, labels, Compose keys and kinds, each from where it is defined, so that none can go stale."""

import pkgutil
import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from translator.model.finding import Verdict
from translator.normalize import attributes, labels, support
from translator.render import kinds
from translator.report.catalogue import Code, codes

_WIDTH = 100

ALIASES = {
    "deploy": "deployment",
    "sts": "statefulset",
    "ds": "daemonset",
    "svc": "service",
    "ing": "ingress",
    "cm": "configmap",
    "persistentvolumeclaim": "pvc",
    "pv": "persistentvolume",
    "netpol": "networkpolicy",
    "ns": "namespace",
}
"""Other names of kinds, as kubectl has them, for the names of the modules."""


def pages(what: str) -> tuple[str, ...]:
    """Every page about `what`: `volumes` is a key of a service and a section of its own."""
    page = labels.page(what)
    if page is not None or what.startswith("aliyun."):
        return () if page is None else (page,)
    return (*_codes(what), *_keys(what), *_kind(what))


def topics() -> str:
    """What there is to explain."""
    rows = list(codes())
    return "\n".join(
        (
            "translator explain WHAT, where WHAT is",
            "",
            f"  a code                    {rows[0].code} to {rows[-1].code} ({len(rows)}), or its name ({rows[0].slug})",
            f"  a label                   {len(labels.names())} of them, {len(labels.mapped())} mapped: aliyun.scale",
            f"  a Compose key             {len(support.rows(support.SERVICE))} of services: ports, deploy.replicas",
            f"  a kind                    {', '.join(sorted(_kinds()))}",
            "  a field of the output     deployment/web spec.replicas -f stack.yml",
            "  a line of the input       stack.yml:14",
        )
    )


def nearest(what: str) -> list[str]:
    """What was probably meant, the likeliest first."""
    from difflib import get_close_matches  # only for misspelt words

    if what.startswith("aliyun."):
        near = labels.nearest(what)
        return [near] if near else []
    known = [*support.rows(support.SERVICE), *support.rows(support.STACK), *_kinds()]
    known += [name for row in codes() for name in (row.code, row.slug)]
    found = get_close_matches(what, known, 3, 0.6) or get_close_matches(what.upper(), known, 3, 0.7)
    return list(dict.fromkeys(found))


def _codes(what: str) -> Iterator[str]:
    return (code_page(row) for row in codes() if what.upper() == row.code or what == row.slug)


def code_page(row: Code) -> str:
    """The page of a code."""
    return f"{row.code} {row.slug} ({row.severity.value})\n\n{_wrapped(row.summary)}\n\n{_wrapped(row.page)}"


def _keys(what: str) -> Iterator[str]:
    """The pages of a Compose key, written alone or with its path: `ports`, `services.web.ports[0]`."""
    steps = [step for step in re.split(r"\.|\[\d*\]", what) if step and not step.isdecimal()]
    if steps[:1] == ["services"] and len(steps) > 2:
        yield from _key_page(steps[2:], support.SERVICE, "services.*.")
        return
    yield from _key_page(steps, support.SERVICE, "services.*.")
    yield from _key_page(steps, support.STACK, "")
    # The second step of a path such as volumes.data.driver is a name, which the table leaves out.
    if len(steps) > 2:
        yield from _key_page([steps[0], *steps[2:]], support.STACK, "")


def _key_page(steps: list[str], scope: str, prefix: str) -> Iterator[str]:
    rows = support.rows(scope)
    for length in range(len(steps), 0, -1):
        key = ".".join(steps[:length])
        if key in rows:
            # What stands below a key with keys of its own, and is none of them, is not explained by it.
            if length == len(steps) or not any(other.startswith(f"{key}.") for other in rows):
                yield _row(prefix + key, key, rows[key], scope)
            return


def _row(title: str, key: str, row: support.Row, scope: str) -> str:
    lines = [f"{title} ({row.verdict.value}{f', {row.code}' if row.code else ''})"]
    if row.reason:
        lines += ["", _wrapped(f"Becomes: {row.reason}." if row.verdict is Verdict.MAPPED else f"{key} {row.reason}.")]
    if row.remedy:
        lines += ["", _wrapped(f"What to do: {row.remedy}.")]
    module = key.replace(".", "_").replace("-", "_")
    if scope == support.SERVICE and module in _modules(attributes.__name__):
        lines += ["", (import_module(f"{attributes.__name__}.{module}").__doc__ or "").strip()]
    return "\n".join(lines)


def _kind(what: str) -> Iterator[str]:
    module = kind(what)
    if module is not None:
        yield f"{what.lower()} (kind)\n\n{(import_module(_kinds()[module]).__doc__ or '').strip()}"


def kind(what: str) -> str | None:
    """The name of a kind's module for any of its names: Deployment, deployments, deploy."""
    lower = what.lower()
    names = (ALIASES.get(name, name) for name in (lower, lower.removesuffix("s"), lower.removesuffix("es")))
    return next((name for name in names if name in _kinds()), None)


def _kinds() -> Mapping[str, str]:
    return _modules(kinds.__name__)


@cache
def _modules(package: str) -> Mapping[str, str]:
    """The modules of a folder: short name -> full name."""
    path = import_module(package).__path__
    return {module.name.rstrip("_"): f"{package}.{module.name}" for module in pkgutil.iter_modules(path)}


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(paragraph, _WIDTH) for paragraph in text.splitlines())
