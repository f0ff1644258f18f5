"""On every call that is shipped: its example, answered question by question, comes to the same outcome."""

from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import Applicant, renumbered

from grantcli.assessment.asked import facts_asked
from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.interview.prompter import Asked, Reply
from grantcli.interview.talk import talk
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
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
    whole = assess(edition, application.facts, on)
    applicant = Applicant(renumbered(application.facts, edition.vocabulary))
    applicant.first["#closing"] = ["supply", "end"] if application.facts.supplied else ["end"]
    result = talk(edition, Facts(), on, applicant)
    assert result.outcome.verdict == whole.verdict
    assert result.outcome.expenses.admitted == whole.expenses.admitted
    assert result.outcome.contribution.amount == whole.contribution.amount
    used = facts_asked(edition.on(on), edition.vocabulary)
    assert {key for key in applicant.asked if "[" not in key and not key.startswith("supplied.")} <= used


def test_there_are_examples() -> None:
    assert sum(map(is_call, EXAMPLES)) >= 3


class Noting(Applicant):
    """Keeps what was proposed with each question."""

    def __init__(self, known: Facts) -> None:
        super().__init__(known)
        self.proposed: dict[str, object | None] = {}

    def reply_to(self, asked: Asked) -> Reply:
        self.proposed[asked.key] = asked.default
        return super().reply_to(asked)


def test_the_next_partner_is_proposed_what_the_one_before_answered() -> None:
    """Choices of few only: a name or a place of another is never proposed, nor a yes or no that can exclude."""
    example = next(one for one in EXAMPLES if one.parent.parent.name.startswith("lombardia"))
    edition, _ = load_edition(example.parent.parent)
    assert edition is not None
    application, _ = load_application(example, {edition.call.id: edition})
    assert application is not None
    noting = Noting(renumbered(application.facts, edition.vocabulary))
    noting.first["#closing"] = ["end"]
    talk(edition, Facts(), application.on or date(2022, 10, 3), noting)
    assert noting.proposed["partners[P2].chamber_fee_paid"] is None
    assert noting.proposed["partners[P2].clean_record"] is None
    assert noting.proposed["partners[P2].company.declared_size"] == "large"
    assert noting.proposed["partners[P2].company.seat_country"] == "IT"
    assert noting.proposed["partners[P2].company.name"] is None
    assert noting.proposed["partners[P2].site"] is None
