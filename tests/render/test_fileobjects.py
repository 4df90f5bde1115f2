"""Configs, secrets and lifted variables: immutable objects named by content, and no value outside of them."""

import pytest

from tests.render.stacks import at, codes, environment, here, said, service, stack
from translator.kube.names import DATA_KEY, DNS_SUBDOMAIN
from translator.model.finding import Verdict
from translator.model.origin import Located, sources
from translator.model.settings import ExistingFile, Settings
from translator.model.stack import FileObject
from translator.render.filemap import LIMIT, FileEntry, FileMap, file_map
from translator.render.fileobjects import held, lifted
from translator.report.collector import Collector


def config(key: str, content: bytes | None = b"x", *, name: str | None = None, external: bool = False) -> FileObject:
    return FileObject(
        here(key, "configs", key),
        None if name is None else here(name, "configs", key, "name"),
        here(True, "configs", key, "external") if external else None,
        None if external or content is None else here(content, "configs", key, "file"),
        at("configs", key),
    )


def entry(key: str, content: bytes) -> FileEntry:
    return FileEntry(Located(key, at("k")), Located(content, at("c")))


def test_an_object_is_named_by_its_content() -> None:
    references, maps = held([config("nginx_conf", b"a"), config("app.conf", b"b")], secret=False, findings=Collector())
    assert [made.name.value for made in maps] == [references["app.conf"].name.value, references["nginx_conf"].name.value]
    assert references["nginx_conf"].name.value.startswith("nginx-conf-")
    assert references["app.conf"].key.value == "app.conf"
    assert all(DNS_SUBDOMAIN.accepts(made.name.value) for made in maps)
    assert [(e.key.value, e.content.value) for e in maps[1].entries] == [("nginx_conf", b"a")]


def test_the_hash_depends_on_content_key_and_kind_alone() -> None:
    stem = Located("x", at("x"))

    def name(*entries: FileEntry, secret: bool = False) -> str:
        return file_map(stem, entries, secret=secret).name.value

    one = name(entry("a", b"1"), entry("b", b"2"))
    assert one == name(entry("b", b"2"), entry("a", b"1"))
    others = [
        name(entry("a", b"1"), entry("b", b"3")),
        name(entry("a", b"1"), entry("c", b"2")),
        name(entry("a", b"1b2")),
        name(entry("a", b"1"), entry("b", b"2"), secret=True),
        name(),
    ]
    assert len({one, *others}) == 6
    assert len(one) == len("x-") + 8


def test_an_explicit_name_is_what_the_name_begins_with() -> None:
    references, _ = held([config("key", name="Long_Name")], secret=False, findings=Collector())
    assert references["key"].name.value.startswith("long-name-")
    assert references["key"].key.value == "key"


@pytest.mark.parametrize("key", ["..", "a/b", "x" * 300])
def test_a_key_that_data_cannot_have_is_changed(key: str) -> None:
    references, _ = held([config(key)], secret=False, findings=Collector())
    assert DATA_KEY.accepts(references[key].key.value)


@pytest.mark.parametrize(("size", "found"), [(LIMIT, []), (LIMIT + 1, ["T443"])])
def test_the_limit_of_an_object(size: int, found: list[str]) -> None:
    findings = Collector()
    references, maps = held([config("big", b"x" * size)], secret=False, findings=findings)
    assert codes(findings) == found
    assert bool(references) is bool(maps) is (not found)
    if found:
        assert said(findings, "T443") == ["the config big has 1,048,577 bytes, and a ConfigMap holds 1,048,576 at most"]
        assert next(iter(findings)).verdict is Verdict.REFUSED


def test_an_external_object_is_referred_to_and_its_key_told() -> None:
    findings = Collector()
    references, maps = held([config("tls", name="prod-tls", external=True)], secret=True, findings=findings)
    assert maps == ()
    assert (references["tls"].name.value, references["tls"].key.value) == ("prod-tls", "prod-tls")
    assert {source.path[-1] for source in sources(references["tls"].name.origin)} == {"name", "external"}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T441", Verdict.APPROXIMATED)
    assert finding.help.startswith("kubectl create secret generic prod-tls --from-file=prod-tls=FILE; ")


