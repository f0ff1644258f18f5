"""Thresholds found by moving an answer: each bound worked out by hand beside the call."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from grantcli.engine.comparison.boundaries import boundaries
from grantcli.engine.comparison.turning_points import turning_points
from grantcli.engine.evaluate import evaluate
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import overlay
from grantcli.model.facts import Facts
from grantcli.model.outcome import Outcome

DAY = date(2026, 2, 1)
CALL = """
id: prova
title: Un bando di prova
checked: 2026-01-15
sources: {bando: {title: Il testo, kind: call}}
facts:
  loan_asked: {kind: money, label: Prestito chiesto, question: "Quale prestito?"}
  income: {kind: money, label: Ricavi, question: "Quali ricavi?"}
  ratio: {kind: number, label: Rapporto, cite: bando §2, compute: loan_asked / income}
  jobs: {kind: list, label: Assunti, question: "Chi si assume?", items: {wage: {kind: money, label: Paga}}}
  teams:
    kind: list
    label: Gruppi
    question: "Quali gruppi?"
    items:
      members: {kind: list, label: Membri, items: {hours: {kind: number, label: Ore}, age: {kind: integer, label: Età}}}
  saving: {kind: percent, label: Risparmio, question: "Quanto si risparmia?"}
  saving_points: {kind: number, label: Punti, cite: bando §12, compute: "min(20, saving * 100)"}
  expenses[].power: {kind: number, label: Potenza, question: "Quale potenza?"}
tables:
  by_ratio: {cite: bando §2, gives: percent, rows: [{ratio: {up_to: 0.5}, value: 0.02}, {ratio: {over: 0.5}, value: 0}]}
  price: {cite: bando §3, each: expenses, gives: money, rows: [{power: {up_to: 20}, value: 9}, {value: 5}]}
rules:
  - {id: minimo, text: Almeno 1.000 ammessi, cite: bando §4, require: {total.admitted: {at_least: 1000}}}
  - {id: assunti, text: Almeno tre, cite: bando §5, require: {count: jobs, at_least: 3}}
  - {id: paghe, text: Paghe fino a 9.000, cite: bando §5, require: {sum: jobs.wage, at_most: 9000}}
  - id: beni
    text: Almeno 4.000 di beni
    cite: bando §5
    require: {sum: expenses.admitted, where: {category: A}, at_least: 4000}
  - {id: gruppi, text: Almeno tre, cite: bando §6, each: teams, require: {count: members, at_least: 3}}
  - {id: ore, text: Al massimo 1.500, cite: bando §6, each: teams, require: {sum: members.hours, at_most: 1500}}
  - id: adulti
    text: Adulti
    cite: bando §6
    require: {every: teams, where: {every: members, where: {age: {at_least: 18}}}}
  - {id: alto, text: Prioritario, cite: bando §12, severity: info, require: {total.score: {at_least: 36}}}
  - {id: ricavi, text: Prestito entro i ricavi, cite: bando §6, require: {loan_asked: {at_most: {fact: income}}}}
expenses:
  categories: [{id: A, text: Beni, cite: bando §3}, {id: B, text: Consulenze, cite: bando §3}]
  limits: [{id: quinto, text: Consulenze entro un quinto, cite: bando §7, of: [B], share: 0.20, base: admitted}]
contribution:
  regimes:
    - id: unico
      title: Contributo
      cite: bando §8
      tiers: [{from: 0, rate: 0.50}, {over: 10000, rate: 0.10}]
      bonuses: [{id: premio, cite: bando §2, fixed: 0, when: {ratio: {at_least: 2}}}]
      caps: [{id: tetto, cite: bando §9, amount: 6000}, {id: pavimento, cite: bando §9, amount: 1000, least: true}]
instruments:
  - id: prestito
    form: loan
    label: Prestito
    cite: bando §10
    base: {amount: loan_asked}
    caps: [{id: massimo, cite: bando §10, amount: 30000}]
