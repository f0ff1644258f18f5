"""A call as it concerns one kind of applicant: what looks only at facts that it cannot have is not for it.

A person has no accounts and no entry in the business register: requirements on them do not apply, documents and money
that depend on them alone are not due. In a condition of several parts those parts are left out and the others decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Lock
from typing import Any, cast

from ..i18n import _
from ..model.call import Applicants, Call, Edition
from ..model.condition import All, Condition, Each, Measure, Not, Ref, Test
from ..model.condition import Any as AnyOf
from ..model.facts import Answer, Facts
from ..model.rule import Rule
from ..model.vocabulary import APPLICANT_KIND, ApplicantKind, Fact, Vocabulary
from ..model.walk.call_nouns import PLAIN, inner_fields
from ..model.walk.had_by import is_had_by
from ..model.walk.named_facts import inner_scope
from ..model.walk.scope import Scope
from ..wording.facts import vocabulary_key

NEVER = AnyOf(of=())
_NOW = frozenset({"before", "submission", "after"})
"""Moments at which a firm to be founded is not there yet."""
_KEPT = 512
_CONDITIONS = (All, AnyOf, Not, Test, Each, Measure)
UNCONDITIONED = frozenset({"sources", "gaps", "phases", "history"})
"""The larger parts of a call that hold no condition at all."""
_AS_IT_IS = UNCONDITIONED | {"facts", "areas", "tables", "amendments"}


def with_kind(call: Call, facts: Facts) -> Facts:
    """Return the facts with the kind of applicant where it follows: one alone may apply, or the firm is registered."""
    if call.applicants is None or APPLICANT_KIND in facts.answers:
        return facts
    who = call.applicants.who
    if len(who) == 1:
        return facts.with_answers({APPLICANT_KIND: Answer(who[0], "derived", _("il bando non ne ammette altri"))})
    if "firm" in who and facts.value("company.registered") is True:
        note = _("è iscritta al registro delle imprese")
        return facts.with_answers({APPLICANT_KIND: Answer("firm", "derived", note)})
    return facts


def kind_rule(applicants: Applicants | None, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """Return the requirement that the applicant be of a kind that the call admits; nothing where it says none."""
    if applicants is None or APPLICANT_KIND not in vocabulary:
        return ()
    require = Test(fact=APPLICANT_KIND, word="is", value=applicants.who)
    text = applicants.text if applicants.text is not None else _("Chi fa domanda è tra quelli che il bando ammette.")
    return (Rule(id=applicants.id, text=text, cite=applicants.cite, status=applicants.status, require=require),)


def had_by_applicant(keys: Iterable[str], facts: Facts, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield, of some full keys, those that the applicant can have by its kind; all where that is not known."""
    kind = facts.value(APPLICANT_KIND)
    for key in keys:
        if not isinstance(kind, str) or is_had_by(cast("ApplicantKind", kind), vocabulary_key(key), vocabulary):
            yield key


