"""Manifests a second through the schema check, next to the package `kubernetes-validate` in the same run.

python -m tests.bench.validation
"""

import time
from collections.abc import Callable, Sequence

import kubernetes_validate

from tests.check.objects import VALID, Body
from translator import check
from translator.kube.versions import DEFAULT, SUPPORTED
from translator.model.manifest import Manifest
from translator.report.collector import Collector

ROUNDS = 2_000
SLOW_ROUNDS = 5


def main() -> None:
    """Prints the table."""
    manifests = [Manifest(body, {}) for body in VALID]
    start = time.perf_counter()
    check.manifests(manifests, (DEFAULT,), Collector())
    print(f"first {len(VALID)} kinds, nothing loaded yet: {(time.perf_counter() - start) * 1000:.0f} ms")
    _print(f"one version ({DEFAULT})", lambda: check.manifests(manifests * ROUNDS, (DEFAULT,), Collector()), ROUNDS)
    check.manifests(manifests, SUPPORTED, Collector())
    _print(f"{len(SUPPORTED)} versions", lambda: check.manifests(manifests * ROUNDS, SUPPORTED, Collector()), ROUNDS)
    _print("kubernetes-validate --strict", lambda: _other(VALID), SLOW_ROUNDS)


def _other(bodies: Sequence[Body]) -> None:
    for _ in range(SLOW_ROUNDS):
        for body in bodies:
            kubernetes_validate.validate(body, DEFAULT, strict=True)


def _print(what: str, work: Callable[[], None], rounds: int) -> None:
    start = time.perf_counter()
    work()
    print(f"{what}: {rounds * len(VALID) / (time.perf_counter() - start):,.0f} manifests a second")


if __name__ == "__main__":
    main()
