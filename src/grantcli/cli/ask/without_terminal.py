"""What ``ask`` does where nobody can be asked: what is missing printed, answers set, all of them listed."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...i18n import _, plural, say
from ...model.call import Edition
from ...model.facts import Facts
from ...problem import Place, Problem
from ..reading import tell, today
from ..shell.exits import OF_VERDICT
from ..shell.setting import Setting
from ..shell.terminal import messages, screen, typed
from ..starting_point import client_of
from .going_on import command

if TYPE_CHECKING:
    from ...writing.session import Session


def unasked(edition: Edition, facts: Facts, day: date, into: Path, edit: Sequence[str] = ()) -> list[Problem]:
    """Return the problems of a run without a terminal: each answer that is missing, and where to write it."""
    from ...assessment.assess import assess
    from ...interview.plan import plan

    outcome = assess(edition, facts, day)
    place = Place(str(into))
    lack = _("manca la risposta: {question}")
    missing = [
        Problem(place, key, lack.format(question=say(fact.question) or say(fact.label)), kind="missing")
        for key, fact in (() if edit else plan(outcome))
    ]
    count = len(edit) or len(missing)
    text = plural("serve un terminale per porre {n} quesito", "serve un terminale per porre {n} quesiti", count)
    hint = _(
        "le risposte si possono dare con --set DATO=VALORE, o scrivere nel file, poi: grantcli evaluate {file}"
    ).format(file=typed(into))
    return [*missing, Problem(place, "", text.format(n=count), hint=hint, kind="no_terminal")]


def settled(
    edition: Edition,
    facts: Facts,
    day: date,
    session: "Session",
    settings: Mapping[str, str | None],
    everything: bool,
    setting: Setting,
) -> int:
    """Say how the answers set were understood, the verdict with them, and how many questions are left."""
    from ...assessment.assess import assess
    from ...interview.closing import verdict_words
    from ...interview.paths import answer_at
    from ...interview.plan import plan
    from ...interview.suggestions import said
    from ...law.check import impossible_days
    from ...wording.facts import described, label_of

    outcome = assess(edition, facts, day)
    shown, client = screen(setting), client_of(facts)
    if client:
        words = _("Domanda di {client}, nel file {file}")
        messages(setting).print(words.format(client=client, file=session.path), markup=False, soft_wrap=True)
    for key, told in settings.items():
        answer = answer_at(facts, key)
        nothing = _("risposta tolta") if told is None else _("non so")
        value = nothing if answer is None else said(described(key, edition.vocabulary), answer.value, day)
        shown.print(f"{label_of(key, edition.vocabulary)}: {value}", markup=False, soft_wrap=True)
    days = impossible_days(facts, edition.vocabulary, max(day, today()))
    tell([one.in_file("--set") for one in days if one.path in settings], setting)
    shown.print(verdict_words(outcome), markup=False)
    left = len(plan(outcome))
    if left:
        words = plural("Resta {n} quesito: {command}", "Restano circa {n} quesiti: {command}", left)
        again = command(edition.call.id, session.path, setting, everything=everything)
        messages(setting).print(words.format(n=left, command=again), markup=False, soft_wrap=True)
    return OF_VERDICT[outcome.verdict]


def review(edition: Edition, facts: Facts, day: date, into: Path, setting: Setting) -> int:
    """List all questions by chapter, each with its key and its answer, open, doubtful or not known."""
    from ...interview.conversation import Conversation
    from ...interview.overview import entries
    from ...interview.terminal.questions import Questions
    from .bookmark import trail_of

    way = trail_of(into, edition.call.id)
    talk = Conversation(edition, facts, day, Questions(day), lambda _facts: None, everything=False, trail=way)
    shown = screen(setting)
    for option in entries(talk):
        line = f"\n{option.text}" if not option.code else f"  {option.text}  [{option.code}]"
        shown.print(line, markup=False, highlight=False, soft_wrap=True, style="" if option.code else "bold")
        if option.help:
            shown.print(f"      {option.help}", markup=False, highlight=False, soft_wrap=True)
    return OF_VERDICT[talk.outcome.verdict]
