"""What is a fault and what is not, against the API's own documentation and the API server's way of reading objects."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.objects import CLAIM, CONFIG_MAP, DEPLOYMENT, JOB, REMOVED, SECRET, SERVICE, STATEFUL_SET, VALID, Body, changed
from translator.kube import quantity
from translator.kube.schema.fault import Fault, Reason, faults
from translator.kube.versions import SUPPORTED

NUMBERED: dict[Any, Any] = {**CONFIG_MAP, 1: "x"}
"""As YAML reads it where a key is a number."""

CONTAINER = "/spec/template/spec/containers/0"


@pytest.mark.parametrize("version", SUPPORTED)
@pytest.mark.parametrize("body", VALID, ids=lambda body: str(body["kind"]))
def test_accepts_valid_objects_in_every_version(body: Body, version: str) -> None:
    assert list(faults(body, version)) == []


@pytest.mark.parametrize(
    ("body", "pointer", "value", "expected"),
    [
        (
            DEPLOYMENT,
            "/spec/replica",
            3,
            Fault("/spec/replica", Reason.UNKNOWN_FIELD, definition="io.k8s.api.apps.v1.DeploymentSpec"),
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/Image",
            "x",
            Fault(f"{CONTAINER}/Image", Reason.UNKNOWN_FIELD, definition="io.k8s.api.core.v1.Container"),
        ),
        (DEPLOYMENT, "/data", {}, Fault("/data", Reason.UNKNOWN_FIELD, definition="io.k8s.api.apps.v1.Deployment")),
        (DEPLOYMENT, "/spec/selector", REMOVED, Fault("/spec/selector", Reason.MISSING)),
        (DEPLOYMENT, "/metadata", REMOVED, Fault("/metadata", Reason.MISSING)),
        (DEPLOYMENT, f"{CONTAINER}/name", REMOVED, Fault(f"{CONTAINER}/name", Reason.MISSING)),
        (DEPLOYMENT, "/kind", REMOVED, Fault("/kind", Reason.MISSING)),
        (DEPLOYMENT, "/apiVersion", 1, Fault("/apiVersion", Reason.TYPE, ("string",))),
        (DEPLOYMENT, "/spec/template", None, Fault("/spec/template", Reason.TYPE, ("object",))),
        (DEPLOYMENT, "/spec/replicas", "three", Fault("/spec/replicas", Reason.TYPE, ("integer",))),
        (DEPLOYMENT, "/spec/replicas", 1.5, Fault("/spec/replicas", Reason.TYPE, ("integer",))),
        (DEPLOYMENT, "/spec/replicas", True, Fault("/spec/replicas", Reason.TYPE, ("integer",))),
        (DEPLOYMENT, "/spec/paused", "yes", Fault("/spec/paused", Reason.TYPE, ("boolean",))),
        (DEPLOYMENT, "/metadata/labels/app", 5, Fault("/metadata/labels/app", Reason.TYPE, ("string",))),
        (DEPLOYMENT, f"{CONTAINER}/args", "-v", Fault(f"{CONTAINER}/args", Reason.TYPE, ("array",))),
        (DEPLOYMENT, f"{CONTAINER}/env/0/value", 1, Fault(f"{CONTAINER}/env/0/value", Reason.TYPE, ("string",))),
        (DEPLOYMENT, f"{CONTAINER}/env/2", None, Fault(f"{CONTAINER}/env/2", Reason.TYPE, ("object",))),
        (DEPLOYMENT, f"{CONTAINER}/env/2", "C=3", Fault(f"{CONTAINER}/env/2", Reason.TYPE, ("object",))),
        (
            DEPLOYMENT,
            f"{CONTAINER}/resources/limits/cpu",
            "",
            Fault(f"{CONTAINER}/resources/limits/cpu", Reason.FORMAT, ("quantity",)),
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/resources/limits/cpu",
            "1 core",
            Fault(f"{CONTAINER}/resources/limits/cpu", Reason.FORMAT, ("quantity",)),
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/resources/limits/cpu",
            [],
            Fault(f"{CONTAINER}/resources/limits/cpu", Reason.TYPE, ("number", "string")),
        ),
        (
            CLAIM,
            "/spec/resources/requests/storage",
            "1Gb",
            Fault("/spec/resources/requests/storage", Reason.FORMAT, ("quantity",)),
        ),
        (SERVICE, "/spec/ports/0/targetPort", True, Fault("/spec/ports/0/targetPort", Reason.TYPE, ("integer", "string"))),
        (SECRET, "/data/a", "b", Fault("/data/a", Reason.FORMAT, ("byte",))),
        (SECRET, "/data/a", "hunter2!", Fault("/data/a", Reason.FORMAT, ("byte",))),
        (CONFIG_MAP, "/binaryData", {"a": "Yg="}, Fault("/binaryData/a", Reason.FORMAT, ("byte",))),
        (CONFIG_MAP, "/data/a", {"b": "c"}, Fault("/data/a", Reason.TYPE, ("string",))),
        (
            CONFIG_MAP,
            "/metadata/creationTimestamp",
            "today",
            Fault("/metadata/creationTimestamp", Reason.FORMAT, ("date-time",)),
        ),
        (CONFIG_MAP, "/metadata/finalizers", ["a", "b", "a"], Fault("/metadata/finalizers/2", Reason.REPEATED, ("0",))),
        (
            DEPLOYMENT,
            f"{CONTAINER}/env/2",
            {"name": "A"},
            Fault(f"{CONTAINER}/env/2", Reason.REPEATED, ("0", "name")),
        ),
        (  # the default protocol is TCP
            DEPLOYMENT,
            f"{CONTAINER}/ports/2",
            {"containerPort": 80, "protocol": "TCP"},
            Fault(f"{CONTAINER}/ports/2", Reason.REPEATED, ("0", "containerPort", "protocol")),
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/volumeMounts/1",
            {"name": "other", "mountPath": "/data"},
            Fault(f"{CONTAINER}/volumeMounts/1", Reason.REPEATED, ("0", "mountPath")),
        ),
        (
            SERVICE,
            "/spec/ports/1",
            {"name": "again", "port": 80},
            Fault("/spec/ports/1", Reason.REPEATED, ("0", "port", "protocol")),
        ),
        (
            SERVICE,
            "/spec/ports/0/targetPort",
            1 << 31,
            Fault(
                "/spec/ports/0/targetPort",
                Reason.RANGE,
                ("-2147483648", "2147483647"),
                "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
            ),
        ),
        (
            JOB,
            "/spec/backoffLimit",
            1 << 31,
            Fault("/spec/backoffLimit", Reason.RANGE, ("-2147483648", "2147483647"), "io.k8s.api.batch.v1.JobSpec"),
        ),
        (
            JOB,
            "/spec/activeDeadlineSeconds",
            1 << 63,
            Fault(
                "/spec/activeDeadlineSeconds",
                Reason.RANGE,
                ("-9223372036854775808", "9223372036854775807"),
                "io.k8s.api.batch.v1.JobSpec",
            ),
        ),
        (CONFIG_MAP, "/data/day", date(2024, 5, 1), Fault("/data/day", Reason.NOT_JSON, ("value",))),
        (CONFIG_MAP, "/data/half", {"\ud83d": "x"}, Fault("/data/half", Reason.NOT_JSON, ("key",))),
        (NUMBERED, "/data/a", "b", Fault("", Reason.NOT_JSON, ("key",))),
    ],
)
def test_finds_the_fault(body: Body, pointer: str, value: Any, expected: Fault) -> None:
    assert list(faults(changed(body, pointer, value), "1.35")) == [expected]


@pytest.mark.parametrize(
    ("body", "pointer", "value"),
    [
        # Null means "not set".
        (DEPLOYMENT, "/spec/replicas", None),
        (DEPLOYMENT, "/spec/strategy", None),
        (DEPLOYMENT, "/spec/strategy/rollingUpdate/maxSurge", None),
        (DEPLOYMENT, "/metadata/labels/app", None),
        (DEPLOYMENT, f"{CONTAINER}/args", None),
        (DEPLOYMENT, f"{CONTAINER}/args/0", None),  # in an atomic list: an empty text
        (DEPLOYMENT, f"{CONTAINER}/resources/limits/memory", None),
        (CONFIG_MAP, "/metadata/creationTimestamp", None),
        # A whole number may be written as a fraction; quantities may be numbers.
        (DEPLOYMENT, "/spec/replicas", 2.0),
        (DEPLOYMENT, f"{CONTAINER}/resources/limits/cpu", 0.5),
        (DEPLOYMENT, f"{CONTAINER}/resources/limits/cpu", ".5"),
        (DEPLOYMENT, f"{CONTAINER}/resources/limits/memory", "1e3"),
        (DEPLOYMENT, f"{CONTAINER}/resources/limits/memory", "+12E"),
        (SERVICE, "/spec/ports/0/targetPort", 8080),
        # Base64 in lines, empty data, any bytes.
        (SECRET, "/data/a", ""),
        (SECRET, "/data/a", "aGVs\nbG8=\n"),
        (SECRET, "/data/a", "aGVs\r\nbG8h"),
        # The same port with another protocol, the same mount name at another path.
        (DEPLOYMENT, f"{CONTAINER}/ports/2", {"containerPort": 80, "protocol": "UDP"}),
        (DEPLOYMENT, f"{CONTAINER}/volumeMounts/1", {"name": "data", "mountPath": "/other"}),
        (DEPLOYMENT, f"{CONTAINER}/args", ["-v", "-v"]),
        # OpenAPI of older versions calls these required; the API server never did.
        (STATEFUL_SET, "/spec/serviceName", None),
        (JOB, "/spec/template/spec/restartPolicy", "Never"),
        (CONFIG_MAP, "/metadata/creationTimestamp", "2024-05-01T12:00:00Z"),
        (CONFIG_MAP, "/metadata/creationTimestamp", "2024-05-01T12:00:00+02:00"),
    ],
)
def test_takes_what_the_api_server_takes(body: Body, pointer: str, value: Any) -> None:
    assert list(faults(changed(body, pointer, value), "1.35")) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({**DEPLOYMENT, "kind": "Deploymnet"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "extensions/v1beta1"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "apps"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "app/v1"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "networkin.k8s.io/v1", "kind": "Ingress"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "kind": "DeploymentList"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "autoscaling/v1", "kind": "Scale"}, Reason.UNKNOWN_KIND),
        ({**DEPLOYMENT, "apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor"}, Reason.FOREIGN_KIND),
        ({**DEPLOYMENT, "apiVersion": "serving.knative.dev/v1", "kind": "Service"}, Reason.FOREIGN_KIND),
    ],
)
def test_tells_foreign_kinds_from_wrong_ones(body: Body, expected: Reason) -> None:
    assert list(faults(body, "1.35")) == [Fault("/kind", expected)]


def test_checks_the_metadata_of_a_foreign_kind() -> None:
    body = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "x", "label": {}}, "anything": [1, None]}
    found = [(fault.pointer, fault.reason) for fault in faults(body, "1.35")]
    assert found == [("/kind", Reason.FOREIGN_KIND), ("/metadata/label", Reason.UNKNOWN_FIELD)]


@pytest.mark.parametrize(
    ("body", "pointer", "value", "without"),
    [
        # hostUsers came with 1.25, restartPolicyRules with 1.34.
        (DEPLOYMENT, "/spec/template/spec/hostUsers", False, ()),
        (DEPLOYMENT, f"{CONTAINER}/restartPolicyRules", [], SUPPORTED[:9]),
        # Lists of each version are keyed, whether OpenAPI says it in the new words or in the old.
        (DEPLOYMENT, f"{CONTAINER}/env/2", {"name": "A"}, SUPPORTED),
    ],
)
def test_versions_differ(body: Body, pointer: str, value: Any, without: tuple[str, ...]) -> None:
    wrong = changed(body, pointer, value)
    assert tuple(version for version in SUPPORTED if list(faults(wrong, version))) == without


def test_all_faults_are_told_in_order() -> None:
    wrong = changed(changed(changed(DEPLOYMENT, "/spec/replicas", "x"), "/spec/zone", 1), "/spec/area", 1)
    assert [fault.pointer for fault in faults(wrong, "1.35")] == ["/spec/area", "/spec/replicas", "/spec/zone"]


def test_a_value_never_shows_in_a_fault() -> None:
    (fault,) = faults(changed(SECRET, "/data/a", "hunter2!"), "1.35")
    assert "hunter2" not in repr(fault)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3),
    max_leaves=8,
)
_PLACES = (
    "/metadata",
    "/spec",
    "/spec/replicas",
    "/spec/template/spec/containers",
    CONTAINER,
    f"{CONTAINER}/env",
    f"{CONTAINER}/ports/0",
)


@given(pointer=st.sampled_from(_PLACES), value=_JSON)
def test_anything_anywhere_gives_faults_and_no_exception(pointer: str, value: Any) -> None:
    found = list(faults(changed(DEPLOYMENT, pointer, value), "1.35"))
    assert found == sorted(found, key=lambda fault: fault.pointer)
    assert len(set(found)) == len(found)


@given(st.text(alphabet="+-.0123456789eEinumkKMGTPB", max_size=12))
def test_a_quantity_is_what_the_quantity_grammar_takes(text: str) -> None:
    wrong = changed(DEPLOYMENT, f"{CONTAINER}/resources/limits/cpu", text)
    assert (list(faults(wrong, "1.35")) == []) == (quantity.parse(text) is not None)
