"""The walks through a call pass over what holds nothing of what they look for: by what is declared, none is missed."""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from grantcli.assets import shipped
from grantcli.engine.for_applicant import UNCONDITIONED
from grantcli.loading.call.library import load_library
from grantcli.model.call import Call
from grantcli.model.condition import All, Each, Measure, Not, Test
from grantcli.model.condition import Any as AnyOf
from grantcli.model.walk.call_nouns import conditions_of, field_names, nouns_of
from grantcli.model.walk.figures import NO_FIGURES, Figure

CONDITIONS = (All, AnyOf, Not, Test, Each, Measure)
HELD = get_type_hints(Call)


def kinds_in(declared: object, seen: set[type]) -> set[type]:
    """Every kind that a value of a declared type may hold, however deep."""
    if isinstance(declared, type) and field_names(declared) and declared not in seen:
        seen.add(declared)
        for inner in get_type_hints(declared).values():
            kinds_in(inner, seen)
    for inner in get_args(declared):
        kinds_in(inner, seen)
    return seen


def every_noun(value: object) -> list[object]:
    """The nouns of a call by looking into every field of everything."""
    if isinstance(value, (tuple, dict)):
        return [noun for inner in (value.values() if isinstance(value, dict) else value) for noun in every_noun(inner)]
    if not field_names(type(value)) or isinstance(value, CONDITIONS):
        return []
    return [value, *(noun for one in fields(value) for noun in every_noun(getattr(value, one.name)))]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(NO_FIGURES))
def test_no_figure_is_where_none_is_looked_for(name: str) -> None:
    assert not any(issubclass(kind, Figure) for kind in kinds_in(HELD[name], set()))


@pytest.mark.parametrize("name", ["rules", "tracks", "expenses", "contribution", "instruments", "reference_rate"])
def test_figures_are_found_where_they_are_declared(name: str) -> None:
    assert any(issubclass(kind, Figure) for kind in kinds_in(HELD[name], set()))


@pytest.mark.parametrize("name", sorted(UNCONDITIONED))
def test_what_every_applicant_has_alike_names_no_condition(name: str) -> None:
    assert kinds_in(HELD[name], set()).isdisjoint(CONDITIONS)


LIBRARY = load_library([shipped("calls")])[0]


@pytest.mark.parametrize("ident", sorted(LIBRARY))
def test_no_noun_and_no_condition_of_a_shipped_call_is_passed_over(ident: str) -> None:
    call = LIBRARY[ident].call
    nouns = every_noun(call)
    assert list(map(id, nouns)) == [id(noun) for _steps, noun in nouns_of(call)]
    held = [getattr(noun, one.name) for noun in nouns for one in fields(noun)]  # type: ignore[arg-type]
    found = {id(one) for one in conditions_of(call)}
    assert {id(one) for one in held if isinstance(one, CONDITIONS)} <= found
