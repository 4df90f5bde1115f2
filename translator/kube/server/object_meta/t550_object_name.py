"""The name or the namespace of an object does not fit its kind.

Most names are DNS names in lower case of up to 253 characters. Names of Namespaces are single labels of up to 63
characters, and so are those of StatefulSets and of Services, which before Kubernetes 1.36 must begin with a letter. A
CronJob may have 52 characters, because the names of its Jobs add eleven to it. Roles and their bindings take anything
without a slash or a percent sign. The rule does not apply to the metadata of templates, whose names the API server does not
look at.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T550", "bad-object-name", __doc__),)

_PATH = {
    "CertificateSigningRequest",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterTrustBundle",
    "IPAddress",
    "Role",
    "RoleBinding",
}
_RELAXED_SERVICES = range(36, 1000)
_SUBDOMAIN_STATEFUL_SETS = range(27)
_NEVER = range(0)
_LONGEST_CRON_JOB = 52
_SYSTEM_CLASSES = {"system-node-critical", "system-cluster-critical"}


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Name, generated name and namespace of the object itself."""
    if at.parent is None or at.parent.parent is not None:
        return
    kind = "" if at.parent.type.name.startswith("foreign.") else at.whole.kind
    narrow, wide, widened = _grammar(kind, at)
    name, generated = value.get("name"), value.get("generateName")
    if not name and not generated and not kind.endswith("Review"):
        yield at.required("name", expected="must be given, or generateName")
    if name:
        yield from limits.versioned(at, name, narrow, wide, widened, "name")
    if generated:
        yield from limits.versioned(at, names.masked(generated), narrow, wide, widened, "generateName")
    if kind == "CronJob" and name and len(name) > _LONGEST_CRON_JOB:
        yield at.invalid("name", expected=f"must be at most {_LONGEST_CRON_JOB} characters long, not {len(name)}", value=name)
    if kind == "PriorityClass" and name and name.startswith("system-") and name not in _SYSTEM_CLASSES:
        yield at.forbidden("name", expected='must not begin with "system-"')
    if value.get("namespace"):
        yield from limits.text(at, value["namespace"], names.DNS_LABEL, "namespace")


def _grammar(kind: str, at: Visit) -> tuple[names.Grammar, names.Grammar, range]:
    """What the name of the kind must be: the narrow rule, the wide one, and the versions that have the wide one.

    `kind` is empty for one that the cluster defines.
    """
    if kind == "Service" and at.whole.api_version == "v1":
        return names.DNS_1035_LABEL, names.DNS_LABEL, _RELAXED_SERVICES
    if kind == "StatefulSet":
        return names.DNS_LABEL, names.DNS_SUBDOMAIN, _SUBDOMAIN_STATEFUL_SETS
    if kind == "Namespace":
        return names.DNS_LABEL, names.DNS_LABEL, _NEVER
    only = names.PATH_SEGMENT if kind in _PATH else names.DNS_SUBDOMAIN
    return only, only, _NEVER
