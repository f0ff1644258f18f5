"""A version of a call made ready to judge many applications: everything compiled once."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import cached_property
from itertools import compress
from threading import Lock
from typing import NamedTuple

from ..model.call import Call, Edition
from ..model.computing.call_figure import DatedFigure, FactFigure, facts_of_figure
from ..model.computing.compute import facts_of_condition
from ..model.computing.stages import Stage, as_computed_by, operands
from ..model.expense import LineRule, UnitCost
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from ..model.walk.call_nouns import conditions_of, nouns_of
from ..model.walk.figures import Suppliable, missing_values
from ..model.walk.named_facts import facts_of
from ..model.walk.scope import Scope
from .computed_facts import names_item_total, with_day
from .conditions.compiler import compile_condition
from .conditions.lookups import Judge
from .contribution.choice import compile_contribution
from .cost_and_aid import MoneyJudge
from .expenses.plan import compile_expenses
from .for_applicant import kind_rule
from .formulas.computed import ComputedFacts
from .instruments.settling import Instruments
from .payments import Payments
from .rules.attachments import FindAttachment, compile_attachment
from .rules.disagreements import Disagreements
from .rules.eligibility import FindRule, compile_rule
from .rules.scoring import compile_scoring
from .rules.sections import FindSection, compile_section
from .rules.timeline import Timeline
from .rules.tracks import compile_tracks

_KEPT = 512
"""More than a library of calls has: companies matched with all of them find each ready again."""


class OnMoney(NamedTuple):
    """Rules that look at expenses or totals, and whether one looks at an amount that judging computes of each item."""

    rules: list[FindRule]
    needs_item_totals: bool


class Compiled:
    """The parts of a call, each a function of facts."""

    def __init__(self, call: Call, vocabulary: Vocabulary):
        vocabulary = as_computed_by(call, vocabulary)
        scope = Scope(
            vocabulary,
            call.areas,
            dated_by=call.dated_by or "",
            ateco_edition=call.ateco_edition or "2025",
            ateco_inferred=call.ateco_inferred,
        )
        self.call = call
        self.vocabulary = vocabulary
        self._scope = scope
        self.computed = ComputedFacts(scope)
        self.track = compile_tracks(call.tracks, scope)
        instruments = Instruments(call, scope) if call.instruments else None
        grants = compile_contribution(call, scope)
        self.money = MoneyJudge(compile_expenses(call, scope), grants, self.computed, instruments)
        self._rules = (*kind_rule(call.applicants, vocabulary), *call.rules)
        self.rules = [compile_rule(rule, scope) for rule in self._rules]
        self.timeline = Timeline(call, scope)
        self.scoring = compile_scoring(call.scoring, scope)

    @cached_property
    def on_money(self) -> "OnMoney":
        """The rules that look at expenses or totals."""
        named = [_looks_at_plan(facts_of(self.call, self.vocabulary, rule), self.vocabulary) for rule in self._rules]
        rules = tuple(compress(self._rules, named))
        needs = self.computed.looks_at_items or any(map(names_item_total, conditions_of((*rules, self.call.scoring))))
        return OnMoney(list(compress(self.rules, named)), needs)

    @cached_property
    def attachments(self) -> list[FindAttachment]:
        """The papers to attach."""
        return [compile_attachment(attachment, self._scope) for attachment in self.call.attachments]

    @cached_property
    def sent(self) -> Judge | None:
        """What tells that the application was handed in, where the call says it of another answer than its day."""
        filing = self.call.filing
        return None if filing is None or filing.sent is None else compile_condition(filing.sent, self._scope)

    @cached_property
    def payments(self) -> Payments:
        """What is received when."""
        return Payments(self.call, self._scope)

    @cached_property
    def discrepancies(self) -> Disagreements:
        """The disagreements between the sources."""
        return Disagreements(self.call.discrepancies, self._scope)

    @cached_property
    def sections(self) -> list[FindSection]:
        """The sections of the form."""
        return [compile_section(section, self._scope, self.call.language) for section in self.call.sections]

    @cached_property
    def needs_item_totals(self) -> bool:
        """Whether something looks at an amount that judging computes of each item."""
        return self.computed.looks_at_items or any(map(names_item_total, conditions_of(self.call)))

    @cached_property
    def moves_lines(self) -> bool:
        """Whether what is admitted of one line depends on a fact computed from the others."""
        return _moves_lines(self.call, self._scope, self.computed.moving)

    @cached_property
    def missing_values(self) -> tuple[str, ...]:
        """The ids of computed facts and tables that the text names and does not give."""
        return tuple(figure.id for _steps, figure in missing_values(self.call))

    @cached_property
    def suppliable(self) -> Suppliable:
        """Which ids are of what somebody may supply."""
        return Suppliable(self.call)

    def start(self, facts: Facts, on: date) -> Facts:
        """Return facts with all that is known before any money is judged: the day, the track, what follows from them.

        The track is the fact ``track`` where the call has some.
        """
        known = self.computed.known(with_day(facts, on), Stage.ANSWERS)
        track = self.track(known)
        known = known if track is None else known.with_answers({"track": track})
        return self.computed.known(known, Stage.TRACK)


def _looks_at_plan(names: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Return whether any of some facts may depend on the list of expenses."""
    return any(
        name.startswith(("total.", "expenses", "aid.on_expenses", "score"))
        or name.endswith((".presented", ".admitted", ".contribution"))
        or ((fact := vocabulary.get(name)) is not None and fact.compute is not None)
        for name in names
    )


def _moves_lines(call: Call, scope: Scope, moving: frozenset[str]) -> bool:
    """Return whether what is admitted of one line depends on a fact computed from the others."""
    if not moving:
        return False
    inner = scope.within("expenses")
    for _steps, noun in nouns_of(call.expenses):
        for part in fields(noun) if isinstance(noun, (LineRule, UnitCost)) else ():
            value = getattr(noun, part.name)
            named = [*facts_of_figure(value)] if isinstance(value, (FactFigure, DatedFigure)) else []
            named += facts_of_condition(value) if part.name == "when" else ()
            keys = {inner.path(name) for name in named}
            keys |= {name for key in keys for name in operands(key, scope.vocabulary)}
            if any(key in moving and "[]" not in key for key in keys):
                return True
    return False


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
