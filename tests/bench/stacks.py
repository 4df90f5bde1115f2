"""Stacks of any size for the benchmarks: the ordinary service, over and over, with names, ports and values of its own."""

REGIONS = ("cn-hangzhou", "cn-shanghai", "eu-central-1", "us-west-1")


def stack(count: int) -> str:
    """A stack file of `count` services, each with ten variables, a port, limits and a named volume.

    One variable names the service before, as variables do, so that looking for mentions is part of the work.
    """
    services = "".join(_service(number, count) for number in range(count))
    volumes = "".join(f"  data-{number:05}: {{}}\n" for number in range(count))
    return f'version: "3.8"\nservices:\n{services}volumes:\n{volumes}'


def _service(number: int, count: int) -> str:
    upstream = (number - 1) % count
    return f"""\
  service-{number:05}:
    image: registry.example.com/team-{number % 17}/service-{number:05}:1.{number % 10}.{number % 7}
    environment:
      LOG_LEVEL: info
      REGION: {REGIONS[number % len(REGIONS)]}
      WORKERS: {number % 8 + 1}
      TIMEOUT: 30s
      CACHE_SIZE: {64 + number % 64}m
      JAVA_OPTS: -Xmx{256 + number % 256}m -XX:+UseG1GC
      UPSTREAM: http://service-{upstream:05}:8080/api?page=1
      FEATURES: "a,b,c-{number}"
      DEBUG: "false"
      GREETING: 'hello, number {number}: "ready"'
    ports:
      - "{10000 + number}:8080"
    volumes:
      - data-{number:05}:/var/lib/service
    deploy:
      replicas: 1
      resources:
        limits:
          cpus: "0.50"
          memory: 256M
        reservations:
          cpus: "0.25"
          memory: 128M
"""
