"""The plain dictionary that templates get: strings, lists and dictionaries, in the call's language."""

import hashlib
import json

from .. import __version__
from ..i18n import _, say, speaking
from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording import formats
from . import answers, cover, doubts, funding, group, papers, requirements, spending, standing, waterfall

Plain = dict[str, object]


def context(outcome: Outcome) -> Plain:
    """Return the outcome as plain values for ``page``: texts said, amounts and dates written out.

    ``fingerprint`` is a digest of everything printed: two papers with one fingerprint say the same.
    """
    with speaking(outcome.call.language):
        plain = _plain(outcome)
    printed = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    plain["fingerprint"] = hashlib.sha256(printed.encode()).hexdigest()
    return plain


def _plain(outcome: Outcome) -> Plain:
    parts: Plain = {
        "company": answers.company(outcome),
        "partners": answers.partners(outcome),
        "standing": standing.standing(outcome),
        "project": answers.project(outcome),
        "requirements": requirements.requirements(outcome),
        "spending": spending.spending(outcome),
        "funding": funding.funding(outcome),
        "attachments": papers.attachments(outcome),
        "timeline": papers.timeline(outcome),
        "scoring": doubts.scoring(outcome),
        "doubts": doubts.doubts(outcome),
        "sections": _sections(outcome),
        "others": answers.others(outcome),
    }
    return {
        "language": outcome.call.language,
        "tool": __version__,
        "meta": _meta(outcome),
        "call": _call(outcome),
        "cover": cover.cover(outcome),
        "procedure": papers.procedure(outcome),
        "chart": waterfall.waterfall(outcome),
        "group": group.group(outcome),
        "parts": _contents(parts),
        **parts,
    }


def _meta(outcome: Outcome) -> Plain:
    name = cover.applicant(outcome)
    return {
        "title": _("Dossier di candidatura: {name}").format(name=name),
        "checklist_title": _("Elenco degli allegati: {name}").format(name=name),
        "author": name,
        "subject": say(outcome.call.title),
        "keywords": ", ".join([outcome.call.id, outcome.on.isoformat(), outcome.verdict]),
        "created": outcome.on.isoformat(),
    }


def _call(outcome: Outcome) -> Plain:
    call = outcome.call
    return {
        "id": call.id,
        "title": say(call.title),
        "authority": say(call.authority),
        "summary": say(call.summary),
        "programme": [say(text) for text in call.programme],
        "legal_basis": [say(text) for text in call.legal_basis],
        "digest": outcome.digest.removeprefix("sha256:"),
        "on": formats.day(outcome.on),
        "closes": papers.closing(outcome),
        "track": next((say(track.text) for track in call.tracks if track.id == outcome.track), ""),
    }


def _sections(outcome: Outcome) -> list[Plain]:
    return [
        {
            "id": section.id,
            "title": say(section.title),
            "paragraphs": [text.strip() for text in section.text.split("\n") if text.strip()],
            "drafted": section.drafted,
            "guidance": say(section.guidance),
            "count": len(section.text.split()),
            "words": section.words,
            "lacking": said.labels_of(section.lacking, outcome.vocabulary),
        }
        for section in outcome.sections
    ]


def _contents(parts: Plain) -> list[Plain]:
    titles = [
        ("company", _("L'impresa")),
        ("partners", _("I partner")),
        ("standing", _("Dimensione, difficoltà e aiuti")),
        ("project", _("Il progetto")),
        ("requirements", _("I requisiti")),
        ("spending", _("Le spese")),
        ("funding", _("Il contributo")),
        ("attachments", _("Gli allegati")),
        ("timeline", _("Il calendario")),
        ("scoring", _("Il punteggio")),
        ("sections", _("Le sezioni del modulo")),
        ("doubts", _("Lacune, divergenze e fonti")),
        ("others", _("Le altre risposte")),
        ("declaration", _("Che cosa è questo documento")),
    ]
    shown = [(key, title) for key, title in titles if not _is_empty(parts.get(key, True))]
    return [{"id": key, "number": number, "title": title} for number, (key, title) in enumerate(shown, start=1)]


def _is_empty(part: object) -> bool:
    if isinstance(part, dict) and set(part) == {"rows", "tables"}:
        return not part["rows"] and not part["tables"]
    if isinstance(part, dict) and "criteria" in part:
        return bool(part["status"] == "none")
    return not part
