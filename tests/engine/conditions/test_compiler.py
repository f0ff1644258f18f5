"""Conditions, word by word, on small facts; full keys; what is missing where it cannot be told."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from grantcli.engine.conditions.compiler import compile_condition
from grantcli.engine.conditions.context import Frame, partner_of
from grantcli.engine.conditions.judgement import Judgement, Open
from grantcli.engine.conditions.lookups import default_answer
from grantcli.model.call import Area
from grantcli.model.condition import All, Any, Each, Measure, Not, Ref
from grantcli.model.condition import Test as Asks
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {
    "company.size": Fact(kind="choice", label="Dimensione"),
    "company.ateco": Fact(kind="ateco", label="ATECO"),
    "company.iban": Fact(kind="iban", label="IBAN"),
    "company.employees": Fact(kind="number", label="Addetti"),
    "project.start": Fact(kind="date", label="Inizio"),
    "project.title": Fact(kind="text", label="Titolo"),
    "project.site": Fact(kind="commune", label="Sede"),
    "project.site.region": Fact(kind="region", label="Regione", derived=True),
    "project.other_aid": Fact(kind="yes_no", label="Altri aiuti", default="no"),
    "project.technologies": Fact(kind="choices", label="Tecnologie"),
    "application.submitted_at": Fact(kind="datetime", label="Invio"),
    "people": Fact(kind="list", label="Persone"),
    "people[].role": Fact(kind="choice", label="Ruolo"),
    "people[].convicted": Fact(kind="yes_no", label="Condanne"),
    "partners": Fact(kind="list", label="Partner"),
    "partners[].company.size": Fact(kind="choice", label="Dimensione"),
    "partners[].people": Fact(kind="list", label="Persone"),
    "partners[].people[].role": Fact(kind="choice", label="Ruolo"),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].category": Fact(kind="choice", label="Categoria"),
    "expenses[].amount": Fact(kind="money", label="Importo", at_least=Decimal(0)),
    "expenses[].supplier": Fact(kind="text", label="Fornitore"),
    "expenses[].traits": Fact(kind="choices", label="Natura", default="none"),
    "expenses[].partner": Fact(kind="choice", label="Partner"),
    "expenses[].discount": Fact(kind="money", label="Sconto"),
    "pets": Fact(kind="list", label="Animali", default="none"),
}
AREAS = {
    "crater": Area(text="Cratere", cite="legge", communes=frozenset({"043007"})),
    "next_to_crater": Area(text="Comuni confinanti", cite="legge", communes=frozenset({"043002"}), complete=False),
    "lost": Area(text="Elenco mancante", cite="legge", status="missing"),
    "north": Area(text="Nord", cite="legge", regions=frozenset({"01", "03"})),
}
SCOPE = Scope(VOCABULARY, AREAS)


def facts(answers=None, lists=None):
    """Make Facts of plain values; a list is a mapping from id to plain values."""
    return Facts(
        answers={key: Answer(value) for key, value in (answers or {}).items()},
        lists={
            key: tuple(
                Facts(
                    id=one,
                    answers={k: Answer(v) for k, v in fields.items() if not isinstance(v, dict)},
                    lists=facts({}, {k: v for k, v in fields.items() if isinstance(v, dict)}).lists,
                )
                for one, fields in items.items()
            )
            for key, items in (lists or {}).items()
        },
    )


def judge(condition, known, frame=None, scope=SCOPE):
    return compile_condition(condition, scope)(frame or Frame(known))


ONE_FACT = [
    # fact, value, word, wanted, verdict
    ("company.size", "small", "is", ("micro", "small"), "pass"),
    ("company.size", "large", "is", ("micro", "small"), "fail"),
    ("project.technologies", ("L1.01", "L2.02"), "is", ("L1.01",), "pass"),
    ("project.technologies", ("L2.02",), "is", ("L1.01",), "fail"),
    ("company.employees", Decimal(10), "at_least", Decimal(10), "pass"),
    ("company.employees", Decimal(10), "more_than", Decimal(10), "fail"),
    ("company.employees", Decimal(10), "at_most", Decimal(10), "pass"),
    ("company.employees", Decimal(10), "less_than", Decimal(10), "fail"),
    ("project.start", date(2022, 6, 30), "before", date(2022, 6, 30), "fail"),
    ("project.start", date(2022, 6, 30), "not_after", date(2022, 6, 30), "pass"),
    ("project.start", date(2022, 6, 30), "after", date(2022, 6, 29), "pass"),
    ("project.start", date(2022, 6, 30), "not_before", date(2022, 7, 1), "fail"),
    ("application.submitted_at", datetime(2022, 6, 30, 15), "not_after", date(2022, 6, 30), "pass"),
    ("project.start", date(2022, 6, 30), "before", datetime(2022, 6, 30, 15), "fail"),
    ("application.submitted_at", datetime(2022, 6, 30, 15), "before", datetime(2022, 6, 30, 13), "fail"),
    ("company.ateco", "62.01.00", "under", ("62", "63.1"), "pass"),
    ("company.ateco", "63.11", "under", ("62", "63.1"), "pass"),
    ("company.ateco", "63.91", "under", ("62", "63.1"), "fail"),
    ("company.iban", "IT60X0542811101000000123456", "known", True, "pass"),
    ("company.iban", "", "known", True, "fail"),
    ("company.iban", "", "known", False, "pass"),
    ("project.title", "tre parole qui", "within_words", 3, "pass"),
    ("project.title", "quattro parole sono troppe", "within_words", 3, "fail"),
    ("project.site", "043007", "under", "crater", "pass"),
    ("project.site", "043001", "under", "crater", "fail"),
    ("project.site", "043002", "under", "next_to_crater", "pass"),
    ("project.site", "043001", "under", "next_to_crater", "undetermined"),
    ("project.site", "043001", "under", "lost", "undetermined"),
    ("project.site", "043007", "under", ("crater", "lost"), "pass"),
    ("project.site.region", "11", "under", "north", "fail"),
    ("project.site.region", "01", "under", "north", "pass"),
]


@pytest.mark.parametrize(("key", "value", "word", "wanted", "verdict"), ONE_FACT)
def test_a_word_on_a_known_fact(key, value, word, wanted, verdict):
    """A known fact is used and nothing is missing; the absent one is unknown and names itself."""
    judged = judge(Asks(fact=key, word=word, value=wanted), facts({key: value}))
    assert (judged.verdict, judged.missing) == (verdict, ())
    assert dict(judged.used)[key].value == value
    absent = judge(Asks(fact=key, word=word, value=wanted), facts())
    assert (absent.verdict, absent.used, absent.missing) == ("unknown", (), (key,))


def some(where):
    return Each(word="some", list="people", where=where)


DIRECTOR = Asks(fact="role", word="is", value=("director",))
CONVICTED = Asks(fact="convicted", word="is", value=(True,))
PEOPLE = {"people": {"P1": {"role": "director"}, "P2": {"role": "member"}}}
LINES = {
    "S1": {"category": "A", "amount": Decimal("30000"), "supplier": "Alfa"},
    "S2": {"category": "B", "amount": Decimal("12000"), "supplier": "Beta"},
    "S3": {"category": "B", "supplier": "Beta"},
    "S4": {"amount": Decimal("500")},
}
IN_B = Asks(fact="category", word="is", value=("B",))


def measure(quantity, field=None, where=None, **tests):
    return Measure(
        quantity=quantity,
        list="expenses",
        field=field,
        where=where,
        tests=tuple((word.rstrip("_"), wanted) for word, wanted in tests.items()),
    )


OVER_LISTS = [
    # condition, lists, verdict, missing, who
    (some(DIRECTOR), PEOPLE, "pass", (), ("P1",)),
    (some(CONVICTED), PEOPLE, "unknown", ("people[P1].convicted", "people[P2].convicted"), ("P1", "P2")),
    (Each(word="every", list="people", where=DIRECTOR), PEOPLE, "fail", (), ("P2",)),
    (Each(word="every", list="people", where=DIRECTOR), {"people": {}}, "pass", (), ()),
    (some(DIRECTOR), {"people": {}}, "fail", (), ()),
    (some(DIRECTOR), {}, "unknown", ("people",), ()),
    (Not(of=some(DIRECTOR)), PEOPLE, "fail", (), ("P1",)),
    (measure("count", at_least=Decimal(4)), {"expenses": LINES}, "pass", (), ()),
    (measure("count", where=IN_B, at_least=Decimal(2)), {"expenses": LINES}, "pass", (), ()),
    (measure("count", where=IN_B, at_least=Decimal(3)), {"expenses": LINES}, "unknown", ("expenses[S4].category",), ()),
    (measure("count", where=IN_B, at_least=Decimal(4)), {"expenses": LINES}, "fail", (), ()),
    (measure("count", where=IN_B, at_most=Decimal(1)), {"expenses": LINES}, "fail", (), ()),
    (measure("count", at_least=Decimal(1)), {}, "unknown", ("expenses",), ()),
    (measure("sum", "amount", at_least=Decimal(42500)), {"expenses": LINES}, "pass", (), ()),
    (measure("sum", "amount", at_most=Decimal(42499)), {"expenses": LINES}, "fail", (), ()),
    (measure("sum", "amount", at_most=Decimal(42500)), {"expenses": LINES}, "unknown", ("expenses[S3].amount",), ()),
    (
        measure("sum", "discount", at_most=Decimal(0)),
        {"expenses": {"S1": {}}},
        "unknown",
        ("expenses[S1].discount",),
        (),
    ),
    (measure("sum", "amount", is_=(Decimal(0),)), {"expenses": {}}, "pass", (), ()),
    (measure("distinct", "supplier", where=IN_B, is_=(Decimal(3),)), {"expenses": LINES}, "fail", (), ()),
    (
        measure("distinct", "supplier", where=IN_B, is_=(Decimal(1),)),
        {"expenses": LINES},
        "unknown",
        ("expenses[S4].category",),
        (),
    ),
    (measure("distinct", "supplier", at_least=Decimal(2)), {"expenses": LINES}, "pass", (), ()),
    (
        measure("distinct", "traits", at_least=Decimal(1)),
        {"expenses": {"S1": {"traits": ("used", "rent")}}},
        "pass",
        (),
        (),
    ),
    (Asks(fact="people", word="known", value=True), PEOPLE, "pass", (), ()),
    (Asks(fact="people", word="known", value=True), {"people": {}}, "fail", (), ()),
    (Asks(fact="people", word="known", value=True), {}, "unknown", ("people",), ()),
    (Each(word="some", list="pets", where=DIRECTOR), {}, "fail", (), ()),
]


@pytest.mark.parametrize(("condition", "lists", "verdict", "missing", "who"), OVER_LISTS)
def test_a_word_over_a_list(condition, lists, verdict, missing, who):
    """Unknown items leave a number between bounds: settled when the bounds agree, else the open keys are named."""
    judged = judge(condition, facts({}, lists))
    assert (judged.verdict, judged.missing, judged.who) == (verdict, missing, who)


def test_who_counts_only_what_where_names():
    """The keys a list judgement used are full keys of the items."""
    judged = judge(some(DIRECTOR), facts({}, PEOPLE))
    assert [key for key, _ in judged.used] == ["people[P1].role"]


START = Asks(fact="project.start", word="not_after", value=Ref(fact="award.decree_date", months=1, days=1))


def test_another_fact_moved():
    """31 January plus a month is clipped to the 28th of February, then a day is added."""
    known = {"award.decree_date": date(2022, 1, 31), "project.start": date(2022, 3, 1)}
    assert judge(START, facts(known)).verdict == "pass"
    assert judge(START, facts({**known, "project.start": date(2022, 3, 2)})).verdict == "fail"
    judged = judge(START, facts({"project.start": date(2022, 3, 1)}))
    assert (judged.verdict, judged.missing) == ("unknown", ("award.decree_date",))
    assert judge(START, facts()).missing == ("project.start", "award.decree_date")


def test_another_fact_scaled():
    """The admitted total must be at least 30 % of the presented one."""
    share = Asks(fact="total.admitted", word="at_least", value=Ref(fact="total.presented", times=Decimal("0.30")))
    known = {"total.presented": Decimal("100000.00"), "total.admitted": Decimal("30000.00")}
    assert judge(share, facts(known)).verdict == "pass"
    assert judge(share, facts({**known, "total.admitted": Decimal("29999.99")})).verdict == "fail"


def test_a_measure_against_another_fact():
    """The limit that is not known is what is missing."""
    half = measure("sum", "amount", where=IN_B, at_most=Ref(fact="total.presented", times=Decimal("0.5")))
    lines = {"expenses": {"S2": LINES["S2"]}}
    assert judge(half, facts({}, lines)).verdict == "undetermined"
    assert judge(half, facts({"total.presented": Open("unknown", ("expenses[S1].amount",))}, lines)) == Judgement(
        "unknown", (), ("expenses[S1].amount",)
    )
    assert judge(half, facts({"total.presented": Decimal(24000)}, lines)).verdict == "pass"
    assert judge(half, facts({"total.presented": Decimal(23999)}, lines)).verdict == "fail"


def test_undetermined_items_leave_a_count_undetermined():
    """No answer of the applicant could settle it, so nothing is missing."""
    vocabulary = {**VOCABULARY, "expenses[].site": Fact(kind="commune", label="Luogo")}
    near = measure("count", where=Asks(fact="site", word="under", value="next_to_crater"), at_least=Decimal(1))
    judged = judge(near, facts({}, {"expenses": {"S1": {"site": "043001"}}}), scope=Scope(vocabulary, AREAS))
    assert (judged.verdict, judged.missing) == ("undetermined", ())


def test_a_region_is_asked_of_the_commune():
    """An area of regions needs the region of the commune, a fact that follows from it."""
    north = Asks(fact="project.site", word="under", value="north")
    assert judge(north, facts({"project.site": "043007"})).missing == ("project.site.region",)
    assert judge(north, facts({"project.site": "043007", "project.site.region": "11"})).verdict == "fail"
    assert judge(north, facts({"project.site": "001272", "project.site.region": "01"})).verdict == "pass"


def test_silence_with_a_default_is_an_answer():
    """A default is used, and its origin says so."""
    judged = judge(Asks(fact="project.other_aid", word="is", value=(False,)), facts())
    assert judged.verdict == "pass"
    assert judged.used == (("project.other_aid", Answer(False, "default")),)


SIZE = Asks(fact="company.size", word="is", value=("small",))


def in_line(item, known):
    line = known.lists["expenses"][0]
    return judge(item, known, Frame(known, line, "expenses", partner_of(line, known)), SCOPE.within("expenses"))


def test_a_name_in_a_line_leads_to_its_partner_then_to_the_application():
    """A line with a partner never borrows the application's answer; one without does."""
    line = {"expenses": {"S1": {"partner": "B"}}, "partners": {"A": {"company.size": "small"}, "B": {}}}
    assert in_line(SIZE, facts({"company.size": "small"}, line)).missing == ("partners[B].company.size",)
    line["partners"]["B"]["company.size"] = "large"
    judged = in_line(SIZE, facts({"company.size": "small"}, line))
    assert (judged.verdict, judged.used[0][0]) == ("fail", "partners[B].company.size")
    assert in_line(SIZE, facts({"company.size": "small"}, {"expenses": {"S1": {}}})).verdict == "pass"
    stranger = facts({"company.size": "small"}, {"expenses": {"S1": {"partner": "Z"}}})
    assert in_line(SIZE, stranger).missing == ("partners[Z].company.size",)
    together = {"expenses": {"S1": {}}, "partners": {"A": {"company.size": "small"}}}
    assert in_line(SIZE, facts({}, together)).missing == ("expenses[S1].partner",)
    assert in_line(SIZE, facts({}, {"expenses": {"S1": {}}})).missing == ("company.size",)


