"""A load balancer opens the port of a data store.

A Service of type LoadBalancer costs an instance and, unless told otherwise, answers the internet. Databases, caches and queues
are for the Pods of the cluster: a Service of type ClusterIP does. Where machines outside need the store, restrict it by
loadBalancerSourceRanges or ask for an internal load balancer by the annotation of the platform; both pass.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, number, rows, table, text, texts
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T615", "store-on-load-balancer", __doc__, Severity.WARNING),)
KIND = "Service"

_STORES = {
    1433: "SQL Server",
    1521: "Oracle",
    2181: "ZooKeeper",
    2379: "etcd",
    3306: "MySQL",
    5432: "PostgreSQL",
    5672: "RabbitMQ",
    6379: "Redis",
    9042: "Cassandra",
    9092: "Kafka",
    9200: "Elasticsearch",
    9300: "Elasticsearch",
    11211: "memcached",
    27017: "MongoDB",
}
_WITHIN = {"internal", "intranet", "true"}


def check(manifest: Manifest) -> Iterator[Concern]:
    """The ports of a Service of type LoadBalancer."""
    spec = table(manifest.body, "spec")
    if text(spec, "type") != "LoadBalancer" or texts(spec, "loadBalancerSourceRanges"):
        return
    for key, value in labels(manifest.body, "metadata", "annotations").items():
        if ("load-balancer" in key or "loadbalancer" in key) and value.lower() in _WITHIN:
            return
    for index, port in rows(spec, "ports"):
        store = next((_STORES[each] for field in ("port", "targetPort") if (each := number(port, field)) in _STORES), "")
        if store:
            message = f"a load balancer opens the port of {store}"
            yield Concern(
                manifest, ("spec", "ports", index, "port"), message, "write type: ClusterIP, or loadBalancerSourceRanges"
            )
