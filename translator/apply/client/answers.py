"""Answers: which errors pass by themselves, and what a refusal says, without values of Secrets.

An error is a `Status` (k8s.io/apimachinery `pkg/apis/meta/v1`), or whatever a proxy on the way writes. The server's messages
quote what they refuse, so that those about Secrets are told without what is quoted; `metadata.annotations` may hold a copy of a
Secret in any object.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from translator.apply.client.requests import Reply
from translator.model.cluster import Cause, Refusal

Headers = Mapping[str, str]

_PASSING = frozenset({429, 500, 502, 503, 504})
_LONGEST = 2_000
_UNTYPED = (b"failed to create typed ", b"failed to convert ")
_UNAUTHORIZED = re.compile(
    r'[a-z.]+(?: "[^"]*")? is forbidden: User "[^"]*" cannot [a-z]+ resource "[a-z/]+" in API group "[^"]*"'
    r'(?: in the namespace "[^"]*"| at the cluster scope)'
)
"""What an authorizer says. It never saw the object."""
_QUOTED = re.compile(r'(?<!field )(?:"(?:[^"\\]|\\.)*"|\{.*\})', re.DOTALL)
_GOT = re.compile(r"\bgot .*", re.DOTALL)
_VALUE = re.compile(r"((?:Invalid|Unsupported|Duplicate|Too long|Too many)[^:]*): .*", re.DOTALL)
_REASONS = {400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 409: "Conflict", 410: "Expired"}


def passing(status: int, data: bytes) -> bool:
    """Whether the same request may be answered otherwise in a moment.

    A 500 is what server-side apply refuses unknown fields and wrong types with: that will not pass.
    """
    return status in _PASSING and not (status == 500 and any(words in data for words in _UNTYPED))


def retry_after(headers: Headers) -> float | None:
    """The pause that the server asks for, in seconds: a number, or the time at which it is over."""
    said = headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()) if said else None
    except (TypeError, ValueError):
        return None


def refusal(reply: Reply, *, secret: bool = False) -> Refusal:
    """What an answer that is an error says. `secret` tells that it is about a Secret."""
    try:
        status = json.loads(reply.data)
    except (ValueError, RecursionError):
        status = None
    if not isinstance(status, dict) or status.get("kind") != "Status":
        reason = _REASONS.get(reply.status, "")
        return Refusal(
            reply.status, reason, f"the server answered {reply.status} without a word", retry_after=reply.retry_after
        )
    return of_status(status, reply.status, secret=secret, pause=reply.retry_after)


def of_status(status: Mapping[str, Any], code: int, *, secret: bool = False, pause: float | None = None) -> Refusal:
    """The refusal that a Status is. `code` is that of the answer, where the Status has none."""
    said = status.get("details")
    details: Mapping[str, Any] = said if isinstance(said, dict) else {}
    told = str(status.get("message") or status.get("reason") or f"the server answered {code}")[:_LONGEST]
    causes = tuple(_cause(each, secret=secret) for each in details.get("causes") or () if isinstance(each, dict))
    hidden = secret or details.get("kind") in ("Secret", "secrets")
    hidden = hidden or any(cause.field.startswith("metadata.annotations") for cause in causes)
    if hidden and not _UNAUTHORIZED.fullmatch(told):
        told = masked(told, {f'"{details.get("name")}"'})
    number = status.get("code")
    reason = str(status.get("reason") or _REASONS.get(code, ""))
    return Refusal(number if isinstance(number, int) else code, reason, told, causes, retry_after=pause)


def _cause(said: Mapping[str, Any], *, secret: bool) -> Cause:
    cause = Cause(str(said.get("reason") or ""), str(said.get("field") or ""), str(said.get("message") or "")[:_LONGEST])
    owner = cause.reason == "FieldManagerConflict"  # its message quotes the manager alone
    if not owner and (secret or cause.field.startswith("metadata.annotations")):
        return cause._replace(message=masked(cause.message))
    return cause


def masked(text: str, known: set[str] | frozenset[str] = frozenset()) -> str:
    """A message without what it quotes, but for what is `known`, quotes included."""
    plain = _VALUE.sub(r"\1", _GOT.sub("got something else", text))
    return _QUOTED.sub(lambda found: found[0] if found[0] in known else "***", plain)
