"""Hosts of a route: a domain of one's own, or a prefix, one name without a dot, under the domain of the cluster.

Names are those of RFC 1123; the bounds are those of the routing label: at most 128 characters, and a last name of letters
alone, which keeps addresses such as 10.0.0.1 out.
"""

import re

LONGEST = 128
_NAME = r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?"
_PREFIX = re.compile(_NAME)
_DOMAIN = re.compile(rf"(?:{_NAME}\.)+[a-z]{{2,63}}")


def fault(host: str) -> str | None:
    """What a host must be, as the rest of a sentence that begins with "must be"; None where `host`, in any case, is one."""
    if len(host) > LONGEST:
        return f"at most {LONGEST} characters long"
    if "." not in host:
        return None if _PREFIX.fullmatch(host.lower()) else "a name of up to 63 letters, digits and inner hyphens"
    if _DOMAIN.fullmatch(host.lower()):
        return None
    return "a domain of letters, digits and hyphens between dots, whose last part is of letters alone"


def is_prefix(host: str) -> bool:
    """Whether `host` has no dot, so that the domain of the cluster is still to be added."""
    return "." not in host
