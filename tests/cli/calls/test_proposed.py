"""Cases proposed at the thresholds of a call: three a figure, three a day, and none that passes unconfirmed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from grantcli.engine.comparison.boundaries import boundaries
from grantcli.loading.call.library import load_edition

CALL = """
id: prova
title: Un bando di prova
checked: 2026-01-15
sources: {bando: {title: Il testo, kind: call}}
deadlines: [{id: chiusura, text: chiude, cite: bando §1, what: closes, at: 2026-12-31}]
facts:
  staff: {kind: integer, label: Addetti, question: Quanti addetti?, at_least: "0"}
  size: {kind: money, label: Fatturato, question: Quale fatturato?}
rules:
  - {id: R1, text: Almeno cinque, cite: bando §2, require: {staff: {at_least: 5}}}
  - {id: R2, text: Un tetto, cite: bando §3, require: {size: {at_most: 1000}}}
"""


def test_three_answers_for_each_threshold_and_three_days(tmp_path: Path) -> None:
    home = tmp_path / "prova"
    home.mkdir()
    (home / "call.yaml").write_text(CALL, encoding="utf-8")
    edition, problems = load_edition(home)
    assert edition is not None, problems
    found = [(one.key, one.value) for one in boundaries(edition.call, edition.vocabulary)]
    assert found == [
        *(("staff", Decimal(n)) for n in (4, 5, 6)),
        *(("size", Decimal(n)) for n in ("999.99", "1000", "1000.01")),
        *(("", day) for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1))),
    ]
