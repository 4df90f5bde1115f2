"""A reference leads to an object that is nowhere in the set.

Pods wait in ContainerCreating for a ConfigMap, a Secret or a claim that is not there, workloads make no Pods without their
ServiceAccount, and an autoscaler without its target does nothing. Looked at are the references of Pods to ConfigMaps, Secrets,
claims and ServiceAccounts, and those of autoscalers to workloads. References that are optional pass, and so do the objects that
every namespace has. A SealedSecret, ExternalSecret or Certificate stands for its Secret. Accept the finding with a reason where
something else makes the object.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, Step, rows, table, text
from translator.check.practice.subjects import Concern, ManifestSet, Pod
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T620", "dangling-reference", __doc__, Severity.WARNING),)

Reference = tuple[tuple[Step, ...], str, str]
"""The field, the kind and the name."""

_EVERYWHERE = {("ConfigMap", "kube-root-ca.crt"), ("ServiceAccount", "default")}
_SCALED = ("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController")


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The references of Pods and autoscalers, each object once for a workload."""
    made = frozenset(_made(objects))
    for pod in objects.pods:
        seen: set[tuple[str, str]] = set()
        for at, kind, name in _references(pod):
            there = (kind, name) in _EVERYWHERE or (kind, name) in made or objects.find(kind, name, pod.manifest)
            if name and (kind, name) not in seen and not there:
                seen.add((kind, name))
                yield _concern(pod.manifest, (*pod.path, *at), kind, name)
    for scaler in objects.of("HorizontalPodAutoscaler"):
        target = table(scaler.body, "spec", "scaleTargetRef")
        kind, name = text(target, "kind"), text(target, "name")
        if name and kind in _SCALED and not objects.find(kind, name, scaler):
            yield _concern(scaler, ("spec", "scaleTargetRef", "name"), kind, name)


def _concern(manifest: Manifest, at: tuple[Step, ...], kind: str, name: str) -> Concern:
    help = f"add the {kind}, or correct the name"
    return Concern(manifest, at, f"refers to {kind}/{name}, which is nowhere in the set", help)


def _made(objects: ManifestSet) -> Iterator[tuple[str, str]]:
    """The Secrets that a controller makes from objects of the set."""
    for maker in objects.of("SealedSecret", "ExternalSecret", "Certificate"):
        for name in (maker.name, text(maker.body, "spec", "target", "name"), text(maker.body, "spec", "secretName")):
            yield "Secret", name


def _references(pod: Pod) -> Iterator[Reference]:
    yield ("serviceAccountName",), "ServiceAccount", text(pod.spec, "serviceAccountName")
    for index, secret in rows(pod.spec, "imagePullSecrets"):
        yield ("imagePullSecrets", index, "name"), "Secret", text(secret, "name")
    for index, volume in rows(pod.spec, "volumes"):
        for at, kind, name in _of_volume(volume):
            yield ("volumes", index, *at), kind, name
        for inner, source in rows(volume, "projected", "sources"):
            for at, kind, name in _of_source(source, "name"):
                yield ("volumes", index, "projected", "sources", inner, *at), kind, name
    for container in pod.every_container:
        here = container.path[len(pod.path) :]
        for index, variable in rows(container.body, "env"):
            for key, kind in (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")):
                found = table(variable, "valueFrom", key)
                if found.get("optional") is not True:
                    yield (*here, "env", index, "valueFrom", key, "name"), kind, text(found, "name")
        for index, source in rows(container.body, "envFrom"):
            for key, kind in (("configMapRef", "ConfigMap"), ("secretRef", "Secret")):
                found = table(source, key)
                if found.get("optional") is not True:
                    yield (*here, "envFrom", index, key, "name"), kind, text(found, "name")


def _of_volume(volume: Body) -> Iterator[Reference]:
    yield ("persistentVolumeClaim", "claimName"), "PersistentVolumeClaim", text(volume, "persistentVolumeClaim", "claimName")
    yield from _of_source(volume, "secretName")


def _of_source(source: Body, secret: str) -> Iterator[Reference]:
    for key, kind, field in (("configMap", "ConfigMap", "name"), ("secret", "Secret", secret)):
        found = table(source, key)
        if found.get("optional") is not True:
            yield (key, field), kind, text(found, field)
