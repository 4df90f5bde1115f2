"""Planning: the decisions of a blueprint in the order in which they rest on one another.

Names first, since everything is called by them; then the workloads that run the services (what nothing can run has no other
objects either), the names and ports at which they answer, the routes to them, the files and volumes that they mount, and last
the labels of their Pods, which mark what several services share.
"""

from dataclasses import replace

from translator.model.destination import Destination
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.answers import answers, spelled
from translator.render.blueprint import Blueprint
from translator.render.fileobjects import held, lifted
from translator.render.mentions import mentions, say_renamed
from translator.render.naming import names
from translator.render.ports import known_ports
from translator.render.routing import routing
from translator.render.sharing import pod_labels
from translator.render.volumes import volumes
from translator.render.workloads import workloads
from translator.report.collector import Collector


def plan(stack: Stack, settings: Settings, destination: Destination, findings: Collector) -> Blueprint:
    """The blueprint of a stack. Services whose names collide, or that nothing can run, are refused and left out of it."""
    called = names(stack, destination, findings)
    stack = replace(stack, services=tuple(service for service in stack.services if service.name.value in called.services))
    works = workloads(stack, settings, called, findings)
    stack = replace(stack, services=tuple(service for service in stack.services if service.name.value in works))
    answering = answers(stack, called, findings)
    spellings = spelled(stack, answering)
    labels = frozenset(answer.name.value for answer in answering)
    mentioned = mentions(stack.services, spellings)
    say_renamed(mentioned, labels, findings)
    routes = routing(stack, settings.exposure, called, labels, findings)
    configs, config_maps = held(stack.configs, secret=False, findings=findings)
    secrets, secret_maps = held(stack.secrets, secret=True, findings=findings)
    variables = lifted(stack, settings)
    mounted = volumes(stack, settings, destination, called, works, findings)
    return Blueprint(
        stack,
        settings,
        destination,
        called,
        known_ports(stack, spellings, mentioned, routes.port_names, findings),
        works,
        mounted,
        pod_labels(called, answering, routes.shares),
        configs,
        secrets,
        variables,
        (*config_maps, *secret_maps, *variables.values(), *mounted.file_maps),
        answering,
        mentioned,
        routes,
    )
