"""The closed arithmetic of computed facts: text to terms, the units of what it names checked on the way."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from ...i18n import _
from ...model.computing.compute import Formula, FormulaName, FormulaNumber, FormulaStep, Operator, Term
from ...problem import Refusal
from ..parser.scalars import read_decimal
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf
from .cursor import Spot
from .names import ConditionNames

Unit = Literal["money", "number", "date", "any"]
"""What a value is counted in; ``any`` is a number written in the formula, which takes the unit of its neighbour."""
UNITS: Mapping[str, Unit] = {
    "money": "money",
    "percent": "number",
    "number": "number",
    "integer": "number",
    "date": "date",
    "datetime": "date",
}
_LONGEST = 400
_OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COUNTS: Mapping[str, int] = {
    **dict.fromkeys(("abs", "first_of_month", "end_of_month", "end_of_year"), 1),
    **dict.fromkeys(("round_down", "round_up", "round_half", "days", "months", "years"), 2),
    **dict.fromkeys(("plus_days", "plus_months", "plus_years"), 2),
}
FUNCTIONS = ("min", "max", *_COUNTS)


class _RefusedError(Exception):
    """What is refused in a formula, and where. Never leaves this module."""

    def __init__(self, node: ast.AST, text: str, kind: str, hint: str = "") -> None:
        self.node, self.text, self.kind, self.hint = node, text, kind, hint


class _Typed(NamedTuple):
    term: Term
    unit: Unit


def read_formula(spot: Spot, names: ConditionNames, kind: str) -> Formula | None:
    """Return the formula in a scalar, giving a fact of ``kind``; None when something of it is refused (reported)."""
    text = spot.word.strip()
    try:
        tree = _parsed(text)
        typed = _Reading(text, names, spot.scope).term(tree)
        wanted = UNITS.get(kind)
        if wanted is None:
            said = _("un fatto di tipo {kind} non si calcola").format(kind=kind)
            raise _RefusedError(tree, said, "cannot_compute", ", ".join(UNITS))
        if typed.unit not in (wanted, "any") or (typed.unit == "any" and wanted == "date"):
            said = _("la formula dà {unit}, il fatto è {kind}").format(unit=_unit_word(typed.unit), kind=kind)
            raise _RefusedError(tree, said, "wrong_unit")
    except _RefusedError as refusal:
        _tell(spot, refusal)
        return None
    return Formula(text=text, term=typed.term)


def _tell(spot: Spot, refusal: _RefusedError) -> None:
    """Report what is refused at its own column, where the formula is on one line."""
    line, column = spot.node.mark
    if line:
        quoted = isinstance(spot.node, Leaf) and not spot.node.plain
        column += getattr(refusal.node, "col_offset", 0) + quoted
    spot.reader.tell((line, column), spot.path, refusal.text, refusal.kind, refusal.hint)


def _parsed(text: str) -> ast.expr:
    root = ast.Constant(0, col_offset=0)
    if not text or len(text) > _LONGEST:
        text_ = _("la formula è vuota") if not text else _("la formula è troppo lunga: spezzarla in più fatti")
        raise _RefusedError(root, text_, "not_a_formula")
    try:
        return ast.parse(" ".join(text.splitlines()), mode="eval").body
    except SyntaxError as error:
        root.col_offset = max(0, (error.offset or 1) - 1)
        hint = _("nomi di fatti, numeri, + - * / ( ) e {functions}").format(functions=", ".join(FUNCTIONS))
        raise _RefusedError(root, _("qui la formula non si legge"), "not_a_formula", hint) from None
    except (ValueError, RecursionError, MemoryError):
        raise _RefusedError(root, _("qui la formula non si legge"), "not_a_formula") from None


class _Reading:
    """Reads the expression of one formula into terms, with the unit of each."""

    def __init__(self, text: str, names: ConditionNames, scope: str) -> None:
        self.text, self.names, self.scope = text, names, scope

    def term(self, node: ast.expr) -> _Typed:
        match node:
            case ast.Constant(value=value) if isinstance(value, (int, float)) and not isinstance(value, bool):
                return self.number(node)
            case ast.Name() | ast.Attribute():
                return self.name(node)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                typed = self.term(inner)
                if typed.unit == "date":
                    raise _RefusedError(node, _("di una data non si prende l'opposto"), "wrong_unit")
                return _Typed(FormulaStep(operator="-", of=(FormulaNumber(value=Decimal(0)), typed.term)), typed.unit)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return self.operation(_OPERATORS[type(operator)], left, right)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
                return self.function(name, node, arguments)
        raise _RefusedError(node, *_refused(node))

    def number(self, node: ast.Constant) -> _Typed:
        written = ast.get_source_segment(" ".join(self.text.splitlines()), node) or ""
        value = read_decimal(written)
        if isinstance(value, Refusal):
            raise _RefusedError(node, value.text, value.kind, value.hint)
        return _Typed(FormulaNumber(value=value), "any")

    def name(self, node: ast.expr) -> _Typed:
        name = _dotted(node)
        found = self.names.find(name, self.scope)
        if found is None:
            text = _("fatto sconosciuto «{key}»").format(key=name)
            raise _RefusedError(node, text, "unknown_fact", did_you_mean(name, self.names.within(self.scope)))
        unit = UNITS.get(found.fact.kind)
        if unit is None:
            text = _("«{fact}» ({kind}) non è un numero, un importo né una data")
            hint = _("di un elenco: compute: {sum: elenco.campo}") if found.fact.kind == "list" else ""
            raise _RefusedError(node, text.format(fact=name, kind=found.fact.kind), "wrong_unit", hint)
        return _Typed(FormulaName(fact=name), unit)

    def operation(self, sign: str, left: ast.expr, right: ast.expr) -> _Typed:
        one, other = self.term(left), self.term(right)
        unit = _OPERATION_UNITS[sign](one.unit, other.unit)
        if unit is None:
            text = _("«{sign}» fra {one} e {other}: le unità non si combinano")
            said = text.format(sign=sign, one=_unit_word(one.unit), other=_unit_word(other.unit))
            raise _RefusedError(right, said, "wrong_unit", _unit_hint(sign, one.unit, other.unit))
        return _Typed(FormulaStep(operator=cast(Operator, sign), of=(one.term, other.term)), unit)

    def function(self, name: str, node: ast.expr, arguments: list[ast.expr]) -> _Typed:
        wanted = _COUNTS.get(name)
        if len(arguments) != wanted if wanted is not None else len(arguments) < 2:
            text = _("«{function}» vuole {count} valori").format(function=name, count=wanted or _("due o più"))
            raise _RefusedError(node, text, "wrong_arguments")
        typed = [self.term(argument) for argument in arguments]
        unit = _function_unit(name, [one.unit for one in typed])
        if unit is None:
            text = _("«{function}» non si applica a {units}")
            said = text.format(function=name, units=", ".join(_unit_word(one.unit) for one in typed))
            raise _RefusedError(node, said, "wrong_unit")
        return _Typed(FormulaStep(operator=cast(Operator, name), of=tuple(one.term for one in typed)), unit)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    raise _RefusedError(node, *_refused(node))


def _refused(node: ast.AST) -> tuple[str, str, str]:
    """Say why a kind of expression has no place in a formula, and what does instead."""
    kind = "not_in_formula"
    match node:
        case ast.Compare() | ast.BoolOp() | ast.IfExp():
            return (
                _("in una formula non ci sono condizioni"),
                kind,
                _("le alternative stanno in una tabella («tables»)"),
            )
        case ast.Constant():
            return _("in una formula non ci sono testi"), kind, ""
        case ast.Call(func=ast.Name(id=name)):
            return (
                _("«{name}» non è una funzione").format(name=name),
                kind,
                did_you_mean(name, FUNCTIONS) or ", ".join(FUNCTIONS),
            )
        case ast.BinOp(op=ast.Mod()):
            return _("«%» non è un'operazione"), kind, _("il 35 % si scrive 0.35")
        case ast.Subscript():
            return _("in una formula non si sceglie una voce di un elenco"), kind, _("per esempio {sum: elenco.campo}")
    return _("in una formula stanno solo nomi, numeri, + - * / e funzioni"), kind, ", ".join(FUNCTIONS)


def _sum_unit(one: Unit, other: Unit) -> Unit | None:
    if one == other or (one == "any" and other == "number") or (one == "number" and other == "any"):
        return one if one != "any" else other
    return None


def _product_unit(one: Unit, other: Unit) -> Unit | None:
    if "date" in (one, other) or (one == "money" and other == "money"):
        return None
    if "money" in (one, other):
        return "money"
    return "any" if one == other == "any" else "number"


def _quotient_unit(one: Unit, other: Unit) -> Unit | None:
    if "date" in (one, other):
        return None
    if other == "money":
        return "number" if one == "money" else None
    if one == "money":
        return "money"
    return "any" if one == other == "any" else "number"


_OPERATION_UNITS: Mapping[str, Callable[[Unit, Unit], Unit | None]] = {
    "+": _sum_unit,
    "-": lambda one, other: None if one == other == "date" else _sum_unit(one, other),
    "*": _product_unit,
    "/": _quotient_unit,
}


def _function_unit(name: str, units: list[Unit]) -> Unit | None:
    if name in ("days", "months", "years"):
        return "number" if units == ["date", "date"] else None
    if name in ("first_of_month", "end_of_month", "end_of_year"):
        return "date" if units == ["date"] else None
    if name.startswith("plus_"):
        return "date" if units[0] == "date" and units[1] in ("number", "any") else None
    if name.startswith("round_") or name == "abs":
        return None if "date" in units or not set(units) <= {units[0], "any"} else units[0]
    known = {unit for unit in units if unit != "any"}
    if len(known) > 1 or (known == {"date"} and "any" in units):
        return None
    return known.pop() if known else "any"


def _unit_word(unit: Unit) -> str:
    return {
        "money": _("un importo"),
        "number": _("un numero"),
        "date": _("una data"),
        "any": _("un numero scritto"),
    }[unit]


def _unit_hint(sign: str, one: Unit, other: Unit) -> str:
    if {one, other} == {"money", "any"} and sign in "+-":
        return _("per una somma in euro: un fatto di tipo money con compute: 250")
    if one == other == "date":
        return _("fra due giorni: days(dal, al), months(dal, al), years(dal, al)")
    return ""
