"""The contribution: rates, bonuses, tiers, caps, floors, the choice of the regime, what cannot be told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, SCOPE, call, line, plan
from tests.engine.money_plans import DAY

from grantcli.engine.amount_status import grade
from grantcli.engine.contribution.caps import REQUESTED
from grantcli.engine.contribution.choice import compile_contribution
from grantcli.engine.cost_and_aid import MoneyJudge, settle_money
from grantcli.engine.expenses.plan import compile_expenses
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.model.call import Call
from grantcli.model.condition import Test
from grantcli.model.contribution import Bonus, Cap, Contribution, Rate, Regime, Tier
from grantcli.model.expense import Category
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.outcome import ContributionOutcome
from grantcli.money import exact_to_cent

SMALL = Test(fact="company.size", word="is", value=("small",))
YOUNG = Test(fact="company.young", word="is", value=(True,))


def rate(name: str, share: str | None, *of: str, **more: object) -> Rate:
    given_ = None if share is None else Decimal(share)
    return Rate(id=name, cite=CITE, rate=given_, categories=of, **more)  # type: ignore[arg-type]


def regime(*rates: Rate, name: str = "R", **more: object) -> Regime:
    return Regime(id=name, title=f"Regime {name}", cite=CITE, rates=rates, **more)  # type: ignore[arg-type]


def cap(name: str, amount: int | None = None, share: str | None = None, **more: object) -> Cap:
    figures = {
        "amount": None if amount is None else Decimal(amount),
        "share": None if share is None else Decimal(share),
    }
    return Cap(id=name, cite=CITE, **figures, **more)  # type: ignore[arg-type]


def of(*regimes: Regime, **more: object) -> Call:
    return call(contribution=Contribution(regimes=regimes, **more))  # type: ignore[arg-type]


def compute(one: Call, facts: Facts, on: date = DAY) -> ContributionOutcome:
    plan_, grants = compile_expenses(one, SCOPE), compile_contribution(one, SCOPE)
    return settle_money(MoneyJudge(plan_, grants, ComputedFacts(SCOPE)), facts, on).contribution


def supplied(facts: Facts, **values: object) -> Facts:
    return Facts(facts.answers, facts.lists, {name: Supplied(value, "tabella letta") for name, value in values.items()})


def partners(facts: Facts, **sizes: str) -> Facts:
    items = tuple(Facts(answers={"company.size": Answer(size)}, id=name) for name, size in sizes.items())
    return facts.with_list("partners", items)


def steps(outcome: ContributionOutcome) -> list[tuple[str, Decimal]]:
    return [(step.rule, step.amount) for step in outcome.steps]


class TestRates:
    """«Rates by size × zone × category × article, bonuses (additive points with a ceiling).» (issue 4 §2)"""

    def test_a_rate_of_some_categories_says_of_which(self) -> None:
        one = of(regime(rate("a", "0.5", "A"), rate("b", "0.2", "B", "C")))
        found = compute(one, plan(line("S1", "A", 100), line("S2", "B", 100), line("S3", "C", 100)))
        words = [str(step.text).replace("\N{NO-BREAK SPACE}", " ") for step in found.steps]
        title = one.expenses.categories[0].text
        assert words == [
            f"50 % del costo ammesso di: {title}",
            "20 % del costo ammesso nelle categorie B e C",
        ]
        alone = compute(one, plan(line("S1", "A", 100)))
        assert [str(step.text).replace("\N{NO-BREAK SPACE}", " ") for step in alone.steps] == ["50 % del costo ammesso"]

    def test_the_first_rate_that_fits_is_taken(self) -> None:
        one = of(regime(rate("a", "0.5", "A"), rate("b", "0.2", "A", "B"), rate("c", "0.1")))
        found = compute(one, plan(line("S1", "A", 100), line("S2", "B", 100), line("S3", "C", 100)))
        assert steps(found) == [("a", 50), ("b", 20), ("c", 10)]
        assert dict(found.regimes[0].line_rates) == {
            "S1": Decimal("0.5"),
            "S2": Decimal("0.2"),
            "S3": Decimal("0.1"),
        }

    def test_bonuses_add_points_up_to_the_ceiling(self) -> None:
        """50 + 10 + 10 points with a ceiling of 60: 700 less 100."""
        bonuses = tuple(Bonus(id=name, cite=CITE, points=Decimal("0.1"), when=YOUNG) for name in "xy")
        one = of(regime(rate("a", "0.5"), bonuses=bonuses, ceiling=Decimal("0.6")))
        found = compute(one, plan(line("S1", "A", 1000), company__young=True))
        assert steps(found) == [("a", 500), ("x", 100), ("y", 100), ("R.ceiling", -100)]
        assert compute(one, plan(line("S1", "A", 1000), company__young=False)).amount == 500

    def test_a_bonus_is_for_its_own_categories(self) -> None:
        bonus = Bonus(id="x", cite=CITE, points=Decimal("0.1"), categories=("B",))
        found = compute(of(regime(rate("a", "0.5"), bonuses=(bonus,))), plan(line("S1", "A", 100)))
        assert steps(found) == [("a", 50)]

    def test_cost_that_no_rate_fits_gets_nothing_and_it_is_said(self) -> None:
        found = compute(of(regime(rate("a", "0.5", "A"))), plan(line("S1", "A", 100), line("S2", "B", 100)))
        assert steps(found) == [("a", 50), ("R.no_rate.B", 0)]
        assert "Voce B" in str(found.steps[1].text)

    def test_a_rate_may_look_at_the_line(self) -> None:
        used = Test(fact="traits", word="is", value=("used",))
        one = of(regime(rate("u", "0.1", when=used), rate("a", "0.5")))
        found = compute(one, plan(line("S1", "A", 100, traits=("used",)), line("S2", "A", 100)))
        assert steps(found) == [("u", 10), ("a", 50)]

    def test_aid_is_never_above_cost(self) -> None:
        bonus = Bonus(id="x", cite=CITE, points=Decimal("0.3"))
        found = compute(of(regime(rate("a", "0.9"), bonuses=(bonus,))), plan(line("S1", "A", 100)))
        assert steps(found) == [("a", 90), ("x", 30), ("R.cost", -20)]

    def test_large_partners_have_their_own_rate(self) -> None:
        """SMEs 700,000 at 50 % and large 300,000 at 15 %: 350,000 + 45,000 = 395,000, under the cap of 400,000."""
        one = of(regime(rate("sme", "0.5", when=SMALL), rate("large", "0.15"), caps=(cap("K", 400_000),)))
        facts = plan(line("S1", "A", 700_000, partner="P1"), line("S2", "B", 300_000, partner="P2"))
        found = compute(one, partners(facts, P1="small", P2="large"))
        assert [(share.partner, share.amount) for share in found.partners] == [("P1", 350_000), ("P2", 45_000)]
        assert found.amount == 395_000

    def test_a_partner_nobody_described_lacks_its_answers(self) -> None:
        one = of(regime(rate("sme", "0.5", when=SMALL), rate("large", "0.15")))
        found = compute(one, plan(line("S1", "A", 100, partner="P9")))
        assert (found.status, found.regimes[0].missing) == ("undetermined", ("partners[P9].company.size",))

    def test_lines_of_no_partner_make_a_share_without_a_name(self) -> None:
        facts = partners(plan(line("S1", "A", 100, partner="P1"), line("S2", "A", 50)), P1="small", P2="small")
        found = compute(of(regime(rate("r", "0.5"))), facts)
        assert [(share.partner, share.amount) for share in found.partners] == [("P1", 50), ("P2", 0), ("", 25)]


class TestTiersAndLumpSums:
    """«Tiers are in, both kinds, and the call says which: by bracket, or one rate for the whole amount.»"""

    tiers = (Tier(from_=Decimal(1000), rate=Decimal("0.4")), Tier(from_=Decimal(0), rate=Decimal("0.5")))

    @pytest.mark.parametrize(
        ("by", "cost", "amount"),
        [
            ("bracket", "999.99", "500.00"),
            ("bracket", 1000, 500),
            ("bracket", 1500, 700),
            ("whole", "999.99", "500.00"),
            ("whole", 1000, 400),
            ("whole", 1500, 600),
        ],
    )
    def test_tiers(self, by: str, cost: str | int, amount: str | int) -> None:
        found = compute(of(regime(tiers=self.tiers, tiers_by=by)), plan(line("S1", "A", cost)))
        assert found.amount == Decimal(amount)

    @pytest.mark.parametrize("by", ["bracket", "whole"])
    def test_below_the_lowest_tier_there_is_nothing(self, by: str) -> None:
        one = of(regime(tiers=self.tiers[:1], tiers_by=by))
        assert compute(one, plan(line("S1", "A", 500))).amount == 0

    def test_tiers_may_be_of_each_partner(self) -> None:
        facts = partners(plan(line("S1", "A", 900, partner="P1"), line("S2", "A", 1500, partner="P2")), P1="", P2="")
        found = compute(of(regime(tiers=self.tiers, tiers_base="partner")), facts)
        assert [share.amount for share in found.partners] == [450, 700]

    def test_tiers_cover_what_no_rate_fits(self) -> None:
        one = of(regime(rate("a", "0.1", "A"), tiers=self.tiers))
        assert steps(compute(one, plan(line("S1", "A", 900), line("S2", "B", 900)))) == [("a", 90), ("R.tiers", 450)]

    def test_a_lump_sum_is_given_whatever_the_cost_but_never_above_it(self) -> None:
        one = of(regime(lump_sum=Decimal(1000)))
        assert compute(one, plan(line("S1", "A", 5000), line("S2", "B", 1))).amount == 1000
        assert compute(one, plan(line("S1", "A", 300))).amount == 300
        assert compute(one, plan()).amount == 0
        assert compute(of(regime(lump_sum=Decimal(1000), beyond_cost=True)), plan()).amount == 1000


class TestCaps:
    """«Per-article and per-project ceilings, contribution caps and floors, per-service caps on the aid.»"""

    def test_the_marche_cap_holds_for_the_contribution(self) -> None:
        """300,000 at 50 % is 150,000, capped at 140,000 (MAR-3.8-2)."""
        found = compute(of(regime(rate("r", "0.5")), caps=(cap("K", 140_000),)), plan(line("S1", "A", 300_000)))
        assert (found.amount, steps(found)) == (140_000, [("r", 150_000), ("K", -10_000)])

    def test_caps_of_a_line_a_category_an_article_a_partner(self) -> None:
        costs = (Category(id="A", text="A", cite=CITE, article="17"), Category(id="B", text="B", cite=CITE))
        caps = (
            cap("line", 30, of="line", categories=("B",)),
            cap("article", 40, article="17"),
            cap("partner", 60, of="partner"),
        )
        one = call(costs=costs, contribution=Contribution(regimes=(regime(rate("r", "0.5"), caps=caps),)))
        facts = plan(
            line("S1", "A", 100, partner="P1"), line("S2", "B", 100, partner="P1"), line("S3", "B", 50, partner="P2")
        )
        found = compute(one, partners(facts, P1="small", P2="small"))
        # P1: A 50, B 50 → 30; article 40; together 70 → 60. P2: B 25.
        assert [(share.partner, share.amount) for share in found.partners] == [("P1", 60), ("P2", 25)]
        assert dict(steps(found))["line"] == -20
        assert found.amount == 85

    def test_the_article_of_a_rate_is_heard_before_that_of_the_category(self) -> None:
        costs = (Category(id="A", text="A", cite=CITE, article="17"),)
        one = call(
            costs=costs,
            contribution=Contribution(
                regimes=(regime(rate("r", "0.5", article="28"), caps=(cap("K", 10, article="28"),)),)
            ),
        )
        assert compute(one, plan(line("S1", "A", 100))).amount == 10

    def test_the_lower_of_amount_and_share_holds(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("K", 1000, "0.3"),)))
        assert compute(one, plan(line("S1", "A", 100))).amount == 30
        assert compute(one, plan(line("S1", "A", 10_000))).amount == 1000

    def test_below_a_floor_nothing_is_granted_and_that_blocks(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("F", 100, least=True),)))
        low, high = (compute(one, plan(line("S1", "A", cost))) for cost in ("199.98", 200))
        assert (low.amount, steps(low)) == (0, [("r", Decimal("99.99")), ("F", Decimal("-99.99"))])
        assert [(finding.id, finding.verdict, finding.severity) for finding in low.findings] == [
            ("F", "fail", "blocking")
        ]
        assert (high.amount, high.findings[0].verdict) == (100, "pass")

    def test_a_partner_below_its_floor_is_named_and_leaves_its_part_to_the_others(self) -> None:
        """P1 would get 60, P2 10 of a cap of 50; P2 is below 20, so P1 has all 50."""
        caps = (cap("K", 50), cap("F", 20, least=True, of="partner"))
        one = of(regime(rate("r", "0.5"), caps=caps))
        facts = plan(line("S1", "A", 120, partner="P1"), line("S2", "A", 20, partner="P2"))
        found = compute(one, partners(facts, P1="", P2=""))
        assert [(share.partner, share.amount) for share in found.partners] == [("P1", 50), ("P2", 0)]
        assert [(finding.id, finding.severity, finding.who) for finding in found.findings] == [
            ("F", "warning", ("P2",))
        ]

    def test_a_cap_that_may_apply_matters_only_where_it_would_cut(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("K", 100, when=YOUNG),)))
        assert compute(one, plan(line("S1", "A", 200))).amount == 100
        found = compute(one, plan(line("S1", "A", 201)))
        assert (found.amount, found.regimes[0].missing) == (None, ("company.young",))
        assert compute(one, plan(line("S1", "A", 900), company__young=False)).amount == 450

    def test_a_floor_that_may_apply_matters_only_below_it(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("F", 100, least=True, when=YOUNG),)))
        assert compute(one, plan(line("S1", "A", 200))).amount == 100
        assert compute(one, plan(line("S1", "A", 199))).amount is None

    def test_a_cap_our_text_lacks_can_be_supplied(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("K", status="missing"),)))
        facts = plan(line("S1", "A", 1000))
        assert compute(one, facts).regimes[0].missing_figures == ("K",)
        assert compute(one, supplied(facts, K=Decimal(400))).amount == 400
        assert compute(one, supplied(facts, K=Decimal("0.3"))).amount == 300
        held = compute(one, supplied(facts, K=True))
        assert (held.amount, held.status) == (500, "estimate")
        assert compute(one, supplied(facts, K="x")).amount is None
        assert compute(one, supplied(facts, K=Decimal(400))).steps[1].supplied == "tabella letta"

    def test_a_cap_from_another_source_gives_way_to_the_one_read_in_the_text(self) -> None:
        one = of(regime(rate("r", "0.5"), caps=(cap("K", amount=400, status="secondary"),)))
        facts = plan(line("S1", "A", 1000))
        assert compute(one, facts).amount == 400
        assert compute(one, supplied(facts, K=Decimal(450))).amount == 450
        official = of(regime(rate("r", "0.5"), caps=(cap("K", amount=400),)))
        assert compute(official, supplied(facts, K=Decimal(450))).amount == 400


class TestChoice:
    """«All regimes computed and printed side by side; which applies and why.»"""

    def test_the_award_date_decides_where_it_is_known(self) -> None:
        old = regime(rate("o", "0.5"), name="old", valid_to=date(2022, 12, 31))
        new = regime(rate("n", "0.2"), name="new", valid_from=date(2023, 1, 1))
        one = of(old, new)
        assert compute(one, plan(line("S1", "A", 100))).regime == "old"
        found = compute(one, plan(line("S1", "A", 100), award__date=date(2023, 2, 1)))
        assert (found.regime, found.amount) == ("new", 20)
        assert "31 dicembre 2022" in str(found.regimes[0].because)
        assert "gennaio 2023" in str(compute(one, plan(line("S1", "A", 100))).regimes[1].because)

    def test_first_best_and_worst(self) -> None:
        regimes = (
            regime(rate("a", "0.3"), name="a"),
            regime(rate("b", "0.5"), name="b"),
            regime(rate("c", "0.1"), name="c"),
        )
        facts = plan(line("S1", "A", 100))
        chosen = {how: compute(of(*regimes, choose=how), facts).regime for how in ("first", "best", "worst")}
        assert chosen == {"first": "a", "best": "b", "worst": "c"}
        reasons = {one.id: str(one.because) for one in compute(of(*regimes), facts).regimes}
        assert "Regime a" in reasons["b"]

    def test_a_regime_whose_condition_is_not_known_leaves_the_choice_open(self) -> None:
        one = of(regime(rate("a", "0.3"), name="a", when=YOUNG), regime(rate("b", "0.5"), name="b"))
        found = compute(one, plan(line("S1", "A", 100)))
        assert (found.status, found.amount, found.regime) == ("undetermined", None, None)
        assert found.regimes[0].missing == ("company.young",)
        assert [regime_.amount for regime_ in found.regimes] == [30, 50]
        assert compute(one, plan(line("S1", "A", 100), company__young=False)).regime == "b"

    def test_the_best_cannot_be_told_while_one_amount_is_missing(self) -> None:
        one = of(regime(rate("a", None), name="a"), regime(rate("b", "0.5"), name="b"), choose="best")
        found = compute(one, plan(line("S1", "A", 100)))
        assert (found.status, found.regime) == ("undetermined", None)

    def test_where_no_regime_holds_nothing_is_granted(self) -> None:
        found = compute(of(regime(rate("a", "0.3"), when=YOUNG)), plan(line("S1", "A", 100), company__young=False))
        assert (found.status, found.amount, found.findings[0].id) == ("official", 0, "contribution.regime")

    def test_a_call_that_says_nothing_of_money_cannot_be_told(self) -> None:
        found = compute(of(), plan(line("S1", "A", 100)))
        assert (found.status, found.amount) == ("undetermined", None)
        empty = compute(of(regime()), plan(line("S1", "A", 100)))
        assert (empty.status, empty.regime) == ("undetermined", "R")

    def test_an_estimate_stands_beside_and_never_applies(self) -> None:
        missing = regime(rate("a", None), name="a", why="La tabella manca")
        guess = regime(rate("e", "0.35"), name="e", status="derived", estimates="a")
        found = compute(of(missing, guess), plan(line("S1", "A", 100)))
        assert (found.status, found.amount, found.regime, found.why) == ("undetermined", None, "a", "La tabella manca")
        assert [(one.applies, one.status, one.amount) for one in found.regimes] == [
            (True, "undetermined", None),
            (False, "estimate", 35),
        ]
        assert found.estimate is found.regimes[1]
        known = compute(of(regime(rate("a", "0.2"), name="a"), guess), plan(line("S1", "A", 100)))
        other = compute(of(missing, replace(guess, estimates="b")), plan(line("S1", "A", 100)))
        assert (known.estimate, other.estimate) == (None, None)

    def test_an_estimate_that_leaves_costs_out_gives_way_to_a_higher_amount(self) -> None:
        """It is only the least there may be: 35 of 100 beside a regime that gives 30, then 40."""
        missing = regime(rate("a", None), name="a")
        least = regime(rate("e", "0.35"), name="e", status="derived", estimates="a", leaves_out=True)
        for other, shown in (("0.3", "e"), ("0.4", "b")):
            found = compute(of(missing, least, regime(rate("b", other), name="b")), plan(line("S1", "A", 100)))
            assert found.estimate is not None
            assert (found.amount, found.estimate.id) == (None, shown)

    def test_de_minimis_above_the_headroom_blocks(self) -> None:
        """Exceeding the ceiling costs all of the new aid the benefit of the regulation (1407/2013 art. 3(7))."""
        one = of(regime(rate("a", "0.5"), de_minimis="1407/2013"))
        for headroom, verdict in ((Decimal("50.00"), "pass"), (Decimal("49.99"), "fail")):
            facts = plan(line("S1", "A", 100), aid__deminimis__headroom=headroom)
            assert [finding.verdict for finding in compute(one, facts).findings] == [verdict]

    def test_the_applicant_may_ask_for_less(self) -> None:
        """A reduced request is a cap like the others: it stays within the headroom, and under a floor gives nothing."""
        one = of(regime(rate("a", "0.5"), de_minimis="1407/2013"))
        facts = plan(line("S1", "A", 100), aid__deminimis__headroom=Decimal(40))
        less = facts.with_answers({REQUESTED: Answer(Decimal(40))})
        told = compute(one, less)
        assert (told.amount, [step.amount for step in told.steps], told.status) == (40, [50, -10], "official")
        assert [finding.verdict for finding in told.findings] == ["pass"]
        assert compute(one, facts.with_answers({REQUESTED: Answer(Decimal(60))})).amount == 50
        floor = Cap(id="F", cite=CITE, amount=Decimal(45), least=True)
        assert compute(of(regime(rate("a", "0.5"), caps=(floor,))), less).amount == 0

    def test_de_minimis_needs_to_know_what_was_granted(self) -> None:
        """The ceiling is of all aid granted in three years: silence about it is not a pass."""
        one = of(regime(rate("a", "0.5"), de_minimis="2023/2831"))
        (finding,) = compute(one, plan(line("S1", "A", 100))).findings
        assert (finding.verdict, finding.severity, finding.missing) == ("unknown", "blocking", ("aids",))
        gaps = plan(line("S1", "A", 100)).with_list("aids", (Facts({"date": Answer(date(2022, 1, 1))}, id="A1"),))
        assert compute(one, gaps).findings[0].missing == ("aids[A1].amount",)

    def test_other_de_minimis_ceilings_are_not_the_general_one(self) -> None:
        """Agriculture and fisheries have ceilings of their own (1408/2013, 717/2014 art. 3)."""
        one = of(regime(rate("a", "0.5"), de_minimis="1408/2013"))
        assert compute(one, plan(line("S1", "A", 100), aid__deminimis__headroom=Decimal(1))).findings == ()


class TestTrust:
    """«Official; estimate (a derived or user-supplied figure was used); undetermined (no number is printed).»"""

    @pytest.mark.parametrize(
        ("status", "cite", "graded"),
        [
            ("official", "voce", "official"),
            ("secondary", "bando §1", "official"),
            ("secondary", "voce", "estimate"),
            ("secondary", "altro", "estimate"),
            ("secondary", "", "estimate"),
            ("derived", "bando §1", "estimate"),
            ("missing", "bando §1", "undetermined"),
        ],
    )
    def test_grades(self, status: str, cite: str, graded: str) -> None:
        assert grade(status, cite, call()) == graded  # type: ignore[arg-type]

    def test_a_missing_rate_is_supplied_with_its_source(self) -> None:
        one = of(regime(rate("r", None, status="missing")))
        facts = plan(line("S1", "A", 100))
        assert compute(one, facts).regimes[0].missing_figures == ("r",)
        for figure in ("0.5", "50"):
            found = compute(one, supplied(facts, r=Decimal(figure)))
            assert (found.amount, found.status, found.steps[0].supplied) == (50, "estimate", "tabella letta")
        assert compute(one, supplied(facts, r=True)).amount is None

    def test_what_is_official_is_not_overruled_but_a_guess_is(self) -> None:
        facts = supplied(plan(line("S1", "A", 100)), r=Decimal("0.9"))
        assert compute(of(regime(rate("r", "0.5"))), facts).amount == 50
        assert compute(of(regime(rate("r", "0.5", status="derived"))), facts).amount == 90

    def test_a_figure_that_is_not_used_takes_nothing_away(self) -> None:
        one = of(regime(rate("r", "0.5", "A"), rate("m", None, "B", status="missing")))
        assert compute(one, plan(line("S1", "A", 100))).status == "official"

    def test_an_answer_that_a_rate_or_a_bonus_needs_is_missing(self) -> None:
        bonus = Bonus(id="x", cite=CITE, points=Decimal("0.1"), when=YOUNG)
        one = of(regime(rate("r", "0.5", when=SMALL), bonuses=(bonus,)))
        assert compute(one, plan(line("S1", "A", 1))).regimes[0].missing == ("company.size",)
        found = compute(one, plan(line("S1", "A", 1), company__size="small"))
        assert (found.amount, found.steps, found.regimes[0].missing) == (None, (), ("company.young",))

    def test_an_unfinished_plan_has_no_amount(self) -> None:
        found = compute(of(regime(rate("r", "0.5"))), Facts())
        assert (found.status, found.regimes[0].missing) == ("undetermined", ("expenses",))


class TestRounding:
    """«Half-up, down and half-even rounding as the call names it.» (issue 4 §5)"""

    @given(
        st.sampled_from(("half_up", "down", "half_even")),
        st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
        st.integers(1, 9999),
    )
    def test_the_whole_is_rounded_once(self, how: str, costs: list[int], share: int) -> None:
        """Against ``money.exact_to_cent`` on the exact sum, which knows nothing of steps."""
        portion = Decimal(share) / 10_000
        lines = [line(f"S{i}", "ABCD"[i % 4], str(Decimal(cost) / 100)) for i, cost in enumerate(costs)]
        found = compute(of(regime(rate("r", str(portion))), rounding=how), plan(*lines))
        assert found.amount == exact_to_cent(Fraction(portion) * Fraction(sum(costs), 100), how)  # type: ignore[arg-type]

    @pytest.mark.parametrize(("how", "amount"), [("half_up", "0.03"), ("down", "0.02"), ("half_even", "0.02")])
    def test_half_a_cent(self, how: str, amount: str) -> None:
        found = compute(of(regime(rate("r", "0.5")), rounding=how), plan(line("S1", "A", "0.05")))
        assert found.amount == Decimal(amount)
