"""Resolver: `dns_search` and `dns_opt` as the Pod's `dnsConfig`, where they come on top of what the cluster gives.

The cluster's own search domains come first, since services are found by them; an option replaces the cluster's of that name.
Bounds: `MaxDNSSearchPaths` of the API server; underscores in search domains since Kubernetes 1.33.
"""

from translator.kube.names import DNS_SUBDOMAIN, SEARCH_DOMAIN
from translator.kube.versions import minor
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.report.collector import Collector

_MOST_DOMAINS = 32
_UNDERSCORES_SINCE = 33


@dataclass(frozen=True, slots=True)
class ResolverOption:
    """An option of the resolver; `value` None for one that has none."""

    name: Located[str]
    value: Located[str] | None


def searches(service: Service, kubernetes: str, findings: Collector) -> tuple[Located[str], ...]:
    """The domains to search, in the written order; those that a Pod cannot have are refused.

    Args:
        kubernetes: the oldest version that is written for.
    """
    grammar = SEARCH_DOMAIN if minor(kubernetes) >= _UNDERSCORES_SINCE else DNS_SUBDOMAIN
    kept: list[Located[str]] = []
    for domain in service.dns_search:
        fault = grammar.fault(domain.value)
        if fault is None and len(kept) == _MOST_DOMAINS:
            fault = f"is one too many: a Pod takes {_MOST_DOMAINS}"
        if fault is None:
            kept.append(domain)
        else:
            findings.refuse(
                "T476",
                f'the search domain "{domain.value}" cannot be that of a Pod: it {fault}',
                domain.origin,
                help="remove it, or call hosts by their whole names",
            )
    return tuple(kept)


def options(service: Service) -> tuple[ResolverOption, ...]:
    """The options in the written order."""
    return tuple(_option(line) for line in service.dns_options)


def _option(line: Located[str]) -> ResolverOption:
    name, colon, value = line.value.partition(":")
    return ResolverOption(Located(name, line.origin), Located(value, line.origin) if colon else None)
