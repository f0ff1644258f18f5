"""Records of the national catalogue of incentives (incentivi.gov.it), as its search exports them in JSON.

Identity, dates, classes of cost, amounts and links are read; its prose is not, and what is not known here is reported.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ...filing import read_regular
from ...i18n import _
from ...model.amounts.aid_form import InstrumentForm
from ...model.vocabulary import Fact
from ...problem import Place, Problem, reason_of
from ...registry.values import read_value

MOST_BYTES = 64_000_000
PROSE = frozenset({"zs_body", "zs_rendered_item", "zs_field_ateco", "zs_field_close_date_descriptor"})
"""Fields that hold sentences: whether they are there is all that is taken of them."""
_TEXTS = {
    "nid": "zs_nid",
    "title": "zs_title",
    "page": "zs_url",
    "authority": "zs_field_subject_grant",
    "link": "zs_field_link",
    "act": "zs_field_primary_ruleset",
}
_DAYS = {"updated": "ds_last_update", "opens": "zs_field_open_date", "closes": "zs_field_close_date"}
_AMOUNTS = {
    "budget": "zs_field_budget_allocation",
    "least_cost": "zs_field_cost_min",
    "most_cost": "zs_field_cost_max",
    "least_aid": "zs_field_support_grant_type_min",
    "most_aid": "zs_field_support_grant_type_max",
}
_LISTS = ("regions", "dimensions", "support_form", "granted_costs")
_LEFT = ("implementation_ruleset", "multibando", "activity_sector", "scopes", "subject_type", "ateco", "costs")
_LEFT_TOO = ("support_grant_type_min_max", "close_date_descriptor")
_KNOWN_STEMS = frozenset((*_LISTS, *_LEFT, *_LEFT_TOO))
_SIZES = {"microimpresa": "micro", "piccola": "small", "media": "medium", "grande": "large"}
_FORMS: tuple[tuple[str, InstrumentForm], ...] = (
    ("perduto", "grant"),
    ("interess", "interest"),
    ("prestito", "loan"),
    ("finanziament", "loan"),
    ("garanzi", "guarantee"),
    ("fiscal", "tax_credit"),
    ("imposta", "tax_credit"),
    ("voucher", "voucher"),
    ("rischio", "equity"),
)
_LONGEST = 300


@dataclass(slots=True)
class CatalogueRecord:
    """One measure of the catalogue. Days and euro as read, None where absent; ``regions`` ISTAT codes.

    ``unknown`` names the fields and values that are not understood; ``prose`` the fields of sentences that are there.
    """

    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    forms: tuple[InstrumentForm, ...] = ()
    costs: tuple[str, ...] = ()
    prose: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return its number and title, as one finds it."""
        return f"{self.texts.get('nid', '')} {self.texts.get('title', '')}".strip()


def read_catalogue(path: Path) -> tuple[list[CatalogueRecord], list[Problem]]:
    """Return the records of a file: one, a list, or an export with ``docs``; what is none of them is a problem."""
    place = Place(str(path))
    try:
        data = json.loads(read_regular(path, MOST_BYTES))
    except FileNotFoundError:
        return [], [Problem(place, "", _("il file non esiste"), kind="missing_file")]
    except OSError as error:
        return [], [Problem(place, "", reason_of(error), kind="unreadable")]
    except (ValueError, RecursionError):
        return [], [Problem(place, "", _("non è JSON"), kind="broken_json")]
    found = [record_of(one) for one in _documents(data) if isinstance(one, dict) and "zs_title" in one]
    if not found:
        text = _("non c'è nessuna scheda del catalogo nazionale degli incentivi (campo «zs_title»)")
        return [], [Problem(place, "", text, kind="no_record")]
    return found, []


def _documents(data: object) -> list[object]:
    while isinstance(data, dict) and "zs_title" not in data:
        data = data.get("response") or data.get("docs")
    return data if isinstance(data, list) else [data]


def record_of(data: Mapping[str, Any]) -> CatalogueRecord:
    """Return a record as far as it is understood."""
    record = CatalogueRecord()
    unknown = [name for name in data if not _is_known(name)]
    for name, key in _TEXTS.items():
        if text := _line(data.get(key)):
            record.texts[name] = text
    for name, key in _DAYS.items():
        _take(record.days, name, key, data, _day, unknown)
    for name, key in _AMOUNTS.items():
        _take(record.amounts, name, key, data, _amount, unknown)
    record.regions = _each(data, "regions", _region, unknown)
    record.sizes = _each(data, "dimensions", _size, unknown)
    record.forms = _each(data, "support_form", _form, unknown)
    record.costs = _each(data, "granted_costs", str, unknown)
    record.prose = frozenset(name for name in PROSE if data.get(name))
    record.unknown = tuple(unknown)
    return record


def _is_known(name: str) -> bool:
    if name in PROSE or name in {*_TEXTS.values(), *_DAYS.values(), *_AMOUNTS.values()}:
        return True
    return re.sub(r"^z[ms]_field_|_value$", "", name) in _KNOWN_STEMS


def _take(into: dict[str, Any], name: str, key: str, data: Mapping[str, Any], read: Any, unknown: list[str]) -> None:
    """Read one value; one that is there and cannot be read is reported."""
    if data.get(key) in (None, ""):
        return
    value = read(str(data[key]))
    if value is None:
        unknown.append(f"{key}: {_line(data[key])}")
    else:
        into[name] = value


def _each(data: Mapping[str, Any], stem: str, read: Any, unknown: list[str]) -> tuple[Any, ...]:
    """Read each value of a list once, in its order; those that cannot be read are reported."""
    given = data.get(f"zm_field_{stem}_value") or data.get(f"zs_field_{stem}_value") or []
    found: dict[Any, None] = {}
    for text in filter(None, map(_line, given if isinstance(given, list) else [given])):
        value = read(text)
        if value is None:
            unknown.append(f"{stem}: {text}")
        else:
            found[value] = None
    return tuple(found)


def _line(value: object) -> str:
    """Return a text on one line without what cannot be printed, at most so long; nothing of what is no text."""
    if not isinstance(value, (str, int)):
        return ""
    return "".join(letter for letter in " ".join(str(value).split()) if letter.isprintable())[:_LONGEST]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


def _region(text: str) -> str | None:
    value, _refusal = read_value(Fact(kind="region", label=""), text)
    return None if value is None else str(value)


def _size(text: str) -> str | None:
    word, *rest = text.casefold().split()
    return _SIZES.get(word) if rest in ([], ["impresa"]) else None


def _form(text: str) -> InstrumentForm | None:
    return next((form for word, form in _FORMS if word in text.casefold()), None)


def records_named(records: list[CatalogueRecord], words: str) -> Iterator[CatalogueRecord]:
    """Yield the records of that number, or whose title has all the words."""
    for one in records:
        title = one.texts.get("title", "").casefold()
        if one.texts.get("nid") == words or all(word in title for word in words.casefold().split()):
            yield one
