"""Lists nobody said to be complete, pages left early: nothing is passed over, nothing judged too soon."""

from dataclasses import replace
from datetime import date

import pytest
from tests.interview.interview_script import Applicant, example, marche

from grantcli.interview.conversation import Conversation
from grantcli.interview.exclusions import Exclusions
from grantcli.interview.overview import entries, go_to
from grantcli.interview.talk import talk
from grantcli.interview.trail import Trail
from grantcli.model.facts import Answer, Facts

IN_TIME = date(2022, 6, 20)
EXCLUDED = "Così la domanda è esclusa."


def resumed(known: Facts, start: Facts, trail: Trail, first: dict[str, list[object]] | None = None) -> Applicant:
    applicant = Applicant(known, first)
    talk(marche(), start, IN_TIME, applicant, trail=trail)
    return applicant


def walked(first: dict[str, list[object]]) -> tuple[Applicant, list[Trail]]:
    applicant, notes = Applicant(example(), first), list[Trail]()
    talk(marche(), Facts(), IN_TIME, applicant, note=notes.append)
    return applicant, notes


def plain_expenses(count: int) -> Facts:
    """The example's plan, none of it strategic consulting: complete, it excludes."""
    answers = {"strategic_consulting": Answer(False)}
    lines = tuple(replace(one, answers={**one.answers, **answers}) for one in example().lists["expenses"][:count])
    return example().with_list("expenses", lines)


def test_a_list_begun_is_asked_again_until_it_is_said_to_be_complete() -> None:
    start = example().with_list("expenses", example().lists["expenses"][:1])
    whole = resumed(example(), start, Trail())
    assert "expenses=done" not in whole.picked, "the file says it: it is complete"
    begun = resumed(example(), start, Trail(begun=("expenses",)), {"expenses": ["done"]})
    assert begun.picked[0] == "expenses=done"


def test_an_item_added_by_the_map_leaves_its_list_open() -> None:
    notes: list[Trail] = []
    applicant = Applicant(example(), {"expenses": ["add", "back"]})
    state = Conversation(marche(), Facts(), IN_TIME, applicant, lambda _facts: None, False, note=notes.append)
    go_to(state, "expenses")
    assert notes[-1].begun == ("expenses",)
    assert "expenses" in {one.key for one in state.pending()}
    assert [one.text[:1] for one in entries(state) if one.code == "expenses"] == ["○"]
    go_to(state, "expenses")
    assert applicant.picked[-1] == "expenses=done"
    assert notes[-1].begun == ()


def test_a_list_begun_does_not_exclude_before_it_is_complete() -> None:
    facts = plain_expenses(2)
    begun = Conversation(
        marche(), facts, IN_TIME, Applicant(facts), lambda _facts: None, False, Trail(begun=("expenses",))
    )
    assert not Exclusions(begun).untold()
    assert not [one for one in entries(begun) if one.text.strip().startswith("!")]
    begun.end_list("expenses")
    assert Exclusions(begun).untold()


def test_going_back_from_a_list_begun_leads_to_the_page_before() -> None:
    """Back from the list told that the application was excluded, back from that put the list: no way out."""
    facts = plain_expenses(2)
    site = ("project.site",)
    trail = Trail(stops=(site,), at=("expenses",), begun=("expenses",))
    applicant = resumed(facts, facts, trail, {"expenses": ["back", "done"], "#exclusion": ["go_on"]})
    assert applicant.asked[0] == "project.site"
    assert applicant.picked[:2] == ["expenses=back", "expenses=done"]
    assert applicant.words().count(EXCLUDED) == 1


def test_an_item_of_a_list_begun_is_finished_with_what_is_easily_skipped_too() -> None:
    line = example().lists["expenses"][0]
    answers = {name: one for name, one in line.answers.items() if name != "technology"}
    start = example().with_list("expenses", (replace(line, answers=answers),))
    applicant = resumed(example(), start, Trail(begun=("expenses",), at=("expenses",)), {"expenses": ["done"]})
    assert "expenses[S1].technology" in applicant.asked
    assert not [key for key in applicant.asked if "[S1]" not in key], "its list is complete after it"
    skipped = Trail(begun=("expenses",), at=("expenses",), passed_over=("expenses[S1].technology",))
    assert "expenses[S1].technology" not in resumed(example(), start, skipped, {"expenses": ["done"]}).asked


