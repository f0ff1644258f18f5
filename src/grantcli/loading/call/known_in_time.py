"""Names used where they are not known yet, and computed facts that rest on themselves."""

from collections.abc import Iterator
from dataclasses import fields

from ...i18n import _
from ...model.call import Call, Track
from ...model.computing.call_figure import DatedFigure, FactFigure, facts_of_figure
from ...model.computing.compute import LookupTable, facts_of_condition
from ...model.computing.stages import Stage, in_order, key_in, operands, stage_of, stages_of
from ...model.condition import All, Any, Each, Measure, Not, Test
from ...model.contribution import Bonus, Cap, Rate, Regime, Tier, Withheld
from ...model.criterion import Band, Criterion, Scoring
from ...model.expense import Category, FlatRate, Limit, LineRule, UnitCost
from ...model.instruments.instrument import Alternatives, EquivalentMethod, Instrument, InstrumentBase, SupportCap
from ...model.instruments.terms import Terms
from ...model.vocabulary import Vocabulary
from ...model.walk.call_nouns import Steps
from ..conditions.names import ConditionNames
from .address_problem import AddressProblem
from .addresses import nouns

_OF_INSTRUMENTS = (Instrument, InstrumentBase, SupportCap, Alternatives, Terms, EquivalentMethod)
_KNOWN: dict[type, Stage] = {
    Track: Stage.ANSWERS,
    **dict.fromkeys((LineRule, UnitCost, FlatRate, Limit), Stage.TRACK),
    **dict.fromkeys((Category, Rate, Bonus, Tier, Cap, Regime, LookupTable), Stage.TOTALS),
    **dict.fromkeys((Withheld, *_OF_INSTRUMENTS), Stage.TOTALS),
    **dict.fromkeys((Criterion, Band, Scoring), Stage.CONTRIBUTION),
}
"""What has been judged when a noun is looked at; at any other all of it."""
_CONDITIONS = (All, Any, Not, Test, Each, Measure)
_PLACES: dict[Stage, str] = {
    Stage.TRACK: "track",
    Stage.TOTALS: "rates, bonuses, caps, rules",
    Stage.CONTRIBUTION: "rules, attachments, scoring",
    Stage.SCORE: "rules, attachments",
}


def not_known_there(call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    """Yield each fact named where judging has not come to it: a total of cost in a rule on a line."""
    stages = stages_of(names.vocabulary)
    for steps, noun in nouns(call):
        known = _KNOWN.get(type(noun))
        if known is None:
            continue
        for part, name in _names_in(noun):
            stage = stage_of(_key(name, noun, names.vocabulary), stages)
            if stage > known:
                text = _("«{fact}» qui non è ancora noto").format(fact=name)
                hint = _("può stare in: {places}").format(places=_PLACES[stage])
                yield AddressProblem((*steps, *part), "not_known_there", text, hint)


def _names_in(noun: object) -> Iterator[tuple[Steps, str]]:
    """Yield the names in a noun, each with the steps from it to where it stands; of a table, if it is of brackets."""
    if isinstance(noun, LookupTable):
        yield from _in_brackets(noun)
        return
    for part in fields(noun):  # type: ignore[arg-type]
        value, step = getattr(noun, part.name), part.name.rstrip("_")
        if isinstance(value, _CONDITIONS):
            yield from (((step,), name) for name in facts_of_condition(value))
        elif isinstance(value, (FactFigure, DatedFigure)):
            yield from (((step,), name) for name in facts_of_figure(value))
        elif isinstance(noun, Limit) and step in ("per", "field") and value:
            yield (step,), value


def _in_brackets(table: LookupTable) -> Iterator[tuple[Steps, str]]:
    for index, row in enumerate(table.rows if table.brackets is not None else ()):
        where: Steps = ("rows", index)
        yield from (((*where, "value"), name) for name in facts_of_figure(row.value))
        yield from ((where, name) for name in facts_of_condition(row.when))
        if row.bracket is not None:
            start = "from" if row.bracket.from_low else "over"
            for step, bound in ((start, row.bracket.low), ("up_to", row.bracket.high)):
                yield from (((*where, table.brackets or "", step), name) for name in facts_of_figure(bound))


def _key(name: str, noun: object, vocabulary: Vocabulary) -> str:
    """Return the whole key of a name: one of a list's field by its own key."""
    key = key_in(name, scope_of_noun(noun), vocabulary)
    held, _dot, field = name.rpartition(".")
    return f"{held}[].{field}" if key not in vocabulary and f"{held}[].{field}" in vocabulary else key


def scope_of_noun(noun: object) -> str:
    """Return the list whose items the names in a noun are about; empty: the application."""
    if isinstance(noun, (Category, LineRule, UnitCost, Rate, Bonus, Terms)):
        return "expenses"
    if isinstance(noun, Cap):
        return "expenses" if noun.each else {"line": "expenses", "partner": "partners"}.get(noun.of, "")
    if isinstance(noun, FlatRate):
        return "partners"
    if isinstance(noun, Limit):
        return {"line": "expenses", "partner": "partners"}.get(noun.each, "")
    return str(getattr(noun, "each", None) or "")


def circles(_call: Call, names: ConditionNames) -> Iterator[AddressProblem]:
    """Yield each computed fact that rests on itself, by way of others or not."""
    turning = set(in_order(names.vocabulary)[1])
    for key in sorted(turning):
        path = _round(key, turning, names.vocabulary)
        if path:
            text = _("il calcolo gira in tondo: {facts}").format(facts=" → ".join(path))
            yield AddressProblem(_steps(key, names.vocabulary), "circular_facts", text)


def _round(key: str, turning: set[str], vocabulary: Vocabulary) -> list[str]:
    """Return the shortest way from a fact back to itself; nothing where it only rests on those that turn."""
    ways = [[key]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in operands(way[-1], vocabulary):
            if name == key:
                return [*way, key]
            if name in turning and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _steps(key: str, vocabulary: Vocabulary) -> Steps:
    fact = vocabulary[key]
    return ("tables", key.rpartition("[].")[2]) if hasattr(fact.compute, "rows") else ("facts", key, "compute")
