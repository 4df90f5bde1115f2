"""volumes_from: the mounts of another service."""

import pytest

from tests.normalize.trees import codes, normalized, project
from translator.model.project import Version
from translator.model.service import Service


def mounts(services: str, name: str = "web") -> tuple[list[tuple[str, str | None, bool]], list[str]]:
    """Target, source and whether it is read-only, of each mount of a service, and the codes found."""
    stack, findings = normalized(project(f"services:\n{services}", version=Version.V1))
    found: Service = next(one for one in stack.services if one.name.value == name)
    rows = [
        (one.target.value, None if one.source is None else one.source.value, bool(one.read_only and one.read_only.value))
        for one in found.mounts
    ]
    return rows, codes([finding for finding in findings if finding.source is not None and name in finding.source.path])


DATA = "  data: {image: a, volumes: ['xx:/x', 'yy:/y:ro']}\n  more: {image: a, volumes: ['mm:/x']}\n"


@pytest.mark.parametrize(
    ("web", "expected"),
    [
        ("volumes_from: [data]", [("/x", "xx", False), ("/y", "yy", True)]),
        ("volumes_from: ['data:ro']", [("/x", "xx", True), ("/y", "yy", True)]),
        ("volumes_from: ['container:data:rw']", [("/x", "xx", False), ("/y", "yy", True)]),
        ("volumes_from: [data], volumes: ['zz:/x']", [("/x", "zz", False), ("/y", "yy", True)]),
        ("volumes_from: [data], tmpfs: /x", [("/y", "yy", True)]),
        ("volumes_from: [data, more]", [("/x", "mm", False), ("/y", "yy", True)]),
    ],
)
def test_mounts_are_borrowed(web: str, expected: list[tuple[str, str | None, bool]]) -> None:
    assert mounts(f"{DATA}  web: {{image: a, {web}}}\n") == (expected, [])


def test_a_chain_is_followed() -> None:
    chain = "  db: {image: a, volumes_from: [data]}\n  web: {image: a, volumes_from: [db]}\n"
    assert mounts(DATA + chain)[0] == [("/x", "xx", False), ("/y", "yy", True)]


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ("  web: {image: a, volumes_from: [nobody]}\n", "T279"),
        ("  web: {image: a, volumes_from: ['container:nobody']}\n", "T233"),
        ("  web: {image: a, volumes_from: [web]}\n", "T284"),
        ("  data: {image: a}\n  web: {image: a, volumes_from: ['data:sometimes']}\n", "T250"),
        ("  data: {image: a}\n  web: {image: a, volumes_from: [data]}\n", "T202"),
        ("  data: {image: a, volumes_from: [web]}\n  web: {image: a, volumes_from: [data]}\n", "T202 T232"),
        ("  data: {image: a, volumes: ['xx:/x']}\n  web: {image: a, volumes: ['zz:/x'], volumes_from: [data]}\n", "T202"),
    ],
)
def test_what_cannot_be_borrowed(services: str, expected: str) -> None:
    assert mounts(services)[1] == expected.split()


def test_of_two_for_one_place_the_last_counts() -> None:
    assert mounts(f"{DATA}  web: {{image: a, volumes_from: [more, 'more:ro']}}\n") == ([("/x", "mm", True)], ["T202"])


def test_an_anonymous_volume_that_is_lent_has_a_name() -> None:
    services = "  data: {image: a, volumes: [/srv/x, /y/x/]}\n  web: {image: a, volumes_from: ['data:ro']}\n"
    assert mounts(services) == ([("/srv/x", "data-x", True), ("/y/x/", "data-x-2", True)], [])
    assert mounts(services, "data")[0] == [("/srv/x", "data-x", False), ("/y/x/", "data-x-2", False)]


def test_its_name_is_not_that_of_another_volume() -> None:
    services = "services: {data: {image: a, volumes: [/x]}, web: {image: a, volumes_from: [data], volumes: ['data-x:/own']}}"
    stack, _ = normalized(f"{services}\nvolumes: {{data-x: }}")
    assert [volume.key.value for volume in stack.volumes] == ["data-x", "data-x-2"]


def test_memory_is_not_lent() -> None:
    services = "{data: {image: a, volumes: [{type: tmpfs, target: /x}]}, web: {image: a, volumes_from: [data]}}"
    _, findings = normalized(f"services: {services}")
    assert "T234" in codes(findings)


def test_a_container_is_found_by_its_name() -> None:
    named = "  data: {image: a, container_name: store, volumes: ['xx:/x']}\n"
    assert mounts(f"{named}  web: {{image: a, volumes_from: ['container:store']}}\n") == ([("/x", "xx", False)], [])
