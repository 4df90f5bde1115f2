"""Placement: the line of the input to which a field of a manifest leads back.

Origins are kept for leaves. A fault may sit on something else: on a list, on a mapping, or on a field that is not there. Then
the nearest leaf stands for it: one below the field, otherwise one below its parent, and so on up to the object.
"""

from collections.abc import Mapping

from translator.model.manifest import Manifest
from translator.model.origin import Origin, place


def origin(manifest: Manifest, pointer: str) -> Origin | None:
    """The origin of the field at `pointer`, or of the leaf nearest to it that rests on a line of the input.

    None where the object rests on no line at all.
    """
    origins = manifest.origins
    while True:
        exact = origins.get(pointer)
        if exact is not None and place(exact) is not None:
            return exact
        if exact is not None or not _is_below(pointer, origins):
            below = pointer + "/"
            for leaf in origins:
                if leaf.startswith(below) and place(origins[leaf]) is not None:
                    return origins[leaf]
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]


def _is_below(pointer: str, origins: Mapping[str, Origin]) -> bool:
    """Whether something that holds the field has an origin: then all fields have one, or it is empty, and nothing can lie
    below a field that has none."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        if pointer in origins:
            return True
    return False
