"""Limits on cost: the largest plan that respects all of them."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from tests.engine.money_calls import CITE, SCOPE, call, limit, line, plan
from tests.engine.money_plans import DAY, judged

from grantcli.engine.contribution.choice import compile_contribution
from grantcli.engine.cost_and_aid import MoneyJudge, settle_money
from grantcli.engine.expenses.ceilings import Cost
from grantcli.engine.expenses.limits import Limits
from grantcli.engine.expenses.plan import compile_expenses
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.engine.maths import whole_cents
from grantcli.model.condition import Test
from grantcli.model.contribution import Cap, Contribution, Rate, Regime, Tier
from grantcli.model.expense import Category, Limit, NamedBase
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.finding import Finding
from grantcli.model.outcome import ExpenseTotals

YOUNG = Test(fact="company.young", word="is", value=(True,))


def admitted(limits: list[Limit], **cents: int) -> list[int]:
    costs = [Cost(name, name, "", amount, amount) for name, amount in cents.items()]
    return Limits(call(limits=limits), SCOPE).settle(costs, Facts()).admitted


def test_a_share_of_the_total_is_taken_on_the_final_total() -> None:
    """70,000 of other costs, consulting 30,000 limited to 20 %: 17,500, which is 20 % of 87,500 (issue 4 §1)."""
    assert admitted([limit("L", "B", share="0.20")], A=70_000_00, B=30_000_00) == [70_000_00, 17_500_00]


def test_four_shares_of_eighty_percent_admit_nothing_of_a_plan_in_one_category() -> None:
    limits = [limit(f"L{one}", one, share="0.80") for one in "ABCD"]
    assert admitted(limits, A=70_000_00) == [0]
    assert admitted(limits, A=70_000_00, B=10_000_00) == [40_000_00, 10_000_00]


def judge(limits: list[Limit], facts: Facts) -> ExpenseTotals:
    return judged(call(limits=limits), facts)


def said(totals: ExpenseTotals) -> list[tuple[str, str, bool]]:
    return [(finding.id, finding.verdict, finding.applies) for finding in totals.findings]


class TestBases:
    """«Share limits with base: presented total, admitted total including itself, direct costs, another category, a sum
    of categories, the contribution; absolute limits; per-unit limits; minimum shares.» (issue 4 §1)"""

    facts = plan(line("S1", "A", 100), line("S2", "B", 100), line("S3", "C", 20), line("S4", "Z", 80))

    @pytest.mark.parametrize(
        ("base", "kept"),
        [
            ("presented", 60),  # 20 % of 300, the refused 80 included
            ("admitted", 30),  # 20 % of 100 + 20 + 30
            ("direct", 25),  # 20 % of 100 + 25, C being indirect
            (("A",), 20),
            (("A", "C"), 24),
        ],
    )
    def test_share_of(self, base: str | tuple[str, ...], kept: int) -> None:
        costs = [Category(id=one, text=one, cite=CITE, direct=one != "C") for one in "ABC"]
        one = call(costs=costs, limits=[limit("L", "B", share="0.2", base=base)])
        found = judged(one, self.facts)
        assert found.by_category["B"][1] == kept

    def test_every_named_base_is_tried(self) -> None:
        """A new base of limits is solved here; the contribution, which limits cost in turn, is in test_aid_as_base."""
        (mark,) = [one for one in TestBases.test_share_of.pytestmark if one.name == "parametrize"]  # type: ignore[attr-defined]
        assert set(get_args(NamedBase)) == {base for base, _kept in mark.args[1] if isinstance(base, str)} | {
            "contribution"
        }

    def test_the_lower_of_share_and_amount(self) -> None:
        assert judge([limit("L", "B", share="0.2", amount="10")], self.facts).by_category["B"][1] == 10
        assert judge([limit("L", "B", share="0.2", amount="1000")], self.facts).by_category["B"][1] == 30

    def test_no_category_named_is_all_of_them(self) -> None:
        assert judge([limit("L", "", amount="11")], self.facts).admitted == 11

    @pytest.mark.parametrize(("per", "kept"), [("people", 40), ("project.nights", 60)])
    def test_an_amount_a_unit(self, per: str, kept: int) -> None:
        facts = plan(line("S1", "A", 100), project__nights=3).with_list("people", (Facts(id="1"), Facts(id="2")))
        assert judge([limit("L", "A", amount="20", per=per)], facts).admitted == kept

    @pytest.mark.parametrize("per", ["people", "project.nights"])
    def test_units_not_known_are_missing(self, per: str) -> None:
        found = judge([limit("L", "A", amount="20", per=per)], plan(line("S1", "A", 100)))
        assert (found.missing, found.admitted, said(found)) == ((per,), 100, [("L", "unknown", True)])
        other = judge(
            [limit("L", "A", amount="20", per=per, when=YOUNG)], plan(line("S1", "A", 100), company__young=False)
        )
        assert said(other) == [("L", "pass", False)]

    def test_a_minimum_share_is_a_blocking_finding_and_no_cut(self) -> None:
        least = [limit("L", "B", share="0.5", least=True), limit("M", "B", amount="100", least=True)]
        found = judge(least, plan(line("S1", "A", 120), line("S2", "B", 100)))
        assert [(one.id, one.verdict, one.severity) for one in found.findings] == [
            ("L", "fail", "blocking"),
            ("M", "pass", "blocking"),
        ]
        assert (found.admitted, found.limits) == (220, ())


class TestCuts:
    """«What a limit removes from a category is taken from its lines pro rata, cents to the largest remainder, each
    with its step and citation.»"""

    def test_pro_rata_to_the_cent(self) -> None:
        """10 of 30.03: 10.01 each would keep 3.333…; the odd cent stays with the first of equals, by id."""
        facts = plan(line("S3", "A", "10.01"), line("S1", "A", "10.01"), line("S2", "A", "10.01"))
        found = judge([limit("L", "A", amount="10")], facts)
        assert {one.id: one.admitted for one in found.lines} == {
            "S1": Decimal("3.34"),
            "S2": Decimal("3.33"),
            "S3": Decimal("3.33"),
        }
        assert {(step.rule, step.cite) for one in found.lines for step in one.steps} == {("L", CITE)}
        assert [(step.rule, step.amount) for step in found.limits] == [("L", Decimal("-20.03"))]
        assert {one.verdict for one in found.lines} == {"cut"}

    def test_the_most_specific_limit_that_binds_is_named(self) -> None:
        facts = plan(line("S1", "A", 100), line("S2", "B", 25))
        found = judge([limit("wide", "AB", amount="60"), limit("own", "A", amount="40")], facts)
        assert {one.id: [(step.rule, step.amount) for step in one.steps] for one in found.lines} == {
            "S1": [("own", -60)],
            "S2": [("wide", -5)],
        }

    def test_a_limit_that_removes_nothing_is_told_too(self) -> None:
        found = judge([limit("L", "A", amount="40")], plan(line("S1", "A", 40)))
        assert ([(step.rule, step.amount) for step in found.limits], said(found)) == ([("L", 0)], [("L", "pass", True)])


class TestConditionsAndGaps:
    """Limits that hold only sometimes, that were inferred, or whose figure our text lacks."""

    facts = plan(line("S1", "A", 100), line("S2", "B", 100))

    def test_a_limit_whose_occasion_does_not_arise_cuts_nothing(self) -> None:
        found = judge([limit("L", "A", amount="40", when=YOUNG)], plan(line("S1", "A", 100), company__young=False))
        assert (found.admitted, said(found), found.limits) == (100, [("L", "pass", False)], ())

    def test_an_occasion_not_known_matters_only_where_the_limit_would_cut(self) -> None:
        found = judge([limit("L", "A", amount="40", when=YOUNG)], self.facts)
        assert (found.missing, said(found)) == (("company.young",), [("L", "unknown", True)])
        assert judge([limit("L", "A", amount="100", when=YOUNG)], self.facts).missing == ()

    def test_a_missing_figure_leaves_the_cost_untold_until_it_is_supplied(self) -> None:
        gap = [limit("L", "A", status="missing")]
        found = judge(gap, self.facts)
        assert (found.status, found.missing_figures, said(found)) == (
            "undetermined",
            ("L",),
            [("L", "undetermined", True)],
        )
        for value, kept in ((Decimal("0.2"), 25), (Decimal(30), 30), (True, 100)):
            given = judge(gap, Facts(self.facts.answers, self.facts.lists, {"L": Supplied(value, "letto")}))
            assert (given.by_category["A"][1], given.status) == (kept, "estimate")
            assert given.findings[0].supplied == "letto"
        refused = Facts(self.facts.answers, self.facts.lists, {"L": Supplied(False, "letto")})
        assert judge(gap, refused).status == "undetermined"

    def test_a_missing_figure_of_what_is_not_bought_is_no_matter(self) -> None:
        found = judge([limit("L", "C", status="missing")], self.facts)
        assert (found.status, said(found)) == ("official", [("L", "pass", False)])

    def test_a_missing_figure_whose_occasion_does_not_arise_is_no_matter(self) -> None:
        found = judge([limit("L", "A", status="missing", when=YOUNG)], plan(line("S1", "A", 1), company__young=False))
        assert (found.status, said(found)) == ("official", [("L", "pass", False)])

    def test_a_derived_limit_makes_an_estimate(self) -> None:
        assert judge([limit("L", "A", amount="500", status="derived")], self.facts).status == "estimate"

    def test_an_unfinished_plan_settles_no_limit(self) -> None:
        known = plan(line("S1", "A", 100), Facts(answers={"category": Answer("B")}, id="S2"))
        found = judge([limit("L", "A", amount="40"), limit("M", "C", amount="1")], known)
        assert [(one.id, one.verdict, one.missing) for one in found.findings] == [
            ("L", "unknown", ("expenses[S2].amount",)),
            ("M", "unknown", ("expenses[S2].amount",)),
        ]


class TestASearchGivenUp:
    """«A limit with another on the same costs: no feasible plan in whole cents has a larger sum» is not proven then."""

    @pytest.mark.parametrize(
        ("prefer", "said"), [("cost", "ammettere di più, al più 0,87"), ("aid", "contributo più alto, al più di 0,44")]
    )
    def test_the_amounts_are_estimates_with_a_bound(
        self, prefer: str, said: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A ≤ 37 % and B ≤ 63 % of 10.00 each: 15.00 found, 15.87 in fractions, half of which is granted."""
        rates = (Rate(id="r", cite=CITE, rate=Decimal("0.5")),)
        half = Contribution(regimes=(Regime(id="R", title="R", cite=CITE, rates=rates),))
        one = call(limits=[limit("A", "A", share="0.37"), limit("B", "B", share="0.63")], contribution=half)
        one = replace(one, expenses=replace(one.expenses, prefer=prefer))
        facts = plan(line("1", "A", "10.00"), line("2", "B", "10.00"))
        judge_of = MoneyJudge(compile_expenses(one, SCOPE), compile_contribution(one, SCOPE), ComputedFacts(SCOPE))
        assert settle_money(judge_of, facts, DAY).contribution.status == "official"
        monkeypatch.setattr(whole_cents, "_NEAR_BRANCHES", 0)
        monkeypatch.setattr(whole_cents, "BRANCHES", 0)
        monkeypatch.setattr(whole_cents, "_ROOT_CUTS", 0)
        totals, contribution = settle_money(judge_of, facts, DAY)[1:3]
        told = next(one for one in totals.findings if one.id == "limits.search")
        assert (told.verdict, told.severity) == ("undetermined", "warning")
        assert said in str(told.why)
        assert (totals.status, contribution.status) == ("estimate", "estimate")
        assert contribution.amount is not None
        assert totals.admitted <= Decimal("15.87")


