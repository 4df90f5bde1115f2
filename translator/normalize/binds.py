"""The sources of bind mounts: which are files beside the stack file, which are paths of a host that is not here."""

import os
from pathlib import Path

from translator import files
from translator.model.mount import HostPath
from translator.model.origin import Located, Origin
from translator.normalize.context import Context


def host_path(source: Located[str], context: Context, *, content: bool, at: Origin) -> HostPath | None:
    """What lies at the source of a bind; None, with a finding at `at`, where the path must not be followed.

    Args:
        content: whether the mount is read-only, so that the files are its content and none may be missing.
    """
    written = source.value
    if written.startswith("~"):
        context.findings.refuse(
            "T270",
            "a bind mount begins with ~, the home folder of whoever starts it, which differs by user and node",
            at,
            help="write the path in full, or relative to the stack file",
        )
        return None
    if os.path.isabs(written) and not _is_beside(written, context):
        return HostPath("absolute")
    path = files.resolve(written, context.project.directory)
    if path is None or not files.inside(path, context.disk.roots):
        context.findings.refuse(
            "T271",
            "a bind mount leads outside the project folder",
            at,
            help="move the files below the stack file, or allow the folder with --allow-path DIR",
        )
        return None
    look = context.disk.look(path)
    if look.lost and (content or look.host.kind != "directory"):
        named = ", ".join((name or path.name).encode(errors="backslashreplace").decode() for name in look.lost[:3])
        context.findings.refuse(
            "T272",
            f"a bind mount has files that cannot be read, or lead outside the project folder: {named}",
            at,
            help="make them readable, or copy them into the folder",
        )
        return None
    return look.host


def _is_beside(written: str, context: Context) -> bool:
    """Whether an absolute path is spelled as one below the project folder or another allowed one. Nothing is looked up."""
    path = Path(os.path.normpath(written))
    return files.inside(path, context.disk.roots) or files.inside(path, (context.project.directory,))
