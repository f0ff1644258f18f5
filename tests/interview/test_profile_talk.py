"""A profile by interview: the company's own questions in their order, going back, stopping with what was said."""

from datetime import date
from typing import Any

from tests.interview.interview_script import Applicant

from grantcli.interview.profile_talk import questions, talk_profile
from grantcli.loading.application.facts import read_facts
from grantcli.loading.application.profile import profile_vocabulary
from grantcli.model.facts import Facts

VOCABULARY = profile_vocabulary()[0]
KNOWN = read_facts({"company": {"name": "Alfa", "legal_form": "SRL", "years": {}}}, VOCABULARY, "file")[0]


def talked(**first: list[Any]) -> tuple[Facts, bool, Applicant, list[Facts]]:
    applicant, saved = Applicant(KNOWN, {f"company.{key}": replies for key, replies in first.items()}), []
    facts, finished = talk_profile(VOCABULARY, date(2026, 6, 20), applicant, save=saved.append)
    return facts, finished, applicant, saved


def test_every_question_of_a_profile_is_put_once_and_saved() -> None:
    facts, finished, applicant, saved = talked()
    simple = [key for key in questions(VOCABULARY) if VOCABULARY[key].kind != "list"]
    assert (finished, applicant.asked) == (True, simple)
    assert (facts.value("company.name"), facts.value("company.legal_form")) == ("Alfa", "SR")
    assert saved[0].value("company.name") == "Alfa"
    assert saved[-1] == facts


def test_one_may_go_back_also_from_the_first_and_stop() -> None:
    facts, finished, applicant, _saved = talked(name=["back"], vat_number=["back"], tax_code=["quit"])
    name, vat = "company.name", "company.vat_number"
    assert applicant.asked[:5] == [name, name, vat, name, vat]
    assert (finished, facts.value("company.name")) == (False, "Alfa")