def test_the_configuration_names_the_object_and_the_key_of_an_external_one() -> None:
    findings = Collector()
    chosen = ExistingFile(here("web", "files", "tls", "object"), here("server.key", "files", "tls", "key"))
    references, _ = held([config("tls", external=True)], secret=True, findings=findings, existing={"tls": chosen})
    assert (references["tls"].name.value, references["tls"].key.value) == ("web", "server.key")
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T441", None)


@pytest.mark.parametrize(
    ("written", "name", "key"),
    [
        ("My_Tls", "my-tls", "My_Tls"),
        ("POSTGRES_PASSWORD", "postgres-password", "POSTGRES_PASSWORD"),
        ("app_secret.env", "app-secret-env", "app_secret.env"),
        ("a/b", "a-b", "a-b"),
    ],
)
def test_an_external_name_that_kubernetes_cannot_have_is_changed_and_the_key_kept(written: str, name: str, key: str) -> None:
    findings = Collector()
    references, _ = held([config("tls", name=written, external=True)], secret=True, findings=findings)
    assert (references["tls"].name.value, references["tls"].key.value) == (name, key)
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T441", Verdict.APPROXIMATED)
    assert finding.help.startswith(f"kubectl create secret generic {name} --from-file={key}=FILE; ")
    assert f"files: {{{written}: " in finding.help


def test_an_external_name_without_letter_or_digit_is_refused() -> None:
    findings = Collector()
    references, _ = held([config("_", external=True)], secret=False, findings=findings)
    assert references == {}
    assert codes(findings) == ["T442"]


def test_two_keys_with_one_name_and_one_content_are_two_objects() -> None:
    references, maps = held([config("a", name="same"), config("b", name="same")], secret=False, findings=Collector())
    assert references["a"].name.value != references["b"].name.value  # since the keys of the data differ
    assert len(maps) == 2


LIFT = Settings(secrets=(here("*PASSWORD*", "secrets", "environment", 0), here("TOKEN", "secrets", "environment", 1)))


def test_variables_are_lifted_by_glob() -> None:
    variables = environment("db", MYSQL_PASSWORD="hunter2", TOKEN="t", token="x", HOST="db", PASSWORD_FILE="/run/secrets/x")
    made = lifted(stack(service("db", environment=variables), service("web")), LIFT)
    assert list(made) == ["db"]
    assert made["db"].secret
    assert made["db"].service == "db"
    assert made["db"].name.value.startswith("db-environment-")
    assert [(e.key.value, e.content.value) for e in made["db"].entries] == [
        ("MYSQL_PASSWORD", b"hunter2"),
        ("PASSWORD_FILE", b"/run/secrets/x"),
        ("TOKEN", b"t"),
    ]
    places = {source.path for source in sources(made["db"].entries[0].content.origin)}
    assert places == {("services", "db", "environment", "MYSQL_PASSWORD"), ("secrets", "environment", 0)}


def test_nothing_is_lifted_unless_asked_for() -> None:
    assert lifted(stack(service("db", environment=environment("db", PASSWORD="x"))), Settings()) == {}


def test_what_differs_by_pod_or_has_no_name_is_not_lifted() -> None:
    variables = environment("db", **{"NODE_PASSWORD": "{{.Node.Hostname}}", "A=PASSWORD": "x", "1PASSWORD": "x"})
    assert lifted(stack(service("db", environment=variables)), LIFT) == {}


def test_no_repr_shows_a_value() -> None:
    made: FileMap = lifted(stack(service("db", environment=environment("db", PASSWORD="hunter2"))), LIFT)["db"]
    assert "hunter2" not in repr(made)
