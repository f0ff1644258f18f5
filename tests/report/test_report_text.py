"""What the terminal shows: golden screens, and laws that hold at any width, with or without colour."""

import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import eligible, finding, outcome, scored
from rich.cells import cell_len
from rich.console import Console

from grantcli.model.outcome import ContributionOutcome, ExpenseTotals
from grantcli.report.text import render

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = {"outcome": outcome, "eligible": eligible, "scored": scored}


def screen(made, width=80, **options):
    """Return what is printed where the output is not a terminal."""
    file = io.StringIO()
    render(made, Console(file=file, width=width), **options)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("verbose", [False, True])
def test_screens_are_those_pinned(name, width, verbose):
    """``GOLDEN=1`` writes them anew; a person looks at the difference."""
    shown = screen(SAMPLES[name](), width, verbose=verbose)
    pinned = GOLDEN / f"{name}-{width}{'-all' if verbose else ''}.txt"
    if os.environ.get("GOLDEN"):
        pinned.parent.mkdir(exist_ok=True)
        pinned.write_text(shown, encoding="utf-8")
    assert shown == pinned.read_text(encoding="utf-8")


@given(width=st.integers(50, 200), name=st.sampled_from(sorted(SAMPLES)), verbose=st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_the_console_nor_ends_in_blanks(width, name, verbose):
    for line in screen(SAMPLES[name](), width, verbose=verbose).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_a_pipe_gets_no_colours_and_a_terminal_does():
    assert "\x1b" not in screen(outcome())
    file = io.StringIO()
    render(outcome(), Console(file=file, width=80, force_terminal=True, color_system="standard"))
    assert "\x1b[1;31m" in file.getvalue()
    plain = re.sub(r"\x1b\[[\d;]*m", "", file.getvalue())
    assert [line.rstrip() for line in plain.splitlines()] == screen(outcome()).splitlines()


def test_a_terminal_without_unicode_gets_signs_it_can_show():
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="strict")
    made = outcome(
        findings=tuple(finding(f"F{i}", v, text="X") for i, v in enumerate(["fail", "manual", "undetermined"]))
    )
    console = Console(file=file, width=80)
    assert console.options.ascii_only
    signs = {line.strip().split(" ")[0] for line in screen_lines(made, console)}
    assert {"x", "@", "0"} <= signs


def screen_lines(made, console):
    """Return the lines as the console would draw them, Italian accents included."""
    with console.capture() as captured:
        render(made, console)
    return captured.get().splitlines()


@pytest.mark.parametrize(
    ("verdict", "word", "step"),
    [
        ("eligible", "AMMISSIBILE", "grantcli dossier d.yaml"),
        ("to_verify", "DA VERIFICARE", "grantcli dossier d.yaml"),
        ("undetermined", "NON DETERMINABILE", "testo ufficiale"),
        ("incomplete", "INCOMPLETA", "grantcli ask prova-2030 -o d.yaml"),
        ("not_eligible", "NON AMMISSIBILE", "valutare di nuovo"),
    ],
)
def test_the_verdict_comes_first_with_what_to_do_next(verdict, word, step):
    top = screen(outcome(verdict=verdict), 120, file="d.yaml").split("──")[0]
    assert word in top
    assert step in top


def test_an_estimate_is_called_so_beside_each_amount():
    shown = screen(outcome(), 120)
    assert "Contributo, se fosse ammessa: 25.000,00 € (stima)" in shown
    assert "Contributo (stima)" in shown
    assert "25.000,00 € [stima]" in shown


def test_no_amount_is_printed_where_none_can_be_told():
    unknown = ContributionOutcome("undetermined", why="Mancano le percentuali.")
    shown = screen(outcome(contribution=unknown))
    assert "Contributo, se fosse ammessa: non calcolabile" in shown
    assert re.search(r"^  Contributo +non calcolabile$", shown, re.MULTILINE)
    assert "Mancano le percentuali." in shown


def test_a_failure_shows_source_facts_and_remedy():
    shown = screen(outcome(), 120)
    block = shown[shown.index("Che cosa non va") : shown.index("Attenzione")]
    for words in ("P-3.5 · bando §3.5", "Durata: 9 mesi (risposta)", "Rimedio: Accorciare il progetto"):
        assert words in block


def test_a_missing_answer_is_asked_in_words_and_by_key():
    shown = screen(outcome())
    assert "Qual è l'indirizzo PEC dell'impresa?" in shown
    assert "expenses[S4].supplier · serve a P-3.7-s" in shown


def test_square_brackets_of_a_description_are_not_markup():
    assert "Corso di formazione [base] per operatori" in screen(outcome())


def test_brief_shows_what_hinders_and_not_the_rest():
    shown = screen(outcome(), brief=True)
    assert "Che cosa non va" in shown
    assert "Il denaro" not in shown


def test_absent_expenses_are_said_to_be_absent():
    shown = screen(replace(outcome(), expenses=ExpenseTotals(known=False)))
    assert "L'elenco delle spese manca" in shown
    assert "Presentato" not in shown
