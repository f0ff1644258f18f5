"""Expense lines: what refuses them, what they cost, what is only suspected, and the totals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, SCOPE, call, categories, limit, line, line_rule, plan
from tests.engine.money_plans import judged

from grantcli.engine.conditions.prefilter import Sieve
from grantcli.engine.expenses.keywords import Keywords
from grantcli.model.call import Call
from grantcli.model.condition import All, Any, Condition, Not, Ref, Test
from grantcli.model.expense import Category, FlatRate, UnitCost
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.outcome import ExpenseTotals, Line


def has(trait: str) -> Test:
    return Test(fact="traits", word="is", value=(trait,))


def judge(one: Call, facts: Facts) -> ExpenseTotals:
    return judged(one, facts)


def only(one: Call, item: Facts, **answers: object) -> Line:
    return judge(one, plan(item, **answers)).lines[0]


class TestRefusals:
    """«The first refusing rule removes what is left; several refusing rules are all listed; several may be partial.»"""

    def test_the_first_rule_takes_the_line_and_the_others_are_listed(self) -> None:
        one = call(refused=[line_rule("p", when=has("training")), line_rule("a", when=has("used"))])
        found = only(one, line("S1", "A", 100, traits=("used", "training")))
        assert [(step.rule, step.amount, step.cite) for step in found.steps] == [("p", -100, CITE)]
        assert [finding.id for finding in found.findings] == ["p", "a"]
        assert (found.verdict, found.admitted) == ("refused", 0)
        assert found.findings[0].facts["expenses[S1].traits"].value == ("used", "training")

    def test_partial_rules_take_their_share_of_the_line(self) -> None:
        """60 % and 60 % of 100 take 60 and then only the 40 that are left."""
        rules = [line_rule(name, when=has(name), refuses=Decimal("0.6")) for name in ("used", "training")]
        found = only(call(refused=rules), line("S1", "A", 100, traits=("used", "training")))
        assert [step.amount for step in found.steps] == [-60, -40]
        assert found.verdict == "refused"
        half = only(call(refused=rules), line("S1", "A", "0.01", traits=("used",)))
        assert (half.admitted, half.verdict) == (0, "refused")

    def test_a_line_cut_in_part_is_cut(self) -> None:
        rules = [line_rule("used", when=has("used"), refuses=Decimal("0.25"))]
        found = only(call(refused=rules), line("S1", "A", 100, traits=("used",)))
        assert (found.admitted, found.verdict) == (75, "cut")

    def test_a_warning_is_said_and_takes_nothing(self) -> None:
        found = only(
            call(refused=[line_rule("w", when=has("used"), verdict="warn")]), line("S1", "A", 100, traits=("used",))
        )
        assert [(finding.id, finding.verdict, finding.severity) for finding in found.findings] == [
            ("w", "fail", "warning")
        ]
        assert (found.admitted, found.verdict) == (100, "admitted")

    def test_an_unknown_category_is_refused_where_the_call_names_its_own(self) -> None:
        assert only(call(), line("S1", "Z", 100)).steps[0].rule == "expenses.category"
        assert only(call(costs=()), line("S1", "Z", 100)).admitted == 100

    def test_a_rule_without_condition_only_hints(self) -> None:
        found = only(call(refused=[line_rule("h", hints=("usato",))]), line("S1", "A", 100, description="Tornio usato"))
        assert (found.admitted, [finding.id for finding in found.suggestions]) == (100, ["h"])


class TestDoubts:
    """«Lines with verdict unknown and manual are kept admitted and counted as doubtful.»"""

    def test_a_rule_for_a_person_leaves_the_line_to_verify(self) -> None:
        one = call(refused=[line_rule("m", when=has("used"), verdict="manual")])
        found = only(one, line("S1", "A", 100, traits=("used",)))
        assert (found.verdict, found.admitted, found.findings[0].verdict) == ("manual", 100, "manual")

    @pytest.mark.parametrize(("said", "admitted"), [(True, 100), (False, 0)])
    def test_a_person_can_settle_it(self, said: bool, admitted: int) -> None:
        one = call(refused=[line_rule("m", when=has("used"), verdict="manual")])
        facts = plan(line("S1", "A", 100, traits=("used",)))
        given_ = Facts(facts.answers, facts.lists, {"m": Supplied(said, "ufficio bandi")})
        assert judge(one, given_).lines[0].admitted == admitted

    def test_what_is_not_known_of_the_line_is_missing(self) -> None:
        one = call(refused=[line_rule("r", when=Test(fact="related", word="is", value=(True,)))])
        found = judge(one, plan(Facts(answers={"category": Answer("A")}, id="S1")))
        assert found.lines[0].verdict == "unknown"
        assert found.missing == ("expenses[S1].amount", "expenses[S1].related")
        assert judge(one, plan(Facts(answers={"amount": Answer(Decimal(5))}, id="S1"))).missing == (
            "expenses[S1].category",
            "expenses[S1].related",
        )

    def test_what_is_known_only_later_does_not_wait(self) -> None:
        cash = Test(fact="payment_method", word="is", value=("cash",))
        one = call(refused=[line_rule("r", when=cash, by="payment")])
        assert judge(one, plan(line("S1", "A", 100))).missing == ()
        assert judge(one, plan(line("S1", "A", 100, payment_method="cash"))).admitted == 0

    def test_a_refused_line_asks_for_nothing_more(self) -> None:
        one = call(
            refused=[
                line_rule("r", when=Test(fact="related", word="is", value=(True,))),
                line_rule("a", when=has("used")),
            ]
        )
        found = judge(one, plan(line("S1", "A", 100, traits=("used",))))
        assert found.missing == ()
        assert [finding.id for finding in found.lines[0].findings] == ["a"]

    def test_a_rule_that_our_text_lacks_leaves_the_cost_untold(self) -> None:
        one = call(refused=[line_rule("m", when=has("used"), status="missing")])
        found = judge(one, plan(line("S1", "A", 100, traits=("used",))))
        assert (found.status, found.lines[0].findings[0].verdict) == ("undetermined", "undetermined")
        assert judge(one, plan(line("S1", "A", 100))).status == "official"

    def test_a_derived_rule_makes_an_estimate_only_where_it_cuts(self) -> None:
        one = call(refused=[line_rule("m", when=has("used"), status="derived")])
        assert judge(one, plan(line("S1", "A", 100, traits=("used",)))).status == "estimate"
        assert judge(one, plan(line("S1", "A", 100))).status == "official"

    def test_a_list_that_is_absent_is_not_known(self) -> None:
        found = judge(call(), Facts())
        assert (found.known, found.missing, found.presented) == (False, ("expenses",), 0)
        assert judge(call(), plan()).known


class TestUnitsAndFlatRates:
    """«Units and flat rates: lump sums, unit costs, a percentage of another category.» (issue 3 §2)"""

    visit = Category(
        id="V",
        text="Visite",
        cite=CITE,
        units=(
            UnitCost(amount=Decimal(300), when=Test(fact="related", word="is", value=(True,))),
            UnitCost(amount=Decimal("600.005"), when=has("used"), cite="bando §2", status="derived"),
        ),
    )

    def line_of(self, **more: object) -> ExpenseTotals:
        known = {"category": "V", **{key: value for key, value in more.items() if value is not None}}
        item = Facts(answers={key: Answer(value) for key, value in known.items()}, id="S1")
        return judge(call(costs=(self.visit,)), plan(item))

    def test_units_cost_what_the_call_says(self) -> None:
        found = self.line_of(amount=None, units=Decimal(3), related=True)
        assert (found.presented, found.admitted, found.status) == (900, 900, "official")

    def test_the_first_cost_that_fits_is_taken_and_rounded(self) -> None:
        found = self.line_of(amount=None, units=3, related=False, traits=("used",))
        assert (found.admitted, found.status) == (Decimal("1800.02"), "estimate")

    def test_what_is_presented_above_the_unit_cost_is_cut_and_below_is_kept(self) -> None:
        above = self.line_of(amount=Decimal(1000), units=3, related=True)
        assert [(step.rule, step.amount) for step in above.lines[0].steps] == [("V", -100)]
        assert self.line_of(amount=Decimal(800), units=3, related=True).admitted == 800

    def test_no_cost_that_fits_is_a_refusal_and_no_units_a_question(self) -> None:
        assert self.line_of(amount=Decimal(5), units=3, related=False).admitted == 0
        assert self.line_of(amount=None, related=True).missing == ("expenses[S1].units",)
        assert self.line_of(amount=None, units=3).missing == ("expenses[S1].related",)

    def test_a_flat_rate_follows_what_is_admitted_of_its_base(self) -> None:
        """15 % of staff (the rule of Interreg Europe's office costs): 10,000.05 gives 1,500.0075, rounded by the
        call; with a line of 4,000.05 refused, 900."""
        office = Category(id="O", text="Ufficio", cite=CITE, flat=FlatRate(share=Decimal("0.15"), of=("A",)))
        one = call(costs=(*categories("A"), office), refused=[line_rule("p", when=has("training"))])
        whole = judge(one, plan(line("S1", "A", 6000), line("S2", "A", "4000.05")))
        assert [(item.id, item.presented, item.admitted) for item in whole.lines][2] == (
            "O",
            Decimal("1500.01"),
            Decimal("1500.01"),
        )
        less = judge(one, plan(line("S1", "A", 6000), line("S2", "A", "4000.05", traits=("training",))))
        assert [(step.rule, step.amount) for step in less.lines[2].steps] == [("O", Decimal("-600.01"))]
        assert less.admitted == 6900

    def test_a_flat_rate_of_a_flat_rate_is_computed_after_it(self) -> None:
        first = Category(id="X", text="X", cite=CITE, flat=FlatRate(share=Decimal("0.1"), of=("A", "O")))
        office = Category(id="O", text="O", cite=CITE, flat=FlatRate(share=Decimal("0.5"), of=("A",)))
        found = judge(call(costs=(first, office, *categories("A"))), plan(line("S1", "A", 100)))
        assert {item.id: item.admitted for item in found.lines} == {"S1": 100, "O": 50, "X": 15}

    def test_flat_rates_are_each_partners_own(self) -> None:
        office = Category(id="O", text="O", cite=CITE, flat=FlatRate(share=Decimal("0.5"), of=("A",)))
        facts = plan(line("S1", "A", 100, partner="P1"), line("S2", "A", 10, partner="P2"))
        found = judge(call(costs=(*categories("A"), office)), facts)
        assert {item.id: (item.partner, item.admitted) for item in found.lines[2:]} == {
            "O.P1": ("P1", 50),
            "O.P2": ("P2", 5),
        }

    def test_a_flat_cost_cannot_be_presented(self) -> None:
        office = Category(id="O", text="O", cite=CITE, flat=FlatRate(share=Decimal("0.5"), of=("A",)))
        found = only(call(costs=(*categories("A"), office)), line("S1", "O", 100))
        assert (found.admitted, found.steps[0].rule) == (0, "O")


class TestHints:
    """«A suggestion (never a decision) from keyword hints when a description smells of a refused kind.» (issue 2 §4)"""

    @pytest.mark.parametrize(
        ("description", "smells_of"),
        [
            ("Pressa USATA del 2015", (0,)),
            ("Causa usatissima", (0,)),
            ("Causato da altri", ()),
            ("Impianto elettrico dell'ufficio", (1,)),
            ("Impianto di luce elettrica", ()),
            ("Attività di formazione: corso è incluso", (2,)),
            ("corso di usata formazione", (0, 2)),
            ("", ()),
        ],
    )
    def test_words_are_found_whole_whatever_case_and_accents(
        self, description: str, smells_of: tuple[int, ...]
    ) -> None:
        assert (
            Keywords([["usat*"], ["impianto elettric*", "!!"], ["attivita di formazione", "corso"]]).of(description)
            == smells_of
        )

    def test_nothing_is_found_without_hints(self) -> None:
        assert Keywords([[], []]).of("usato") == ()

    def test_what_refuses_is_not_also_suggested(self) -> None:
        one = call(refused=[line_rule("a", when=has("used"), hints=("usato",), refuses=Decimal("0.5"))])
        refused = only(one, line("S1", "A", 100, traits=("used",), description="usato"))
        assert refused.suggestions == ()
        assert only(one, line("S1", "A", 100, description="usato")).suggestions[0].severity == "info"

    def test_a_refused_line_smells_of_nothing_more(self) -> None:
        one = call(refused=[line_rule("a", when=has("used")), line_rule("b", hints=("corso",))])
        assert only(one, line("S1", "A", 100, traits=("used",), description="corso")).suggestions == ()


TESTS = st.one_of(
    st.builds(lambda value: has(value), st.sampled_from(("used", "training", "vehicle"))),
    st.builds(lambda value: Test(fact="related", word="is", value=(value,)), st.booleans()),
    st.just(Test(fact="company.young", word="is", value=(True,))),
    st.just(Test(fact="amount", word="at_least", value=Decimal(50))),
    st.just(Test(fact="supplier", word="is", value=Ref(fact="company.size"))),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(lambda of: All(of=tuple(of)), st.lists(inner, max_size=3)),
        st.builds(lambda of: Any(of=tuple(of)), st.lists(inner, max_size=3)),
        st.builds(lambda of: Not(of=of), inner),
    ),
    max_leaves=6,
)


class TestSieve:
    """What the sieve keeps back could not have held: judging everything gives the same."""

    @given(
        st.lists(st.one_of(st.none(), CONDITIONS), min_size=1, max_size=5),
        st.sampled_from((None, (), ("used",), ("training", "vehicle"), ("used", "training"))),
        st.sampled_from((None, True, False)),
    )
    def test_nothing_that_may_hold_is_kept_back(
        self, conditions: list[Condition | None], traits: tuple[str, ...] | None, related: bool | None
    ) -> None:
        from grantcli.engine.conditions.compiler import compile_condition
        from grantcli.engine.conditions.context import Frame

        inner = SCOPE.within("expenses")
        more = {key: value for key, value in (("traits", traits), ("related", related)) if value is not None}
        item = line("S1", "A", 100, **more)
        frame = Frame(plan(item), item, "expenses")
        verdicts = [compile_condition(one, inner)(frame).verdict for one in conditions]
        passed = Sieve(conditions, inner).of(item)
        assert list(passed) == sorted(set(passed))
        assert {i for i, verdict in enumerate(verdicts) if verdict != "fail"} <= set(passed)


def test_totals_by_category_name_every_category_of_the_call() -> None:
    found = judge(call(limits=[limit("L", "B", share="0.5")]), plan(line("S1", "A", 10), line("S2", "B", 30)))
    assert found.by_category == {"A": (10, 10), "B": (30, 10), "C": (0, 0), "D": (0, 0)}
    assert [(step.rule, step.amount) for step in found.limits] == [("L", -20)]
