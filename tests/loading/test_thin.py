"""One small call and its application, read whole: what the other rooms build on."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.loading.application.application import load_application
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition, load_library
from grantcli.model.call import Edition
from grantcli.model.condition import All, Each, Measure, Ref, Test

CALL = """
id: prova
title: {it: Prova, en: Trial}
aliases: [vecchio-nome]
sources: {bando: {title: Il bando, kind: call}}
deadlines:
  - {id: D1, text: chiude, cite: bando §1, what: closes, at: 2022-07-01}
  - {id: D2, text: apre, cite: bando §1, what: opens, at: 2022-06-01T10:00}
areas: {crater: {text: cratere, cite: bando §1, communes: ["043007"]}}
facts: {x.colour: {kind: choice, label: Colore, choices: {red: rosso, NO: nero}}}
expenses: {categories: [{id: A, text: Macchine, cite: bando §2}]}
rules:
  - {id: R1, text: t, cite: bando §1, require: {company.size: [micro, small], company.ateco: {under: ["62"]}}}
  - {id: R2, text: t, cite: bando §1, require: {x.colour: NO}}
  - {id: R3, text: t, cite: bando §1, require: {sum: expenses.amount, where: {category: A}, at_most: 40000}}
  - {id: R4, text: t, cite: bando §1, require: {project.start: {after: {fact: on, plus: {days: 15}}}}}
  - {id: R5, text: t, cite: bando §1, require: {some: people, where: {role: director}}}
contribution:
  regimes:
    - {id: g, title: G, cite: bando §4, rates: [{id: g.A, cite: bando §4, status: missing}]}
amendments:
  - {id: proroga, since: 2022-06-30, text: p, cite: bando §9, set: {"deadlines[D1].at": 2022-07-20}}
"""
APPLICATION = """
call: prova
on: 2022-06-20
company: {name: Officine, years: {2021: {headcount: 34.5, turnover: "6.200.000,00"}}}
project: {start: 31/12/2021}
expenses: [{id: S1, category: A, amount: 42000.00, traits: [used, routine]}]
supplied: {g.A: {value: 50%, source: "bando PDF"}}
"""


@pytest.fixture
def library(tmp_path: Path) -> dict[str, Edition]:
    (tmp_path / "prova").mkdir()
    (tmp_path / "prova" / "call.yaml").write_text(CALL, encoding="utf-8")
    found, problems = load_library([tmp_path])
    assert problems == []
    return found


def test_dates_hours_and_amendments(library: dict[str, Edition]) -> None:
    edition = library["prova"]
    opens, closes = edition.call.deadlines[1], edition.call.deadlines[0]
    assert type(closes.at) is date
    assert opens.at == datetime(2022, 6, 1, 10)
    assert edition.on(date(2022, 6, 29)).deadlines[0].at == date(2022, 7, 1)
    assert edition.on(date(2022, 6, 30)).deadlines[0].at == date(2022, 7, 20)


def test_conditions_are_typed_by_the_vocabulary(library: dict[str, Edition]) -> None:
    conditions = [rule.require for rule in library["prova"].call.rules]
    assert conditions == [
        All(
            of=(
                Test(fact="company.size", word="is", value=("micro", "small")),
                Test(fact="company.ateco", word="under", value=("62",)),
            )
        ),
        Test(fact="x.colour", word="is", value=("NO",)),
        Measure(
            quantity="sum",
            list="expenses",
            field="amount",
            where=Test(fact="category", word="is", value=("A",)),
            tests=(("at_most", Decimal(40000)),),
        ),
        Test(fact="project.start", word="after", value=Ref(fact="on", days=15)),
        Each(word="some", list="people", where=Test(fact="role", word="is", value=("director",))),
    ]


def test_an_application_is_facts(library: dict[str, Edition], tmp_path: Path) -> None:
    file = tmp_path / "domanda.yaml"
    file.write_text(APPLICATION, encoding="utf-8")
    application, problems = load_application(file, library)
    assert problems == []
    assert application is not None
    assert (application.call, application.on) == ("prova", date(2022, 6, 20))
    facts = application.facts
    assert facts.value("project.start") == date(2021, 12, 31)
    (line,) = facts.lists["expenses"]
    assert (line.id, line.value("amount"), line.value("traits")) == ("S1", Decimal(42000), ("used", "routine"))
    (year,) = facts.lists["company.years"]
    assert (year.id, year.value("year"), year.value("turnover")) == ("2021", 2021, Decimal(6200000))
    assert (facts.supplied["g.A"].value, facts.supplied["g.A"].source) == (Decimal("0.5"), "bando PDF")
    assert facts.answers["company.name"] == ("Officine", "file", f"{file}:4:17")


def test_an_alias_names_its_call(library: dict[str, Edition], tmp_path: Path) -> None:
    file = tmp_path / "domanda.yaml"
    file.write_text("call: vecchio-nome\n", encoding="utf-8")
    application, problems = load_application(file, library)
    assert problems == []
    assert application is not None
    assert application.call == "prova"


def test_plain_mappings_are_read_like_files(library: dict[str, Edition]) -> None:
    data = {"company.name": "Alfa", "project": {"duration_months": 6}, "expenses": [{"id": "1", "amount": 10.5}]}
    facts, problems = read_facts(data, library["prova"].vocabulary, "import", file="righe.csv")
    assert problems == []
    assert facts.answers["company.name"] == ("Alfa", "import", "righe.csv")
    assert facts.value("project.duration_months") == 6
    assert facts.lists["expenses"][0].value("amount") == Decimal("10.50")


def test_a_broken_call_is_not_an_edition(tmp_path: Path) -> None:
    (tmp_path / "call.yaml").write_text("id: x\ntitle: X\nsource: {}\n", encoding="utf-8")
    edition, problems = load_edition(tmp_path)
    assert edition is None
    assert [(p.kind, p.place.line, p.path, p.hint) for p in problems] == [
        ("unknown_key", 3, "source", "forse «sources»?")
    ]
