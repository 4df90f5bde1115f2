"""An autoscaler has bounds, a target or a behaviour that cannot be.

maxReplicas is at least 1 and not below minReplicas. scaleTargetRef needs kind, name and an apiVersion with its group, such
as apps/v1, which is looked at since Kubernetes 1.34. minReplicas is at least 1; it may be 0, with a metric of type Object
or External, from Kubernetes 1.36 on. Policies are of type Pods or Percent, with a value of at least 1 and a period of 1 to
1800 seconds; a window is at most 3600 seconds, a tolerance at least 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T593", "bad-autoscaler", __doc__),)

_SCALE_TO_ZERO = 36
_VALIDATED_VERSION = 34
_LONGEST_WINDOW, _LONGEST_PERIOD = 3600, 1800
_SELECTIONS = ("Disabled", "Max", "Min")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Bounds, target and behaviour."""
    yield from _bounds(value, at)
    target = value.get("scaleTargetRef") or {}
    for field in ("kind", "name"):
        yield from limits.needed(at, target.get(field), names.PATH_SEGMENT, "scaleTargetRef", field)
    version = target.get("apiVersion") or ""
    group = version.partition("/")[0]
    core = target.get("kind") == "ReplicationController" and version in ("", "v1")
    if (not group or version.count("/") != 1) and not core and at.whole.minor >= _VALIDATED_VERSION:
        expected = "must have a group and a version, such as apps/v1"
        yield at.invalid("scaleTargetRef", "apiVersion", expected=expected, value=version)
    utilization = value.get("targetCPUUtilizationPercentage")
    if utilization is not None and utilization < 1:
        # The API server names the metric that it makes of the field of autoscaling/v1.
        named = "spec.metrics[0].resource.target.averageUtilization"
        where = ("targetCPUUtilizationPercentage",)
        yield at.fault(Reason.INVALID, where, "must be at least 1", utilization, named=named)
    for field in ("scaleUp", "scaleDown"):
        rules = (value.get("behavior") or {}).get(field)
        if rules is not None:
            yield from _rules(rules, at, field)


def _bounds(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    low, high = value.get("minReplicas"), value.get("maxReplicas") or 0
    if low is not None and low < 1:
        least = 0 if at.whole.minor >= _SCALE_TO_ZERO else 1
        if low < least:
            yield at.invalid("minReplicas", expected=f"must be at least {least}", value=low)
        elif not {metric.get("type") for metric in value.get("metrics") or ()} & {"Object", "External"}:
            yield at.forbidden("metrics", expected="must have one of type Object or External when minReplicas is 0")
    if high < 1:
        yield at.required("maxReplicas", expected="must be given and be at least 1")
    if low is not None and high < low:
        yield at.invalid("maxReplicas", expected=f"must be at least {low}, which is minReplicas", value=high)


def _rules(rules: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    here = ("behavior", field)
    window, choice = rules.get("stabilizationWindowSeconds"), rules.get("selectPolicy")
    yield from limits.between(at, window, 0, _LONGEST_WINDOW, *here, "stabilizationWindowSeconds")
    if choice is not None and choice not in _SELECTIONS:
        yield at.unsupported(*here, "selectPolicy", among=_SELECTIONS, value=choice)
    tolerance = rules.get("tolerance")
    if tolerance is not None and (quantity.parse(str(tolerance)) or 0) < 0:
        yield at.invalid(*here, "tolerance", expected="must be at least 0", value=tolerance)
    policies = rules.get("policies") or ()
    if not policies:
        yield at.required(*here, "policies", expected="must have at least one policy")
    for index, policy in enumerate(policies):
        kind, period = policy.get("type") or "", policy.get("periodSeconds") or 0
        if kind not in ("Percent", "Pods"):
            yield at.unsupported(*here, "policies", index, "type", among=("Percent", "Pods"), value=kind)
        if (policy.get("value") or 0) < 1:
            yield at.invalid(*here, "policies", index, "value", expected="must be at least 1", value=policy.get("value", 0))
        yield from limits.between(at, period, 1, _LONGEST_PERIOD, *here, "policies", index, "periodSeconds")
