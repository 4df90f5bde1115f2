"""Logs: `aliyun.log_store_NAME`, the container's log files that Alibaba Cloud Log Service collects.

On ACK the collector reads environment variables of the container, `aliyun_logs_NAME`. For a file it must see the folder from
the node, so the folder becomes an empty volume of the Pod, called `volumn-sls-NAME` in the platform's own spelling, and hides
what the image has there. Source: `aliyun-labels`, "Log collection" of the ACK user guide.
"""

import posixpath
from collections.abc import Iterator

from translator.kube.names import dns_label
from translator.model.connection import LogStore
from translator.model.destination import Destination
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.render.pods.storage import EmptyDirectory, PodVolume, VolumeMount
from translator.report.collector import Collector

STDOUT, RESOURCE = "stdout", "resource"
MARK = "TRANSLATOR_LOGS"
"""The variable by which an AliyunLogConfig finds a container."""


def variables(
    service: Service, destination: Destination, stack: str, taken: set[str], form: Located[str] | None, findings: Collector
) -> Iterator[tuple[Located[str], Located[str]]]:
    """Name and value of the variables for each log store, with what is to be known about it.

    Args:
        stack: the stack's name, from which the old Logstore had its own.
        taken: the variables that the service has already; those win.
        form: `logs.form` of the configuration; where it is resource, an object describes each log, and finds the container
            by one variable.
    """
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
        elif f"aliyun_logs_{store.name.value.lower()}" in taken:
            findings.ignore("T462", f"{service.name.value} sets aliyun_logs_{store.name.value.lower()} itself", store.origin)
            _say_settings(store, findings)
        else:
            _say_store(service, store, stack, findings)
            if not by_resource:
                yield from _variables(store, findings)


def logstore(store: LogStore) -> str:
    """The Logstore of a log: names are in lower case there."""
    return store.name.value.lower() if store.destination is None else store.destination.value


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


def _variables(store: LogStore, findings: Collector) -> Iterator[tuple[Located[str], Located[str]]]:
    """The variables that the collector reads; what it does not know of is said."""
    origin = Derived("aliyun.log_store", (store.name.origin, store.target.origin))
    plain = store.format is None or store.format.value == "none"
    if store.format is not None and plain:
        origin = Derived("aliyun.log_store", (*origin.parents, store.format.origin))
    name = f"aliyun_logs_{store.name.value.lower()}"
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
    if store.destination is not None:
        yield Located(f"{name}_logstore", store.destination.origin), store.destination
    if store.tags:
        where = store.tags[0][1].origin
        if len(store.tags) > 1:
            findings.approximate(
                "T367",
                f"{store.name.value} has {len(store.tags)} tags, and the variable of the collector is documented for one",
                where,
                help="logs: {form: resource} in translator.yaml writes all of them",
            )
        yield Located(f"{name}_tags", where), Located(",".join(f"{key}={value.value}" for key, value in store.tags), where)


def folders(
    service: Service, destination: Destination, taken: set[str], findings: Collector
) -> Iterator[tuple[PodVolume, VolumeMount]]:
    """The volume and the mount for the folder of each log file; a folder that is mounted already needs none.

    Args:
        taken: the paths at which something is mounted.
    """
    if not destination.ack:
        return
    for store in service.log_stores:
        if store.target.value == STDOUT:
            continue
        folder = posixpath.dirname(store.target.value)
        if folder not in taken and folder != "/":
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
