"""The dataclass of this code: frozen for the type checker, light at run time.

The type checker sees the standard decorator, so that `@dataclass(frozen=True, slots=True)` forbids every assignment to a field
in code that passes the walls. At run time the standard decorator compiles six methods for each class, and a frozen
constructor sets each field the long way round. With two hundred classes and hundreds of thousands of objects a run that was
half of a cold start, so here comparison, order, hash and repr come from one function for all, and only the constructor is
compiled, when the first object is made: a small stack needs half of the classes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from functools import total_ordering
    from operator import attrgetter

    def dataclass(*, slots, frozen=False, order=False):
        """`dataclasses.dataclass` with slots, but that nothing stops an assignment to what is frozen, at run time."""
        assert slots, "what has no slots needs the standard decorator"

        def decorate(cls):
            made = dataclasses.dataclass(cls, slots=True, init=False, eq=False, repr=False, match_args=False)
            fields = dataclasses.fields(made)
            compared = [field.name for field in fields if field.compare]
            values = attrgetter(*compared) if compared else type
            shown = [field.name for field in fields if field.repr]

            def first(self, *args, **names):
                made.__init__ = _constructor(fields)
                made.__init__(self, *args, **names)

            def equal(self, other):
                return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

            def less(self, other):
                return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

            def told(self):
                return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

            made.__init__ = first
            made.__eq__ = equal
            made.__hash__ = (lambda self: hash(values(self))) if frozen else None
            made.__repr__ = told
            if order:
                made.__lt__ = less
                total_ordering(made)
            return made

        return decorate

    def _constructor(fields):
        """The function that `dataclasses` would make, in the fewest words: compiling is what costs."""
        known = {"_absent": dataclasses.MISSING}
        parameters, lines = ["self"], []
        for field in fields:
            name = field.name
            if field.default_factory is not dataclasses.MISSING:
                known[f"_new_{name}"] = field.default_factory
                parameters.append(f"{name}=_absent")
                lines.append(f" self.{name} = _new_{name}() if {name} is _absent else {name}")
                continue
            if field.default is not dataclasses.MISSING:
                known[f"_default_{name}"] = field.default
                name += f"=_default_{name}"
            parameters.append(name)
            lines.append(f" self.{field.name} = {field.name}")
        exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 (our own fields)
        return known["__init__"]
