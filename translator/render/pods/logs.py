"""Logs: `aliyun.log_store_NAME`, the container's log files that Alibaba Cloud Log Service collects.

On ACK the collector reads environment variables of the container, `aliyun_logs_NAME`. For a file it must see the folder from
the node, so the folder becomes an empty volume of the Pod, called `volumn-sls-NAME` in the platform's own spelling, and hides
what the image has there. Source: `aliyun-labels`, "Log collection" of the ACK user guide.
"""

import posixpath
import re
from collections.abc import Iterator

from translator.kube.names import dns_label
from translator.model.destination import Destination
from translator.model.origin import Derived, Located
from translator.model.service import LogStore, Service
from translator.render.pods.storage import EmptyDirectory, PodVolume, VolumeMount
from translator.report.collector import Collector

STDOUT = "stdout"
_NAME = re.compile(r"[a-z0-9][-_a-z0-9]{0,61}[a-z0-9]")


def variables(
    service: Service, destination: Destination, stack: str, findings: Collector
) -> Iterator[tuple[Located[str], Located[str]]]:
    """Name and value of the variable for each log store, with what is to be known about it."""
    for store in service.log_stores:
        lowered = store.name.value.lower()
        if not destination.ack:
            findings.approximate(
                "T485",
                f"the log store {store.name.value} is one of Alibaba Cloud, which this cluster is not",
                store.origin,
                help="have the cluster's own log agent collect the standard output; a program that logs to a file needs an "
                "agent beside it",
            )
            continue
        if not _NAME.fullmatch(lowered):
            findings.refuse(
                "T485",
                f'a Logstore is named by 2 to 63 letters, digits, "-" and "_", not "{store.name.value}"',
                store.origin,
                help="rename the log store: aliyun.log_store_access",
            )
            continue
        findings.approximate(
            "T485",
            f"logs of {service.name.value} go to the Logstore {lowered}, no longer to acslog-{stack}-{store.name.value}",
            store.origin,
            help="move its readers, alarms and dashboards to the new Logstore",
        )
        origin = Derived("aliyun.log_store", (store.name.origin, store.target.origin))
        yield Located(f"aliyun_logs_{lowered}", origin), Located(store.target.value, origin)


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
