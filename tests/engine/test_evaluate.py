"""The whole on small calls: the order of things, the verdict on the whole, what is still asked, warnings."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.engine.engine_making import ON, asks, edition, euro, facts, rule, yes_no

from grantcli.engine.compiled import compiled
from grantcli.engine.evaluate import evaluate
from grantcli.model.attachment import Attachment, Section, Sentence
from grantcli.model.call import Area, Call, Discrepancy, Edition, Track, Version
from grantcli.model.condition import Each, Measure, Ref
from grantcli.model.condition import Test as Asks
from grantcli.model.contribution import Contribution, Rate, Regime
from grantcli.model.criterion import Criterion, Scoring
from grantcli.model.expense import Category, Expenses, LineRule
from grantcli.model.timeline import Amendment, Deadline
from grantcli.model.vocabulary import Fact

VOCABULARY = {
    "company.active": yes_no(),
    "company.foreign": yes_no(),
    "company.size": Fact(kind="choice", label="Dimensione"),
    "project.site": Fact(kind="commune", label="Sede"),
    "project.site.region": Fact(kind="region", label="Regione", derived=True),
    "application.by_proxy": yes_no(),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].category": Fact(kind="choice", label="Categoria"),
    "expenses[].description": Fact(kind="text", label="Descrizione"),
    "expenses[].amount": Fact(kind="money", label="Importo", at_least=Decimal(0)),
    "expenses[].used": yes_no(default="no"),
    "expenses[].leased": yes_no(),
    "expenses[].partner": Fact(kind="text", label="Partner"),
    "partners": Fact(kind="list", label="Partner"),
    "partners[].company.size": Fact(kind="choice", label="Dimensione"),
    "score.Q": Fact(kind="number", label="Punti"),
}
SPENDING = Expenses(
    categories=(Category(id="A", text="Beni", cite="bando §3.6"),),
    refused=(LineRule(id="used", text="Usato", cite="bando §3.7", when=asks("used", True)),),
)
HALF = Contribution(
    regimes=(
        Regime(id="gber", title="GBER", cite="bando §3.9", rates=(Rate(id="r", cite="bando §3.9", rate=euro("0.50")),)),
    )
)
ACTIVE = rule(id="active", require=asks("company.active", True))
LINES = {
    "expenses": {
        "S1": {"category": "A", "amount": euro("30000.00")},
        "S2": {"category": "A", "amount": euro("10000.00")},
    }
}
OK = {"company.active": True}


def outcome(known, on=ON, **fields):
    return evaluate(edition(VOCABULARY, **fields), known, on)


def test_money_and_rules_together():
    """40,000 at 50 %: the contribution, its totals usable in rules."""
    least = rule(id="least", require=Asks(fact="total.admitted", word="at_least", value=euro("40000.00")))
    most = rule(id="most", require=Asks(fact="total.contribution", word="at_most", value=euro("19999.99")))
    got = outcome(facts(OK, LINES), rules=(ACTIVE, least, most), expenses=SPENDING, contribution=HALF)
    assert {finding.id: finding.verdict for finding in got.findings} == {
        "active": "pass",
        "least": "pass",
        "most": "fail",
    }
    assert (got.expenses.admitted, got.contribution.amount) == (euro("40000.00"), euro("20000.00"))
    assert got.verdict == "not_eligible"


WARNING = rule(id="soft", severity="warning", require=asks("company.foreign", True))
MANUAL = rule(id="look", manual="Guardare")
MISSING = rule(id="lost", status="missing")
LATER = rule(id="later", moment="award", require=asks("company.foreign", True))
WHOLE = [
    # rules, answers, lists, money -> verdict
    ((ACTIVE,), OK, {}, False, "eligible"),
    ((ACTIVE,), {"company.active": False}, {}, False, "not_eligible"),
    ((ACTIVE,), {}, {}, False, "incomplete"),
    ((ACTIVE, MISSING), OK, {}, False, "undetermined"),
    ((ACTIVE, MANUAL), OK, {}, False, "to_verify"),
    ((MANUAL, MISSING), OK, {}, False, "undetermined"),
    ((ACTIVE, MISSING), {}, {}, False, "incomplete"),
    ((ACTIVE, MISSING, MANUAL), {"company.active": False}, {}, False, "not_eligible"),
    ((ACTIVE, WARNING), {**OK, "company.foreign": False}, {}, False, "eligible"),
    ((ACTIVE, WARNING), OK, {}, False, "eligible"),
    ((ACTIVE, LATER), OK, {}, False, "eligible"),
    ((ACTIVE, LATER), {**OK, "company.foreign": False}, {}, False, "not_eligible"),
    ((ACTIVE,), OK, LINES, True, "eligible"),
    ((ACTIVE,), OK, {}, True, "incomplete"),
    ((ACTIVE,), OK, {"expenses": {"S1": {"category": "A"}}}, True, "incomplete"),
]


@pytest.mark.parametrize(("rules", "answers", "lists", "money", "verdict"), WHOLE)
def test_the_verdict_on_the_whole(rules, answers, lists, money, verdict):
    """A blocking fail, else what is unknown, untold, or left to a person; later moments and warnings do not decide."""
    parts = {"expenses": SPENDING, "contribution": HALF} if money else {}
    assert outcome(facts(answers, lists), rules=rules, **parts).verdict == verdict


LEASED = LineRule(id="leased", text="Leasing", cite="bando §3.7", when=asks("leased", True))
TO_LOOK_AT = LineRule(id="look", text="Da vedere", cite="bando §3.7", when=asks("used", True), verdict="manual")


def test_doubtful_lines_keep_the_whole_open():
    """What is not known of a line makes it incomplete, what a person must see makes it to verify."""
    spending = Expenses(categories=SPENDING.categories, refused=(LEASED,))
    got = outcome(facts({}, LINES), expenses=spending, contribution=HALF)
    assert got.verdict == "incomplete"
    assert set(got.missing) == {"expenses[S1].leased", "expenses[S2].leased"}
    looked = Expenses(categories=SPENDING.categories, refused=(TO_LOOK_AT,))
    used = {"expenses": {"S1": {**LINES["expenses"]["S1"], "used": True}}}
    assert outcome(facts({}, used), expenses=looked, contribution=HALF).verdict == "to_verify"


def test_a_contribution_without_a_figure_is_undetermined():
    """The rate is not in our text: no number, and its id is what to supply. Supplied, the whole is eligible."""
    lost = Contribution(
        regimes=(
            Regime(id="gber", title="GBER", cite="§3.9", rates=(Rate(id="gber.rate", cite="§3.9", status="missing"),)),
        )
    )
    got = outcome(facts(OK, LINES), rules=(ACTIVE, MISSING), expenses=SPENDING, contribution=lost)
    assert (got.verdict, got.contribution.amount) == ("undetermined", None)
    assert got.missing_figures == ("lost", "gber.rate")
    known = facts(OK, LINES, {"gber.rate": euro("0.50"), "lost": True})
    told = outcome(known, rules=(ACTIVE, MISSING), expenses=SPENDING, contribution=lost)
    assert (told.verdict, told.contribution.amount, told.missing_figures) == ("eligible", euro("20000.00"), ())
    assert told.contribution.status == "estimate"


NEEDS_TOTAL = rule(id="total", require=Asks(fact="total.admitted", word="at_least", value=euro("1.00")))
NEEDS_SHARE = rule(
    id="share",
    require=Asks(fact="total.admitted", word="at_least", value=Ref(fact="total.presented", times=euro("0.3"))),
)
NEEDS_GRANT = rule(id="grant", require=Asks(fact="total.contribution", word="at_least", value=euro("1.00")))


@pytest.mark.parametrize(
    ("lists", "missing"),
    [({}, ("expenses",)), ({"expenses": {"S1": {"category": "A"}}}, ("expenses[S1].amount",))],
)
def test_a_total_that_is_open_asks_for_what_it_waits_for(lists, missing):
    """Nobody can be asked for a total."""
    got = outcome(facts({}, lists), rules=(NEEDS_TOTAL, NEEDS_SHARE, NEEDS_GRANT), expenses=SPENDING, contribution=HALF)
    assert [finding.verdict for finding in got.findings] == ["unknown"] * 3
    assert got.missing == missing


def test_a_contribution_that_nothing_gives_is_untold():
    assert [one.verdict for one in outcome(facts(), rules=(NEEDS_GRANT,)).findings] == ["undetermined"]


def test_what_blocks_most_is_asked_first():
    """Blocking rules by how many wait, then amounts, warnings, papers, score; later moments are not asked."""
    got = outcome(
        facts(),
        rules=(
            LATER,
            rule(id="w", severity="warning", require=asks("application.by_proxy", True)),
            ACTIVE,
            rule(id="s1", require=asks("company.size", "small")),
            rule(id="s2", require=asks("company.size", "small", "micro")),
        ),
        expenses=SPENDING,
        contribution=HALF,
        attachments=(
            Attachment(id="2", title="", cite="", when=asks("project.site.region", "11")),
            Attachment(id="3", title="", cite="", when=asks("company.foreign", True), moment="reporting"),
        ),
        scoring=Scoring(cite="", criteria=(Criterion(id="Q", text="", cite="", most=euro("5")),)),
    )
    assert got.missing == (
        "company.size",
        "company.active",
        "expenses",
        "application.by_proxy",
        "project.site",
        "score.Q",
    )


def test_the_track_is_a_fact_of_the_rules():
    """Told, it decides; not to be told, what rests on it is undetermined and the reader is warned."""
    areas = {"crater": Area(text="Cratere", cite="", communes=frozenset({"043007"}), complete=False)}
    tracks = (Track(id="21.1", text="Cratere", cite="", when=asks("project.site", "crater", word="under")),)
    of_crater = rule(when=asks("track", "21.1"), require=asks("company.active", True))
    parts = {"areas": areas, "tracks": tracks, "rules": (of_crater,)}
    inside = outcome(facts({"project.site": "043007", **OK}), **parts)
    assert (inside.track, inside.verdict, inside.warnings) == ("21.1", "eligible", ())
    near = outcome(facts({"project.site": "043001", **OK}), **parts)
    assert (near.track, near.findings[0].verdict) == (None, "pass")
    assert len(near.warnings) == 1
    assert outcome(facts({"project.site": "043001"}), **parts).findings[0].verdict == "undetermined"
    assert outcome(facts(), **parts).missing == ("project.site",)


def test_fields_that_judging_adds_to_items():
    """What is admitted of a line, and what a partner presents, has admitted and is granted."""
    partners = {"P1": {"company.size": "small"}, "P2": {"company.size": "large"}}
    lines = {
        "S1": {"category": "A", "amount": euro("30000.00"), "partner": "P1"},
        "S2": {"category": "A", "amount": euro("10000.00"), "partner": "P2", "used": True},
        "S3": {"category": "A", "amount": euro("5000.00")},
    }
    at_least = [("presented", "10000.00"), ("admitted", "1.00"), ("contribution", "15000.00")]
    each = tuple(
        rule(id=name, each="partners", require=Asks(fact=name, word="at_least", value=euro(amount)))
        for name, amount in at_least
    )
    admitted = Measure(quantity="sum", list="expenses", field="admitted", tests=(("is", euro("35000.00")),))
    got = outcome(
        facts({}, {"partners": partners, "expenses": lines}),
        rules=(*each, rule(id="sum", require=admitted)),
        expenses=SPENDING,
        contribution=HALF,
    )
    who = {finding.id: (finding.verdict, finding.who) for finding in got.findings}
    assert who["presented"] == ("pass", ())
    assert who["admitted"] == ("fail", ("P2",))
    assert who["contribution"][0] == "fail"
    assert who["sum"] == ("pass", ())


def test_nobody_is_asked_for_what_judging_computes():
    spending = Expenses(categories=SPENDING.categories, refused=(LEASED,))
    some = Each(word="some", list="expenses", where=Asks(fact="admitted", word="at_least", value=euro("1.00")))
    got = outcome(facts({}, LINES), rules=(rule(require=some),), expenses=spending, contribution=HALF)
    assert got.findings[0].verdict == "unknown"
    assert set(got.missing) == {"expenses[S1].leased", "expenses[S2].leased"}


def test_the_version_of_the_day_is_judged():
    """Before the amendment the window is closed, from it on it is open; the closed call is computed all the same."""
    closes = Deadline(id="closes", text="", cite="", what="closes", at=datetime(2022, 6, 30, 13))
    later = Deadline(id="closes", text="", cite="", what="closes", at=date(2022, 7, 15), verified=False)
    extended = Amendment(id="proroga", since=date(2022, 7, 1), text="Prorogato", cite="pagina", set={}, verified=False)
    parts = {"title": "", "rules": (ACTIVE,), "expenses": SPENDING, "contribution": HALF, "amendments": (extended,)}
    first, second = Call(id="c", deadlines=(closes,), **parts), Call(id="c", deadlines=(later,), **parts)
    whole = Edition(
        call=first,
        vocabulary=VOCABULARY,
        digest="",
        folder="",
        versions=(Version(since=date(2022, 7, 1), call=second),),
    )
    known = facts(OK, LINES)
    assert evaluate(whole, known, date(2022, 6, 30)).verdict == "eligible"
    assert evaluate(whole, known, date(2022, 6, 30)).warnings == ()
    assert evaluate(whole, known, date(2022, 7, 14)).verdict == "eligible"
    assert evaluate(whole, known, date(2022, 7, 14)).warnings == ("Prorogato",)
    closed = evaluate(whole, known, date(2022, 7, 16))
    assert (closed.verdict, closed.contribution.amount) == ("not_eligible", euro("20000.00"))


@pytest.mark.parametrize(("kind", "count"), [("call", 0), ("programme", 1), ("project", 1)])
def test_what_cannot_be_applied_for_is_costed_and_said(kind, count):
    got = outcome(facts({}, LINES), kind=kind, expenses=SPENDING, contribution=HALF)
    assert (len(got.warnings), got.contribution.amount) == (count, euro("20000.00"))


def test_a_figure_that_the_call_does_not_ask_for_is_said():
    got = outcome(facts(OK, {}, {"gber.rate": euro("0.50")}), rules=(ACTIVE,))
    assert got.warnings == ("È stato fornito «gber.rate», che questo bando non chiede: non è stato usato.",)


def test_the_rest_of_an_outcome():
    """Facts as given, deadlines placed, sections drafted, discrepancies that are to be shown."""
    known = facts(OK)
    got = outcome(
        known,
        rules=(ACTIVE,),
        deadlines=(Deadline(id="d", text="", cite="", at=date(2022, 7, 1)),),
        discrepancies=(Discrepancy(id="1", text=""), Discrepancy(id="2", text="", shown=False)),
        sections=(
            Section(id="s", title="", draft=(Sentence(text="Oggi è il {on}."),)),
            Section(id="t", title="", when=asks("company.active", False)),
        ),
    )
    assert got.facts is known
    assert [one.id for one in got.deadlines] == ["d"]
    assert [one.id for one in got.discrepancies] == ["1"]
    assert got.untouched == frozenset()
    assert [one.text for one in got.sections] == ["Oggi è il 20 giugno 2022."]
    assert got == outcome(
        known, **{name: getattr(got.call, name) for name in ("rules", "deadlines", "discrepancies", "sections")}
    )


def test_a_call_is_compiled_once():
    whole = edition(VOCABULARY, rules=(ACTIVE,))
    assert compiled(whole.call, whole) is compiled(whole.call, whole)
    others = [edition(VOCABULARY) for _ in range(100)]
    assert len({id(compiled(one.call, one)) for one in others}) > 1
    assert compiled(whole.call, whole).call is whole.call


def test_sections_can_be_left_out():
    """Nothing else changes: batches of thousands want no drafts."""
    whole = edition(
        VOCABULARY, rules=(ACTIVE,), sections=(Section(id="s", title="", draft=(Sentence(text="Testo."),)),)
    )
    with_drafts = evaluate(whole, facts(OK), ON)
    assert [one.text for one in with_drafts.sections] == ["Testo."]
    assert evaluate(whole, facts(OK), ON, drafts=False) == replace(with_drafts, sections=())


@pytest.mark.parametrize(("answers", "aside"), [({}, {"3"}), (OK, set()), ({"company.active": False}, {"3"})])
def test_a_disagreement_touches_an_application_only_on_its_occasion(answers, aside):
    """One without an occasion touches all; one whose occasion is not known is not pressed on the reader."""
    found = (Discrepancy(id="1", text=""), Discrepancy(id="3", text="", when=asks("company.active", True)))
    got = outcome(facts(answers), discrepancies=found)
    assert (got.untouched, got.discrepancies) == (aside, found)
