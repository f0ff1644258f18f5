"""The skeleton of a call from a record of the national catalogue of incentives: figures secondary, the rest gaps."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase

from ...assets import shipped
from ...i18n import _
from ...loading.importers.incentives import CatalogueRecord, read_catalogue, records_named
from ...problem import Place, Problem
from ...wording.aid_forms import form_word
from ...wording.formats import listing

SITE = "https://www.incentivi.gov.it"
FILES = {
    "READING.md": "READING.md.in",
    "call.yaml": "call.yaml.in",
    "cases/prova.yaml": "prova.yaml.in",
    "example/domanda.yaml": "domanda.yaml.in",
}
"""The files of the skeleton, by the template that each comes of."""
_MOST_COSTS = 26
_PLENTY = Decimal(20_000)


def chosen_record(file: Path, words: str | None) -> tuple[CatalogueRecord | None, list[Problem]]:
    """Return the record named by number or words of its title, or the only one; None after the problem why not."""
    records, problems = read_catalogue(file)
    found = list(records_named(records, words)) if words else records
    if len(found) == 1:
        return found[0], [*problems, *_unknown(file, found[0])]
    if problems:
        return None, problems
    named = "; ".join(one.name for one in (found or records)[:10])
    text = _("nel file ci sono più schede: {names}") if found else _("nessuna scheda è così; ci sono: {names}")
    hint = _("indicarne una con --record, per numero o per parole del titolo")
    return None, [Problem(Place(str(file)), "", text.format(names=named), hint, kind="which_record")]


def _unknown(file: Path, record: CatalogueRecord) -> list[Problem]:
    """Report what of a record is not understood, and that its sentences are left out."""
    told = []
    if record.unknown:
        text = _("della scheda non si capisce: {fields}").format(fields="; ".join(record.unknown[:20]))
        told.append(Problem(Place(str(file)), "", text, kind="unknown_record_field", warning=True))
    return told


def catalogue_files(record: CatalogueRecord, ident: str, today: date) -> dict[str, str]:
    """Return the texts of the skeleton's files by their names; ``today`` is used where the record has no day."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - YAML, every text of the record quoted by «q»
        loader=FileSystemLoader(shipped("templates") / "catalogue"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["q"] = lambda text: json.dumps(str(text), ensure_ascii=False)
    values = _values(record, ident, today)
    return {name: environment.get_template(template).render(values) for name, template in FILES.items()}


def _values(record: CatalogueRecord, ident: str, today: date) -> dict[str, object]:
    texts, days, amounts = record.texts, record.days, record.amounts
    costs = list(zip(ascii_uppercase, record.costs[:_MOST_COSTS] or (_("Spese del progetto"),), strict=False))
    forms = [form_word(form) for form in record.forms]
    link = texts.get("link", "")
    return {
        **{name: texts.get(name, "") for name in ("title", "authority", "act", "nid")},
        **{name: _plain(amounts.get(name)) for name in ("budget", "least_cost", "most_cost", "least_aid", "most_aid")},
        "id": ident,
        "page": f"{SITE}{texts['page']}" if texts.get("page", "").startswith("/") else "",
        "link": link if link.startswith(("https://", "http://")) else "",
        "updated": days.get("updated", today),
        "opens": days.get("opens", ""),
        "closes": days.get("closes", ""),
        "during": _during(record, today),
        "plan": _plain(max(amounts.get("least_cost", _PLENTY), min(_PLENTY, amounts.get("most_cost") or _PLENTY))),
        "regions": record.regions,
        "sizes": record.sizes,
        "size_words": listing([_size_word(size) for size in record.sizes]),
        "costs": costs,
        "form": record.forms[0] if record.forms else "grant",
        "form_words": listing(forms) or _("Da leggere nel testo"),
        "gaps": _gaps(record),
        "unknown": record.unknown,
    }


def _size_word(size: str) -> str:
    return {"micro": _("micro"), "small": _("piccola"), "medium": _("media"), "large": _("grande")}[size]


def _plain(amount: Decimal | None) -> str:
    """Write an amount as a call file does; nothing where there is none, or it is nought."""
    return f"{amount.normalize():f}" if amount else ""


def _during(record: CatalogueRecord, today: date) -> date:
    """Return a day on which one can apply, as far as the record says."""
    opens, closes = record.days.get("opens"), record.days.get("closes")
    day = (opens + timedelta(days=1)) if opens is not None else today
    return closes - timedelta(days=1) if closes is not None and day >= closes else day


def _gaps(record: CatalogueRecord) -> list[tuple[str, str]]:
    """Return the gaps of this record beside those of all: what it says in sentences, what it does not say."""
    gaps = []
    if "zs_field_close_date_descriptor" in record.prose:
        gaps.append(
            (_("Come e quando si presenta la domanda"), _("La scheda lo dice a parole: le date vanno rilette."))
        )
    if record.regions:
        gaps.append((_("Che cosa debba stare nella regione"), _("Sede o unità nella regione: non si controlla.")))
    if len(record.forms) > 1:
        forms = listing([form_word(form) for form in record.forms])
        gaps.append((_("Come si compongono le forme ({forms})").format(forms=forms), _("Ne è scritta una sola.")))
    if not record.costs:
        gaps.append((_("Classi di spesa"), _("C'è una sola categoria, per tutto.")))
    if not (record.days.get("opens") or record.days.get("closes")):
        gaps.append((_("Date della domanda"), _("Quando si può chiedere non si può dire.")))
    return gaps
