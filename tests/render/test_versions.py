"""What stands in Pods and volumes is accepted by every version that is written for."""

from pathlib import Path

from tests.render.written import written

EVERYTHING = """
    services:
      web:
        image: nginx:1.27
        command: [serve]
        entrypoint: [/init]
        environment: {A: "{{.Node.Hostname}}", B: "x-{{.Task.Name}}", PASSWORD: p}
        ports: ["8080:80", {target: 443, published: 8443, mode: host, host_ip: 10.0.0.1}]
        volumes:
          - data:/data
          - ./conf:/etc/conf:ro
          - ./tls.key:/etc/tls.key:ro
          - ./uploads:/uploads
          - /etc/localtime:/etc/localtime:ro
          - /anonymous
          - {type: bind, source: /srv, target: /srv, bind: {propagation: rshared}}
        tmpfs: ["/tmp:size=64m"]
        configs: [site]
        secrets: [{source: key, mode: 0o400}]
        user: "1000:1000"
        privileged: true
        read_only: true
        cap_add: [NET_ADMIN]
        cap_drop: [ALL]
        hostname: front
        extra_hosts: ["a:10.0.0.1"]
        dns: [10.0.0.53]
        working_dir: /srv
        stdin_open: true
        tty: true
        stop_grace_period: 1m
        labels: {com.example.a: b}
        depends_on: {db: {condition: service_healthy}, migrate: {condition: service_completed_successfully}}
        healthcheck: {test: curl localhost, start_period: 1m}
        deploy:
          labels: {c: d}
          update_config: {parallelism: 2, delay: 10s}
          resources: {limits: {cpus: "1", memory: 1g}, reservations: {cpus: "0.5", memory: 512m}}
          placement:
            constraints: [node.role == manager, node.labels.zone == east]
            preferences: [{spread: node.labels.rack}]
            max_replicas_per_node: 1
      db: {image: "postgres:16", expose: ["5432"], volumes: ["pg:/var/lib/postgresql"], deploy: {replicas: 3}}
      migrate: {image: "app:1", command: [migrate]}
      agent: {image: "agent:1", volumes: ["state:/state"], deploy: {mode: global, update_config: {order: start-first}}}
    volumes: {data: {}, pg: {labels: {e: f}}, state: {}}
    configs: {site: {content: hello}}
    secrets: {key: {file: ./tls.key}}
"""
CONFIGURATION = """
    images: {pull_secrets: [registry]}
    volumes:
      data: {fill: image, size: 5Gi, storage_class: fast}
      pg: per-replica
      state: {mode: host, path: /var/lib/state}
    secrets: {environment: [PASSWORD]}
"""


def test_every_field_is_accepted_from_the_oldest_to_the_newest_version(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "conf/a.ini": "a",
        "conf/b/c.ini": "c",
        "tls.key": "-----BEGIN PRIVATE KEY-----\n",
        "uploads/x": "x",
    }
    made = written(tmp_path, EVERYTHING, configuration=CONFIGURATION, files=files, kubernetes="1.25..1.37")
    assert {kind for kind, _ in made.kinds()} == {
        "ConfigMap",
        "DaemonSet",
        "Deployment",
        "Job",
        "PersistentVolumeClaim",
        "Secret",
        "StatefulSet",
    }
