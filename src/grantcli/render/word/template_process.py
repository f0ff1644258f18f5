"""The process in which somebody's Word templates are filled: a program of its own, so that a hostile one fells nothing.

It needs nothing of this package, only the libraries for Word and Jinja. One request, in JSON, on standard input: the
template's path and the plain values. The filled document comes on standard output, after a line that says ``ok``; else
that line says what was wrong, in JSON. What a template may do is little: show values, test them, go through lists.
"""

import contextlib
import difflib
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.filters import do_default
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 8
"""Bytes of address space and seconds of processor that filling may take, where a system can hold a process to that."""
MOST_STEPS = 5_000_000
"""Elements of templates gone through in loops, one for each time."""
MOST_TEXT, MOST_OUTPUT = 100_000, 30_000_000
"""Characters of a text put together, and of a part of the document."""
MOST_NUMBER = 10**18
MOST_MARKS = 5_000
"""Openings of marks in a part: what puts them in order takes time that grows with their square."""
_STATEMENTS = (nodes.Template, nodes.Output, nodes.For, nodes.If, nodes.Assign, nodes.TemplateData, nodes.Expr)
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOP = frozenset(
    {"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "previtem", "nextitem"}
)
_UNTOLD: Any = object()
"""Stands for a value of which nothing can be told before it is there."""


class TooMuchError(SecurityError):
    """A template asked for more than it may."""


def _bounded(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise TooMuchError("text")
    return text


def _joined(values: Iterable[object], between: str = "") -> str:
    held = [str(value) for value in values]
    if sum(map(len, held)) + len(str(between)) * len(held) > MOST_TEXT:
        raise TooMuchError("text")
    return str(between).join(held)


class Bounded(SandboxedEnvironment):
    """Templates over plain values: no attribute but that of a mapping, no call, loops and texts within bounds."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {
            "default": do_default,
            "join": lambda values, between="": _joined(values, between),
            "upper": lambda text: _bounded(str(text)).upper(),
            "lower": lambda text: _bounded(str(text)).lower(),
            "title": lambda text: _bounded(str(text)).title(),
            "trim": lambda text: _bounded(str(text)).strip(),
            "length": len,
            "first": lambda values: next(iter(values), ""),
            "last": lambda values: values[-1] if values else "",
            "counted": self._counted,
            "concatenated": _joined,
        }
        self.tests = {name: TESTS[name] for name in ("defined", "undefined", "none", "string", "number", "mapping")}
        self.steps = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value under a key of a mapping, or what a loop says of itself; nothing else has attributes."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an element of a list or the value under a key."""
        if isinstance(obj, dict | list | str) and isinstance(argument, int | str):
            with contextlib.suppress(LookupError, TypeError):
                return obj[argument]  # type: ignore[index]
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Nothing is called."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two numbers, or of two texts put together."""
        numbers = all(isinstance(one, int | float) and abs(one) < MOST_NUMBER for one in (left, right))
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _joined((left, right))
        if not numbers or operator == "**":
            raise TooMuchError("operator")
        return super().call_binop(context, operator, left, right)

    def from_string(self, source: Any, *given: Any, **named: Any) -> Any:
        """Return what fills a source, its output counted as it comes."""
        return _Counting(super().from_string(source, *given, **named))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for one in tree.find_all(nodes.Stmt):
            if not isinstance(one, _STATEMENTS):
                raise TooMuchError(f"statement {type(one).__name__.lower()}")
        _bind(tree)
        return tree

    def _counted(self, values: Any, cost: int) -> Iterator[Any]:
        for value in values:
            self.steps += cost
            if self.steps > MOST_STEPS:
                raise TooMuchError("loops")
            yield value


class _Counting:
    def __init__(self, template: Any) -> None:
        self._template = template

    def render(self, context: dict[str, Any]) -> str:
        """Return the filled source."""
        made, length = [], 0
        for piece in self._template.generate(context):
            length += len(piece)
            if length > MOST_OUTPUT:
                raise TooMuchError("output")
            made.append(piece)
        return "".join(made)


def _bind(tree: nodes.Template) -> None:
    """Let every loop count what it goes through, and every text put together be measured."""
    for loop in list(tree.find_all(nodes.For)):
        if loop.recursive:
            raise TooMuchError("statement recursive")
        cost = sum(1 for part in loop.body for _one in part.find_all(nodes.Node)) + 1
        loop.iter = nodes.Filter(loop.iter, "counted", [nodes.Const(cost)], [], None, None, lineno=loop.lineno)
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for field, value in list(parent.iter_fields()):
            if isinstance(value, nodes.Concat):
                setattr(parent, field, _measured(value))
            elif isinstance(value, list):
                setattr(parent, field, [_measured(one) if isinstance(one, nodes.Concat) else one for one in value])


def _measured(held: nodes.Concat) -> nodes.Filter:
    parts = nodes.List(held.nodes, lineno=held.lineno)
    return nodes.Filter(parts, "concatenated", [], [], None, None, lineno=held.lineno)


class Names:
    """The names of a template that lead nowhere in the values given, each with the nearest that does."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.lost: dict[str, str] = {}

    def look(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """Look at a statement or an expression, its names seen from ``scope``."""
        if isinstance(node, nodes.For):
            self.look(node.iter, scope)
            inner = {**scope, "loop": _UNTOLD, **self._target(node.target, self._element(self.value(node.iter, scope)))}
            for part in (*node.body, *node.else_, *([node.test] if node.test else [])):
                self.look(part, inner)
        elif isinstance(node, nodes.Assign):
            self.look(node.node, scope)
            scope.update(self._target(node.target, self.value(node.node, scope)))
        elif isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            return
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.value(node, scope)
        else:
            for part in node.iter_child_nodes():
                self.look(part, scope)

    def value(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Return what an expression will be, as far as that is known, and note a name that leads nowhere."""
        if isinstance(node, nodes.Filter) and node.name == "counted" and node.node is not None:
            return self.value(node.node, scope)
        if isinstance(node, nodes.Name):
            return self._found({**self.values, **scope}, node.name, node.name)
        if isinstance(node, nodes.Getattr):
            return self._found(self.value(node.node, scope), node.attr, _written(node))
        if isinstance(node, nodes.Getitem):
            held = self.value(node.node, scope)
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._found(held, node.arg.value, _written(node))
            return self._element(held)
        return _UNTOLD

    def _found(self, held: Any, name: str, whole: str) -> Any:
        if held is _UNTOLD or held is None or held == {}:
            return _UNTOLD
        if isinstance(held, dict) and name in held:
            return held[name]
        near = difflib.get_close_matches(name, list(held) if isinstance(held, dict) else [], 1, 0.6)
        self.lost[whole] = whole.removesuffix(name) + near[0] if near else ""
        return _UNTOLD

    @staticmethod
    def _element(held: Any) -> Any:
        if not isinstance(held, list) or not held:
            return _UNTOLD
        if all(isinstance(one, dict) for one in held):
            return {key: value for one in held for key, value in one.items()}
        return _UNTOLD

    @staticmethod
    def _target(target: nodes.Node, value: Any) -> dict[str, Any]:
        if isinstance(target, nodes.Name):
            return {target.name: value}
        return {one.name: _UNTOLD for one in target.find_all(nodes.Name)}


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        inside = node.arg.value if isinstance(node.arg, nodes.Const) else ""
        return f"{_written(node.node)}[{inside}]"
    return ""


def fill(path: str, values: dict[str, Any], identity: str, created: str) -> tuple[bytes, list[dict[str, str]]]:
    """Return the filled document, or names that lead nowhere with the paragraph each is in."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(path)
    lost = _lost(template, values)
    if lost:
        return b"", lost
    template.render(values, Bounded())
    properties = template.docx.core_properties
    properties.identifier = f"grantcli:{identity}"
    properties.modified = datetime.fromisoformat(created).replace(tzinfo=None)
    held = io.BytesIO()
    template.save(held)
    return held.getvalue(), []


def _lost(template: Any, values: dict[str, Any]) -> list[dict[str, str]]:
    template.init_docx()
    parts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _key, part in template.get_headers_footers(uri)]
    if any(part.count("{{") + part.count("{%") + part.count("{#") > MOST_MARKS for part in parts):
        raise TooMuchError("size")
    sources = [template.patch_xml(part) for part in parts]
    found = []
    for source in sources:
        names = Names(values)
        names.look(Bounded().parse(source), {})
        paragraphs = [re.sub(r"<[^>]*>", "", one) for one in re.split(r"(?=<w:p[ >])", source)]
        for name, near in names.lost.items():
            where = next((one.strip() for one in paragraphs if name in one), "")
            found.append({"name": name, "near": near, "paragraph": where[:80]})
    return found


def _hold_back() -> None:
    """Bound the memory and the time of this process, where the system can do that (not on Windows)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))  # last: macOS refuses it


def _clean(value: Any) -> Any:
    """Return values without the characters that a Word file cannot hold."""
    if isinstance(value, str):
        return _NO_XML.sub("", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {key: _clean(one) for key, one in value.items()} if isinstance(value, dict) else value


def serve() -> None:
    """Answer the one request."""
    _hold_back()
    sys.setrecursionlimit(2_000)
    request = _clean(json.load(sys.stdin.buffer))
    made = b""
    told: dict[str, object]
    try:
        made, lost = fill(request["template"], request["values"], request["identity"], request["created"])
        told = {"lost": lost} if lost else {"ok": True}
    except TooMuchError as error:
        told = {"too_much": str(error)}
    except TemplateError as error:
        around = [str(one).strip() for one in getattr(error, "docx_context", ()) or ()]
        told = {"error": str(error).partition("\n")[0][:200], "paragraph": next(filter(None, around), "")[:80]}
    except RecursionError:
        told = {"too_much": "size"}
    except BaseException as error:  # whatever a damaged file raises in a reader
        told = {"error": f"{type(error).__name__}: {error}"[:200], "paragraph": ""}
    sys.stdout.buffer.write(json.dumps(told).encode("ascii") + b"\n" + made)


if __name__ == "__main__":
    serve()
