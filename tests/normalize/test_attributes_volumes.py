"""`volumes` and `tmpfs` in all their forms."""

import pytest

from tests.normalize.trees import codes, refusals, service
from translator.model.finding import Verdict
from translator.model.mount import Mount
from translator.model.project import Version
from translator.model.stack import Dialect

MIB = 1024 * 1024


def shown(mount: Mount) -> tuple[str, str | None, str, bool | None]:
    return (
        mount.kind.value,
        mount.source.value if mount.source else None,
        mount.target.value,
        mount.read_only.value if mount.read_only else None,
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/var/lib/data", ("volume", None, "/var/lib/data", None)),
        ("data:/data", ("volume", "data", "/data", None)),
        ("data:/data:ro", ("volume", "data", "/data", True)),
        ("data:/data:rw", ("volume", "data", "/data", None)),
        ("/etc/localtime:/etc/localtime:ro", ("bind", "/etc/localtime", "/etc/localtime", True)),
        ("./conf:/conf", ("bind", "./conf", "/conf", None)),
        (".:/app", ("bind", ".", "/app", None)),
        ("{type: volume, source: data, target: /d, read_only: true}", ("volume", "data", "/d", True)),
        ("{type: volume, target: /d}", ("volume", None, "/d", None)),
        ("{type: bind, source: /srv, target: /d, read_only: false}", ("bind", "/srv", "/d", False)),
        ("{type: tmpfs, target: /run}", ("tmpfs", None, "/run", None)),
    ],
)
def test_mounts(written: str, expected: tuple[str, str | None, str, bool | None]) -> None:
    web, findings = service(f"volumes: [{written}]" if written.startswith("{") else f"volumes: ['{written}']")
    assert [shown(mount) for mount in web.mounts] == [expected]
    assert findings == []


def test_options_of_the_short_form() -> None:
    web, _ = service("volumes: ['data:/a:nocopy', '/srv:/b:rshared,ro']")
    assert web.mounts[0].nocopy is not None
    assert web.mounts[0].nocopy.value is True
    assert web.mounts[1].propagation is not None
    assert web.mounts[1].propagation.value == "rshared"


def test_options_of_the_long_form() -> None:
    web, findings = service(
        "volumes:\n"
        "- {type: volume, source: data, target: /a, volume: {nocopy: true, subpath: sub/dir}}\n"
        "- {type: bind, source: /srv, target: /b, bind: {propagation: rslave, create_host_path: false}}\n"
        "- {type: tmpfs, target: /c, tmpfs: {size: 64m, mode: 01777}}\n"
    )
    volume, bind, memory = web.mounts
    assert volume.nocopy is not None
    assert volume.subpath is not None
    assert (volume.nocopy.value, volume.subpath.value) == (True, "sub/dir")
    assert bind.propagation is not None
    assert bind.create_host_path is not None
    assert (bind.propagation.value, bind.create_host_path.value) == ("rslave", False)
    assert memory.size is not None
    assert memory.mode is not None
    assert (memory.size.value.count, memory.mode.value) == (64 * MIB, 0o1777)
    assert findings == []


@pytest.mark.parametrize("hint", ["z", "Z", "cached", "delegated", "consistent"])
def test_hints_to_the_host_are_ignored(hint: str) -> None:
    web, findings = service(f"volumes: ['data:/data:{hint}']")
    assert len(web.mounts) == 1
    assert [(finding.code, finding.verdict) for finding in findings] == [("T226", Verdict.IGNORED)]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("volumes: ['data:relative']", ["T267"]),
        ("volumes: ['data:/x:ro:z']", ["T267"]),
        ("volumes: ['data:/x:readwrite']", ["T267"]),
        ("volumes: ['foo/bar:/x']", ["T267"]),
        ("volumes: ['']", ["T267"]),
        ("volumes: [{type: volume, source: data}]", ["T267"]),
        ("volumes: [{type: volume, source: data, target: x}]", ["T267", "T291"]),
        ("volumes: [{type: bind, target: /x}]", ["T267"]),
        ("volumes: [{type: volume, source: data, target: /x, bind: {propagation: shared}}]", ["T267"]),
        ("volumes: [{type: sideways, target: /x}]", ["T253", "T291"]),
        ("volumes: [{type: npipe, source: '\\\\.\\pipe\\x', target: /x}]", ["T273"]),
        ("volumes: [{type: cluster, source: data, target: /x}]", ["T273"]),
        ("volumes: [{type: image, target: /x}]", ["T267"]),
        ("volumes: [{type: image, source: 'Not An Image', target: /x}]", ["T267"]),
        ("volumes: [{type: bind, source: /a, target: /x, bind: {recursive: sometimes}}]", ["T253"]),
        ("volumes: ['data:/x', 'logs:/x/']", ["T268"]),
        ("volumes: ['nobody:/x']", ["T280"]),
        ("volumes: ['C:\\data:/x']", ["T269"]),
        ("volumes: ['a:/x']", ["T269"]),
        ("volumes: ['~/conf:/x']", ["T270"]),
        ("volumes: ['../../x:/x']", ["T271"]),
        ("volumes: [{type: tmpfs, target: /x, tmpfs: {size: big}}]", ["T255"]),
        ("volumes: [{type: tmpfs, source: data, target: /x}]", ["T267"]),
        ("volumes: ['data:/x']\ntmpfs: /x", ["T268"]),
        ("tmpfs: relative", ["T267"]),
        ("tmpfs: '/run:size=big'", ["T255"]),
        ("tmpfs: '/run:mode=rwx'", ["T275"]),
    ],
)
def test_refused(body: str, refused: list[str]) -> None:
    _, findings = service(body)
    assert refusals(findings) == refused


def test_an_undeclared_volume_is_taken_in_version_1() -> None:
    web, findings = service("volumes: ['nobody:/x']", version=Version.V1)
    assert [shown(mount) for mount in web.mounts] == [("volume", "nobody", "/x", None)]
    assert findings == []


def test_an_undeclared_volume_may_be_the_console_s() -> None:
    web, findings = service("volumes: ['nobody:/x']", dialect=Dialect.ALIYUN)
    assert len(web.mounts) == 1
    assert [(finding.code, finding.verdict) for finding in findings] == [("T281", Verdict.APPROXIMATED)]


@pytest.mark.parametrize("body", ["tmpfs: /run", "tmpfs: [/run]"])
def test_tmpfs(body: str) -> None:
    web, findings = service(body)
    assert [shown(mount) for mount in web.tmpfs] == [("tmpfs", None, "/run", None)]
    assert findings == []


def test_tmpfs_options() -> None:
    web, findings = service("tmpfs: ['/run:rw,size=64m,mode=1770', '/tmp:ro,noexec,uid=1000,size=50%']")
    first, second = web.tmpfs
    assert first.size is not None
    assert first.mode is not None
    assert (first.size.value.count, first.mode.value) == (64 * MIB, 0o1770)
    assert second.size is None
    assert second.read_only is not None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T274", Verdict.APPROXIMATED)]
    assert "noexec, size, uid" in findings[0].message


def test_an_empty_list_is_not_set() -> None:
    _, findings = service("volumes: []")
    assert codes(findings) == ["T202"]
