"""The JSON Schema of call files, held to what the reader takes and refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from grantcli.assets import shipped
from grantcli.i18n import use
from grantcli.loading.call.edition import read_vocabulary
from grantcli.loading.call.library import shared_facts
from grantcli.loading.schema.descriptions import key_texts
from grantcli.loading.schema.json_schema import call_schema

SMALL = """
id: prova
title: {it: Prova, en: Trial}
published: 2022-05-01
deadlines: [{id: D, text: t, cite: b §1, at: 2022-07-15, verified: no}]
expenses: {limits: [{id: L, text: t, cite: b §1, of: [A], share: "0.20", base: [A, B]}]}
rules:
  - {id: R1, text: t, cite: b §2, require: {company.size: [micro, small], company.active: true}}
  - {id: R2, text: t, cite: b §2, require: {not: {any: [{people: {known: false}}, {x: {after: {fact: on}}}]}}}
  - {id: R3, text: t, cite: b §2, require: {count: expenses, where: {category: A}, at_least: 1}}
  - {id: R4, text: t, cite: b §2, require: {x: {younger_than: {years: 35}, "on": award.date}}}
  - {id: R5, text: t, cite: b §2, require: {x: {not_after: {fact: on, plus: {years: 5}, at: end_of_month}}}}
"""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    made = call_schema(read_vocabulary(shared_facts())[0])
    jsonschema.Draft202012Validator.check_schema(made)
    return made


def as_editors_see(text: str) -> Any:
    return json.loads(json.dumps(worded(yaml.safe_load(text)), default=str))


def worded(node: Any) -> Any:
    """Return data whose keys are text: a day is a key of a dated figure, and ``on`` is no yes (as in YAML 1.2)."""
    if isinstance(node, dict):
        return {"on" if key is True else str(key): worded(value) for key, value in node.items()}
    return [worded(one) for one in node] if isinstance(node, list) else node


def faults(schema: dict[str, Any], text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema)
    return [error.json_path for error in validator.iter_errors(as_editors_see(text))]


def test_a_good_call_passes(schema: dict[str, Any]) -> None:
    assert faults(schema, SMALL) == []


@pytest.mark.parametrize(
    ("good", "wrong", "where"),
    [
        ("id: prova\n", "", "$"),
        ("published:", "publishd:", "$"),
        ("at_least: 1", "at_least: [1]", "$.rules[2].require"),
        ("company.active: true", "company.active: {}", "$.rules[0].require"),
        ("not: {any:", "not: {any_of:", "$.rules[1].require"),
        ("known: false", "knwon: false", "$.rules[1].require"),
        ("base: [A, B]", "base: everything", "$.expenses.limits[0].base"),
        ("{it: Prova, en: Trial}", "{it: Prova, fr: Essai}", "$.title"),
        ("verified: no", "verified: []", "$.deadlines[0].verified"),
    ],
)
def test_a_wrong_call_is_marked(schema: dict[str, Any], good: str, wrong: str, where: str) -> None:
    assert good in SMALL
    found = faults(schema, SMALL.replace(good, wrong))
    assert found
    assert all(path.startswith(where) for path in found)


@pytest.mark.parametrize("file", sorted(shipped("calls").glob("*/call.yaml")), ids=lambda file: file.parent.name)
def test_shipped_calls_pass(schema: dict[str, Any], file: Path) -> None:
    assert faults(schema, file.read_text(encoding="utf-8")) == []


def keys_of(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    nouns = {"Call": schema, **schema["$defs"]}
    return [(noun, key, part) for noun, made in nouns.items() for key, part in made.get("properties", {}).items()]


def test_every_key_is_explained_in_a_sentence(schema: dict[str, Any]) -> None:
    keys = keys_of(schema)
    assert len(keys) > 200
    assert [(noun, key) for noun, key, part in keys if not part["description"].endswith((".", "…", "?"))] == []


def test_no_explanation_is_of_a_key_that_is_not_there(schema: dict[str, Any]) -> None:
    """A key is explained under its own name unless every noun that has it is explained apart."""
    keys = {(noun, key) for noun, key, _part in keys_of(schema)}
    named = {name for noun, key in keys for name in (f"{noun}.{key}", key)}
    assert set(key_texts()) <= named
    for name in key_texts():
        assert "." in name or any(key == name and f"{noun}.{key}" not in key_texts() for noun, key in keys), name


def test_the_nouns_are_explained_too(schema: dict[str, Any]) -> None:
    assert [name for name, made in schema["$defs"].items() if not made.get("description")] == []


def test_conditions_offer_the_shared_facts_with_their_answers(schema: dict[str, Any]) -> None:
    """Sizes are those of the recommendation of 2003 and «large»; an own fact, or another value, may stand as well."""
    offered = schema["$defs"]["Condition"]["properties"]
    assert offered["company.size"]["anyOf"][0]["enum"] == ["micro", "small", "medium", "large"]
    assert offered["company.active"]["anyOf"][0]["enum"] == [True, False]
    assert offered["company.active"]["description"].startswith("Impresa attiva. ")
    assert {"total.admitted", "acquisition", "project.site.region", "on"} <= set(offered)
    assert {"people", "expenses", "partners"} <= set(offered["some"]["anyOf"][0]["enum"])
    assert not [key for key in offered if "[]" in key]


def test_keys_explain_themselves_in_the_language_spoken(schema: dict[str, Any]) -> None:
    use("en")
    try:
        english = call_schema(read_vocabulary(shared_facts())[0])["$defs"]["Condition"]["properties"]
    finally:
        use("it")
    assert (
        english["company.active"]["description"]
        != schema["$defs"]["Condition"]["properties"]["company.active"]["description"]
    )
