"""What-if through computed facts: what is read exactly is what judging the plan anew gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from grantcli.assessment.assess import assess
from grantcli.engine.maths.curves import value_at
from grantcli.engine.whatif.marginal import Probe
from grantcli.engine.whatif.sensitivity import what_if
from grantcli.law.derive import derive
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.facts import Facts

DAY = date(2026, 2, 1)
CALL = """
id: prova
title: Un bando di prova
checked: 2026-01-15
sources: {bando: {title: Il testo, kind: call}}
deadlines: [{id: chiusura, text: chiude, cite: bando §1, what: closes, at: 2026-12-31}]
facts:
  goods: {kind: money, label: Beni, cite: bando §2, compute: {sum: expenses.amount, where: {category: A}}}
  room: {kind: money, label: Massimale, cite: bando §3, compute: "min(0.3 * goods + start, 20000)"}
  start: {kind: money, label: Parte fissa, cite: bando §3, compute: "1000"}
expenses:
  categories: [{id: A, text: Beni, cite: bando §3}, {id: B, text: Consulenze, cite: bando §3}]
  EXTRA
contribution:
  ROUNDING
  regimes:
    - id: unico
      title: Contributo
      cite: bando §4
      rates: [{id: quota, cite: bando §4, rate: 0.50}]
      caps: [{id: tetto, cite: bando §5, amount: room}]
"""


def made(folder: Path, extra: str = "", rounding: str = "") -> Edition:
    home = folder / "prova"
    home.mkdir()
    (home / "call.yaml").write_text(CALL.replace("EXTRA", extra).replace("ROUNDING", rounding), encoding="utf-8")
    edition, problems = load_edition(home)
    assert edition is not None, [str(problem) for problem in problems]
    return edition


def facts_of(edition: Edition) -> Facts:
    lines = [{"id": "S1", "category": "A", "amount": "10000"}, {"id": "S2", "category": "B", "amount": "4000"}]
    facts, problems = read_facts({"expenses": lines}, edition.vocabulary, "file")
    assert not problems
    return derive(facts, edition.vocabulary, DAY)


@pytest.mark.parametrize("category", ["A", "B"])
@pytest.mark.parametrize("euro", [0, 1, 2500, 53333, 60000, 100000])
def test_a_cap_computed_from_the_lines_moves_with_them(tmp_path: Path, category: str, euro: int) -> None:
    edition = made(tmp_path)
    probe = Probe(edition, facts_of(edition), DAY)
    judged = probe.with_spending(category, "", Decimal(euro)).contribution.amount
    assert judged is not None
    read = value_at(probe.read(category, "", Fraction(euro * 100)).aid, Fraction(0))
    assert abs(read - Fraction(judged) * 100) <= Fraction(1, 2)


def test_one_more_euro_yields_by_way_of_the_computed_cap(tmp_path: Path) -> None:
    """0.3 × 10,000 + 1,000 = 4,000, under half of 14,000: a euro of goods raises the cap by 0.30, until 63,333.33 of
    them make it 20,000; a euro of advice raises nothing."""
    edition = made(tmp_path)
    found = {one.category: one for one in what_if(edition, facts_of(edition), DAY).yields}
    assert (found["A"].contribution, found["B"].contribution) == (Decimal("0.3"), Decimal(0))
    assert [(one.spending, one.yields) for one in found["A"].breakpoints] == [(Decimal("53333.34"), Decimal(0))]


def test_a_line_taken_away_lowers_the_computed_cap(tmp_path: Path) -> None:
    edition = made(tmp_path)
    facts = facts_of(edition)
    probe = Probe(edition, facts, DAY)
    kept = tuple(item for item in probe.start.lists["expenses"] if item.id == "S2")
    judged = probe.judged(probe.start.with_list("expenses", kept)).amount
    anew = assess(edition, facts.with_list("expenses", kept), DAY).contribution.amount
    assert judged == anew == Decimal("1000.00")


def test_lines_that_hang_on_a_computed_fact_are_measured(tmp_path: Path) -> None:
    """Advice is refused while goods are under 10,500: there is no formula, an average is told as one."""
    refused = (
        "refused: [{id: poco, text: Beni sotto soglia, cite: bando §6, when: {category: B, goods: {at_most: 10500}}}]"
    )
    edition = made(tmp_path, refused)
    found = next(one for one in what_if(edition, facts_of(edition), DAY).yields if one.category == "A")
    assert found.measured == Decimal("1000.00")


@pytest.mark.parametrize("euro", ["0", "999.99", "1000", "7000"])
def test_a_regime_below_its_own_minimum_gives_way_in_what_if_too(euro: str) -> None:
    """9,000 and so much more: a tenth of it all below 10,000 of cost, half of it from there on."""
    found, problems = load_edition(Path(__file__).parent / "own-minimum")
    assert found is not None, problems
    edition = replace(found, call=replace(found.call, instruments=()))
    facts, problems = read_facts(
        {"expenses": [{"id": "S", "category": "A", "amount": "9000"}]}, edition.vocabulary, "file"
    )
    probe = Probe(edition, derive(facts, edition.vocabulary, DAY), DAY)
    judged = probe.with_spending("A", "", Decimal(euro)).contribution.amount
    read = value_at(probe.read("A", "", Fraction(euro) * 100).aid, Fraction(0))
    assert judged is not None
    assert abs(read - Fraction(judged) * 100) <= Fraction(1, 2)
    share = Fraction(1, 2) if Fraction(euro) >= 1000 else Fraction(1, 10)
    assert abs((9000 + Fraction(euro)) * share - Fraction(judged)) <= Fraction(1, 200)
    points = [(one.spending, one.jump) for one in what_if(edition, facts, DAY).yields[0].breakpoints]
    assert (Decimal("1000.00"), Decimal("4000.00")) in points
