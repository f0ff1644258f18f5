"""Other public money on the same costs: art. 8 of Reg. (EU) 651/2014; de minimis grants; declarations not borne out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli import i18n
from grantcli.engine.verdict import overall
from grantcli.law.cumulation import findings, supports
from grantcli.law.derive import derive
from grantcli.law.supplement import supplement
from grantcli.model.call import Call
from grantcli.model.contribution import Contribution, Regime
from grantcli.model.expense import Category, Expenses
from grantcli.model.facts import Answer, Facts
from grantcli.model.finding import Finding
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals, Line, Outcome, RegimeOutcome

ON = date(2022, 6, 20)
TOLD = {"eligible": "pass", "not_eligible": "fail", "to_verify": "manual"}
"""The verdict on the whole to that of one blocking rule which brings it about."""


def D(value: object) -> Decimal:  # noqa: N802
    return Decimal(str(value))


def outcome(
    lines: dict[str, object],
    *,
    rate: object = "0.40",
    amount: object = "full",
    policy: str = "within_intensity",
    article: str | None = None,
    de_minimis: str | None = None,
    written: dict[str, dict[str, object]] | None = None,
    aids: tuple[Facts, ...] | None = None,
    size: str | None = "small",
    **answers: object,
) -> Outcome:
    """An outcome of one regime at one rate; ``lines`` maps id to admitted cost."""
    items = tuple(
        Facts(answers={key: Answer(value) for key, value in (written or {}).get(id, {}).items()}, id=id) for id in lines
    )
    named = {key.replace("__", "."): Answer(value) for key, value in answers.items()}
    if size:
        named["company.size"] = Answer(size, "derived")
    facts = Facts(answers=named, lists={"expenses": items})
    if aids is not None:
        facts = derive(facts.with_list("aids", aids), {}, ON)
    made = tuple(Line(id, "A", "x", D(cost), D(cost)) for id, cost in lines.items())
    rates = {} if rate is None else {id: D(rate) for id in lines}
    whole = sum((line.admitted * rates.get(line.id, 0) for line in made), D(0))
    given = None if amount is None else (whole if amount == "full" else D(amount)).quantize(D("0.01"))
    regime = RegimeOutcome("r", "Regime", "bando §1", True, "official", given, line_rates=rates)
    call = Call(
        id="c",
        title="C",
        expenses=Expenses(categories=(Category(id="A", text="A", cite="bando §2", article=article),)),
        contribution=Contribution(
            cumulation=policy,  # type: ignore[arg-type]
            cumulation_cite="bando §3",
            regimes=(Regime(id="r", title="R", cite="bando §1", de_minimis=de_minimis),),
        ),
    )
    status = "undetermined" if given is None else "official"
    return Outcome(
        call=call,
        vocabulary={},
        digest="",
        on=ON,
        verdict="eligible",
        facts=facts,
        findings=(),
        expenses=ExpenseTotals(lines=made),
        contribution=ContributionOutcome(status, given, "r", regimes=(regime,)),  # type: ignore[arg-type]
    )


def aid(id: str, amount: object, lines: str = "", regulation: str = "651/2014", **more: object) -> Facts:
    answers = {"amount": D(amount), "lines": lines, "regulation": regulation, "date": date(2022, 1, 10), **more}
    return Facts(answers={key: Answer(value) for key, value in answers.items()}, id=id)


class TestWithinIntensity:
    """Art. 8(3)(b): on the same costs only up to the highest intensity that applies."""

    @pytest.mark.parametrize(
        ("other", "verdict", "excess"),
        [("1000.00", "pass", "0"), ("1000.01", "fail", "0.01"), ("3000", "fail", "2000")],
    )
    def test_up_to_the_ceiling_and_a_cent_above(self, other: str, verdict: str, excess: str) -> None:
        """10,000 of cost under art. 17 at 20 %: 1,000 here leave 1,000."""
        out = outcome({"S1": 10_000}, rate="0.10", article="17", written={"S1": {"other_aid": D(other)}})
        (support,) = supports(out)
        assert (support.here, support.headroom) == (1_000, max(2_000 - D(other), 0))
        assert support.excess == D(excess)
        (finding,) = findings(out)
        assert (finding.verdict, finding.severity, finding.group) == (verdict, "warning", "state_aid")
        assert (finding.remedy is None) == (verdict == "pass")

    def test_the_steps_run_from_the_ceiling_to_what_is_left(self) -> None:
        out = outcome({"S1": 10_000}, rate="0.10", article="17", written={"S1": {"other_aid": D(300)}})
        (support,) = supports(out)
        assert [step.amount for step in support.steps] == [2_000, -300, -1_000]
        assert all("art. 8" in step.cite or "art. 17" in step.cite for step in support.steps)

    def test_the_highest_intensity_is_that_of_any_scheme_that_holds(self) -> None:
        here = outcome({"S1": 100}, rate="0.40", article="17", written={"S1": {"other_aid": D(1)}})
        assert supports(here)[0].bound == (D("0.40"), "bando §1")
        other = outcome({"S1": 100}, rate="0.10", aids=(aid("A", 5, "S1", intensity=D("0.80")),))
        assert supports(other)[0].bound is not None
        assert supports(other)[0].bound[0] == D("0.80")  # type: ignore[index]

    def test_for_a_medium_firm_the_ceiling_is_its_own(self) -> None:
        out = outcome({"S1": 100}, rate="0.05", article="17", size="medium", written={"S1": {"other_aid": D(1)}})
        assert supports(out)[0].bound == (D("0.10"), "Reg. (UE) 651/2014, art. 17(6)")

    def test_the_award_date_picks_the_text(self) -> None:
        answers = {"award__date": date(2028, 1, 1)}  # after every text we hold
        out = outcome({"S1": 100}, rate=None, article="17", written={"S1": {"other_aid": D(1)}}, **answers)
        assert supports(out)[0].bound is None

    def test_without_an_intensity_nothing_is_guessed(self) -> None:
        out = outcome({"S1": 100}, rate=None, amount=None, size=None, article="17", written={"S1": {"other_aid": D(1)}})
        (finding,) = findings(out)
        assert finding.verdict == "undetermined"
        assert supports(out)[0].headroom is None
        assert supports(out)[0].excess is None

    def test_without_an_amount_the_headroom_is_told_all_the_same(self) -> None:
        out = outcome({"S1": 10_000}, rate=None, amount=None, article="17", written={"S1": {"other_aid": D(500)}})
        (finding,) = findings(out)
        assert finding.verdict == "undetermined"
        assert "1.500,00" in str(finding.text)

    def test_a_contribution_cut_by_a_cap_weighs_less_on_each_line(self) -> None:
        """140,000 over two equal lines are 70,000 each, whatever the rate would give."""
        out = outcome(
            {"S1": 200_000, "S2": 200_000}, rate="0.50", amount=140_000, written={"S1": {"other_aid": D(30_000)}}
        )
        (support,) = supports(out)
        assert (support.here, support.excess) == (70_000, 0)

    def test_a_lump_sum_is_shared_by_cost(self) -> None:
        out = outcome({"S1": 300, "S2": 100}, rate=None, amount=40, written={"S2": {"other_aid": D(1)}})
        assert supports(out)[0].here == 10


class TestWhatTheCallSays:
    def test_none_refuses_any_other_aid(self) -> None:
        out = outcome({"S1": 100}, policy="none", written={"S1": {"other_aid": D(1)}})
        assert findings(out)[0].verdict == "fail"

    def test_free_looks_at_the_cost_only(self) -> None:
        assert findings(outcome({"S1": 100}, policy="free", written={"S1": {"other_aid": D(60)}}))[0].verdict == "pass"
        assert findings(outcome({"S1": 100}, policy="free", written={"S1": {"other_aid": D(61)}}))[0].verdict == "fail"

    def test_the_citation_names_the_call_and_the_law(self) -> None:
        (finding,) = findings(outcome({"S1": 100}, written={"S1": {"other_aid": D(1)}}))
        assert finding.cite == "bando §3; Reg. (UE) 651/2014, art. 8(3)(b), (5)"


class TestOtherSupport:
    """Public money that is not aid is outside the intensities; together they never pass the cost."""

    @pytest.mark.parametrize(("support", "verdict"), [("60", "pass"), ("60.01", "fail")])
    def test_never_above_the_cost(self, support: str, verdict: str) -> None:
        (finding,) = findings(outcome({"S1": 100}, written={"S1": {"other_support": D(support)}}))
        assert finding.verdict == verdict

    def test_from_the_ledger(self) -> None:
        (support,) = supports(outcome({"S1": 100}, aids=(aid("A", 30, "S1", "none"),)))
        assert (support.others, support.support) == (0, 30)


class TestLedger:
    def test_an_aid_on_several_lines_is_shared_by_their_cost(self) -> None:
        found = supports(outcome({"S1": 300, "S2": 100, "S3": 50}, aids=(aid("A", "10.01", "S1, S2"),)))
        assert [(one.line, str(one.others)) for one in found] == [("S1", "7.51"), ("S2", "2.50")]

    def test_what_is_written_on_the_line_goes_before(self) -> None:
        out = outcome({"S1": 100}, written={"S1": {"other_aid": D(7)}}, aids=(aid("A", 5, "S1"),))
        assert supports(out)[0].others == 7

    def test_several_aids_add_up_and_the_highest_intensity_holds(self) -> None:
        aids = (aid("A", 5, "S1", intensity=D("0.6")), aid("B", 6, "S1", intensity=D("0.5")), aid("C", 1, "ghost"))
        (support,) = supports(outcome({"S1": 100}, aids=aids))
        assert support.others == 11
        assert support.bound is not None
        assert support.bound.share == D("0.6")

    def test_lines_that_are_refused_take_no_part(self) -> None:
        assert supports(outcome({"S1": 0}, written={"S1": {"other_aid": D(7)}})) == ()
        assert supports(outcome({})) == ()


class TestUnplaced:
    def test_other_aid_told_of_no_line_is_for_a_person(self) -> None:
        (finding,) = findings(outcome({"S1": 100}, application__other_state_aid=True))
        assert (finding.verdict, finding.id) == ("manual", "cumulation")
        assert finding.look_at

    def test_none_declared_is_no_finding(self) -> None:
        assert findings(outcome({"S1": 100}, application__other_state_aid=False)) == ()
        assert findings(outcome({"S1": 100})) == ()


class TestDeMinimis:
    """Art. 3(7) of Reg. (EU) 1407/2013: above the ceiling all of the new aid loses the regulation."""

    def found(self, *aids: Facts, amount: object = 50_000, regulation: str = "1407/2013", **more: object) -> object:
        out = outcome({"S1": 100_000}, amount=amount, de_minimis=regulation, aids=aids, **more)
        return supplement(out).findings[0]

    @pytest.mark.parametrize(
        ("used", "verdict", "words"),
        [(150_000, "pass", "50.000,00"), ("150000.01", "fail", "per intero"), (200_000, "fail", "per intero")],
    )
    def test_fits_or_falls(self, used: object, verdict: str, words: str) -> None:
        finding = self.found(aid("A", used, regulation="1407/2013"))
        assert finding.verdict == verdict  # type: ignore[attr-defined]
        assert words in finding.text  # type: ignore[attr-defined]

    def test_the_reduced_request_is_offered(self) -> None:
        assert "49.999,99" in self.found(aid("A", "150000.01", regulation="1407/2013")).remedy  # type: ignore[attr-defined]
        assert "Aspettare" in self.found(aid("A", 200_000, regulation="1407/2013")).remedy  # type: ignore[attr-defined]

    def test_without_an_amount_the_headroom_is_told(self) -> None:
        finding = self.found(amount=None)
        assert finding.verdict == "manual"  # type: ignore[attr-defined]
        assert "200.000,00" in finding.look_at  # type: ignore[attr-defined]
        assert "aid.deminimis.headroom" in finding.facts  # type: ignore[attr-defined]

    def test_an_unknown_ledger_is_asked_for(self) -> None:
        finding = supplement(outcome({"S1": 1}, de_minimis="1407/2013")).findings[0]
        assert (finding.verdict, finding.missing) == ("unknown", ("aids",))

    def test_a_regulation_that_does_not_hold_that_day(self) -> None:
        assert self.found(regulation="2023/2831").verdict == "undetermined"  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("used", "told", "verdict"),
        [
            (150_000, "eligible", "eligible"),
            (150_000, "not_eligible", "not_eligible"),
            ("150000.01", "eligible", "not_eligible"),
            (None, "to_verify", "incomplete"),
        ],
    )
    def test_the_account_decides_of_the_whole(self, used: object, told: str, verdict: str) -> None:
        """Art. 3(7): aid above the ceiling has no part of the regulation's benefit; what is not known is no pass."""
        lists = {} if used is None else {"aids": (aid("A", used, regulation="1407/2013"),)}
        out = outcome({"S1": 100_000}, rate="0.5", de_minimis="1407/2013")
        own = (Finding("R1", TOLD[told], "blocking", "", "bando §2"),)
        out = replace(out, findings=own, facts=replace(out.facts, lists={**out.facts.lists, **lists}))
        short = Finding(f"{out.contribution.regime}.de_minimis", "pass", "blocking", "", "bando §1")
        whole = supplement(replace(out, contribution=replace(out.contribution, de_minimis=short)))
        assert overall(out.call, whole.findings, out.expenses, out.contribution) == verdict
        assert [finding.id for finding in whole.findings] == ["R1", "de_minimis"]
        assert whole.findings[-1].missing == (("aids",) if used is None else ())

    def test_what_the_engine_found_stays_where_no_account_can_be_drawn_up(self) -> None:
        out = outcome({"S1": 1}, de_minimis="2023/2831", aids=())
        short = Finding("r.de_minimis", "fail", "blocking", "", "bando §1")
        whole = supplement(replace(out, contribution=replace(out.contribution, de_minimis=short)))
        assert [finding.id for finding in whole.findings] == ["r.de_minimis", "de_minimis"]

    def test_another_regime_has_no_account(self) -> None:
        assert supplement(outcome({"S1": 1})).findings == ()


