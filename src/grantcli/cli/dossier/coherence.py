"""Whether a paper agrees with itself: its answers, its call, its outcome judged again, the figures on its pages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ... import __version__
from ...i18n import LANGUAGES, _, language, speaking
from ...loading.papers.carried_files import OpenedPaper
from ...model.outcome import Outcome
from ...model.paper.house_style import HouseStyle
from ..rejudging import digest_of, law_digest
from .styles import bad_style, digest_of_style

_DUE = ("contribution.amount", "expenses.presented", "expenses.admitted")
_AMOUNT = re.compile(r"-?\d{1,15}\.\d\d")


class Incoherence(NamedTuple):
    """One thing in which a paper departs from what it should be: what it says, what comes of it ``here``."""

    kind: Literal["answers", "call", "outcome", "figure", "word"]
    where: str
    paper: object
    here: object


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """One paper: what it carries, what is said of it, and what comes of it now."""

    paper: OpenedPaper
    kept: Mapping[str, Any]
    outcome: Outcome
    again: Mapping[str, Any]

    def about(self, name: str) -> str:
        """Return what the kept outcome says of its paper (``kind``, ``language``, ``style``); empty where nothing."""
        told = self.kept.get("paper")
        return str(told.get(name, "")) if isinstance(told, Mapping) else ""


def kept_outcome(text: str | None) -> dict[str, Any]:
    """Return ``outcome.json`` as data; empty where there is none or it cannot be read."""
    try:
        told = json.loads(text or "null")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def incoherences(held: HeldPaper, house: HouseStyle) -> tuple[list[Incoherence], list[str]]:
    """Return what makes the paper incoherent, and what is only to be known."""
    from ...report.data.departures import departures

    notes, found = list(_notes(held)), list(_of_sources(held))
    if not held.kept:
        return [Incoherence("outcome", "outcome.json", _("manca o non si legge"), None), *found], notes
    changed = departures(held.kept, held.again, both=held.kept.get("tool") != __version__)
    found += [Incoherence("outcome", one.path, one.kept, one.now) for one in changed]
    same_style = held.about("style") == digest_of_style(house)
    if not same_style:
        notes.append(_("lo stile delle pagine non è quello usato qui (--style): se ne controllano soltanto le cifre"))
    whole = same_style and not changed and held.kept.get("tool") == __version__
    return [*found, *_of_pages(held, house, whole=whole)], notes


def _of_sources(held: HeldPaper) -> Iterator[Incoherence]:
    digest = digest_of(held.paper.texts)
    if held.kept and held.kept.get("answers") != digest:
        yield Incoherence("answers", "domanda.yaml", held.kept.get("answers"), digest)
    call = held.kept.get("call")
    was = call.get("digest") if isinstance(call, Mapping) else None
    if held.kept and was != held.outcome.digest:
        yield Incoherence("call", held.outcome.call.id, was, held.outcome.digest)


def _notes(held: HeldPaper) -> Iterator[str]:
    was = held.kept.get("tool")
    if was != __version__:
        yield _("scritto con grantcli {was}, riletto con {now}").format(was=str(was)[:20], now=__version__)
    if held.kept.get("law") != law_digest():
        yield _("le regole di legge del programma sono cambiate da allora")


def _of_pages(held: HeldPaper, house: HouseStyle, *, whole: bool) -> Iterator[Incoherence]:
    from ...render.context import context
    from ...render.pages import BadTemplateError, page
    from ...render.printed import figures_in, misprints, unexplained, written_in

    spoken, kind = held.about("language"), held.about("kind")
    with speaking(spoken if spoken in LANGUAGES else language()):
        try:
            seen = held.about("unchecked")
            told = replace(held.outcome, unchecked=None if not seen or figures_in(seen) else seen)
            plain = context(told, dict(house.colours))
            known: Any = kind if kind in ("dossier", "application") else "dossier"
            html = page(known, plain, house=house)
        except BadTemplateError as error:
            raise bad_style(error) from error
        amounts = _amounts(held.kept)
        if whole and known == kind:
            wrong = misprints(html, held.paper.pages)
        else:
            explained = {*figures_in(written_in(html)), *figures_in(" ".join(amounts.values()))}
            due = [text for path, text in amounts.items() if path in _DUE]
            wrong = unexplained(explained, due, held.paper.pages)
    for one in wrong:
        yield Incoherence(one.kind, one.text, one.printed, one.written)


def _amounts(outcome: Mapping[str, Any]) -> dict[str, str]:
    """Return every amount of an outcome as people write it, by its path, in the language spoken."""
    from ...wording.formats import cents

    found: dict[str, str] = {}
    waiting: list[tuple[str, object]] = [("", outcome)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(f"{path}.{name}" if path else str(name), one) for name, one in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{number}]", one) for number, one in enumerate(value)]
        elif isinstance(value, str) and _AMOUNT.fullmatch(value):
            found[path] = cents(Decimal(value))
    return found
