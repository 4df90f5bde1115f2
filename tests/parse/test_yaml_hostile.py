"""Input that was made to exhaust a machine: each ends in one finding, soon."""

import sys
from pathlib import Path

import pytest

from tests.parse.stacks import reading
from translator.model.node import Mapping
from translator.parse import limits, yaml
from translator.report.collector import Collector


def found(content: bytes) -> list[tuple[str, str]]:
    findings = Collector()
    yaml.load(content, "s.yml", findings)
    return [(finding.code, str(finding.source)) for finding in findings]


def laughs(levels: int, width: int) -> bytes:
    """Lists of aliases of lists of aliases: width ** levels values in levels lines."""
    lines = ["a0: &a0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines).encode()


def test_billion_laughs_stop_at_the_alias_that_passes_the_limit() -> None:
    # Level n holds 9 ** (n + 1) texts and their lists; 9 ** 7 is the first power over a million, reached in line 7.
    ((code, place),) = found(laughs(9, 9))
    assert code == "T116"
    assert place.startswith("s.yml:7:")


def test_a_bomb_of_merge_keys_is_one_too() -> None:
    big = "a: &a {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}\n"
    many = "".join(f"b{n}: {{<<: *a}}\n" for n in range(1200))
    ((code, _),) = found((big + many).encode())
    assert code == "T116"


def test_aliases_below_the_limit_are_welcome() -> None:
    shared = "x-env: &e {" + ", ".join(f"K{n}: 1" for n in range(20)) + "}\nservices:\n"
    many = "".join(f"  s{n}: {{environment: *e}}\n" for n in range(2000))
    assert found((shared + many).encode()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"{a: " * 100_000,
        b"- " * 100_000,
        b"[" * 5_000 + b"]" * 5_000,
        b"? " * 100_000,
        b"a: &a [*a]\n" + b"[" * 200,
    ],
)
def test_deep_nesting_is_refused_and_crashes_nothing(content: bytes) -> None:
    ((code, _),) = found(content)
    assert code in ("T117", "T115")


def test_indentation_nests_too() -> None:
    text = "".join(" " * n + f"k{n}:\n" for n in range(150))
    ((code, place),) = found(text.encode())
    assert (code, place.split(":")[1]) == ("T117", str(limits.DEPTH + 1))


def test_the_limit_of_depth_is_within_what_recursion_bears() -> None:
    findings = Collector()
    document = yaml.load(b"{a: " * limits.DEPTH + b"1" + b"}" * limits.DEPTH, "s.yml", findings)
    assert not list(findings)
    assert isinstance(document.root, Mapping)
    assert sys.getrecursionlimit() > 5 * limits.DEPTH


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "compose.yaml", "wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    project, findings = reading(tmp_path, {})
    assert project is None
    assert [(f.code, f.verdict) for f in findings] == [("T104", None)]
    assert "compose.yaml" in next(iter(findings)).message


def test_standard_input_has_the_same_limit() -> None:
    assert found(b"#" * (limits.FILE_BYTES + 1)) == [("T104", "s.yml:1:1")]
    assert found(b"#" * limits.FILE_BYTES) == []


def test_many_anchors_and_long_lines_are_read() -> None:
    text = "".join(f"k{n}: &a{n} v\n" for n in range(20_000)) + "long: " + "x" * 500_000 + "\n"
    assert found(text.encode()) == []
