"""A request or a limit of a container is negative, greater than its limit, or of something that is no resource.

A request must not exceed the limit of the same resource. Devices such as nvidia.com/gpu and huge pages come in whole
numbers with request and limit the same, and need a limit; of huge pages it is a multiple of their size. Names without a DNS
name and a slash are cpu, memory, ephemeral-storage and hugepages-SIZE. For a Pod as a whole they are cpu, memory and huge
pages; its requests are no less than those of its containers together, its limits no less than those of any of them. A Pod for
Windows has none as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.kube import quantity, resources
from translator.kube.fault import Fault, Key, Reason, dotted
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T574", "bad-resources", __doc__),)

_OF_PODS = 34
"""Since when Pods have resources of their own (PodLevelResources, on by default); before, the API server drops them."""


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Requests and limits of a container, or of a Pod."""
    if at.field != "resources" or at.parent is None or at.parent.type.key.endswith("_claim_spec"):
        return
    of_pod = at.parent.type.key == "pod_spec"
    if of_pod and at.whole.minor < _OF_PODS:
        return
    fault = resources.fault_in_pod if of_pod else resources.fault_in_container
    limits, requests = value.get("limits") or {}, value.get("requests") or {}
    for field, amounts in (("limits", limits), ("requests", requests)):
        for name, amount in amounts.items():
            yield from _amount(at, name, amount, field, fault(name))
    for name, amount in requests.items():
        limit = limits.get(name)
        if limit is None:
            if not resources.is_overcommittable(name):
                yield at.required("limits", expected=f"must have {name}, which cannot be requested without a limit")
        else:
            yield from _order(at, name, amount, limit)
    named = {*limits, *requests}
    if any(resources.is_huge_pages(name) for name in named) and not named & {"cpu", "memory"}:
        yield at.forbidden(expected="must have cpu or memory beside huge pages")
    if of_pod:
        yield from _of_pod(value, at)


def _amount(at: Visit, name: str, amount: Any, field: str, expected: str | None) -> Iterator[Fault]:
    key, nano = Key(name), quantity.parse(str(amount)) or 0
    if expected is not None:
        yield at.invalid(field, key, expected=expected)
    if nano < 0:
        yield at.invalid(field, key, expected="must be at least 0", value=amount)
    if resources.is_counted(name) and not quantity.is_whole(nano):
        yield at.invalid(field, key, expected="must be a whole number", value=amount)
    size = resources.page_size(name)
    if size is not None and (size <= 0 or nano % size):
        yield at.invalid(field, key, expected="must be a multiple of the size in its name", value=amount)


def _order(at: Visit, name: str, amount: Any, limit: Any) -> Iterator[Fault]:
    asked, allowed = quantity.parse(str(amount)) or 0, quantity.parse(str(limit)) or 0
    if asked == allowed:
        return
    word = "must equal" if not resources.is_overcommittable(name) else "must be at most"
    if asked > allowed or word == "must equal":
        expected = f"asks for {amount} of {name}, which {word} the limit of {limit}"
        yield at.invalid("requests", expected=expected, inner=(name,))


def _of_pod(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The resources of a Pod against those of its containers."""
    if value.get("claims"):
        yield at.forbidden("claims", expected="must be left out of the resources of a Pod")
    pod = at.parent.value if at.parent else {}
    if (pod.get("os") or {}).get("name") == "windows":
        yield at.forbidden(expected="must be left out for Windows")
    for field, amounts in (("requests", value.get("requests") or {}), ("limits", value.get("limits") or {})):
        for name, total in _together(pod, field).items():
            counts = field == "requests" or resources.is_huge_pages(name)
            if counts and name in amounts and resources.fault_in_pod(name) is None and total > _amount_of(amounts, name):
                expected = f"must be at least what the {field} of the containers are together"
                yield at.invalid(field, Key(name), expected=expected, value=amounts[name])
    yield from _single(pod.get("containers") or (), value.get("limits") or {}, at)


def _single(containers: Sequence[Mapping[str, Any]], most: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The limits of each container, none of which exceeds that of the Pod."""
    for index, container in enumerate(containers):
        amounts = (container.get("resources") or {}).get("limits") or {}
        for name in amounts:
            if name in most and _amount_of(amounts, name) > _amount_of(most, name):
                expected = f"must be at most the limit of the Pod, {most[name]}"
                where = (*at.path[:-1], "containers", index, "resources", "limits", Key(name))
                # The API server puts the container below the resources of the Pod.
                named = dotted((*at.path, "containers", index, Key(name), "limits"))
                yield Fault(where, Reason.INVALID, expected, named=named, value=amounts[name])


def _together(pod: Mapping[str, Any], field: str) -> dict[str, int]:
    """What the containers of a Pod need at the same time, in thousand-millionths: those that run on, and while they start each
    init container beside the sidecars before it."""
    total: dict[str, int] = {}
    beside: dict[str, int] = {}
    most: dict[str, int] = {}
    for container in pod.get("containers") or ():
        _add(total, container, field)
    for container in pod.get("initContainers") or ():
        sidecar = container.get("restartPolicy") == "Always"
        if sidecar:
            _add(total, container, field)
        during = beside if sidecar else dict(beside)
        _add(during, container, field)
        most = {name: max(most.get(name, 0), during.get(name, 0)) for name in {**most, **during}}
    return {name: max(total.get(name, 0), most.get(name, 0)) for name in {**total, **most}}


def _add(total: dict[str, int], container: Mapping[str, Any], field: str) -> None:
    amounts = (container.get("resources") or {}).get(field) or {}
    for name in amounts:
        total[name] = total.get(name, 0) + _amount_of(amounts, name)


def _amount_of(amounts: Mapping[str, Any], name: str) -> int:
    return quantity.parse(str(amounts[name])) or 0
