"""Placement: the line of the input to which a field of a manifest leads back.

Origins are kept for leaves. A fault may sit on something else: on a list, on a mapping, or on a field that is not there. Then
the nearest leaf stands for it: one below the field, otherwise one below its parent, and so on up to the object.
"""

from translator.model.manifest import Manifest
from translator.model.origin import Origin, place


def origin(manifest: Manifest, pointer: str) -> Origin | None:
    """The origin of the field at `pointer`, or of the leaf nearest to it that rests on a line of the input.

    None where the object rests on no line at all.
    """
    while True:
        exact = manifest.origins.get(pointer)
        if exact is not None and place(exact) is not None:
            return exact
        below = pointer + "/"
        for leaf, found in manifest.origins.items():
            if leaf.startswith(below) and place(found) is not None:
                return found
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]
