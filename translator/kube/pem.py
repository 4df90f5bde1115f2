"""PEM: a private key and its certificates in one text, as a TLS Secret keeps them apart.

Source: RFC 7468; `ValidateSecret` of the API server asks a Secret of type kubernetes.io/tls for both keys.
"""

import re

CERTIFICATE, KEY = "tls.crt", "tls.key"
"""The keys of a TLS Secret."""

_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----\s[A-Za-z0-9+/=\s:,.-]*?-----END \1-----")


def parts(text: str) -> tuple[str, str] | None:
    """The certificates, the first one first, and the private key; None where one of them is missing."""
    certificates, keys = [], []
    for block in _BLOCK.finditer(text):
        if block[1] == "CERTIFICATE":
            certificates.append(block[0])
        elif block[1].endswith("PRIVATE KEY"):
            keys.append(block[0])
    if not certificates or len(keys) != 1:
        return None
    return "\n".join(certificates) + "\n", keys[0] + "\n"
