"""Bodies that no client in its right mind sends: each gets an answer, never a broken connection."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.sandbox import users
from translator.sandbox.cluster import opened
from translator.sandbox.rest.exchange import Request
from translator.sandbox.rest.router import Router

_TEMPLATE: dict[str, Any] = {
    "metadata": {"labels": {"app": "x"}},
    "spec": {
        "containers": [{"name": "c", "image": "i:1", "ports": [{"containerPort": 80}], "env": [{"name": "A", "value": "1"}]}],
        "volumes": [{"name": "v", "configMap": {"name": "m"}}],
    },
}
_CLAIM: dict[str, Any] = {
    "metadata": {"name": "d"},
    "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
}
_SELECTOR = {"matchLabels": {"app": "x"}}
_VERSION = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}
_NAMES = {"plural": "widgets", "kind": "Widget"}
_BASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/apis/apps/v1/namespaces/default/deployments", {"spec": {"selector": _SELECTOR, "template": _TEMPLATE}}),
    (
        "/apis/apps/v1/namespaces/default/statefulsets",
        {"spec": {"serviceName": "x", "selector": _SELECTOR, "template": _TEMPLATE, "volumeClaimTemplates": [_CLAIM]}},
    ),
    ("/api/v1/namespaces/default/services", {"spec": {"type": "NodePort", "selector": {"app": "x"}, "ports": [{"port": 80}]}}),
    ("/api/v1/namespaces/default/secrets", {"stringData": {"a": "b"}, "data": {"c": "ZA=="}}),
    ("/api/v1/namespaces/default/persistentvolumeclaims", {"spec": _CLAIM["spec"]}),
    (
        "/apis/batch/v1/namespaces/default/jobs",
        {"spec": {"template": {**_TEMPLATE, "spec": {**_TEMPLATE["spec"], "restartPolicy": "Never"}}}},
    ),
    (
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        {"spec": {"group": "example.com", "names": _NAMES, "scope": "Namespaced", "versions": [_VERSION]}},
    ),
)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("name", "spec", "a", "$patch", "")), inner, max_size=3)
    ),
    max_leaves=5,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in pairs for place in _places(each, (*path, key)))]


def _changed(base: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(base)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return changed


@settings(max_examples=150)
@given(st.data())
def test_every_body_gets_an_answer(data: st.DataObject) -> None:
    router = Router(opened("1.35", None), {"token": users.ADMIN}, lambda pod, query: "")
    path, rest = data.draw(st.sampled_from(_BASES))
    name = "widgets.example.com" if path.endswith("customresourcedefinitions") else "x"
    base = {
        "metadata": {"name": name, "labels": {"a": "b"}, "finalizers": ["example.com/x"], "annotations": {"c": "d"}},
        **rest,
    }
    if data.draw(st.booleans()):
        _ask(router, "PATCH", f"{path}/{name}", "application/apply-patch+yaml", base)  # so that there is something to change
    body = _changed(base, data.draw(st.sampled_from(_places(base))), data.draw(_VALUES))
    _ask(router, "PATCH", f"{path}/{name}", "application/apply-patch+yaml", body)
    _ask(router, "PATCH", f"{path}/{name}", "application/merge-patch+json", body)
    _ask(router, "PATCH", f"{path}/{name}", "application/strategic-merge-patch+json", body)
    _ask(router, "PUT", f"{path}/{name}", "application/json", body)
    _ask(router, "POST", path, "application/json", body)
    _ask(router, "DELETE", f"{path}/{name}", "application/json", body)


def _ask(router: Router, method: str, path: str, kind: str, body: Any) -> None:
    headers = {"authorization": "Bearer token", "content-type": kind, "user-agent": "t/1"}
    query = {"fieldManager": "t", "force": "true"} if "apply" in kind else {"fieldManager": "t"}
    answer = router.respond(Request(method, path, query, headers, json.dumps(body).encode()))
    assert answer.code in (200, 201, 400, 404, 409, 415, 422, 500)
    if answer.code == 500:
        assert answer.value["message"].startswith("failed to c")
