"""An application written whole: read again, it says the same, and comes to the same outcome."""

from datetime import date

import pytest

from grantcli.assets import shipped
from grantcli.loading.application.application import load_application, parse_application
from grantcli.loading.application.profile import parse_profile, profile_vocabulary
from grantcli.loading.call.library import load_library
from grantcli.model.facts import Answer, Facts
from grantcli.writing.whole_files import application_text, profile_file_text

EXAMPLES = sorted(shipped("calls").glob("*/example/domanda.yaml"))
DAY = date(2026, 11, 1)


def told(facts: Facts) -> tuple:
    return (
        facts.id,
        {key: answer.value for key, answer in facts.answers.items()},
        {key: [told(item) for item in items] for key, items in facts.lists.items()},
        {key: (one.value, one.source) for key, one in facts.supplied.items()},
    )


@pytest.fixture(scope="module")
def library():
    return load_library([shipped("calls")])[0]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.parent.name)
def test_every_shipped_application_reads_back_the_same(file, library):
    application, _problems = load_application(file, library)
    edition = library[application.call]
    text = application_text(application.call, application.on or DAY, application.facts, edition.vocabulary)
    again, problems = parse_application(text, "domanda.yaml", library, beside={})
    assert not [problem for problem in problems if not problem.warning]
    assert told(again.facts) == told(application.facts)
    assert (again.call, again.on) == (application.call, application.on or DAY)


def test_what_the_profile_says_stands_in_its_file_and_what_differs_in_the_application(library):
    edition = library["marche-transizione-digitale-2022"]
    profile = Facts({"company.name": Answer("Rossi: S.r.l.", "profile"), "company.tax_code": Answer("99999990437")})
    facts = profile.with_answers({"company.name": Answer("Rossi & Figli", "file")})
    text = application_text("marche", DAY, facts, edition.vocabulary, profile="profilo.yaml", under=profile)
    assert "company:\n  profile: profilo.yaml\n  name: Rossi & Figli" in text
    assert "99999990437" not in text


def test_an_imported_answer_of_a_profile_stays_imported():
    text = """\
company: {name: Prova, years: {2024: {turnover: 1000000, headcount: 3}}}
imported:
  - {key: company.years.2024.turnover, value: "1000000", file: bilancio.xbrl}
"""
    vocabulary, _problems = profile_vocabulary()
    facts, _problems = parse_profile(text, "profilo.yaml", vocabulary)
    again, problems = parse_profile(profile_file_text(facts, vocabulary), "profilo.yaml", vocabulary)
    assert problems == []
    assert told(again) == told(facts)
    (year,) = again.lists["company.years"]
    assert year.answers["turnover"].origin == "import"
    assert year.answers["headcount"].origin == "profile"


def test_an_empty_profile_is_read_as_empty():
    vocabulary, _problems = profile_vocabulary()
    again, problems = parse_profile(profile_file_text(Facts(), vocabulary), "profilo.yaml", vocabulary)
    assert (told(again), problems) == (told(Facts()), [])
