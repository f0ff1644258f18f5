"""A formula in words: signs and figures, days in words, and nothing of how it was written."""

from datetime import date
from decimal import Decimal

import pytest

from grantcli.i18n import speaking
from grantcli.model.computing.compute import FormulaName, FormulaNumber, FormulaStep, Term
from grantcli.model.facts import Answer
from grantcli.model.vocabulary import Fact, Vocabulary
from grantcli.wording.computed.formulas import formula_words

VOCABULARY: Vocabulary = {
    "on": Fact(kind="date", label={"it": "Giorno", "en": "Day"}),
    "cost": Fact(kind="money", label={"it": "Costo", "en": "Cost"}),
    "years": Fact(kind="integer", label={"it": "Durata", "en": "Length"}),
}
FIGURES = {"on": Answer(date(2026, 11, 30)), "cost": Answer(Decimal("1000.00")), "years": Answer(5)}
ON, COST, YEARS = (FormulaName(fact=name) for name in ("on", "cost", "years"))


def number(text: str) -> FormulaNumber:
    return FormulaNumber(value=Decimal(text))


def step(operator: str, *of: Term) -> FormulaStep:
    return FormulaStep(operator=operator, of=of)  # type: ignore[arg-type]


def said(term: Term, language: str = "it") -> str:
    with speaking(language):
        return formula_words(term, FIGURES, VOCABULARY).replace("\N{NO-BREAK SPACE}", " ")


BEFORE = step("first_of_month", step("plus_months", ON, step("-", number("0"), number("1"))))


@pytest.mark.parametrize(
    ("term", "italian", "english"),
    [
        (
            BEFORE,
            "primo giorno del mese di (30 novembre 2026 meno 1 mese)",
            "first day of the month of (30 November 2026 minus 1 month)",
        ),
        (step("plus_days", ON, number("60")), "30 novembre 2026 più 60 giorni", "30 November 2026 plus 60 days"),
        (step("plus_years", ON, YEARS), "30 novembre 2026 più 5 anni", "30 November 2026 plus 5 years"),
        (
            step("end_of_year", ON),
            "ultimo giorno dell'anno di 30 novembre 2026",
            "last day of the year of 30 November 2026",
        ),
        (step("min", COST, number("500")), "min(1.000,00 €; 500,00 €)", "min(€1,000.00; €500.00)"),
        (step("*", COST, number("0.35")), "1.000,00 € × 35 %", "€1,000.00 × 35%"),
        (
            step("*", step("-", number("1"), step("/", number("1"), number("4"))), COST),
            "(1 − 1 ÷ 4) × 1.000,00 €",
            "(1 − 1 ÷ 4) × €1,000.00",
        ),
        (
            step("round_down", step("/", COST, number("3")), number("0.01")),
            "(1.000,00 € ÷ 3) arrotondato per difetto a 0,01 €",
            "(€1,000.00 ÷ 3) rounded down to €0.01",
        ),
    ],
)
def test_a_formula_reads_as_words_in_both_languages(term, italian, english):
    assert (said(term), said(term, "en")) == (italian, english)
