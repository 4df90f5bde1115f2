"""Crew: the Pod of several services, put together from the Pods that each of them would have.

What is the Pod's was handed to the leader before (`render/joining.py`), so that containers, volumes and what prepares them are
left to be joined. The containers call one another at 127.0.0.1 by the names of their services: through a Service they would
reach another Pod, or none before all of them are ready.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.kube.names import dns_label
from translator.model.origin import Default, Derived, Located
from translator.render.blueprint import Blueprint, Workload
from translator.render.pods.container import ContainerView
from translator.render.pods.filling import FillView
from translator.render.pods.hosts import HostAlias
from translator.render.pods.mounts import same
from translator.render.pods.storage import PodVolume, VolumeMount

if TYPE_CHECKING:
    from translator.render.pods.pod import Pod

_HERE = Located("127.0.0.1", Default("containers of a Pod share one network"))


def together(leader: "Pod", companions: Sequence["Pod"], workload: Workload, blueprint: Blueprint) -> "Pod":
    """One Pod of all: the leader's, with the containers of the others beside its own."""
    pods = [leader]
    volumes = {volume.name.value: volume for volume in leader.view.volumes}
    claimed = {mount.name.value for mount in leader.view.container.mounts} - volumes.keys()
    for pod in companions:
        renamed = dict(_renamed(pod, volumes, claimed))
        pods.append(_with_names(pod, renamed))
        volumes |= {one.name.value: one for one in pods[-1].view.volumes if one.name.value not in volumes}
    views = [pod.view for pod in pods]
    view = replace(
        leader.view,
        labels=leader.view.labels,
        annotations=tuple(pair for one in views for pair in one.annotations),
        service_links=next((one.service_links for one in views if one.service_links.value), leader.view.service_links),
        aliases=(*leader.view.aliases, *_aliases(workload, blueprint)),
        group=next((one.group for one in views if one.group is not None), None),
        fills=tuple(_distinct([fill for one in views for fill in one.fills])),
        steps=tuple(step for one in views for step in one.steps),
        beside=tuple(one.container for one in views[1:]),
        volumes=tuple(volumes.values()),
    )
    return replace(
        leader,
        view=view,
        held=next((pod.held for pod in pods if pod.held is not None), None),
        host_port=next((pod.host_port for pod in pods if pod.host_port is not None), None),
        starting=max(pod.starting for pod in pods),
    )


def _renamed(pod: "Pod", volumes: Mapping[str, PodVolume], claimed: set[str]) -> Iterator[tuple[str, Located[str]]]:
    """New names for volumes of a Pod that another volume has."""
    taken = {*volumes, *claimed}
    own = {volume.name.value for volume in pod.view.volumes}
    for volume in pod.view.volumes:
        name = volume.name.value
        if name not in taken or (name in volumes and same(volumes[name], volume)):
            continue
        label, number = name, 2
        while label in taken or label in own:
            label, number = dns_label(f"{name}-{number}"), number + 1
        own.add(label)
        yield name, Located(label, Derived("two volumes of the Pod have one name", (volume.name.origin,)))


def _with_names(pod: "Pod", renamed: Mapping[str, Located[str]]) -> "Pod":
    if not renamed:
        return pod
    view = pod.view
    volumes = tuple(replace(one, name=renamed.get(one.name.value, one.name)) for one in view.volumes)
    fills = tuple(replace(fill, mount=_mount(fill.mount, renamed)) for fill in view.fills)
    steps = tuple(_container(step, renamed) for step in view.steps)
    container = _container(view.container, renamed)
    return replace(pod, view=replace(view, volumes=volumes, fills=fills, steps=steps, container=container))


def _container(view: ContainerView, renamed: Mapping[str, Located[str]]) -> ContainerView:
    return replace(view, mounts=tuple(_mount(mount, renamed) for mount in view.mounts))


def _mount(mount: VolumeMount, renamed: Mapping[str, Located[str]]) -> VolumeMount:
    return replace(mount, name=renamed.get(mount.name.value, mount.name))


def _distinct(fills: Sequence[FillView]) -> Iterator[FillView]:
    """The fills under names of their own: several images may have something for one volume, and the first fills it."""
    taken: set[str] = set()
    for fill in fills:
        label, number = fill.name.value, 2
        while label in taken:
            label, number = dns_label(f"{fill.name.value}-{number}"), number + 1
        taken.add(label)
        yield fill if label == fill.name.value else replace(fill, name=Located(label, fill.name.origin))


def _aliases(workload: Workload, blueprint: Blueprint) -> Iterator[HostAlias]:
    """The names by which only services of the crew are called, as lines of the hosts file."""
    members = {workload.service.name.value, *(companion.service.name.value for companion in workload.companions)}
    names = tuple(answer.name for answer in blueprint.answers if members.issuperset(answer.services))
    if names:
        yield HostAlias(_HERE, names)
