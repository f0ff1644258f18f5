"""Lint of time: dates in order, deadlines that say when, what was not checked lately, what ends soon."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from ...i18n import Text, _
from ...model.call import Call, Phase, Source
from ...model.contribution import Regime
from ...model.timeline import Amendment, Deadline
from ...model.walk.call_nouns import Steps
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted

_CLOCK = re.compile(
    r"\b(?:è|sono|si\sè|resta|sempre)\s(?:già\s|ancora\s)?(?:chius|apert)[oaie]\b"
    r"|\b[Aa]pert[oa]\s(?:dal|fino|finché|il)\b|\boggi\b|\battualmente\b"
    r"|\b(?:is|are|still|now)\s(?:now\s|still\s|already\s)?(?:open|closed)\b|\btoday\b|\bcurrently\b"
)
OLD = timedelta(days=365)
SOON = timedelta(days=7)


def check_window(linted: Linted) -> Iterator[AddressProblem]:
    """The window opens before it closes, and a call says when it closes."""
    deadlines = list(of_kind(linted.call, Deadline))
    opens = [_moment(one.at) for _steps, one in deadlines if one.what == "opens" and one.at and one.when is None]
    for steps, closing in deadlines:
        if closing.what == "closes" and closing.at is not None and opens and _moment(closing.at) <= max(opens):
            text = _("chiude il {closes}, prima che il bando apra ({opens})")
            said = text.format(closes=_day(closing.at), opens=max(opens).date())
            yield AddressProblem((*steps, "at"), "dates_out_of_order", said)
    if (
        linted.call.kind == "call"
        and linted.call.window is None
        and not any(one.what == "closes" for _steps, one in deadlines)
    ):
        yield AddressProblem(
            ("deadlines",), "no_closing", _("nessun termine dice quando il bando chiude"), warning=True
        )


def check_deadlines(linted: Linted) -> Iterator[AddressProblem]:
    """A deadline has a day of its own or is counted from a fact, unless its day is missing from the text."""
    for steps, one in of_kind(linted.call, Deadline):
        if one.at is not None and one.after is not None:
            yield AddressProblem(steps, "two_dates", _("il termine ha sia «at» sia «after»: vale uno solo"))
        elif one.at is None and one.after is None and one.status != "missing":
            text = _("il termine non ha una data: serve at, after oppure status: missing")
            yield AddressProblem(steps, "no_date", text)


def check_spans(linted: Linted) -> Iterator[AddressProblem]:
    """What holds from a day to another does so in that order; nothing happens before the call was published."""
    for steps, regime in of_kind(linted.call, Regime):
        yield from _in_order((*steps, "valid_to"), regime.valid_from, regime.valid_to)
    for steps, source in of_kind(linted.call, Source):
        yield from _in_order((*steps, "checked"), source.dated, source.checked)
    published = linted.call.published
    for steps, amendment in of_kind(linted.call, Amendment):
        yield from _in_order((*steps, "since"), published, amendment.since)
    for steps, closing in of_kind(linted.call, Deadline):
        if closing.what == "closes" and closing.at is not None:
            yield from _in_order((*steps, "at"), published, _day(closing.at))


def _in_order(steps: Steps, first: date | None, then: date | None) -> Iterator[AddressProblem]:
    if first is not None and then is not None and then < first:
        text = _("{then} viene prima di {first}").format(then=then, first=first)
        yield AddressProblem(steps, "dates_out_of_order", text)


def check_last_look(linted: Linted) -> Iterator[AddressProblem]:
    """Somebody compared the call with its sources in the last year."""
    checked = linted.call.checked or max(
        (one.checked for one in linted.call.sources.values() if one.checked), default=None
    )
    if checked is None:
        yield AddressProblem(
            ("checked",), "never_checked", _("manca il giorno dell'ultimo controllo («checked»)"), warning=True
        )
    elif linted.today - checked > OLD:
        text = _("l'ultimo controllo è del {day}: più di un anno fa").format(day=checked)
        yield AddressProblem(("checked",), "checked_long_ago", text, warning=True)


def check_end(linted: Linted) -> Iterator[AddressProblem]:
    """The call does not end within the week."""
    if linted.edition.on(linted.today) is not linted.call:
        return
    for steps, closing in of_kind(linted.call, Deadline):
        if closing.what != "closes" or closing.at is None:
            continue
        left = _day(closing.at) - linted.today
        if timedelta(0) <= left <= SOON:
            text = _("il bando chiude il {day}").format(day=_day(closing.at))
            yield AddressProblem((*steps, "at"), "ends_soon", text, warning=True)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _moment(at: date) -> datetime:
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001 - wall time


def check_edition_of_codes(linted: Linted) -> Iterator[AddressProblem]:
    """A call that names codes of activity says of which edition of ATECO they are."""
    if linted.call.ateco_inferred:
        text = _("i codici ATECO si leggono nell'edizione {edition}, dedotta dalla data del bando e dai codici stessi")
        said = text.format(edition=linted.call.ateco_edition)
        hint = _('dirla: ateco_edition: "2007", "2022" o "2025"')
        yield AddressProblem(("id",), "ateco_edition_inferred", said, hint, warning=True)


def check_clock(linted: Linted) -> Iterator[AddressProblem]:
    """No text of a call says that it is open or closed, or how things stand today: that follows from the day."""
    for steps, text in _told_of_time(linted.call):
        for said in text.values() if isinstance(text, Mapping) else (text or "",):
            found = _CLOCK.search(said)
            if found is not None:
                words = _("«{words}» dice come stanno le cose oggi: lo dice il giorno della valutazione")
                yield AddressProblem(steps, "says_open_or_closed", words.format(words=found[0]), warning=True)


def _told_of_time(call: Call) -> Iterator[tuple[Steps, Text | None]]:
    """Yield what a call says of itself wherever it is listed, shown or printed."""
    yield ("summary",), call.summary
    if call.window is not None:
        yield ("window", "text"), call.window.text
        if call.window.recurring is not None:
            yield ("window", "recurring", "usually"), call.window.recurring.usually
    for steps, one in of_kind(call, Deadline):
        yield (*steps, "text"), one.text
        yield (*steps, "note"), one.note
    for steps, phase in of_kind(call, Phase):
        yield (*steps, "text"), phase.text


DATE_CHECKS: tuple[Check, ...] = (
    check_window,
    check_deadlines,
    check_spans,
    check_last_look,
    check_end,
    check_edition_of_codes,
    check_clock,
)
