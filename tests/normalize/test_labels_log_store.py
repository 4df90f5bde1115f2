"""aliyun.log_store_NAME: logs that Log Service collects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import Reading, label, read, source, unaccounted
from translator.model.finding import Verdict

KEY = "aliyun.log_store_access"


def stores(reading: Reading) -> list[tuple[str, str]]:
    """Name and target of each store."""
    return [(store.name.value, store.target.value) for store in reading.fields.get("log_stores", ())]


@pytest.mark.parametrize(
    "target",
    [
        "stdout",
        "/var/log/nginx/*.log",
        "/wwwroot/log/bilibili-access-gunicorn.log",
        "/home/admin/online-study/logs/error/*.log",
        "/a/[ab]?.log",
        "/a/.b",
        "/日志/x.log",
    ],
)
def test_targets(target: str) -> None:
    reading = read({KEY: target})
    assert stores(reading) == [("access", target)]
    assert reading.findings == ()


@pytest.mark.parametrize("name", ["a", "name", "WordPress", "my_app", "my-app", "a1", "x" * 63, "port_80", "ttl"])
def test_names(name: str) -> None:
    assert stores(read({f"aliyun.log_store_{name}": "stdout"})) == [(name, "stdout")]


@pytest.mark.parametrize(
    ("target", "must"),
    [
        ("", "be stdout or an absolute path"),
        ("stderr", "be stdout or an absolute path"),
        ("var/log/x.log", "be stdout or an absolute path"),
        ("/var/log/", "end in a file name or a pattern, such as *.log"),
        ("/var/*/x.log", "have a pattern in its last part only"),
        ("/var/../x.log", "name a file without going up by .."),
        ("/var/log/..", "name a file without going up by .."),
        ("/var/log/.", "name a file without going up by .."),
        ("/x.log", "name a file in a directory other than /, since a volume is mounted there"),
        ("//./x.log", "name a file in a directory other than /, since a volume is mounted there"),
        ("/var/log/x\n.log", "be a path of visible characters"),
    ],
)
def test_targets_refuse(target: str, must: str) -> None:
    reading = read({KEY: target})
    assert stores(reading) == []
    finding = reading.findings[0]
    assert (reading.codes, finding.verdict) == (["T302"], Verdict.REFUSED)
    assert finding.message.startswith(f'{KEY} must {must}, not "')
    assert finding.help == f"write it like {KEY}: /var/log/nginx/*.log"


@pytest.mark.parametrize("name", ["", "a b", "a.b", "-a", "a-", "_a", "a/b", "日志", "x" * 64])
def test_names_refuse(name: str) -> None:
    reading = read({f"aliyun.log_store_{name}": "stdout"})
    assert stores(reading) == []
    assert [(f.code, f.verdict) for f in reading.findings] == [("T303", Verdict.REFUSED)]
    assert reading.findings[0].message.startswith("aliyun.log_store_ must be followed by a name ")


def test_stores_in_directories_of_their_own() -> None:
    reading = read({"aliyun.log_store_info": "/home/logs/*.log", "aliyun.log_store_error": "/home/logs/error/*.log"})
    assert stores(reading) == [("error", "/home/logs/error/*.log"), ("info", "/home/logs/*.log")]
    assert reading.findings == ()


@pytest.mark.parametrize("other", ["/home/logs/b.log", "//home/./logs//b.log", "/home/logs/*.txt"])
def test_two_stores_in_one_directory_are_refused(other: str) -> None:
    reading = read({"aliyun.log_store_a": "/home/logs/a.log", "aliyun.log_store_b": other})
    assert stores(reading) == [("a", "/home/logs/a.log")]
    assert [(f.code, f.verdict, f.source, f.message) for f in reading.findings] == [
        (
            "T310",
            Verdict.REFUSED,
            source("labels", "aliyun.log_store_b"),
            'aliyun.log_store_b shares the directory "/home/logs" with aliyun.log_store_a',
        )
    ]


@pytest.mark.parametrize(("one", "other"), [("Web", "web"), ("web-a", "web_a")])
def test_names_that_the_collector_takes_for_one_are_one(one: str, other: str) -> None:
    reading = read({f"aliyun.log_store_{one}": "stdout", f"aliyun.log_store_{other}": "/a/b.log"})
    assert stores(reading) == [(one, "stdout")]
    assert reading.codes == ["T310"]


def test_standard_output_can_go_to_two_stores() -> None:
    assert read({"aliyun.log_store_a": "stdout", "aliyun.log_store_b": "stdout"}).findings == ()


@given(st.text(max_size=20), st.from_regex(r"(stdout|/?[a-z*./ ]{0,20})", fullmatch=True) | st.text(max_size=40))
def test_any_label_is_mapped_or_refused_with_an_example(name: str, target: str) -> None:
    one = label(f"aliyun.log_store_{name}", target)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    if not stores(reading):
        assert reading.codes in (["T302"], ["T303"])
        assert "aliyun.log_store_" in reading.findings[0].message
        assert reading.findings[0].help
