"""Names that answer: every alias becomes a name, a shared one finds the Pods of all, an ambiguous one is refused."""

import pytest

from tests.render.stacks import at, codes, destination, here, link, network, said, service, stack
from translator.model.connection import Dependency
from translator.model.finding import Verdict
from translator.model.service import Service
from translator.model.stack import Dialect, Stack
from translator.render.answers import answers, spelled
from translator.render.naming import names
from translator.report.collector import Collector

Answering = dict[str, tuple[str, ...]]


def answering(found: Stack) -> tuple[Answering, Collector]:
    """Services by the names that they answer to, and what was found."""
    findings = Collector()
    result = answers(found, names(found, destination(), Collector()), findings)
    return {answer.name.value: answer.services for answer in result}, findings


def test_every_alias_is_a_name_used_or_not() -> None:
    web = service(
        "web",
        networks=(network("front", "www", "site"), network("back", "www")),
        container_name=here("shop_web".replace("_", "-")),
    )
    app = service("app", networks=(network("back"),), links=(link("web", "frontend"), link("web", "web")))
    found, findings = answering(stack(web, app))
    assert found == dict.fromkeys(("web", "www", "site", "shop-web", "frontend"), ("web",)) | {"app": ("app",)}
    assert codes(findings) == []


@pytest.mark.parametrize(("dialect", "found"), [(Dialect.ALIYUN, True), (Dialect.SWARM, False), (Dialect.COMPOSE, False)])
def test_a_host_name_is_a_name_in_the_aliyun_dialect(dialect: Dialect, found: bool) -> None:
    result, findings = answering(stack(service("web", hostname=here("front")), dialect=dialect))
    assert ("front" in result) is found
    assert codes(findings) == ([] if found else ["T415"])


def test_a_host_name_that_is_the_services_name_needs_no_note() -> None:
    assert codes(answering(stack(service("web", hostname=here("web"))))[1]) == []


def test_capitals_are_no_obstacle_since_dns_has_none() -> None:
    found, findings = answering(stack(service("Db", networks=(network("default", "DATABASE"),))))
    assert found == {"db": ("Db",), "database": ("Db",)}
    assert codes(findings) == []


@pytest.mark.parametrize("alias", ["my_db", "db.example.com", "1st", "x" * 64, "-db"])
def test_an_alias_that_is_no_name_is_refused(alias: str) -> None:
    found, findings = answering(stack(service("db", networks=(network("default", alias, "ok"),))))
    assert set(found) == {"db", "ok"}
    refused = next(iter(findings))
    assert (refused.code, refused.verdict) == ("T411", Verdict.REFUSED)
    assert refused.source is not None
    assert refused.source.path == ("networks", "default", "aliases", 0)


def test_a_link_by_the_name_of_the_service_is_no_other_name() -> None:
    found, findings = answering(stack(service("my_db"), service("web", links=(link("my_db", "my_db"),))))
    assert set(found) == {"my-db", "web"}
    assert "T411" not in codes(findings)


def test_a_link_alias_that_is_no_name_is_refused() -> None:
    _, findings = answering(stack(service("db"), service("web", links=(link("db", "my_db"),))))
    assert codes(findings) == ["T411"]


@pytest.mark.parametrize("field", ["container_name", "hostname"])
def test_a_container_name_that_is_no_name_is_approximated(field: str) -> None:
    found, findings = answering(stack(service("db", **{field: here("shop_db_1")}), dialect=Dialect.ALIYUN))
    assert set(found) == {"db"}
    assert [(finding.code, finding.verdict) for finding in findings] == [("T412", Verdict.APPROXIMATED)]


def test_services_with_one_alias_on_one_network_share_it() -> None:
    one, two = (service(name, networks=(network("front", "api"),)) for name in ("one", "two"))
    found, findings = answering(stack(one, two))
    assert found["api"] == ("one", "two")
    assert codes(findings) == []


def test_an_alias_that_is_the_name_of_a_service_on_the_same_network_joins_it() -> None:
    """Docker answers with both: Swarm's blue-green stacks rely on it."""
    found, findings = answering(
        stack(service("blue", networks=(network("front", "green"),)), service("green", networks=(network("front"),)))
    )
    assert found == {"blue": ("blue",), "green": ("blue", "green")}
    assert codes(findings) == []


