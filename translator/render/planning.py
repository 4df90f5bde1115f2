"""Planning: the decisions of a blueprint in the order in which they rest on one another.

Names first, since everything is called by them; then the workloads that run the services (what nothing can run has no other
objects either), the names and ports at which they answer, the routes to them, the files and volumes that they mount, and last
the labels of their Pods, which mark what several services share.
"""

from collections.abc import Iterable
from dataclasses import replace

from translator.model.destination import Destination
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.answers import answers
from translator.render.blueprint import Blueprint
from translator.render.cloudpaths import recognised
from translator.render.filemap import FileMap
from translator.render.fileobjects import held, lifted
from translator.render.gathering import gathered, labelled, manned, shut
from translator.render.isolation import isolation
from translator.render.logkeys import log_keys
from translator.render.naming import names
from translator.render.ports import known_ports
from translator.render.reach import parted, reach
from translator.render.references import references
from translator.render.sharing import marked, pod_labels
from translator.render.volumes import volumes
from translator.render.workloads import workloads
from translator.report.collector import Collector


def plan(stack: Stack, settings: Settings, destination: Destination, findings: Collector) -> Blueprint:
    """The blueprint of a stack. Services whose names collide, or that nothing can run, are refused and left out of it."""
    stack = recognised(stack, findings)
    called = names(stack, destination, findings)
    stack = replace(stack, services=tuple(service for service in stack.services if service.name.value in called.services))
    parts = parted(stack, findings)
    stack = parts.stack
    stack, called, crews = gathered(stack, settings, called, findings)
    works = workloads(
        stack, settings, destination, called, findings, {name: crew.leader for crew in crews for name in crew.members}
    )
    stack = replace(stack, services=tuple(service for service in stack.services if service.name.value in works))
    answering = answers(stack, called, findings)
    labels = frozenset(answer.name.value for answer in answering)
    calls = references(stack, settings, called, answering, findings)
    if calls.stack is not stack:
        stack = calls.stack
        works = {one.name.value: replace(works[one.name.value], service=one) for one in stack.services}
    works = manned(works, crews)
    reached = reach(parts, stack, settings, destination, called, labels, findings)
    routes = reached.routing
    configs, config_maps = held(stack.configs, secret=False, findings=findings, existing=settings.files)
    secrets, secret_maps = held(stack.secrets, secret=True, findings=findings, existing=settings.files)
    variables = lifted(stack, settings)
    apart = isolation(stack, settings, called, findings)
    apart = shut(apart, stack.services, called, findings)
    mounted = volumes(stack, settings, destination, called, works, findings)
    return Blueprint(
        stack,
        settings,
        destination,
        called,
        known_ports(stack, calls.spellings, calls.mentions, routes.port_names, findings),
        works,
        mounted,
        labelled(marked(pod_labels(called, answering, (*routes.shares, *reached.fronts.fronts)), apart.marks), crews),
        configs,
        secrets,
        variables,
        _distinct((*config_maps, *secret_maps, *variables.values(), *mounted.file_maps, *reached.file_maps)),
        answering,
        calls.mentions,
        routes,
        reached.fronts,
        log_keys(stack),
        apart,
    )


def _distinct(maps: Iterable[FileMap]) -> tuple[FileMap, ...]:
    """Each object once: a file that is a config and is mounted too gives two of one name, and so of one content."""
    found: dict[str, FileMap] = {}
    for made in maps:
        known = found.setdefault(made.name.value, made)
        if known.service != made.service:
            found[made.name.value] = replace(known, service=None)
    return tuple(found.values())
