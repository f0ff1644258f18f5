"""What rests on a source that is not the issuer's is secondary where the call does not say its status."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assessment.assess import assess
from grantcli.law.derive import derive
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition

DAY = date(2026, 2, 1)
CALL = """
id: prova
title: Un bando di prova
checked: 2026-01-15
sources: {bando: {title: Il testo, kind: call}, fonte: {title: Una fonte, kind: KIND}}
deadlines: [{id: chiusura, text: chiude, cite: bando §1, what: closes, at: 2026-12-31}]
expenses:
  categories: [{id: A, text: Beni, cite: bando §3}]
contribution:
  regimes:
    - id: unico
      title: Contributo
      cite: bando §4
      rates: [{id: quota, cite: fonte §4, rate: 0.50 STATUS}]
"""


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("press", "", "estimate"),
        ("gloss", "", "estimate"),
        ("other", "", "estimate"),
        ("law", "", "official"),
        ("page", "", "official"),
        ("press", ", status: official", "official"),
    ],
)
def test_an_amount_is_as_good_as_the_source_of_its_rate(tmp_path: Path, kind: str, status: str, expected: str) -> None:
    home = tmp_path / "prova"
    home.mkdir()
    (home / "call.yaml").write_text(CALL.replace("KIND", kind).replace(" STATUS", status), encoding="utf-8")
    edition, problems = load_edition(home)
    assert edition is not None, problems
    lines = [{"id": "S1", "category": "A", "amount": "1000"}]
    facts, told = read_facts({"expenses": lines}, edition.vocabulary, "file")
    assert not told
    outcome = assess(edition, derive(facts, edition.vocabulary, DAY), DAY)
    assert (outcome.contribution.amount, outcome.contribution.status) == (Decimal("500.00"), expected)
