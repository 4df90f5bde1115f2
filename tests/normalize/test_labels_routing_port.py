"""aliyun.routing.port_PORT: every target of a port becomes a route, or says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import Reading, label, read, source, unaccounted
from translator.model.finding import Verdict
from translator.model.origin import Default, sources

KEY = "aliyun.routing.port_80"
Plain = tuple[int, str, str, str | None]


def routes(reading: Reading) -> list[Plain]:
    """Port, scheme, host and path of each route."""
    return [
        (route.port.value, route.scheme.value, route.host.value, None if route.path is None else route.path.value)
        for route in reading.fields.get("routes", ())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wordpress", [(80, "http", "wordpress", None)]),
        ("http://wordpress", [(80, "http", "wordpress", None)]),
        ("http://apisvc/api", [(80, "http", "apisvc", "/api")]),
        (
            "wordpress;http://wp.sample.com/context",
            [(80, "http", "wordpress", None), (80, "http", "wp.sample.com", "/context")],
        ),
        (
            "wordpress;http://www.example.com;https://www.nice.com",
            [
                (80, "http", "wordpress", None),
                (80, "http", "www.example.com", None),
                (80, "https", "www.nice.com", None),
            ],
        ),
        (
            "gateway;gateway.swarm.piggymetrics.com",
            [(80, "http", "gateway", None), (80, "http", "gateway.swarm.piggymetrics.com", None)],
        ),
        ("restserver.local", [(80, "http", "restserver.local", None)]),
        ("test-link;", [(80, "http", "test-link", None)]),
        (";;a.com; ;b.com", [(80, "http", "a.com", None), (80, "http", "b.com", None)]),
        (" a.com ; b.com/x/ ", [(80, "http", "a.com", None), (80, "http", "b.com", "/x/")]),
        ("Www.Example.COM/Path", [(80, "http", "www.example.com", "/Path")]),
        ("ws://a.com/chat", [(80, "http", "a.com", "/chat")]),
        ("wss://a.com/chat", [(80, "https", "a.com", "/chat")]),
        ("http://a.com;https://a.com", [(80, "http", "a.com", None), (80, "https", "a.com", None)]),
        ("a.com/x;a.com/y;a.com", [(80, "http", "a.com", "/x"), (80, "http", "a.com", "/y"), (80, "http", "a.com", None)]),
        ("http://a.com;ws://a.com", [(80, "http", "a.com", None)]),
        ("x" * 61 + "." + "y" * 62 + ".com", [(80, "http", "x" * 61 + "." + "y" * 62 + ".com", None)]),
        ("a.com/" + "p" * 127, [(80, "http", "a.com", "/" + "p" * 127)]),
        ("a.com/-_/.x", [(80, "http", "a.com", "/-_/.x")]),
        ("myalicontainer.com", [(80, "http", "myalicontainer.com", None)]),
        ("1a.2b.com", [(80, "http", "1a.2b.com", None)]),
    ],
)
def test_targets(text: str, expected: list[Plain]) -> None:
    reading = read({KEY: text})
    assert routes(reading) == expected
    assert reading.findings == ()


def test_a_scheme_that_nobody_wrote_is_a_default() -> None:
    first, second = read({KEY: "a.com;http://b.com"}).fields["routes"]
    assert isinstance(first.scheme.origin, Default)
    assert [place.path[-1] for place in sources(second.scheme.origin)] == [KEY]


def test_several_ports_are_in_the_order_of_their_labels() -> None:
    reading = read({"aliyun.routing.port_8080": "b", KEY: "a", "aliyun.routing.port_443": "c"})
    assert [route[0] for route in routes(reading)] == [443, 80, 8080]


SCHEME = "must be http, https, ws or wss, since a router passes nothing else on"
PREFIX = "must be a name of up to 63 letters, digits and inner hyphens"
DOMAIN = "must be a domain of letters, digits and hyphens between dots, whose last part is of letters alone"
PATH = "must be a slash and up to 127 letters, digits and - _ / ."
OLD = "must not lie below alicontainer.com, which belongs to the old cluster: name the prefix alone"
HTTPS = "must stand with http or ws, since https needs a domain of one's own"


@pytest.mark.parametrize(
    ("text", "part", "must", "shown"),
    [
        ("", "", "must name at least one target", ""),
        (" ; ;", "", "must name at least one target", " ; ;"),
        ("tcp://a.com", "the scheme of ", SCHEME, "tcp"),
        ("://a.com", "the scheme of ", SCHEME, ""),
        ("a.com,b.com", "", "must separate its targets by semicolons", "a.com,b.com"),
        ("a.com:80", "a target of ", "must be without a port, since the router listens on ports of its own", "a.com:80"),
        ("my_app", "the host of ", PREFIX, "my_app"),
        ("-a", "the host of ", PREFIX, "-a"),
        ("x" * 64, "the host of ", PREFIX, "x" * 57 + "..."),
        ("http:///x", "the host of ", PREFIX, ""),
        ("a_b.com", "the host of ", DOMAIN, "a_b.com"),
        ("10.0.0.1", "the host of ", DOMAIN, "10.0.0.1"),
        ("*.a.com", "the host of ", DOMAIN, "*.a.com"),
        ("a..com", "the host of ", DOMAIN, "a..com"),
        ("a.com.", "the host of ", DOMAIN, "a.com."),
        ("a.c", "the host of ", DOMAIN, "a.c"),
        ("w.c1.cn-hangzhou.alicontainer.com", "the host of ", OLD, "w.c1.cn-hangzhou.alicontainer.com"),
        ("a.AliContainer.COM", "the host of ", OLD, "a.AliContainer.COM"),
        ("https://wordpress", "a prefix of ", HTTPS, "https://wordpress"),
        ("wss://wordpress", "a prefix of ", HTTPS, "wss://wordpress"),
        ("a.com/x y", "the path of ", PATH, "/x y"),
        ("a.com//x", "the path of ", "must be one without //, /./ and /../", "//x"),
        ("a.com/x/../y", "the path of ", "must be one without //, /./ and /../", "/x/../y"),
        ("a.com/x/.", "the path of ", "must be one without //, /./ and /../", "/x/."),
        ("a.com?x", "the path of ", PATH, "?x"),
    ],
)
def test_refuses(text: str, part: str, must: str, shown: str) -> None:
    reading = read({KEY: text})
    assert routes(reading) == []
    message = f'{part}{KEY} {must}, not "{shown}"'
    assert [(f.code, f.verdict, f.message) for f in reading.findings] == [("T302", Verdict.REFUSED, message)]
    assert reading.findings[0].help == f"write it like {KEY}: wordpress;http://www.example.com/context"


@pytest.mark.parametrize("text", ["a." + "b" * 124 + ".com", "a.com/" + "p" * 128, "a." * 70 + "com"])
def test_refuses_what_is_too_long(text: str) -> None:
    assert read({KEY: text}).codes == ["T302"]


def test_the_targets_that_are_right_go_on() -> None:
    reading = read({KEY: "good.com;ftp://bad.com;https://fine.com"})
    assert routes(reading) == [(80, "http", "good.com", None), (80, "https", "fine.com", None)]
    assert reading.codes == ["T302"]


@pytest.mark.parametrize("text", ["a.com;a.com", "a.com;http://A.com/", "http://a.com/x;a.com/x", "ws://a.com;ws://a.com"])
def test_duplicates_are_refused_and_written_once(text: str) -> None:
    reading = read({KEY: text})
    assert len(routes(reading)) == 1
    assert [(f.code, f.verdict) for f in reading.findings] == [("T309", Verdict.REFUSED)]
    assert "which port 80 of the service has already" in reading.findings[0].message


def test_one_target_on_two_ports_of_a_service_is_refused_at_the_second() -> None:
    reading = read({KEY: "a.com", "aliyun.routing.port_81": "a.com"})
    assert routes(reading) == [(80, "http", "a.com", None)]
    assert [(f.code, f.source) for f in reading.findings] == [("T309", source("labels", "aliyun.routing.port_81"))]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("aliyun.routing.port_", "aliyun.routing.port_ must be followed by a container port from 1 to 65535"),
        ("aliyun.routing.port_http", 'aliyun.routing.port_ must be followed by a container port from 1 to 65535, not "http"'),
        ("aliyun.routing.port_0", 'aliyun.routing.port_ must be followed by a container port from 1 to 65535, not "0"'),
        ("aliyun.routing.port_65536", 'aliyun.routing.port_ must be followed by a container port from 1 to 65535, not "65536"'),
        ("aliyun.routing.port_80_81", 'aliyun.routing.port_ must be followed by a container port from 1 to 65535, not "80_81"'),
    ],
)
def test_the_name_ends_in_a_port(key: str, message: str) -> None:
    reading = read({key: "a.com"})
    assert routes(reading) == []
    assert [(f.code, f.verdict, f.message) for f in reading.findings] == [("T303", Verdict.REFUSED, message)]


@pytest.mark.parametrize("text", ["http://me:hunter2@a.com", "me@hunter2", "https://hunter2@a.com/x", "hunter2@a.com,b.com"])
def test_no_password_is_shown(text: str) -> None:
    reading = read({KEY: text})
    assert reading.codes == ["T302"]
    assert "hunter2" not in reading.said


TARGETS = st.lists(
    st.from_regex(
        r"((https?|wss?|tcp)://)?[a-zA-Z0-9._-]{0,12}(\.(com|local))?(:[0-9]{1,5})?(/[-a-z0-9_/.?]{0,8})?", fullmatch=True
    ),
    max_size=5,
).map(";".join)


@given(TARGETS | st.text(max_size=60))
def test_any_value_is_mapped_or_refused_with_an_example(text: str) -> None:
    one = label(KEY, text)
    reading = read(more=(one,))
    assert unaccounted(reading, one) == []
    made = routes(reading)
    assert len({route[1:] for route in made}) == len(made)
    for port, scheme, host, path in made:
        assert (port, scheme in ("http", "https"), host.islower()) == (80, True, True) or host.isdigit()
        assert path is None or path.startswith("/")
    for finding in reading.findings:
        assert finding.code in ("T302", "T309")
        assert KEY in finding.message
        assert finding.help
    targets = [target for target in text.split(";") if target.strip()]
    assert len(made) + len(reading.findings) >= min(len(targets), 1)
