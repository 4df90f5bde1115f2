"""A seccomp or AppArmor profile has no type, an unknown one, or a file that does not go with it.

The type is RuntimeDefault, Unconfined or Localhost. Localhost, and only it, has a localhostProfile: for seccomp the path of
a file below the kubelet's folder, relative and without "..".
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T579", "bad-profile", __doc__),)

_LONGEST = 4095
_TYPES = ("Localhost", "RuntimeDefault", "Unconfined")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """A profile of a Pod or a container."""
    chosen, file = value.get("type"), value.get("localhostProfile")
    if not chosen:
        yield at.required("type")
    elif chosen not in _TYPES:
        yield at.unsupported("type", among=_TYPES, value=chosen)
    if chosen == "Localhost":
        if file is None or (not file.strip() and at.type.key == "app_armor_profile" and file == file.strip()):
            yield at.required("localhostProfile", expected="must be given when the type is Localhost")
        elif at.type.key == "seccomp_profile":
            yield from limits.descending(at, file, "localhostProfile")
        elif file != file.strip():
            yield at.invalid("localhostProfile", expected="must not begin or end with a blank", value=file)
        elif len(file) > _LONGEST:
            yield at.fault(Reason.TOO_LONG, ("localhostProfile",), f"must have at most {_LONGEST} characters")
    elif file is not None:
        yield at.invalid("localhostProfile", expected="must be left out when the type is not Localhost", value=file)
