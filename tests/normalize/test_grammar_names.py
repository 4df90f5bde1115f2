"""Image names, command lines, mounts, constraints and addresses."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.normalize.grammar import address, constraint, image, mount, words

DIGEST = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nginx", (None, "nginx", None, None)),
        ("nginx:1.25", (None, "nginx", "1.25", None)),
        ("library/nginx", (None, "library/nginx", None, None)),
        ("docker.io/library/nginx:1", ("docker.io", "library/nginx", "1", None)),
        ("localhost/web", ("localhost", "web", None, None)),
        ("localhost:5000/web:dev", ("localhost:5000", "web", "dev", None)),
        ("registry.example.com:5000/a/b_c/d--e:T.1-x", ("registry.example.com:5000", "a/b_c/d--e", "T.1-x", None)),
        (f"nginx@{DIGEST}", (None, "nginx", None, DIGEST)),
        (f"r.io/nginx:1@{DIGEST}", ("r.io", "nginx", "1", DIGEST)),
        ("[::1]:5000/web", ("[::1]:5000", "web", None, None)),
        ("TEAM/web", ("TEAM", "web", None, None)),  # a capital makes the first part a registry, as in Docker
        ("your_image_url", (None, "your_image_url", None, None)),
    ],
)
def test_image_names(text: str, parts: tuple[str | None, str, str | None, str | None]) -> None:
    read = image.parse(text)
    assert read is not None
    assert (read.registry, read.repository, read.tag, read.digest) == parts
    assert read.text == text


NO_IMAGES = (
    [
        "",
        ":",
        "nginx:",
        ":1",
        "/nginx",
        "nginx/",
        "Nginx",
        "a//b",
        "nginx:1:2",
        "-nginx",
        "nginx_",
        "a" * 256,
        "nginx@sha256:12",
    ],
    ["f" * 64, "http://nginx", "nginx 1", "nginx:" + "t" * 129, "a.b/C"],
)


@pytest.mark.parametrize("text", [text for row in NO_IMAGES for text in row])
def test_no_image_names(text: str) -> None:
    assert image.parse(text) is None


@pytest.mark.parametrize(
    ("text", "registry", "repository", "tag"),
    [
        ("Nginx", None, "Nginx", None),
        ("r.io/team/IMAGE:v1", "r.io", "team/IMAGE", "v1"),
        ("r.io:5000/IMAGE", "r.io:5000", "IMAGE", None),
    ],
)
def test_capitals_are_the_one_fault_that_is_kept(text: str, registry: str | None, repository: str, tag: str | None) -> None:
    read = image.parse_capitals(text)
    assert read is not None
    assert (read.text, read.registry, read.repository, read.tag) == (text, registry, repository, tag)


@pytest.mark.parametrize("text", ["nginx", "Nginx:", "Ng inx", "", "A//B"])
def test_other_faults_are_not(text: str) -> None:
    assert image.parse_capitals(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ()),
        ("nginx -g 'daemon off;'", ("nginx", "-g", "daemon off;")),
        ('sh -c "echo \\"$HOME\\""', ("sh", "-c", 'echo "$HOME"')),
        ("a  b\tc\n", ("a", "b", "c")),
        ("a\\ b", ("a b",)),
        ("a#b # c", ("a#b", "#", "c")),  # a comment only in a file, not in a line
        ("a '' b", ("a", "", "b")),
        ("a && b | c > d", ("a", "&&", "b", "|", "c", ">", "d")),
        ("grüße", ("grüße",)),
        ("'open", None),
        ('"open', None),
        ("end\\", None),
    ],
)
def test_command_lines(line: str, expected: tuple[str, ...] | None) -> None:
    assert words.split(line) == expected


@given(st.text(max_size=30))
def test_lines_are_split_as_shlex_splits_them(line: str) -> None:
    try:
        expected: tuple[str, ...] | None = tuple(shlex.split(line))
    except ValueError:
        expected = None
    assert words.split(line) == expected


@pytest.mark.parametrize(
    ("text", "source", "target", "options"),
    [
        ("/data", None, "/data", ()),
        ("data:/data", "data", "/data", ()),
        ("./x:/x:ro", "./x", "/x", ("ro",)),
        ("/a:/b:rw,z", "/a", "/b", ("rw", "z")),
    ],
)
def test_mounts(text: str, source: str | None, target: str, options: tuple[str, ...]) -> None:
    read = mount.parse(text)
    assert read is not None
    assert (read.source, read.target, read.options) == (source, target, options)


@pytest.mark.parametrize("text", ["", "data", ":", "/a:", ":/a", "/a:ro", "a:/b:ro:x", "data:relative", "/a::ro"])
def test_no_mounts(text: str) -> None:
    assert mount.parse(text) is None


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("C:\\data:/data", True),
        ("c:/data:/data", True),
        ("/x:D:\\y", True),
        ("\\\\.\\pipe\\docker_engine:/x", True),
        ("a:/b", True),  # one letter is a drive to docker compose too
        ("ab:/c", False),
        ("/c:/d", False),
        ("data:/x:z", False),
    ],
)
def test_windows_paths(text: str, windows: bool) -> None:
    assert mount.is_windows(text) is windows


@pytest.mark.parametrize(("one", "other"), [("/a", "/a/"), ("/a", "//a"), ("/a/b", "/a/./b"), ("/a/b", "/a/x/../b")])
def test_spellings_of_one_place(one: str, other: str) -> None:
    assert mount.place(one) == mount.place(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("node.role == manager", ("node.role", True, "manager")),
        ("node.role==manager", ("node.role", True, "manager")),
        ("node.labels.zone != east-1", ("node.labels.zone", False, "east-1")),
        ("  node.hostname==a.b  ", ("node.hostname", True, "a.b")),
        ("engine.labels.os == Ubuntu 22.04", ("engine.labels.os", True, "Ubuntu 22.04")),
        ("node.role = manager", None),
        ("node.role ==", None),
        ("== x", None),
        ("node.role", None),
        ("node role == x", None),
        ("", None),
    ],
)
def test_constraints(text: str, expected: tuple[str, bool, str] | None) -> None:
    assert constraint.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("[10.0.0.1]", None),
        ("10.0.0.256", None),
        ("010.0.0.1", None),
        ("fe80::1%eth0", None),
        ("10.0.0.0/8", None),
        ("db", None),
        ("", None),
    ],
)
def test_addresses(text: str, expected: str | None) -> None:
    assert address.parse(text) == expected