def test_aliases_join_a_name_only_where_all_of_them_meet() -> None:
    services = (
        service("db", networks=(network("a"), network("b"))),
        service("x", networks=(network("a", "db"),)),
        service("y", networks=(network("b", "db"),)),
    )
    found, findings = answering(stack(*services))
    assert found["db"] == ("db", "x")
    assert codes(findings) == ["T413"]


def test_an_alias_on_two_networks_that_never_meet_is_refused() -> None:
    one = service("one", networks=(network("front", "api"),))
    two = service("two", networks=(network("back", "api"),))
    found, findings = answering(stack(one, two))
    assert set(found) == {"one", "two"}
    assert codes(findings) == ["T413", "T413"]
    assert said(findings, "T413") == [
        "api would mean one (alias) to some callers and two (alias) to others",
        "api would mean two (alias) to some callers and one (alias) to others",
    ]


def test_a_service_keeps_its_own_name_against_an_alias_elsewhere() -> None:
    found, findings = answering(
        stack(service("db", networks=(network("back"),)), service("web", networks=(network("front", "db"),)))
    )
    assert found == {"db": ("db",), "web": ("web",)}
    assert said(findings, "T413") == ["db would mean web (alias) to some callers and db (name) to others"]


def test_an_alias_counts_on_its_own_network_only() -> None:
    """Both services are on mid, but the name means one of them on front and the other on back."""
    one = service("one", networks=(network("mid"), network("front", "api")))
    two = service("two", networks=(network("mid"), network("back", "api")))
    found, findings = answering(stack(one, two))
    assert "api" not in found
    assert codes(findings) == ["T413", "T413"]


def test_thousands_of_services_may_have_one_alias() -> None:
    many = [service(f"s{number}", networks=(network("front", "api"),)) for number in range(3_000)]
    assert len(answering(stack(*many))[0]["api"]) == 3_000
    apart = [service(f"s{number}", networks=(network(f"n{number}", "api"),)) for number in range(3_000)]
    found, findings = answering(stack(*apart))
    assert "api" not in found
    assert len(findings) == 3_000
    assert max(len(finding.message) for finding in findings) < 200


def test_a_container_name_never_takes_the_name_of_a_service() -> None:
    found, findings = answering(stack(service("db"), service("web", container_name=here("db"))))
    assert found == {"db": ("db",), "web": ("web",)}
    assert [(finding.code, finding.verdict) for finding in findings] == [("T414", Verdict.APPROXIMATED)]


def test_link_aliases_that_mean_different_services_are_refused() -> None:
    users = (service("a", links=(link("db1", "db"),)), service("b", links=(link("db2", "db"),)))
    found, findings = answering(stack(service("db1"), service("db2"), *users))
    assert "db" not in found
    assert codes(findings) == ["T413", "T413"]


def test_a_link_alias_that_is_the_name_of_another_service_is_refused() -> None:
    """To its container, db would be mysql; to everybody else it is db."""
    found, findings = answering(stack(service("db"), service("mysql"), service("web", links=(link("mysql", "db"),))))
    assert found["db"] == ("db",)
    assert codes(findings) == ["T413"]


def test_a_name_rests_on_all_that_gave_it() -> None:
    web: Service = service("web", container_name=here("web", "container_name"), networks=(network("front", "web"),))
    result = answers(stack(web), names(stack(web), destination(), Collector()), Collector())
    (answer,) = result
    assert "container_name" in str(answer.name.origin)
    assert "aliases" in str(answer.name.origin)


def test_programs_may_spell_a_name_as_written() -> None:
    found = stack(service("My_App", networks=(network("default", "APP"),)))
    result = answers(found, names(found, destination(), Collector()), Collector())
    assert spelled(found, result) == {"my_app": ("My_App",), "my-app": ("My_App",), "app": ("My_App",)}


def test_an_alias_for_what_is_not_written_is_said() -> None:
    waits = Dependency(here("db"), here("service_started"), at("links", "db"))
    web = service("web", links=(link("db", "db"), link("db", "database")), depends_on=(waits,))
    found, findings = answering(stack(web))
    assert found == {"web": ("web",)}
    (told,) = findings
    assert (told.code, told.verdict) == ("T459", Verdict.APPROXIMATED)
    assert told.message == "web links to db, which is not in the output, so nothing answers to database"
