"""An annotation of a Pod by which Kubernetes is set up has a value that it cannot have.

container.apparmor.security.beta.kubernetes.io/NAME names a container and a profile: runtime/default, unconfined or
localhost/PROFILE, the same as the field appArmorProfile where both are given. seccomp.security.alpha.kubernetes.io/pod is of no
effect any more, but must be a profile too. controller.kubernetes.io/pod-deletion-cost is a whole number.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Key, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T522", "bad-pod-annotation", __doc__),)

_APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"
_SECCOMP = ("seccomp.security.alpha.kubernetes.io/pod", "container.seccomp.security.alpha.kubernetes.io/")
_COST = "controller.kubernetes.io/pod-deletion-cost"
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,10}")
_FIELDS = ("initContainers", "containers", "ephemeralContainers")
_PROFILES = {"RuntimeDefault": "runtime/default", "Unconfined": "unconfined"}


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The annotations of a Pod or of the template of one."""
    annotations = value.get("annotations")
    if not annotations or at.parent is None or at.parent.type.key not in ("pod", "pod_template_spec"):
        return
    spec = at.parent.value.get("spec") or {}
    containers = {each.get("name"): each for field in _FIELDS for each in spec.get(field) or ()}
    for key, text in annotations.items():
        if key.startswith(_APP_ARMOR):
            yield from _app_armor(key, text, containers, spec, at)
        elif key.startswith(_SECCOMP) and not _is_seccomp(text):
            yield _told(at, key, "must be runtime/default, unconfined or localhost/ and a relative path", text)
        elif key == _COST and not (_NUMBER.fullmatch(text) and -limits.INT32 - 1 <= int(text) <= limits.INT32):
            yield _told(at, key, "must be a whole number of 32 bits", text)


def _told(at: Visit, key: str, expected: str, value: Any = None) -> Fault:
    # The API server leaves out "metadata" for a template.
    of_template = at.parent is not None and at.parent.type.key == "pod_template_spec"
    named = ".".join(map(str, at.path[:-1])) + f".annotations[{key}]" if of_template else ""
    return at.fault(Reason.INVALID, ("annotations", Key(key)), expected, value, named=named)


def _app_armor(key: str, text: str, containers: Mapping[Any, Any], spec: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    container = containers.get(key.removeprefix(_APP_ARMOR))
    if container is None:
        yield _told(at, key, "must end with the name of a container")
    if text not in ("", "runtime/default", "unconfined") and not text.startswith("localhost/"):
        yield _told(at, key, "must be runtime/default, unconfined or localhost/PROFILE", text)
    contexts = ((container or {}).get("securityContext") or {}, spec.get("securityContext") or {})
    profile = next((found for each in contexts if (found := each.get("appArmorProfile"))), None)
    if container is not None and profile is not None and (spec.get("os") or {}).get("name") != "windows":
        wanted = _PROFILES.get(profile.get("type"), f"localhost/{profile.get('localhostProfile')}")
        if text != wanted:
            yield _told(at, key, f"must be {wanted}, as appArmorProfile says", text)


def _is_seccomp(text: str) -> bool:
    path = text.removeprefix("localhost/")
    inside = path != text and not path.startswith("/") and ".." not in path.split("/")
    return text in ("runtime/default", "docker/default", "unconfined") or inside
