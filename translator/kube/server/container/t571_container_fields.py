"""A container has no name or image, or one of its plain fields is unknown.

The name is a single DNS label of up to 63 characters. imagePullPolicy is Always, IfNotPresent or Never;
terminationMessagePolicy is File or FallbackToLogsOnError. The image of a Pod that is no template must not begin or end with
a blank. Only an init container may have a restartPolicy before Kubernetes 1.34, which must be Always.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T571", "bad-container-field", __doc__),)

_RULES_OF_RESTART = 34


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
    for policy in value.get("resizePolicy") or ():
        for field, words in (("resourceName", ("cpu", "memory")), ("restartPolicy", ("NotRequired", "RestartContainer"))):
            word = policy.get(field) or ""
            if word not in words:
                yield (
                    at.unsupported("resizePolicy", field, among=words, value=word)
                    if word
                    else at.required("resizePolicy", field)
                )


def _restarts(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    policy = value.get("restartPolicy")
    if policy is None:
        return
    if at.whole.minor >= _RULES_OF_RESTART:
        yield from limits.among(at, "restartPolicy", ("Always", "OnFailure", "Never"))
    elif at.field == "initContainers":
        yield from limits.among(at, "restartPolicy", ("Always",))
    else:
        yield at.forbidden("restartPolicy", expected="must be left out: only init containers may have it")