class TestDeclarations:
    def test_what_the_figures_do_not_bear_out(self) -> None:
        out = outcome({"S1": 1}, company__size_agrees=False, company__difficulty_agrees=False)
        added = supplement(out).findings
        assert [(finding.id, finding.verdict) for finding in added] == [
            ("size_declared", "fail"),
            ("difficulty_declared", "fail"),
        ]
        assert all(finding.remedy for finding in added)

    def test_both_sizes_are_shown(self) -> None:
        out = outcome({"S1": 1}, company__declared_size="micro", company__size="small", company__size_agrees=False)
        found = supplement(out).findings[0]
        assert {key: told.value for key, told in found.facts.items()} == {
            "company.declared_size": "micro",
            "company.size": "small",
            "company.size_agrees": False,
        }

    def test_what_a_rule_of_the_call_has_judged_is_not_said_twice(self) -> None:
        out = outcome({"S1": 1}, company__size_agrees=False, company__size_to_verify=True)
        answers = out.facts.answers
        own = Finding(
            "R1", "fail", "warning", "", "bando §1", facts={"company.size_agrees": answers["company.size_agrees"]}
        )
        assert [finding.id for finding in supplement(replace(out, findings=(own,))).findings] == [
            "R1",
            "size_to_verify",
        ]

    def test_agreement_is_silent(self) -> None:
        assert supplement(outcome({"S1": 1}, company__size_agrees=True)).findings == ()

    def test_a_size_to_verify_says_what_to_look_at(self) -> None:
        out = outcome({"S1": 1})
        doubt = Answer(True, "derived", "Un solo esercizio.")
        told = replace(out, facts=out.facts.with_answers({"company.size_to_verify": doubt}))
        (finding,) = supplement(told).findings
        assert (finding.verdict, finding.severity, finding.look_at) == ("manual", "info", "Un solo esercizio.")
        settled = Answer(False, "derived")
        told = replace(out, facts=out.facts.with_answers({"company.size_to_verify": settled}))
        assert supplement(told).findings == ()


