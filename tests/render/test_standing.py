"""The undertaking on paper: the aggregated table, the years, the drawing, the figures of the size declaration."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.render.render_sample import outcome

from grantcli.model.facts import Answer, Facts
from grantcli.model.finding import Finding
from grantcli.model.outcome import Outcome
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
from grantcli.render.application.group import boxes, group
from grantcli.render.context import context
from grantcli.render.pages import page

ON = date(2022, 6, 20)


def row(id: str, role: str, share: str, *figures: str | None) -> GroupRow:
    head, turnover, balance = (Decimal(one) if one is not None else None for one in figures)
    return GroupRow(
        id, f"Società {id}" if id else "", role, Decimal(share), Decimal(share), head, turnover, balance, "w", "c"
    )


def sized(*rows: GroupRow, ties: tuple[GroupTie, ...] = (), **changes: object) -> Outcome:
    """An outcome with a group; the year's figures are the sums of the rows."""
    year = SizeYear(2021, Decimal(60), Decimal(10), None, "medium", None, "art. 4(2)")
    account = SizeAccount("small", ("small",), "figures", "art. 4(2)", False, (year,), rows, ties, ("Da guardare.",))
    links = tuple(
        Facts({"name": Answer(one.name), "direction": Answer("upstream")}, id=one.id) for one in rows if one.id
    )
    facts = outcome().facts.with_list("company.links", links)
    return replace(outcome(), facts=facts, standing=Standing(replace(account, **changes)))  # type: ignore[arg-type]


ROWS = (
    row("", "self", "1", "30", "100.5", "7"),
    row("P", "partner", "0.3", "6", "20", None),
    row("L", "linked", "1", "20", "30", "3"),
    row("T", "linked_to_partner", "0.3", "4", "1", "1"),
    row("A", "person", "0", "0", "0", "0"),
)


def test_the_declaration_gets_its_sums_by_kind_and_no_number_where_one_is_unknown():
    """Commission Recommendation 2003/361, model declaration: own or consolidated figures, partners, linked."""
    size = context(sized(*ROWS))["standing"]["size"]
    assert [[line["headcount"], line["turnover"], line["balance_sheet"]] for line in size["form"]] == [
        ["30", "100,50", "7,00"],
        ["10", "21,00", "?"],
        ["20", "30,00", "3,00"],
    ]
    assert size["kind"] == "associata, collegata"
    assert context(sized(ROWS[0]))["standing"]["size"]["kind"] == "autonoma"


def test_who_does_not_count_adds_nothing_and_is_still_named():
    person = context(sized(*ROWS))["standing"]["size"]["rows"][4]
    assert (person["name"], person["share"], person["turnover"]) == ("Società A", "–", "–")


def test_years_and_what_to_verify_stand_on_the_page():
    shown = page("dossier", context(sized(*ROWS)))
    for words in ("Chi conta, nell&#39;esercizio 2021", "Anno per anno", "Da guardare.", "Per la dichiarazione"):
        assert words in shown


def test_every_tie_is_said_also_those_that_the_drawing_leaves_out():
    ties = (
        GroupTie("P", "", Decimal("0.3"), Decimal("0.35"), False),
        GroupTie("L", "P", Decimal(0), Decimal(0), True),
        GroupTie("", "L", Decimal("0.6"), Decimal("0.6"), True),
    )
    assert context(sized(*ROWS, ties=ties))["standing"]["size"]["ties"] == [
        "Società P detiene 30 % di il richiedente e 35 % dei voti",
        "Società L controlla Società P",
        "il richiedente detiene 60 % di Società L",
    ]


def test_the_drawing_says_how_each_counts():
    assert {box.id: box.below for box in boxes(sized(*ROWS))} == {
        "": "il richiedente",
        "P": "associata",
        "L": "collegata",
        "T": "gruppo di un'associata",
        "A": "persona fisica",
    }


def test_a_group_that_no_page_holds_is_left_to_the_table():
    many = [row(f"N{number}", "linked", "1", "1", "1", "1") for number in range(15)]
    assert group(sized(ROWS[0], *many[:14])).startswith("<svg")
    assert group(sized(ROWS[0], *many)) == ""


def test_difficulty_and_aid():
    limbs = (
        DifficultyLimb("a", True, True, "perdite", "art. 2(18)(a)"),
        DifficultyLimb("b", False, False, "altra forma", "art. 2(18)(b)"),
        DifficultyLimb("c", True, None, "non si sa", "art. 2(18)(c)"),
    )
    aid = AidAccount(ON, date(2020, 1, 1), "1407/2013", Decimal(200_000), Decimal(1), Decimal(199_999), (
        AidRow("A1", None, None, "1407/2013", "", False, "fuori dal triennio", "out"),
    ), "art. 3(2)")  # fmt: skip
    told = replace(outcome(), standing=Standing(None, (DifficultyAccount(ON, True, limbs),), aid))
    made = context(told)["standing"]
    cells = [row["cells"] for row in made["difficulty"]["rows"]]
    assert [[cell["word"] for cell in row] for row in cells] == [["ricorre"], ["non si applica"], ["non si sa"]]
    assert made["aid"] is None  # no rule looks at it
    rule = Finding("R1", "pass", "blocking", "Sta nel massimale", "bando", facts={"aid.deminimis.used": Answer(1)})
    told = replace(told, findings=(*told.findings, rule))
    shown = page("dossier", context(told))
    assert "Restano 199.999,00" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "fuori dal triennio" in shown


def test_two_days_of_difficulty_stand_side_by_side_and_say_nothing_twice():
    why = "le perdite superano la metà del capitale"
    now, then = (
        DifficultyAccount(
            on,
            True,
            (DifficultyLimb("a", True, True, why, "art. 2(18)(a)"),),
            (f"{why.capitalize()} (art. 2).", "Da guardare."),
        )
        for on in (ON, date(2019, 12, 31))
    )
    told = replace(outcome(), standing=Standing(difficulty=(now, then)))
    made = context(told)["standing"]["difficulty"]
    assert made["to_verify"] == ["Da guardare."]
    assert page("dossier", context(told)).count(why) == 1


def test_other_support_on_an_expense_step_by_step():
    steps = (SupportStep("aiuti ammessi al più", "art. 17", Decimal(35)), SupportStep("altri", "art. 8", Decimal(-50)))
    supports = (
        SupportAccount("S1", Decimal(100), Decimal(50), Decimal(0), Decimal(0), Decimal(-15), steps),
        SupportAccount("S2", Decimal(60), Decimal(9), Decimal(7), None, None, ()),
    )
    shown = page("dossier", context(replace(outcome(), standing=Standing(cumulation=supports))))
    for words in ("aiuti ammessi al più", "in eccesso", ">15,00<", "non si sa quanti se ne ammettano"):
        assert words in shown


def test_without_an_account_there_is_no_such_part():
    assert "standing" not in [part["id"] for part in context(outcome())["application"]]
