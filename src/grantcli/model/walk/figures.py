"""The figures of a call that its text leaves open: what somebody may supply who has read them elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from ...i18n import Text
from ..call import Area, Call, Track
from ..condition import Condition, Measure, Ref, Test
from ..contribution import Cap, Rate
from ..expense import Limit, LineRule
from ..noun import record
from ..rule import Rule, Status
from ..vocabulary import Fact, Kind
from .call_nouns import Steps, conditions_of, field_names, nouns_of
from .scope import COMPUTED


@record
class MissingValue:
    """A computed fact or a table that the text names and does not give: its name, kind and words."""

    id: str
    kind: Kind
    text: Text
    cite: str
    status: Status = "missing"


Figure = Rule | Track | LineRule | Limit | Rate | Cap | MissingValue
"""What the text of a call may lack and a person may have read elsewhere."""
NO_FIGURES = frozenset(
    {
        *("sources", "gaps", "discrepancies", "history", "amendments", "deadlines", "window", "phases", "budget"),
        *("areas", "facts", "tables", "applicants", "attachments", "filing", "sections", "profile", "payments"),
    }
)
"""The parts of a call in which there is none: most of it, and not worth the walk."""
_YES_OR_NO = (Rule, Track, LineRule)


def figures_of(call: Call) -> Iterator[tuple[Steps, Figure]]:
    """Yield what can be supplied in place of what the text lacks, each with its steps from the top.

    A yes or no where the text is missing, a person must judge, or the condition rests on a place whose list we lack
    or on what is computed; a figure where there is none, or where it is not official.
    """
    computed = _computed(call)
    for steps, noun in _with_figures(call):
        if isinstance(noun, Figure) and is_open(noun, call.areas, computed):
            yield steps, noun
    yield from missing_values(call)


def _with_figures(call: Call) -> Iterator[tuple[Steps, object]]:
    """Yield the nouns of the parts of a call that may hold a figure."""
    for name in field_names(Call):
        if name not in NO_FIGURES:
            yield from nouns_of(getattr(call, name), (name,))


def _computed(call: Call) -> frozenset[str]:
    """Return the tables of a call and the facts that it computes: either may come to no value."""
    return frozenset({*call.tables, *(key for key, fact in call.facts.items() if fact.compute is not None)})


class Suppliable:
    """Which ids of a call are of what can be supplied: the call is walked once, an id looked into when first asked."""

    def __init__(self, call: Call) -> None:
        self._areas = call.areas
        self._computed = _computed(call)
        self._under: dict[str, list[Figure]] = {}
        self._open: dict[str, bool] = {}
        for noun in (
            *(noun for _steps, noun in _with_figures(call)),
            *(value for _steps, value in missing_values(call)),
        ):
            if isinstance(noun, Figure):
                self._under.setdefault(noun.id, []).append(noun)

    def among(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some ids that are of what can be supplied."""
        return frozenset(one for one in ids if one in self._under and self._is_open(one))

    def _is_open(self, name: str) -> bool:
        found = self._open.get(name)
        if found is None:
            found = any(is_open(figure, self._areas, self._computed) for figure in self._under[name])
            self._open[name] = found
        return found


def missing_values(call: Call) -> Iterator[tuple[Steps, MissingValue]]:
    """Yield the computed facts and tables of the application (not of its items) whose status is missing."""
    for name, fact in call.facts.items():
        if fact.compute is not None and fact.status == "missing" and "[]" not in name:
            yield ("facts", name), MissingValue(name, fact.kind, fact.label, fact.cite or "")
    for name, table in call.tables.items():
        if table.status == "missing" and table.brackets is None and table.each is None:
            yield ("tables", name), MissingValue(name, table.gives, table.label or name, table.cite)


def is_open(
    noun: Figure, areas: Mapping[str, Area] = MappingProxyType({}), computed: frozenset[str] = frozenset()
) -> bool:
    """Return whether the text leaves a noun to be settled by what somebody supplies.

    ``areas`` are those of the call, ``computed`` the facts that it computes, which may come to no value.
    """
    if isinstance(noun, Limit):
        return noun.share is None and noun.amount is None
    if isinstance(noun, Rate):
        return noun.rate is None or noun.status != "official"
    if isinstance(noun, Cap):
        return noun.status != "official" or (noun.amount is None and noun.share is None)
    if isinstance(noun, MissingValue):
        return True
    if isinstance(noun, LineRule) and noun.when is None:
        return False
    by_hand = (
        noun.manual is not None or noun.borrowed if isinstance(noun, Rule) else getattr(noun, "verdict", "") == "manual"
    )
    return by_hand or noun.status == "missing" or any(_is_untold(part, areas, computed) for part in conditions_of(noun))


def _is_untold(part: Condition, areas: Mapping[str, Area], computed: frozenset[str]) -> bool:
    """Return whether a condition (not its parts) can stay undetermined when every answer is known."""
    compared: tuple[object, ...] = ()
    if isinstance(part, Measure):
        compared = tuple(value for _word, value in part.tests)
    elif isinstance(part, Test):
        compared = (Ref(fact=part.fact), part.value)
        named = part.value if isinstance(part.value, tuple) else (part.value,)
        held = [areas[name] for name in named if isinstance(name, str) and name in areas]
        if part.word == "under" and not all(area.complete and area.status != "missing" for area in held):
            return True
    may_be_open = (COMPUTED - {"on"}) | computed
    return any(isinstance(value, Ref) and value.fact in may_be_open for value in compared)


def kind_of_figure(figure: Figure) -> Kind:
    """Return what is supplied for a figure: a yes or no, a share, another number (up to 1 a share, above it euro)."""
    if isinstance(figure, MissingValue):
        return figure.kind
    if isinstance(figure, _YES_OR_NO):
        return "yes_no"
    return "percent" if isinstance(figure, Rate) else "number"


def figure_facts(call: Call) -> dict[str, Fact]:
    """Return what can be supplied in a call by id, each as a fact: one kind and one bound for whoever reads it.

    A share is of a cost, and no more than all of it, but where an instrument pays for more than was spent.
    """
    return {figure.id: _fact_of(figure, _exceeds_cost(call, steps)) for steps, figure in figures_of(call)}


def _exceeds_cost(call: Call, steps: Steps) -> bool:
    return steps[:1] == ("instruments",) and call.instruments[int(steps[1])].exceeds_cost


def _fact_of(figure: Figure, exceeds_cost: bool) -> Fact:
    kind = kind_of_figure(figure)
    most = Decimal(1) if isinstance(figure, Rate) and not exceeds_cost else None
    least = Decimal(0) if isinstance(figure, Rate | Cap | Limit) else None
    return Fact(kind=kind, label=figure.text or figure.id, at_least=least, at_most=most)
