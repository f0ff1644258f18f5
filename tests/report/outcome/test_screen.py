"""What the terminal shows: golden screens, and laws that hold at any width, with or without colour."""

import io
import os
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from tests.report.report_samples import DISCREPANCIES, FINDINGS, eligible, finding, outcome, scored

from grantcli.model.call import Discrepancy
from grantcli.model.facts import Answer
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals, RegimeOutcome
from grantcli.report.layout import entry, labelled, show
from grantcli.report.outcome.screen import render
from grantcli.report.outcome.waterfall import TextBar, waterfall

GOLDEN = Path(__file__).parents[1] / "golden"
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


@pytest.mark.slow
@given(width=st.integers(50, 200), name=st.sampled_from(sorted(SAMPLES)), verbose=st.booleans())
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


def test_disagreements_that_touch_nothing_are_counted_and_told_to_who_asks():
    made = outcome(untouched=frozenset({"D-3"}), discrepancies=(*DISCREPANCIES, Discrepancy(id="D-1", text="Vale.")))
    text, every = (" ".join(screen(made, verbose=one).split()) for one in (False, True))
    assert "Il bando: è il testo che fa legge." not in text
    assert "un'altra divergenza che qui non tocca nulla" in text
    assert "Il bando: è il testo che fa legge." in every


def test_brief_shows_what_hinders_and_not_the_rest():
    shown = screen(outcome(), brief=True)
    assert "Che cosa non va" in shown
    assert "Il denaro" not in shown


def test_absent_expenses_are_said_to_be_absent():
    shown = screen(replace(outcome(), expenses=ExpenseTotals(known=False)))
    assert "L'elenco delle spese manca" in shown
    assert "Presentato" not in shown


def late(**more):
    """Return an outcome judged after the window closed."""
    closed = finding("P-4.3-2", "fail", group="window", text="Chiusura dello sportello")
    return outcome(findings=(closed, *more.pop("others", ())), on=date(2031, 1, 1), **more)


def test_a_closed_window_is_said_to_be_so_with_the_way_to_look_back():
    shown = screen(late(), 120, file="d.yaml")
    assert "Il termine è passato: la domanda non si può più presentare. Il resto è valutato comunque." in shown
    assert "grantcli evaluate d.yaml --on 2030-07-15" in shown
    assert "Troppo tardi: Chiusura dello sportello (15 luglio 2030, ore 13:00)" in shown


def test_a_closed_window_does_not_hide_the_other_failures():
    shown = screen(late(others=(finding("F", "fail"),)), 120)
    assert "più presentare. 1 requisito di ammissibilità non è soddisfatto" in shown


def test_a_window_not_yet_open_is_no_fault_of_the_application():
    early = finding("P-4.3-1", "fail", group="window", text="Apertura dello sportello")
    shown = screen(outcome(findings=(early,)), 120)
    assert "Lo sportello non è ancora aperto" in shown
    assert "Troppo presto: Apertura dello sportello (16 febbraio 2030, ore 10:00)" in shown


def test_the_same_field_of_many_lines_is_told_once_rarest_value_first():
    answers = {f"expenses[S{i}].supplier": Answer("Alfa" if i == 7 else "Beta") for i in range(1, 10)}
    shown = screen(outcome(findings=(finding("F", "fail", facts=answers),)), 120)
    assert "Risulta: Fornitore (S7): Alfa; Fornitore (S1, S2, S3, S4 +4): Beta" in shown


def test_figures_of_regimes_that_do_not_apply_are_not_asked_again():
    shown = screen(outcome(findings=FINDINGS[:1]))
    assert "Che cosa il testo del bando non dice" not in shown
    unknown = ContributionOutcome("undetermined")
    assert "Cifre: tf313.rate.A" in screen(outcome(findings=FINDINGS[:1], contribution=unknown))


@given(amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=8), width=st.integers(60, 140))
def test_bars_are_in_proportion_and_never_leave_their_column(amounts, width):
    """Where two totals differ by at least a column, the longer bar is the larger amount."""
    bars = [TextBar("x", Decimal(amount) / 100, "total") for amount in amounts]
    file = io.StringIO()
    Console(file=file, width=width).print(waterfall(bars, Console(file=file, width=width)))
    drawn = [line.rstrip() for line in file.getvalue().splitlines()]
    assert all(cell_len(line) <= width for line in drawn)
    lengths = [line.count("█") for line in drawn]
    for (small, short), (large, long) in combinations(sorted(zip(amounts, lengths, strict=True)), 2):
        assert short <= long or small == large


def test_a_missing_derived_fact_names_what_it_follows_from_and_is_not_known_yet():
    sources = {"company.size": ("company.name", "company.pec")}
    shown = screen(outcome(missing=("company.size", "company.registered"), sources=sources), 120)
    assert "company.size · si ricava da: Indirizzo PEC (company.pec)" in shown
    assert "company.registered · sì o no" in shown


def test_the_estimate_stands_beside_an_amount_that_cannot_be_told():
    regimes = (
        RegimeOutcome("gber", "Esenzione", "bando §3.9", True, "undetermined", None),
        RegimeOutcome("top", "Massimo di legge", "gber", False, "estimate", Decimal("700.00"), estimates="gber"),
        RegimeOutcome("no", "Altro", "gber", False, "estimate", Decimal("900.00"), estimates="tf313"),
    )
    shown = screen(
        outcome(contribution=ContributionOutcome("undetermined", None, "gber", regimes=regimes, estimate=regimes[1]))
    )
    assert "Stima, non del bando: 700,00 €" in shown
    assert "Massimo di legge: 700,00 € (stima)" in shown
    assert "Stima, non del bando" not in screen(outcome())


def test_doubtful_lines_are_said_to_be_counted():
    assert "Righe ancora da decidere, contate per ora come ammesse: S4" in screen(outcome())


@given(
    label=st.text("abc d", min_size=1, max_size=90),
    text=st.text("efg h", min_size=1, max_size=300),
    width=st.integers(40, 100),
)
def test_a_label_of_any_length_leaves_room_for_its_text(label, text, width):
    file = io.StringIO()
    console = Console(file=file, width=width)
    show([entry(console, "info", labelled(label, text))], console)
    lines = file.getvalue().splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "·" + "".join(f"{label}:{text}".split())


@pytest.mark.parametrize("verdict", ["fail", "undetermined", "manual", "pass"])
def test_all_requirements_are_said_met_only_where_nothing_is_listed_to_look_at(verdict):
    made = eligible()
    shown = screen(replace(made, findings=(*made.findings, finding("X-1", verdict, severity="warning"))), 120)
    assert ("Tutti i requisiti del bando risultano soddisfatti" in shown) is (verdict == "pass")
    assert ("X-1" in shown) is (verdict != "pass")


@pytest.mark.parametrize("verdict", ["incomplete", "undetermined", "not_eligible"])
def test_what_a_paper_carries_is_mended_in_the_file_it_carries(verdict):
    shown = screen(replace(eligible(), verdict=verdict), 200, file="Fascicolo.pdf")
    assert "salvare l'allegato domanda.yaml" in shown
    assert "Fascicolo.pdf" not in shown
