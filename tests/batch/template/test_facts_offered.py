"""The facts that a template offers are those the interview knows, less what is said to differ, and a few more."""

from datetime import date

import pytest

from grantcli.assessment.asked import facts_asked
from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.batch.template.contents import asked_facts
from grantcli.loading.call.library import load_edition
from grantcli.model.facts import Facts
from grantcli.model.walk.named_facts import facts_of

ON = date(2022, 6, 20)
FOLDERS = sorted(path.parent for path in shipped("calls").glob("*/call.yaml"))
IDENTITY = {"company.name", "company.vat_number", "company.tax_code", "project.title", "expenses", "people"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_facts_offered_are_those_the_interview_knows(folder):
    edition, _problems = load_edition(folder)
    call, vocabulary = edition.on(ON), edition.vocabulary
    known = facts_asked(call, vocabulary)
    interview = {key for key in known if "[]" not in key and not vocabulary[key].derived}
    offered = set(asked_facts(edition, ON))
    drafts = set(facts_of(call, vocabulary, call.sections)) | {f"sections.{section.id}" for section in call.sections}
    assert {key for key in interview - offered if not key.startswith("score.")} <= drafts
    asked = assess(edition, Facts(), ON).to_ask
    apart = set(facts_of(call, vocabulary, call.discrepancies))
    more = offered - interview - IDENTITY - set(asked) - apart
    assert not more or "partners" in interview
    assert all(key.startswith("company.") for key in more)


def test_something_is_said_to_differ():
    """Were nothing left out, the law above would hold of anything."""
    edition, _problems = load_edition(shipped("calls") / "marche-transizione-digitale-2022")
    left_out = facts_asked(edition.on(ON), edition.vocabulary) - set(asked_facts(edition, ON))
    assert "sections.project" in left_out
