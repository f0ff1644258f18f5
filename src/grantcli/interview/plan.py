"""What to ask next: a small client of the engine. It takes what the outcome lacks and puts it in a kind order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from ..engine.verdict import askable, counts
from ..law.derive import sources_of
from ..model.outcome import Outcome
from ..model.vocabulary import APPLICANT_KIND, Fact
from ..wording.chapters import chapter
from ..wording.facts import vocabulary_key
from .paths import known_at
from .prompter import fits_a_page

_MOST_ON_A_PAGE = 12
"""Questions that one page holds at most: they stand on a screen of 24 lines, with the answers given."""


class Question(NamedTuple):
    """A fact to ask for, under its full key."""

    key: str
    fact: Fact


def plan(
    outcome: Outcome, *, passed_over: Set[str] = frozenset(), chapter_now: str = "", also: Iterable[str] = ()
) -> tuple[Question, ...]:
    """Return the questions that can still change the outcome, the next one first.

    First who applies, on which the rest depends. What decides of admission and money comes before what only warns or
    completes the papers; simple facts before lists (they cost less to answer), expenses after the partners who bear
    them. A chapter is finished before the next: chapters that hold more back go first, ``chapter_now`` before all;
    within a chapter, what more findings wait for, then as the vocabulary has it. ``passed_over`` are keys not to ask
    again; ``also`` are keys asked at the end, whatever they change. Of a derived fact the facts it follows from are
    asked, the simplest first.
    """
    ways = {missing: tuple(_ways(missing, outcome, passed_over)) for missing in outcome.missing}
    weights = _weights(outcome, ways)
    needed = dict.fromkeys(key for way in ways.values() for key in way)
    held = Counter[str]()
    for key in needed:
        if not _is_list(key, outcome):
            held[chapter(key)] += weights[key]
    order = {key: place for place, key in enumerate(outcome.vocabulary)}
    chapters = {name: place for place, name in enumerate(dict.fromkeys(chapter(key) for key in outcome.vocabulary))}

    def rank(key: str) -> tuple[bool, bool, bool, bool, bool, int, int, int, int]:
        name, weight = chapter(key), weights[key]
        place = chapters.get(name, 0), -weight, order[vocabulary_key(key)]
        return (
            key != APPLICANT_KIND,
            not weight,
            _is_list(key, outcome),
            key == "expenses",
            name != chapter_now,
            -held[name],
            *place,
        )

    first = sorted(needed, key=rank)
    rest = (key for key in also if key not in needed and _open(key, outcome, passed_over))
    return tuple(_question(key, outcome) for key in [*first, *rest])


def with_lists(questions: Sequence[Question], begun: Sequence[Question]) -> tuple[Question, ...]:
    """Put lists that were begun before the other lists, expenses last; what their items lack is asked within them."""
    within = tuple(f"{one.key}[" for one in begun)
    left = [one for one in questions if not one.key.startswith(within) and one not in begun]
    lists = [*begun, *(one for one in left if one.fact.kind == "list")]
    simple = (one for one in left if one.fact.kind != "list")
    return *simple, *sorted(lists, key=lambda one: one.key == "expenses")


def together(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return the keys to ask now on one page: the first one's chapter, or item of a list, as far as a page holds.

    What has a screen of its own (a list, a long text, a choice among many) is asked alone.
    """
    first = questions[0]
    if not fits_a_page(first.fact):
        return (first.key,)
    group = _group(first.key)
    alike = [one.key for one in questions if _group(one.key) == group and fits_a_page(one.fact)]
    return tuple(alike[:_MOST_ON_A_PAGE])


def _group(key: str) -> str:
    whole, inside, _field = key.rpartition("].")
    return whole if inside else chapter(key)


def _question(key: str, outcome: Outcome) -> Question:
    return Question(key, outcome.vocabulary[vocabulary_key(key)])


def _is_list(key: str, outcome: Outcome) -> bool:
    return outcome.vocabulary[vocabulary_key(key)].kind == "list"


def _open(key: str, outcome: Outcome, passed_over: Set[str]) -> bool:
    fact = outcome.vocabulary.get(vocabulary_key(key))
    return fact is not None and not fact.derived and key not in passed_over and not known_at(outcome.facts, key)


def _ways(key: str, outcome: Outcome, passed_over: Set[str]) -> Iterator[str]:
    """Yield what to ask for a missing key: itself, or the first open source of a derived one."""
    fact = outcome.vocabulary.get(vocabulary_key(key))
    if fact is None or not fact.derived:
        yield from (one for one in (key,) if _open(one, outcome, passed_over))
        return
    sources = [one for one in sources_of(key) if _open(one, outcome, passed_over)]
    yield from sorted(sources, key=lambda one: _is_list(one, outcome))[:1]


def _weights(outcome: Outcome, ways: Mapping[str, tuple[str, ...]]) -> Counter[str]:
    """Count how many things that decide (blocking findings, amounts) wait for each key that can be asked."""
    waiting = Counter[str]()
    lines = (finding for line in outcome.expenses.lines for finding in line.findings)
    lacks = [finding.missing for finding in (*outcome.findings, *lines) if counts(finding)]
    regimes = [regime.missing for regime in outcome.contribution.regimes]
    support = outcome.contribution.support
    instruments = (
        [one.missing for one in support.instruments if one.applies is not False] if support is not None else []
    )
    for missing in [*lacks, outcome.expenses.missing, *regimes, *instruments]:
        for key in {askable(one, outcome.vocabulary) for one in missing}:
            waiting.update(ways.get(key, ()))
    return waiting
