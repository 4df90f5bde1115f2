"""Names and labels: which texts the API server takes, and how a Compose name becomes one of them.

The grammars are those of k8s.io/apimachinery `pkg/util/validation` (RFC 1123 and RFC 1035 names, qualified names) and of
`pkg/apis/core/validation`. An object name becomes part of a DNS name, a label or a file, so nothing is escaped: a Compose
name that does not fit is changed, and `dns_label` is the only rule by which it is.
"""

import hashlib
import re

from translator.model.record import dataclass

HASH_LENGTH = 8
LABEL_LENGTH = 63
SUBDOMAIN_LENGTH = 253


@dataclass(frozen=True, slots=True)
class Grammar:
    """The texts that a field takes: `pattern` matches the whole text, `longest` is its greatest length in bytes.

    `sentence` completes "... must be" in a message.
    """

    pattern: re.Pattern[str]
    longest: int
    sentence: str

    def accepts(self, text: str) -> bool:
        """Whether the API server takes `text` here."""
        return len(text) <= self.longest and self.pattern.fullmatch(text) is not None

    def fault(self, text: str) -> str | None:
        """Why it does not, as the rest of a sentence that begins with "must be"; None where it does."""
        if len(text) > self.longest:
            return f"must be at most {self.longest} characters long, not {len(text)}"
        return None if self.pattern.fullmatch(text) else f"must be {self.sentence}"


_LABEL = r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(?:\.{_LABEL})*"
_SEARCH_LABEL = r"_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_QUALIFIED = r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?"

DNS_LABEL = Grammar(
    re.compile(_LABEL),
    LABEL_LENGTH,
    "lower-case letters, digits and hyphens, with a letter or digit at both ends",
)
"""RFC 1123 label: names of containers, volumes of a Pod, namespaces; `hostname` of a Pod."""

DNS_1035_LABEL = Grammar(
    re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?"),
    LABEL_LENGTH,
    "lower-case letters, digits and hyphens, with a letter first and a letter or digit last",
)
"""RFC 1035 label: names of Services."""

DNS_SUBDOMAIN = Grammar(
    re.compile(_SUBDOMAIN),
    SUBDOMAIN_LENGTH,
    "lower-case letters, digits, hyphens and dots, with a letter or digit at both ends and around each dot",
)
"""RFC 1123 subdomain: names of most objects, and hosts of an Ingress without a wildcard."""

LABEL_VALUE = Grammar(
    re.compile(rf"(?:{_QUALIFIED})?"),
    LABEL_LENGTH,
    'letters, digits, "-", "_" and ".", with a letter or digit at both ends, or empty',
)

LABEL_KEY = Grammar(
    # The bounds of the two parts stand in the pattern, since `longest` covers both together.
    re.compile(rf"(?:(?=[^/]{{1,{SUBDOMAIN_LENGTH}}}/){_SUBDOMAIN}/)?(?=[^/]{{1,{LABEL_LENGTH}}}\Z){_QUALIFIED}"),
    SUBDOMAIN_LENGTH + 1 + LABEL_LENGTH,
    'up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after an optional DNS name and a slash',
)

ANNOTATION_KEY = Grammar(
    # ValidateAnnotations lowers the key before it looks at it, so that capitals are allowed before the slash too.
    re.compile(LABEL_KEY.pattern.pattern, re.IGNORECASE | re.ASCII),
    LABEL_KEY.longest,
    LABEL_KEY.sentence,
)

ENVIRONMENT_NAME = Grammar(
    # Kubernetes 1.34 takes any printable ASCII but "="; the older rule holds in every supported version.
    re.compile(r"(?!\.\Z)(?!\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*"),
    1 << 17,
    'letters, digits, "-", "_" and ".", without a digit first, not "." and without ".." at the beginning',
)

RELAXED_ENVIRONMENT_NAME = Grammar(
    re.compile(r"[ -<>-~]+"),
    1 << 17,
    'printable ASCII characters other than "="',
)
"""Since Kubernetes 1.32 (RelaxedEnvironmentVariableValidation, on by default)."""

SEARCH_DOMAIN = Grammar(
    re.compile(rf"\.|{_SEARCH_LABEL}(?:\.{_SEARCH_LABEL})*"),
    SUBDOMAIN_LENGTH,
    "lower-case letters, digits, hyphens, underscores and dots, with a letter or digit before each dot and at the end",
)
"""Search domains of a Pod since Kubernetes 1.33 (RelaxedDNSSearchValidation, on by default)."""

PATH_SEGMENT = Grammar(
    re.compile(r"(?!\.{1,2}\Z)[^/%]*", re.DOTALL),
    1 << 20,
    'a name without "/" and "%" that is not "." or ".."',
)
"""Names that only need to fit into a path: roles and their bindings, the target of an autoscaler."""

ANYTHING = Grammar(re.compile(r".*", re.DOTALL), 1 << 20, "any text")

WILDCARD_HOST = Grammar(
    re.compile(rf"\*\.{_SUBDOMAIN}"),
    SUBDOMAIN_LENGTH,
    'a DNS name with "*." before it',
)

PREFIXED_PATH = Grammar(
    re.compile(rf"{_SUBDOMAIN}/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"),
    1 << 20,
    "a DNS name and a path, such as example.com/manager",
)
"""The controller of an IngressClass, the manager of a Job."""

HEADER_NAME = Grammar(re.compile(r"[-A-Za-z0-9]+"), 1 << 20, "letters, digits and hyphens")

DATA_KEY = Grammar(
    re.compile(r"(?!\.\Z)(?!\.\.)[-._a-zA-Z0-9]+"),
    SUBDOMAIN_LENGTH,
    'letters, digits, "-", "_" and ".", not "." and without ".." at the beginning',
)
"""Keys of `data` in a ConfigMap or a Secret."""


def masked(name: str) -> str:
    """A name as a prefix of others: a hyphen at its end is right, since something will follow it."""
    return name[:-2] + "a" if len(name) > 1 and name.endswith("-") else name


def hashed(text: str | bytes) -> str:
    """Eight hexadecimal digits that stand for `text`: the first of its SHA-256, the same everywhere and always."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:HASH_LENGTH]


_FOREIGN = re.compile(r"[^-a-z0-9]")


def dns_label(text: str, longest: int = LABEL_LENGTH) -> str:
    """`text` as an RFC 1123 label; a text that is one already, and short enough, stays as it is.

    Capitals are lowered, every other character that a label cannot have (`_`, `.`, ...) becomes a hyphen, hyphens at the ends
    go. What is cut to `longest` ends in a hash of `text`, and what has no letter or digit at all is that hash, so that cut
    names stay apart. Different texts can give the same label otherwise (`a_b`, `a.b`): the caller refuses a collision.

    Args:
        text: any text.
        longest: the greatest length of the result, at least 16.
    """
    if len(text) <= longest and DNS_LABEL.pattern.fullmatch(text):
        return text
    label = _FOREIGN.sub("-", text.lower()).strip("-")
    if not label:
        return hashed(text)
    if len(label) > longest:
        label = label[: longest - HASH_LENGTH - 1].rstrip("-") + "-" + hashed(text)
    return label


def dns_1035_label(text: str, longest: int = LABEL_LENGTH) -> str:
    """`text` as an RFC 1035 label, the name of a Service: as `dns_label`, with `svc-` before a leading digit."""
    label = dns_label(text, longest)
    if label[0].isdigit():
        label = dns_label("svc-" + label, longest)
    return label
