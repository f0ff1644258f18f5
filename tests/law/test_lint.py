"""A call's official figures against the ceilings of Reg. (EU) 651/2014."""

from datetime import date
from decimal import Decimal
from typing import Any as Anything

import pytest

from grantcli.law.lint import lint_rates, sizes_of
from grantcli.model import condition as words
from grantcli.model.call import Call, Edition
from grantcli.model.condition import All, Any, Condition, Each, Not
from grantcli.model.contribution import Bonus, Cap, Contribution, Rate, Regime
from grantcli.model.expense import Category, Expenses
from grantcli.problem import Problem


def size(*accepted: str) -> words.Test:
    return words.Test(fact="company.size", word="is", value=accepted)


AREA = words.Test(fact="project.site", word="under", value="zone")


def rate(id: str, share: object, **more: Anything) -> Rate:
    return Rate(id=id, cite="bando §1", rate=None if share is None else Decimal(str(share)), **more)


def lint(
    *rates: Rate, published: date | None = date(2022, 5, 11), caps: tuple[Cap, ...] = (), **more: Anything
) -> list[Problem]:
    regime = Regime(id="gber", title="R", cite="bando §1", rates=rates, **more)
    call = Call(
        id="c",
        title="C",
        published=published,
        expenses=Expenses(
            categories=(
                Category(id="A", text="A", cite="x", article="17"),
                Category(id="B", text="B", cite="x", article="28"),
                Category(id="B2", text="B", cite="x", article="28"),
            )
        ),
        contribution=Contribution(regimes=(regime,), caps=caps),
    )
    return lint_rates(Edition(call=call, vocabulary={}, digest="", folder="calls/c"))


def reached(problems: list[Problem]) -> list[str]:
    return [problem.text.split(" per la ")[1].split(" ")[0] for problem in problems]


def test_both_figures_and_the_article_are_shown() -> None:
    (problem,) = lint(rate("r", "0.25", article="17", when=size("small")))
    assert str(problem.place) == "calls/c/call.yaml"
    assert problem.path == "contribution.regimes[gber].rates[r].rate"
    assert (problem.kind, problem.warning) == ("above_ceiling", True)
    assert "25 %" in problem.text
    assert "20 % di Reg. (UE) 651/2014, art. 17(6)" in problem.text


@pytest.mark.parametrize(
    ("given", "sizes"),
    [
        (rate("r", "0.20", article="17", when=size("micro", "small")), []),
        (rate("r", "0.20", article="17", when=size("small", "medium")), ["media"]),
        (rate("r", "0.20", article="17"), ["media"]),  # SMEs, where nothing tells of the size
        (rate("r", "0.20", article="17", when=Not(of=size("medium", "large"))), []),
        (rate("r", "0.20", article="17", when=Any(of=(size("small"), size("medium")))), ["media"]),
        (rate("r", "0.20", article="17", when=size("large")), ["grande"]),
        (rate("r", "0.35", article="14", when=All(of=(size("small"), AREA))), []),
        (rate("r", "0.99", article="14", when=All(of=(size("small"), AREA))), []),  # no zone named: silent about zones
        (rate("r", "0.36", article="14", when=All(of=(size("small"), AREA)), zone_of_aid="c"), ["piccola"]),
        (rate("r", "0.65", article="38", when=All(of=(size("small"), AREA))), []),  # an «a» zone would allow it
        (rate("r", "0.66", article="38", when=All(of=(size("small"), AREA))), ["piccola"]),
        (rate("r", "0.60", article="38", when=All(of=(size("small"), AREA)), zone_of_aid="c"), ["piccola"]),
        (rate("r", "0.60", article="14", when=size("small"), zone_of_aid="19"), []),
        (rate("r", "0.61", article="14", when=size("small"), zone_of_aid="19"), ["piccola"]),
        (rate("r", "0.51", article="14", when=size("small"), zone_of_aid="17"), ["piccola"]),
        (rate("r", "0.55", article="38", when=All(of=(size("small"), AREA))), []),
        (rate("r", "0.55", article="38", when=size("small")), ["piccola"]),
        (rate("r", "0.99", categories=("B",)), []),  # art. 28 of the category: advice may be paid in full
        (rate("r", "0.21", categories=("A",), when=size("small")), ["piccola"]),
        (rate("r", "0.99", categories=("A", "B")), []),  # two articles: none is named
        (rate("r", "0.99", article="17", status="derived"), []),
        (rate("r", None, article="17", status="missing"), []),
        (rate("r", "0.99", article="99"), []),
    ],
)
def test_each_size_that_a_rate_reaches(given: Rate, sizes: list[str]) -> None:
    assert reached(lint(given)) == sizes


