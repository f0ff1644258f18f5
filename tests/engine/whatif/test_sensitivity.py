"""What if: yields, breakpoints and minimums, held against the plan judged anew to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, VOCABULARY, call, limit, line, line_rule, plan
from tests.engine.money_plans import DAY, Case, random_case, seeded

from grantcli.engine.maths.curves import value_at
from grantcli.engine.whatif.breakpoints import pieces
from grantcli.engine.whatif.marginal import Probe
from grantcli.engine.whatif.sensitivity import what_if
from grantcli.model.call import Call, Edition
from grantcli.model.condition import All, Ref, Test
from grantcli.model.contribution import Bonus, Cap, Contribution, Rate, Regime, Tier
from grantcli.model.facts import Answer, Facts
from grantcli.model.rule import Rule
from grantcli.model.vocabulary import Fact
from grantcli.model.whatif import WhatIf

CENT = Decimal("0.01")


def edition(one: Call) -> Edition:
    return Edition(call=one, vocabulary=VOCABULARY, digest="sha256:0", folder="prova")


def rate(name: str, share: str, *of: str, **more: object) -> Rate:
    return Rate(id=name, cite=CITE, rate=Decimal(share), categories=of, **more)  # type: ignore[arg-type]


def regime(*rates: Rate, **more: object) -> Regime:
    return Regime(id="R", title="Regime", cite=CITE, rates=rates, **more)  # type: ignore[arg-type]


def cap(name: str, amount: int, **more: object) -> Cap:
    return Cap(id=name, cite=CITE, amount=Decimal(amount), **more)  # type: ignore[arg-type]


def ask(one: Call, facts: Facts, on: date = DAY) -> WhatIf:
    return what_if(edition(one), facts, on)


def points(result: WhatIf, category: str) -> list[tuple[Decimal, Decimal, Decimal]]:
    found = next(one for one in result.yields if one.category == category)
    return [(point.spending, point.contribution, point.yields) for point in found.breakpoints]


class TestBreakpoints:
    """«Which cap binds, how much more spending until the next one, what one more euro in each category yields. Exact
    (breakpoints of the piecewise-linear function), not sampled.» (issue 4 §4)"""

    def test_a_cap_is_met_at_its_amount_over_the_rate(self) -> None:
        """100,000 at 50 % is 50,000; up to a cap of 140,000 there are 90,000 of aid, 180,000 of cost at 50 %."""
        one = call(contribution=Contribution(regimes=(regime(rate("r", "0.5"), caps=(cap("K", 140_000),)),)))
        result = ask(one, plan(line("S1", "A", 100_000)))
        assert [(one.contribution, one.admitted) for one in result.yields] == [(Decimal("0.5"), Decimal(1))] * 4
        assert points(result, "A") == [(Decimal("180000.00"), Decimal("140000.00"), Decimal(0))]
        assert result.yields[0].breakpoints[0].starts == ("K",)
        assert result.binding == ()

    def test_a_limited_category_yields_only_what_others_make_room_for(self) -> None:
        """Consulting is full at 20 % of the total: nothing of one more euro there, but 1.25 € are admitted for each
        euro of other costs (1 + 0.2/0.8), until the 30,000 of consulting are all in, with 120,000 of other costs."""
        one = call(
            limits=[limit("L", "B", share="0.20")], contribution=Contribution(regimes=(regime(rate("r", "0.5")),))
        )
        result = ask(one, plan(line("S1", "A", 70_000), line("S2", "B", 30_000)))
        by_category = {one.category: one for one in result.yields}
        assert (by_category["B"].admitted, by_category["B"].contribution) == (0, 0)
        assert (by_category["A"].admitted, by_category["A"].contribution) == (Decimal("1.25"), Decimal("0.625"))
        assert points(result, "A") == [(Decimal("50000.00"), Decimal("75000.00"), Decimal("0.5"))]
        assert by_category["A"].breakpoints[0].ends == ("L",)
        assert [(one.rule, one.amount, one.of) for one in result.binding] == [("L", Decimal("12500.00"), "cost")]

    def test_a_step_already_passed_is_warned_of(self) -> None:
        """60,000 at 10 % is 6,000; a cent below 50,000 it is 15,000, below 10,000 but 5,000."""
        tiers = tuple(
            Tier(from_=Decimal(a), rate=Decimal(r)) for a, r in ((0, "0.5"), (10_000, "0.3"), (50_000, "0.1"))
        )
        one = call(contribution=Contribution(regimes=(regime(tiers=tiers, tiers_by="whole"),)))
        (passed,) = ask(one, plan(line("S1", "A", 60_000))).overspent
        assert (passed.line, passed.less) == ("S1", Decimal("10000.01"))
        assert (passed.contribution, passed.gain) == (Decimal(15_000), Decimal(9_000))
        assert ask(one, plan(line("S1", "A", 200_000))).overspent == ()
        by_bracket = call(contribution=Contribution(regimes=(regime(tiers=tiers),)))
        assert ask(by_bracket, plan(line("S1", "A", 60_000))).overspent == ()

    def test_the_step_of_a_whole_amount_tier_is_warned_of(self) -> None:
        """«With tiers for the whole amount a higher cost can yield less, and whatif warns of the step» (issue 4 §2):
        50 % up to 100,000, then 40 % of everything: 50,000 fall to 40,000."""
        tiers = (Tier(from_=Decimal(0), rate=Decimal("0.5")), Tier(from_=Decimal(100_000), rate=Decimal("0.4")))
        one = call(contribution=Contribution(regimes=(regime(tiers=tiers, tiers_by="whole"),)))
        result = ask(one, plan(line("S1", "A", 90_000)))
        point = result.yields[0].breakpoints[0]
        assert (point.spending, point.jump, point.contribution) == (10_000, Decimal("-10000.00"), 40_000)
        assert point.yields == Decimal("0.4")

    def test_tiers_by_bracket_turn_without_a_step(self) -> None:
        tiers = (Tier(from_=Decimal(0), rate=Decimal("0.5")), Tier(from_=Decimal(100_000), rate=Decimal("0.4")))
        one = call(contribution=Contribution(regimes=(regime(tiers=tiers),)))
        point = ask(one, plan(line("S1", "A", 90_000))).yields[0].breakpoints[0]
        assert (point.spending, point.jump, point.yields) == (10_000, 0, Decimal("0.4"))

    def test_a_rate_that_hangs_on_the_total_turns_where_the_total_does(self) -> None:
        """10 % below 50,000 admitted, 30 % from there on: 4,000 become 15,000, a jump of 10,000 at 50,000."""
        small = Test(fact="total.admitted", word="less_than", value=Decimal(50_000))
        one = call(contribution=Contribution(regimes=(regime(rate("low", "0.1", when=small), rate("high", "0.3")),)))
        point = ask(one, plan(line("S1", "A", 40_000))).yields[0].breakpoints[0]
        assert (point.spending, point.contribution, point.jump) == (10_000, 15_000, 10_000)

    def test_a_number_that_is_compared_with_a_share_of_the_total_turns_it_too(self) -> None:
        """Of nights 10,000 and a fifth of the total they are fewer beyond 50,000, not at it: 50 % becomes 20 %."""
        fewer = Test(fact="project.nights", word="less_than", value=Ref(fact="total.admitted", times=Decimal("0.2")))
        rates = (rate("low", "0.2", when=fewer), rate("high", "0.5"))
        one = call(contribution=Contribution(regimes=(regime(*rates),)))
        facts = plan(line("S1", "A", 40_000), project__nights=Decimal(10_000))
        point = ask(one, facts).yields[0].breakpoints[0]
        assert (point.spending, point.contribution, point.jump) == (Decimal("10000.01"), 10_000, -15_000)

    def test_of_a_partner_the_yield_is_its_own(self) -> None:
        small = Test(fact="company.size", word="is", value=("small",))
        one = call(contribution=Contribution(regimes=(regime(rate("sme", "0.5", when=small), rate("large", "0.15")),)))
        both = (partner("P1", "small"), partner("P2", "large"))
        facts = plan(line("S1", "A", 1000, partner="P1")).with_list("partners", both)
        yields = {(one.category, one.partner): one.contribution for one in ask(one, facts).yields}
        assert yields["A", "P1"] == Decimal("0.5")
        assert yields["D", "P2"] == Decimal("0.15")

    def test_the_contribution_as_a_base_is_solved_for(self) -> None:
        """Promotion (B) is at most 10 % of the aid, at 50 % of 80,000 + x: x = 0.05 (80,000 + x), 4,210.526… €."""
        one = call(
            limits=[limit("L", "B", share="0.10", base="contribution")],
            contribution=Contribution(regimes=(regime(rate("r", "0.5")),)),
        )
        result = ask(one, plan(line("S1", "A", 80_000), line("S2", "B", 20_000)))
        assert result.contribution == Decimal("42105.26")
        by_category = {one.category: one for one in result.yields}
        assert by_category["B"].contribution == 0
        assert by_category["A"].contribution == Decimal("0.526315789474")

    def test_on_a_curve_the_point_is_found_to_the_cent(self) -> None:
        """A and B share 60 pro rata, A at 100 % and B at 0: with x more of A the aid is 60 (40 + x) / (80 + x), until a
        cap of 45 is met at x = 80."""
        one = call(
            limits=[limit("L", "AB", amount="60")],
            contribution=Contribution(
                regimes=(regime(rate("a", "1", "A"), rate("b", "0", "B"), caps=(cap("K", 45),)),)
            ),
        )
        result = ask(one, plan(line("S1", "A", 40), line("S2", "B", 40)))
        found = next(one for one in result.yields if one.category == "A")
        assert result.contribution == 30
        assert found.contribution == Decimal("0.375")  # the slope of 60 (40 + x) / (80 + x) at 0
        met = next(point for point in found.breakpoints if "K" in point.starts)
        assert (met.spending, met.contribution, met.yields) == (80, 45, 0)  # 60 (40 + 80) / 160

    def test_nothing_is_reckoned_where_the_contribution_cannot_be_told(self) -> None:
        unknown = Rate(id="r", cite=CITE, status="missing")
        result = ask(call(contribution=Contribution(regimes=(regime(unknown),))), plan(line("S1", "A", 100)))
        assert result.contribution is None
        assert {(one.contribution, one.missing) for one in result.yields} == {(None, ("r",))}

    def test_a_rate_that_needs_an_answer_about_the_new_line_says_so(self) -> None:
        used = Test(fact="related", word="is", value=(True,))
        one = call(contribution=Contribution(regimes=(regime(rate("a", "0.1", when=used), rate("b", "0.5")),)))
        result = ask(one, plan(line("S1", "A", 100, related=False)))
        assert result.contribution == 50
        assert result.yields[0].missing == ("expenses[+].related",)


def partner(name: str, size: str) -> Facts:
    return Facts(answers={"company.size": Answer(size)}, id=name)


@pytest.mark.slow
class TestAgainstThePlanJudgedAnew:
    """The exact reading at any spending is the plan judged with that line, but for roundings to the cent."""

    @staticmethod
    def probe(case: Case) -> Probe:
        return Probe(edition(case.call), case.facts, DAY)

    @given(seed=st.integers(0, 2**32), spending=st.integers(0, 10_000_000))
    @settings(max_examples=200, deadline=None)
    def test_it_reads_what_judging_gives(self, seed: int, spending: int) -> None:
        random = seeded(seed)
        case = random_case(random, floors=False)
        probe = self.probe(case)
        category = random.choice("ABCD")
        name = random.choice([one.id for one in case.facts.lists.get("partners", ())] or [""])
        if probe.contribution.regime is None:
            return
        reading = probe.read(category, name, Fraction(spending))
        judged = probe.with_spending(category, name, Decimal(spending) / 100)
        slack = Fraction(60) * (1 + len(case.call.expenses.limits))
        assert abs(value_at(reading.admitted, Fraction(0)) - Fraction(judged.totals.admitted) * 100) <= slack
        assert judged.contribution.amount is not None
        assert abs(value_at(reading.aid, Fraction(0)) - Fraction(judged.contribution.amount) * 100) <= slack

    @pytest.mark.slow
    @given(seed=st.integers(0, 2**32))
    def test_pieces_join_and_run_straight_between_their_ends(self, seed: int) -> None:
        random = seeded(seed)
        case = random_case(random, whole=random.random() < 0.5)
        probe = self.probe(case)
        if probe.contribution.regime is None:
            return
        name = random.choice([one.id for one in case.facts.lists.get("partners", ())] or [""])
        category = random.choice("ABCD")
        found = list(pieces(probe, category, name))
        starts = [piece.start for piece in found]
        assert starts == sorted(set(starts))
        for piece, following in pairwise(found):
            middle = (piece.start + following.start) / 2
            reading = probe.read(category, name, middle)
            assert value_at(piece.reading.aid, middle - piece.start) == value_at(reading.aid, Fraction(0))
            held, holds = piece.reading.binding, reading.binding
            # another may begin to hold (239075) or cease to (2531), and change no aid
            assert held <= holds or holds <= held


class TestMinimums:
    """«The smallest change that reaches the minimum.» (issue 4 §4)"""

    @staticmethod
    def with_rule(require: object, **more: object) -> Call:
        rule = Rule(id="MIN", text="Costo minimo", cite=CITE, require=require)  # type: ignore[arg-type]
        return replace(call(contribution=Contribution(regimes=(regime(rate("r", "0.5")),)), **more), rules=(rule,))

    def test_the_least_more_spending_reaches_the_minimum_exactly(self) -> None:
        """24,000 admitted of 25,000; in B, limited to 20 % of the total, 1,000 more is admitted only to 6,000: it is
        within reach; but not when A is all there is and B may be 1 %: 242.42 € at most, whatever is spent."""
        minimum = Test(fact="total.admitted", word="at_least", value=Decimal(25_000))
        facts = plan(line("S1", "A", 24_000))
        found = ask(self.with_rule(minimum, limits=[limit("L", "B", share="0.01")]), facts)
        assert [(one.rule, one.least, one.reached) for one in found.reaches] == [("MIN", 25_000, 24_000)]
        assert dict(found.reaches[0].by_category) == {"A": 1000, "B": None, "C": 1000, "D": 1000}
        assert found.reaches[0].by_category[0][1] == Decimal("1000.00")

    def test_more_than_is_one_cent_more(self) -> None:
        minimum = Test(fact="total.contribution", word="more_than", value=Decimal(100))
        found = ask(self.with_rule(minimum), plan(line("S1", "A", 100)))
        assert found.reaches[0].by_category[0] == ("A", Decimal("100.01"))

    def test_a_share_of_another_total_is_followed(self) -> None:
        """At least half of what is presented must be admitted: 1,000 of training refused need 1,000 of other cost."""
        half = Ref(fact="total.presented", times=Decimal("0.5"))
        minimum = All(of=(Test(fact="total.admitted", word="at_least", value=half),))
        trait = Test(fact="traits", word="is", value=("training",))
        one = self.with_rule(minimum, refused=[line_rule("p", when=trait)])
        found = ask(one, plan(line("S1", "A", 1000, traits=("training",)), line("S2", "A", 400)))
        assert found.reaches[0].by_category[0] == ("A", Decimal("600.00"))

    def test_the_floor_of_the_regime_is_a_minimum_too(self) -> None:
        floor = cap("F", 1000, least=True)
        one = call(contribution=Contribution(regimes=(regime(rate("r", "0.5"), caps=(floor,)),)))
        found = ask(one, plan(line("S1", "A", 100)))
        assert found.contribution == 0
        assert found.reaches[0].by_category[0] == ("A", Decimal("1900.00"))
        assert found.yields[0].breakpoints[0].jump == 1000


class TestLosses:
    """«Which single refused line or answer costs most.» (issue 4 §4)"""

    def test_lines_come_by_what_their_refusal_costs(self) -> None:
        trait = Test(fact="traits", word="is", value=("training",))
        rates = (rate("a", "0.5", "A"), rate("b", "0.1", "B"))
        one = call(refused=[line_rule("p", when=trait)], contribution=Contribution(regimes=(regime(*rates),)))
        facts = plan(
            line("S1", "B", 3000, traits=("training",)),
            line("S2", "A", 1000, traits=("training",)),
            line("S3", "A", 10),
        )
        found = [(loss.line, loss.rules, loss.refused, loss.contribution) for loss in ask(one, facts).lines]
        assert found == [("S2", ("p",), 1000, 500), ("S1", ("p",), 3000, 300)]

    def test_the_answer_that_would_give_most_is_named(self) -> None:
        """Young firms get ten points more, small ones 50 % instead of 10 %."""
        small = Test(fact="company.size", word="is", value=("small",))
        young = Bonus(
            id="y", cite=CITE, points=Decimal("0.1"), when=Test(fact="company.young", word="is", value=(True,))
        )
        one = call(
            contribution=Contribution(
                regimes=(regime(rate("s", "0.5", when=small), rate("l", "0.1"), bonuses=(young,)),)
            )
        )
        sizes = {"small": "piccola", "medium": "media", "large": "grande"}
        vocabulary = {**VOCABULARY, "company.size": Fact(kind="choice", label="Dimensione", choices=sizes)}
        whole = replace(edition(one), vocabulary=vocabulary)
        found = what_if(whole, plan(line("S1", "A", 1000), company__size="large", company__young=False), DAY)
        assert [(loss.key, loss.instead, loss.gain) for loss in found.answers] == [
            ("company.size", "small", 400),
            ("company.young", True, 100),
        ]

    def test_an_answer_that_would_make_things_worse_costs_nothing(self) -> None:
        rule = Rule(id="Y", text="Giovane", cite=CITE, require=Test(fact="company.young", word="is", value=(True,)))
        rates = (rate("young", "0.1", when=rule.require), rate("r", "0.5"))
        one = replace(call(contribution=Contribution(regimes=(regime(*rates),))), rules=(rule,))
        assert ask(one, plan(line("S1", "A", 1000), company__young=True)).answers == ()

    def test_an_answer_of_too_many_values_is_not_turned(self) -> None:
        sized = Test(fact="company.size", word="is", value=("small",))
        nights = Test(fact="project.nights", word="at_least", value=Ref(fact="company.size"))
        rates = (rate("s", "0.5", when=sized), rate("n", "0.3", when=nights), rate("l", "0.1"))
        one = call(contribution=Contribution(regimes=(regime(*rates),), caps=(cap("K", 10, when=sized),)))
        assert ask(one, plan(line("S1", "A", 1000), company__size="small", project__nights=3)).answers == ()

    def test_an_answer_that_excludes_comes_first(self) -> None:
        rule = Rule(id="Y", text="Giovane", cite=CITE, require=Test(fact="company.young", word="is", value=(True,)))
        one = replace(call(contribution=Contribution(regimes=(regime(rate("r", "0.5")),))), rules=(rule,))
        found = ask(one, plan(line("S1", "A", 1000), company__young=False))
        assert [(loss.key, loss.verdict, loss.gain) for loss in found.answers] == [("company.young", "eligible", 0)]
