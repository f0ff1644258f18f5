"""The interview: ask what the outcome still lacks, take each answer, tell early what excludes, end with the verdict."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ..i18n import _, plural
from ..model.call import Edition
from ..model.facts import Facts
from ..model.outcome import Outcome
from . import closing, items
from .conversation import Conversation, LeaveError
from .exclusions import Exclusions
from .prompter import Prompter


class InterviewEnd(NamedTuple):
    """How an interview ended. ``finished``: nothing was left to ask; else it was left (``quit``) or interrupted."""

    facts: Facts
    outcome: Outcome
    finished: bool
    quit: bool = False
    interrupted: bool = False


def talk(
    edition: Edition,
    facts: Facts,
    on: date,
    prompter: Prompter,
    *,
    save: Callable[[Facts], None] = lambda _facts: None,
    everything: bool = False,
) -> InterviewEnd:
    """Interview the person behind ``prompter`` on the facts that ``edition`` needs on the day ``on``.

    ``save`` is called with the facts (asked ones, not derived) after every answer. ``everything``: also ask what cannot
    change the outcome. A Ctrl-C ends it like leaving.
    """
    state = Conversation(edition, facts, on, prompter, save, everything)
    try:
        _whole(state)
    except LeaveError:
        return InterviewEnd(state.facts, state.outcome, finished=False, quit=True)
    except KeyboardInterrupt:
        return InterviewEnd(state.facts, state.outcome, finished=False, interrupted=True)
    return InterviewEnd(state.facts, state.outcome, finished=True)


def _whole(state: Conversation) -> None:
    _welcome(state)
    _resume_lists(state)
    exclusions = Exclusions(state)
    while True:
        again = exclusions.tell()
        pending = state.pending()
        if again:
            _correct(state, again)
        elif pending:
            state.enter(pending[0].key)
            state.prompter.place(len(set(state.trail)), len(pending))
            _put(state, pending[0].key)
        elif not closing.close(state):
            return


def _welcome(state: Conversation) -> None:
    known = sum(1 for answer in state.facts.answers.values() if answer.origin != "derived") + len(state.facts.lists)
    left = len(state.pending())
    if known:
        words = plural("Ho già {n} risposta.", "Ho già {n} risposte.", known).format(n=known)
        state.tell(words)
    if left:
        words = plural("Resta {n} domanda.", "Restano circa {n} domande: le risposte ne tolgono e ne aggiungono.", left)
        state.tell(words.format(n=left))


def _resume_lists(state: Conversation) -> None:
    """Finish the item at which an earlier session was cut off, then let its list be completed."""
    for key in list(state.facts.lists):
        if key in state.edition.vocabulary and items.interrupted(state, key):
            state.enter(key)
            state.tell(_("Riprendiamo dalla voce rimasta a metà."), "dim")
            items.complete(state, key)
            items.fill(state, key)


def _correct(state: Conversation, keys: tuple[str, ...]) -> None:
    for key in keys:
        if not closing.put(state, key):
            return


def _put(state: Conversation, key: str) -> None:
    """Put a question until it is settled; «back» puts the one before, whose answer is kept as its default."""
    while not closing.put(state, key):
        if not state.trail:
            state.first()
            continue
        key = state.trail.pop()
        state.enter(key)
    state.trail.append(key)
