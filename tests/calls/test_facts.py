"""The vocabulary that calls share and add to: two languages, real questions, defaults that can be read."""

import re
from collections.abc import Iterator

import pytest

from grantcli.assets import shipped
from grantcli.i18n import Text, say
from grantcli.loading.call.library import load_edition
from grantcli.model.vocabulary import Fact
from grantcli.registry.values import read_value

EDITIONS = {path.parent.name: load_edition(path.parent)[0] for path in sorted(shipped("calls").glob("*/call.yaml"))}
FACTS = {
    key: fact
    for edition in EDITIONS.values()
    if edition is not None
    for key, fact in edition.vocabulary.items()
    if not key.startswith(("sections.", "score.")) and key not in ("track",)
}
ASKED = {
    key: fact for key, fact in FACTS.items() if not fact.derived and fact.compute is None and not key.endswith("[].id")
}


def texts_of(fact: Fact) -> Iterator[Text]:
    yield fact.label
    yield from (text for text in (fact.question, fact.help, fact.unit, fact.item) if text is not None)
    yield from (fact.choices or {}).values()


def test_every_text_is_in_both_languages():
    """Categories of a call, its own words, stand in its language alone."""
    alone = [
        key
        for key, fact in FACTS.items()
        if not key.endswith("[].category")
        for text in texts_of(fact)
        if isinstance(text, str) or not say(text, "it") or not text.get("en")
    ]
    assert alone == []


def test_every_question_ends_in_a_question_mark():
    questions = {key: fact.question for key, fact in ASKED.items() if fact.question is not None}
    assert len(questions) > 100
    bad = [key for key, text in questions.items() for language in ("it", "en") if not say(text, language).endswith("?")]
    assert bad == []


def test_whatever_is_asked_has_a_question():
    """The key of a list written as a mapping is the exception: it is asked as the name of the item."""
    keys = {f"{key}[].{fact.key}" for key, fact in FACTS.items() if fact.kind == "list" and fact.key}
    assert [key for key, fact in ASKED.items() if fact.question is None and key not in keys] == []


def test_a_choice_has_choices_and_a_list_has_fields():
    assert [key for key, fact in ASKED.items() if fact.kind in ("choice", "choices") and not fact.choices] == []
    assert [key for key, fact in ASKED.items() if fact.kind == "list" and not fact.items] == []


@pytest.mark.parametrize("key", sorted(key for key, fact in FACTS.items() if fact.default is not None))
def test_a_default_is_an_answer_of_its_kind(key):
    value, refusal = read_value(FACTS[key], FACTS[key].default or "")
    assert refusal is None
    assert value is not None


@pytest.mark.parametrize("ident", EDITIONS)
def test_what_a_text_tells_to_mark_is_called_as_on_the_screen(ident: str) -> None:
    """«segnare «Documenti obbligatori caricati»»: a box that no screen calls so cannot be found."""
    edition = EDITIONS[ident]
    assert edition is not None
    labels = {say(fact.label, "it") for fact in edition.vocabulary.values()}
    written = (shipped("calls") / ident / "call.yaml").read_text(encoding="utf-8")
    told = re.findall(r"(?:segnare|indicare|rispondere a) «([^»]+)»", written)
    assert [one for one in told if one not in labels] == []
