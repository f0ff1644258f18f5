"""Where an undertaking stands: golden screens of a made-up group, and the same as data."""

import io
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console
from tests.report.report_samples import eligible

from grantcli.i18n import use
from grantcli.model.facts import Answer, Facts
from grantcli.model.standing import (
    AidAccount,
    AidRow,
    DifficultyAccount,
    DifficultyLimb,
    GroupRow,
    GroupTie,
    SizeAccount,
    SizeYear,
    Standing,
    SupportAccount,
    SupportStep,
)
from grantcli.model.vocabulary import Fact
from grantcli.report.company import company_data, show_company
from grantcli.report.data.outcome import as_data
from grantcli.report.outcome.screen import render
from grantcli.report.standing import group_tree
from grantcli.wording.standing import size_words

GOLDEN = Path(__file__).parent / "golden"
ON = date(2022, 6, 20)
ANNEX = "Reg. (UE) 651/2014, all. I"
SIZES = {"micro": "micro", "small": "piccola", "medium": "media", "large": "grande"}
VOCABULARY = {
    "company.name": Fact(kind="text", label="Denominazione"),
    "company.vat_number": Fact(kind="vat_number", label="Partita IVA"),
    "company.size": Fact(kind="choice", label="Dimensione", choices=SIZES),
    "company.size_basis": Fact(
        kind="choice", label="Base", choices={"figures": "dai bilanci", "estimate": "da una stima"}
    ),
}


def row(id: str, name: str, role: str, share: str, figures: tuple[str | None, ...], why: str) -> GroupRow:
    head, turnover, balance = (Decimal(one) if one is not None else None for one in figures)
    return GroupRow(id, name, role, Decimal(share), Decimal(share), head, turnover, balance, why, f"{ANNEX}, art. 6(2)")


def tie(holder: str, held: str, capital: str, votes: str = "", control: bool = False) -> GroupTie:
    return GroupTie(holder, held, Decimal(capital), Decimal(votes or capital), control)


def group() -> SizeAccount:
    """A firm of 30 with a third of a mother of 60 and all of a daughter of 40; they hold each other in a circle."""
    return SizeAccount(
        size="medium",
        possible=("medium",),
        basis="figures",
        cite=f"{ANNEX}, art. 4(2)",
        autonomous=False,
        years=(
            SizeYear(2020, Decimal("88.5"), Decimal(12_000_000), None, "medium", "small", f"{ANNEX}, art. 4(1)"),
            SizeYear(
                2021, Decimal(90), Decimal(13_500_000), Decimal(9_000_000), "medium", "medium", f"{ANNEX}, art. 4(2)"
            ),
        ),
        rows=(
            row("", "Officine Esempio S.r.l.", "self", "1", ("30", "6200000", "5100000"), "l'impresa richiedente"),
            row("M", "Madre S.p.A.", "partner", "0.3333", ("20", "4300000", None), "associata, in proporzione"),
            row("F", "Figlia S.r.l.", "linked", "1", ("40", "3000000", "2000000"), "collegata"),
            row("P", "Anna Esempio", "person", "0", ("0", "0", "0"), "persona fisica"),
        ),
        ties=(
            tie("M", "", "0.3333", "0.35"),
            tie("", "F", "0.80", control=True),
            tie("F", "M", "0.10"),
            tie("P", "M", "0.60"),
        ),
        to_verify=("Struttura cambiata di recente.",),
    )


def whole() -> Standing:
    limbs = (
        DifficultyLimb("a", True, True, "le perdite superano la metà del capitale", "art. 2(18)(a)"),
        DifficultyLimb("b", False, False, "non riguarda questa forma giuridica", "art. 2(18)(b)"),
        DifficultyLimb("c", True, None, "non si sa se ci sono procedure", "art. 2(18)(c)"),
    )
    aids = (
        AidRow("A1", date(2021, 5, 1), Decimal(60_000), "1407/2013", "", True, "conta per intero", "counts"),
        AidRow("A2", None, None, "1407/2013", "", False, "concesso prima del triennio", "out"),
    )
    account = AidAccount(
        ON,
        date(2020, 1, 1),
        "1407/2013",
        Decimal(200_000),
        Decimal(60_000),
        Decimal(140_000),
        aids,
        "art. 3(2)",
        ("x",),
    )
    steps = (
        SupportStep("aiuti ammessi al più: 35 % di 100,00 €", "art. 17", Decimal(35)),
        SupportStep("altri aiuti sulla stessa spesa", "art. 8(1)", Decimal(-20)),
        SupportStep("questo contributo", "art. 8(3)(b)", Decimal(-30)),
    )
    supports = (
        SupportAccount("S1", Decimal(100), Decimal(20), Decimal(0), Decimal(15), Decimal(-15), steps),
        SupportAccount("S2", Decimal(50), Decimal(0), Decimal(7), None, None, ()),
    )
    return Standing(group(), (DifficultyAccount(ON, True, limbs, ("Bilancio da approvare.",)),), account, supports)


