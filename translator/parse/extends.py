"""`extends`: a service laid over another one, of the same file or of another.

Rule (Compose Specification, `extends`; docker compose): the chain is resolved before files are merged. A service of the same
file may also come from an earlier `-f` file, as docker-compose 1.29 looked for it. Up to version 3, docker-compose refuses
to extend a service that needs others (`links`, `volumes_from`, `depends_on`, the network of another service); the
specification inherits these.
"""

from dataclasses import field

from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Origin, place
from translator.model.project import Version
from translator.model.record import dataclass
from translator.parse import merge
from translator.parse.limits import CHAIN
from translator.parse.reader import Reader
from translator.parse.sheet import Scope, Sheet, section, with_section, without
from translator.report.collector import Collector

_DEPENDENT = ("links", "volumes_from", "depends_on")
_SHARING = {"network_mode": "service:", "net": "container:"}

Link = tuple[str, str]
"""A service in a chain: the file and the name."""


def extended(sheet: Sheet, scope: Scope, earlier: Mapping | None, reader: Reader) -> Mapping:
    """The tree of a file with its services laid over those that they extend.

    Args:
        scope: what the file was read in.
        earlier: the tree of the files before, where a service without `file` may also come from.
    """
    services = sheet.services
    chain = _Chains(reader, section(earlier, "services") if earlier is not None else None)
    entries = {name: chain.resolve(sheet, scope, name, ()) for name in services.entries}
    done = Mapping(entries, services.keys, services.origin, services.tag)
    return with_section(sheet.root, "services", done)


@dataclass(slots=True)
class _Chains:
    """The chains of one file. `known` keeps what is resolved, so that a base that many extend is merged once."""

    reader: Reader
    earlier: Mapping | None
    known: dict[Link, Node] = field(default_factory=dict)

    @property
    def findings(self) -> Collector:
        return self.reader.findings

    def resolve(self, sheet: Sheet, scope: Scope, name: str, chain: tuple[Link, ...]) -> Node:
        """A service without `extends`. `chain` are the services that led here."""
        here = (sheet.name, name)
        if here in self.known:
            return self.known[here]
        service = sheet.services.entries[name]
        if isinstance(service, Mapping) and "extends" in service.entries:
            service = self.over(sheet, scope, service, (*chain, here))
        self.known[here] = service
        return service

    def over(self, sheet: Sheet, scope: Scope, service: Mapping, chain: tuple[Link, ...]) -> Mapping:
        written = service.entries["extends"]
        origin = service.keys["extends"].origin
        own = without(service, "extends")
        request = self.request(written, origin)
        if request is None:
            return own
        base = self.base(sheet, scope, request, chain)
        if base is None:
            self.findings.ignore("T137", "this extends has no effect, since it is refused", origin)
            return own
        self.findings.ignore("T137", f"the service holds what {request[0].text} has", origin)
        return merge.services(base, own, sheet.version, self.findings)

    def request(self, written: Node, origin: Origin) -> tuple[Scalar, Scalar | None] | None:
        """The service and the file that `extends` names."""
        if isinstance(written, Scalar) and written.text and not written.is_null:
            return written, None
        if isinstance(written, Mapping):
            service, file = written.get("service"), written.get("file")
            others = sorted(written.entries.keys() - {"service", "file"})
            shaped = isinstance(service, Scalar) and (file is None or isinstance(file, Scalar)) and not others
            if shaped and isinstance(service, Scalar) and service.text:
                return service, file if isinstance(file, Scalar) and not file.is_null else None
        help = "write `extends: SERVICE`, or `extends: {file: FILE, service: SERVICE}`"
        self.findings.refuse("T129", "extends must name a service, and may name its file", origin, help=help)
        return None

    def base(
        self, sheet: Sheet, scope: Scope, request: tuple[Scalar, Scalar | None], chain: tuple[Link, ...]
    ) -> Mapping | None:
        """The service that is extended, resolved, and without what it cannot hand on."""
        name, file = request
        source: Sheet | None = sheet
        if file is not None:
            found = self.reader.linked(file, scope, sheet)
            if found is None:
                return None
            source, scope = found
        assert source is not None
        service: Node | None = None
        if name.text in source.services.entries:
            service = self.linked(sheet, source, scope, name, chain)
        elif file is None and self.earlier is not None:
            service = self.earlier.get(name.text)
        if not isinstance(service, Mapping):
            if service is not None or name.text not in source.services.entries:
                message = f"{source.name} has no service {name.text}"
                help = "correct the name, or name the file of the service"
                self.findings.refuse("T127", message, name.origin, help=help)
            return None
        return service if sheet.version is Version.SPECIFICATION else self.independent(service, name)

    def linked(self, sheet: Sheet, source: Sheet, scope: Scope, name: Scalar, chain: tuple[Link, ...]) -> Node | None:
        """The next service of the chain, resolved; None, with a finding, where the chain has no end."""
        link = (source.name, name.text)
        if link in chain:
            steps = " -> ".join(f"{service} ({shown})" for shown, service in (*chain[chain.index(link) :], link))
            help = "break the chain at one of them"
            self.findings.refuse("T128", f"this service extends itself: {steps}", name.origin, help=help)
            return None
        if len(chain) > CHAIN:
            help = "extend one of the services nearer to the end"
            self.findings.refuse("T128", f"over {CHAIN} services extend one another", name.origin, help=help)
            return None
        if source is not sheet:
            self.reader.use(source, name.text)
        return self.resolve(source, scope, name.text, chain)

    def independent(self, service: Mapping, name: Scalar) -> Mapping:
        """A service without the keys that need others. `name` is where it is named."""
        dependent = [key for key in _DEPENDENT if key in service.entries]
        for key, prefix in _SHARING.items():
            value = service.get(key)
            if isinstance(value, Scalar) and value.text.startswith(prefix):
                dependent.append(key)
        for key in dependent:
            origin = service.keys[key].origin
            message = f"{key} of {name.text} ({place(origin)}) is not handed on"
            self.findings.refuse(
                "T130", message, name.origin, help="write it into the service; docker-compose refuses such a file"
            )
            self.findings.ignore("T137", f"{key} is not handed on to the services that extend this one", origin)
        return without(service, *dependent) if dependent else service
