"""A judgement and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..i18n import Text
from .facts import Answer
from .rule import Moment, Severity, Status

Verdict = Literal["pass", "fail", "unknown", "undetermined", "manual"]
Overall = Literal["eligible", "to_verify", "undetermined", "incomplete", "not_eligible"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one rule. ``applies`` false: its occasion does not arise (verdict pass).

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
    facts: Mapping[str, Answer] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    remedy: Text | None = None
    look_at: Text | None = None
    why: Text | None = None
    who: tuple[str, ...] = ()
    supplied: str | None = None