def test_amounts_are_written_in_the_language_spoken() -> None:
    out = outcome({"S1": 10_000}, rate="0.125", amount=0, written={"S1": {"other_aid": D(5_000)}})
    assert "12,5 %" in str(findings(out)[0].text)
    i18n.use("en")
    try:
        assert "12.5%" in str(findings(out)[0].text)
    finally:
        i18n.use("it")


cents = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)


@given(cents.filter(bool), st.integers(0, 100).map(lambda n: D(n) / 100), cents)
def test_within_the_headroom_all_aid_stays_within_the_intensity(cost: Decimal, share: Decimal, others: Decimal) -> None:
    """Art. 8(3): the sum of aid on a cost is at most the highest intensity times the cost."""
    out = outcome({"S1": cost}, rate=share, amount=0, written={"S1": {"other_aid": others}})
    for support in supports(out):
        assert support.headroom is not None
        assert others + support.headroom <= max(share * cost, others)
        assert sum(step.amount for step in support.steps) <= support.headroom
        assert (support.excess == 0) == (others <= share * cost)


class TestAccount:
    """Art. 8(3): what a cost may get at most, less what others give and what is asked here."""

    def test_of_two_ceilings_passed_the_one_passed_most_is_told(self) -> None:
        """10,000 at 50 %: with 6,000 of other aid 6,000 are above the intensity, and 1,000 above the cost."""
        (finding,) = findings(outcome({"S1": 10_000}, rate="0.5", written={"S1": {"other_aid": D(6_000)}}))
        assert "6.000,00" in str(finding.text).partition("superata")[2]
        assert "1.000,00" in str(finding.remedy)

    def test_support_that_is_not_aid_only_stays_within_the_cost(self) -> None:
        (finding,) = findings(outcome({"S1": 10_000}, rate="0.5", written={"S1": {"other_support": D(6_000)}}))
        assert (finding.verdict, finding.remedy) == ("fail", "Ridurre di 1.000,00 € quanto si chiede su questa spesa.")

    def test_a_finding_rests_on_what_the_expense_says_itself(self) -> None:
        (finding,) = findings(outcome({"S1": 10_000}, written={"S1": {"other_aid": D(1)}}))
        assert {key: told.origin for key, told in finding.facts.items()} == {"expenses[S1].other_aid": "file"}

    def test_an_estimate_of_a_regime_that_does_not_apply_is_no_ceiling(self) -> None:
        out = outcome({"S1": 100}, rate="0.40", written={"S1": {"other_aid": D(1)}})
        for of, share in (("r", "0.60"), ("other", "0.40")):
            other = RegimeOutcome("e", "Stima", "legge", False, "estimate", D(60), estimates=of)
            regimes = (*out.contribution.regimes, replace(other, line_rates={"S1": D("0.60")}))
            (support,) = supports(replace(out, contribution=replace(out.contribution, regimes=regimes)))
            assert support.bound is not None
            assert support.bound.share == D(share)

    def test_the_account_goes_with_the_standing(self) -> None:
        told = supplement(outcome({"S1": 10_000}, rate="0.10", written={"S1": {"other_aid": D(300)}})).standing
        assert told is not None
        (account,) = told.cumulation
        assert (account.line, account.left, len(account.steps)) == ("S1", -300, 3)

    @pytest.mark.parametrize(
        ("policy", "claimed", "cost", "verdict"),
        [
            ("within_intensity", True, 10_000, "not_eligible"),
            ("unknown", True, 10_000, "not_eligible"),
            ("within_intensity", False, 10_000, "eligible"),
            ("within_intensity", True, 0, "eligible"),
            ("free", True, 10_000, "eligible"),
        ],
    )
    def test_a_voucher_on_the_same_line_blocks(self, policy: str, claimed: bool, cost: int, verdict: str) -> None:
        """A line that the call has refused already asks for nothing."""
        out = outcome({"S1": cost}, policy=policy, written={"S1": {"voucher_claimed": claimed}})
        assert overall(out.call, supplement(out).findings, out.expenses, out.contribution) == verdict
        ids = [finding.id for finding in findings(out)]
        assert ids == (["voucher[S1]"] if verdict == "not_eligible" else [])
