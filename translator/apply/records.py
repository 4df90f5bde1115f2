"""Records: the objects of a revision as bytes, and back.

JSON, compressed, cut into parts that fit into Secrets. Values of Secrets are left out: their keys and a digest stay, so that a
rollback can tell whether a Secret still is what it was. All else is kept as it is, variables of containers included: that is
why a revision is a Secret. The same objects give the same bytes.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from translator.model.cluster import Body, Key, key_of
from translator.model.manifest import ONE_REPLICA, REPLICAS, Manifest
from translator.model.record import dataclass

PART = 768 * 1024
"""Bytes of a part: a Secret takes 1 MiB of data, and etcd 1.5 MiB with everything around it."""

_FORM = 1
_SECTIONS = ("data", "stringData")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An object of a revision. `content` is the digest of a Secret's values, empty for everything else; `needs` as in
    `model.manifest`; `unnumbered` where nobody asked for its number of replicas."""

    body: Body
    service: str | None
    wave: int
    content: str = ""
    needs: frozenset[str] | None = None
    unnumbered: bool = False

    @property
    def key(self) -> Key:
        """The object."""
        return key_of(self.body)

    @property
    def sealed(self) -> bool:
        """Whether it is named by its content and never changes."""
        return bool(self.body.get("immutable")) and self.body.get("kind") in ("ConfigMap", "Secret")


class Unreadable(Exception):  # noqa: N818 - it is about what somebody wrote
    """What was found is not what the translator writes."""


def packed(manifests: Sequence[Manifest]) -> tuple[bytes, ...]:
    """The parts of a revision, one at least."""
    rows = [
        {
            "body": _stripped(manifest.body),
            "service": manifest.service,
            "wave": manifest.wave,
            **({} if manifest.needs is None else {"needs": sorted(manifest.needs)}),
            **({"unnumbered": True} if manifest.origins.get(REPLICAS) == ONE_REPLICA else {}),
            **({"content": content_digest(manifest.body)} if manifest.kind == "Secret" else {}),
        }
        for manifest in manifests
    ]
    text = _canonical({"form": _FORM, "objects": rows})
    whole = gzip.compress(text, 6, mtime=0)
    return tuple(whole[at : at + PART] for at in range(0, len(whole), PART))


def unpacked(parts: Iterable[bytes]) -> tuple[Recorded, ...]:
    """The objects of a revision. Unreadable where the parts are not whole, or not ours."""
    try:
        read = json.loads(gzip.decompress(b"".join(parts)))
        rows = read["objects"]
        return tuple(
            Recorded(
                row["body"],
                row["service"],
                int(row["wave"]),
                str(row.get("content", "")),
                _needs(row.get("needs")),
                bool(row.get("unnumbered")),
            )
            for row in rows
        )
    except (ValueError, TypeError, KeyError, OSError, EOFError) as fault:
        raise Unreadable("the revision cannot be read") from fault


def _needs(names: Any) -> frozenset[str] | None:
    return None if names is None else frozenset(map(str, names))


def digest(manifests: Iterable[Manifest]) -> str:
    """What stands for all objects of a stack, values of Secrets included, in any order."""
    each = sorted(hashlib.sha256(_canonical(manifest.body)).digest() for manifest in manifests)
    return hashlib.sha256(b"".join(each)).hexdigest()


def content_digest(body: Body) -> str:
    """What stands for the values of a Secret, whether they are written as text or in base64."""
    values = dict(body.get("data") or {})
    for key, text in (body.get("stringData") or {}).items():
        values[key] = base64.b64encode(str(text).encode()).decode()
    return hashlib.sha256(_canonical([body.get("type") or "Opaque", values])).hexdigest()


def _stripped(body: Body) -> Body:
    """The body without the values of a Secret."""
    if body.get("kind") != "Secret":
        return body
    kept: dict[str, Any] = {name: value for name, value in body.items() if name not in _SECTIONS}
    for section in _SECTIONS:
        values = body.get(section)
        if isinstance(values, Mapping):
            kept[section] = dict.fromkeys(sorted(values))
    return kept


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
