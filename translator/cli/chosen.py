"""Chosen objects: options that hold for all objects, or for those that are named as KIND/NAME.

`--allow-recreate` alone is for all of them; `--allow-recreate job/migrate`, repeated, for some. A name may be given as the plan
shows it, or with the short kind that kubectl has (`deploy/web`); with `NAMESPACE/` before it where a name stands in several.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from translator.model.cluster import Key

F = TypeVar("F", bound=Callable[..., Any])

ALL = "*"

_SHORT = {
    "cm": "configmap",
    "cj": "cronjob",
    "crd": "customresourcedefinition",
    "deploy": "deployment",
    "ds": "daemonset",
    "hpa": "horizontalpodautoscaler",
    "ing": "ingress",
    "netpol": "networkpolicy",
    "ns": "namespace",
    "pdb": "poddisruptionbudget",
    "pv": "persistentvolume",
    "pvc": "persistentvolumeclaim",
    "quota": "resourcequota",
    "sa": "serviceaccount",
    "sc": "storageclass",
    "sts": "statefulset",
    "svc": "service",
}


def option(*names: str, optional: bool, help: str) -> Callable[[F], F]:
    """An option that takes KIND/NAME and may repeat; where `optional`, it may stand alone, for all objects."""
    alone: dict[str, Any] = {"is_flag": False, "flag_value": ALL} if optional else {}
    metavar = "[KIND/NAME]" if optional else "KIND/NAME"
    return click.option(*names, multiple=True, metavar=metavar, callback=_read, help=help, **alone)


def _read(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if value != ALL and (value.count("/") not in (1, 2) or not all(value.split("/"))):
            raise click.BadParameter(f'must be KIND/NAME, such as deployment/web, not "{value}"')
    return values


def chooses(values: Sequence[str]) -> Callable[[Key], bool]:
    """Whether an object is one of those."""
    if ALL in values:
        return lambda _key: True
    wanted = {_normal(value) for value in values}
    return lambda key: (None, *_named(key)) in wanted or (key.namespace, *_named(key)) in wanted


def _named(key: Key) -> tuple[str, str]:
    return key.kind.lower(), key.name


def _normal(value: str) -> tuple[str | None, str, str]:
    """Namespace, kind and name of `[NAMESPACE/]KIND/NAME`."""
    *namespace, kind, name = value.split("/")
    lower = kind.lower()
    return namespace[0] if namespace else None, _SHORT.get(lower, lower), name