class TestPartners:
    def test_a_limit_of_each_partner_looks_at_its_own_cost(self) -> None:
        """20 % of each partner's own total: of P1 (80 of A) 20 of B are kept, of P2 none."""
        facts = plan(
            line("S1", "A", 80, partner="P1"), line("S2", "B", 50, partner="P1"), line("S3", "B", 50, partner="P2")
        )
        found = judge([limit("L", "B", share="0.2", each="partner")], facts)
        assert {one.id: one.admitted for one in found.lines} == {"S1": 80, "S2": 20, "S3": 0}

    def test_who_misses_a_minimum_is_named(self) -> None:
        facts = plan(line("S1", "A", 80, partner="P1"), line("S2", "B", 50, partner="P2"))
        found = judge([limit("L", "B", share="0.2", each="partner", least=True)], facts)
        assert [(one.verdict, one.who) for one in found.findings] == [("fail", ("P1",))]

    def test_a_condition_is_judged_of_each_partner(self) -> None:
        small = Test(fact="company.size", word="is", value=("small",))
        people = tuple(
            Facts(answers={"company.size": Answer(size)}, id=name) for name, size in (("P1", "small"), ("P2", "large"))
        )
        facts = plan(line("S1", "A", 80, partner="P1"), line("S2", "A", 50, partner="P2")).with_list("partners", people)
        found = judge([limit("L", "A", amount="10", each="partner", when=small)], facts)
        assert {one.id: one.admitted for one in found.lines} == {"S1": 10, "S2": 50}


