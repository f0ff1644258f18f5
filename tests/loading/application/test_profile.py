"""Profiles: answers know whether they were imported, and an application that says otherwise says so."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.loading.application.disagreement import differences
from grantcli.loading.application.profile import load_profile, parse_profile, profile_vocabulary
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Vocabulary

PROFILE = """
company:
  name: Rossi S.r.l.
  years:
    2021: {headcount: 34.5, turnover: 6200000, debt: 10}
    2020: {headcount: 30, turnover: 5000000}
"""
RECORDED = """
imported:
  - {key: company.name, value: Rossi S.r.l., file: bilancio.xbrl}
  - {key: company.years.2021.turnover, value: "6.200.000", file: bilancio.xbrl}
  - {key: company.years.2021.headcount, value: 33, file: bilancio.xbrl}
  - {key: company.years.2018.turnover, value: 1, file: bilancio.xbrl}
  - {key: company.colour, value: blu, file: bilancio.xbrl}
"""


@cache
def known() -> Vocabulary:
    vocabulary, problems = profile_vocabulary()
    assert problems == []
    return vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    return known()


def read(text: str, vocabulary: Vocabulary) -> Facts:
    facts, problems = parse_profile(text, "rossi.yaml", vocabulary)
    assert problems == []
    return facts


def year(facts: Facts, name: str) -> Facts:
    return next(item for item in facts.lists["company.years"] if item.id == name)


def test_an_answer_still_as_it_was_imported_says_from_which_file(vocabulary: Vocabulary) -> None:
    facts = read(PROFILE + RECORDED, vocabulary)
    assert facts.answers["company.name"] == Answer("Rossi S.r.l.", "import", "bilancio.xbrl")
    assert year(facts, "2021").answers["turnover"] == Answer(Decimal(6200000), "import", "bilancio.xbrl")
    assert year(facts, "2021").answers["debt"].origin == "profile"


def test_one_corrected_by_hand_since_is_the_profiles_own(vocabulary: Vocabulary) -> None:
    held = year(read(PROFILE + RECORDED, vocabulary), "2021").answers["headcount"]
    assert (held.value, held.origin, held.note) == (Decimal("34.5"), "profile", "rossi.yaml:5:23")


def test_the_companys_own_fields_may_stand_alone_beside_the_records(vocabulary: Vocabulary) -> None:
    text = "name: Rossi\nimported: [{key: company.name, value: Rossi, file: b.xbrl}]\n"
    assert read(text, vocabulary).answers["company.name"].origin == "import"


@pytest.mark.parametrize("record", ["b.xbrl", "[b.xbrl]", "[{key: company.name}]", "[{key: a, value: [1], file: b}]"])
def test_records_that_are_none_are_doubted(record: str, vocabulary: Vocabulary) -> None:
    facts, problems = parse_profile(f"company: {{name: Rossi}}\nimported: {record}\n", "p", vocabulary)
    assert facts.answers["company.name"].origin == "profile"
    assert [(problem.kind, problem.warning) for problem in problems] == [("bad_record", True)]


def told(application: str, vocabulary: Vocabulary) -> list[str]:
    upper, problems = parse_profile(application, "domanda.yaml", vocabulary)
    assert problems == []
    found = differences(read(PROFILE + RECORDED, vocabulary), upper, vocabulary, "domanda.yaml")
    assert all(problem.warning for problem in found)
    return [f"{problem.place.line} {problem.path}: {problem.text}" for problem in found]


def test_every_difference_from_the_profile_is_told_at_its_place(vocabulary: Vocabulary) -> None:
    text = "company:\n  name: Bianchi\n  active: yes\n  years:\n    2021: {headcount: 30, turnover: 6200000}\n"
    assert told(text, vocabulary) == [
        "2 company.name: il profilo dice «Rossi S.r.l.» (bilancio.xbrl), la domanda «Bianchi»: qui vale la domanda",
        "5 company.years: il profilo ha anche 2020: qui vale l'elenco scritto nella domanda",
        "5 company.years[2021]: il profilo dà anche debt: qui vale la voce scritta nella domanda",
        "5 company.years[2021].headcount: il profilo dice «34.5» (rossi.yaml:5), la domanda «30»: qui vale la domanda",
    ]


def test_an_empty_list_over_a_full_one_is_told_of_the_file(vocabulary: Vocabulary) -> None:
    assert told("company: {years: {}}\n", vocabulary) == [
        "0 company.years: il profilo ha anche 2021, 2020: qui vale l'elenco scritto nella domanda"
    ]


def test_the_same_answers_are_no_difference(vocabulary: Vocabulary) -> None:
    assert told(PROFILE, vocabulary) == []


@given(st.dictionaries(st.sampled_from(["company.name", "company.founded", "company.active"]), st.integers(0, 1)))
def test_there_is_one_warning_for_each_answer_that_changes(changed: dict[str, int]) -> None:
    vocabulary = known()
    values: dict[str, tuple[object, object]] = {
        "company.name": ("Alfa", "Beta"),
        "company.founded": (date(2020, 1, 1), date(2021, 1, 1)),
        "company.active": (True, False),
    }
    under = Facts({key: Answer(pair[0], "profile", "p:1:1") for key, pair in values.items()})
    upper = Facts({key: Answer(values[key][which], "file", "d:1:1") for key, which in changed.items()})
    found = differences(under, upper, vocabulary, "d")
    assert {problem.path for problem in found} == {key for key, which in changed.items() if which}
    assert len(found) == sum(changed.values())


def test_an_application_serves_as_the_profile_of_another(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Only the company and its aid: the project, the expenses, the day are that application's own."""
    (tmp_path / "rossi.yaml").write_text("company: {name: Rossi, active: true}\n", encoding="utf-8")
    (tmp_path / "prima.yaml").write_text(
        "call: x\non: 2022-06-20\ncompany: {profile: rossi.yaml, name: Bianchi}\naids: []\n"
        "project: {title: t}\nexpenses: [{id: S1, amount: 1}]\n",
        encoding="utf-8",
    )
    facts, problems = load_profile(tmp_path / "prima.yaml", vocabulary)
    assert problems == []
    assert {key: told.value for key, told in facts.answers.items()} == {
        "company.name": "Bianchi",
        "company.active": True,
    }
    assert {told.origin for told in facts.answers.values()} == {"profile"}
    assert facts.lists == {"aids": ()}


def test_applications_that_name_each_other_are_read_once(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "a.yaml").write_text("call: x\ncompany: {profile: b.yaml, name: A}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("call: x\ncompany: {profile: a.yaml, active: true}\n", encoding="utf-8")
    facts, problems = load_profile(tmp_path / "a.yaml", vocabulary)
    assert problems == []
    assert set(facts.answers) == {"company.name", "company.active"}


def test_an_application_without_its_company_gives_nothing(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "a.yaml").write_text("call: x\n", encoding="utf-8")
    assert load_profile(tmp_path / "a.yaml", vocabulary) == (Facts(), [])
