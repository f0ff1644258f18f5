"""A golden case that a call carries: facts, a date, and what must come of them."""

from dataclasses import field
from datetime import date
from decimal import Decimal

from .finding import Overall, Verdict
from .noun import noun


@noun
class Expect:
    """What the case is about, and no more: only what is given is compared.

    ``findings``, ``attachments`` and ``lines`` map id to what must come of it; ``not_asked`` are facts that must not
    be missing. ``amounts`` are Decimal by path: ``presented``, ``admitted``, ``contribution``, ``regime.<id>``,
    ``line.<id>``, ``partner.<id>``, ``score``; of a call with instruments ``instrument.<id>``, ``kept.<id>``,
    ``equivalent.<id>``, ``way.<id>`` (of one not taken what it would give), ``repaid``, ``support``, ``own_funds``,
    ``equivalent``; ``payment.<id>``, ``payment.<id>.<number>``.
    """

    verdict: Overall | None = None
    contribution_status: str | None = None
    regime: str | None = None
    track: str | None = None
    amounts: dict[str, Decimal | None] = field(default_factory=dict)
    findings: dict[str, Verdict] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)  # line id -> the rule that refuses it, or «admitted»
    deadlines: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    discrepancies: tuple[str, ...] = ()
    exit: int | None = None


@noun
class Case:
    """One case. ``base`` names the application it starts from (``example`` for the call's own, else nothing), and
    ``facts`` what is changed in it: by key, with a null to forget an answer."""

    name: str
    on: date
    expect: Expect
    base: str | None = None
    cite: str | None = None
    facts: dict[str, object] = field(default_factory=dict)
    file: str = ""
