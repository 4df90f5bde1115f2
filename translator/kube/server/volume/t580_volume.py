"""A volume of a Pod has no name, several sources, or a claim that another of its volumes makes.

The name is a single DNS label of up to 63 characters, unique in the Pod. A volume has exactly one source, such as emptyDir,
configMap, secret, persistentVolumeClaim or hostPath; without one it is an emptyDir. A volume of the source ephemeral makes a
claim named after the Pod and the volume, which no other volume may use.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T580", "bad-volume", __doc__),)

# The order in which the API server looks at the sources; the later ones are one too many.
_ORDER = (
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Name and number of sources of one volume."""
    yield from limits.needed(at, value.get("name"), names.DNS_LABEL, "name")
    sources = [field for field in _ORDER if field in value]
    for field in sources[1:]:
        yield at.forbidden(field, expected=f"must be left out beside {sources[0]}: a volume has one source")
    claim = (value.get("persistentVolumeClaim") or {}).get("claimName")
    if claim or "ephemeral" in value:
        yield from _made_with_pod(value, claim, at)


def _made_with_pod(value: Mapping[str, Any], claim: str | None, at: Visit) -> Iterator[Fault]:
    """Only of a Pod the name is known, and with it those of the claims that are made with it."""
    pod = (at.whole.body.get("metadata") or {}).get("name") if at.whole.kind == "Pod" else None
    if not pod or at.parent is None:
        return
    made = f"{pod}-{value.get('name')}"
    if "ephemeral" in value and names.DNS_SUBDOMAIN.fault(made):
        yield at.invalid("name", expected=f"must be such that {made} is the name of a claim", value=value.get("name"))
    others = {f"{pod}-{each.get('name')}" for each in at.parent.value.get("volumes") or () if "ephemeral" in each}
    if claim in others:
        expected = "must not be the claim of an ephemeral volume of the same Pod"
        yield at.invalid("persistentVolumeClaim", "claimName", expected=expected, value=claim)
