"""Which fields an item of a list is asked for: those of every item, those that decide, the others, what one lacks."""

from ..engine.for_applicant import had_by_applicant
from ..law.derive import is_source
from ..model.vocabulary import Fact
from ..wording.facts import vocabulary_key
from .conversation import Conversation
from .paths import items_at

_ACCOUNTS = "company.years"
_DIFFICULTY = ("subscribed_capital", "share_premium", "reserves", "accumulated_losses", "equity")
"""Of the accounts, what an undertaking in difficulty is known by."""
_JUDGED = ("yes_no", "choice", "choices")
_PERSONAL = ("date", "commune", "percent")
"""Kinds of fields, of any item and of a person, that are asked only where something looks at them."""


def asked_of_each(talk: Conversation, key: str) -> list[str]:
    """Return the fields that each item is asked for, the one that identifies an item first."""
    fact = talk.fact(key)
    fields = fields_of(talk, key)
    asked = [name for name, one in fields.items() if _is_due(talk, key, name, one)]
    return sorted(asked, key=lambda name: name != fact.key)


def _is_due(talk: Conversation, key: str, name: str, fact: Fact) -> bool:
    if fact.default is not None or fact.optional:
        return False
    looked_at = is_source(key) or talk.uses(f"{key}[].{name}")
    judged = fact.kind in _JUDGED or (key == "people" and fact.kind in _PERSONAL)
    return not judged or looked_at


def _welcome(talk: Conversation, key: str) -> list[str]:
    """Return the optional fields that the call looks at and that one word answers: asked too, but easily skipped."""
    fields = fields_of(talk, key)
    several = bool(talk.facts.lists.get("partners"))
    return [
        name
        for name, one in fields.items()
        if one.optional
        and one.default is None
        and one.kind in ("text", "choice")
        and not is_source(key)
        and (several if name == "partner" else talk.uses(f"{key}[].{name}"))
    ]


def _open(talk: Conversation, key: str) -> list[str]:
    """Return the fields with a default, or optional, whose answer can decide: asked like the others, not aside."""
    asked = {*asked_of_each(talk, key), *_welcome(talk, key)}
    name = key.rpartition("].")[2]
    return [
        one
        for one, fact in fields_of(talk, key).items()
        if one not in asked
        and fact.kind != "list"
        and (one in _DIFFICULTY if name == _ACCOUNTS else talk.decides(f"{key}[].{one}"))
    ]


def all_asked(talk: Conversation, key: str) -> list[str]:
    """Return the fields that are asked one after the other, with no need to look for them."""
    return [*asked_of_each(talk, key), *_welcome(talk, key), *_open(talk, key)]


def fields_of(talk: Conversation, key: str) -> dict[str, Fact]:
    """Return the fields that an item of a list can be asked for, of this kind of applicant."""
    fields = {name: one for name, one in (talk.fact(key).items or {}).items() if not one.derived and name != "id"}
    asked = vocabulary_key(key)
    full = {f"{asked}[].{name}": name for name in fields}
    had = had_by_applicant(full, talk.outcome.facts, talk.outcome.vocabulary)
    return {full[one]: fields[full[one]] for one in had}


def more_fields(talk: Conversation, key: str) -> dict[str, Fact]:
    """Return the fields an item may also have, as far as the call or the law looks at them."""
    of_law = is_source(key)
    fields, asked = fields_of(talk, key), all_asked(talk, key)
    return {
        name: one
        for name, one in fields.items()
        if name not in asked
        and (not one.for_declarations or talk.uses(f"{key}[].{name}"))
        and (one.optional or one.default is not None)
        and (of_law or talk.everything or talk.uses(f"{key}[].{name}"))
    }


def unfinished(talk: Conversation, key: str) -> dict[str, list[str]]:
    """Return the items that lack what each is asked and was not said not to be known, and what they lack.

    In a list that is being given, what is easily skipped was not asked yet where it was not skipped.
    """
    asked = [*asked_of_each(talk, key), *(_welcome(talk, key) if key in talk.begun else [])]
    lacking = {
        item.id: [name for name in asked if not talk.settled(f"{key}[{item.id}].{name}")]
        for item in items_at(talk.facts, key) or ()
    }
    return {ident: names for ident, names in lacking.items() if names}


def interrupted(talk: Conversation, key: str) -> bool:
    """Return whether the last item of a list, and no other, lacks what each is asked: of a table all may."""
    items = items_at(talk.facts, key) or ()
    return bool(items) and list(unfinished(talk, key)) == [items[-1].id]
