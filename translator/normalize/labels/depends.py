"""Services that must be ready before this one starts.

What it does
    Container Service starts the containers only after those of the services named are ready.
Maps to
    An init container for each of them, which waits until its first TCP port answers, and the order in which `apply` goes. The
    Service of a dependency lets nobody through before a Pod of it is ready, so its probe decides.
Grammar
    Names of services of the template, separated by commas, such as `aliyun.depends: redis-master,redis-slave`.
Differs from Swarm
    Every Pod waits whenever it starts, not only when the application is deployed. Where no TCP port of a dependency is known,
    there is nothing to wait for, and only the order of `apply` holds.
Source
    Container Service (Swarm) user guide, "depends"; the README of denverdino/docker-storm.
"""

from translator.model.connection import Dependency
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context

KEY = "aliyun.depends"
FIELD = "depends_on"

_EXAMPLE = "redis-master,redis-slave"


def read(label: Label, _hole: Located[str] | None, current: tuple[Dependency, ...], context: Context) -> tuple[Dependency, ...]:
    """The dependencies so far, and a healthy one for each name."""
    rule = Derived(KEY, (label.value.origin,))
    names = dict.fromkeys(name for name in (part.strip() for part in label.value.value.split(",")) if name)
    if not names:
        bad_value(label, context, must="name services, separated by commas", example=_EXAMPLE, read=label.value.value)
    healthy = Located("service_healthy", rule)
    known = (name for name in names if _known(name, label, context))
    return (*current, *(Dependency(Located(name, rule), healthy, rule) for name in known))


def _known(name: str, label: Label, context: Context) -> bool:
    services = context.section("services")
    if name in services and name != context.service:
        return True
    problem = "itself" if name == context.service else f"{shown(name, label.value)}, which is no service of the stack"
    context.findings.refuse(
        "T363", f"{KEY} of {context.service} names {problem}", label.value.origin, help=_help(name, context, sorted(services))
    )
    return False


def _help(name: str, context: Context, services: list[str]) -> str:
    import difflib  # only for a fault: it is large

    near = next(iter(difflib.get_close_matches(name, [one for one in services if one != context.service], n=1)), None)
    return f"did you mean {near}?" if near else f"name services of the template, like {KEY}: {_EXAMPLE}"