def test_a_list_that_was_answered_is_not_asked_again_where_the_interview_ended_on_it() -> None:
    start = example().with_list("aids", ())
    applicant = resumed(example(), start, Trail(at=("aids",)))
    assert not [one for one in applicant.picked if one.startswith("aids=")]


def test_what_was_skipped_is_named_on_going_on() -> None:
    known = replace(example(), answers={k: v for k, v in example().answers.items() if k != "company.tax_regular"})
    applicant = resumed(known, known, Trail(passed_over=("company.tax_regular",)))
    assert "Saltati con «non so»" in applicant.words()
    assert "Regolarità fiscale" in applicant.words()


def test_back_from_an_exclusion_puts_the_page_again_and_back_from_there_the_one_before() -> None:
    first: dict[str, list[object]] = {"company.tax_regular": [False, True], "#exclusion": ["back"]}
    applicant, notes = walked(first)
    at = applicant.asked.index("company.tax_regular")
    assert applicant.asked[at + 1 : at + 3] == ["company.seat_country", "company.registered"]
    assert applicant.words().count("Questo è il primo quesito.") == 0
    made = [key for stop in notes[-1].stops for key in stop]
    assert len(made) == len(set(made)), "each question is on one page of the way"


@pytest.mark.parametrize("before", [0, 1])
def test_back_from_the_first_exclusion_stays_where_nothing_was_put(before: int) -> None:
    first: dict[str, list[object]] = {"#exclusion": [*["back"] * before, "stop"]}
    applicant = Applicant(example(), first)
    talk(marche(), Facts(), date(2026, 11, 22), applicant)
    assert applicant.asked == []
    assert applicant.words().count("Questo è il primo quesito.") == before


def test_who_went_back_comes_forward_to_the_question_left_open() -> None:
    """The chapter of the page gone back to had the turn then: the question left stood open behind it."""
    applicant, notes = walked({"project.technologies": ["back"]})
    at = applicant.asked.index("project.technologies")
    again = applicant.asked.index("project.technologies", at + 1)
    (page,) = [stop for stop in notes[-1].stops if applicant.asked[at + 1] in stop]
    assert set(applicant.asked[at + 1 : again]) <= set(page)


def test_a_page_left_early_counts_what_was_answered_alone() -> None:
    _, notes = walked({"company.active": [False], "#exclusion": ["stop"]})
    assert notes[-1].stops[-1] == ("company.seat_country", "company.registered", "company.active")


def test_the_count_is_the_same_of_a_file_gone_on_with_and_of_its_copy() -> None:
    """Nothing was skipped: what is not known is in no file, a copy asks for it again."""
    known, notes = example().with_answers({"company.declared_in_difficulty": Answer(False)}), list[Trail]()
    applicant = Applicant(known, {"company.tax_regular": ["quit"]})
    facts = talk(marche(), Facts(), IN_TIME, applicant, note=notes.append).facts
    places = []
    for trail in (notes[-1], Trail()):
        again = Applicant(example(), {"company.tax_regular": ["quit"], "project.site": ["quit"]})
        talk(marche(), facts, IN_TIME, again, trail=trail)
        places.append(again.places[0][1])
    assert places[0] == places[1]


def test_a_default_that_excludes_is_told_as_what_nobody_said() -> None:
    """The one expense says nothing of strategic consulting: its default, no, is what excludes."""
    line = example().lists["expenses"][0]
    answers = {name: one for name, one in line.answers.items() if name != "strategic_consulting"}
    start = example().with_list("expenses", (replace(line, answers=answers),))
    applicant = resumed(start, start, Trail())
    assert EXCLUDED in applicant.words()
    assert "Consulenza strategica (S1): no (non detto: vale il valore predefinito)" in applicant.words()
