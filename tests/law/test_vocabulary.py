"""The facts of the law as people write them: read by the shared vocabulary, then derived."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from grantcli.assets import shipped
from grantcli.law.check import check
from grantcli.law.derive import SOURCES, derive
from grantcli.law.standing import standing_of
from grantcli.loading.application.facts import read_facts
from grantcli.model.facts import Facts
from grantcli.model.vocabulary import Vocabulary

ON = date(2022, 6, 20)
APPLICATION = Path(__file__).parent / "group.yaml"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    text = (shipped("calls") / "facts.yaml").read_text(encoding="utf-8")
    return TypeAdapter(Vocabulary).validate_python(yaml.safe_load(text)["facts"])


@pytest.fixture(scope="module")
def facts(vocabulary: Vocabulary) -> Facts:
    data = yaml.load(APPLICATION.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - every scalar stays text
    read, problems = read_facts(data, vocabulary, "file")
    assert [str(problem) for problem in problems] == []
    return read


def test_it_is_read_and_derived(facts: Facts, vocabulary: Vocabulary) -> None:
    """2021: 40 and 4 half-time on nine months (1.5) make 41.5 units, with 35 % of 30 others 52, medium; 2020: 45.

    Losses of 80,000 less reserves of 20,000 are above half of 100,000.
    """
    derived = derive(facts, vocabulary, ON)
    assert check(facts) == []
    size = standing_of(derived, ON).size
    assert size is not None
    assert [(year.headcount, year.alone) for year in size.years] == [
        (Decimal("45.00"), "small"),
        (Decimal("52.00"), "medium"),
    ]
    assert {row.id: (row.role, row.share) for row in size.rows if row.id} == {
        "M": ("partner", Decimal("0.35")),
        "F": ("linked_to_partner", Decimal("0.35")),
    }
    told = {key: answer.value for key, answer in derived.answers.items() if answer.origin == "derived"}
    assert told["company.size"] == "small"
    assert told["company.in_difficulty"] is True
    assert told["company.age_years"] == 13
    assert told["aid.deminimis.headroom"] == 140_000
    assert derived.lists["partners"][0].value("company.size") == "micro"


def test_every_derived_fact_is_in_the_vocabulary_and_comes_from_facts_that_are(
    facts: Facts, vocabulary: Vocabulary
) -> None:
    derived = derive(facts, vocabulary, ON)
    names = {
        f"{key}.name" for key, fact in vocabulary.items() if fact.kind in ("legal_form", "country", "region")
    }  # to read only
    fresh = [key for key, answer in derived.answers.items() if answer.origin == "derived" and key not in names]
    assert all(vocabulary[key].derived for key in fresh)
    assert all(vocabulary[key].derived for key in SOURCES)
    assert all(not vocabulary[source].derived for sources in SOURCES.values() for source in sources)
