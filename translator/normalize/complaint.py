"""The one form in which a label's value is refused: label, part, what was expected, what was read, a correct example.

A value that interpolation made is not quoted, since a variable may hold a secret that ended up in the wrong place.
"""

from translator.model.container import Label
from translator.model.origin import Located, Source
from translator.normalize.context import Context

BAD_VALUE = "T302"
_LONGEST = 60
_KEY = "PRIVATE KEY"
"""What a text in PEM says that must not be shown, wherever it was pasted by mistake."""


def excerpt(text: str) -> str:
    """`text` in quotes, fit for a message: on one line, without invisible characters, cut where it is long; no private key."""
    if _KEY in text:
        return "a private key"
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return '"' + "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in shown) + '"'


def shown(part: str, whole: Located[str]) -> str:
    """How a part of a value is named in a message: as written, or by where it came from."""
    return excerpt(part) if isinstance(whole.origin, Source) else "what its variables gave"


def bad_value(label: Label, context: Context, *, must: str, example: str, read: str | None, part: str = "") -> None:
    """Refuses a label for its value.

    Args:
        must: the rest of a sentence after the word "must", such as "be an integer from 0".
        example: a value that would be right.
        read: what was read in its place; None where it must not be shown, or where `must` says it.
        part: which part of the value is meant, where it has several ("the host").
    """
    key = label.key.value
    subject = f"{part} of {key}" if part else key
    found = "" if read is None else f", not {shown(read, label.value)}"
    context.findings.refuse(
        BAD_VALUE, f"{subject} must {must}{found}", label.value.origin, help=f"write it like {key}: {example}"
    )
