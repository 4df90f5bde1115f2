"""Names: the grammars of the API server, and the one rule by which a Compose name becomes a DNS label."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube import names
from translator.kube.names import Grammar, dns_1035_label, dns_label, hashed

ACCEPTED = [
    (names.DNS_LABEL, ["a", "0", "web-1", "1web", "a" * 63]),
    (names.DNS_1035_LABEL, ["a", "web-1", "a--b", "z" * 63]),
    (names.DNS_SUBDOMAIN, ["a", "a.b", "1.2.3", "www.example.com", "a" * 253]),
    (names.LABEL_VALUE, ["", "a", "A_b.c-D", "1", "x" * 63]),
    (names.LABEL_KEY, ["a", "A_b.c-D", "example.com/name", "app.kubernetes.io/name", "a/" + "b" * 63, "a" * 253 + "/b"]),
    (names.ANNOTATION_KEY, ["a", "Example.com/Name", "k8s.aliyun.com/eci-use-specs"]),
    (names.ENVIRONMENT_NAME, ["A", "_a", "a.b", "a-b", ".a", "-", "PATH"]),
    (names.DATA_KEY, ["a", "0", ".env", ".a", "my_file.conf", "a" * 253]),
]
REFUSED = [
    (names.DNS_LABEL, ["", "-a", "a-", "A", "a_b", "a.b", "a b", "a\n", "ä", "a" * 64]),
    (names.DNS_1035_LABEL, ["", "1a", "-a", "a-", "a.b", "a" * 64]),
    (names.DNS_SUBDOMAIN, ["", ".a", "a.", "a..b", "a.-b", "a-.b", "A.b", "a_b", "*.a", "a" * 254]),
    (names.LABEL_VALUE, ["-a", "a-", ".a", "_", "a b", "a/b", "x" * 64, "a\n"]),
    (names.LABEL_KEY, ["", "/", "a/", "/a", "a/b/c", "A.com/b", "a_b/c", "a/-b", "b" * 64, "a/" + "b" * 64, "a" * 254 + "/b"]),
    (names.ANNOTATION_KEY, ["", "a b", "a/b/c", "_/a", "a\u212a"]),
    (names.ENVIRONMENT_NAME, ["", "1A", "a=b", "a b", ".", "..", "..a", "a:b", "a\n"]),
    (names.DATA_KEY, ["", ".", "..", "..a", "a/b", "a b", "a" * 254]),
]


@pytest.mark.parametrize(("grammar", "text"), [(grammar, text) for grammar, texts in ACCEPTED for text in texts])
def test_accepts(grammar: Grammar, text: str) -> None:
    assert grammar.accepts(text)
    assert grammar.fault(text) is None


@pytest.mark.parametrize(("grammar", "text"), [(grammar, text) for grammar, texts in REFUSED for text in texts])
def test_refuses(grammar: Grammar, text: str) -> None:
    assert not grammar.accepts(text)
    assert (grammar.fault(text) or "").startswith("must be ")


def test_says_the_length_when_the_length_is_wrong() -> None:
    assert names.DNS_LABEL.fault("a" * 70) == "must be at most 63 characters long, not 70"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("web", "web"),
        ("Web", "web"),
        ("my_db", "my-db"),
        ("my.db", "my-db"),
        ("a__b", "a--b"),
        ("_web_", "web"),
        ("-.web.-", "web"),
        ("café", "caf"),
        ("a b/c", "a-b-c"),
        ("a" * 63, "a" * 63),
    ],
)
def test_label_of_a_compose_name(text: str, label: str) -> None:
    assert dns_label(text) == label


def test_cut_labels_end_in_a_hash_and_stay_apart() -> None:
    first, second = "x" * 70 + "a", "x" * 70 + "b"
    assert dns_label(first) == "x" * 54 + "-" + hashed(first)
    assert dns_label(first) != dns_label(second)


def test_no_hyphen_stands_before_the_hash_of_a_cut_label() -> None:
    assert "--" not in dns_label("x" * 53 + "-" * 10 + "y" * 10)


def test_a_name_without_letter_or_digit_is_its_hash() -> None:
    # The first 8 hexadecimal digits of SHA-256 of "___".
    assert dns_label("___") == hashed("___")
    assert dns_label("___") != dns_label("----")


def test_hash_is_the_beginning_of_sha_256() -> None:
    # sha256("abc") is the test vector of FIPS 180-2.
    assert hashed("abc") == hashed(b"abc") == "ba7816bf"


@pytest.mark.parametrize(("text", "label"), [("web", "web"), ("3scale", "svc-3scale"), ("_1", "svc-1")])
def test_service_names_begin_with_a_letter(text: str, label: str) -> None:
    assert dns_1035_label(text) == label


@given(st.text(max_size=300), st.integers(16, 63))
def test_any_text_becomes_a_label(text: str, longest: int) -> None:
    for label, pattern in ((dns_label(text, longest), "[a-z0-9]"), (dns_1035_label(text, longest), "[a-z]")):
        assert len(label) <= longest
        assert re.fullmatch(rf"{pattern}([-a-z0-9]*[a-z0-9])?", label)


@given(st.text(max_size=300))
def test_a_label_stays_as_it_is(text: str) -> None:
    assert dns_label(dns_label(text)) == dns_label(text)
    assert dns_1035_label(dns_1035_label(text)) == dns_1035_label(text)


@given(st.text(max_size=80))
def test_fault_and_accepts_agree(text: str) -> None:
    for grammar, _ in ACCEPTED:
        assert grammar.accepts(text) == (grammar.fault(text) is None)
