"""The interview: ask what the outcome still lacks, take each answer, show early what excludes, end with the verdict."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ..i18n import _, plural
from ..model.call import Edition
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..wording.facts import label_of, vocabulary_key
from ..wording.formats import listing
from . import closing, item_fields, items
from .conversation import Conversation, LeaveError
from .exclusions import Exclusions
from .overview import overview
from .plan import plan, together
from .prompter import Prompter
from .trail import Stop, Trail


class InterviewEnd(NamedTuple):
    """How an interview ended. ``finished``: nothing was left to ask; else it was left, or ``interrupted`` by Ctrl-C."""

    facts: Facts
    outcome: Outcome
    finished: bool
    interrupted: bool = False


def talk(
    edition: Edition,
    facts: Facts,
    on: date,
    prompter: Prompter,
    *,
    save: Callable[[Facts], None] = lambda _facts: None,
    everything: bool = False,
    trail: Trail | None = None,
    note: Callable[[Trail], None] = lambda _progress: None,
    begin: Callable[[Conversation], bool] = lambda _state: True,
    for_declarations: Callable[[Outcome], tuple[str, ...]] = lambda _outcome: (),
    today: date | None = None,
) -> InterviewEnd:
    """Interview the person behind ``prompter`` on the facts that ``edition`` needs on the day ``on``.

    ``save`` is called with the facts (asked ones, not derived) after every answer, ``note`` with the way made before
    every question; ``trail`` is the way of an earlier session. ``everything``: also ask what cannot change the
    outcome. ``begin`` is done first: False where the interview ends after it. ``for_declarations`` gives the keys that
    declarations due still lack: they are offered at the end. ``today``, where it is later than ``on``, is the last day
    of what has happened. A Ctrl-C ends it like leaving.
    """
    state = Conversation(edition, facts, on, prompter, save, everything, trail, note, today)
    state.for_declarations = for_declarations
    state.wander = lambda: overview(state)
    try:
        if begin(state):
            _whole(state)
    except LeaveError:
        return InterviewEnd(state.facts, state.outcome, finished=False)
    except KeyboardInterrupt:
        return InterviewEnd(state.facts, state.outcome, finished=False, interrupted=True)
    return InterviewEnd(state.facts, state.outcome, finished=True)


def _whole(state: Conversation) -> None:
    _welcome(state)
    exclusions = Exclusions(state)
    state.alarmed = exclusions.untold
    _reopen_list(state)
    _go_on(state, exclusions)
    while True:
        again = exclusions.tell()
        pending = state.pending()
        if again:
            _correct(state, again)
            exclusions.corrected()
        elif pending:
            state.enter(pending[0].key)
            _travel(state, together(pending))
        elif not closing.close(state):
            return


def _go_on(state: Conversation, exclusions: Exclusions) -> None:
    """Put the page at which an earlier session ended, with what was answered of it, where something is left."""
    left = {question.key for question in state.pending()}
    vocabulary = state.edition.vocabulary
    known = {key for key in state.way.at if state.settled(key) and vocabulary_key(key) in vocabulary}
    stop = tuple(key for key in state.way.at if key in left | known)
    if left & set(stop) and not exclusions.untold():
        state.enter(stop[0])
        _travel(state, stop)


def _welcome(state: Conversation) -> None:
    told = [answer.origin for answer in state.facts.answers.values() if answer.origin != "derived"]
    known = len(told) + len(state.facts.lists)
    settled = {*state.facts.answers, *state.facts.lists} - state.begun
    state.way.count_known(settled.intersection(state.of_call()))
    pending = {question.key for question in state.pending()}
    left, about = len(pending), state.way.about(pending)
    if known:
        words = plural("Ho già {n} risposta.", "Ho già {n} risposte.", known).format(n=known)
        state.tell(words)
    if left:
        words = plural(
            "Resta {n} quesito.", "Restano circa {n} quesiti su {m}: le risposte ne tolgono e ne aggiungono.", left
        )
        state.tell(words.format(n=left, m=about))
    skipped = [question.key for question in plan(state.outcome) if question.key in state.passed_over]
    if skipped:
        names = listing([label_of(key, state.edition.vocabulary) for key in skipped])
        state.tell(_("Saltati con «non so», da riprendere con Ctrl-O o alla fine: {names}.").format(names=names))


def _reopen_list(state: Conversation) -> None:
    """Finish the item at which an earlier session was cut off, then let its list be completed."""
    last = state.begun & set(state.way.at[:1])
    for key in list(state.facts.lists):
        known = key in state.edition.vocabulary
        if known and (key in last or item_fields.interrupted(state, key)):
            state.enter(key)
            state.stand((key,))
            if item_fields.interrupted(state, key):
                state.tell(_("Riprendiamo dalla voce rimasta a metà."), "dim")
                items.complete_last(state, key)
            if not items.is_whole(state, key):
                _travel(state, (key,))


def _correct(state: Conversation, keys: tuple[str, ...]) -> None:
    """Put again what excludes; where the person only went back, the page before."""
    if keys == state.way.at:
        state.enter(keys[0])
        _travel(state, keys)
        return
    for key in keys:
        if not closing.put(state, key):
            return


def _travel(state: Conversation, stop: Stop) -> None:
    """Put questions until they are settled; «back» puts those before, whose answers are kept as their defaults.

    From there the way leads to the questions from which one went back, as far as they are still open.
    """
    first = stop
    while True:
        state.stand(stop)
        if closing.put_stop(state, stop):
            state.settle_stop(stop)
            needed = {question.key for question in state.pending()}
            left = tuple(key for key in first if key in needed) if stop != first else ()
            if state.alarmed() or not left:
                return
            stop = left
            state.enter(stop[0])
            continue
        before = state.way.before(stop)
        if before is None:
            state.first()
        else:
            stop = before
            state.enter(stop[0])