scoring:
  cite: bando §12
  threshold: 30
  below: not_eligible
  criteria:
    - id: risparmio
      text: Risparmio
      cite: bando §12
      most: 20
      threshold: 5
      weight: 2
      bands: [{points: saving_points}]
    - {id: qualita, text: Qualità, cite: bando §12, most: 30, threshold: 10, steps: [0, 10, 20, 30]}
together: [{id: insieme, text: Insieme entro 40.000, cite: bando §11, of: [prestito], amount: 40000}]
"""
BASE = {
    "loan_asked": 10000,
    "income": 40000,
    "jobs": [{"id": "J1", "wage": 2000}, {"id": "J2", "wage": 2500}],
    "teams": [
        {"id": "T1", "members": []},
        {"id": "T2", "members": [{"id": "M1", "hours": 600, "age": 30}, {"id": "M2", "hours": 700, "age": 17}]},
    ],
    "saving": "0.10",
    "score": {"qualita": 20},
    "expenses": [
        {"id": "S1", "category": "A", "amount": 5000, "power": 3},
        {"id": "S2", "category": "B", "amount": 500, "power": 3},
    ],
}
BOUNDS = [
    # B is a fifth of the whole: a quarter of the 5,000 of A
    ("quinto", "expenses[S2].amount", "1250.00"),
    # 5,000 on the first 10,000 and a tenth of what is over: 6,000 on 20,000, of which 500 are of S2; a tenth of five
    # cents more is half a cent, of a sixth a cent is cut
    ("tetto", "expenses[S1].amount", "19500.05"),
    # half of 2,000, of which S2 is but a fifth
    ("pavimento", "expenses[S1].amount", "1600.00"),
    ("unico 10000", "expenses[S1].amount", "9500.00"),
    ("massimo", "loan_asked", "30000.00"),
    ("total.admitted 1000", "expenses[S1].amount", "800.00"),  # S2 is then cut to a fifth: 200
    ("count jobs 3", "jobs", "3"),
    ("sum jobs.wage 9000", "jobs[J1].wage", "6500.00"),
    ("sum expenses.admitted 4000", "expenses[S1].amount", "4000.00"),
    ("count teams[T2].members 3", "teams[T2].members", "3"),
    ("sum teams[T2].members.hours 1500", "teams[T2].members[M1].hours", "800.00"),  # beside the 700 of M2
    ("score.risparmio", "saving", "0.0500"),  # a point for each per cent
    ("score.qualita", "score.qualita", "10"),  # the grid gives tens alone
    ("scoring.threshold", "saving", "0.0500"),  # twice 5 points beside the 20 of quality
    ("total.score 36", "saving", "0.0800"),
    ("ratio 0.5", "loan_asked", "20000.00"),
    ("ratio 2", "loan_asked", "80000.00"),
]


@pytest.fixture
def found(tmp_path: Path) -> tuple[list[tuple[str, str, str]], list[str], list[tuple[str, str]]]:
    home = tmp_path / "prova"
    home.mkdir()
    (home / "call.yaml").write_text(CALL, encoding="utf-8")
    edition, problems = load_edition(home)
    assert edition is not None, [str(problem) for problem in problems]
    base, problems = overlay(Facts(), BASE, edition)
    assert problems == []

    def judge(changes: Mapping[str, object]) -> Outcome:
        facts, problems = overlay(base, changes, edition)
        assert problems == []
        return evaluate(edition, facts, DAY, drafts=False)

    turning = turning_points(edition.call, edition.vocabulary, base, judge)
    on = [(one.of, one.key, str(one.value)) for one in turning.found if one.side == 0]
    direct = boundaries(edition.call, edition.vocabulary, base, DAY)
    return on, turning.out_of_reach, [(one.key, str(one.value)) for one in direct if one.side == 0]


def test_each_threshold_is_met_to_the_last_step(
    found: tuple[list[tuple[str, str, str]], list[str], list[tuple[str, str]]],
) -> None:
    on, lost, direct = found
    assert sorted(on) == sorted(BOUNDS)
    assert lost == ["insieme"]  # the loan never passes its own 30,000
    assert direct == [
        ("expenses[S1].power", "20.00"),
        ("teams[T2].members[M1].age", "18"),
        ("loan_asked", "40000.00"),
    ]