def test_the_first_rate_that_fits_takes_its_sizes_away() -> None:
    medium = rate("m", "0.10", article="17", categories=("A",), when=size("medium"))
    assert lint(medium, rate("r", "0.20", article="17", categories=("A",))) == []
    somewhere = rate("m", "0.10", article="17", categories=("A",), when=All(of=(size("medium"), AREA)))
    assert reached(lint(somewhere, rate("r", "0.20", article="17", categories=("A",)))) == ["media"]
    other = rate("m", "0.10", article="17", categories=("B",), when=size("medium"))
    assert reached(lint(other, rate("r", "0.20", article="17", categories=("A",)))) == ["media"]
    anything = rate("m", "0.10", article="17", when=size("medium"))
    assert lint(anything, rate("r", "0.20", article="17")) == []


def test_bonuses_count_up_to_the_ceiling_of_the_regime() -> None:
    bonus = Bonus(id="b", cite="x", points=Decimal("0.05"), when=size("small"))
    base = rate("r", "0.20", article="17", when=size("micro", "small"))
    assert reached(lint(base, bonuses=(bonus,))) == ["piccola"]
    assert lint(base, bonuses=(bonus,), ceiling=Decimal("0.20")) == []
    elsewhere = Bonus(id="b", cite="x", points=Decimal("0.05"), categories=("B",))
    assert lint(rate("r", "0.20", categories=("A",), when=size("small")), bonuses=(elsewhere,)) == []
    guessed = Bonus(id="b", cite="x", points=Decimal("0.05"), status="derived")
    assert lint(base, bonuses=(guessed,)) == []


def test_the_text_is_that_of_the_day() -> None:
    sixty = rate("r", "0.70", article="25", when=size("small"))  # 2014: fundamental research allows it
    assert lint(sixty) == []
    base = rate("r", "0.25", article="17", when=size("small"))
    assert lint(base, published=None) == []
    assert len(lint(base, published=None, valid_from=date(2022, 1, 1))) == 1
    assert [problem.kind for problem in lint(base, published=date(2010, 1, 1))] == ["no_ceiling_known"]
    assert len(lint(base, published=date(2010, 1, 1), valid_from=date(2022, 1, 1))) == 1


@pytest.mark.parametrize(
    ("cap", "kinds"),
    [
        (Cap(id="k", cite="x", amount=Decimal(7_500_000), article="17"), []),
        (Cap(id="k", cite="x", amount=Decimal(7_500_001), article="17"), ["above_threshold"]),
        (Cap(id="k", cite="x", amount=Decimal(9_000_000)), []),
        (Cap(id="k", cite="x", share=Decimal(1), article="17"), []),
        (Cap(id="k", cite="x", amount=Decimal(9_000_000), article="17", status="derived"), []),
        (Cap(id="k", cite="x", amount=Decimal(9_000_000), article="17", least=True), []),
    ],
)
def test_caps_above_a_threshold(cap: Cap, kinds: list[str]) -> None:
    assert [problem.kind for problem in lint(caps=(cap,))] == kinds


@pytest.mark.parametrize(
    ("condition", "sizes"),
    [
        (None, {"micro", "small", "medium", "large"}),
        (AREA, {"micro", "small", "medium", "large"}),
        (Not(of=AREA), {"micro", "small", "medium", "large"}),
        (Not(of=All(of=(size("small"), AREA))), {"micro", "small", "medium", "large"}),
        (All(of=(size("micro", "small"), size("small", "medium"))), {"small"}),
        (Any(of=(size("micro"), AREA)), {"micro", "small", "medium", "large"}),
        (words.Test(fact="partners[].company.size", word="is", value="large"), {"large"}),
        (Each(word="some", list="people", where=size("small")), {"micro", "small", "medium", "large"}),
    ],
)
def test_sizes_of_a_condition(condition: Condition | None, sizes: set[str]) -> None:
    assert sizes_of(condition) == sizes


@pytest.mark.parametrize("named", ["regime", "rate"])
def test_the_nearest_zone_named_is_compared_and_said(named: str) -> None:
    given = rate("r", "0.51", article="14", when=size("small"), zone_of_aid="17" if named == "rate" else None)
    (problem,) = lint(given, zone_of_aid="19" if named == "rate" else "17")
    assert "supera il 50 %" in problem.text
    assert "(zona «a, 17»)" in problem.text


def test_a_day_without_a_known_ceiling_is_said() -> None:
    (problem,) = lint(rate("r", "0.10", article="17", when=size("small")), published=date(2028, 1, 1))
    assert problem.kind == "no_ceiling_known"
    assert problem.warning


def test_a_call_for_one_place_is_not_held_to_the_ceiling_outside_the_zones() -> None:
    here = words.Test(fact="project.site.region", word="is", value=("19",))
    given = rate("r", "0.55", article="38", when=size("small"))
    elsewhere = rate("s", "0.01", article="38", when=here)
    assert reached(lint(given)) == ["piccola"]
    assert lint(given, elsewhere) == []
