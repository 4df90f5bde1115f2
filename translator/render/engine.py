"""Engine: views and templates become manifests, by structure.

A template never sees a value as text: what it prints are marks (`slot.py`), the text is read as YAML once for each shape
(`composition.py`), and the values are put in with their origins (`layout.py`). So no value can break quoting or indentation,
every field knows its origin, and objects of one shape cost no parsing.

Templates are found in the folders given, the first that has a name wins, so a user's folder comes first. They run in Jinja2's
sandbox. They print `Located` values, `mapping(pairs)`, `items(values)` and `part("_name.yaml.j2", x=...)`; anything else that
they print is refused, with its place.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from translator import assets
from translator.model.manifest import Manifest
from translator.model.origin import Located
from translator.render.bytecode import Bytecode
from translator.render.composition import compose
from translator.render.layout import NOTHING, Layout
from translator.render.slot import CLOSE, OPEN, LayoutError, Slot, items, mapping
from translator.render.view import View
from translator.report.collector import Collector

_PLAIN = frozenset((str, int, float, bool))


class _MisprintError(Exception):
    """A template prints what is no value. `args` are the problem and the remedy."""


_RAISED = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError, OSError)
"""What reading a template, or an expression in it, can raise beside Jinja2's own errors."""

_FAULTS = (TemplateError, _MisprintError, *_RAISED)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with a short way to the fields of views, which are data and do nothing, and to our own functions."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute, an undefined value, or a refusal."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, function: Any, /, *args: Any, **names: Any) -> Any:
        """What the function gives, or a refusal."""
        if function in self.globals.values():
            names.pop("_loop_vars", None)  # what Jinja2 adds inside a loop, for functions that take the context
            return function(*args, **names)
        return super().call(context, function, *args, **names)


class Engine:
    """Lays out views. One engine serves one run; what it has compiled and composed is kept."""

    def __init__(self, folders: Sequence[Path], findings: Collector) -> None:
        """An engine for the templates in `folders`, the first folder that has a name being the one that counts."""
        self._findings = findings
        self._templates: dict[str, Template] = {}
        self._layouts: dict[tuple[str, str, tuple[Layout, ...]], Layout] = {}
        self._leaves: list[Located[Any]] = []
        self._parts: list[Layout] = []
        self._environment = _Sandbox(
            loader=FileSystemLoader(folders),
            bytecode_cache=Bytecode(assets.templates(), Path(__file__)),
            finalize=self._finalize(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=0,
        )
        self._environment.globals = {"mapping": mapping, "items": items, "part": self._part}

    def manifest(self, view: View) -> Manifest | None:
        """The object that a view's template makes of it; None where it gives no text, or is at fault, which a finding says."""
        try:
            layout, leaves = self._lay_out(view.template, {"view": view})
            if layout is NOTHING:
                return None
            values = [leaf.value for leaf in leaves]
            if not _PLAIN.issuperset(map(type, values)):
                raise LayoutError(view.template, None, "a value is no text, number, true or false", "correct the view")
            body = layout.fill(values)
            _require_object(body, view.template)
        except LayoutError as fault:
            self._report(fault)
            return None
        return Manifest(body, layout.origins([leaf.origin for leaf in leaves]), view.service, view.wave)

    def _lay_out(self, name: str, names: dict[str, Any]) -> tuple[Layout, list[Located[Any]]]:
        """The layout and the values of one template. Raises LayoutError."""
        outer = self._leaves, self._parts
        leaves: list[Located[Any]] = []
        parts: list[Layout] = []
        self._leaves, self._parts = leaves, parts
        try:
            text = self._rendered(self._template(name), names)
        except _FAULTS as error:
            raise self._fault(name, error) from error
        finally:
            self._leaves, self._parts = outer
        key = (name, text, tuple(parts))
        layout = self._layouts.get(key)
        if layout is None:
            layout = compose(text, parts, len(leaves), template=name, source=self._source(name))
            self._layouts[key] = layout
        return layout, leaves

    def _rendered(self, template: Template, names: dict[str, Any]) -> str:
        """What `template.render(names)` gives, without its copies of the global names, which would take half the time."""
        context = Context(self._environment, self._environment.globals | names, template.name, template.blocks)
        try:
            return "".join(template.root_render_func(context))
        except _FAULTS:
            self._environment.handle_exception()  # raises it again, with the lines of the template in the traceback

    def _part(self, name: str, /, **names: Any) -> Slot:
        """What `{{ part(name, ...) }}` leaves: a part nests as a value, so it needs no indentation of its own."""
        self._template(name)  # that there is none is a fault of the template that asks for it
        layout, leaves = self._lay_out(name, names)
        if layout is NOTHING:
            raise LayoutError(name, None, "it gives nothing to put where the part belongs", "ask with {% if %} before part()")
        return Slot(layout, leaves)

    def _finalize(self) -> Callable[[Context, object], str]:
        # Jinja2 would print constants at compile time, without asking, were the function not to take the context.
        @pass_context
        def finalize(_: Context, value: object) -> str:
            leaves = self._leaves
            number = len(leaves)
            if type(value) is Located:
                leaves.append(value)
                return f"{OPEN}{number}{CLOSE}"
            if type(value) is Slot:
                leaves.extend(value.leaves)
                self._parts.append(value.layout)
                return f"{OPEN}{number}:{len(self._parts) - 1}{CLOSE}"
            if isinstance(value, Undefined):
                raise _MisprintError("it prints a name that is not defined", "ask with {% if %} first, or correct the name")
            raise _MisprintError(
                f"it prints a bare {type(value).__name__}, which has no origin",
                "print a value of the view; several with mapping(), items() or part()",
            )

        return finalize

    def _template(self, name: str) -> Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template

    def _source(self, name: str) -> str:
        assert self._environment.loader is not None
        return self._environment.loader.get_source(self._environment, name)[0]

    def _fault(self, name: str, error: BaseException) -> LayoutError:
        if isinstance(error, TemplateNotFound):
            return LayoutError(
                name, self._line(name, error), f"there is no template {error.name}", "correct the name, or add the template"
            )
        if isinstance(error, TemplateSyntaxError):
            return LayoutError(error.name or name, error.lineno, f"Jinja2 says: {error.message}", "correct the template")
        line = self._line(name, error)
        if isinstance(error, _MisprintError):
            return LayoutError(name, line, *error.args)
        said = f"it fails ({type(error).__name__})"
        if isinstance(error, TemplateError):
            said = f"Jinja2 says: {error.message}"
        return LayoutError(name, line, said, "correct the expression")

    def _line(self, name: str, error: BaseException) -> int | None:
        """The line of the template in which an error rose; Jinja2 has put it into the traceback."""
        template = self._templates.get(name)
        line, trace = None, error.__traceback__
        while template is not None and trace is not None:
            if trace.tb_frame.f_code.co_filename == template.filename:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line

    def _report(self, fault: LayoutError) -> None:
        where = fault.template if fault.line is None else f"{fault.template}, line {fault.line}"
        self._findings.add("T403", f"template {where}: {fault.problem}", help=fault.remedy)


def _require_object(body: Any, template: str) -> None:
    """Raises LayoutError unless `body` has what every object has."""
    metadata = body.get("metadata") if isinstance(body, dict) else None
    name = metadata.get("name") if isinstance(metadata, dict) else None
    if not (isinstance(name, str) and isinstance(body.get("apiVersion"), str) and isinstance(body.get("kind"), str)):
        raise LayoutError(template, None, "it gives no object", "let it give apiVersion, kind and metadata.name as texts")
