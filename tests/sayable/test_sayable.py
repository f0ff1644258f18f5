"""What real measures say, each as a small call with cases whose figures are worked out by hand beside them."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from grantcli.assessment.assess import assess
from grantcli.engine.comparison.expectations import differences
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases, overlay
from grantcli.loading.lint.checks import lint
from grantcli.model.call import Edition
from grantcli.model.case import Case
from grantcli.model.facts import Facts
from grantcli.problem import errors
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.report.data.outcome import as_data
from grantcli.report.outcome.screen import render

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/call.yaml"))
DAY = date(2026, 2, 1)


def loaded(folder: Path) -> Edition:
    edition, problems = load_edition(folder)
    assert edition is not None, [str(problem) for problem in problems]
    assert [str(problem) for problem in problems] == []
    return edition


EDITIONS = {folder.name: loaded(folder) for folder in FOLDERS}
CASES = [
    pytest.param(folder.name, case, id=f"{folder.name}: {case.name}")
    for folder in FOLDERS
    for case in load_cases(folder, EDITIONS[folder.name])[0]
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_call_is_clean_and_so_are_its_cases(folder: Path) -> None:
    assert [str(one) for one in errors(lint(EDITIONS[folder.name], DAY))] == []
    cases, problems = load_cases(folder, EDITIONS[folder.name])
    assert [str(problem) for problem in problems] == []
    assert cases


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_case_comes_out_as_worked_out(name: str, case: Case) -> None:
    facts, problems = case_facts(case, EDITIONS[name])
    assert [str(problem) for problem in problems] == []
    outcome = assess(EDITIONS[name], facts, case.on)
    assert [str(difference) for difference in differences(case, outcome)] == []


def test_payments_are_told_on_screen_in_data_and_on_paper() -> None:
    """What is received when, also where an answer lacks: the advance as it would be, the balance not at all."""
    case = next(
        one for one in load_cases(HERE / "payments", EDITIONS["payments"])[0] if one.name.startswith("non si sa")
    )
    outcome = assess(EDITIONS["payments"], case_facts(case, EDITIONS["payments"])[0], DAY)
    (paid,) = as_data(outcome)["payments"]
    assert [(one["amount"], one["would_be"], one["missing"]) for one in paid["payments"]] == [
        (None, "4000.00", ["advance_asked"]),
        ("5000.00", None, []),
        (None, None, ["advance_asked"]),
    ]
    screen = Console(file=StringIO(), width=100, no_color=True)
    render(outcome, screen)
    shown = " ".join(screen.file.getvalue().split())  # type: ignore[attr-defined]
    assert "4.000,00 € Anticipazione del 40 %, al più 30.000 euro 2 mesi dopo: Firma del contratto" in shown
    assert "se spetta; manca: Anticipazione" in shown
    paper = page("dossier", context(outcome))
    assert "Quando arrivano i soldi" in paper
    assert "Saldo: non calcolabile, alla fine, manca: Anticipazione" in paper
    assert "Non è fra i dati del bando" not in paper


def test_forms_of_aid_are_on_paper_with_what_is_paid_back_and_what_the_applicant_puts_in() -> None:
    """100.000,00 of cost, 60.000,00 of it on A: 12.000,00 never paid back, 70.000,00 lent, 18.000,00 of own money."""
    facts, problems = overlay(
        Facts(),
        {
            "company.name": "Officina Fittizia srl",
            "loan_asked": "70000",
            "expenses": [{"id": "S", "category": "A", "amount": 60000}, {"id": "T", "category": "B", "amount": 40000}],
        },
        EDITIONS["loan-and-grant"],
    )
    assert problems == []
    told = context(assess(EDITIONS["loan-and-grant"], facts, DAY))
    memo = page("memo", told)
    assert "Finanziamento a tasso zero: 70.000,00 €, prestito, tutto da restituire" in memo
    assert "Fondo perduto: 12.000,00 €</li>" in memo
    assert "18.000,00 €" in memo
    sums = [one["value"] for one in told["instruments"]["sums"]]  # type: ignore[index]
    assert sums[:3] == ["12.000,00 €", "70.000,00 €", "18.000,00 €"]
    assert "Spesa ammessa a carico di chi fa domanda" in str(told["chart"])


def test_the_plan_of_a_loan_is_on_paper_to_the_cent() -> None:
    """36.000 of cost, 80 % lent: 28.800, all of it paid back in nine years after one of grace, 3.200 a year."""
    edition = EDITIONS["loan-not-repaid"]
    changes = {
        "company.size": "small",
        "project.site": "Ancona",
        "all_young_or_women": False,
        "expenses": [{"id": "S", "category": "A", "amount": 36000}],
    }
    told = context(assess(edition, overlay(Facts(), changes, edition)[0], DAY))
    (plan,) = told["plans"]  # type: ignore[misc]
    assert [row["due"] for row in plan["rows"]] == ["3.200,00"] * 9
    assert (plan["rows"][0]["period"], plan["rows"][-1]["left"], plan["capital"]) == ("2", "0,00", "28.800,00")
    assert "I piani delle rate" in page("annex", told)
    assert "10 rate annuali, senza interessi, la prima di preammortamento" in page("application", told)


def test_a_guarantee_is_told_without_expenses_and_without_a_contribution_of_nothing() -> None:
    """80 % of a loan of 100.000 is guaranteed; the call has no categories of cost, so none is missed."""
    edition = EDITIONS["guarantee"]
    changes = {"company.declared_size": "small", "loan": 100000, "loan_years": 5, "purpose": "investment"}
    outcome = assess(edition, overlay(Facts(), changes, edition)[0], DAY)
    screen = Console(file=StringIO(), width=100, no_color=True)
    render(outcome, screen, brief=True)
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "Aiuto: Garanzia del Fondo 80.000,00 €" in shown
    assert "Contributo: 0,00" not in shown
    told = context(outcome)
    memo = page("memo", told)
    assert "Garanzia del Fondo: 80.000,00 €" in memo
    assert "Le spese non sono state indicate" not in memo
    assert [one["id"] for one in told["application"]] == ["company", "project", "funding", "instruments", "timeline"]  # type: ignore[attr-defined]


def test_a_score_too_low_to_be_paid_is_the_first_thing_said() -> None:
    """10 % of saving and 19.99 points are 29.99 of the 30 asked for (case «sotto la soglia del totale»)."""
    edition = EDITIONS["grid"]
    case = next(one for one in load_cases(HERE / "grid", edition)[0] if one.name == "sotto la soglia del totale")
    outcome = assess(edition, case_facts(case, edition)[0], DAY)
    screen = Console(file=StringIO(), width=100, no_color=True)
    render(outcome, screen, brief=True)
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "AMMISSIBILE, NON FINANZIATA" in shown
    assert "Contributo, se fosse finanziata: 35,00" in shown
    memo = page("memo", context(outcome))
    assert "Ammissibile, non finanziata" in memo
    assert "Se il punteggio arrivasse alla soglia: contributo di 35,00" in memo


def test_the_day_from_which_a_rate_holds_is_shown_with_it_and_each_value_is_a_step() -> None:
    """20 % of the 1,000 ordered in 2025, 10 % of the 1,000 ordered in 2026: on the screen, as data, on paper."""
    edition = EDITIONS["ages-and-days"]
    cases = load_cases(HERE / "ages-and-days", edition)[0]
    case = next(one for one in cases if one.name == "l'aliquota segue la data dell'ordine")
    outcome = assess(edition, case_facts(case, edition)[0], DAY)
    screen = Console(file=StringIO(), width=120, no_color=True)
    render(outcome, screen)
    shown, paper = screen.file.getvalue(), page("dossier", context(outcome))  # type: ignore[attr-defined]
    for year in (2025, 2026):
        assert f"quota · bando §4 · valore dal 1º gennaio {year}" in shown
        assert f"valore dal 1º gennaio {year}" in paper
    steps = as_data(outcome)["contribution"]["steps"]  # type: ignore[index]
    assert [(one["text"], one["amount"], one["since"]) for one in steps] == [
        ("20 % del costo ammesso", "200.00", "2025-01-01"),
        ("10 % del costo ammesso", "100.00", "2026-01-01"),
    ]


def test_a_rate_of_each_line_is_told_in_one_step_where_there_are_many(tmp_path: Path) -> None:
    """Seven shares of one rate, 1 % to 7 % of 100 each: 28 in one step that names none of them; six are six steps."""
    (tmp_path / "prova").mkdir()
    (tmp_path / "prova" / "call.yaml").write_text(
        "id: prova\ntitle: T\nsources: {bando: {title: T, kind: call}}\n"
        "facts: {'expenses[].own': {kind: percent, label: Quota, question: 'Quanto?'}}\n"
        "expenses: {categories: [{id: A, text: Beni, cite: bando §3}]}\n"
        "contribution: {regimes: [{id: u, title: C, cite: bando §4, rates: [{id: q, cite: bando §4, rate: own}]}]}\n",
        encoding="utf-8",
    )
    edition, problems = load_edition(tmp_path / "prova")
    assert edition is not None, problems
    for count in (6, 7):
        lines = [{"id": f"S{n}", "category": "A", "amount": 100, "own": f"0.0{n}"} for n in range(1, count + 1)]
        facts, problems = overlay(Facts(), {"expenses": lines}, edition)
        assert problems == []
        steps = assess(edition, facts, DAY).contribution.steps
        assert sum(one.amount for one in steps) == count * (count + 1) // 2
        assert len(steps) == (6 if count == 6 else 1)
    assert steps[0].text == "Quote diverse, da spesa a spesa"


def test_a_sum_withheld_that_is_not_known_leaves_the_net_unknown() -> None:
    """Never net = contribution where a sum kept back cannot be told: on screen, in JSON, on paper."""
    case = next(
        one for one in load_cases(HERE / "withheld-fee", EDITIONS["withheld-fee"])[0] if one.cite == "bando §11"
    )
    outcome = assess(EDITIONS["withheld-fee"], case_facts(case, EDITIONS["withheld-fee"])[0], DAY)
    told = as_data(outcome)["contribution"]
    assert (told["net"], [one["missing"] for one in told["withheld_unknown"]]) == (None, [["premium"]])
    screen = Console(file=StringIO(), width=100, no_color=True)
    render(outcome, screen)
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "manca: premium" in " ".join(shown.split())
    assert "non calcolabile" in shown
    assert "Premio della garanzia" in page("dossier", context(outcome))
