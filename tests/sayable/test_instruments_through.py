"""Instruments and payments where answers are changed: what-if by form, what changes between two outcomes."""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

from rich.console import Console

from grantcli.assessment.assess import assess
from grantcli.engine.comparison.differences import outcome_changes
from grantcli.engine.whatif.sensitivity import what_if
from grantcli.engine.window import window_of
from grantcli.interview.closing import verdict_words
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import overlay
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.model.outcome import Outcome
from grantcli.report.calls import show_call

HERE = Path(__file__).parent
DAY = date(2026, 2, 1)


def judged(name: str, **changes: object) -> tuple[Edition, Outcome]:
    edition, _problems = load_edition(HERE / name)
    assert edition is not None
    facts, problems = overlay(
        Facts(), {"expenses": [{"id": "S", "category": "A", "amount": 60000}], **changes}, edition
    )
    assert problems == []
    return edition, assess(edition, facts, DAY)


def test_a_euro_more_is_told_form_by_form() -> None:
    """20 % of goods never paid back; both together 90 %, so the loan takes 70 % of more goods, 90 % of more works.

    Of 42,000 it is the 100,000 asked after 58,000 / 0.7 of goods.
    """
    edition, outcome = judged("loan-and-grant", loan_asked="100000")
    (goods, works) = what_if(edition, outcome.facts, DAY).yields
    assert [(one.id, one.yields) for one in goods.forms] == [("fondo", Decimal("0.2")), ("prestito", Decimal("0.7"))]
    assert [(one.id, one.yields) for one in works.forms] == [("fondo", 0), ("prestito", Decimal("0.9"))]
    assert (goods.contribution, goods.admitted) == (Decimal("0.2"), 1)
    (point,) = goods.breakpoints
    assert (point.spending, point.yields) == (Decimal("82857.15"), Decimal("0.2"))
    assert [(one.id, one.yields) for one in point.forms] == [("prestito", 0)]


def test_what_cuts_an_instrument_is_told_with_its_name() -> None:
    """80 % of 60.000 is 48.000, of which 40.000 is asked."""
    edition, outcome = judged("loan-and-grant", loan_asked="40000")
    (cut,) = what_if(edition, outcome.facts, DAY).binding
    assert (cut.rule, cut.amount, cut.instrument) == ("prestito.chiesto", 8000, "Finanziamento a tasso zero")


def test_without_the_answer_that_an_instrument_waits_for_no_yield_is_told() -> None:
    edition, outcome = judged("loan-and-grant")
    (goods, _works) = what_if(edition, outcome.facts, DAY).yields
    assert (goods.contribution, goods.missing) == (None, ("loan_asked",))


def test_an_expense_whose_rate_is_not_known_has_no_yield() -> None:
    """The rate of the loan hangs on what is bought, which nobody has said of one more euro."""
    edition, outcome = judged(
        "interest", loan="100000", expenses=[{"id": "S", "category": "A", "amount": 100000, "good": "plain"}]
    )
    assert outcome.contribution.amount == Decimal("7717.37")
    (found,) = what_if(edition, outcome.facts, DAY).yields
    assert (found.contribution, found.measured, found.missing) == (None, None, ("expenses[+].good",))


def test_what_changes_has_a_name_each() -> None:
    _edition, before = judged("loan-and-grant", loan_asked="40000")
    _edition, after = judged("loan-and-grant", loan_asked="41000")
    changes = {one.path: (one.before, one.after) for one in outcome_changes(before, after)}
    assert changes == {
        "amounts.instrument.prestito": (40000, 41000),
        "amounts.repaid": (40000, 41000),
        "amounts.support": (52000, 53000),
        "amounts.own_funds": (8000, 7000),
    }


def test_more_years_change_the_first_share() -> None:
    """30.000 in three years or in five."""
    _edition, before = judged("yearly-shares", years_of_use=3)
    _edition, after = judged("yearly-shares", years_of_use=5)
    changes = [(one.path, one.before, one.after, one.text) for one in outcome_changes(before, after)]
    assert changes == [
        ("amounts.payment.quote.1", 10000, 6000, "Oltre 15.000 euro in quote annuali uguali: la prima quota")
    ]


def test_a_call_is_shown_with_its_forms_of_aid_and_its_payments() -> None:
    shown = {name: call_shown(name) for name in ("loan-and-grant", "chosen-way", "payments")}
    assert "Finanziamento a tasso zero prestito" in shown["loan-and-grant"]
    assert "80 % di: costo ammesso" in shown["loan-and-grant"]
    assert "al più 90 % · Fondo perduto e Finanziamento a tasso zero" in shown["loan-and-grant"]
    assert "la sceglie chi fa domanda" in shown["chosen-way"]
    assert "anticipo · 40 %, al più 30.000,00 € · bando §9" in shown["payments"]


def call_shown(name: str) -> str:
    edition, _problems = load_edition(HERE / name)
    assert edition is not None
    screen = Console(file=StringIO(), width=120, no_color=True)
    show_call((edition.call, window_of(edition.call, DAY)), edition.vocabulary, DAY, screen)
    return " ".join(screen.file.getvalue().split())  # type: ignore[attr-defined]


def test_an_interview_ends_with_what_each_form_gives() -> None:
    """20 % and 80 % of 60.000, together at most 90 %: 12.000 and 42.000."""
    _edition, outcome = judged("loan-and-grant", loan_asked="100000")
    assert verdict_words(outcome).endswith(
        ". Contributo: 12.000,00 €. Fondo perduto: 12.000,00 €. Finanziamento a tasso zero: 42.000,00 €."
    )
