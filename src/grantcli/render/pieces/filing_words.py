"""How an application is filed, in words: what the call says, and what it does not say and nobody checks."""

from ...i18n import _, say
from ...model.paper.filing_terms import Filing
from ...wording.formats import listing, number
from ...wording.provenance import status_word


def filing_rows(filing: Filing | None) -> list[tuple[str, str]]:
    """Return what a call says of filing, each with its name; nothing where it says nothing."""
    if filing is None:
        return []
    rows = [
        (_("Dove"), " · ".join(part for part in (say(filing.portal), filing.url or "") if part)),
        (_("Firma"), listing([_signatures()[one] for one in filing.signature])),
        (_("Formati"), ", ".join(f".{one}" for one in filing.formats)),
        (_("Peso"), "; ".join(_sizes(filing))),
        (_("Nomi"), _most_letters(filing)),
        (_("File"), "; ".join(_ways(filing))),
        (_("Note"), say(filing.text)),
    ]
    return [(name, text) for name, text in rows if text]


def unsaid(filing: Filing | None) -> str:
    """Say what of filing the call does not say, so that nothing is held against it; empty where it says all."""
    if filing is None:
        return ""
    lacking = [
        name
        for name, told in (
            (_("la firma"), filing.signature),
            (_("i formati"), filing.formats),
            (_("il peso"), filing.max_mb or filing.total_mb),
        )
        if not told
    ]
    return _("Non lo dice, e non è controllato: {what}.").format(what=listing(lacking)) if lacking else ""


def filing_source(filing: Filing | None) -> tuple[str, str]:
    """Return the source on filing, and the word for a source that is not the call's own."""
    return (filing.cite, status_word(filing.status)) if filing is not None else ("", "")


def _signatures() -> dict[str, str]:
    return {
        "digital": _("firma digitale"),
        "cades": _("firma digitale CAdES (il file diventa .p7m)"),
        "pades": _("firma digitale PAdES (dentro il PDF)"),
        "hand": _("firma a mano, con copia di un documento"),
    }


def _sizes(filing: Filing) -> list[str]:
    said = []
    if filing.max_mb is not None:
        said.append(_("al più {n} MB ciascuno").format(n=number(filing.max_mb)))
    if filing.total_mb is not None:
        said.append(_("al più {n} MB in tutto").format(n=number(filing.total_mb)))
    return said


def _most_letters(filing: Filing) -> str:
    most = filing.longest_name
    return "" if most is None else _("al più {n} lettere, con la fine").format(n=most)


def _ways(filing: Filing) -> list[str]:
    said = []
    if filing.one_file is not None:
        said.append(_("tutto in un file solo") if filing.one_file else _("un file per documento"))
    if filing.embedded is False:
        said.append(_("senza altri file dentro i PDF"))
    return said
