"""A version of a call made ready to judge many applications: everything compiled once."""

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Protocol

from ..model.call import Call, Edition
from ..model.condition import Condition, parts
from ..model.scope import Scope
from ..model.vocabulary import Vocabulary
from .computed_facts import names_item_total
from .contribution.choice import compile_contribution
from .expenses.plan import compile_expenses
from .rules.attachments import compile_attachment
from .rules.disagreements import Disagreements
from .rules.eligibility import compile_rule
from .rules.scoring import compile_scoring
from .rules.sections import compile_section
from .rules.timeline import Timeline
from .rules.tracks import compile_tracks


class _Conditional(Protocol):
    @property
    def when(self) -> Condition | None: ...


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_KEPT = 64


class Compiled:
    """The parts of a call, each a function of facts."""

    def __init__(self, call: Call, vocabulary: Vocabulary):
        scope = Scope(vocabulary, call.areas)
        self.call = call
        self.vocabulary = vocabulary
        self.track = compile_tracks(call.tracks, scope)
        self.expenses = compile_expenses(call, scope)
        self.contribution = compile_contribution(call, scope)
        self.rules = [compile_rule(rule, scope) for rule in call.rules]
        self.timeline = Timeline(call, scope)
        self.attachments = [compile_attachment(attachment, scope) for attachment in call.attachments]
        self.scoring = compile_scoring(call.scoring, scope)
        self.discrepancies = Disagreements(call.discrepancies, scope)
        self.sections = [compile_section(section, scope, call.language) for section in call.sections]
        self.needs_item_totals = any(names_item_total(condition) for condition in conditions_of(call))
        self.figures = frozenset(_figures(call))


def conditions_of(call: Call) -> Iterator[Condition]:
    """Yield every condition of a call with all that it is made of."""
    for condition in _outermost(call):
        yield from parts(condition)


def _outermost(call: Call) -> Iterator[Condition | None]:
    for rule in call.rules:
        yield from (rule.when, rule.require, rule.forbid)
    yield from _whens(call.tracks, call.deadlines, call.attachments, call.sections, call.discrepancies)
    yield from _whens(call.expenses.refused, call.expenses.limits, call.contribution.caps)
    for category in call.expenses.categories:
        yield from _whens(category.units)
    for regime in call.contribution.regimes:
        yield from _whens((regime,), regime.rates, regime.bonuses, regime.caps)
    for section in call.sections:
        yield from _whens(section.draft)
    for criterion in call.scoring.criteria if call.scoring is not None else ():
        yield from _whens((criterion,), criterion.bands)


def _whens(*groups: Sequence[_Conditional]) -> Iterator[Condition | None]:
    return (one.when for group in groups for one in group)


def _figures(call: Call) -> Iterator[str]:
    """Yield the ids under which a user can supply what the text lacks."""
    expenses, contribution = call.expenses, call.contribution
    yield from _ids(call.rules, call.tracks, expenses.categories, expenses.refused, expenses.limits, contribution.caps)
    for regime in contribution.regimes:
        yield from _ids((regime,), regime.rates, regime.bonuses, regime.caps)


def _ids(*groups: Sequence[_Named]) -> Iterator[str]:
    return (one.id for group in groups for one in group)


_ready: dict[tuple[int, int], Compiled] = {}
_lock = Lock()


def compiled(call: Call, edition: Edition) -> Compiled:
    """Return ``call``, a version of ``edition``, ready to judge; the last few are kept."""
    key = (id(call), id(edition.vocabulary))
    found = _ready.get(key)
    if found is None:
        found = Compiled(call, edition.vocabulary)
        with _lock:
            while len(_ready) >= _KEPT:
                del _ready[next(iter(_ready))]
            _ready[key] = found
    return found