def test_a_list_of_each_partner():
    """A list inside a list is named by its whole path."""
    known = facts({}, {"partners": {"A": {"people": {"P1": {"role": "director"}}}, "B": {}}})
    lead = Each(word="every", list="partners", where=some(DIRECTOR))
    judged = judge(lead, known)
    assert (judged.verdict, judged.missing, judged.who) == ("unknown", ("partners[B].people",), ("B",))
    found = judge(Each(word="some", list="partners", where=some(DIRECTOR)), known)
    assert [key for key, _ in found.used] == ["partners[A].people[P1].role"]


def test_the_item_itself_can_be_named():
    """``id`` is a field of every line."""
    first = Each(word="some", list="expenses", where=Asks(fact="id", word="is", value=("S1",)))
    assert judge(first, facts({}, {"expenses": {"S1": {}}})).verdict == "pass"


def test_empty_joins():
    """All of nothing holds, any of nothing does not, no condition holds."""
    assert [judge(one, facts()).verdict for one in (All(of=()), Any(of=()), None)] == ["pass", "fail", "pass"]


@pytest.mark.parametrize(
    ("kind", "default", "value"),
    [
        ("yes_no", "sì", True),
        ("yes_no", "no", False),
        ("money", "0.00", Decimal("0.00")),
        ("percent", "0.25", Decimal("0.25")),
        ("date", "2026-12-31", date(2026, 12, 31)),
        ("datetime", "2026-12-31T13:00:00", datetime(2026, 12, 31, 13)),
        ("integer", "3", 3),
        ("choices", "none", ()),
        ("choices", "a, b", ("a", "b")),
        ("choice", "free", "free"),
        ("list", "none", None),
    ],
)
def test_a_default_is_typed_by_its_kind(kind, default, value):
    answer = default_answer(Fact(kind=kind, label="", default=default))
    assert answer == (None if value is None else Answer(value, "default"))


