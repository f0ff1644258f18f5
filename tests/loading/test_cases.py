"""Golden cases: read with their places, and put over their base."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases, overlay, rule_ids
from grantcli.model.call import Edition
from grantcli.model.case import Case
from grantcli.model.facts import Facts

HERE = Path(__file__).parent
BASE = """
call: bando-prova
company: {name: Alfa, active: true}
project: {site: Camerino, start: 2022-03-01}
expenses:
  - {id: S1, category: A, amount: 100}
  - {id: S2, category: B, amount: 50}
supplied: {g.A: {value: 50 %, source: PDF}, R-lista: {value: true, source: PDF}}
"""
CASES = """
- name: uno
  cite: bando §3
  on: 2022-06-20
  base: example
  facts: {company.active: ~, "expenses[S1].amount": 70, "expenses[S2]": ~}
  expect: {verdict: eligible, amounts: {admitted: 70.00, contribution: null}, findings: {R-persona: manual}}
- {name: due, on: 2022-06-20, expect: {exit: 3, missing: [company.name]}}
"""


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "bando-prova"
    (folder / "example").mkdir(parents=True)
    (folder / "cases").mkdir()
    source = HERE / "applications" / "call" / "call.yaml"
    (folder / "call.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "example" / "domanda.yaml").write_text(BASE, encoding="utf-8")
    found, problems = load_edition(folder, HERE / "bad" / "facts.yaml")
    assert problems == []
    assert found is not None
    return found


def load(edition: Edition, text: str) -> tuple[list[Case], list[tuple[str, int, str]]]:
    folder = Path(edition.folder)
    (folder / "cases" / "a.yaml").write_text(text, encoding="utf-8")
    cases, problems = load_cases(folder, edition)
    return cases, [(problem.kind, problem.place.line, problem.path) for problem in problems]


def facts_of(case: Case, edition: Edition) -> Facts:
    facts, problems = case_facts(case, edition)
    assert problems == []
    return facts


def test_cases_are_read(edition: Edition) -> None:
    (one, two), problems = load(edition, CASES)
    assert problems == []
    assert (one.name, one.on, one.base, one.expect.verdict) == ("uno", date(2022, 6, 20), "example", "eligible")
    assert one.expect.amounts == {"admitted": Decimal("70.00"), "contribution": None}
    assert one.file.endswith("a.yaml:2")
    assert (two.expect.exit, two.expect.missing) == (3, ("company.name",))


def test_one_case_may_fill_a_file(edition: Edition) -> None:
    (case,), problems = load(edition, "name: solo\non: 2022-06-20\nexpect: {exit: 0}\n")
    assert (case.name, problems) == ("solo", [])


def test_the_facts_stand_over_the_example(edition: Edition) -> None:
    one, two = load(edition, CASES)[0]
    facts = facts_of(one, edition)
    assert facts.value("company.name") == "Alfa"
    assert facts.value("company.active") is None
    assert [(line.id, line.value("amount"), line.value("category")) for line in facts.lists["expenses"]] == [
        ("S1", Decimal(70), "A")
    ]
    assert set(facts.supplied) == {"g.A", "R-lista"}
    assert facts_of(two, edition) == Facts()


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, {"g.A", "R-lista"}),
        ({"supplied": None}, set()),
        ({"supplied": {"g.A": None}}, {"R-lista"}),
        ({"supplied": {"g.A": {"value": 0.4, "source": "x"}}}, {"g.A", "R-lista"}),
    ],
)
def test_what_was_supplied_can_be_forgotten(edition: Edition, changes: dict[str, object], left: set[str]) -> None:
    base = facts_of(load(edition, CASES)[0][0], edition)
    facts, problems = overlay(base, changes, edition)
    assert problems == []
    assert set(facts.supplied) == left


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"company.name": None}, {"company.name"}),
        ({"project": None}, {"project.site", "project.start"}),
        ({"project": {"site": None}}, {"project.site"}),
        ({"expenses": None}, {"expenses"}),
    ],
)
def test_a_null_forgets(edition: Edition, changes: dict[str, object], gone: set[str]) -> None:
    base = facts_of(load(edition, CASES)[0][0], edition)
    facts, problems = overlay(base, changes, edition)
    assert problems == []
    assert set(base.keys()) - set(facts.keys()) == gone


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"expenses[S9].amount": 1}, ("unknown_item", "expenses[S9].amount")),
        ({"company[S1].amount": 1}, ("unknown_item", "company[S1].amount")),
        ({"expenses[S1]": 3}, ("not_a_mapping", "expenses[S1]")),
        ({"expenses[S1].amount": "tanto"}, ("not_a_number", "amount")),
        ({"expenses[S1]": {"colour": "blu"}}, ("unknown_fact", "colour")),
        ({"expenses[+S1]": {"amount": 3}}, ("duplicate_id", "expenses[+S1]")),
        ({"expenses[+S9]": None}, ("not_a_mapping", "expenses[+S9]")),
        ({"expenses[+S9].amount": 3}, ("not_a_mapping", "expenses[+S9].amount")),
        ({"company[+S9]": {"amount": 3}}, ("unknown_item", "company[+S9]")),
        ({"expenses[+S9]": {"amount": "tanto"}}, ("not_a_number", "expenses[0].amount")),
    ],
)
def test_wrong_changes_are_told(edition: Edition, changes: dict[str, object], expected: tuple[str, str]) -> None:
    base = facts_of(load(edition, CASES)[0][0], edition)
    _facts, problems = overlay(base, changes, edition)
    assert [(problem.kind, problem.path) for problem in problems] == [expected]


def test_a_line_is_added_at_the_end_of_a_list(edition: Edition) -> None:
    base = facts_of(load(edition, CASES)[0][0], edition)
    facts, problems = overlay(base, {"expenses[+S9]": {"category": "B", "amount": "1.000,50"}}, edition)
    assert problems == []
    assert [(line.id, line.value("amount")) for line in facts.lists["expenses"]] == [
        ("S1", Decimal(70)),
        ("S9", Decimal("1000.50")),
    ]
    first, problems = overlay(Facts(), {"expenses[+S9]": {"category": "B", "amount": 1}}, edition)
    assert (problems, len(first.lists["expenses"])) == ([], 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- solo testo\n", ("not_a_mapping", 1, "[0]")),
        ("name: x\non: ieri\nexpect: {verdict: incomplete}\n", ("not_a_date", 2, "on")),
        ("name: x\non: 2022-06-20\nbase: altro\nexpect: {verdict: incomplete}\n", ("missing_base", 1, "base")),
        (
            "name: x\non: 2022-06-20\nexpect: {findings: {R-nulla: pass}}\n",
            ("unknown_id", 3, "expect.findings.R-nulla"),
        ),
        ("name: x\non: 2022-06-20\nexpect: {}\n", ("expects_nothing", 3, "expect")),
        ("name: x\non: 2022-06-20\nexpect: {amounts: {sum: 1}}\n", ("unknown_amount", 3, "expect.amounts.sum")),
        (
            "name: x\non: 2022-06-20\nexpect: {amounts: {regime.X: 1}}\n",
            ("unknown_amount", 3, "expect.amounts.regime.X"),
        ),
        ("name: x\non: 2022-06-20\nexpect: {not_asked: [nome]}\n", ("unknown_fact", 3, "expect.not_asked[0]")),
        ("name: x\non: 2022-06-20\nfacts: {nome: x}\nexpect: {verdict: incomplete}\n", ("unknown_fact", 3, "nome")),
        (
            'name: x\non: 2022-06-20\nbase: example\nfacts: {"expenses[S1].amount": x}\nexpect: {exit: 3}\n',
            ("not_a_number", 4, "facts.expenses[S1].amount"),
        ),
    ],
)
def test_wrong_cases_are_told_and_left_out(edition: Edition, text: str, expected: tuple[str, int, str]) -> None:
    assert load(edition, text) == ([], [expected])


def test_two_cases_of_one_name_are_told(edition: Edition) -> None:
    text = "".join(f"- {{name: x, on: 2022-06-{day}, expect: {{verdict: incomplete}}}}\n" for day in (20, 21))
    cases, problems = load(edition, text)
    assert len(cases) == 2
    assert problems == [("duplicate_name", 2, "name")]


def test_a_broken_file_of_cases_is_told(edition: Edition) -> None:
    assert load(edition, "a: [\n")[1] == [("unclosed", 1, "")]


def test_ids_of_findings_come_from_all_versions(edition: Edition) -> None:
    assert rule_ids(edition) == {"R-lista", "R-persona", "L1"}


@pytest.mark.parametrize("folder", sorted(shipped("calls").glob("*/call.yaml")), ids=lambda file: file.parent.name)
def test_shipped_cases_are_read_without_problems(folder: Path) -> None:
    edition, problems = load_edition(folder.parent)
    assert edition is not None
    assert problems == []
    cases, problems = load_cases(folder.parent, edition)
    assert problems == []
    assert [problem for case in cases for problem in case_facts(case, edition)[1]] == []


def test_an_item_of_a_list_in_an_item_is_changed_added_and_taken_away() -> None:
    edition, _problems = load_edition(shipped("calls") / "marche-transizione-digitale-2022")
    assert edition is not None
    staff = [{"id": "W1", "count": 3}, {"id": "W2", "count": 4}]
    base, problems = overlay(Facts(), {"company.years": [{"id": "Y1", "year": 2021, "staff": staff}]}, edition)
    assert problems == []
    changes = {
        "company.years[Y1].staff[W1].count": 5,
        "company.years[Y1].staff[W2]": None,
        "company.years[Y1].staff[+W3]": {"count": 6},
    }
    facts, problems = overlay(base, changes, edition)
    assert problems == []
    (year,) = facts.lists["company.years"]
    assert year.value("year") == 2021
    assert [(one.id, one.value("count")) for one in year.lists["staff"]] == [("W1", 5), ("W3", 6)]
    told = overlay(base, {"company.years[Y1].staff[W9].count": 5}, edition)[1]
    assert [(one.kind, one.path) for one in told] == [("unknown_item", "staff[W9].count")]
