"""Logs: `aliyun.log_store_NAME`, the container's log files that Alibaba Cloud Log Service collects.

On ACK the collector reads environment variables of the container, `aliyun_logs_NAME`. For a file it must see the folder from
the node: where no volume is mounted at it or above it, the folder becomes an empty volume of the Pod, called `volumn-sls-NAME`
in the platform's own spelling, and hides what the image has there. Source: ACK user guide, "collect log data from containers".
"""

import posixpath
from collections.abc import Iterator

from translator.kube.names import dns_label
from translator.model.connection import LogStore
from translator.model.destination import Destination
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.render.blueprint import Blueprint
from translator.render.logkeys import logstore
from translator.render.pods.storage import EmptyDirectory, PodVolume, VolumeMount
from translator.report.collector import Collector

STDOUT, RESOURCE = "stdout", "resource"
PREFIX = "aliyun_logs_"
MARK = "TRANSLATOR_LOGS"
"""The variable by which an AliyunLogConfig finds a container."""


def variables(
    service: Service, blueprint: Blueprint, taken: set[str], findings: Collector
) -> Iterator[tuple[Located[str], Located[str]]]:
    """Name and value of the variables for each log store, with what is to be known about it.

    Where `logs.form` of the configuration is resource, an object describes each log, and finds the container by one variable.

    Args:
        taken: the variables that the service has already; those win.
    """
    stack, form, destination = blueprint.stack.name.value, blueprint.settings.logs, blueprint.destination
    by_resource = form is not None and form.value == RESOURCE and destination.ack
    if by_resource:
        assert form is not None
        written = tuple(store.origin for store in service.log_stores)
        yield (
            Located(MARK, Derived("logs.form", (form.origin,))),
            Located(marked(stack, service.name.value), Derived("logs of the container", written)),
        )
    for store in service.log_stores:
        if not destination.ack:
            findings.approximate(
                "T485",
                f"the log store {store.name.value} is one of Alibaba Cloud, which this cluster is not",
                store.origin,
                help="have the cluster's own log agent collect the standard output; a program that logs to a file needs an "
                "agent beside it",
            )
            _say_settings(store, findings)
        elif (own := variable(service.name.value, store, blueprint)) in taken:
            findings.ignore("T462", f"{service.name.value} sets {own} itself", store.origin)
            _say_settings(store, findings)
        else:
            _say_store(service, store, stack, findings)
            if not by_resource:
                yield from _variables(own, store, findings)
        if destination.ack and len(service.log_stores) > 1 and store.tags and not by_resource:
            findings.approximate(
                "T367",
                f"the tags of {store.name.value} stand at all {len(service.log_stores)} logs of {service.name.value}",
                store.tags[0][1].origin,
                help="logs: {form: resource} in translator.yaml keeps them apart",
            )


def variable(service: str, store: LogStore, blueprint: Blueprint) -> str:
    """The name of the variable for a log of a service."""
    return f"{PREFIX}{blueprint.log_keys[service, store.name.value]}"


def marked(stack: str, service: str) -> str:
    """The value of the variable by which an AliyunLogConfig finds the containers of a service."""
    return f"{stack}.{service}"


def _say_store(service: Service, store: LogStore, stack: str, findings: Collector) -> None:
    old = f", no longer to acslog-{stack}-{store.name.value}" if store.label.startswith("aliyun.log_store_") else ""
    findings.approximate(
        "T485",
        f"logs of {service.name.value} go to the Logstore {logstore(store)}{old}",
        store.origin,
        help="move its readers, alarms and dashboards to the new Logstore",
    )


def _say_settings(store: LogStore, findings: Collector) -> None:
    values = (store.ttl, store.format, store.destination, *(value for _, value in store.tags[:1]))
    for value in values:
        if value is not None:
            findings.ignore("T364", f"{store.name.value} is not collected, so nothing of it is set", value.origin)


def _variables(name: str, store: LogStore, findings: Collector) -> Iterator[tuple[Located[str], Located[str]]]:
    """The variables that the collector reads; what it does not know of is said."""
    origin = Derived("aliyun.log_store", (store.name.origin, store.target.origin))
    plain = store.format is None or store.format.value == "none"
    if store.format is not None and plain:
        origin = Derived("aliyun.log_store", (*origin.parents, store.format.origin))
    yield Located(name, origin), Located(store.target.value, origin)
    if store.format is not None and not plain:
        findings.approximate(
            "T367",
            f"lines of {store.name.value} are kept whole, and not parsed as {store.format.value}",
            store.format.origin,
            help="logs: {form: resource} in translator.yaml parses json; parse others in Log Service",
        )
    if store.ttl is not None:
        yield Located(f"{name}_ttl", store.ttl.origin), Located(str(store.ttl.value), store.ttl.origin)
    target = store.destination or Located(logstore(store), origin)
    if store.destination is not None or target.value != name.removeprefix(PREFIX):
        yield Located(f"{name}_logstore", target.origin), target
    for number, (key, value) in enumerate(store.tags, 1):
        # The word before _tags is any that makes the variable a new one.
        own = name if number == 1 else f"{name}-tag{number}"
        yield Located(f"{own}_tags", value.origin), Located(f"{key}={value.value}", value.origin)


def folders(
    service: Service, destination: Destination, taken: set[str], findings: Collector
) -> Iterator[tuple[PodVolume, VolumeMount]]:
    """The volume and the mount for the folder of each log file; one that lies in a volume already needs none.

    Args:
        taken: the paths at which something is mounted.
    """
    if not destination.ack:
        return
    for store in service.log_stores:
        if store.target.value == STDOUT:
            continue
        folder = posixpath.dirname(store.target.value)
        if folder != "/" and not any(f"{folder}/".startswith(f"{path}/") for path in taken):
            taken.add(folder)
            yield _folder(store, folder, findings)


def _folder(store: LogStore, folder: str, findings: Collector) -> tuple[PodVolume, VolumeMount]:
    origin = Derived("aliyun.log_store", (store.name.origin, store.target.origin))
    findings.approximate(
        "T486",
        f"{folder} becomes an empty volume, so that {store.target.value} can be collected; it hides what the image has there",
        store.target.origin,
        help="see that the program makes the folders and files below it when it starts",
    )
    name = Located(dns_label(f"volumn-sls-{store.name.value.lower()}"), origin)
    return PodVolume(name, empty=EmptyDirectory()), VolumeMount(name, Located(folder, origin))
