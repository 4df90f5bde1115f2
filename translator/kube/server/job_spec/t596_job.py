"""A Job has a number out of range, a mode that is unknown, or a selector that it did not get from the API server.

completions, parallelism, backoffLimit and the times are at least 0. The completion mode Indexed needs completions, and at
most 100000 Pods at a time; the name of the Job and its highest index are a DNS label together. A selector goes with
manualSelector only, and with neither in the template of a CronJob. A failure policy needs restartPolicy Never, and each
of its up to 20 rules an action and either exit codes or conditions. managedBy is a DNS name and a path. The name of a Job is
a label of its Pods, which the API server adds, and so has at most 63 characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.kube import names, selectors
from translator.kube.fault import Fault, Reason, Step, dotted
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T596", "bad-job", __doc__),)

_NUMBERS = (
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "ttlSecondsAfterFinished",
    "backoffLimitPerIndex",
    "maxFailedIndexes",
)
_MOST_INDEXED, _MOST_RULES, _LONGEST_MANAGER, _LONGEST_LABEL = 100_000, 20, 63, 63
_HIGH_COMPLETIONS, _MOST_WITH_HIGH = 100_000, 10_000
_MANAGED = 32
_STATUSES = ("False", "True", "Unknown")
_ACTIONS = ("Count", "FailIndex", "FailJob", "Ignore")
_CODES_AT_MOST = 255


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The numbers, modes and policies of a Job, or of the template of one."""
    yield from limits.natural(at, *_NUMBERS)
    mode = value.get("completionMode")
    yield from limits.among(at, "completionMode", ("NonIndexed", "Indexed"))
    if mode == "Indexed":
        if value.get("completions") is None:
            yield at.required("completions", expected="must be given with the completion mode Indexed")
        if (value.get("parallelism") or 0) > _MOST_INDEXED:
            expected = f"must be at most {_MOST_INDEXED} with the completion mode Indexed"
            yield at.invalid("parallelism", expected=expected, value=value["parallelism"])
        yield from _indexes(value, at)
    else:
        for field in ("backoffLimitPerIndex", "maxFailedIndexes"):
            if value.get(field) is not None:
                yield at.invalid(field, expected="must be left out unless the completion mode is Indexed", value=value[field])
    if at.parent is not None and at.parent.type.key == "job":
        yield from _selector(value, at)
    else:
        yield from _template(value, at)
    replaced = ("Failed",) if "podFailurePolicy" in value else ("Failed", "TerminatingOrFailed")
    yield from limits.among(at, "podReplacementPolicy", replaced)
    if value.get("managedBy") is not None and at.whole.minor >= _MANAGED:
        yield from limits.text(at, value["managedBy"], names.PREFIXED_PATH, "managedBy")
        if len(value["managedBy"]) > _LONGEST_MANAGER:
            yield at.fault(Reason.TOO_LONG, ("managedBy",), f"must have at most {_LONGEST_MANAGER} characters")
    if "podFailurePolicy" in value:
        yield from _policy(value, at)


