"""What would change the contribution, said in words and as data."""

import io
import json
from dataclasses import replace
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console
from tests.report.report_samples import outcome

from grantcli.model.contribution import Cap
from grantcli.model.facts import Answer
from grantcli.model.whatif import AnswerLoss, Binding, Breakpoint, LineLoss, Reach, WhatIf, Yield
from grantcli.report.whatif import show_what_if, what_if_data

ANSWER = WhatIf(
    contribution=Decimal("25000.00"),
    status="estimate",
    regime="gber",
    binding=(Binding("P-3.8-2", "Il contributo non supera 25.000 €.", "bando §3.8", Decimal("1749.75"), "aid"),),
    yields=(
        Yield(
            "A",
            None,
            Decimal(1),
            Decimal("0.5"),
            (
                Breakpoint(
                    Decimal("2000.00"), Decimal("26000.00"), Decimal(0), Decimal("-300.00"), ("P-3.8-2",), ("X",)
                ),
            ),
        ),
        Yield("B", "P2", None, None, missing=("company.pec", "gber.rate.B")),
        Yield("A", None, Decimal(1), Decimal("0.33333")),
    ),
    lines=(LineLoss("S3", "Muletto in leasing", ("P-3.7-o",), Decimal("8000.00"), Decimal("4000.00")),),
    answers=(
        AnswerLoss(
            "company.size", Answer("large"), "small", "eligible", Decimal("30000.00"), "official", Decimal("5000.00")
        ),
    ),
    reaches=(
        Reach(
            "min",
            "Costo minimo",
            "bando §3",
            Decimal("70000"),
            Decimal("53499.50"),
            (("A", Decimal("16500.50")), ("B", None)),
        ),
    ),
)


def shown(width=100):
    file = io.StringIO()
    show_what_if(ANSWER, outcome(), Console(file=file, width=width))
    return file.getvalue()


def test_everything_is_said_with_its_figures():
    text = " ".join(shown().split())
    for words in (
        "25.000,00 € (stima)",
        "−1.749,75 € di contributo",
        "A Strumenti e macchinari ogni euro in più rende 0,50 € (1,00 € ammessi)",
        "dopo altri 2.000,00 € (contributo 26.000,00 €) ogni euro in più rende 0,00 €",
        "con un salto di −300,00 €",
        "da lì vale P-3.8-2 · da lì non vale più X",
        "non si può dire",
        "Qual è l'indirizzo PEC dell'impresa?; gber.rate.B",
        "rende ≈ 0,33 €",
        "S3 Muletto in leasing 8.000,00 € non ammessi; ammessa per intero porterebbe +4.000,00 €",
        "Dimensione [company.size]: grande → piccola",
        "+5.000,00 € · ammissibile · 30.000,00 €",
        "raggiunti 53.499,50 € di 70.000,00 €",
        "A Strumenti e macchinari: basterebbero altri 16.500,50 €",
        "B Consulenze: qui nessuna spesa in più basta",
    ):
        assert words in text


def test_it_fits_eighty_columns():
    assert all(cell_len(line) <= 80 for line in shown(80).splitlines())


def test_as_data_it_is_plain_and_exact():
    data = what_if_data(ANSWER)
    assert json.loads(json.dumps(data)) == data
    assert data["contribution"] == "25000.00"
    assert data["yields"][0]["breakpoints"][0]["spending"] == "2000.00"
    assert data["yields"][2]["contribution"] == "0.33333"
    assert data["reaches"][0]["by_category"] == {"A": "16500.50", "B": None}


def test_places_where_a_euro_does_the_same_are_said_together():
    point = Breakpoint(Decimal("10.00"), Decimal("20.00"), Decimal(0), Decimal(0), ("CAP",), ())
    alike = [
        Yield(category, partner, Decimal(1), Decimal("0.5"), (point,)) for category in "AB" for partner in ("P1", "P2")
    ]
    other = Yield("A", "P3", Decimal(1), Decimal("0.15"), (point,))
    told = outcome()
    cap = Cap(id="CAP", cite="bando §3", amount=Decimal(20), text="Il contributo non supera 20 euro.")
    told = replace(told, call=replace(told.call, contribution=replace(told.call.contribution, caps=(cap,))))
    file = io.StringIO()
    show_what_if(replace(ANSWER, yields=(*alike, other)), told, Console(file=file, width=100))
    said = " ".join(file.getvalue().split())
    assert said.count("P1, P2") == 2
    assert said.count("rende 0,50") == 1
    assert said.count("CAP («Il contributo non supera 20 euro»)") == 2


def test_a_yield_that_bends_is_told_up_to_the_next_point_or_for_good_and_not_within_a_cent():
    """The last stretch has no next point; from 0.50 to 0.504 nothing changes that is printed."""
    bent, flat = Decimal("0.25"), Decimal("0.504")
    points = (
        Breakpoint(Decimal(10), Decimal(20), Decimal("0.5"), Decimal(0), bends_to=flat),
        Breakpoint(Decimal(30), Decimal(30), Decimal("0.4"), Decimal(0), bends_to=Decimal(0)),
    )
    file = io.StringIO()
    one = Yield("A", None, Decimal(1), Decimal("0.75"), points, bends_to=bent)
    show_what_if(replace(ANSWER, yields=(one,)), outcome(), Console(file=file, width=200))
    said = " ".join(file.getvalue().split())
    assert "la resa cambia a poco a poco, fino a 0,25 € prima del punto che segue Poi: dopo altri 10,00 €" in said
    assert "ogni euro in più rende 0,50 € Poi:" in said
    assert "rende 0,40 € · la resa cambia a poco a poco, verso 0,00 €, e non va oltre" in said


def test_an_average_says_what_comes_out_at_its_end():
    """25,000 and 0.25 of each of 1,000 more."""
    file = io.StringIO()
    one = Yield("A", None, Decimal("0.9"), Decimal("0.25"), measured=Decimal("1000.00"))
    show_what_if(replace(ANSWER, yields=(one,)), outcome(), Console(file=file, width=200))
    said = " ".join(file.getvalue().split())
    assert "in media su 1.000,00 € in più, con cui il contributo è 25.250,00 €: costo e contributo dipendono" in said