def pinned(name: str, shown: str) -> None:
    """``GOLDEN=1`` writes it anew; a person looks at the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width)


def text_of(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_the_screen_of_a_company_is_the_one_pinned(width):
    answers = {
        "company.name": Answer("Officine Esempio S.r.l.", "profile"),
        "company.vat_number": Answer("00743110157", "import", "bilancio.xbrl"),
        "company.size": Answer("medium", "derived"),
    }
    made = console(width)
    show_company(Facts(answers, {"people": (Facts(id="P1"),)}), whole(), VOCABULARY, ON, made)
    pinned(f"company-{width}", text_of(made))


def test_without_accounts_it_says_why_there_is_no_size():
    made = console(80)
    show_company(Facts(), Standing(), VOCABULARY, ON, made)
    assert "Senza i bilanci" in text_of(made)


@pytest.mark.parametrize("verbose", [False, True])
def test_an_evaluation_says_the_size_shortly_and_in_full_on_demand(verbose):
    made = console(80)
    outcome = replace(eligible(), standing=whole(), vocabulary={**eligible().vocabulary, **VOCABULARY})
    render(outcome, made, verbose=verbose)
    shown = text_of(made)
    assert "Dimensione: media · con altre 2 imprese" in shown
    assert ("Anno per anno" in shown) is verbose
    assert ("conta per intero" in shown) is verbose


def test_a_size_that_cannot_be_told_names_the_ones_possible():
    unsure = replace(group(), size=None, possible=("small", "medium"))
    assert size_words(unsure, VOCABULARY) == "non si può ancora dire: piccola o media"


def test_every_tie_is_drawn_once_also_in_a_circle():
    tree = group_tree(group())
    made = console(120)
    made.print(tree)
    shown = text_of(made)
    assert shown.count("detenut") + shown.count("ne detiene") == len(group().ties)
    assert shown.count("già indicata") == 1
    assert group_tree(replace(group(), ties=())) is None


def test_as_data_euro_have_two_decimals_and_what_is_not_known_is_null():
    data = as_data(replace(eligible(), standing=whole()))["standing"]
    assert data["size"]["rows"][1] == {
        "id": "M",
        "name": "Madre S.p.A.",
        "role": "partner",
        "share": "0.3333",
        "interest": "0.3333",
        "headcount": "20",
        "turnover": "4300000.00",
        "balance_sheet": None,
        "why": "associata, in proporzione",
        "cite": f"{ANNEX}, art. 6(2)",
    }
    assert data["difficulty"][0]["limbs"][2]["holds"] is None
    assert data["aid"]["headroom"] == "140000.00"
    assert as_data(eligible())["standing"] is None


def test_a_company_as_data_says_where_each_answer_came_from():
    item = Facts({"turnover": Answer(Decimal("1.5"), "import", "b.xbrl")}, id="2021")
    facts = Facts({"company.name": Answer("Alfa", "profile")}, {"company.years": (item,)})
    assert company_data(facts, Standing(), ON, "1")["facts"] == {
        "company.name": {"value": "Alfa", "from": "profile"},
        "company.years": [{"id": "2021", "turnover": {"value": "1.5", "from": "import", "note": "b.xbrl"}}],
    }


def test_it_is_said_in_english():
    use("en")
    try:
        made = console(80)
        show_company(Facts(), whole(), VOCABULARY, ON, made)
        assert "€6,200,000.00" in text_of(made)
    finally:
        use("it")
