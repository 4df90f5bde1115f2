"""What a refusal says, and what it never says: values of Secrets, tokens."""

import json
from typing import Any

import pytest

from translator.apply.client import answers
from translator.apply.client.access import shown
from translator.apply.client.requests import Reply, Request
from translator.model.cluster import Applied, Cause, Event, Listing

VALUE = "hunter2-s3cret"


def _reply(status: int, **body: Any) -> Reply:
    return Reply(
        status, json.dumps({"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": status, **body}).encode()
    )


def _invalid(kind: str, field: str, message: str) -> Reply:
    cause = {"reason": "FieldValueInvalid", "message": message, "field": field}
    details = {"name": "x", "kind": kind, "causes": [cause]}
    return _reply(422, message=f'{kind} "x" is invalid: {field}: {message}', reason="Invalid", details=details)


def test_a_refusal_as_the_server_words_it() -> None:
    message = "Invalid value: 99999: must be between 1 and 65535, inclusive"
    refusal = answers.refusal(_invalid("Deployment", "spec.port", message))
    assert (refusal.status, refusal.reason, refusal.invalid) == (422, "Invalid", True)
    assert str(refusal) == f'Deployment "x" is invalid: spec.port: {message}'
    assert refusal.causes == (Cause("FieldValueInvalid", "spec.port", message),)


@pytest.mark.parametrize(
    "message",
    [
        f'Invalid value: "{VALUE}": must be something else',
        f'Unsupported value: "{VALUE}": supported values: "Opaque"',
        f'Invalid value: {{"a":"{VALUE}"}}: field is immutable when `immutable` is set',
        f'Duplicate value: "{VALUE}"',
    ],
)
@pytest.mark.parametrize(("kind", "field"), [("Secret", "data[password]"), ("ConfigMap", "metadata.annotations")])
def test_values_of_secrets_are_not_told(kind: str, field: str, message: str) -> None:
    refusal = answers.refusal(_invalid(kind, field, message), secret=kind == "Secret")
    assert VALUE not in f"{refusal} {refusal!r} {refusal.causes}"
    assert field in str(refusal)
    assert '"x"' in str(refusal)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "failed to create typed patch object (d/x; /v1, Kind=Secret): .data.a: expected string, "
            f"got &value.valueUnstructured{{Value:{VALUE}}}",
            "failed to create typed patch object (d/x; /v1, Kind=Secret): .data.a: expected string, got something else",
        ),
        (f'admission webhook "deny" denied the request: "{VALUE}"', "admission webhook *** denied the request: ***"),
        ('strict decoding error: unknown field "dta"', 'strict decoding error: unknown field "dta"'),
    ],
)
def test_other_messages_about_secrets(message: str, told: str) -> None:
    assert str(answers.refusal(_reply(500, message=message), secret=True)) == told


def test_owners_of_fields_are_told_for_secrets_too() -> None:
    causes = [{"reason": "FieldManagerConflict", "message": 'conflict with "helm"', "field": ".data.a"}]
    reply = _reply(409, message="Apply failed", reason="Conflict", details={"kind": "secrets", "causes": causes})
    refusal = answers.refusal(reply, secret=True)
    assert refusal.contests == (Cause("FieldManagerConflict", ".data.a", 'conflict with "helm"'),)


@pytest.mark.parametrize("data", [b"", b"<html>502</html>", b"[]", b'{"kind": "Secret"}', b"[" * 100_000, b"\xff"])
def test_an_answer_of_something_on_the_way(data: bytes) -> None:
    refusal = answers.refusal(Reply(502, data, 3.0))
    assert (refusal.status, str(refusal), refusal.retry_after) == (502, "the server answered 502 without a word", 3.0)


@pytest.mark.parametrize("details", [None, [], "x", {"causes": None}, {"causes": ["x"]}])
def test_strange_details(details: Any) -> None:
    refusal = answers.refusal(_reply(409, reason="Conflict", message="no", details=details))
    assert (refusal.locked, refusal.causes) == (True, ())


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://10.0.0.1:6443", "https://10.0.0.1:6443"),
        ("https://user:password@api.example.com/k8s/clusters/c-1", "https://api.example.com/k8s/clusters/c-1"),
        ("http://127.0.0.1:4000/as/t0ken", "http://127.0.0.1:4000"),
        ("https://[2001:db8::1]:6443", "https://[2001:db8::1]:6443"),
    ],
)
def test_addresses_are_told_without_what_opens_them(url: str, told: str) -> None:
    assert shown(url) == told


def test_what_holds_an_object_does_not_show_it() -> None:
    body = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": {"a": VALUE}}
    data = json.dumps(body).encode()
    holding = (Listing((body,), "5"), Event("ADDED", body), Applied(body, True), Reply(200, data), Request("PATCH", "/x", data))
    assert [text for text in map(repr, holding) if VALUE in text] == []


@pytest.mark.parametrize("name", ["", ' "pw"'])
def test_a_right_that_is_missing_is_named_for_secrets_too(name: str) -> None:
    told = f'secrets{name} is forbidden: User "anna" cannot get resource "secrets" in API group "" in the namespace "shop"'
    assert str(answers.refusal(_reply(403, message=told), secret=True)) == told
    assert "anna" not in str(answers.refusal(_reply(403, message=f'{told}: webhook: "hunter2"'), secret=True))
