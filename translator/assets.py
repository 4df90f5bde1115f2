"""Finds `schemas/` and `templates/`: at the top of a checkout, or inside the wheel.

The wheel carries both folders as `translator/_shipped` (see pyproject.toml); a checkout has them beside the package.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _home() -> Path:
    shipped = _PACKAGE / "_shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def schemas() -> Path:
    """The folder of the JSON schemas."""
    return _home() / "schemas"


def templates() -> Path:
    """The folder of the built-in templates."""
    return _home() / "templates"
