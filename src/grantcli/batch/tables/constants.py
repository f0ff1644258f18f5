"""What holds for all rows of a table, by column: read once, with what is wrong with it reported once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...i18n import _
from ...loading.application.facts import read_facts
from ...loading.parser.suggestions import did_you_mean
from ...problem import Place, Problem, errors
from ...tabular.cell_text import cell_text, without_value
from .columns import Columns
from .mapping import fold
from .row_data import NONE, Nested, put, settled
from .steps import Target, path_of

Fixed = Nested
"""Nested as the cells of a row are before they are settled."""


def read_fixed(
    said: Iterable[tuple[str, object, Place]], columns: Columns, path: str = ""
) -> tuple[Fixed, list[Problem]]:
    """Read answers by column, each with its place; ``path`` is shown before that of each."""
    fixed: Fixed = {}
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    for name, value, place in said:
        target = columns.find(name)
        if target is None:
            text = _("«{key}» non è un fatto né un dato del bando").format(key=name[:80])
            problems.append(Problem(place, _join(path, name), text, columns.nearest(name[:80]), "unknown_fact"))
        elif (lost := without_value(value)) is not None:
            problems.append(Problem(place, _join(path, name), lost.text, lost.hint, lost.kind))
        elif not put(fixed, target.steps, _answer(value, target)):
            problems.append(Problem(place, _join(path, name), _("è già detto in un altro modo"), kind="duplicate_key"))
        else:
            places[_dotted(path_of(target.steps))] = place
    return fixed, [*problems, *_wrong(fixed, columns, places)]


def _answer(value: object, target: Target) -> object:
    text = cell_text(value, target.fact)
    return [] if target.fact is not None and target.fact.kind == "list" and fold(text) in NONE else text


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _dotted(path: str) -> str:
    return path.replace("[", ".").replace("]", "")


def _wrong(fixed: Fixed, columns: Columns, places: Mapping[str, Place]) -> list[Problem]:
    """Return what no call takes of it: the problems that the call with the fewest has."""
    named = fixed.get("call")
    editions = [edition for edition in columns.editions if named in (None, edition.call.id, *edition.call.aliases)]
    if named is not None and columns.editions and not editions:
        text = _("nessun bando si chiama «{id}»").format(id=named)
        hint = did_you_mean(named, {edition.call.id for edition in columns.editions})
        return [Problem(places["call"], "call", text, hint, "unknown_call")]
    data = {key: value for key, value in settled(fixed, {}).items() if key not in ("id", "call", "on")}
    told = [_constant_problems(data, edition, places) for edition in editions]
    return min(told, key=len, default=[])


def _constant_problems(data: dict[str, Any], edition: Any, places: Mapping[str, Place]) -> list[Problem]:
    _facts, problems = read_facts(data, edition.vocabulary, "file", call=edition.call)
    return [replace(one, place=_place(one.path, places)) for one in errors(problems)]


def _place(path: str, places: Mapping[str, Place]) -> Place:
    """Return the place of a path, else of something under it, else of what is nearest to it."""
    while path:
        found = [place for said, place in places.items() if said == path or said.startswith(f"{path}.")]
        if found:
            return found[0]
        path = path.rpartition(".")[0]
    return next(iter(places.values()))
