"""A judgement and what it rests on."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..i18n import Text
from .facts import Answer
from .rule import Moment, Severity, Status

Verdict = Literal["pass", "fail", "unknown", "undetermined", "manual"]
Overall = Literal["eligible", "to_verify", "undetermined", "incomplete", "not_eligible"]


class Finding(NamedTuple):
    """What became of one rule. ``applies`` false: its occasion does not arise (verdict pass).

    A named tuple rather than a dataclass, since every evaluation makes a hundred of them.
    ``facts`` are the answers it used, by key (``expenses[S3].amount`` inside lists); ``missing`` the keys it lacks;
    ``who`` the ids of the items (partners, people) that do not pass; ``supplied`` the user's source, where used.
    """

    id: str
    verdict: Verdict
    severity: Severity
    text: Text
    cite: str
    status: Status = "official"
    moment: Moment = "submission"
    group: str = "requirements"
    applies: bool = True
    facts: Mapping[str, Answer] = {}
    missing: tuple[str, ...] = ()
    remedy: Text | None = None
    look_at: Text | None = None
    why: Text | None = None
    who: tuple[str, ...] = ()
    supplied: str | None = None
