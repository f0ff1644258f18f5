"""The law of the kit: a call that passes the check can decide, whatever name stands at whatever place of it.

Every kind of place that the model has is filled in ``luoghi/call.yaml``. At all of them stands in turn one name: an
unknown one, a total not yet known there, a field where no item is at hand, a fact of another kind. Either the check
tells it at its place, or the application comes out with nothing open.
"""

import copy
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.loading.places.place_walk import Place, kinds_of_place, places_in

from grantcli.assessment.assess import assess
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import overlay
from grantcli.loading.lint.checks import lint
from grantcli.loading.parser.parsing import read_tree
from grantcli.loading.parser.tree import to_plain
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.model.outcome import Outcome
from grantcli.problem import Problem, errors

HERE = Path(__file__).parent / "luoghi"
DAY = date(2026, 2, 1)
RIGHT = ("plain_money", "plain_share", "plain_number", "plain_day", "plain_text")
LATE = (
    *("total.admitted", "total.contribution", "total.score", "total.support", "total.equivalent"),
    *("after_admitted", "after_lines", "after_contribution", "after_score"),
)
OF_ITEMS = (
    *("own_money", "own_number", "mark", "admitted", "own_computed", "own_late", "by_item"),
    *("held_money", "held_share", "presented", "contribution"),
)
OTHERS = ("nessun_fatto", "on", "track", "expenses", "by_answer")
NAMES = (*RIGHT, *LATE, *OF_ITEMS, *OTHERS)
OPEN = frozenset({"unknown", "undetermined"})


@cache
def data() -> dict[str, Any]:
    """Return the call as plain data, its scalars as texts."""
    tree = read_tree(HERE / "call.yaml")[0]
    assert tree is not None
    plain: dict[str, Any] = to_plain(tree)  # type: ignore[assignment]
    return plain


PLACES = tuple(places_in(data()))


def test_every_kind_of_place_of_the_model_is_in_the_call() -> None:
    filled = {place.kind for place in PLACES}
    assert sorted(kind for kind, _how in kinds_of_place() if kind not in filled) == []


def written(place: Place, name: str, form: int) -> Any:
    """Return what stands at a place where ``name`` is used there, in one of the forms that the place takes."""
    match place.how:
        case "figure":
            plain = at(data(), place.steps)
            return (name, {"2020-01-01": name}, {"2020-01-01": plain, "on": name})[form % 3]
        case "column":
            return (name, {"up_to": name}, {"from": name})[form % 3]
        case "compute":
            return (f"{name} * 1", {"sum": f"expenses.{name}"}, {"sum": name})[form % 3]
        case "name":
            return name
    inside = {"some": "expenses", "where": {name: {"known": "true"}}}
    counted = {"count": "expenses", "at_least": {"fact": name}}
    return ({name: {"known": "true"}}, {"plain_money": {"at_least": name}}, inside, counted)[form % 4]


def at(node: Any, steps: Iterable[str | int]) -> Any:
    for step in steps:
        node = node[step]
    return node


def with_names(places: Iterable[Place], name: str, form: int) -> dict[str, Any]:
    made = copy.deepcopy(data())
    for place in places:
        holder = at(made, place.steps[:-1])
        if place.how == "column":
            del holder[place.steps[-1]]
            holder[name] = {"known": "true"} if form == 0 else {("up_to", "from")[form % 2]: 100}
        else:
            holder[place.steps[-1]] = written(place, name, form)
    return made


