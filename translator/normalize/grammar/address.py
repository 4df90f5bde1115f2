"""IP addresses, version 4 and 6, as Docker takes them: an IPv6 address may stand in brackets.

Source: docker/cli `opts.ValidateIPAddress` and `opts.ValidateExtraHost`; Go `net.ParseIP`.
"""

import ipaddress

EXPECTED = "an IP address"


def parse(text: str) -> str | None:
    """The address without brackets, otherwise as written; None where it is none. Go takes no zone (`%eth0`) either."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if "%" in bare or (bare is not text and ":" not in bare):
        return None
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return None
    return bare
