"""On every call that is shipped: its example, answered question by question, comes to the same outcome."""

from datetime import date
from pathlib import Path

import pytest
from interview_script import Applicant, renumbered

from grantcli.assets import shipped
from grantcli.engine.evaluate import evaluate
from grantcli.interview.talk import talk
from grantcli.interview.uses import facts_used
from grantcli.law.derive import derive
from grantcli.loading.application import load_application
from grantcli.loading.calls import load_edition
from grantcli.model.facts import Facts

EXAMPLES = sorted(shipped("calls").glob("*/example/domanda.yaml"))


def is_call(example: Path) -> bool:
    edition, _ = load_edition(example.parent.parent)
    return edition is not None and edition.call.kind == "call"


@pytest.mark.parametrize("example", [one for one in EXAMPLES if is_call(one)], ids=lambda one: one.parent.parent.name)
def test_the_example_answered_by_interview_comes_to_the_same(example: Path) -> None:
    edition, _ = load_edition(example.parent.parent)
    assert edition is not None
    application, _ = load_application(example, {edition.call.id: edition})
    assert application is not None
    on = application.on or date(2022, 1, 1)
    whole = evaluate(edition, derive(application.facts, edition.vocabulary, on), on)
    applicant = Applicant(renumbered(application.facts, edition.vocabulary))
    applicant.first["#closing"] = ["supply", "end"] if application.facts.supplied else ["end"]
    result = talk(edition, Facts(), on, applicant)
    assert result.outcome.verdict == whole.verdict
    assert result.outcome.expenses.admitted == whole.expenses.admitted
    assert result.outcome.contribution.amount == whole.contribution.amount
    used = facts_used(edition.on(on), edition.vocabulary)
    assert {key for key in applicant.asked if "[" not in key and not key.startswith("supplied.")} <= used


def test_there_are_examples() -> None:
    assert sum(map(is_call, EXAMPLES)) >= 3
