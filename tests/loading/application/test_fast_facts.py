"""Rows read at once: as the careful reading reads them or not at all, whatever was read before."""

import gc
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantcli.assets import shipped
from grantcli.loading.application.facts import FactReader, read_facts
from grantcli.loading.application.fast_facts import MOST, read_plain
from grantcli.loading.call.library import load_library
from grantcli.loading.parser.parsing import read_tree
from grantcli.loading.parser.reader import Reader
from grantcli.loading.parser.tree import MappingNode, from_plain, to_plain
from grantcli.model.facts import Facts, Origin
from grantcli.model.vocabulary import Fact, Vocabulary
from grantcli.problem import Problem

LIBRARY, _PROBLEMS = load_library([shipped("calls")])
EXAMPLES = sorted(shipped("calls").glob("*/example/domanda.yaml"))
MARCHE = next(path for path in EXAMPLES if path.parts[-3].startswith("marche"))
TEXTS = (None, "", " ", "x", "true", "1", "1.234", "31/02/2022", "SR", "043007", "a@gmail.com", "x" * 40_000, "~")
PARTS = (True, 1, 2.5, Decimal("2.50"), b"x", [], ["a"], [None], [["a"]], [{}], [{"id": "1"}, {"id": "1"}], ("a",))
TABLES = ({}, {"2021": {}}, {"2021": None}, {"2021": "x"}, {"~": {}}, {2021: {}}, {"1": {"id": "x"}, "2": {"id": "x"}})
ODD = st.sampled_from((*TEXTS, *PARTS, *TABLES))
KEYS = st.sampled_from(["id", "on", "track", "total.presented", "seat", "company.seat.region", "2021", "amount", "boh"])


def _example(path: Path) -> tuple[dict[str, Any], Vocabulary]:
    plain = to_plain(read_tree(path)[0] or MappingNode({}))
    assert isinstance(plain, dict)
    vocabulary = LIBRARY[path.parts[-3]].vocabulary
    return {key: part for key, part in plain.items() if key not in ("call", "on", "supplied")}, vocabulary


def _carefully(data: object, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    reader = Reader("")
    return FactReader(reader, "file").read(from_plain(data), vocabulary), reader.problems


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parts[-3])
def test_the_examples_are_read_at_once(path: Path) -> None:
    data, vocabulary = _example(path)
    for _time in range(2):
        found = read_plain(data, vocabulary, "file")
        assert found is not None
        assert (repr(found), []) == (repr(_carefully(data, vocabulary)[0]), [])


@pytest.mark.parametrize(
    "odd",
    [
        {"company": {"id": None}},
        {"company": "x"},
        {"company": ["x"]},
        {"company": {"size": "small"}, 1: "x"},
        {"company": {"seat": [None]}},
        {"company": {"name": 7}},
        {"track": "1"},
        {"expenses": "x"},
        {"expenses": [None]},
        {"expenses": [{"id": 7}]},
        {"company": {"years": {"2021": {"id": 7}}}},
        {"expenses": [{}, {"id": "1"}]},
        {"expenses": {"1": {}}},
        {"company": {"years": {"~": {}}}},
        {"company": {"years": {"2021": "x"}}},
    ],
    ids=str,
)
def test_what_is_unusual_is_not_read_at_once(odd: dict[str, Any]) -> None:
    vocabulary = LIBRARY[MARCHE.parts[-3]].vocabulary
    assert read_plain(odd, vocabulary, "file") is None
    assert read_facts(odd, vocabulary, "file") == _carefully(odd, vocabulary)


def _containers(data: object) -> list[Any]:
    found: list[Any] = [data]
    for one in found:
        parts = one.values() if isinstance(one, dict) else one
        found += [part for part in parts if isinstance(part, (dict, list))]
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def test_what_is_wrong_is_left_to_the_careful_reading(draw: st.DataObject) -> None:
    data, vocabulary = _example(MARCHE)
    data = deepcopy(data)
    place = draw.draw(st.sampled_from(_containers(data)))
    odd = deepcopy(draw.draw(ODD))
    if isinstance(place, list):
        place.append(odd)
    else:
        place[draw.draw(st.sampled_from(sorted(place)) | KEYS if place else KEYS)] = odd
    facts, problems = _carefully(data, vocabulary)
    found = read_plain(data, vocabulary, "file")
    assert found is None or (repr(found), []) == (repr(facts), problems)
    assert repr(read_facts(data, vocabulary, "file")) == repr((facts, problems))


def test_a_doubt_is_told_every_time() -> None:
    words = {"pec": Fact(kind="pec", label="PEC")}
    for _time in range(2):
        facts, problems = read_facts({"pec": "a@gmail.com"}, words, "file")
        assert [problem.kind for problem in problems] == ["doubtful"]
        assert facts.value("pec") == "a@gmail.com"


def test_an_answer_remembers_whose_it_is() -> None:
    words = {"seat": Fact(kind="commune", label="Sede")}
    origins: tuple[Origin, ...] = ("file", "profile", "import")
    for origin in origins:
        assert read_facts({"seat": "043007"}, words, origin)[0].answers["seat"].origin == origin


def test_what_was_read_by_another_vocabulary_is_not_taken() -> None:
    for kind, value in (("text", "1"), ("yes_no", True), ("integer", 1), ("money", Decimal("1.00"))) * 30:
        words = {"it": Fact(kind=kind, label="")}  # type: ignore[arg-type]
        assert read_facts({"it": "1"}, words, "file")[0].value("it") == value
        del words
        gc.collect(0)


def test_no_more_is_remembered_than_is_worth_it() -> None:
    words = {"name": Fact(kind="text", label=""), "some": Fact(kind="choices", label="", choices={"a": "A", "b": "B"})}
    read = [read_facts({"name": f"n{number}"}, words, "file")[0].answers["name"] for number in range(MOST + 1)]
    again = [read_facts({"name": f"n{number}"}, words, "file")[0].answers["name"] for number in range(MOST + 1)]
    assert again == read
    assert [one is other for one, other in zip(read, again, strict=True)] == [True] * MOST + [False]
    long = {"name": "n" * 100, "some": ["a", "b" + " " * 100]}
    first, second = (read_facts(long, words, "file")[0].answers for _time in range(2))
    assert first == second
    assert not any(first[key] is second[key] for key in long)
