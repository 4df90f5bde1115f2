"""Private keys and certificates in one text."""

import pytest

from translator.kube import pem


def block(what: str, body: str = "cHVibGlj") -> str:
    return f"-----BEGIN {what}-----\n{body}\n-----END {what}-----"


KEY, RSA = block("PRIVATE KEY"), block("RSA PRIVATE KEY")
FIRST, SECOND = block("CERTIFICATE", "Zmlyc3Q="), block("CERTIFICATE", "c2Vjb25k")


@pytest.mark.parametrize("key", [KEY, RSA])
@pytest.mark.parametrize("joined", ["\n", "", "\r\n"])
def test_the_parts_come_apart_in_order(key: str, joined: str) -> None:
    assert pem.parts(joined.join((key, FIRST, SECOND))) == (f"{FIRST}\n{SECOND}\n", f"{key}\n")
    assert pem.parts(joined.join((FIRST, SECOND, key))) == (f"{FIRST}\n{SECOND}\n", f"{key}\n")


@pytest.mark.parametrize("text", ["", KEY, FIRST, FIRST + KEY + RSA, FIRST + KEY[:-5], block("CERTIFICATE", "<b>") + KEY])
def test_one_key_and_a_certificate_are_needed(text: str) -> None:
    assert pem.parts(text) is None
