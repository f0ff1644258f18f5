"""Rules become findings: occasion, requirement, prohibition, a person's look, item by item, supplied answers."""

import pytest
from tests.engine.engine_making import asks, facts, rule, yes_no

from grantcli.engine.conditions.context import Frame
from grantcli.engine.conditions.judgement import Open
from grantcli.engine.rules.eligibility import compile_rule
from grantcli.engine.rules.tracks import compile_tracks
from grantcli.model.call import Area, Track
from grantcli.model.condition import Each
from grantcli.model.facts import Answer
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {
    **{f"company.{name}": yes_no() for name in ("active", "foreign", "documents", "insolvent")},
    "site": Fact(kind="commune", label="Sede"),
    "people": Fact(kind="list", label="Persone"),
    "people[].convicted": yes_no(),
    "people[].holds_powers": yes_no(),
}
SCOPE = Scope(VOCABULARY, {"crater": Area(text="", cite="", communes=frozenset({"043007"}), complete=False)})
ACTIVE = asks("company.active", True)
FOREIGN = asks("company.foreign", True)
INSOLVENT = asks("company.insolvent", True)
CLEAN = rule(each="people", forbid=asks("convicted", True))
OF_FOREIGN = rule(when=FOREIGN, require=asks("company.documents", True))


def find(one, answers=None, lists=None, supplied=None):
    return compile_rule(one, SCOPE)(Frame(facts(answers, lists, supplied)))


CASES = [
    # rule, answers, lists, supplied -> verdict, applies, missing, who
    (rule(require=ACTIVE), {"company.active": True}, {}, {}, "pass", True, (), ()),
    (rule(require=ACTIVE), {"company.active": False}, {}, {}, "fail", True, (), ()),
    (rule(require=ACTIVE), {}, {}, {}, "unknown", True, ("company.active",), ()),
    (rule(forbid=INSOLVENT), {"company.insolvent": True}, {}, {}, "fail", True, (), ()),
    (rule(require=ACTIVE, forbid=INSOLVENT), {"company.insolvent": True}, {}, {}, "fail", True, (), ()),
    (
        rule(require=ACTIVE, forbid=INSOLVENT),
        {"company.active": True},
        {},
        {},
        "unknown",
        True,
        ("company.insolvent",),
        (),
    ),
    (rule(), {}, {}, {}, "pass", True, (), ()),
    (rule(manual="Guardare il piano"), {}, {}, {}, "manual", True, (), ()),
    (rule(require=ACTIVE, manual="Guardare"), {"company.active": False}, {}, {}, "fail", True, (), ()),
    (rule(manual="Guardare"), {}, {}, {"R": True}, "pass", True, (), ()),
    (rule(manual="Guardare"), {}, {}, {"R": False}, "fail", True, (), ()),
    (rule(require=ACTIVE), {"company.active": False}, {}, {"R": True}, "fail", True, (), ()),
    (rule(status="missing"), {}, {}, {}, "undetermined", True, (), ()),
    (rule(status="missing"), {}, {}, {"R": True}, "pass", True, (), ()),
    (rule(status="missing"), {}, {}, {"R": False}, "fail", True, (), ()),
    (rule(status="missing"), {}, {}, {"R": 1}, "undetermined", True, (), ()),
    (rule(require=asks("site", "crater", word="under")), {"site": "043001"}, {}, {"R": True}, "pass", True, (), ()),
    (OF_FOREIGN, {"company.foreign": False}, {}, {}, "pass", False, (), ()),
    (OF_FOREIGN, {}, {}, {}, "unknown", True, ("company.foreign",), ()),
    (OF_FOREIGN, {"company.documents": True}, {}, {}, "pass", True, (), ()),
    (OF_FOREIGN, {"company.documents": False}, {}, {}, "unknown", True, ("company.foreign",), ()),
    (OF_FOREIGN, {"company.foreign": True}, {}, {}, "unknown", True, ("company.documents",), ()),
    (OF_FOREIGN, {"company.foreign": True, "company.documents": False}, {}, {}, "fail", True, (), ()),
    (rule(when=FOREIGN, status="missing"), {"company.foreign": False}, {}, {}, "pass", False, (), ()),
    (CLEAN, {}, {}, {}, "unknown", True, ("people",), ()),
    (CLEAN, {}, {"people": {}}, {}, "pass", False, (), ()),
    (
        CLEAN,
        {},
        {"people": {"P1": {"convicted": True}, "P2": {"convicted": False}, "P3": {}}},
        {},
        "fail",
        True,
        (),
        ("P1",),
    ),
    (
        CLEAN,
        {},
        {"people": {"P2": {"convicted": False}, "P3": {}}},
        {},
        "unknown",
        True,
        ("people[P3].convicted",),
        ("P3",),
    ),
    (CLEAN, {}, {"people": {"P2": {"convicted": False}}}, {}, "pass", True, (), ()),
    (
        rule(each="people", when=asks("holds_powers", True), forbid=asks("convicted", True)),
        {},
        {"people": {"P1": {"convicted": True, "holds_powers": False}}},
        {},
        "pass",
        False,
        (),
        (),
    ),
    (rule(each="people", when=FOREIGN), {"company.foreign": False}, {}, {}, "pass", False, (), ()),
    (rule(each="people", when=FOREIGN), {}, {}, {}, "unknown", True, ("people",), ()),
    (
        rule(forbid=Each(word="some", list="people", where=asks("convicted", True))),
        {},
        {"people": {"P1": {"convicted": True}, "P2": {}}},
        {},
        "fail",
        True,
        (),
        ("P1",),
    ),
]


