"""Expenses that an application names: a client's plan, alone or beside typed ones."""

from pathlib import Path

import pytest

from grantcli.loading.application.application import parse_application
from grantcli.loading.call.library import load_library

CALL = """
id: prova
title: Bando di prova
authority: Ente
summary: Contributo.
published: 2023-05-02
checked: 2023-05-03
sources:
  bando: {title: Bando, kind: call, dated: 2023-05-02}
expenses:
  vat: net
  categories:
    - {id: a, text: {it: Beni, en: Goods}, cite: bando §3}
    - {id: b, text: Consulenze, cite: bando §3}
"""
PLAN = "Categoria;Descrizione;Imponibile\nBeni;Robot;1000\nb;Studio;500\nTotale;;1500\nNota\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    call = tmp_path / "calls" / "prova"
    call.mkdir(parents=True)
    (call / "call.yaml").write_text(CALL)
    (tmp_path / "piano.csv").write_text(PLAN)
    return tmp_path


def read(folder: Path, expenses: str) -> tuple[list[tuple[object, ...]], list[str]]:
    library, _problems = load_library([folder / "calls"])
    application, problems = parse_application(f"call: prova\nexpenses: {expenses}\n", "d.yaml", library, folder)
    assert application is not None
    rows = [(one.id, one.value("category"), one.value("amount")) for one in application.facts.lists.get("expenses", ())]
    return rows, [problem.kind for problem in problems]


LINES = [("R2", "a", 1000), ("R3", "b", 500)]


@pytest.mark.parametrize("written", ["piano.csv", "{file: piano.csv}", "[piano.csv]", "[{file: piano.csv}]"])
def test_a_plan_is_named_or_stands_with_its_mapping(written: str, folder: Path) -> None:
    assert read(folder, written) == (LINES, ["plan_read"])


def test_a_mapping_is_read_from_the_same_folder(folder: Path) -> None:
    (folder / "mappa.yaml").write_text("columns: {Categoria: description}\nignore: [Descrizione]\n")
    rows, kinds = read(folder, "{file: piano.csv, columns: mappa.yaml}")
    assert (rows, kinds) == ([("R2", None, 1000), ("R3", None, 500)], ["plan_read"])


def test_typed_expenses_stand_beside_plans_and_ids_stay_apart(folder: Path) -> None:
    rows, _kinds = read(folder, "[{id: R2, category: a, amount: 5}, piano.csv, piano.csv]")
    assert [row[0] for row in rows] == ["R2", "R2-2", "R3", "R2-3", "R3-2"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("nessuno.csv", "missing_plan"),
        ("{file: }", "missing_plan"),
        ("{file: piano.csv, columns: nessuna.yaml}", "missing_file"),
        ("calls/prova/call.yaml", "unknown_format"),
    ],
)
def test_what_cannot_be_read_is_told(written: str, kind: str, folder: Path) -> None:
    assert read(folder, written) == ([], [kind])


def test_columns_known_by_their_contents_alone_wait_for_a_mapping(folder: Path) -> None:
    (folder / "cose.csv").write_text("Roba;Quanti soldi\nRobot antropomorfo;1000\nStudio;500\n")
    assert read(folder, "cose.csv") == ([], ["guessed_columns", "vat_unsaid"])
    (folder / "cose.columns.yaml").write_text("columns: {Roba: description, Quanti soldi: amount}\n")
    rows, kinds = read(folder, "cose.csv")
    assert ([row[2] for row in rows], "guessed_columns" in kinds) == ([1000, 500], False)


def test_what_was_read_is_told_in_a_line(folder: Path) -> None:
    library, _problems = load_library([folder / "calls"])
    _application, problems = parse_application("call: prova\nexpenses: piano.csv\n", "d.yaml", library, folder)
    assert "2 spese lette da «piano.csv», in tutto 1.500,00\N{NO-BREAK SPACE}€" in problems[0].text
    assert "riga 4 «Totale»" in problems[0].hint
    assert "riga 5 «Nota»" in problems[0].hint
