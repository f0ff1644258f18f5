"""Cases proposed at the thresholds of a call: three a figure, three a day, and none that passes unconfirmed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from grantcli.cli.start import run
from grantcli.engine.comparison.boundaries import boundaries
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import load_cases

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


MONEY = """
expenses: {categories: [{id: A, text: 'Beni «A»', cite: bando §4}]}
contribution:
  regimes:
    - id: unico
      title: Contributo
      cite: bando §4
      rates: [{id: tutto, cite: bando §4, rate: 1}]
      caps: [{id: tetto, cite: bando §5, amount: 20}]
"""
EXAMPLE = """
call: prova
on: 2026-02-01
staff: 7
size: 900
expenses: [{id: S1, category: A, amount: 12}]
"""


def test_what_is_proposed_is_a_file_of_cases_that_only_lack_what_to_expect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    home = tmp_path / "prova"
    (home / "example").mkdir(parents=True)
    (home / "cases").mkdir()
    (home / "call.yaml").write_text(CALL + MONEY, encoding="utf-8")
    (home / "example" / "domanda.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert run(["calls", "cases", "prova", "--boundaries", "--calls", "."]) == 0
    shown = capsys.readouterr().out
    (home / "cases" / "soglie.yaml").write_text(shown, encoding="utf-8")
    edition, _problems = load_edition(home)
    assert edition is not None
    cases, problems = load_cases(home, edition)
    assert (cases, {problem.kind for problem in problems}) == ([], {"expects_nothing"})
    read = yaml.safe_load(shown)
    assert [one["facts"]["expenses[S1].amount"] for one in read if one["name"].startswith("tetto:")] == [
        "19.99",
        "20.00",
        "20.01",
    ]
    assert all("on: 2026-02-01" in line for line in shown.splitlines() if "facts:" in line)
    assert "contribution 20.00; da confermare" in shown