def answers_in_vain(call: Call, facts: Facts, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the answers given that an applicant of this kind cannot have, so that the call does not look at them."""
    if call.applicants is None:
        return ()
    given = [key for key, answer in facts.answers.items() if answer.origin not in ("derived", "default")]
    given += facts.lists
    had = set(had_by_applicant(given, facts, vocabulary))
    return tuple(key for key in given if key not in had)


_made: dict[tuple[int, str], tuple[Edition, Edition]] = {}
_lock = Lock()


def for_applicant(edition: Edition, facts: Facts) -> Edition:
    """Return the call as it concerns the kind of applicant that the facts name; the same one where nothing changes.

    The vocabulary is worded for that kind. The last few are kept: what is compiled from them is found again.
    """
    kind = facts.value(APPLICANT_KIND)
    if not isinstance(kind, str) or all(call.applicants is None for call in _calls(edition)):
        return edition
    key = (id(edition), kind)
    found = _made.get(key)
    if found is None or found[0] is not edition:
        found = edition, _edition_for(edition, cast("ApplicantKind", kind))
        with _lock:
            while len(_made) >= _KEPT:
                del _made[next(iter(_made))]
            _made[key] = found
    return found[1]


def _calls(edition: Edition) -> tuple[Call, ...]:
    return (edition.call, *(version.call for version in edition.versions))


def _edition_for(edition: Edition, kind: ApplicantKind) -> Edition:
    versions = tuple(replace(one, call=_call_for(one.call, edition, kind)) for one in edition.versions)
    vocabulary = {key: _worded(fact, kind) if fact.wordings else fact for key, fact in edition.vocabulary.items()}
    return replace(edition, call=_call_for(edition.call, edition, kind), versions=versions, vocabulary=vocabulary)


def _worded(fact: Fact, kind: ApplicantKind) -> Fact:
    words = next((one for one in fact.wordings if kind in one.of), None)
    if words is None:
        return fact
    told = {name: getattr(words, name) for name in ("label", "question", "help", "item")}
    return replace(fact, **{name: text for name, text in told.items() if text is not None})


def _call_for(call: Call, edition: Edition, kind: ApplicantKind) -> Call:
    scope = Scope(edition.vocabulary, call.areas)
    return cast("Call", _OfKind(kind, edition.vocabulary).noun(call, scope))


class _OfKind:
    """Takes out of a call what a kind of applicant cannot have."""

    def __init__(self, kind: ApplicantKind, vocabulary: Vocabulary) -> None:
        self.kind = kind
        self.vocabulary = vocabulary

    def noun(self, value: Any, scope: Scope) -> Any:
        """Return a noun, or what holds some, with its conditions as they concern the kind of applicant."""
        if isinstance(value, tuple):
            parts = tuple(self.noun(one, scope) for one in value)
            return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
        if isinstance(value, dict):
            return {key: self.noun(one, scope) for key, one in value.items()}
        names = inner_fields(type(value))
        if not names or isinstance(value, _CONDITIONS) or getattr(value, "moment", "submission") not in _NOW:
            return value
        inner = inner_scope(value, scope)
        changed = {
            name: now
            for name in names
            if name not in (_AS_IT_IS if isinstance(value, Call) else ())
            and (now := self._field(name, before := getattr(value, name), inner)) is not before
        }
        made = replace(value, **changed) if changed else value
        return _without_requirement(value, made) if isinstance(value, Rule) else made

    def _field(self, name: str, value: Any, scope: Scope) -> Any:
        if not value or type(value) in PLAIN:
            return value
        if not isinstance(value, _CONDITIONS):
            return self.noun(value, scope)
        kept = self.condition(value, scope)
        return NEVER if kept is None and name == "when" else kept

    def condition(self, value: Condition, scope: Scope) -> Condition | None:
        """Return what of a condition the kind of applicant can answer; None where nothing of it is left."""
        match value:
            case Test(fact=name, value=wanted):
                return value if self._has(name, scope) and self._has_ref(wanted, scope) else None
            case Not(of=part):
                kept = self.condition(part, scope)
                return None if kept is None else value if kept is part else Not(of=kept)
            case Each(list=name, where=where):
                kept = self.condition(where, scope.within(name)) if self._has(name, scope) else None
                return None if kept is None else value if kept is where else replace(value, where=kept)
            case Measure():
                return self._measure(value, scope)
        return self._group(value, scope)

    def _group(self, value: All | AnyOf, scope: Scope) -> Condition | None:
        kept = tuple(one for part in value.of if (one := self.condition(part, scope)) is not None)
        if not kept and value.of:
            return None
        return (
            value
            if len(kept) == len(value.of) and all(a is b for a, b in zip(kept, value.of, strict=True))
            else (replace(value, of=kept))
        )

    def _measure(self, value: Measure, scope: Scope) -> Condition | None:
        if not self._has(value.list, scope) or not all(self._has_ref(bound, scope) for _word, bound in value.tests):
            return None
        if value.field and not self._has(value.field, scope.within(value.list)):
            return None
        if value.where is None:
            return value
        kept = self.condition(value.where, scope.within(value.list))
        return None if kept is None else value if kept is value.where else replace(value, where=kept)

    def _has_ref(self, wanted: object, scope: Scope) -> bool:
        return not isinstance(wanted, Ref) or self._has(wanted.fact, scope)

    def _has(self, name: str, scope: Scope) -> bool:
        return is_had_by(self.kind, scope.path(name), self.vocabulary)


def _without_requirement(before: Rule, after: Rule) -> Rule:
    """Let a rule be where nothing is left of what it requires or forbids: it does not concern this applicant."""
    had = before.require is not None or before.forbid is not None
    return replace(after, when=NEVER) if had and after.require is None and after.forbid is None else after