def _indexes(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The numbers of a Job whose Pods have indexes."""
    completions, failed = value.get("completions"), value.get("maxFailedIndexes")
    limited = value.get("backoffLimitPerIndex") is not None
    if failed is not None and not limited:
        yield at.required("backoffLimitPerIndex", expected="must be given with maxFailedIndexes")
    if failed is not None and failed > _MOST_INDEXED:
        yield at.invalid("maxFailedIndexes", expected=f"must be at most {_MOST_INDEXED}", value=failed)
    if completions is None:
        return
    if failed is not None and failed > completions:
        yield at.invalid("maxFailedIndexes", expected="must be at most completions", value=failed)
    if completions > _HIGH_COMPLETIONS and limited:
        if failed is None:
            yield at.required("maxFailedIndexes", expected=f"must be given when completions is above {_HIGH_COMPLETIONS}")
        for field in ("parallelism", "maxFailedIndexes"):
            if (value.get(field) or 0) > _MOST_WITH_HIGH:
                expected = f"must be at most {_MOST_WITH_HIGH} when completions is above {_HIGH_COMPLETIONS}"
                yield at.invalid(field, expected=expected, value=value[field])
    name = (at.whole.body.get("metadata") or {}).get("name")
    if name and completions > 0 and at.whole.kind == "Job" and not names.DNS_LABEL.accepts(f"{name}-{completions - 1}"):
        expected = f"must be such that {name}-{completions - 1}, the highest index, is a DNS label"
        yield Fault(("metadata", "name"), Reason.INVALID, expected, value=name)


def _template(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    if value.get("selector") is not None:
        yield at.invalid("selector", expected="must be left out of a template: the API server makes it")
    if value.get("manualSelector"):
        yield at.fault(Reason.NOT_SUPPORTED, ("manualSelector",), "must be left out of a template, or false")


def _selector(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    selector = value.get("selector")
    if not value.get("manualSelector"):
        name = (at.whole.body.get("metadata") or {}).get("name") or ""
        if len(name) > _LONGEST_LABEL:
            # The API server names the labels that it made of the name.
            expected = f"must have at most {_LONGEST_LABEL} characters, not {len(name)}, since it is a label of the Pods"
            yield Fault(
                ("metadata", "name"), Reason.INVALID, expected, named=dotted((*at.path, "template", "labels")), value=name
            )
        if selector is not None:
            yield at.invalid("selector", expected="must be left out: the API server makes it, unless manualSelector is true")
    elif selector is None:
        yield at.required("selector", expected="must be given with manualSelector")
    elif selectors.is_valid(selector):
        labels = ((value.get("template") or {}).get("metadata") or {}).get("labels") or {}
        if not selectors.matches(selector, labels):
            yield at.invalid("template", "metadata", "labels", expected="must match spec.selector", value=labels)


def _policy(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    pod = (value.get("template") or {}).get("spec") or {}
    if pod.get("restartPolicy") != "Never":
        expected = "must be Never when there is a podFailurePolicy"
        yield at.invalid("template", "spec", "restartPolicy", expected=expected, value=pod.get("restartPolicy"))
    containers = {each.get("name") for field in ("containers", "initContainers") for each in pod.get(field) or ()}
    rules = value["podFailurePolicy"].get("rules") or ()
    if len(rules) > _MOST_RULES:
        yield at.fault(Reason.TOO_MANY, ("podFailurePolicy", "rules"), f"must have at most {_MOST_RULES} rules")
    for index, rule in enumerate(rules):
        here, action = ("podFailurePolicy", "rules", index), rule.get("action") or ""
        if not action:
            yield at.required(*here, "action", expected=f"must be one of {', '.join(_ACTIONS)}")
        elif action not in _ACTIONS:
            yield at.unsupported(*here, "action", among=_ACTIONS, value=action)
        elif action == "FailIndex" and value.get("backoffLimitPerIndex") is None:
            yield at.invalid(*here, "action", expected="must not be FailIndex without backoffLimitPerIndex", value=action)
        codes, conditions = rule.get("onExitCodes"), rule.get("onPodConditions")
        if codes is not None and conditions:
            yield at.invalid(*here, expected="must have only one of onExitCodes and onPodConditions")
        if codes is None and not conditions:
            yield at.invalid(*here, expected="must have onExitCodes or onPodConditions")
        if codes is not None:
            yield from _exits(codes, at, containers, *here, "onExitCodes")
        yield from _conditions(conditions or (), at, *here, "onPodConditions")


def _conditions(conditions: Sequence[Mapping[str, Any]], at: Visit, *steps: Step) -> Iterator[Fault]:
    if len(conditions) > _MOST_RULES:
        yield at.fault(Reason.TOO_MANY, steps, f"must have at most {_MOST_RULES} conditions")
    for index, wanted in enumerate(conditions):
        yield from limits.label_key(at, wanted.get("type", ""), *steps, index, "type")
        if (wanted.get("status") or "True") not in _STATUSES:
            yield at.unsupported(*steps, index, "status", among=_STATUSES, value=wanted["status"])


def _exits(codes: Mapping[str, Any], at: Visit, containers: set[Any], *steps: Step) -> Iterator[Fault]:
    operator, values = codes.get("operator") or "", codes.get("values") or ()
    if not operator:
        yield at.required(*steps, "operator", expected="must be In or NotIn")
    elif operator not in ("In", "NotIn"):
        yield at.unsupported(*steps, "operator", among=("In", "NotIn"), value=operator)
    if codes.get("containerName") is not None and codes["containerName"] not in containers:
        yield at.invalid(*steps, "containerName", expected="must be the name of a container", value=codes["containerName"])
    if not values:
        yield at.invalid(*steps, "values", expected="must not be empty")
    elif len(values) > _CODES_AT_MOST:
        yield at.invalid(*steps, "values", expected=f"must have at most {_CODES_AT_MOST} values")
    for index, code in enumerate(values):
        if code in values[:index]:
            yield at.duplicate(*steps, "values", index, value=code)
        if operator == "In" and code == 0:
            yield at.invalid(*steps, "values", index, expected="must not be 0 with the operator In", value=code)
    if list(values) != sorted(values):
        yield at.invalid(*steps, "values", expected="must be in rising order", value=values)
