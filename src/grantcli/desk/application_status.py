"""The status of one application, as plain values that can be kept between runs: who, what, how much, by when."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class FormAmount(NamedTuple):
    """What the aid gives in one form (``loan``; empty: the contribution): euro as text, None where not computable."""

    form: str
    label: str
    amount: str | None
    status: str


class DatedTerm(NamedTuple):
    """A date of an application's timeline: ISO 8601, local wall time; ``doubt`` says what keeps it from being sure."""

    id: str
    text: str
    what: str
    at: str
    whole_day: bool
    doubt: str
    cite: str


class DueDocument(NamedTuple):
    """A document that is due (``required``), only for the score, or of which that is not decided yet (``unknown``).

    ``moment`` is when: with the application (``submission``) or at a later step.
    """

    id: str
    title: str
    due: str
    moment: str


class AmendmentEffect(NamedTuple):
    """What an amendment does to one value of the outcome: its path, what it is, before and after in words."""

    path: str
    text: str
    before: str
    after: str


class ApplicationStatus(NamedTuple):
    """One application judged on a day: texts in the language spoken then, amounts and days as text.

    ``unfunded``: admitted, and not paid for want of points. ``reasons`` say why it is not admissible, or not paid.
    ``missing`` are the answers that somebody can give, key and label; ``lacking`` says in words what the sources of the
    call do not give; ``amendments`` those of the call in the time asked for, each with its day, and ``effects`` what
    they change here. ``events`` are the lines of its dates in a calendar file.
    """

    client: str
    call: str
    title: str
    on: str
    verdict: str
    unfunded: bool
    reasons: tuple[str, ...]
    amounts: tuple[FormAmount, ...]
    missing: tuple[tuple[str, str], ...]
    missing_figures: tuple[str, ...]
    lacking: str
    documents: tuple[DueDocument, ...]
    terms: tuple[DatedTerm, ...]
    warnings: int
    amendments: tuple[tuple[str, str], ...] = ()
    effects: tuple[AmendmentEffect, ...] = ()
    events: tuple[str, ...] = ()


_PARTS = {"amounts": FormAmount, "documents": DueDocument, "terms": DatedTerm, "effects": AmendmentEffect}


def from_plain(kept: Mapping[str, Any]) -> ApplicationStatus:
    """Return the status that ``_asdict`` and JSON made plain; TypeError, KeyError or ValueError where it is none."""
    made: dict[str, Any] = dict(kept)
    for name, part in _PARTS.items():
        made[name] = tuple(part(*one) for one in kept[name])
    for name in ("missing", "amendments"):
        made[name] = tuple((str(one), str(other)) for one, other in kept[name])
    for name in ("reasons", "missing_figures", "events"):
        made[name] = tuple(str(one) for one in kept[name])
    return ApplicationStatus(**made)
