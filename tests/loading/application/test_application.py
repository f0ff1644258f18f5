"""Applications, profiles and what is supplied: wrong ones with the sentences they must give (GOLDEN=1 writes them)."""

import os
import random
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantcli.assets import shipped
from grantcli.loading.application.application import load_application, load_profile, parse_application
from grantcli.loading.application.facts import FactReader, read_facts
from grantcli.loading.call.library import load_edition
from grantcli.loading.call.suppliable import suppliable
from grantcli.loading.parser.reader import Reader
from grantcli.loading.parser.tree import Leaf
from grantcli.model.application import Application
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.problem import errors

HERE = Path(__file__).parents[1]
WRONG = HERE / "applications"
FILES = sorted(WRONG.glob("*.yaml"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    found, problems = load_edition(WRONG / "call", HERE / "bad" / "facts.yaml")
    assert problems == []
    assert found is not None
    return found


@pytest.fixture
def library(edition: Edition) -> dict[str, Edition]:
    return {edition.call.id: edition}


def test_a_share_may_be_supplied_as_a_percentage(library: dict[str, Edition]) -> None:
    facts = read("call: bando-prova\nsupplied: {L1: {value: 20%, source: x}}\n", library).facts
    assert facts.supplied["L1"].value == Decimal("0.20")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_wrong_application_is_told_in_these_words(file: Path, library: dict[str, Edition]) -> None:
    application, problems = load_application(file, library)
    assert problems
    assert application is None or any(errors(problems))
    told = "".join(f"{problem}\n" for problem in problems).replace(f"{WRONG}/", "")
    expected = file.with_suffix(".txt")
    if os.environ.get("GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def read(text: str, library: dict[str, Edition], folder: Path | None = None) -> Application:
    application, problems = parse_application(text, "domanda.yaml", library, folder)
    assert [str(problem) for problem in problems] == []
    assert application is not None
    return application


def test_answers_of_every_shape(library: dict[str, Edition]) -> None:
    text = """
call: bando-prova
on: 20/06/2022
company.name: "  Alfa   S.r.l. "
company: {size: small, active: no}
project: {site: Camerino, months: 6, start: ~}
x: {seen: 15/07/2022 12:59, uses: "a, b", codes: {c1: {n: "1,5"}, c2: {n: 2}}}
expenses: []
sections: {progetto: "Una riga"}
score.K1: 7
"""
    application = read(text, library)
    assert application.on == date(2022, 6, 20)
    facts = application.facts
    assert {key: answer.value for key, answer in facts.answers.items()} == {
        "company.name": "Alfa S.r.l.",
        "company.size": "small",
        "company.active": False,
        "project.site": "043007",
        "project.months": 6,
        "x.seen": datetime(2022, 7, 15, 12, 59),
        "x.uses": ("a", "b"),
        "sections.progetto": "Una riga",
        "score.K1": Decimal(7),
    }
    assert facts.lists["expenses"] == ()
    codes = facts.lists["x.codes"]
    assert [(code.id, code.value("code"), code.value("n")) for code in codes] == [
        ("c1", "c1", Decimal("1.5")),
        ("c2", "c2", Decimal(2)),
    ]
    assert "people" not in facts.lists


def test_items_without_an_id_are_numbered(library: dict[str, Edition]) -> None:
    facts = read("call: bando-prova\nexpenses: [{amount: 1}, {amount: 2, category: a}]\n", library).facts
    assert [(line.id, line.value("category")) for line in facts.lists["expenses"]] == [("1", None), ("2", "A")]


def test_a_fact_under_a_place_is_told_apart_from_the_place(library: dict[str, Edition]) -> None:
    facts = read("call: bando-prova\nproject: {site: {region: '11', name: Camerino}}\n", library).facts
    assert (facts.value("project.site.region"), facts.value("project.site.name")) == ("11", "Camerino")


def test_supplied_values_carry_source_and_place(library: dict[str, Edition]) -> None:
    given = "g.A: {value: 45 %, source: ' PDF, tabella 3 '}\n  R-lista: {value: sì, source: x}\n"
    text = f"call: bando-prova\nsupplied:\n  {given}"
    supplied = read(text, library).facts.supplied
    assert supplied["g.A"].value == Decimal("0.45")
    assert supplied["g.A"].source == "PDF, tabella 3"
    assert supplied["g.A"].place == "domanda.yaml:3:8"
    assert supplied["R-lista"].value is True


def test_what_can_be_supplied_is_what_the_text_leaves_open(edition: Edition) -> None:
    assert {name: fact.kind for name, fact in suppliable(edition.call).items()} == {
        "R-lista": "yes_no",
        "R-persona": "yes_no",
        "L1": "number",
        "g.A": "percent",
    }


class TestProfiles:
    """A company's profile is shared by many applications; what an application writes stands over it."""

    def profile(self, folder: Path, text: str) -> None:
        (folder / "rossi.yaml").write_text(text, encoding="utf-8")

    def test_named_alone(self, tmp_path: Path, library: dict[str, Edition]) -> None:
        self.profile(tmp_path, "company: {name: Rossi}\npeople: [{id: p, role: director}]\n")
        application = read("call: bando-prova\ncompany: rossi.yaml\n", library, tmp_path)
        name = application.facts.answers["company.name"]
        assert (name.value, name.origin, name.note) == ("Rossi", "profile", f"{tmp_path / 'rossi.yaml'}:1:17")
        assert [person.id for person in application.facts.lists["people"]] == ["p"]
        assert application.profile == tmp_path / "rossi.yaml"

    def test_with_changes_over_it(self, tmp_path: Path, library: dict[str, Edition]) -> None:
        self.profile(tmp_path, "name: Rossi\nactive: true\n")
        text = "call: bando-prova\ncompany: {profile: rossi.yaml, name: Bianchi}\n"
        application, problems = parse_application(text, "domanda.yaml", library, tmp_path)
        assert [(problem.kind, problem.warning) for problem in problems] == [("differs_from_profile", True)]
        assert application is not None
        facts = application.facts
        assert [(facts.value(key), facts.answers[key].origin) for key in ("company.name", "company.active")] == [
            ("Bianchi", "file"),
            (True, "profile"),
        ]

    def test_facts_of_other_calls_are_only_doubted(self, tmp_path: Path, edition: Edition) -> None:
        self.profile(tmp_path, "name: Rossi\ncolour: blu\n")
        facts, problems = load_profile(tmp_path / "rossi.yaml", edition.vocabulary)
        assert facts.value("company.name") == "Rossi"
        assert [(problem.kind, problem.warning) for problem in problems] == [("unknown_fact", True)]

    def test_an_empty_profile_is_a_problem(self, tmp_path: Path, edition: Edition) -> None:
        self.profile(tmp_path, "")
        facts, problems = load_profile(tmp_path / "rossi.yaml", edition.vocabulary)
        assert (facts, [problem.kind for problem in problems]) == (Facts(), ["empty"])

    def test_where_one_may_not_look_reading_says_why(self, tmp_path: Path, library: dict[str, Edition]) -> None:
        """A name longer than the file system takes stands for a closed folder, which root does not have."""
        text = f"call: bando-prova\ncompany: {'x' * 400}.yaml\n"
        _application, problems = parse_application(text, "domanda.yaml", library, tmp_path)
        assert [problem.kind for problem in problems] == ["unreadable"]


def test_only_a_table_holds_facts(edition: Edition) -> None:
    reader = Reader("f")
    assert FactReader(reader, "file").read(Leaf("x"), edition.vocabulary) == Facts()
    assert [problem.kind for problem in reader.problems] == ["not_a_mapping"]


def test_an_empty_text_is_no_application(library: dict[str, Edition]) -> None:
    application, problems = parse_application("", "-", library)
    assert (application, [problem.kind for problem in problems]) == (None, ["empty"])


def test_plain_values_of_every_type(edition: Edition) -> None:
    data = {
        "company": {"active": True, "name": None, "size": "small"},
        "project.start": date(2022, 1, 2),
        "x.seen": datetime(2022, 1, 2, 3, 4),
        "x.uses": ("a",),
        "project": {"months": 6},
        "expenses": [{"id": 1, "amount": Decimal("10.50")}, {"id": 2, "amount": 0.1}],
    }
    facts, problems = read_facts(data, edition.vocabulary, "import", file="riga 3")
    assert problems == []
    assert facts.value("x.seen") == datetime(2022, 1, 2, 3, 4)
    assert {answer.note for answer in facts.answers.values()} == {"riga 3"}
    assert [line.value("amount") for line in facts.lists["expenses"]] == [Decimal("10.50"), Decimal("0.10")]


KEYS = st.sampled_from(["company", "name", "expenses", "id", "amount", "x.codes", "people", "supplied", "g.A", "total"])
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.dates() | st.decimals()
DATA = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4))


@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_no_data_is_an_exception(edition: Edition, data: dict[str, object]) -> None:
    facts, problems = read_facts(data, edition.vocabulary, "import", call=edition.call)
    assert isinstance(facts, Facts)
    assert all(problem.text for problem in problems)


EXAMPLES = sorted(shipped("calls").glob("*/example/*.yaml"))


class TestNoApplicationIsAnException:
    """A wrong file never shows a traceback: real applications truncated, with bytes changed and values exchanged."""

    @settings(max_examples=20, deadline=None)
    @given(seed=st.integers(), cut=st.floats(0, 1), changes=st.integers(0, 20))
    def test_mutilated(self, seed: int, cut: float, changes: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        for library, text in _shipped():
            data = bytearray(text.encode())
            for _ in range(changes):
                data[chance.randrange(len(data))] = chance.randrange(256)
            self.told(bytes(data[: int(len(data) * cut)]).decode(errors="replace"), library)

    @settings(max_examples=20, deadline=None)
    @given(seed=st.integers())
    def test_values_exchanged(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        for library, text in _shipped():
            parts = re.split(r"([,:\n] *)", text)
            for _ in range(15):
                one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
                parts[one], parts[other] = parts[other], parts[one]
            self.told("".join(parts), library)

    def told(self, text: str, library: dict[str, Edition]) -> None:
        application, problems = parse_application(text, "domanda.yaml", library)
        assert application is not None or problems
        assert all(problem.text and problem.kind for problem in problems)


@cache
def _shipped() -> tuple[tuple[dict[str, Edition], str], ...]:
    found = []
    for file in EXAMPLES:
        edition, _problems = load_edition(file.parent.parent)
        assert edition is not None
        found.append(({edition.call.id: edition}, file.read_text(encoding="utf-8")))
    return tuple(found)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.parent.name)
def test_shipped_examples_have_no_problems(file: Path) -> None:
    edition, _problems = load_edition(file.parent.parent)
    assert edition is not None
    application, problems = load_application(file, {edition.call.id: edition})
    assert application is not None
    assert problems == []
