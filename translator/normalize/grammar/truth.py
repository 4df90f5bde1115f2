"""True and false as YAML 1.1 and docker compose read them.

Source: YAML 1.1 type repository, `!!bool`; compose-go `interpolation`, whose casts take the same words after interpolation.
"""

EXPECTED = "true or false"

_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
}


def parse(text: str) -> bool | None:
    """`true`, `yes`, `on`, `y` and their opposites, in any case; None for other text."""
    return _WORDS.get(text.lower())
