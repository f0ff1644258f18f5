"""Payments in words: what comes, how much of it, when, and why a sum or a day is open."""

from collections.abc import Iterator
from typing import NamedTuple

from ..i18n import _, plural, say
from ..model.call import Call
from ..model.instruments.payments import CONTRIBUTION, PaymentOutcome, PaymentPart, PaymentSchedule
from ..model.timeline import After
from ..model.vocabulary import Vocabulary
from ..money import ZERO
from .facts import label_of, labels_of
from .formats import day, listing, money
from .provenance import status_word
from .terms import spans


class PaymentRow(NamedTuple):
    """One sum as people read it: what it is, how much, when; ``doubt`` says why that is open."""

    text: str
    amount: str
    when: str
    cite: str
    status: str = ""
    note: str = ""
    doubt: str = ""


def payment_rows(schedule: PaymentSchedule, vocabulary: Vocabulary) -> Iterator[PaymentRow]:
    """Yield the sums of a schedule in the order of the call, the parts of a payment each on its own row.

    The source and what must be kept in mind are at the first part.
    """
    for one in schedule.payments:
        text, status, note = say(one.text), status_word(one.status), say(one.note)
        if len(one.parts) < 2:
            when = _when(one, one.parts[0] if one.parts else None, 0, vocabulary)
            yield PaymentRow(text, _amount(one), when, one.cite, status, note, _doubt(one, vocabulary))
            continue
        for place, part in enumerate(one.parts):
            part_of = _("{text} ({n} di {count})").format(text=text, n=place + 1, count=len(one.parts))
            when = _when(one, part, place, vocabulary)
            cite, status, note = (one.cite, status, note) if not place else ("", "", "")
            yield PaymentRow(part_of, money(part.amount), when, cite, status, note)


def paid_words(schedule: PaymentSchedule, call: Call) -> str:
    """Say what a schedule pays: the contribution, or the instruments by their names; nothing where it is all one."""
    if all(not payment.of for payment in call.payments):
        return ""
    labels = {CONTRIBUTION: _("Contributo"), **{one.id: say(one.label) for one in call.instruments}}
    return listing([labels.get(name, name) for name in schedule.of])


def left_words(schedule: PaymentSchedule) -> str:
    """Say what no payment takes; nothing where all is paid, or that is open."""
    if not schedule.left:
        return ""
    return _("Il bando non dice quando arriva il resto: {amount}.").format(amount=money(schedule.left))


def _amount(one: PaymentOutcome) -> str:
    if one.amount is not None:
        return money(one.amount)
    return money(one.would_be) if one.would_be is not None else _("non calcolabile")


def _doubt(one: PaymentOutcome, vocabulary: Vocabulary) -> str:
    """Say why a sum is not sure, or in how many parts it comes."""
    if one.missing:
        lacks = _("manca: {keys}").format(keys=labels_of(one.missing, vocabulary))
        return lacks if one.would_be is None else _("se spetta; {lacks}").format(lacks=lacks)
    if one.amount is None and one.would_be is None:
        return _("il bando non dice quanto")
    return _("da verificare") if one.amount is None else ""


def _when(one: PaymentOutcome, part: PaymentPart | None, place: int, vocabulary: Vocabulary) -> str:
    """Say when a part comes: its day, its year, the day that it counts from, or the moment that its kind has."""
    if part is not None and part.on is not None:
        return str(part.on.year) if one.tax_year else day(part.on)
    if one.after is not None:
        first = counted_from(one.after, vocabulary)
        if not place:
            return first
        return plural("{n} anno dopo la prima", "{n} anni dopo la prima", place).format(n=place)
    return {
        "advance": _("prima delle spese"),
        "progress": _("a spese avanzate"),
        "balance": _("alla fine"),
        "yearly": _("anno {n}").format(n=place + 1),
    }[one.what]


def counted_from(after: After, vocabulary: Vocabulary) -> str:
    """Say a day that is counted from one not known yet: ``2 mesi dopo: firma del contratto, a fine mese``."""
    ends = {
        "first_of_month": _("a inizio mese"),
        "end_of_month": _("a fine mese"),
        "end_of_year": _("a fine anno"),
    }
    fact, long = label_of(after.fact, vocabulary), spans(after)
    first = _("{span} dopo: {fact}").format(span=long, fact=fact) if long else fact
    return ", ".join([first, ends[after.at]] if after.at is not None else [first])


def payments_in_brief(schedules: tuple[PaymentSchedule, ...], vocabulary: Vocabulary) -> list[str]:
    """Return each payment in one phrase, for who reads first: what, how much, in how many parts, when the first."""
    said = [_brief(one, vocabulary) for schedule in schedules for one in schedule.payments]
    return [*said, *(words for schedule in schedules if (words := left_words(schedule)))]


def _brief(one: PaymentOutcome, vocabulary: Vocabulary) -> str:
    count = len(one.parts)
    parts = _("in {n} parti").format(n=count) if count > 1 else ""
    when = _when(one, one.parts[0] if one.parts else None, 0, vocabulary)
    first = _("la prima: {when}").format(when=when) if count > 1 else when
    told = ", ".join(part for part in (_amount(one), parts, first, _doubt(one, vocabulary)) if part)
    return _("{text}: {told}").format(text=say(one.text).rstrip("."), told=told)


def withheld_words(schedules: tuple[PaymentSchedule, ...], kept: object) -> str:
    """Say that what is withheld is still in the sums; nothing where nothing is, or the contribution is not paid."""
    paid = any(CONTRIBUTION in schedule.of and schedule.total != ZERO for schedule in schedules)
    return _("Da queste somme va ancora tolto ciò che è trattenuto.") if paid and kept else ""
