"""The laws of the whole evaluation, on arbitrary applications to calls put together from a pool of parts."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engine.engine_making import asks, edition, euro, rule, yes_no

from grantcli.engine.comparison.differences import outcome_changes
from grantcli.engine.comparison.expectations import differences
from grantcli.engine.evaluate import evaluate
from grantcli.model.attachment import Attachment
from grantcli.model.call import Area, Track
from grantcli.model.case import Case, Expect
from grantcli.model.condition import All, Any, Each, Measure, Not, Ref
from grantcli.model.condition import Test as Asks
from grantcli.model.contribution import Bonus, Contribution, Rate, Regime
from grantcli.model.criterion import Band, Criterion, Scoring
from grantcli.model.expense import Category, Expenses, Limit, LineRule
from grantcli.model.facts import Answer, Facts
from grantcli.model.timeline import After, Deadline
from grantcli.model.vocabulary import Fact

VOCABULARY = {
    "company.active": yes_no(),
    "company.size": Fact(kind="choice", label="Dimensione"),
    "project.site": Fact(kind="commune", label="Sede"),
    "award.day": Fact(kind="date", label="Concessione"),
    "score.Q": Fact(kind="number", label="Punti"),
    "people": Fact(kind="list", label="Persone"),
    "people[].convicted": yes_no(),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].category": Fact(kind="choice", label="Categoria"),
    "expenses[].amount": Fact(kind="money", label="Importo", at_least=Decimal(0)),
    "expenses[].used": yes_no(),
}
VALUES = {
    "company.active": st.booleans(),
    "company.size": st.sampled_from(["small", "large"]),
    "project.site": st.sampled_from(["in", "out"]),
    "award.day": st.just(date(2022, 7, 1)),
    "score.Q": st.integers(0, 5).map(Decimal),
    "people[].convicted": st.booleans(),
    "expenses[].category": st.sampled_from(["A", "B"]),
    "expenses[].amount": st.integers(0, 2_000_000).map(lambda cents: Decimal(cents).scaleb(-2)),
    "expenses[].used": st.booleans(),
}
SMALL = asks("company.size", "small")
MOST = Ref(fact="total.presented", times=euro("0.9"))
SOME_B = Measure(quantity="count", list="expenses", where=asks("category", "B"), tests=(("at_least", euro("1")),))
RULES = [
    rule(id="active", require=asks("company.active", True)),
    rule(id="small", when=asks("company.active", True), require=SMALL, severity="warning"),
    rule(id="clean", each="people", forbid=asks("convicted", True)),
    rule(id="some", require=Each(word="some", list="people", where=Not(of=asks("convicted", True)))),
    rule(id="near", require=Any(of=(asks("track", "inside"), SMALL))),
    rule(id="least", require=Asks(fact="total.admitted", word="at_least", value=euro("5000.00"))),
    rule(id="share", require=Asks(fact="total.admitted", word="at_least", value=MOST)),
    rule(id="grant", require=Asks(fact="total.contribution", word="at_most", value=euro("8000.00"))),
    rule(id="count", require=SOME_B),
    rule(id="lost", status="missing", severity="info"),
    rule(id="look", when=All(of=(SMALL, asks("company.active", True))), manual="Guardare"),
    rule(id="later", moment="award", require=asks("company.active", True)),
]
USED = LineRule(id="used", text="Usato", cite="", when=asks("used", True))
LIMIT = Limit(id="limit", text="Al massimo un quinto", cite="", of=("B",), share=euro("0.20"))
GRANT = Contribution(
    regimes=(
        Regime(
            id="main",
            title="",
            cite="",
            rates=(
                Rate(id="small", cite="", rate=euro("0.50"), when=SMALL),
                Rate(id="large", cite="", rate=euro("0.10")),
            ),
            bonuses=(Bonus(id="site", cite="", points=euro("0.05"), when=asks("project.site", "in")),),
        ),
    )
)


@st.composite
def editions(draw):
    return edition(
        VOCABULARY,
        areas={"partly": Area(text="", cite="", communes=frozenset({"in"}), complete=False)},
        tracks=(Track(id="inside", text="", cite="", when=asks("project.site", "partly", word="under")),),
        rules=tuple(RULES),
        deadlines=(
            Deadline(id="closes", text="", cite="", what="closes", at=date(2022, 6, 30)),
            Deadline(id="due", text="", cite="", after=After(fact="award.day", days=10)),
        ),
        expenses=Expenses(
            categories=(Category(id="A", text="", cite=""), Category(id="B", text="", cite="")),
            refused=draw(st.sampled_from([(), (USED,)])),
            limits=draw(st.sampled_from([(), (LIMIT,)])),
        ),
        contribution=draw(st.sampled_from([Contribution(), GRANT])),
        attachments=(Attachment(id="1", title="", cite="", when=SMALL),),
        scoring=draw(
            st.sampled_from(
                [
                    None,
                    Scoring(
                        cite="",
                        criteria=(
                            Criterion(id="Q", text="", cite="", most=euro("5")),
                            Criterion(
                                id="S", text="", cite="", most=euro("5"), bands=(Band(points=euro("5"), when=SMALL),)
                            ),
                        ),
                    ),
                ]
            )
        ),
    )


def answers(draw, prefix):
    names = [key for key in VALUES if key.startswith(prefix) and ("[]" in key) is bool(prefix)]
    known = [key for key in names if draw(st.integers(0, 3))]
    return {key.removeprefix(prefix): Answer(draw(VALUES[key])) for key in known}


@st.composite
def applications(draw):
    lists = {}
    for name in ("people", "expenses"):
        if draw(st.booleans()):
            ids = [f"{name[0].upper()}{number}" for number in range(draw(st.integers(0, 3)))]
            lists[name] = tuple(Facts(id=one, answers=answers(draw, f"{name}[].")) for one in ids)
    return Facts(answers=answers(draw, ""), lists=lists)


def answered(known, key, draw):
    """Return ``known`` with any answer to the full key."""
    if "[" not in key:
        if key in ("people", "expenses"):
            return known.with_list(key, (Facts(id="X"),) if draw(st.booleans()) else ())
        return known.with_answers({key: Answer(draw(VALUES[key]))})
    list_name, one, field = key.replace("].", "[").split("[")
    more = {field: Answer(draw(VALUES[f"{list_name}[].{field}"]))}
    items = known.lists[list_name]
    return known.with_list(list_name, tuple(item.with_answers(more) if item.id == one else item for item in items))


days = st.sampled_from([date(2022, 6, 20), date(2022, 6, 30), date(2022, 7, 1)])
SETTLED = ("pass", "fail")


class TestEvaluation:
    """«Pure: same call, facts and date, same outcome. A settled finding misses nothing, and one more fact never
    reopens it. Overall: not_eligible (any blocking fail), incomplete (unknown left), undetermined, to_verify (only
    manual left), eligible.» (design §3)"""

    @given(editions(), applications(), days)
    def test_the_same_gives_the_same(self, whole, known, on):
        first, second = evaluate(whole, known, on), evaluate(whole, known, on)
        assert first == second
        assert outcome_changes(first, second) == []

    @given(editions(), applications(), days, st.data())
    def test_one_more_fact_never_reopens_a_settled_finding(self, whole, known, on, data):
        before = evaluate(whole, known, on)
        assume(before.missing)
        after = evaluate(whole, answered(known, data.draw(st.sampled_from(before.missing)), data.draw), on)
        verdicts = {finding.id: finding.verdict for finding in after.findings}
        for finding in before.findings:
            settled = finding.verdict in SETTLED and finding.group != "limits"  # limits judge the plan as known so far
            assert not settled or verdicts[finding.id] == finding.verdict
            assert bool(finding.missing) is (finding.verdict == "unknown")
        assert before.verdict != "not_eligible" or after.verdict == "not_eligible"

    @settings(deadline=None)
    @given(editions(), applications(), days, st.data())
    def test_asking_ends_and_nothing_is_asked_twice(self, whole, known, on, data):
        asked = set()
        outcome = evaluate(whole, known, on)
        while outcome.missing:
            key = data.draw(st.sampled_from(outcome.missing))
            assert key not in asked
            asked.add(key)
            known = answered(known, key, data.draw)
            outcome = evaluate(whole, known, on)
        assert outcome.verdict != "incomplete"

    @given(editions(), applications(), days)
    def test_the_whole_is_the_gravest_of_what_counts(self, whole, known, on):
        outcome = evaluate(whole, known, on)
        blocking = {
            finding.verdict
            for finding in outcome.findings
            if finding.severity == "blocking" and (finding.moment == "submission" or finding.verdict == "fail")
        }
        assert (outcome.verdict == "not_eligible") is ("fail" in blocking)
        assert outcome.verdict != "eligible" or blocking <= {"pass"}
        assert outcome.verdict != "to_verify" or blocking <= {"pass", "manual"}
        assert (
            outcome.verdict != "eligible"
            or outcome.contribution.amount is not None
            or not outcome.call.contribution.regimes
        )

    @given(editions(), applications(), days)
    def test_a_case_made_of_an_outcome_holds(self, whole, known, on):
        outcome = evaluate(whole, known, on)
        expect = Expect(
            verdict=outcome.verdict,
            findings={finding.id: finding.verdict for finding in outcome.findings},
            missing=outcome.missing,
            amounts={"admitted": outcome.expenses.admitted, "contribution": outcome.contribution.amount},
        )
        assert differences(Case(name="", on=on, expect=expect), outcome) == []
