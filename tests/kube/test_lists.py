"""The keys of lists, against the Kubernetes API reference ("Map: unique values on key ... will be kept during a merge")."""

from collections.abc import Mapping
from typing import Any

import pytest

from translator.kube.lists import shape_of
from translator.kube.shapes import Form, Shape
from translator.kube.versions import SUPPORTED

POD = "spec template spec"


def _at(kind: tuple[str, str], path: str, version: str) -> Shape:
    here = shape_of(kind, version)
    for step in path.split():
        here = here.item if step == "*" else here.field(step)
    return here


@pytest.mark.parametrize("version", SUPPORTED)
@pytest.mark.parametrize(
    ("kind", "path", "keys"),
    [
        (("apps/v1", "Deployment"), f"{POD} containers", {"name": None}),
        (("apps/v1", "Deployment"), f"{POD} initContainers", {"name": None}),
        (("apps/v1", "Deployment"), f"{POD} volumes", {"name": None}),
        (("apps/v1", "Deployment"), f"{POD} imagePullSecrets", {"name": ""}),
        (("apps/v1", "Deployment"), f"{POD} hostAliases", {"ip": None}),
        (("apps/v1", "Deployment"), f"{POD} topologySpreadConstraints", {"topologyKey": None, "whenUnsatisfiable": None}),
        (("apps/v1", "Deployment"), f"{POD} containers * env", {"name": None}),
        (("apps/v1", "Deployment"), f"{POD} containers * volumeMounts", {"mountPath": None}),
        (("apps/v1", "Deployment"), f"{POD} containers * volumeDevices", {"devicePath": None}),
        (("apps/v1", "Deployment"), f"{POD} containers * ports", {"containerPort": None, "protocol": "TCP"}),
        (("v1", "Service"), "spec ports", {"port": None, "protocol": "TCP"}),
        (("v1", "ConfigMap"), "metadata ownerReferences", {"uid": None}),
    ],
)
def test_keyed_lists(kind: tuple[str, str], path: str, keys: Mapping[str, Any], version: str) -> None:
    shape = _at(kind, path, version)
    assert shape.form is Form.LIST_MAP
    assert shape.keys == keys


@pytest.mark.parametrize(
    ("kind", "path", "form"),
    [
        (("apps/v1", "Deployment"), f"{POD} containers * args", Form.ATOMIC),
        (("apps/v1", "Deployment"), f"{POD} tolerations", Form.ATOMIC),
        (("apps/v1", "Deployment"), f"{POD} nodeSelector", Form.ATOMIC),
        (("apps/v1", "Deployment"), "spec selector", Form.ATOMIC),
        (("apps/v1", "Deployment"), "metadata finalizers", Form.SET),
        (("apps/v1", "Deployment"), "metadata labels", Form.MAP),
        (("apps/v1", "Deployment"), "spec", Form.STRUCT),
        (("apps/v1", "Deployment"), f"{POD} containers * resources limits cpu", Form.SCALAR),
        (("apps/v1", "StatefulSet"), "spec volumeClaimTemplates", Form.ATOMIC),
        (("networking.k8s.io/v1", "Ingress"), "spec rules", Form.ATOMIC),
        (("v1", "Service"), "spec selector", Form.ATOMIC),
        (("example.com/v1", "Thing"), "spec", Form.UNTYPED),
    ],
)
def test_other_forms(kind: tuple[str, str], path: str, form: Form) -> None:
    assert _at(kind, path, "1.35").form is form
