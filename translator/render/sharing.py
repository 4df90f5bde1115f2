"""Sharing: the labels of Pods, of which some mark Pods that several services put behind one name.

A Service finds Pods by labels, all of which a Pod must bear. What no single service's selector can say, "the Pods of these
three", a mark of its own says. Marks stand on Pods only, never in the selector of a workload, so that they may come and go.
"""

from collections.abc import Mapping, Sequence

from translator.model.origin import Derived, Located, Origin
from translator.render.answers import Answer
from translator.render.fronts import Front
from translator.render.naming import Names
from translator.render.routing import Share
from translator.render.view import Pairs

NAMES, ROUTES = "name.translator/", "route.translator/"
"""Prefixes of the marks: of a name that several services answer to, and of a route that they share."""


def mark(prefix: str, name: str, origin: Origin) -> tuple[Located[str], Located[str]]:
    """The label of the Pods behind the Service `name`."""
    cause = Derived("mark of shared Pods", (origin,))
    return Located(prefix + name, cause), Located("true", cause)


def pod_labels(names: Names, answering: Sequence[Answer], shares: Sequence[Share | Front]) -> Mapping[str, Pairs]:
    """All labels of the Pods of each service, by its name."""
    result: dict[str, Pairs] = dict(names.selectors)
    for answer in answering:
        if len(answer.services) > 1:
            for service in answer.services:
                result[service] = (*result[service], mark(NAMES, answer.name.value, answer.name.origin))
    for share in shares:
        if isinstance(share, Front) and len(share.services) == 1:
            continue  # its selector is that of its one service
        for service in share.services:
            result[service] = (*result[service], mark(ROUTES, share.name.value, share.name.origin))
    return result


def marked(labels: Mapping[str, Pairs], marks: Mapping[str, Pairs]) -> Mapping[str, Pairs]:
    """The labels with further marks of some services, by their names."""
    return {service: (*pairs, *marks.get(service, ())) for service, pairs in labels.items()} if marks else labels
