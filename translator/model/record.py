"""The dataclass of this code: frozen for the type checker, light at run time.

The type checker sees the standard decorator, so that `@dataclass(frozen=True, slots=True)` forbids every assignment to a field
in code that passes the walls. At run time the standard decorator compiles six methods for each class, and a frozen
constructor sets each field the long way round. With two hundred classes and hundreds of thousands of objects a run that was
half of a cold start, so here only the constructor is compiled, and comparison, hash and repr come from one function for all.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen, slots, **options):
        """`dataclasses.dataclass(frozen=True, slots=True)`, but that nothing stops an assignment at run time."""
        assert frozen, "what is not frozen needs the standard decorator"
        assert slots, "what has no slots needs the standard decorator"

        def decorate(cls):
            made = dataclasses.dataclass(cls, slots=True, eq=False, repr=False, **options)
            fields = dataclasses.fields(made)
            compared = [field.name for field in fields if field.compare]
            values = attrgetter(*compared) if compared else type
            shown = [field.name for field in fields if field.repr]

            def equal(self, other):
                return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

            def told(self):
                return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

            made.__eq__ = equal
            made.__hash__ = lambda self: hash(values(self))
            made.__repr__ = told
            return made

        return decorate
