"""A filled declaration as the plain dictionary that its page gets, beside what all pages of an application have."""

from collections.abc import Mapping

from ..i18n import _
from ..model.outcome import Outcome
from ..model.paper.declaration import Blank, FilledDeclaration, FilledPart, FilledTable
from .pieces.amounts import applicant

Plain = dict[str, object]
_SHORT_GAP = "______"


def declared(filled: FilledDeclaration, outcome: Outcome, frames: Mapping[str, str]) -> Plain:
    """Return a declaration for ``declaration.html.j2``: a value is its text, its origin, and whether it is a space."""
    return {
        "id": filled.name,
        "title": filled.title,
        "number": filled.number,
        "mark": mark_of(filled),
        "prescribed": filled.prescribed if filled.model != "free" else "",
        "authority": outcome.call.authority,
        "applicant": applicant(outcome),
        "cite": filled.cite,
        "frame": frames.get(filled.norm, ""),
        "note": filled.note,
        "parts": [_part(part) for part in filled.parts if not _is_empty(part)],
        "sworn": filled.norm != "none",
        "privacy": _("Chi firma ha letto l'informativa sui dati personali (art. 13 del Reg. (UE) 2016/679).")
        if outcome.facts.value("declarations.privacy") is True
        else "",
        "signer": _value(filled.signer),
        "place": _value(filled.signed[0]) if filled.signed else None,
        "day": _value(filled.signed[1]) if filled.signed else None,
        "lacking": [label for _key, label in filled.lacking],
    }


def mark_of(filled: FilledDeclaration) -> str:
    """Return what the pages say of themselves: a draft of somebody else's model, something to complete, or nothing."""
    if filled.model == "issuer":
        return _("BOZZA PRECOMPILATA")
    if filled.model == "portal":
        return _("DA COPIARE NEL PORTALE")
    return _("DA COMPLETARE") if filled.lacking else _("DA FIRMARE")


def _is_empty(part: FilledPart) -> bool:
    return not (part.paragraphs or part.fields or part.boxes or part.tables)


def _part(part: FilledPart) -> Plain:
    return {
        "title": part.title,
        "paragraphs": [[_piece(one) for one in paragraph] for paragraph in part.paragraphs],
        "boxes": [{"sign": "☒" if box.ticked else "☐", "text": box.text} for box in part.boxes],
        "fields": [{"label": one.label, "value": _value(one.value)} for one in part.fields],
        "tables": [_table(table) for table in part.tables],
    }


def _piece(one: str | Blank) -> Plain:
    return {"text": one, "origin": "", "blank": False} if isinstance(one, str) else _value(one)


def _value(one: Blank) -> Plain:
    return {"text": one.text, "origin": one.origin, "blank": not one.known}


def _cell(one: Blank) -> Plain:
    """Return a value for a column, which is narrow: a space to fill in is short there."""
    return _value(one) if one.known else {**_value(one), "text": _SHORT_GAP}


def _table(table: FilledTable) -> Plain:
    return {
        "title": table.title,
        "columns": [
            {"label": label, "number": number} for label, number in zip(table.columns, table.numbers, strict=True)
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "total": [_cell(cell) for cell in table.total],
        "empty": table.empty,
    }
