"""The line that a field of a manifest leads back to."""

from collections.abc import Iterator

from translator.check import placement
from translator.model.manifest import Manifest
from translator.model.origin import Origin, Source

WHOLE, SPEC, COUNT = (Source("a.yml", line, 1) for line in (1, 2, 3))


class Unsearched(dict[str, Origin]):
    """Origins that nobody may go through one by one."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("a Pod of thousands of containers has tens of thousands")


def test_where_all_fields_have_an_origin_a_missing_one_stands_at_its_parent() -> None:
    manifest = Manifest({}, Unsearched({"": WHOLE, "/spec": SPEC, "/spec/replicas": COUNT}))
    assert placement.origin(manifest, "/spec/replicas") == COUNT
    assert placement.origin(manifest, "/spec/paused") == SPEC
    assert placement.origin(manifest, "/metadata/name") == WHOLE


def test_where_only_leaves_have_one_the_nearest_leaf_stands_for_the_rest() -> None:
    manifest = Manifest({}, {"/kind": WHOLE, "/spec/template/spec/nodeName": SPEC, "/spec/replicas": COUNT})
    assert placement.origin(manifest, "/spec/template/metadata") == SPEC
    assert placement.origin(manifest, "/spec/paused") == SPEC
    assert placement.origin(manifest, "/metadata") == WHOLE
