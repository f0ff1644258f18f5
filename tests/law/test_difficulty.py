"""Undertaking in difficulty: art. 2(18) of Reg. (EU) 651/2014."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.law_facts import firm, year

from grantcli.law.derive import derive
from grantcli.law.difficulty import age_in_years, derogation, difficulty_2019, difficulty_of
from grantcli.law.figures import Size
from grantcli.law.standing import standing_of
from grantcli.model.facts import Answer, Facts

ON = date(2022, 6, 20)
CLEAN = {"insolvency_procedure": False, "rescue_aid": False, "restructuring_plan": False, "founded": date(2001, 1, 1)}


def judged(*years: Facts, size: Size | None = "small", on: date = ON, **answers: object) -> bool | None:
    return difficulty_of(firm(*years, **{**CLEAN, "legal_form": "SR", **answers}), on, size).in_difficulty


class TestCapitalLost:
    """Limbs (a) and (b): more than half of the capital has gone to accumulated losses."""

    def test_more_than_half_and_not_half(self) -> None:
        """Capital 100,000 and reserves 20,000: losses of 80,000 leave −60,000, of 70,000 leave −50,000."""
        shares = {"subscribed_capital": 100_000, "reserves": 20_000}
        assert judged(year(2021, **shares, accumulated_losses=80_000)) is True
        assert judged(year(2021, **shares, accumulated_losses=70_000)) is False
        assert judged(year(2021, **shares, accumulated_losses=70_001)) is True

    def test_share_premium_is_part_of_the_capital_of_a_limited_company(self) -> None:
        figures = {"subscribed_capital": 100_000, "share_premium": 60_000, "reserves": 0, "accumulated_losses": 80_000}
        assert judged(year(2021, **figures)) is False
        assert judged(year(2021, **figures), legal_form="SN") is True

    def test_equity_tells_the_same(self) -> None:
        assert judged(year(2021, subscribed_capital=100_000, equity=49_999)) is True
        assert judged(year(2021, subscribed_capital=100_000, equity=50_000)) is False
        assert judged(year(2021, subscribed_capital=100_000, equity=-1)) is True

    def test_losses_within_half_need_no_reserves(self) -> None:
        assert judged(year(2021, subscribed_capital=100_000, accumulated_losses=50_000)) is False
        assert judged(year(2021, accumulated_losses=0)) is False

    @pytest.mark.parametrize(
        ("figures", "lacks"),
        [
            ({}, "subscribed_capital"),
            ({"subscribed_capital": 100_000}, "equity"),
            ({"subscribed_capital": 100_000, "accumulated_losses": 50_001}, "reserves"),
        ],
    )
    def test_what_is_missing_is_named(self, figures: dict[str, object], lacks: str) -> None:
        result = difficulty_of(firm(year(2021, **figures), legal_form="SR", **CLEAN), ON, "small")
        assert result.in_difficulty is None
        assert result.missing == (f"company.years[2021].{lacks}",)

    def test_the_latest_closed_period_speaks(self) -> None:
        good = {"subscribed_capital": 100, "equity": 100}
        bad: ClassVar = {"subscribed_capital": 100, "equity": 0}
        assert judged(year(2020, **bad), year(2021, **good), year(2022, **bad)) is False

    @pytest.mark.parametrize("form", ["DI", "PF", "AC"])
    def test_forms_without_such_a_capital_are_spared(self, form: str) -> None:
        limbs = difficulty_of(firm(year(2021), legal_form=form, **CLEAN), ON, "small").limbs
        assert [(limb.letter, limb.applies) for limb in limbs[:2]] == [("a", False), ("b", False)]

    def test_without_a_clear_legal_form_both_readings_must_agree(self) -> None:
        figures = {"subscribed_capital": 100_000, "equity": 60_000}
        assert judged(year(2021, **figures), legal_form=None) is False
        assert judged(year(2021, subscribed_capital=100_000, equity=0), legal_form=None) is True
        assert judged(year(2021, subscribed_capital=100_000, equity=0), legal_form="SV") is True

    def test_without_accounts_it_cannot_be_told(self) -> None:
        result = difficulty_of(firm(legal_form="SR", **CLEAN), ON, "small")
        assert (result.in_difficulty, result.missing) == (None, ("company.years",))


class TestYoungFirms:
    """The exception of (a) and (b): an SME that has existed for less than three years."""

    lost = year(2021, subscribed_capital=100_000, equity=0)

    @pytest.mark.parametrize(
        ("founded", "size", "expected"),
        [
            (date(2019, 6, 21), "small", False),
            (date(2019, 6, 20), "small", True),
            (date(2020, 1, 1), "medium", False),
            (date(2020, 1, 1), "large", True),
            (date(2020, 1, 1), None, None),
            (None, "small", None),
            (None, "large", True),
            (date(2001, 1, 1), None, True),
        ],
    )
    def test_three_years(self, founded: date | None, size: Size | None, expected: bool | None) -> None:
        ratios = {"debt": 1, "ebitda": 1, "interest": 1}
        years = (year(2020, **ratios, equity=10), year(2021, subscribed_capital=100_000, equity=0, **ratios))
        assert judged(*years, founded=founded, size=size) is expected

    def test_what_would_decide_is_named(self) -> None:
        result = difficulty_of(firm(self.lost, legal_form="SR", **{**CLEAN, "founded": None}), ON, "small")
        assert result.missing == ("company.founded",)
        young = difficulty_of(firm(self.lost, legal_form="SR", **{**CLEAN, "founded": date(2021, 1, 1)}), ON, None)
        assert "company.size" in young.missing


class TestInsolvencyAndRescue:
    """Limbs (c) and (d), for every undertaking whatever its age."""

    fine = year(2021, subscribed_capital=100, equity=100)

    @pytest.mark.parametrize("key", ["insolvency_procedure", "rescue_aid", "restructuring_plan"])
    def test_one_is_enough(self, key: str) -> None:
        assert judged(self.fine, **{key: True}) is True
        assert judged(self.fine, founded=date(2022, 1, 1), **{key: True}) is True
        assert judged(self.fine, **{key: None}) is None

    @pytest.mark.parametrize(
        ("under", "ripe", "holds"),
        [
            (False, True, True),
            (None, True, True),
            (True, None, True),
            (False, False, False),
            (False, None, False),
            (None, False, None),
        ],
    )
    def test_creditors_who_could_ask_for_a_procedure_are_enough(
        self, under: bool | None, ripe: bool | None, holds: bool | None
    ) -> None:
        facts = firm(self.fine, **{**CLEAN, "insolvency_procedure": under, "insolvency_conditions": ripe})
        limb = difficulty_of(facts, ON, "small").limbs[2]
        assert (limb.letter, limb.holds) == ("c", holds)
        assert limb.missing == (() if holds is not None else ("company.insolvency_procedure",))

    def test_silence_on_them_is_taken_for_a_no_and_said(self) -> None:
        silent = difficulty_of(firm(self.fine, **CLEAN), ON, "small").limbs[2].why
        told = difficulty_of(firm(self.fine, **CLEAN, insolvency_conditions=False), ON, "small").limbs[2].why
        assert "si intende di no" in silent
        assert "si intende di no" not in told

    def test_a_limb_that_holds_settles_what_others_leave_open(self) -> None:
        assert judged(insolvency_procedure=True, rescue_aid=None) is True
        assert difficulty_of(firm(insolvency_procedure=True), ON, "small").missing == ()

    def test_both_answers_on_rescue_aid_are_asked_for(self) -> None:
        facts = firm(self.fine, legal_form="SR", insolvency_procedure=False, founded=date(2001, 1, 1))
        assert difficulty_of(facts, ON, "small").missing == ("company.rescue_aid", "company.restructuring_plan")


BAD = {"debt": 751, "equity": 100, "ebitda": 99, "interest": 100}
LOST = {"subscribed_capital": 100_000, "equity": 0}
FINE = {"subscribed_capital": 100_000, "equity": 100_000}


class TestRatios:
    """Limb (e): not for SMEs; both ratios beyond their limits in each of the last two years."""

    def large(self, *pairs: dict[str, object], size: Size | None = "large") -> bool | None:
        years = [
            year(2021 - back, subscribed_capital=1, accumulated_losses=0, **pair)
            for back, pair in enumerate(reversed(pairs))
        ]
        return judged(*years, size=size)

    def test_two_bad_years(self) -> None:
        assert self.large(BAD, BAD) is True
        assert self.large(BAD, BAD, size="medium") is False
        assert self.large(BAD, BAD, size=None) is None

    @pytest.mark.parametrize(
        "change",
        [{"debt": 750}, {"ebitda": 100}, {"interest": 0, "ebitda": -5}],
    )
    def test_one_year_within_one_limit_is_enough_to_be_out(self, change: dict[str, object]) -> None:
        assert self.large({**BAD, **change}, BAD) is False
        assert self.large(BAD, {**BAD, **change}) is False

    def test_equity_used_up_is_beyond_any_ratio(self) -> None:
        gone = {**BAD, "equity": 0, "debt": 1}
        assert self.large(gone, gone) is True

    def test_what_is_missing(self) -> None:
        assert self.large(BAD) is None
        assert self.large(BAD, {**BAD, "ebitda": None}) is None
        assert self.large({**BAD, "debt": 1, "ebitda": None}, BAD) is False


class Test2019:
    """The reading on 31 December 2019 that the Temporary Framework asks."""

    def at(self, *years: Facts, size: Size | None = "small", **answers: object) -> bool | None:
        return difficulty_2019(firm(*years, **{**CLEAN, "legal_form": "SR", **answers}), size).in_difficulty

    def test_only_the_accounts_of_2019_speak(self) -> None:
        assert self.at(year(2019, **LOST), year(2020, **FINE)) is True
        assert self.at(year(2019, **FINE), year(2020, **LOST)) is False
        assert self.at(year(2018, **FINE), year(2020, **FINE)) is None

    def test_age_is_that_of_the_day(self) -> None:
        assert self.at(year(2019, **LOST), founded=date(2017, 1, 1)) is False
        assert self.at(year(2019, **LOST), founded=date(2016, 12, 31)) is True

    def test_a_firm_founded_later_was_not_in_difficulty(self) -> None:
        assert self.at(founded=date(2020, 1, 1), insolvency_procedure=True) is False

    def test_what_is_true_today_need_not_have_been_then(self) -> None:
        facts = firm(year(2019, **FINE), **{**CLEAN, "insolvency_procedure": True})
        result = difficulty_2019(facts, "small")
        assert (result.in_difficulty, result.missing) == (None, ("company.declared_in_difficulty_2019",))

    @pytest.mark.parametrize(
        ("size", "answers", "expected"),
        [
            ("micro", {}, True),
            ("small", {}, True),
            ("medium", {}, False),
            ("large", {"rescue_aid": None}, False),
            ("small", {"insolvency_procedure": True}, False),
            ("small", {"insolvency_conditions": True}, True),
            ("small", {"restructuring_plan": True}, False),
            ("small", {"rescue_aid": None}, None),
            (None, {}, None),
            (None, {"rescue_aid": True}, False),
        ],
    )
    def test_derogation_for_micro_and_small(
        self, size: Size | None, answers: dict[str, object], expected: object
    ) -> None:
        assert derogation(firm(**{**CLEAN, **answers}), size) is expected


def test_figures_that_do_not_add_up_are_said() -> None:
    odd = year(2021, subscribed_capital=100_000, reserves=5_000, accumulated_losses=1_000, equity=90_000)
    (doubt,) = difficulty_of(firm(odd, **CLEAN), ON, "small").to_verify
    assert "104.000,00" in doubt
    for equity in (104_000, 120_000):  # to the euro, and with a profit of the year that is not told of
        right = year(2021, subscribed_capital=100_000, reserves=5_000, accumulated_losses=1_000, equity=equity)
        assert difficulty_of(firm(right, **CLEAN), ON, "small").to_verify == ()


@pytest.mark.parametrize(
    ("founded", "on", "age"),
    [
        (date(2019, 6, 20), date(2022, 6, 19), 2),
        (date(2019, 6, 20), date(2022, 6, 20), 3),
        (date(2020, 2, 29), date(2023, 2, 28), 2),
        (date(2020, 2, 29), date(2023, 3, 1), 3),
    ],
)
def test_age(founded: date, on: date, age: int) -> None:
    assert age_in_years(founded, on) == age


money = st.integers(0, 10**7).map(Decimal)


@given(money.filter(bool), money, money)
def test_losses_and_equity_are_two_ways_to_say_the_same(capital: Decimal, reserves: Decimal, losses: Decimal) -> None:
    """Art. 2(18)(a): reserves less losses below minus half of the capital, that is equity below half of it."""
    by_losses = judged(year(2021, subscribed_capital=capital, reserves=reserves, accumulated_losses=losses))
    by_equity = judged(year(2021, subscribed_capital=capital, equity=capital + reserves - losses))
    assert by_losses == by_equity == (losses - reserves > capital / 2)


@given(money.filter(bool), money, money, money)
def test_more_losses_never_take_a_firm_out_of_difficulty(
    capital: Decimal, reserves: Decimal, losses: Decimal, more: Decimal
) -> None:
    """Art. 2(18)(a) sets a single limit to the losses."""

    def result(lost: Decimal) -> bool | None:
        return judged(year(2021, subscribed_capital=capital, reserves=reserves, accumulated_losses=lost))

    assert not result(losses) or result(losses + more)


class TestTwoReadings:
    """Own funds told in two ways that differ: neither is chosen, and the doubt says both and the figure to check."""

    shares: ClassVar = {"subscribed_capital": 100_000, "reserves": 0}

    @pytest.mark.parametrize(
        ("losses", "equity", "expected"),
        [
            (60_000, 60_000, None),  # by the losses 60,000 are gone, by the equity 40,000
            (40_000, 30_000, None),  # by the losses 40,000, by the equity 70,000
            (50_000, 50_000, False),
            (50_001, 50_000, None),
            (50_001, 49_999, True),
        ],
    )
    def test_equity_told_and_equity_made_of_its_parts(self, losses: int, equity: int, expected: bool | None) -> None:
        assert judged(year(2021, **self.shares, accumulated_losses=losses, equity=equity)) is expected

    def test_the_profit_of_the_year_is_own_funds(self) -> None:
        figures = {**self.shares, "accumulated_losses": 60_000, "equity": 60_000}
        assert judged(year(2021, **figures, result=20_000)) is False
        assert judged(year(2021, **figures, result=-60_000)) is None  # a loss is among the accumulated ones already

    def test_the_doubt_says_both_readings_and_what_settles_them(self) -> None:
        accounts = year(2021, **self.shares, accumulated_losses=60_000, equity=60_000)
        doubt = difficulty_of(firm(accounts, legal_form="SR", **CLEAN), ON, "small").doubt
        assert doubt is not None
        assert "oltre la metà" in doubt.text
        assert "entro la metà" in doubt.text
        assert "art. 2(18)(a)" in doubt.text
        assert doubt.keys == ("company.years[2021].equity", "company.years[2021].result")

    @pytest.mark.parametrize(
        ("losses", "expected"), [(100_000, False), (100_001, None), (150_000, None), (150_001, True)]
    )
    def test_of_a_partnership_the_own_funds_are_the_capital_or_with_reserves(
        self, losses: int, expected: bool | None
    ) -> None:
        """Limb (b): «fondi propri» in Italian, «capital» in English. Capital and reserves of 100,000 each."""
        accounts = year(2021, subscribed_capital=100_000, reserves=100_000, accumulated_losses=losses)
        assert judged(accounts, legal_form="SN") is expected


class TestApproval:
    """Art. 4(1) of Annex I looks at approved accounts; art. 2364 c.c. gives 120 or 180 days after the close."""

    bad: ClassVar = {"subscribed_capital": 100_000, "equity": 0}
    good = year(2020, subscribed_capital=100_000, equity=100_000)

    @pytest.mark.parametrize(
        ("on", "approval", "expected"),
        [
            (date(2022, 6, 28), {}, None),  # 179 days after the close
            (date(2022, 6, 29), {}, True),  # 180
            (date(2022, 5, 1), {"approved": True}, True),
            (date(2022, 5, 1), {"approved": False}, False),
            (date(2022, 5, 1), {"approved_on": date(2022, 5, 1)}, True),
            (date(2022, 5, 1), {"approved_on": date(2022, 5, 2)}, False),
            (date(2023, 5, 1), {"approved_on": date(2023, 5, 2)}, False),  # approved late: what is told prevails
        ],
    )
    def test_by_day(self, on: date, approval: dict[str, object], expected: bool | None) -> None:
        latest = year(2021, **self.bad, **{"approved": None, **approval})
        assert judged(self.good, latest, on=on) is expected

    def test_where_both_readings_agree_nothing_is_in_doubt(self) -> None:
        latest = year(2021, subscribed_capital=100_000, equity=90_000, approved=None)
        assert judged(self.good, latest) is False

    def test_the_doubt_says_both_and_asks_for_the_day(self) -> None:
        facts = firm(self.good, year(2021, **self.bad, approved=None), legal_form="SR", **CLEAN)
        doubt = difficulty_of(facts, ON, "small").doubt
        assert doubt is not None
        assert "se lo era, in difficoltà; se no, non in difficoltà" in doubt.text
        assert doubt.keys == ("company.years[2021].approved_on",)


class TestTwoDays:
    """Art. 1(4)(c): no aid may be granted to an undertaking in difficulty, whatever it was when it applied."""

    fine = year(2020, subscribed_capital=100_000, equity=100_000)

    @pytest.mark.parametrize(
        ("approval", "expected"),
        [({"approved_on": date(2022, 4, 28)}, True), ({"approved": None}, None), ({"approved": False}, False)],
    )
    def test_of_the_application_and_of_the_award(self, approval: dict[str, object], expected: bool | None) -> None:
        latest = year(2021, subscribed_capital=100_000, equity=0, **approval)
        facts = firm(self.fine, latest, legal_form="SR", declared_size="small", **CLEAN)
        days = {"application.submitted_at": date(2021, 12, 15), "award.date": date(2022, 6, 1)}
        told = derive(facts.with_answers({key: Answer(day) for key, day in days.items()}), {}, date(2022, 6, 1))
        assert told.value("company.in_difficulty") is expected
        assert ("company.in_difficulty" in told.doubts_on(["company.in_difficulty"])) is (expected is None)
        before = derive(facts.with_answers({"application.submitted_at": Answer(date(2021, 12, 15))}), {}, ON)
        assert before.value("company.in_difficulty") is False

    def test_both_days_are_shown(self) -> None:
        facts = firm(self.fine, legal_form="SR", declared_size="small", **CLEAN)
        days = {"application.submitted_at": Answer(date(2022, 1, 15)), "award.date": Answer(date(2022, 6, 1))}
        shown = standing_of(facts.with_answers(days), ON).difficulty
        assert [account.on for account in shown] == [date(2022, 1, 15), date(2022, 6, 1)]
