"""aliyun.probe.*: an address or a command that tells whether a container is ready."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, source, unaccounted
from translator.model.finding import Verdict
from translator.model.health import Probe
from translator.model.origin import Default, Derived

URL, CMD = "aliyun.probe.url", "aliyun.probe.cmd"
TIMEOUT, DELAY = "aliyun.probe.timeout_seconds", "aliyun.probe.initial_delay_seconds"


def plain(probe: Probe) -> tuple[str | None, int | None, str | None]:
    """Scheme, port and path without their origins."""
    return (
        None if probe.scheme is None else probe.scheme.value,
        None if probe.port is None else probe.port.value,
        None if probe.path is None else probe.path.value,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://container", ("http", 80, None)),
        ("http://container/", ("http", 80, "/")),
        ("http://container/license.txt", ("http", 80, "/license.txt")),
        ("http://container:4000/index.html", ("http", 4000, "/index.html")),
        ("http://container:80", ("http", 80, None)),
        ("http://container:8080/health?full=1&x=2", ("http", 8080, "/health?full=1&x=2")),
        ("HTTP://Container/x", ("http", 80, "/x")),
        (" http://container/x ", ("http", 80, "/x")),
        ("tcp://container:5432", ("tcp", 5432, None)),
        ("tcp://container:5432/", ("tcp", 5432, None)),
        ("tcp://container:65535", ("tcp", 65535, None)),
    ],
)
def test_url(text: str, expected: tuple[str, int, str | None]) -> None:
    reading = read({URL: text})
    assert plain(reading.fields["probe"]) == expected
    assert reading.findings == ()


def test_the_port_of_http_is_a_default() -> None:
    port = read({URL: "http://container/x"}).fields["probe"].port
    assert isinstance(port.origin, Default)


SCHEME, HOST, PORT = "be http or tcp", "be the word container", "be an integer from 1 to 65535"
PATH = "begin with a slash and be up to 1024 visible characters without blanks or #"


@pytest.mark.parametrize(
    ("text", "part", "must"),
    [
        ("", "the scheme", f'{SCHEME}, not ""'),
        ("container:80", "the scheme", f'{SCHEME}, not ""'),
        ("https://container", "the scheme", f'{SCHEME}, not "https"'),
        ("http://localhost:80", "the host", f'{HOST}, not "localhost"'),
        ("http://:80", "the host", f'{HOST}, not ""'),
        ("tcp://container", "the address", "have a port"),
        ("tcp://container:0", "the port", f'{PORT}, not "0"'),
        ("http://container:65536/", "the port", f'{PORT}, not "65536"'),
        ("http://container:/x", "the port", f'{PORT}, not ""'),
        ("http://container:http", "the port", f'{PORT}, not "http"'),
        ("tcp://container:80/x", "the address", "end after the port, since tcp has no path"),
        ("http://container/a b", "the path", f'{PATH}, not "/a b"'),
        ("http://container/a#b", "the path", f'{PATH}, not "/a#b"'),
        ("http://container?x", "the path", f'{PATH}, not "?x"'),
    ],
)
def test_url_refuses(text: str, part: str, must: str) -> None:
    reading = read({URL: text})
    assert reading.fields.get("probe") is None
    message = f"{part} of aliyun.probe.url must {must}"
    assert [(f.code, f.verdict, f.message) for f in reading.findings] == [("T302", Verdict.REFUSED, message)]


def test_the_example_fits_the_scheme() -> None:
    assert read({URL: "tcp://container"}).findings[0].help == "write it like aliyun.probe.url: tcp://container:5432"
    assert read({URL: "http://web"}).findings[0].help == "write it like aliyun.probe.url: http://container:8080/health"


@pytest.mark.parametrize(
    "text",
    [
        "http://user:hunter2@container/x",
        "tcp://me:hunter2@container:80",
        "http://hunter2:x@container",
        "http://hunter2@container",
    ],
)
def test_no_password_of_an_address_is_shown(text: str) -> None:
    reading = read({URL: text})
    assert reading.codes == ["T302"]
    assert "hunter2" not in reading.said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/check.sh", ["/check.sh"]),
        ("curl -f 'http://127.0.0.1:8080/a b'", ["curl", "-f", "http://127.0.0.1:8080/a b"]),
        (r"test -f /tmp/a\ b", ["test", "-f", "/tmp/a b"]),
        ('sh -c "a | b && c"', ["sh", "-c", "a | b && c"]),
        ("curl http://127.0.0.1/?a=1&b=2", ["curl", "http://127.0.0.1/?a=1&b=2"]),
        ("curl -u user:pwd\nhttp://127.0.0.1:8888/x", ["curl", "-u", "user:pwd", "http://127.0.0.1:8888/x"]),
    ],
)
def test_cmd_is_split_into_words(text: str, words: list[str]) -> None:
    reading = read({CMD: text})
    assert [word.value for word in reading.fields["probe"].command.words] == words
    assert reading.findings == ()


@pytest.mark.parametrize(
    "text",
    ["/a || exit 1", "/a && /b", "cat /x | grep y", "/a > /dev/null", "/a 2>&1", "/a >/dev/null", "/a; /b", "grep x < /y"],
)
def test_cmd_with_shell_operators_runs_in_a_shell(text: str) -> None:
    reading = read({CMD: text})
    assert [word.value for word in reading.fields["probe"].command.words] == ["/bin/sh", "-c", text]
    assert [(f.code, f.verdict) for f in reading.findings] == [("T308", Verdict.APPROXIMATED)]


@pytest.mark.parametrize("text", ["", "   ", "'hunter2", 'echo "hunter2', "echo hunter2\\", "echo hunter2\0"])
def test_cmd_refuses_without_showing_the_line(text: str) -> None:
    reading = read({CMD: text})
    assert reading.fields.get("probe") is None
    assert reading.codes == ["T302"]
    assert "hunter2" not in reading.said
    assert reading.findings[0].help == "write it like aliyun.probe.cmd: /check.sh"


def test_the_times_of_a_check() -> None:
    reading = read({URL: "http://container", TIMEOUT: "10", DELAY: "0"})
    assert (reading.fields["probe"].timeout.value, reading.fields["probe"].initial_delay.value) == (10, 0)
    assert reading.findings == ()
    assert isinstance(reading.fields["probe"].timeout.origin, Derived)


@pytest.mark.parametrize(
    ("key", "text"), [(TIMEOUT, "0"), (TIMEOUT, "-1"), (TIMEOUT, "10s"), (DELAY, "-1"), (DELAY, ""), (DELAY, "1.5")]
)
def test_times_refuse(key: str, text: str) -> None:
    reading = read({CMD: "/check.sh", key: text})
    probe = reading.fields["probe"]
    assert (probe.timeout, probe.initial_delay) == (None, None)
    assert [(f.code, f.help) for f in reading.findings] == [("T302", f'write it like {key}: "10"')]
    assert key in reading.findings[0].message


def test_times_without_a_check_are_ignored() -> None:
    reading = read({TIMEOUT: "10", DELAY: "5"})
    assert reading.fields["probe"] is None
    assert [(f.code, f.verdict, f.source) for f in reading.findings] == [
        ("T311", Verdict.IGNORED, source("labels", TIMEOUT)),
        ("T311", Verdict.IGNORED, source("labels", DELAY)),
    ]


def test_url_and_cmd_exclude_each_other_and_take_their_times_along() -> None:
    reading = read({URL: "http://container", CMD: "/check.sh", TIMEOUT: "10"})
    assert reading.fields["probe"] is None
    assert sorted((f.code, str(f.verdict), f.source.path[-1]) for f in reading.findings if f.source) == [
        ("T307", str(Verdict.REFUSED), CMD),
        ("T307", str(Verdict.REFUSED), TIMEOUT),
        ("T307", str(Verdict.REFUSED), URL),
    ]


ADDRESSES = st.from_regex(r"(https?|tcp|ws)?(://)?(container|[a-z]{0,5})(:[0-9]{0,6})?(/[ -~]{0,20})?", fullmatch=True)


@given(ADDRESSES | st.text(max_size=60))
def test_any_url_is_mapped_or_refused_with_the_part_and_an_example(text: str) -> None:
    one = label(URL, text)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    probe = reading.fields.get("probe")
    if probe is None:
        assert reading.codes == ["T302"]
        assert f" of {URL} must " in reading.findings[0].message
        assert "://container" in reading.findings[0].help
    else:
        assert reading.findings == ()
        assert probe.scheme.value in ("http", "tcp")
        assert 1 <= probe.port.value <= 65535
        assert probe.path is None or probe.path.value.startswith("/")


@given(st.text(max_size=60))
def test_any_cmd_is_mapped_or_refused(text: str) -> None:
    one = label(CMD, text)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    probe = reading.fields.get("probe")
    assert probe.command.words if probe else reading.codes == ["T302"]
