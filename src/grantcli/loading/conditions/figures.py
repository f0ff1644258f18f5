"""Figures read where a number may be written: the number itself, the name of a fact that gives it, or values by day."""

import re
from datetime import date
from decimal import Decimal

from ...i18n import _
from ...model.computing.call_figure import DatedFigure, DatedValue, FactFigure, Figure
from ...problem import Refusal
from ..parser.scalars import read_day, read_decimal
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode, is_null
from .cursor import Spot
from .names import ConditionNames

_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_KINDS = {
    "money": ("money",),
    "share": ("percent", "number", "integer"),
    "percent": ("percent", "number", "integer"),
    "number": ("number", "integer"),
}
_DATES = ("date", "datetime")
_ON = "on"


def read_figure(spot: Spot, names: ConditionNames, unit: str) -> Figure | None:
    """Return the figure at ``spot``, of ``unit`` (money, share, number); None when it has problems (reported)."""
    if isinstance(spot.node, MappingNode):
        return _dated(spot, names, unit)
    if not isinstance(spot.node, Leaf):
        spot.tell(_("qui serve un solo valore"), "not_a_value")
        return None
    return _undated(spot, names, unit)


def _undated(spot: Spot, names: ConditionNames, unit: str) -> Decimal | FactFigure | None:
    text = spot.word.strip()
    if _NAME.fullmatch(text):
        return _fact_figure(text, spot, names, unit)
    value = read_decimal(spot.word)
    if isinstance(value, Refusal):
        spot.tell(value.text, value.kind, value.hint)
        return None
    return value


def _fact_figure(name: str, spot: Spot, names: ConditionNames, unit: str) -> FactFigure | None:
    found = names.find(name, spot.scope)
    if found is None:
        text = _("«{key}» non è un numero né un fatto").format(key=name)
        near = did_you_mean(name, names.within(spot.scope))
        spot.tell(text, "unknown_fact" if near else "not_a_number", near)
        return None
    if found.fact.kind not in _KINDS[unit]:
        text = _("«{fact}» è di tipo {kind}: qui serve {wanted}")
        wanted = _("un importo (money)") if unit == "money" else _("un numero o una quota (percent)")
        spot.tell(text.format(fact=name, kind=found.fact.kind, wanted=wanted), "wrong_unit")
        return None
    return FactFigure(fact=name)


def _dated(spot: Spot, names: ConditionNames, unit: str) -> DatedFigure | None:
    """Return a mapping of days to figures; its key ``on`` names the fact whose day is asked."""
    before = spot.told()
    values: list[DatedValue] = []
    for key in spot.entries:
        if key == _ON:
            check_day(spot.at(_ON), names)
            continue
        day = read_day(key)
        if isinstance(day, Refusal):
            hint = _("{example}: da quel giorno vale quella cifra").format(example="2025-01-01: 0.35")
            spot.tell_key(key, day.text, day.kind, hint)
        elif is_null(spot.entries[key]):
            values.append(DatedValue(since=day))
        else:
            value = _undated(spot.at(key), names, unit)
            values += [] if value is None else [DatedValue(since=day, value=value)]
    if not values and spot.told() == before:
        spot.tell(_("manca il valore"), "missing_value")
    if spot.told() > before:
        return None
    on = spot.at(_ON).word if _ON in spot.entries else None
    return DatedFigure(values=tuple(sorted(values, key=_since)), on=on)


def _since(value: DatedValue) -> date:
    return value.since


def check_day(spot: Spot, names: ConditionNames) -> None:
    """Report a name that is not that of a day."""
    found = names.find(spot.word, spot.scope)
    if found is None or found.fact.kind not in _DATES:
        days = {
            name
            for name in names.within(spot.scope)
            if (one := names.find(name, spot.scope)) and one.fact.kind in _DATES
        }
        text = _("«{fact}» non è un fatto di tipo data").format(fact=spot.word)
        spot.tell(text, "unknown_fact", did_you_mean(spot.word, days))