@pytest.mark.parametrize(("one", "answers", "lists", "supplied", "verdict", "applies", "missing", "who"), CASES)
def test_a_rule(one, answers, lists, supplied, verdict, applies, missing, who):
    """The verdict, whether the occasion arises, what is missing, who does not pass."""
    finding = find(one, answers, lists, supplied)
    assert (finding.verdict, finding.applies, finding.missing, finding.who) == (verdict, applies, missing, who)


def test_what_a_finding_carries():
    """Remedy on a failure only, what to look at where a person must, the source of what was supplied."""
    strict = rule(require=ACTIVE, remedy="Attivare l'impresa", manual="Guardare la visura", why="Manca la nota 1")
    failed = find(strict, {"company.active": False})
    assert (failed.remedy, failed.look_at, failed.why) == ("Attivare l'impresa", None, "Manca la nota 1")
    assert failed.facts == {"company.active": Answer(False)}
    looked = find(strict, {"company.active": True})
    assert (looked.verdict, looked.remedy, looked.look_at) == ("manual", None, "Guardare la visura")
    settled = find(strict, {"company.active": True}, supplied={"R": True})
    assert (settled.verdict, settled.supplied, settled.look_at) == ("pass", "testo ufficiale", None)


def test_an_occasion_that_arose_is_among_the_facts():
    """The reader sees why the rule applies, or why it does not."""
    assert list(find(OF_FOREIGN, {"company.foreign": True, "company.documents": True}).facts) == [
        "company.documents",
        "company.foreign",
    ]
    assert list(find(OF_FOREIGN, {"company.foreign": False}).facts) == ["company.foreign"]


TRACKS = (
    Track(id="21.1", text="Cratere", cite="bando §1.2", when=asks("site", "crater", word="under")),
    Track(id="1.3", text="Fuori", cite="bando §1.2"),
)


@pytest.mark.parametrize(
    ("tracks", "answers", "supplied", "value"),
    [
        (TRACKS, {"site": "043007"}, {}, "21.1"),
        (TRACKS, {"site": "043001"}, {}, Open("undetermined")),
        (TRACKS, {"site": "043001"}, {"21.1": False}, "1.3"),
        (TRACKS, {"site": "043001"}, {"21.1": True}, "21.1"),
        (TRACKS, {}, {}, Open("unknown", ("site",))),
        ((Track(id="A", text="", cite="", status="missing"),), {}, {}, Open("undetermined")),
        ((Track(id="A", text="", cite="", when=ACTIVE),), {"company.active": False}, {}, ""),
    ],
)
def test_the_track(tracks, answers, supplied, value):
    """The first that holds; one that cannot be told hides those after it; supplied answers settle it."""
    found = compile_tracks(tracks, SCOPE)(facts(answers, supplied=supplied))
    assert found is not None
    assert found.value == value


def test_a_call_without_tracks_has_no_track():
    assert compile_tracks((), SCOPE)(facts()) is None


def test_a_rule_borrowed_from_another_text_does_not_exclude():
    """It decides nothing where it does not hold: a person looks, and may settle it."""
    borrowed = rule(require=ACTIVE, borrowed=True)
    assert find(borrowed, {"company.active": True}).verdict == "pass"
    found = find(borrowed, {"company.active": False})
    assert found.verdict == "manual"
    assert "altro testo" in found.look_at
    assert find(borrowed).verdict == "unknown"
    settled = find(borrowed, {"company.active": False}, None, {"R": False})
    assert settled.verdict == "fail"


def test_an_empty_list_that_cannot_be_empty_is_no_answer():
    always = {**VOCABULARY, "people": Fact(kind="list", label="Persone", never_empty=True)}
    judge = compile_rule(CLEAN, Scope(always))
    found = judge(Frame(facts({}, {"people": {}}, None)))
    assert (found.verdict, found.missing) == ("unknown", ("people",))
    assert find(CLEAN, {}, {"people": {}}).verdict == "pass"
