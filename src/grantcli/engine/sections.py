"""The sections of the form: what the applicant wrote, or a draft of sentences whose facts are all known."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..i18n import say
from ..model.attachment import Section, Sentence
from ..model.fact import Fact
from ..model.outcome import SectionOutcome
from ..wording.facts import written
from .frame import Frame, Judge, Look, Name, Scope, frames_of, lister, looker, namer
from .judge import compile_condition

_CODES = frozenset({"commune", "region", "country", "legal_form"})
_HOLE = re.compile(r"\{([^{}]+)\}")
FindSection = Callable[[Frame], SectionOutcome | None]
Drafter = Callable[[Frame, list[str], list[str]], None]


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place in a sentence for the value of a fact."""

    look: Look
    name: Name
    fact: Fact | None
    called: Look | None  # the name of what the code stands for, where the fact holds a code

    def words(self, frame: Frame, language: str) -> str | None:
        """Return the value in words, None when it is not known."""
        answer = self.look(frame)
        named = self.called(frame) if self.called is not None else None
        if answer is None or answer.value in ("", ()):
            return None
        return written(named.value if named is not None else answer.value, self.fact, language)


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
        for inner in frames_of(frame, found):
            draft_one(inner, sentences, lacking)

    return draft


def _compile_words(sentence: Sentence, scope: Scope, language: str) -> Drafter:
    pieces = _HOLE.split(say(sentence.text, language))
    holes = [_hole(name, scope) for name in pieces[1::2]]
    between = pieces[0::2]
    when: Judge = compile_condition(sentence.when, scope)

    def draft(frame: Frame, sentences: list[str], lacking: list[str]) -> None:
        occasion = when(frame)
        if occasion.verdict != "pass":
            lacking.extend(occasion.missing)
            return
        words = [hole.words(frame, language) for hole in holes]
        absent = [hole for hole, word in zip(holes, words, strict=True) if word is None]
        lacking.extend(hole.name(frame) for hole in absent if hole.fact is None or not hole.fact.optional)
        if not absent:
            filled = [part for pair in zip(between, [*map(str, words), ""], strict=True) for part in pair]
            sentences.append("".join(filled).strip())

    return draft


def _hole(name: str, scope: Scope) -> _Hole:
    fact = scope.fact(name)
    called = _called(name, scope) if fact is not None and fact.kind in _CODES else None
    return _Hole(looker(name, scope), namer(name, scope), fact, called)


def _called(name: str, scope: Scope) -> Look:
    """Return what finds the name derived beside a code, with whoever holds the code."""
    key, holder = f"{name}.name", scope.holder(name)
    if holder == "item":
        return lambda frame: frame.item.answers.get(key)
    if holder == "partner":
        return lambda frame: (frame.facts if frame.partner is None else frame.partner).answers.get(key)
    return looker(key, scope)
