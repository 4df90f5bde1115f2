"""Orders to the scheduler in `environment`: their grammar, their forms, and whom an affinity is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.trees import normalized, project
from translator.model.deploy import Order
from translator.model.finding import Finding, Verdict
from translator.model.stack import Dialect
from translator.normalize.grammar import order
from translator.normalize.grammar.order import Entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("constraint:aliyun.node_index==1", Entry("constraint", "aliyun.node_index", True, False, ("1",))),
        ("constraint:aliyun.node_index!=(1|2|3)", Entry("constraint", "aliyun.node_index", False, False, ("1", "2", "3"))),
        ("constraint: group == db", Entry("constraint", "group", True, False, ("db",))),
        ("affinity:service! =db", Entry("affinity", "service", False, False, ("db",))),
        ("affinity:service! = ~ db", Entry("affinity", "service", False, True, ("db",))),
        ("constraint:group = =1", Entry("constraint", "group", True, False, ("1",))),
        ("affinity:service!=~redis", Entry("affinity", "service", False, True, ("redis",))),
        ("affinity:container!=nginx-*", Entry("affinity", "container", False, False, ("nginx-*",))),
        ("affinity:aliyun.lb.port_6379!=tcp://a:1", Entry("affinity", "aliyun.lb.port_6379", False, False, ("tcp://a:1",))),
        ("availability:az==~3", Entry("availability", "az", True, True, ("3",))),
        ("reschedule:on-node-failure", Entry("reschedule", "on-node-failure", True, False, ())),
    ],
)
def test_the_grammar(text: str, entry: Entry) -> None:
    assert order.parse(text) == entry


@pytest.mark.parametrize(
    "text",
    ["", "constraint:", "constraint:group", "constraint:group==", "constraint:a==(|b)", "rescue:a==b", "reschedule:a==b"],
)
def test_outside_of_the_grammar(text: str) -> None:
    assert order.parse(text) is None


@given(st.text(max_size=40), st.sampled_from(["", "constraint:", "affinity:a!=", "availability:az==~", "reschedule:"]))
def test_any_text_is_an_order_or_none(text: str, prefix: str) -> None:
    found = order.parse(prefix + text)
    assert found is None or found.kind in order.KINDS


def orders(environment: str, *, dialect: Dialect = Dialect.ALIYUN) -> tuple[tuple[Order, ...], list[str], list[Finding]]:
    """The orders of the service `web`, the names of its variables, and what was found."""
    text = f"""
services:
  web: {{image: 'nginx:1', environment: {environment}}}
  db: {{image: 'example.com/team/mysql:8', labels: [role=db, 'a=b']}}
  cache: {{image: redis, container_name: store, labels: {{role: cache}}}}
"""
    stack, findings = normalized(project(text, dialect=dialect))
    web = next(service for service in stack.services if service.name.value == "web")
    return web.orders, [variable.name.value for variable in web.environment], findings


@pytest.mark.parametrize(
    "environment",
    [
        "['constraint:group==db', 'A=1']",
        "{'constraint:group': db, A: 1}",
        "{'constraint': 'group==db', A: 1}",
        "{'constraint:group': '==db', A: 1}",
        "['constraint=group==db', 'A=1']",
    ],
)
def test_the_forms_of_one_order(environment: str) -> None:
    found, variables, findings = orders(environment)
    assert [(one.kind, one.subject, one.equal, one.soft, one.values) for one in found] == [
        ("constraint", "group", True, False, ("db",))
    ]
    assert (variables, findings) == (["A"], [])


@pytest.mark.parametrize(
    "environment", ["['affinity:service!=~db']", "{'affinity:service!': '~db'}", "{'affinity:service': '!=~db'}"]
)
def test_an_order_may_be_all_there_is(environment: str) -> None:
    found, variables, findings = orders(environment)
    assert [(one.equal, one.soft, one.services) for one in found] == [(False, True, ("db",))]
    assert (variables, findings) == ([], [])


def test_two_orders_about_one_thing_both_count() -> None:
    found, _, findings = orders("['affinity:service!=db', 'affinity:service!=cache']")
    assert [one.services for one in found] == [("cache",), ("db",)]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("affinity:service==db", ("db",)),
        ("affinity:service==*", ("cache", "db", "web")),
        ("affinity:image==~redis", ("cache",)),
        ("affinity:image==example.com/team/mysql", ("db",)),
        ("affinity:container!=store", ("cache",)),
        ("affinity:role!=db", ("db",)),
        ("affinity:role!=(db|cache)", ("cache", "db")),
        ("affinity:service==other", ()),
    ],
)
def test_whom_an_affinity_is_about(text: str, services: tuple[str, ...]) -> None:
    assert orders(f"['{text}']")[0][0].services == services


def test_an_order_outside_of_the_grammar_is_refused() -> None:
    found, variables, findings = orders("['constraint:group', 'A=1']")
    assert (found, variables) == ((), ["A"])
    assert [(f.code, f.verdict) for f in findings] == [("T230", Verdict.REFUSED)]


def test_bare_words_are_variables_to_docker() -> None:
    found, variables, _ = orders("{affinity: 'service!=db'}", dialect=Dialect.COMPOSE)
    assert (found, variables) == ((), ["affinity"])
