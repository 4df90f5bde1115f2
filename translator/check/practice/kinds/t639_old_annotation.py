"""An annotation is of an earlier time, and has become a field.

Annotations are never checked: one that nobody reads any more says nothing, although it looks as if it did. seccomp annotations
are ignored since Kubernetes 1.27, AppArmor has fields since 1.30, the class of an Ingress is ingressClassName since 1.18, and
critical Pods have a priorityClassName. Write the field instead.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Step, labels, table
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T639", "old-annotation", __doc__, Severity.WARNING),)
KIND = ""

_FIELDS = {
    "seccomp.security.alpha.kubernetes.io/pod": "securityContext.seccompProfile",
    "container.seccomp.security.alpha.kubernetes.io/": "securityContext.seccompProfile of the container",
    "container.apparmor.security.beta.kubernetes.io/": "securityContext.appArmorProfile of the container",
    "security.alpha.kubernetes.io/sysctls": "securityContext.sysctls",
    "kubernetes.io/ingress.class": "spec.ingressClassName",
    "scheduler.alpha.kubernetes.io/critical-pod": "priorityClassName",
    "scheduler.alpha.kubernetes.io/affinity": "affinity",
    "scheduler.alpha.kubernetes.io/tolerations": "tolerations",
    "volume.beta.kubernetes.io/storage-class": "spec.storageClassName",
    "volume.alpha.kubernetes.io/storage-class": "spec.storageClassName",
    "service.alpha.kubernetes.io/tolerate-unready-endpoints": "spec.publishNotReadyAddresses",
    "pod.beta.kubernetes.io/hostname": "hostname",
    "pod.beta.kubernetes.io/subdomain": "subdomain",
    "pod.beta.kubernetes.io/init-containers": "initContainers",
    "pod.alpha.kubernetes.io/init-containers": "initContainers",
}
"""Annotation, or the beginning of one that ends with the name of a container -> the field."""

_PLACES: tuple[tuple[str, ...], ...] = ((), ("spec", "template"), ("spec", "jobTemplate", "spec", "template"))


def check(manifest: Manifest) -> Iterator[Concern]:
    """The annotations of the object, and of its template if it has one."""
    for place in _PLACES:
        at: tuple[Step, ...] = (*place, "metadata", "annotations")
        for key in labels(manifest.body, *place, "metadata", "annotations") if table(manifest.body, *place) else ():
            field = _FIELDS.get(key) or _FIELDS.get(key.partition("/")[0] + "/")
            if field:
                yield Concern(manifest, (*at, key), f"the annotation {key} is of an earlier time", f"write {field}")
