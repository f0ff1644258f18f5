"""The interview that makes a company's profile: the company's own questions, no call behind them."""

from collections.abc import Callable
from datetime import date

from ..i18n import _
from ..model.call import Call, Edition
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from . import closing
from .conversation import Conversation, LeaveError
from .overview import overview
from .prompter import Prompter

_COMPANY = "company."


def talk_profile(
    vocabulary: Vocabulary, on: date, prompter: Prompter, *, save: Callable[[Facts], None], begun: Facts | None = None
) -> tuple[Facts, bool]:
    """Ask what a profile holds, in the order of the vocabulary; return the answers and whether all was asked.

    ``begun`` are the answers of an earlier session: it goes on at the first page that lacks one. ``save`` is called
    with the facts after every answer. Left or interrupted with Ctrl-C, what was said stays.
    """
    edition = Edition(call=Call(id="profile", title=_("Profilo")), vocabulary=vocabulary, digest="", folder="")
    state = Conversation(edition, begun or Facts(), on, prompter, save, True)
    state.wander = lambda: overview(state)
    keys = questions(vocabulary)
    stops = closing.pages(state, keys)
    at = next((n for n, stop in enumerate(stops) if not all(map(state.knows, stop))), len(stops) - 1)
    try:
        while at < len(stops):
            state.enter(stops[at][0])
            state.place(1 + sum(map(len, stops[:at])), len(keys), len(stops[at]) > 1)
            if closing.put_stop(state, stops[at], planned=False):
                at += 1
            elif at:
                at -= 1
            else:
                state.first()
    except (LeaveError, KeyboardInterrupt):
        return state.facts, False
    return state.facts, True


def questions(vocabulary: Vocabulary) -> list[str]:
    """Return the keys of a profile that are asked: those without a default, then accounts and ties."""
    own = {key: fact for key, fact in vocabulary.items() if key.startswith(_COMPANY) and "[]" not in key}
    simple = [
        key
        for key, fact in own.items()
        if fact.kind != "list" and not fact.derived and fact.default is None and not fact.optional
    ]
    return [*simple, *(key for key in ("company.years", "company.links") if key in own)]
