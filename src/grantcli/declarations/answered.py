"""The answers of an application without what silence would mean: a declaration states what somebody said."""

from dataclasses import replace
from datetime import date, datetime

from ..model.facts import Answer, Facts
from ..model.outcome import Outcome
from ..model.vocabulary import Fact, Vocabulary


def spoken_facts(outcome: Outcome) -> Facts:
    """Return the facts of an application without answers by default, with the day of the declaration as ``on``.

    That day is the one on which the application was sent, where it is known, else the day of the evaluation.
    """
    sent = outcome.facts.value("application.submitted_at")
    on: date = sent.date() if isinstance(sent, datetime) else outcome.on
    return _spoken(outcome.facts).with_answers({"on": Answer(on, "derived")})


def without_defaults(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary in which silence means nothing."""
    return {key: _without_default(fact) for key, fact in vocabulary.items()}


def _without_default(fact: Fact) -> Fact:
    items = {name: _without_default(one) for name, one in fact.items.items()} if fact.items else fact.items
    return replace(fact, default=None, items=items)


def _spoken(facts: Facts) -> Facts:
    answers = {key: answer for key, answer in facts.answers.items() if answer.origin != "default"}
    lists = {key: tuple(_spoken(item) for item in items) for key, items in facts.lists.items()}
    return replace(facts, answers=answers, lists=lists)
