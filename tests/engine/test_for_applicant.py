"""A call as it concerns a kind of applicant: what that cannot have is left out, and the rest decides."""

from datetime import date

import pytest
from tests.engine.engine_making import ON, asks, edition, facts, rule, yes_no

from grantcli.engine.evaluate import evaluate
from grantcli.engine.for_applicant import for_applicant, had_by_applicant, with_kind
from grantcli.law.derive import derive
from grantcli.model.attachment import Attachment
from grantcli.model.call import Applicants
from grantcli.model.condition import All, Each, Measure, Not, Ref
from grantcli.model.condition import Any as AnyOf
from grantcli.model.facts import Answer
from grantcli.model.vocabulary import Fact, OtherWording
from grantcli.wording.applicant import applicant_name

WHO = "applicant.who"
VOCABULARY = {
    WHO: Fact(kind="choice", label="Chi", choices={"firm": "impresa", "person": "persona", "team": "gruppo"}),
    "company.registered": yes_no(question="Iscritta?"),
    "company.founded": Fact(kind="date", label="Nata il"),
    "company.ateco": Fact(
        kind="text", label="Attività", asked_of=("firm", "team"), wordings=(OtherWording(of=("team",), label="Futura"),)
    ),
    "company.years": Fact(kind="list", label="Bilanci", items={"turnover": Fact(kind="money", label="Fatturato")}),
    "company.years[].turnover": Fact(kind="money", label="Fatturato"),
    "company.seat": Fact(kind="commune", label="Sede"),
    "company.seat.region": Fact(kind="region", label="Regione", derived=True),
    "young": yes_no(question="Giovane?"),
    "partners": Fact(kind="list", label="Partner", items={"company.registered": yes_no()}),
    "partners[].company.registered": yes_no(),
    "award.date": Fact(kind="date", label="Concessione"),
    "people": Fact(kind="list", label="Persone", items={"name": Fact(kind="text", label="Nome")}),
}
REGISTERED, YOUNG = asks("company.registered", True), asks("young", True)
OLD_AND_BIG = Measure(quantity="sum", list="company.years", field="turnover", tests=(("at_least", 1),))
ANYBODY = Applicants(who=("firm", "team"), cite="bando §2")


def verdict(require, answers, **fields):
    call = edition(VOCABULARY, applicants=ANYBODY, rules=(rule(require=require, **fields),))
    outcome = evaluate(call, facts(answers, fields.pop("lists", None)), ON)
    found = next(one for one in outcome.findings if one.id == "R")
    return (found.verdict, found.applies), outcome


@pytest.mark.parametrize(
    ("require", "young", "expected"),
    [
        (REGISTERED, None, ("pass", False)),
        (Not(of=REGISTERED), None, ("pass", False)),
        (OLD_AND_BIG, None, ("pass", False)),
        (Each(word="some", list="company.years", where=asks("turnover", 1)), None, ("pass", False)),
        (asks("company.seat.region", "11"), None, ("pass", False)),
        (asks("award.date", Ref(fact="company.founded"), word="after"), None, ("pass", False)),
        (All(of=(REGISTERED, YOUNG)), True, ("pass", True)),
        (All(of=(REGISTERED, YOUNG)), False, ("fail", True)),
        (AnyOf(of=(REGISTERED, YOUNG)), True, ("pass", True)),
        (AnyOf(of=(REGISTERED, YOUNG)), False, ("fail", True)),
        (AnyOf(of=(REGISTERED, OLD_AND_BIG)), None, ("pass", False)),
        (YOUNG, None, ("unknown", True)),
    ],
)
def test_what_a_team_cannot_have_is_left_out_and_the_rest_decides(require, young, expected) -> None:
    answers = {WHO: "team"} if young is None else {WHO: "team", "young": young}
    assert verdict(require, answers)[0] == expected


def test_of_a_firm_and_of_who_is_not_known_everything_counts() -> None:
    assert verdict(REGISTERED, {WHO: "firm"})[0] == ("unknown", True)
    assert verdict(REGISTERED, {})[0] == ("unknown", True)
    assert verdict(REGISTERED, {})[1].missing[:1] == (WHO,)


def test_what_counts_at_the_award_stays() -> None:
    """By then the team has founded its firm."""
    founded = asks("company.founded", Ref(fact="award.date", days=45), word="not_after")
    late = {WHO: "team", "award.date": date(2026, 3, 1), "company.founded": date(2026, 4, 16)}
    assert verdict(founded, late, moment="award")[0] == ("fail", True)
    assert verdict(founded, late)[0] == ("pass", False)


