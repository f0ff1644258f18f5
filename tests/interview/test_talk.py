"""The loop of the interview, with an applicant that answers by key: what is asked, in which order, and what is kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interview.interview_script import Applicant, example, marche

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.cli.ask.for_declarations import lacking
from grantcli.interview import item_fields, items
from grantcli.interview.conversation import Conversation
from grantcli.interview.overview import entries
from grantcli.interview.paths import answer_at
from grantcli.interview.talk import InterviewEnd, talk
from grantcli.loading.call.library import load_edition
from grantcli.model.facts import Answer, Facts
from grantcli.model.outcome import Outcome
from grantcli.wording.facts import vocabulary_key

NOT_STRATEGIC = {"strategic_consulting": Answer(False)}
IN_TIME = date(2022, 6, 20)


def interview(known: Facts, first: dict[str, list[object]] | None = None, start: Facts | None = None, **more: object):
    applicant = Applicant(known, first)
    result = talk(marche(), start or Facts(), more.pop("on", IN_TIME), applicant, **more)  # type: ignore[arg-type]
    return applicant, result


def judged(facts: Facts) -> Outcome:
    return assess(marche(), facts, IN_TIME)


def test_the_answers_asked_for_lead_to_the_same_outcome_as_the_whole_file() -> None:
    _, result = interview(example(), {"#closing": ["supply", "end"]})
    whole = judged(example())
    assert result.finished
    assert result.outcome.verdict == whole.verdict
    assert result.outcome.expenses.admitted == whole.expenses.admitted
    assert result.outcome.contribution.amount == whole.contribution.amount


def test_nothing_is_asked_that_cannot_change_the_outcome() -> None:
    applicant, _ = interview(example())
    never = {"company.name", "company.iban", "project.title", "consultant.profession", "award.date", "project.end"}
    assert not never & set(applicant.asked)
    assert "declarations.foreign_equivalent" not in applicant.asked, "the seat is in Italy"


def test_all_asks_the_rest_too_but_nothing_of_later_moments() -> None:
    applicant, _ = interview(example(), everything=True)
    assert {"company.name", "project.title", "benefits[B1].indicator"} <= set(applicant.asked)
    later = ("award.requirements_hold", "award.date", "reporting.submitted_on", "project.completed")
    assert not [key for key in applicant.asked if key in later or key.startswith("sections.")]


def test_simple_facts_come_before_lists_and_chapters_are_not_torn_apart() -> None:
    applicant, _ = interview(example())
    first_list = next(place for place, key in enumerate(applicant.asked) if "[" in key)
    chapters = [key.split(".")[0] for key in applicant.asked[:first_list]]
    entered = [name for place, name in enumerate(chapters) if place == 0 or chapters[place - 1] != name]
    assert len(entered) == len(set(entered)) >= 5


def test_an_exclusion_is_told_at_once_with_source_and_remedy() -> None:
    applicant, result = interview(example(), {"company.active": [False], "#exclusion": ["stop"]})
    assert applicant.asked[-1] == "company.active"
    assert (result.interrupted, result.finished, result.outcome.verdict) == (False, False, "not_eligible")
    assert "bando §2.1" in applicant.words()
    assert "Rimedio" in applicant.words()


def test_an_exclusion_can_be_corrected_on_the_spot() -> None:
    applicant, result = interview(
        example(), {"company.active": [False], "#exclusion": ["=company.active"], "#closing": ["supply", "end"]}
    )
    assert applicant.asked.count("company.active") == 2
    assert result.outcome.verdict == judged(example()).verdict


def test_a_correction_that_changes_nothing_is_told_again() -> None:
    applicant, _ = interview(example(), {"company.active": [False, False], "#exclusion": ["=company.active", "stop"]})
    assert applicant.words().count("Così la domanda è esclusa.") == 2


def test_an_exclusion_that_is_accepted_is_told_once_and_the_rest_is_asked() -> None:
    applicant, result = interview(example(), {"company.active": [False], "#exclusion": ["go_on"]})
    assert applicant.words().count("Così la domanda è esclusa.") == 1
    assert (result.finished, result.outcome.verdict) == (True, "not_eligible")
    assert result.outcome.missing == ()


def test_of_many_items_alike_the_list_is_offered_for_correction() -> None:
    """Nineteen expenses none of which is strategic consulting: nineteen lines alike would fill the screen."""
    plain = tuple(replace(one, answers={**one.answers, **NOT_STRATEGIC}) for one in example().lists["expenses"])
    applicant, _ = interview(example(), {"#exclusion": ["stop"]}, start=Facts(lists={"expenses": plain}))
    assert applicant.offered == ["=expenses", "stop", "go_on"]


def test_a_call_that_is_closed_is_said_before_the_first_question() -> None:
    applicant, _ = interview(example(), {"#exclusion": ["stop"]}, on=date(2026, 11, 22))
    assert applicant.asked == []
    assert "MAR-4.3-2" in applicant.words()
    assert "Il termine è passato" in applicant.words()
    assert "15 luglio 2022" in applicant.words(), "the extended closing: call.yaml, amendment «proroga»"


def test_going_back_keeps_the_answers_and_shows_them() -> None:
    keys = Applicant(example())
    talk(marche(), Facts(), IN_TIME, keys)
    site = keys.asked.index("project.site")
    applicant, result = interview(example(), {"project.site": ["back"]})
    assert applicant.asked[: site + 1] == keys.asked[: site + 1]
    again = applicant.asked.index("project.site", site + 1)
    assert set(applicant.asked[site + 1 : again]) == {"company.restructuring_plan"}
    assert answer_at(result.facts, keys.asked[1]) is not None


def test_going_back_from_the_first_question_stays_there() -> None:
    applicant, _ = interview(example(), {"company.seat_country": ["back"]})
    assert applicant.asked[:2] == ["company.seat_country", "company.seat_country"]


@pytest.mark.parametrize(
    ("row", "kept", "then"),
    [("name", None, ["unknown"]), ("role", "legal_representative", ["finish", "done"])],
    ids=["nothing answered", "name answered"],
)
def test_going_back_out_of_a_new_item_takes_it_away_only_where_nothing_of_it_was_answered(
    row: str, kept: str | None, then: list[str]
) -> None:
    """The name is asked first; an item that is kept is finished where the list is come to again."""
    script = {"people": ["add", "back", "back", *then], f"people[P1].{row}": ["back"]}
    _, result = interview(example(), script)
    assert [one.value("role") for one in result.facts.lists.get("people", ())] == ([kept] if kept else [])


def test_what_is_not_known_stays_unknown_and_is_offered_again_at_the_end() -> None:
    applicant, result = interview(example(), {"company.tax_regular": ["unknown"], "#closing": ["skipped", "end"]})
    assert applicant.asked.count("company.tax_regular") == 2
    assert result.facts.value("company.tax_regular") is True


def test_an_answer_can_be_unsaid() -> None:
    _, result = interview(
        example(),
        {
            "#closing": ["review", "end"],
            "#map": ["company.tax_regular", "back"],
            "company.tax_regular": [True, "unknown"],
        },
    )
    assert result.facts.value("company.tax_regular") is None
    assert result.outcome.verdict == "incomplete"


def test_answers_that_became_irrelevant_are_kept_but_no_longer_needed() -> None:
    """The seventh provider type asks for a profession; another type does not."""
    start = Facts({"consultant.profession": Answer("engineer"), "consultant.services_3_years": Answer(2)})
    applicant, result = interview(example(), start=start)
    assert "consultant.profession" not in applicant.asked
    assert result.facts.value("consultant.profession") == "engineer"
    assert result.outcome.verdict != "not_eligible"


def test_what_a_file_already_says_is_not_asked() -> None:
    applicant, result = interview(example(), start=example())
    assert applicant.asked == []
    assert result.finished


def test_leaving_keeps_what_was_said() -> None:
    kept: list[Facts] = []
    _, result = interview(example(), {"company.declared_size": ["quit"]}, save=kept.append)
    assert (result.finished, result.interrupted) == (False, False)
    assert kept[-1] == result.facts
    assert set(result.facts.answers) == {"company.seat_country", "company.registered", "company.active"}


def test_an_interruption_keeps_what_was_said() -> None:
    applicant = Applicant(example())

    def stop(key: str) -> None:
        if key == "company.durc_regular":
            raise KeyboardInterrupt

    applicant.before = stop
    result = talk(marche(), Facts(), IN_TIME, applicant)
    assert result.interrupted
    assert result.facts.value("company.active") is True


def test_an_item_cut_off_halfway_is_finished_first() -> None:
    half = example().lists["expenses"][:2]
    amount = half[1].answers["amount"]
    cut = Facts({name: one for name, one in half[1].answers.items() if name != "amount"}, id="S2")
    applicant, result = interview(example(), start=Facts(lists={"expenses": (half[0], cut)}))
    assert applicant.asked[0] == "expenses[S2].amount"
    assert "expenses[S2].strategic_consulting" in applicant.asked, "what can refuse it is not left out"
    assert result.facts.lists["expenses"][1].answers["amount"].value == amount.value


def test_items_can_be_changed_and_taken_away() -> None:
    replies: dict[str, list[object]] = {
        "#closing": ["review", "end"],
        "#map": ["expenses", "back"],
        "expenses": ["change", "change", "done"],
        "#item": ["S1", "S13"],
        "#field": [".amount", "back", "remove"],
        "expenses[S1].amount": [Decimal("40000.00")],
    }
    _, result = interview(example(), replies, start=example())
    items = {item.id: item for item in result.facts.lists["expenses"]}
    assert items["S1"].value("amount") == Decimal("40000.00")
    assert "S13" not in items
    assert len(items) == 18


def test_the_ids_of_new_items_are_free() -> None:
    replies: dict[str, list[object]] = {
        "people": ["add", "done"],
        "#closing": ["review", "end"],
        "#map": ["people", "back"],
    }
    start = example().with_list("people", example().lists["people"][1:])
    _, result = interview(example(), replies, start=start)
    ids = [item.id for item in result.facts.lists["people"]]
    assert ids[:2] == ["P2", "P3"]
    assert len(ids) == len(set(ids)) == 3


def test_a_year_is_not_given_twice() -> None:
    applicant, result = interview(
        example(), {"company.declared_size": ["unknown"], "company.years[].year": [2021, 2021, 2020, 2019]}
    )
    assert [item.id for item in result.facts.lists["company.years"]] == ["2021", "2020", "2019"]
    assert "C'è già: 2021." in applicant.words()
    assert result.outcome.facts.value("company.size") == "small"


def test_an_expense_that_is_refused_is_said_at_once() -> None:
    """S15 of the example is furniture: letter l of bando §3.7."""
    applicant, _ = interview(example(), start=Facts(example().answers))
    told = [text for text, tone in applicant.told if tone == "warn"]
    assert any(text.startswith("S15: ") and "bando §3.7" in text for text in told)
    assert not any(text.startswith("S1: ") for text in told)
    assert "Finora: spesa presentata" in applicant.words()


def test_what_is_declared_can_be_computed_from_accounts_and_ties() -> None:
    """A list inside an item of a list: the accounts of an enterprise that holds the firm."""
    years = tuple(year for year in example().lists["company.years"] if year.id != "2019")
    held = {"name": "Holding", "direction": "upstream", "percent_capital": Decimal("0.6")}
    tie = Facts({"id": Answer("L1")} | {key: Answer(value) for key, value in held.items()}, {"years": years}, id="L1")
    known = example().with_list("company.links", (tie,))
    quick = {"company.declared_in_difficulty": [False], "#closing": ["compute", "end"]}
    applicant, result = interview(known, quick)
    assert [key for key in applicant.asked if key.startswith("company.links[L1].years[2021].")]
    told = result.facts.lists["company.links"][0]
    assert (told.value("percent_capital"), [one.id for one in told.lists["years"]]) == (
        Decimal("0.6"),
        ["2021", "2020"],
    )
    assert result.outcome.facts.answers["company.size"].origin == "derived"
    assert result.outcome.facts.value("company.size") == judged(known).facts.value("company.size")


def test_what_the_text_of_the_call_lacks_can_be_supplied_with_its_source() -> None:
    _, result = interview(example(), {"#closing": ["supply", "end"]})
    told = {key: (one.value, one.source) for key, one in result.facts.supplied.items()}
    assert told == {key: (one.value, one.source) for key, one in example().supplied.items()}
    assert result.outcome.contribution.amount == judged(example()).contribution.amount


def test_what_due_declarations_lack_is_offered_at_the_end_and_asked_for_nowhere_else() -> None:
    first = {"#closing": ["declarations", "end"], "company.postal_code": ["62032"]}
    applicant, result = interview(example(), first, start=example(), for_declarations=lacking)
    assert result.facts.value("company.postal_code") == "62032"
    assert {"people[P2].residence_address", "application.signed_in"} <= set(applicant.asked)
    assert "project.cup" not in applicant.asked, "no declaration that is due prints it"
    only = {key for key, fact in marche().vocabulary.items() if fact.for_declarations}
    everything, _ = interview(example(), everything=True)
    assert not only & {vocabulary_key(key) for key in everything.asked}


def test_details_of_an_item_leave_out_what_only_a_declaration_needs() -> None:
    state = Conversation(marche(), example(), IN_TIME, Applicant(example()), lambda _facts: None, everything=True)
    offered = item_fields.more_fields(state, "company.links")
    assert {"tax_code", "percent_votes", "since"} <= set(offered)
    assert not [name for name, fact in offered.items() if fact.for_declarations]


def test_the_sections_of_the_form_are_offered_at_the_end() -> None:
    applicant, result = interview(
        example(), {"#closing": ["sections", "end"], "sections.project": ["Un testo\nsu due righe."]}, start=example()
    )
    assert result.facts.value("sections.project") == "Un testo\nsu due righe."
    assert [key for key in applicant.asked if key.startswith("sections.")]


def test_the_map_has_each_heading_once_and_a_sign_for_what_is_not_known() -> None:
    edition, _problems = load_edition(shipped("calls") / "lombardia-filiere-2022")
    assert edition is not None
    start = Facts(lists={"partners": (Facts({"id": Answer("P1"), "company.name": Answer("Alfa S.p.A.")}, id="P1"),)})
    state = Conversation(edition, start, date(2022, 10, 3), Applicant(start), lambda _facts: None, everything=False)
    assert items._title(state, "partners").endswith("Finora: partner P1, Alfa S.p.A."), "one full stop"
    state.forget("aggregation.state")
    state.forget("partners[P1].company.declared_size")
    shown = entries(state)
    headings = [option.text.partition(" — ")[0] for option in shown if not option.code]
    assert len(headings) == len(set(headings)) > 4
    told = {option.code: option.text.strip() for option in shown}
    assert told["aggregation.state"].startswith("? ")
    assert told["partners[P1]"].startswith(("○ ", "? ")), "something of the partner is still open"


def test_the_verdict_ends_it() -> None:
    applicant, _ = interview(example(), start=example())
    assert "Verdetto: " in applicant.told[-1][0]
    assert "€" in applicant.told[-1][0]


SIGNS = st.sampled_from(["back", "unknown", None, None, None])


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(k for k in example().answers)), st.lists(SIGNS, max_size=3)))
def test_whatever_way_one_takes_nothing_is_lost(detours: dict[str, list[str | None]]) -> None:
    """After any going back and skipping, each answer is the one given last, and each saved state has all before it."""
    first = {key: [one for one in ways if one] for key, ways in detours.items()}
    saved: list[Facts] = []
    applicant, result = interview(example(), first, save=saved.append, start=Facts(lists=example().lists))
    check_kept(applicant, result, saved)


def check_kept(applicant: Applicant, result: InterviewEnd, saved: list[Facts]) -> None:
    assert saved[-1] == result.facts
    for key in {key for key in applicant.asked if "[" not in key and not key.startswith("supplied.")}:
        told = result.facts.value(key)
        assert told in (None, example().value(key)), key
    for before, after in pairwise(saved):
        lost = set(before.answers) - set(after.answers)
        assert len(lost) <= 1, "only an answer that was taken back may go, one at a time"