class Kit:
    """A folder in which one call after another is written and read."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "luoghi"
        self.home.mkdir()
        shutil.copy(HERE / "domanda.yaml", folder)
        self.answers: Any = to_plain(read_tree(folder / "domanda.yaml")[0])  # type: ignore[arg-type]

    def read(self, call: dict[str, Any]) -> tuple[Edition | None, list[Problem]]:
        text = yaml.safe_dump(call, allow_unicode=True, sort_keys=False)
        (self.home / "call.yaml").write_text(text, encoding="utf-8")
        edition, problems = load_edition(self.home)
        return edition, [*errors(problems), *(errors(lint(edition, DAY)) if edition is not None else ())]

    def judge(self, edition: Edition) -> Outcome:
        facts, problems = overlay(Facts(), self.answers, edition)
        assert problems == []
        return assess(edition, facts, DAY)

    def left(self, places: tuple[Place, ...], name: str, form: int) -> tuple[Edition, tuple[Place, ...], list[Place]]:
        """Return the call with the name wherever nothing is told of it, these places, and those where it is told."""
        told: list[Place] = []
        while True:
            edition, problems = self.read(with_names(places, name, form))
            if edition is not None and not problems:
                return edition, places, told
            new = [place for place in places if any(is_of(problem, place) for problem in problems)]
            assert new, [str(problem) for problem in problems]
            told += new
            places = tuple(place for place in places if place not in new)


def is_of(problem: Problem, place: Place) -> bool:
    """Tell whether a problem is told at a place; of a column, or of the list that a noun is about, in its noun."""
    whole = place.how == "column" or place.steps[-1] == "each"
    path = str(Place(place.steps[:-1], "", "")) if whole else str(place)
    if problem.kind == "circular_facts":
        return path.startswith(problem.path)
    return problem.place.line > 0 and (problem.path == path or problem.path.startswith((f"{path}.", f"{path}[")))


def open_in(outcome: Outcome) -> list[str]:
    """Return what of an outcome cannot be told."""
    support = outcome.contribution.support
    assert support is not None
    return [
        *outcome.missing,
        *outcome.missing_figures,
        *(one.id for one in outcome.findings if one.verdict in OPEN),
        *(one.id for line in outcome.expenses.lines for one in line.findings if one.verdict in OPEN),
        *(one.id for one in outcome.contribution.regimes if one.amount is None),
        *(one.rule for one in outcome.contribution.withheld_open),
        *(one.id for one in support.instruments if None in (one.amount, one.kept, one.equivalent, one.applies)),
        *(one.id for paid in outcome.payments for one in paid.payments if one.amount is None),
        *(one.id for one in outcome.attachments if one.due == "unknown"),
        *(one.id for one in outcome.scoring.criteria if one.points is None),
        *(one.key for one in outcome.computed if one.value is None),
    ]


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path)


def test_the_call_of_all_places_has_nothing_open(kit: Kit) -> None:
    edition, problems = kit.read(data())
    assert problems == []
    assert edition is not None
    assert open_in(kit.judge(edition)) == []


def test_an_unknown_name_is_told_at_every_place(kit: Kit) -> None:
    _edition, left, told = kit.left(PLACES, "nessun_fatto", 0)
    assert [str(place) for place in left] == []
    assert len(told) == len(PLACES)


@pytest.mark.slow
@pytest.mark.parametrize("form", range(4))
@pytest.mark.parametrize("name", NAMES)
def test_a_name_at_every_place_is_told_or_decides(kit: Kit, name: str, form: int) -> None:
    named = tuple(place for place in PLACES if place.how == "name")
    others = tuple(place for place in PLACES if place.how != "name")
    for group in (named, others) if form == 0 else (others,):
        edition, left, _told = kit.left(group, name, form)
        if open_in(kit.judge(edition)):
            assert dict(alone(kit, left, name, form)) == {}


def alone(kit: Kit, places: tuple[Place, ...], name: str, form: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the places where a name leaves something open, found by halving."""
    edition, problems = kit.read(with_names(places, name, form))
    assert edition is not None, [str(problem) for problem in problems]
    found = open_in(kit.judge(edition))
    if found and len(places) == 1:
        yield str(places[0]), found
    elif found:
        half = len(places) // 2
        yield from alone(kit, places[:half], name, form)
        yield from alone(kit, places[half:], name, form)
