"""Values that only several keys together give: limits, the default network, the order that links ask for.

Version 2 writes limits beside the service, version 3 below `deploy`; docker compose takes `deploy` where both stand. What
`cpu_shares` means depends on the dialect (`model.stack.Dialect`).
"""

from dataclasses import replace
from typing import Any

from translator.model.connection import Attachment, Dependency
from translator.model.deploy import Resources
from translator.model.origin import Default, Derived, Located
from translator.model.stack import Dialect
from translator.model.values import NANO, Cpus
from translator.normalize import legacy_limits, networking
from translator.normalize.context import Context
from translator.normalize.grammar import mount

_ALIYUN_CORE = 100
_DOCKER_CORE = 1024

_NOWHERE = Default("a service that names no network joins the default network of its stack")
_DEFAULT_NETWORK = (Attachment(Located("default", _NOWHERE), (), _NOWHERE),)
_STARTED = Located("service_started", Default("a linked service is started first"))


def joined(fields: dict[str, Any], context: Context) -> dict[str, Any]:
    """`fields` of a service, completed in place."""
    if not legacy_limits.KEYS.isdisjoint(fields):
        legacy_limits.join(fields, context)
    if "cpu_shares" in fields:
        _join_processors(fields, context)
    if "links" in fields:
        _join_links(fields)
    if "tmpfs" in fields and "mounts" in fields:
        _refuse_same_place(fields, context)
    if "network_mode" in fields or "networks" in fields:
        networking.settle(fields, context)
    if fields.get("models"):
        _join_models(fields)
    if fields.get("scale") is not None:
        _join_scale(fields, context)
    if fields.get("pull_refresh_after") is not None:
        _join_refresh(fields, context)
    if not fields.get("networks"):
        fields["networks"] = _DEFAULT_NETWORK
    return fields


def _join_processors(fields: dict[str, Any], context: Context) -> None:
    shares: Located[int] | None = fields["cpu_shares"]
    if shares is None:
        return
    if context.dialect is Dialect.ALIYUN:
        field, core, rule = "limits", _ALIYUN_CORE, "100 shares are a limit of one core"
    else:
        field, core, rule = "reservations", _DOCKER_CORE, "1024 shares weigh as much as a request of one core"
    current: Resources = fields.get(field, Resources())
    if current.cpus is None:
        cpus = Located(Cpus(shares.value * NANO // core), Derived(rule, (shares.origin,)))
        fields[field] = replace(current, cpus=cpus)
    else:
        _say_overridden("cpu_shares", f"deploy.resources.{field}.cpus", shares, context)


def _say_overridden(key: str, winner: str, value: Located[Any], context: Context) -> None:
    context.findings.ignore("T293", f"{key} yields to {winner}, as in docker compose", value.origin, help=f"remove {key}")


def _join_links(fields: dict[str, Any]) -> None:
    known = {dependency.service.value for dependency in fields.get("depends_on", ())}
    added: dict[str, Dependency] = {
        link.service.value: Dependency(link.service, _STARTED, link.service.origin)
        for link in reversed(fields["links"])
        if link.service.value not in known
    }
    fields["depends_on"] = (*fields.get("depends_on", ()), *reversed(added.values()))


def _refuse_same_place(fields: dict[str, Any], context: Context) -> None:
    taken = {mount.place(one.target.value) for one in fields["mounts"]}
    kept = []
    for one in fields["tmpfs"]:
        if mount.place(one.target.value) in taken:
            context.findings.refuse(
                "T268", f"volumes and tmpfs both mount at {one.target.value}", one.origin, help="remove one of them"
            )
        else:
            kept.append(one)
    fields["tmpfs"] = tuple(kept)


def _join_models(fields: dict[str, Any]) -> None:
    """What the service writes itself wins over what a model implies."""
    own = {variable.name.value: variable for variable in fields.get("environment", ())}
    implied = (variable for call in fields["models"] for variable in call.variables)
    united = {variable.name.value: variable for variable in implied} | own
    fields["environment"] = tuple(united[name] for name in sorted(united))


def _join_scale(fields: dict[str, Any], context: Context) -> None:
    """docker compose refuses a file in which the two differ."""
    scale: Located[int] = fields["scale"]
    replicas: Located[int] | None = fields.get("replicas")
    if replicas is None:
        fields["replicas"] = scale
    elif replicas.value == scale.value:
        fields["replicas"] = Located(scale.value, Derived("scale and deploy.replicas", (replicas.origin, scale.origin)))
    else:
        context.findings.refuse(
            "T222",
            f"scale is {scale.value}, and deploy.replicas is {replicas.value}",
            scale.origin,
            help="remove one of the two: deploy.replicas counts",
        )


def _join_refresh(fields: dict[str, Any], context: Context) -> None:
    after: Located[Any] = fields["pull_refresh_after"]
    policy: Located[str] | None = fields.get("pull_policy")
    if policy is None or policy.value != "always":
        context.findings.ignore("T202", "pull_refresh_after has no effect without pull_policy: refresh", after.origin)
    else:
        fields["pull_policy"] = Located(policy.value, Derived("pull_refresh_after", (policy.origin, after.origin)))
