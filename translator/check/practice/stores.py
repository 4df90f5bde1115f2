"""Stores: images of programs that keep data, by their usual names. T603 and T614 rest on it."""

_STORES = {
    *("mysql", "mysql-server", "mariadb", "percona", "percona-server", "postgres", "postgresql", "postgis", "timescaledb"),
    *("mongo", "mongodb", "redis", "valkey", "elasticsearch", "opensearch", "cassandra", "scylla", "couchdb", "couchbase"),
    *("etcd", "zookeeper", "kafka", "cp-kafka", "rabbitmq", "influxdb", "neo4j", "clickhouse", "clickhouse-server", "minio"),
    *("rethinkdb", "oracle-xe", "cockroach", "consul", "nats-streaming", "solr"),
}


def is_store(image: str) -> bool:
    """Whether an image is that of a data store."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0] in _STORES
