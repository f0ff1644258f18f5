"""The sections of the form: what the applicant wrote, or a draft of sentences whose facts are all known."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ...i18n import _, say, speaking
from ...model.attachment import Section, Sentence
from ...model.outcome import SectionOutcome
from ...model.walk.scope import Scope
from ...money import ZERO
from ...wording.facts import written
from ...wording.formats import money
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame, frames_of
from ..conditions.lookups import Judge, Look, Name, lister, looker, namer

_CODES = frozenset({"commune", "region", "country", "legal_form"})
_MOST = 25  # items that a draft says one by one
_HOLE = re.compile(r"\{([^{}]+)\}")
FindSection = Callable[[Frame], SectionOutcome | None]
Drafter = Callable[[Frame, list[str], list[str]], None]
Words = Callable[[Frame], str | None]
"""A value in the words of the call's language, None where it is not known."""


class _Hole(NamedTuple):
    """A place in a sentence for the value of a fact: how it is found, put in words, named, and the text after it."""

    words: Words
    name: Name
    optional: bool
    after: str


def compile_section(section: Section, scope: Scope, language: str) -> FindSection:
    """Return the function from the application's frame to the section in ``language``.

    It gives None where the section is not part of this application's form.
    """
    when = compile_condition(section.when, scope)
    drafters = [_compile_sentence(sentence, scope, language) for sentence in section.draft]
    key = f"sections.{section.id}"

    def find(frame: Frame) -> SectionOutcome | None:
        if when(frame).verdict == "fail":
            return None
        written = frame.facts.answers.get(key)
        if written is not None and str(written.value).strip():
            return _outcome(section, str(written.value), [], drafted=False)
        sentences: list[str] = []
        lacking: list[str] = []
        for draft in drafters:
            draft(frame, sentences, lacking)
        return _outcome(section, " ".join(sentences), lacking, drafted=True)

    return find


def _outcome(section: Section, text: str, lacking: list[str], *, drafted: bool) -> SectionOutcome:
    keys = tuple(dict.fromkeys(lacking))
    return SectionOutcome(section.id, section.title, text, drafted, section.guidance, section.words, keys)


def _compile_sentence(sentence: Sentence, scope: Scope, language: str) -> Drafter:
    """Return what adds the sentence (one for each item of its list) to a draft, or names what it lacks."""
    if sentence.each is None:
        return _compile_words(sentence, scope, language)
    find = lister(sentence.each, scope)
    draft_one = _compile_words(sentence, scope.within(sentence.each), language)

    def draft(frame: Frame, sentences: list[str], lacking: list[str]) -> None:
        found = find(frame)
        if found.items is None:
            lacking.append(found.path)
        told: list[tuple[Frame, str]] = []
        for inner in frames_of(frame, found):
            said: list[str] = []
            draft_one(inner, said, lacking)
            told += [(inner, text) for text in said]
        if len(told) > _MOST:
            sentences.extend(_gathered(told, language))
        else:
            sentences.extend(text for _inner, text in told)

    return draft


def _gathered(told: list[tuple[Frame, str]], language: str) -> Iterator[str]:
    """Say so many items by their categories: how many, for how much; those without an amount by their number alone."""
    counts: dict[str, int] = {}
    sums: dict[str, Decimal] = {}
    for frame, _text in told:
        item = frame.item
        category = str(item.value("category") or "")
        amount = item.value("admitted") or item.value("amount")
        counts[category] = counts.get(category, 0) + 1
        sums[category] = sums.get(category, ZERO) + (amount if isinstance(amount, Decimal) else ZERO)
    with speaking(language):
        for category, n in counts.items():
            what = _("categoria {id}, {n} voci").format(id=category, n=n) if category else _("{n} voci").format(n=n)
            words = what[:1].upper() + what[1:]
            yield f"{words}: {money(sums[category], language)}." if sums[category] else f"{words}."


def _compile_words(sentence: Sentence, scope: Scope, language: str) -> Drafter:
    """Return what says a sentence in ``language``, or in the one it is written in: its values with it."""
    if not isinstance(sentence.text, str) and language not in sentence.text:
        language = next(iter(sentence.text))
    first, *pieces = _HOLE.split(say(sentence.text, language))
    holes = [_hole(name, after, scope, language) for name, after in zip(pieces[0::2], pieces[1::2], strict=True)]
    when: Judge = compile_condition(sentence.when, scope)

    def draft(frame: Frame, sentences: list[str], lacking: list[str]) -> None:
        occasion = when(frame)
        if occasion[0] != "pass":
            lacking.extend(occasion[2])
            return
        told, whole = [first], True
        for words, name, optional, after in holes:
            word = words(frame)
            if word is None:
                whole = False
                if not optional:
                    lacking.append(name(frame))
            else:
                told += (word, after)
        if whole:
            sentences.append("".join(told).strip())

    return draft


def _hole(name: str, after: str, scope: Scope, language: str) -> _Hole:
    fact, look = scope.fact(name), looker(name, scope)
    called = _called(name, scope) if fact is not None and fact.kind in _CODES else None

    def words(frame: Frame) -> str | None:
        answer = look(frame)
        if answer is None:
            return None
        value = answer[0]
        if not value and isinstance(value, (str, tuple)):
            return None
        named = called(frame) if called is not None else None
        return written(value if named is None else named[0], fact, language)

    return _Hole(words, namer(name, scope), fact is not None and fact.optional, after)


def _called(name: str, scope: Scope) -> Look:
    """Return what finds the name derived beside a code, with whoever holds the code."""
    key, holder = f"{name}.name", scope.holder(name)
    if holder == "item":
        return lambda frame: frame.item.answers.get(key)
    if holder == "partner":
        return lambda frame: (frame.facts if frame.partner is None else frame.partner).answers.get(key)
    return looker(key, scope)
