"""Backlog: what is not begun because something that it rests on did not become ready.

A workload rests on what its service waits for (`depends_on`), and on what that waits for in turn; the rest of its service (its
routes, its autoscaler) on the workload. What serves several services, or is not known to wait for none of them, rests on all.
Everything else goes on: neither docker compose nor a swarm keeps a service from starting because a stranger to it failed.
"""

from translator.kube.kinds import WORKLOADS
from translator.model.plan import Step


class Backlog:
    """The services that are held back, those that failed among them."""

    def __init__(self) -> None:
        self._services: set[str] = set()
        self._all = False

    def hold(self, service: str | None) -> None:
        """Something of a service did not become ready; of none in particular, and everything may rest on it."""
        if service is None:
            self._all = True
        else:
            self._services.add(service)

    def has(self, service: str | None) -> bool:
        """Whether a service is held back."""
        return service in self._services

    def frees(self, step: Step) -> bool:
        """Whether a step may be done. One that may not holds back what rests on it in turn."""
        if not self._all and not self._services:
            return True
        manifest, service = step.manifest, step.service
        if self._all or manifest is None or service is None or service in self._services:
            return False
        if manifest.kind in WORKLOADS and (manifest.needs is None or manifest.needs & self._services):
            self._services.add(service)
            return False
        return True