class TestContributionAsBase:
    """«Real calls take the aid itself as a base.»"""

    def settle(self, regime: Regime, *limits: Limit) -> tuple[Decimal, Decimal | None, tuple[Finding, ...]]:
        one = call(limits=limits, contribution=Contribution(regimes=(regime,)))
        facts = plan(line("S1", "A", 80_000), line("S2", "B", 20_000))
        found = settle_money(
            MoneyJudge(compile_expenses(one, SCOPE), compile_contribution(one, SCOPE), ComputedFacts(SCOPE)), facts, DAY
        )
        return found.totals.by_category["B"][1], found.contribution.amount, found.totals.findings

    @staticmethod
    def regime(**more: object) -> Regime:
        return Regime(
            id="R", title="R", cite=CITE, **{"rates": (Rate(id="r", cite=CITE, rate=Decimal("0.5")),), **more}
        )  # type: ignore[arg-type]

    def test_cost_and_aid_are_solved_together(self) -> None:
        """x = 10 % of 50 % of (80,000 + x): x = 4,000 / 0.95 = 4,210.526…, of which whole cents; aid 42,105.26."""
        kept, aid, _ = self.settle(self.regime(), limit("L", "B", share="0.1", base="contribution"))
        assert (kept, aid) == (Decimal("4210.52"), Decimal("42105.26"))

    def test_a_cap_on_the_aid_is_reckoned_with(self) -> None:
        cap = Cap(id="K", cite=CITE, amount=Decimal(30_000))
        kept, aid, _ = self.settle(self.regime(caps=(cap,)), limit("L", "B", share="0.1", base="contribution"))
        assert (kept, aid) == (3_000, 30_000)

    def test_tiers_converge_to_the_cent(self) -> None:
        """40 % from nothing on, half of the aid: x = 0.5 × 0.4 × (80,000 + x) = 20,000, which is just what is asked."""
        tiers = (Tier(from_=Decimal(0), rate=Decimal("0.4")),)
        kept, aid, _ = self.settle(
            self.regime(rates=(), tiers=tiers), limit("L", "B", share="0.25", base="contribution")
        )
        assert abs(kept - Decimal("8888.88")) <= Decimal("0.01")  # x = 0.1 (80,000 + x), 8,888.888…
        assert aid is not None
        assert kept <= aid / 4

    def test_an_aid_that_cannot_be_told_leaves_the_limit_open(self) -> None:
        unknown = self.regime(rates=(Rate(id="r", cite=CITE, status="missing"),))
        _, aid, findings = self.settle(unknown, limit("L", "B", share="0.1", base="contribution"))
        assert aid is None
        assert [(one.id, one.verdict) for one in findings] == [("L", "undetermined")]
