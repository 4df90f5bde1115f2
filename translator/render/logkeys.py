"""Log keys: the words by which the collector of ACK tells the logs of a cluster apart.

A key has small letters, digits and hyphens alone, and stands for one place: where services of a stack give one name to logs at
different places, each has a key of its own, and they share the Logstore, as before. A Logstore has a name of three characters
at least. Sources: ACK user guide, "collect log data from containers" (environment variables); Log Service, Logstore.
"""

from collections.abc import Mapping

from translator.kube.names import dns_label
from translator.model.connection import LogStore
from translator.model.stack import Stack

Keys = Mapping[tuple[str, str], str]
"""(service, name of a log) -> its key."""

_SHORTEST = 3


def log_keys(stack: Stack) -> Keys:
    """The key of each log of a stack."""
    places: dict[str, set[str]] = {}
    for service in stack.services:
        for store in service.log_stores:
            places.setdefault(_plain(store), set()).add(store.target.value)
    return {
        (service.name.value, store.name.value): _plain(store)
        if len(places[_plain(store)]) == 1
        else f"{dns_label(service.name.value)}-{_plain(store)}"
        for service in stack.services
        for store in service.log_stores
    }


def logstore(store: LogStore) -> str:
    """The Logstore of a log."""
    if store.destination is not None:
        return store.destination.value
    name = _plain(store)
    return name if len(name) >= _SHORTEST else f"log-{name}"


def _plain(store: LogStore) -> str:
    return store.name.value.lower().replace("_", "-")
