"""Nouns and records are what frozen, slotted dataclasses are: held against one that dataclasses make."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from grantcli.model.facts import Answer, Facts
from grantcli.model.noun import noun, record


def _annotated():
    class Plain:
        """A class with a field of each kind."""

        first: int
        second: str = ""
        third: list = field(default_factory=list)

    return Plain


Record, Noun = record(_annotated()), noun(_annotated())
Oracle = dataclass(frozen=True, slots=True)(_annotated())


@pytest.mark.parametrize("values", [(1,), (1, "a"), (1, "a", [2])])
def test_a_record_holds_what_a_frozen_dataclass_holds(values):
    made, oracle = Record(*values), Oracle(*values)
    assert [getattr(made, one.name) for one in fields(made)] == [getattr(oracle, one.name) for one in fields(oracle)]
    assert made == Record(*values)
    assert made != Record(7)
    assert made != oracle
    assert repr(made) == repr(oracle)


def test_each_has_a_default_of_its_own():
    assert Record(1).third is not Record(1).third
    assert Noun(first=1).third == []


@pytest.mark.parametrize("values", [(), (1, "a", [], 4)])
def test_too_few_and_too_many_values_are_refused_as_dataclasses_do(values):
    for one in (Record, Oracle):
        with pytest.raises(TypeError):
            one(*values)
    with pytest.raises(TypeError):
        Record(1, fourth=2)


def test_a_noun_takes_its_fields_by_name_alone():
    assert Noun(second="a", first=1).second == "a"
    with pytest.raises(TypeError):
        Noun(1)


@pytest.mark.parametrize("one", [Record(1, "a"), Noun(first=1)])
def test_nothing_of_it_changes(one):
    with pytest.raises(FrozenInstanceError):
        one.first = 2
    with pytest.raises(FrozenInstanceError):
        del one.first
    with pytest.raises(FrozenInstanceError):
        one.fourth = 2
    assert replace(one, first=3).first == 3
    assert one.first == 1


def test_it_is_copied_and_kept_whole():
    facts = Facts({"company.name": Answer("Alfa")}, id="F1")
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 - written here
    assert copy.deepcopy(facts) == facts
    assert not hasattr(facts, "__dict__")
