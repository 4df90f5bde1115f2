"""Drafts: what becomes Ingresses, and which targets of a service need one of their own.

A service has one Ingress, or shares one. What the program behind it is told by annotations holds for all rules of an Ingress,
so targets that need other words are parted from the rest. Sources: user guide of ingress-nginx, "TLS/HTTPS", server-side
redirects; ACK user guide, ALB Ingress, custom listening ports.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.render.targets import Target


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes an Ingress: `targets` lead to `port` of the Service `backend`, each to its own where that is None.

    `weight` is that of the custom proxy, `canary` the percentage of a release, `order` the number for ALB. `forced` says that
    clients of http are sent on to https, `plain` that they are not although others of the same host have https.
    """

    name: Located[str]
    targets: tuple[Target, ...]
    backend: Located[str]
    port: Located[int] | None = None
    canary: Located[str] | None = None
    weight: Located[int] | None = None
    order: Located[str] | None = None
    forced: bool = False
    plain: bool = False


def unforced(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts for nginx, which sends clients of http on to https at each host that has a certificate, unless an Ingress says
    otherwise for all its rules: targets of http at such hosts have an Ingress of their own."""
    taken = {draft.name.value for draft in drafts}
    secure = {target.host.value for draft in drafts for target in draft.targets if target.secret is not None}
    for draft in drafts:
        plain = tuple(target for target in draft.targets if target.secret is None and target.host.value in secure)
        others = tuple(target for target in draft.targets if target.secret is not None or target.host.value not in secure)
        if draft.forced or not plain:
            yield draft
        elif any(target.secret is not None for target in others):
            yield replace(draft, targets=others)
            yield replace(draft, name=called(draft, "http", "targets of http alone", taken), targets=plain, plain=True)
        else:
            yield replace(draft, plain=True)


def divided(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts for ALB, where listeners are those of a whole Ingress: one for targets with https, and one for the others."""
    taken = {draft.name.value for draft in drafts}
    for draft in drafts:
        secure = tuple(target for target in draft.targets if target.secret is not None)
        plain = tuple(target for target in draft.targets if target.secret is None)
        if secure and plain:
            yield replace(draft, targets=plain)
            yield replace(draft, name=called(draft, "https", "targets with https", taken), targets=secure)
        else:
            yield draft


def called(draft: Draft, word: str, rule: str, taken: set[str]) -> Located[str]:
    """The name of a part of a draft, which is taken then."""
    name = f"{draft.name.value}-{word}"
    while name in taken:
        name = f"{name}-{word}"
    taken.add(name)
    return Located(name, Derived(rule, (draft.name.origin,)))