def test_a_rule_on_partners_looks_at_theirs() -> None:
    call = edition(VOCABULARY, applicants=ANYBODY, rules=(rule(require=REGISTERED, each="partners"),))
    answers = facts({WHO: "team"}, {"partners": {"P": {"company.registered": False}}})
    assert [one.verdict for one in evaluate(call, answers, ON).findings if one.id == "R"] == ["fail"]


def test_a_document_that_hangs_on_the_register_is_not_due_from_a_team() -> None:
    papers = (Attachment(id="visura", title="Visura", cite="bando §3", when=REGISTERED),)
    call = edition(VOCABULARY, applicants=ANYBODY, attachments=papers)
    due = [evaluate(call, facts({WHO: who}), ON).attachments[0].due for who in ("team", "firm")]
    assert due == ["not_due", "unknown"]


def test_an_applicant_that_the_call_does_not_admit_fails() -> None:
    call = edition(VOCABULARY, applicants=ANYBODY)
    found = {who: evaluate(call, facts({WHO: who}), ON).findings[0].verdict for who in ("team", "person")}
    assert found == {"team": "pass", "person": "fail"}


def test_a_call_that_does_not_say_who_applies_stays_the_same() -> None:
    call = edition(VOCABULARY, rules=(rule(require=REGISTERED),))
    assert for_applicant(call, facts({WHO: "team"})) is call
    made = edition(VOCABULARY, applicants=ANYBODY)
    assert for_applicant(made, facts({WHO: "team"})) is for_applicant(made, facts({WHO: "team"}))


def test_an_answer_that_the_applicant_cannot_have_is_told() -> None:
    _verdict, outcome = verdict(YOUNG, {WHO: "team", "company.registered": True, "company.ateco": "62"})
    assert [str(text) for text in outcome.warnings] == [
        "«Sì o no» è una risposta che chi presenta questa domanda non può dare: non è stata usata."
    ]


def test_words_follow_the_applicant() -> None:
    made = edition(VOCABULARY, applicants=ANYBODY)
    labels = [for_applicant(made, facts({WHO: who})).vocabulary["company.ateco"].label for who in ("team", "firm")]
    assert labels == ["Futura", "Attività"]
    assert list(had_by_applicant(["company.ateco", "company.founded"], facts({WHO: "person"}), VOCABULARY)) == []


@pytest.mark.parametrize(
    ("who", "answers", "expected"),
    [
        (("person",), {}, "person"),
        (("firm", "team"), {}, None),
        (("firm", "team"), {"company.registered": True}, "firm"),
        (("firm", "team"), {"company.registered": False}, None),
        (("person", "team"), {"company.registered": True}, None),
        (("person",), {WHO: "firm"}, "firm"),
    ],
)
def test_who_applies_follows_where_it_can(who, answers, expected) -> None:
    call = edition(VOCABULARY, applicants=Applicants(who=who, cite="bando §2")).call
    assert with_kind(call, facts(answers)).value(WHO) == expected


def test_the_size_of_a_firm_to_be_founded_is_an_estimate() -> None:
    """Reg. (EU) 651/2014, Annex I, art. 4(3): without accounts, an estimate in good faith."""
    known = derive(facts({WHO: "team", "company.declared_size": "micro"}), VOCABULARY, ON)
    told = known.answers["company.size"]
    assert (told.value, told.origin) == ("micro", "derived")
    assert told.note == "stima in buona fede dell'impresa da costituire (Reg. (UE) 651/2014, all. I, art. 4(3))"
    assert known.answers["company.sme"] == Answer(True, "derived", told.note)


@pytest.mark.parametrize(
    ("who", "names", "expected"),
    [
        ("person", ["Ada"], "Ada"),
        ("team", ["Ada", "Ugo"], "Ada e un'altra persona"),
        ("team", ["Ada", "Ugo", "Leo"], "Ada e altre 2 persone"),
        ("firm", ["Ada"], ""),
        ("team", [], ""),
    ],
)
def test_persons_are_called_by_name(who, names, expected) -> None:
    people = {"people": {str(place): {"name": name} for place, name in enumerate(names)}}
    assert applicant_name(facts({WHO: who}, people)) == expected
