"""A second call for the same company: the interview starts from the first application and asks almost nothing."""

from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import Applicant, example, marche

from grantcli.interview.talk import talk
from grantcli.loading.application.application import load_application, load_profile
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.writing.session import Session

FIRST_DAY, SECOND_DAY = date(2022, 6, 20), date(2022, 9, 1)
SECOND = """
id: secondo
title: Un secondo bando
sources:
  bando: {title: Bando, kind: call}
rules:
  - {id: R1, text: PMI, cite: bando §1, require: {company.size: [micro, small, medium]}}
  - {id: R2, text: attiva, cite: bando §2, require: {company.active: true}}
  - {id: R3, text: non in difficoltà, cite: bando §3, require: {company.in_difficulty: false}}
  - {id: R4, text: DURC, cite: bando §4, require: {company.durc_regular: true}}
  - {id: R5, text: breve, cite: bando §5, require: {project.duration_months: {at_most: 12}}}
"""


@pytest.fixture
def second(tmp_path: Path) -> Edition:
    (tmp_path / "secondo").mkdir()
    (tmp_path / "secondo" / "call.yaml").write_text(SECOND, encoding="utf-8")
    edition, problems = load_edition(tmp_path / "secondo")
    assert edition is not None, problems
    return edition


def asked(edition: Edition, start: Facts, on: date, **more: object) -> tuple[Applicant, Facts]:
    """Run the interview with an applicant who knows what the example of the first call says."""
    applicant = Applicant(example())
    result = talk(edition, start, on, applicant, **more)  # type: ignore[arg-type]
    assert result.finished
    return applicant, result.facts


def test_for_a_second_call_only_what_is_new_is_asked(tmp_path: Path, second: Edition) -> None:
    """Issue 5 §4: «ask starts from the profile and asks only the rest, for a second call almost nothing»."""
    file = tmp_path / "prima.yaml"
    first = Session(file, marche().call.id, marche().vocabulary, Facts())
    applicant, _facts = asked(marche(), Facts(), FIRST_DAY, save=first.save)
    profile, problems = load_profile(file, second.vocabulary)
    assert not [problem for problem in problems if not problem.warning]
    again, _facts = asked(second, profile, SECOND_DAY)
    afresh, _facts = asked(second, Facts(), SECOND_DAY)
    assert again.asked == ["project.duration_months"]
    assert len(afresh.asked) > 20
    assert len([key for key in applicant.asked if key.startswith("company.")]) > 20


def test_what_the_profile_says_is_not_written_again(tmp_path: Path, second: Edition) -> None:
    (tmp_path / "prima.yaml").write_text("call: x\ncompany: {durc_regular: true, active: true}\n", encoding="utf-8")
    profile, _problems = load_profile(tmp_path / "prima.yaml", second.vocabulary)
    file = tmp_path / "seconda.yaml"
    session = Session(file, "secondo", second.vocabulary, profile, under=profile, named={"company": "prima.yaml"})
    _applicant, facts = asked(second, profile, SECOND_DAY, save=session.save)
    text = file.read_text(encoding="utf-8")
    assert "profile: prima.yaml" in text
    assert "durc_regular" not in text
    application, problems = load_application(file, {"secondo": second})
    assert problems == []
    assert application is not None
    assert application.facts.answers["company.active"].origin == "profile"
    assert application.facts.value("project.duration_months") == facts.value("project.duration_months")
