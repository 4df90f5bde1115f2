"""Interplay: what `aliyun.*` labels of one service mean for each other, settled after each of them was read alone.

Source: Container Service (Swarm) user guide. One container on every node wins over a number of containers; a probe has an
address or a command, not both; without either, its times are ignored.
"""

from collections.abc import Mapping
from typing import Any

from translator.model.container import Label
from translator.model.health import Probe
from translator.model.origin import Derived, Located, Origin
from translator.normalize import reach, release
from translator.normalize.context import Context

_SCALE = "aliyun.scale"


def settle(labels: Mapping[str, Label], fields: dict[str, Any], context: Context) -> None:
    """Takes out of `fields` what another label overrules or contradicts, with a finding for each line it rests on.

    Args:
        labels: the labels of Container Service of the service, by name.
        fields: the fields of Service, after every label was read.
    """
    if _SCALE in labels:
        _settle_replicas(fields, context)
    if isinstance(probe := fields.get("probe"), Probe):
        fields["probe"] = _settled_probe(probe, context)
    reach.settle(fields, context)
    release.settle(fields, context)


def _settle_replicas(fields: dict[str, Any], context: Context) -> None:
    mode: Located[str] | None = fields.get("mode")
    replicas: Located[int] | None = fields.get("replicas")
    if mode is None or mode.value != "global" or replicas is None:
        return
    if not isinstance(replicas.origin, Derived) or replicas.origin.rule != _SCALE:
        return  # the label was refused, and the number is that of deploy.replicas
    context.findings.ignore(
        "T305",
        f"aliyun.scale: {replicas.value} has no effect, since one container runs on every node",
        replicas.origin,
        help="remove the number, or what says that the service is global",
    )
    fields["replicas"] = None


def _settled_probe(probe: Probe, context: Context) -> Probe | None:
    times = [time.origin for time in (probe.timeout, probe.initial_delay) if time is not None]
    if probe.scheme is None and probe.command is None:
        for origin in times:
            context.findings.ignore(
                "T311",
                "there is no check for this time: neither aliyun.probe.url nor aliyun.probe.cmd gives one",
                origin,
                help="add one of the two, such as aliyun.probe.url: http://container:8080/health, or remove the time",
            )
        return None
    if probe.scheme is None or probe.command is None:
        return probe
    checks: list[Origin] = [probe.scheme.origin, probe.command.origin]
    for origin in (*checks, *times):
        context.findings.refuse(
            "T307",
            "aliyun.probe.url and aliyun.probe.cmd exclude each other, so the service has no probe",
            origin,
            help="keep the one that is meant",
        )
    return None