@pytest.mark.parametrize(
    ("known", "verdict"), [({}, "fail"), ({"company.web": ""}, "fail"), ({"company.web": "x"}, "pass")]
)
def test_the_silence_of_an_optional_fact_is_an_answer(known, verdict):
    """Nobody must answer it, so `known` of it is never waited for."""
    scope = Scope({"company.web": Fact(kind="text", label="Sito", optional=True)})
    judged = judge(Asks(fact="company.web", word="known", value=True), facts(known), scope=scope)
    assert (judged.verdict, judged.missing) == (verdict, ())
    flipped = judge(Asks(fact="company.web", word="known", value=False), facts(known), scope=scope)
    assert flipped.verdict != verdict


def test_a_number_over_a_list_is_told_where_all_of_it_is_known():
    both = facts({}, {"expenses": {one: LINES[one] for one in ("S1", "S2")}})
    summed = judge(measure("sum", "amount", at_least=Decimal(50000)), both).used
    assert summed[0] == ("sum:expenses[].amount", Answer(Decimal(42000), "derived"))
    counted = judge(measure("count", where=IN_B, at_least=Decimal(4)), facts({}, {"expenses": LINES})).used
    assert not [key for key, _ in counted if key.startswith("count:")]  # of S4 it is not known whether it counts
