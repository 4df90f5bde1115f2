"""A container has no name or image, or one of its plain fields is unknown.

The name is a single DNS label of up to 63 characters. imagePullPolicy is Always, IfNotPresent or Never;
terminationMessagePolicy is File or FallbackToLogsOnError. The image of a Pod that is no template must not begin or end with
a blank. Only an init container may have a restartPolicy before Kubernetes 1.35, which must be Always; restartPolicyRules, up to
20, go with a restartPolicy, and their action is Restart or, from Kubernetes 1.36 on, RestartAllContainers. resizePolicy lists
cpu and memory, each with NotRequired or RestartContainer.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Reason, Step
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T571", "bad-container-field", __doc__),)

_RULES_OF_RESTART, _MOST_RULES, _MOST_CODES = 35, 20, 255
_OF_ALL = 36
"""Since when a rule may restart all containers (RestartAllContainersOnContainerExits, on by default)."""
_RESIZES = 33


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The plain fields of a container."""
    yield from limits.needed(at, value.get("name"), names.DNS_LABEL, "name")
    image = value.get("image") or ""
    if not image:
        yield at.required("image")
    elif image != image.strip() and at.whole.kind == "Pod":
        yield at.invalid("image", expected="must not begin or end with a blank", value=image)
    yield from limits.among(at, "imagePullPolicy", ("Always", "IfNotPresent", "Never"))
    yield from limits.among(at, "terminationMessagePolicy", ("File", "FallbackToLogsOnError"))
    yield from _restarts(value, at)
    if value.get("resizePolicy"):
        yield from _resizes(value, at)


def _resizes(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    pod = at.parent.value if at.parent else {}
    for index, policy in enumerate(value["resizePolicy"]):
        for field, words in (("resourceName", ("cpu", "memory")), ("restartPolicy", ("NotRequired", "RestartContainer"))):
            word = policy.get(field) or ""
            if word not in words:
                # The API server names the list, and not the item.
                reason = Reason.NOT_SUPPORTED if word else Reason.REQUIRED
                expected = f"has the {field} {word!r}, which must be {words[0]} or {words[1]}"
                yield Fault((*at.path, "resizePolicy"), reason, expected, (index, field))
        if pod.get("restartPolicy") == "Never" and policy.get("restartPolicy") == "RestartContainer":
            expected = "must be NotRequired when the Pod is never restarted"
            yield at.invalid("resizePolicy", expected=expected, inner=(index, "restartPolicy"))
    if at.field == "initContainers" and value.get("restartPolicy") != "Always" and at.whole.minor >= _RESIZES:
        yield at.invalid("resizePolicy", expected="must be left out of an init container without restartPolicy Always")


def _restarts(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    policy, rules = value.get("restartPolicy"), value.get("restartPolicyRules") or ()
    if policy is None and not rules:
        return
    if at.whole.minor >= _RULES_OF_RESTART:
        yield from limits.among(at, "restartPolicy", ("Always", "OnFailure", "Never"))
        if rules and policy is None:
            yield at.required("restartPolicy", expected="must be given with restartPolicyRules")
        if len(rules) > _MOST_RULES:
            yield at.fault(Reason.TOO_LONG, ("restartPolicyRules",), f"must have at most {_MOST_RULES} rules")
        for index, rule in enumerate(rules):
            yield from _rule(rule, at, "restartPolicyRules", index)
    elif at.field == "initContainers":
        yield from limits.among(at, "restartPolicy", ("Always",))
    elif policy is not None:
        yield at.forbidden("restartPolicy", expected="must be left out: only init containers may have it")


def _rule(rule: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    action, codes = rule.get("action"), rule.get("exitCodes")
    if action != "Restart":
        actions = ("Restart", "RestartAllContainers") if at.whole.minor >= _OF_ALL else ("Restart",)
        if action not in actions:
            yield at.unsupported(*steps, "action", among=actions, value=action)
    if codes is None:
        yield at.required(*steps, "exitCodes")
        return
    if codes.get("operator") not in ("In", "NotIn"):
        yield at.unsupported(*steps, "exitCodes", "operator", among=("In", "NotIn"), value=codes.get("operator"))
    if len(codes.get("values") or ()) > _MOST_CODES:
        yield at.fault(Reason.TOO_LONG, (*steps, "exitCodes", "values"), f"must have at most {_MOST_CODES} values")
