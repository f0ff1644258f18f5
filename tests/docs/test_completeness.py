"""Nothing that a call or a batch may hold is left unsaid: each word, key, column and file is in the docs."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from grantcli.batch.results.files import sinks
from grantcli.batch.results.sink import PartFile
from grantcli.batch.results.summary import COLUMNS, titles
from grantcli.batch.results.summary_files import CSV, XLSX
from grantcli.engine.conditions.comparisons import holds_word
from grantcli.i18n import use
from grantcli.loading.call.edition import read_vocabulary
from grantcli.loading.call.library import shared_facts
from grantcli.loading.conditions.comparisons import AGE_WORDS, PLUS_KEYS, REF_KEYS, WORDS
from grantcli.loading.schema.json_schema import call_schema, fact_schemas
from grantcli.model.condition import Quantity, Word
from grantcli.model.expense import NamedBase
from grantcli.model.instruments.instrument import METHOD_FIGURES, InstrumentForm
from grantcli.report.schemas import schema_of
from grantcli.wording.aid_forms import form_word

DOCS = Path(__file__).parents[2] / "docs"
OVER_CONDITIONS = {"all", "any", "not"}
OVER_LISTS = {"some", "every", "where", *get_args(Quantity)}
OF_OTHER_FACTS = {*REF_KEYS, *PLUS_KEYS}
CONDITION_WORDS = {*get_args(Word), *OVER_CONDITIONS, *OVER_LISTS, *OF_OTHER_FACTS}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return call_schema(read_vocabulary(shared_facts())[0])


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted(CONDITION_WORDS))
def test_a_word_of_a_condition_is_on_the_page_of_the_format(word: str) -> None:
    section = page("call-format.md").partition("## Conditions")[2].partition("\n## ")[0]
    assert re.search(rf"(?<![\w-]){word}\b", section), word


def test_every_word_of_a_condition_has_an_editor_text(schema: dict[str, Any]) -> None:
    nouns = ("Condition", "Comparison", "OtherFact", "Shift")
    texts = {key: part["description"] for noun in nouns for key, part in schema["$defs"][noun]["properties"].items()}
    assert set(texts) >= CONDITION_WORDS
    assert [word for word in CONDITION_WORDS if not texts[word].endswith(".")] == []


def test_editors_offer_in_conditions_words_and_facts_and_nothing_else(schema: dict[str, Any]) -> None:
    offered = set(schema["$defs"]["Condition"]["properties"])
    facts = set(fact_schemas(read_vocabulary(shared_facts())[0], {}))
    measured = {"is", "at_least", "at_most", "more_than", "less_than"}
    assert offered == facts | OVER_CONDITIONS | OVER_LISTS | measured


def test_the_reader_the_editor_and_the_engine_know_the_same_words(schema: dict[str, Any]) -> None:
    assert set(get_args(Word)) == set(WORDS) == set(schema["$defs"]["Comparison"]["properties"]) - {"on"}
    for word in set(get_args(Word)) - set(AGE_WORDS):  # ages always look at another fact: tests/sayable/ages-and-days
        day = word in ("before", "after", "not_before", "not_after")
        value, wanted = (date(2022, 6, 20), date(2022, 6, 21)) if day else (Decimal(2), Decimal(3))
        assert holds_word(word, wanted)(value) in (True, False), word


@pytest.mark.parametrize("base", get_args(NamedBase))
def test_a_base_of_limits_is_on_the_page_of_the_format_and_in_editors(base: str, schema: dict[str, Any]) -> None:
    assert f"`{base}`" in page("call-format.md")
    assert base in schema["$defs"]["Limit"]["properties"]["base"]["description"]


@pytest.mark.parametrize("form", get_args(InstrumentForm))
def test_a_form_of_aid_has_a_word_a_schema_and_a_place_in_the_docs(form: Any, schema: dict[str, Any]) -> None:
    section = page("call-format.md").partition("## Instruments")[2].partition("\n## ")[0]
    assert re.search(rf"\b{form}\b", section)
    assert form_word(form)
    assert form in schema_of("outcome")["properties"]["instruments"]["items"]["properties"]["form"]["enum"]
    assert form in schema["$defs"]["Instrument"]["properties"]["form"]["description"]


@pytest.mark.parametrize("method", METHOD_FIGURES)
def test_a_method_of_the_equivalent_is_on_the_page_of_the_format(method: str) -> None:
    section = page("call-format.md").partition("## Instruments")[2].partition("\n## ")[0]
    assert f"`{method}`" in section


def test_every_key_of_a_call_is_on_the_page_of_keys(schema: dict[str, Any]) -> None:
    """But for conditions, whose words have a page of their own and whose facts are the vocabulary's."""
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page("keys.md"), flags=re.M | re.S))
    nouns = {"Call": schema, **schema["$defs"]}
    wanted = {(noun, key) for noun, made in nouns.items() for key in made.get("properties", {}) if noun != "Condition"}
    assert len(wanted) > 200
    assert {(noun, key) for noun, key in wanted if f"| `{key}` | " not in parts.get(noun, "")} == set()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_of_the_summary_is_on_the_page_of_batches(column: str) -> None:
    """In a row of its table: the heading in Italian, in English, the key in the JSON."""
    words = [titles()[column]]
    use("en")
    try:
        words.append(titles()[column])
    finally:
        use("it")
    assert re.search(rf"^\| {re.escape(words[0])} \| {re.escape(words[1])} \| `{column}` \| \S", page("batch.md"), re.M)


def test_every_file_of_a_batch_is_on_the_page_of_batches(tmp_path: Path) -> None:
    made = sinks(tmp_path, {})
    names = {sink.path.name for sink in made if isinstance(sink, PartFile)} | {CSV, XLSX, "pdf/"}
    for sink in made:
        sink.drop()
    assert len(names) >= len(made)
    written = page("batch.md").partition("## What is written")[2]
    assert [name for name in sorted(names) if f"`{name}`" not in written] == []
