"""The schemas of applications, profiles and cases take all that is shipped, and refuse what the reader would."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from grantcli.assets import shipped
from grantcli.loading.application.profile import profile_vocabulary
from grantcli.loading.call.library import load_edition
from grantcli.loading.parser.parsing import parse_text, read_tree
from grantcli.loading.parser.tree import to_plain
from grantcli.loading.schema.answers import application_schema, cases_schema, profile_schema

CALLS = sorted(path.parent for path in shipped("calls").glob("*/call.yaml"))
SHARED, _PROBLEMS = profile_vocabulary()


def faults(schema: dict[str, Any], value: object) -> list[str]:
    return [f"{one.json_path}: {one.message[:200]}" for one in Draft202012Validator(schema).iter_errors(value)]


def plain(path: Path) -> object:
    tree, problems = read_tree(path)
    assert tree is not None, problems
    return to_plain(tree)


QUICK = ("cosenza-voucher-digitali-2026",)


@pytest.mark.parametrize(
    "folder",
    [pytest.param(one, marks=() if one.name in QUICK else pytest.mark.slow, id=one.name) for one in CALLS],
)
def test_what_is_shipped_is_taken_with_its_call_and_without(folder: Path) -> None:
    edition, _problems = load_edition(folder)
    assert edition is not None
    for schema in (application_schema(edition.vocabulary, edition.call), application_schema(SHARED)):
        for example in sorted(folder.glob("example/*.yaml")):
            assert faults(schema, plain(example)) == []
    for schema in (cases_schema(edition.vocabulary, edition.call), cases_schema(SHARED)):
        for cases in sorted(folder.glob("cases/*.yaml")):
            assert faults(schema, plain(cases)) == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("company: {name: Alfa, declared_size: micro}\naids: aiuti.csv\n", True),
        ("name: Alfa\nyears: {2024: {turnover: 1.000}}\nseat: Roma\n", True),
        ("company: {name: [Alfa]}\n", False),
        ("years: 2024\n", False),
    ],
)
def test_a_profile_may_be_whole_or_the_fields_of_the_company_alone(text: str, taken: bool) -> None:
    tree, _problems = parse_text(text, "profilo.yaml")
    assert tree is not None
    assert (faults(profile_schema(SHARED), to_plain(tree)) == []) is taken


GOOD = 'call: cosenza-voucher-digitali-2026\ncompany: {name: Alfa, years: {2024: {turnover: "1.000,00"}}}\n'


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (GOOD, True),
        (GOOD + "company.seat: Cosenza\n", True),
        (GOOD + "expenses: piano.csv\n", True),
        (GOOD + "expenses: [{file: piano.csv, columns: {amount: Importo}}, {id: S1, amount: 10}]\n", True),
        (GOOD + "aids: aiuti.csv\n", True),
        (GOOD + "compagny: {name: Alfa}\n", False),
        (GOOD + "expenses: [{id: S1, amuont: 10}]\n", False),
        (GOOD + "supplied: {nobody.asks: {value: 1, source: testo}}\n", False),
        (GOOD + "total.admitted: 10\n", False),
        ("company: {name: Alfa}\n", False),
        ("call: cosenza-voucher-digitali-2026\ncompany: alfa.yaml\n", True),
        ("call: cosenza-voucher-digitali-2026\ncompany: {profile: alfa.yaml, name: Alfa}\n", True),
    ],
)
def test_with_its_call_an_application_is_held_to_the_facts_of_the_call(text: str, taken: bool) -> None:
    edition, _problems = load_edition(shipped("calls") / "cosenza-voucher-digitali-2026")
    assert edition is not None
    tree, _problems = parse_text(text, "domanda.yaml")
    assert tree is not None
    assert (faults(application_schema(edition.vocabulary, edition.call), to_plain(tree)) == []) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("{name: a, on: 2026-02-01, expect: {verdict: eligible}}", True),
        ("[{name: a, on: 2026-02-01, expect: {findings: {R: pass}}}]", True),
        ("[{name: a, on: 2026-02-01, facts: {'expenses[S1].amount': 1, x.y: 2}, expect: {exit: 0}}]", True),
        ("{name: a, on: 2026-02-01, expect: {}}", False),
        ("{name: a, on: 2026-02-01, expect: {verdict: maybe}}", False),
        ("{name: a, on: 2026-02-01, expects: {verdict: eligible}}", False),
        ("{name: a, expect: {verdict: eligible}}", False),
        ("{name: a, on: 2026-02-01, expect: {finding: {R: pass}}}", False),
    ],
)
def test_cases(text: str, taken: bool) -> None:
    tree, _problems = parse_text(text, "casi.yaml")
    assert tree is not None
    assert (faults(cases_schema(SHARED), to_plain(tree)) == []) is taken


@pytest.mark.slow
def test_the_schemas_are_schemas() -> None:
    for schema in (application_schema(SHARED), profile_schema(SHARED), cases_schema(SHARED)):
        Draft202012Validator.check_schema(schema)
