"""Bytecode: compiled templates are kept where Python keeps those of its modules, since compiling five of them takes longer than
the rest of a small run.

The rules are Python's own for `.pyc` files: they lie in `__pycache__` beside the source or below `PYTHONPYCACHEPREFIX`, an
interpreter that may not write bytecode writes none, and a folder that cannot be written costs time, nothing else. Bytecode is
code, so it is read only where whoever can write it could as well change the translator itself: beside the built-in templates. A
user's own templates run in the sandbox and are compiled in every run.

A file is a digest of everything that the code depends on, and the code as `marshal` writes it; one with another digest, or
that is broken, is made anew.
"""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_BROKEN = (EOFError, ValueError, TypeError)


class Bytecode(BytecodeCache):
    """The compiled templates of one folder; others are neither read nor written. `compiler` is the file that sets Jinja2 up."""

    def __init__(self, folder: Path, compiler: Path) -> None:
        self._folder = str(folder)
        self._setting = b"%s %s %d" % (MAGIC_NUMBER, jinja2.__version__.encode(), compiler.stat().st_mtime_ns)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 (the signature is Jinja2's)
        """The template's own file, empty for one that is not of the folder."""
        return filename if filename is not None and os.path.dirname(filename) == self._folder else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code, if it is kept."""
        if not bucket.key:
            return
        try:
            kept = Path(cache_from_source(bucket.key)).read_bytes()
        except OSError:
            return
        digest = self._digest(bucket)
        if not kept.startswith(digest):
            return
        try:
            bucket.code = marshal.loads(kept[len(digest) :])  # noqa: S302 (as trustworthy as the templates)
        except _BROKEN:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of the bucket; whole or not at all, since other runs may read it meanwhile."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(cache_from_source(bucket.key))
        staged = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(self._digest(bucket) + marshal.dumps(bucket.code))
            os.replace(staged, path)
        except OSError:
            with suppress(OSError):
                staged.unlink()

    def _digest(self, bucket: Bucket) -> bytes:
        # The name of the file is in the code too: by it the engine finds the line of a fault.
        return sha256(b"\0".join((self._setting, bucket.key.encode(), bucket.checksum.encode()))).digest()
