"""Normalize: the tree becomes a stack, every value parsed once in its own grammar.

Takes  a Project and the Settings.    Gives  a Stack in the words of Compose and Swarm, every leaf with its origin.
Knows  the grammars and meanings of Docker, Swarm and Alibaba Cloud's labels.    Not    Kubernetes words, how YAML is read.
New    service key -> one file in `attributes/`; `aliyun.*` label -> one file in `labels/`; a key without a meaning -> one row
       in `support/`; a grammar that several need -> one file in `grammar/`; what several labels read alike -> one file beside
       `labels/`.
"""

from collections.abc import Sequence
from dataclasses import replace

from translator.model.mount import Grant
from translator.model.neighbour import ALONE, Neighbourhood
from translator.model.node import Mapping
from translator.model.project import Project
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import FileObject, Stack
from translator.normalize import support
from translator.normalize.borrowing import borrowed
from translator.normalize.context import Context
from translator.normalize.disk import Disk
from translator.normalize.forms import is_empty
from translator.normalize.model_runner import with_room
from translator.normalize.scalars import refuse, unset
from translator.normalize.sections.application_labels import LABELS, application_labels
from translator.normalize.sections.file_objects import CONFIGS, SECRETS, file_objects
from translator.normalize.sections.models import MODELS, models
from translator.normalize.sections.networks import networks
from translator.normalize.sections.volumes import volumes
from translator.normalize.services import service
from translator.report.collector import Collector

_SECTIONS = ("services", "volumes", "networks", CONFIGS, SECRETS)

__all__ = ["stack"]


def stack(project: Project, settings: Settings, findings: Collector, neighbourhood: Neighbourhood = ALONE) -> Stack:
    """The stack that `project` describes. What cannot be understood is absent from it and has a finding."""
    disk = Disk((project.directory.resolve(), *project.roots))
    context = Context(project, settings, findings, "", project.dialect.value, disk, neighbourhood)
    for key, node in project.root.entries.items():
        if key == LABELS:
            context = replace(context, shared=application_labels(node, context))
        elif key == MODELS:
            continue
        elif key not in _SECTIONS:
            support.tell(key, node, context, scope=support.STACK)
        elif is_empty(node):
            unset(node, key, context, "is empty")
        elif not isinstance(node, Mapping):
            refuse(node, key, "a map", context)
    services = models(borrowed(_services(context), context), context)
    configs, secrets = file_objects(CONFIGS, services, context), file_objects(SECRETS, services, context)
    services = tuple(_without_unread(one, configs, secrets, context) for one in services)
    found = Stack(
        project.name,
        project.dialect,
        services,
        with_room(volumes(services, context)),
        networks(services, context),
        configs,
        secrets,
    )
    if not neighbourhood.neighbours:
        return found
    from translator.normalize.neighbours import with_neighbours  # only for a folder of stacks

    return with_neighbours(found, context)


def _services(context: Context) -> tuple[Service, ...]:
    root = context.project.root.get("services")
    if not isinstance(root, Mapping):
        return ()
    found = []
    for name in sorted(root.entries):
        node = root.entries[name]
        if isinstance(node, Mapping):
            found.append(service(root.keys[name], node, replace(context, service=name)))
        else:
            refuse(node, f"services.{name}", "a map", context)
    return tuple(found)


def _without_unread(one: Service, configs: Sequence[FileObject], secrets: Sequence[FileObject], context: Context) -> Service:
    """The service without the configs and secrets that have no content; it cannot start with them missing, so this is said."""
    if not one.configs and not one.secrets:
        return one
    kept_configs = _readable(one.configs, CONFIGS, configs, context)
    kept_secrets = _readable(one.secrets, SECRETS, secrets, context)
    if len(kept_configs) == len(one.configs) and len(kept_secrets) == len(one.secrets):
        return one
    return replace(one, configs=kept_configs, secrets=kept_secrets)


def _readable(grants: Sequence[Grant], section: str, objects: Sequence[FileObject], context: Context) -> tuple[Grant, ...]:
    keys = {one.key.value for one in objects}
    kept = []
    for grant in grants:
        if grant.source.value in keys:
            kept.append(grant)
        else:
            context.findings.refuse(
                "T283",
                f"{section} names {grant.source.value}, whose content could not be read",
                grant.origin,
                help=f"correct {grant.source.value} below the top-level {section}",
            )
    return tuple(kept)
