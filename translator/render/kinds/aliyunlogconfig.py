"""AliyunLogConfig: a log of a service that Alibaba Cloud Log Service collects, as an object of its own.

One for each log store where the configuration says `logs: {form: resource}`; otherwise variables of the container say the
same. The collector finds the containers by a variable that all containers of the service have. The kind is Alibaba Cloud's own,
defined in a cluster of ACK by its log component. Fields: ACK user guide, "collect log data by using CRDs".
"""

import posixpath
from collections.abc import Iterator
from typing import ClassVar

from translator.kube.names import SUBDOMAIN_LENGTH, dns_label
from translator.model.connection import LogStore
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.logkeys import logstore
from translator.render.pods import logs
from translator.render.view import Pairs
from translator.report.collector import Collector

_SHARDS = Located(2, Default("the collector's own number of shards"))
_TAGS = Located("processor_add_fields", Default("tags are fields of each line"))
_JSON = Located("processor_json", Default("each line is JSON"))
_LINE = Located("content", Default("the field that holds the line"))
_MARK = Located(logs.MARK, Default("the variable by which the containers are found"))


@dataclass(frozen=True, slots=True)
class LogConfigView:
    """An AliyunLogConfig. `folder` and `pattern` are None for the standard output."""

    template: ClassVar[str] = "aliyunlogconfig.yaml.j2"

    service: str
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    logstore: Located[str]
    shards: Located[int]
    days: Located[int] | None
    folder: Located[str] | None
    pattern: Located[str] | None
    containers: Pairs
    parser: Located[str] | None
    line: Located[str]
    adder: Located[str] | None
    tags: Pairs
    wave: int = 0


def views(blueprint: Blueprint, findings: Collector) -> Iterator[LogConfigView]:
    """The log configurations of a stack."""
    form = blueprint.settings.logs
    if form is None or form.value != logs.RESOURCE or not blueprint.destination.ack:
        return
    for service in blueprint.stack.services:
        own = {variable.name.value for variable in service.environment}
        for store in service.log_stores:
            if logs.variable(service.name.value, store, blueprint) not in own:
                yield _view(service.name.value, store, blueprint, findings)


def _view(service: str, store: LogStore, blueprint: Blueprint, findings: Collector) -> LogConfigView:
    named = blueprint.names.services[service]
    rule = Derived("aliyun.log_store", (store.name.origin, store.target.origin))
    files = store.target.value != logs.STDOUT
    parser = None
    if store.format is not None and store.format.value == "json":
        parser = Located(_JSON.value, Derived("format of the log", (store.format.origin,)))
    elif store.format is not None and store.format.value != "none":
        findings.approximate(
            "T367",
            f"lines of {store.name.value} are kept whole, and not parsed as {store.format.value}",
            store.format.origin,
            help="parse them in Log Service, or change logtailConfig by hand",
        )
    else:
        rule = rule if store.format is None else Derived(rule.rule, (*rule.parents, store.format.origin))
    mark = Located(logs.marked(blueprint.stack.name.value, service), Derived("logs of the container", (store.origin,)))
    return LogConfigView(
        service,
        Located(
            dns_label(f"{blueprint.names.stack.value}-{named.value}-{store.name.value}", SUBDOMAIN_LENGTH),
            Derived("name of the log, one in its project", (store.name.origin, blueprint.names.stack.origin)),
        ),
        blueprint.names.namespace,
        blueprint.names.labels(service),
        store.destination or Located(logstore(store), rule),
        _SHARDS,
        store.ttl,
        Located(posixpath.dirname(store.target.value), rule) if files else None,
        Located(posixpath.basename(store.target.value), rule) if files else None,
        ((_MARK, mark),),
        parser,
        _LINE,
        _TAGS if store.tags else None,
        tuple((Located(key, value.origin), value) for key, value in store.tags),
    )
