"""Codes of places, activities and legal forms, read from the code or from the name."""

from ..i18n import _
from ..model.vocabulary import Fact
from ..problem import Refusal
from . import activities, countries, forms, places, search
from .refusal import Reading, refused
from .spelling import fold, nearest

_POSTCODE = 5
_SARDINIA_2026 = {"112", "113", "114", "115", "116", "117", "118", "119"}


def read_commune(_fact: Fact, text: str) -> Reading:
    """Read an ISTAT code of six digits, in force or not, or the name of a commune of today.

    Five digits may be a postcode as well as a code that lost its zero: nobody can know which, so they are refused.
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit():
        code = plain.zfill(6)
        if len(plain) == _POSTCODE and places.commune(code):
            return _postcode(plain, code)
        return (code, None) if len(plain) > 3 and places.commune(code) else _unknown_code(plain)
    found = search.communes_named(plain)
    if len(found) == 1:
        return found[0].code, None
    return _several(plain, found) if found else _no_commune(plain)


def _postcode(text: str, code: str) -> tuple[None, Refusal]:
    said = _("«{text}» ha cinque cifre: può essere un CAP, o un codice ISTAT che ha perso lo zero").format(text=text)
    hint = _("scrivere il nome del comune, o il codice con lo zero: {code} è {commune}")
    return refused("maybe_postcode", said, hint.format(code=code, commune=places.commune(code)))


def _unknown_code(text: str) -> tuple[None, Refusal]:
    if len(text) == 6 and text[:3] in _SARDINIA_2026:
        hint = _("i codici dati nel 2026 ai comuni sardi non sono nel registro: scrivere il nome del comune")
    else:
        hint = _("i codici ISTAT hanno sei cifre; si può scrivere il nome del comune")
    return refused("not_a_commune", _("«{text}» non è il codice ISTAT di un comune noto").format(text=text), hint)


def _several(text: str, found: tuple[places.Commune, ...]) -> tuple[None, Refusal]:
    hint = _("scrivere uno di questi: {communes}").format(communes=", ".join(f"{one} = {one.code}" for one in found))
    return refused("several_communes", _("«{text}» è il nome di più comuni").format(text=text), hint)


def _no_commune(text: str) -> tuple[None, Refusal]:
    close = search.nearest_commune(text)
    hint = _("forse si intende {commune}, {code}").format(commune=close, code=close.code) if close else ""
    return refused("not_a_commune", _("«{text}» non è il nome di un comune").format(text=text), hint)


def read_region(_fact: Fact, text: str) -> Reading:
    """Read an ISTAT code of two digits, or the name of a region."""
    plain = text.strip()
    if plain.zfill(2) in places.regions():
        return plain.zfill(2), None
    names = {name: one.code for one in places.regions().values() for name in (one.name, *one.name.split("/"))}
    code = next((code for name, code in names.items() if fold(name) == fold(plain)), None)
    if code:
        return code, None
    close = nearest(plain, names)
    hint = _("forse si intende {name}").format(name=close) if close else ""
    return refused("not_a_region", _("«{text}» non è una regione").format(text=text), hint)


def read_country(_fact: Fact, text: str) -> Reading:
    """Read an ISO 3166 code of two letters, or the name of a country in Italian or English."""
    found = countries.find_country(text)
    if found:
        return found.code, None
    close = countries.nearest_country(text)
    hint = _("forse si intende {name}, {code}").format(name=close, code=close.code) if close else ""
    return refused("not_a_country", _("«{text}» non è un paese").format(text=text), hint)


def read_ateco(_fact: Fact, text: str) -> Reading:
    """Read an activity code of any edition since 2007, with dots or without."""
    code = activities.dotted(text)
    if code and activities.editions_of(code):
        return code, None
    division = activities.as_division(code) if code else None
    if division:
        return division, None
    if code:
        known = next(
            (code[:length] for length in range(len(code) - 1, 1, -1) if activities.editions_of(code[:length])), None
        )
        hint = _("esiste invece {code}").format(code=known) if known else ""
        return refused("not_an_ateco", _("«{text}» non è un codice ATECO 2007, 2022 o 2025").format(text=text), hint)
    close = activities.find_ateco(text, limit=3)
    hint = "; ".join(f"{one} {title}" for one, title in close) or _("scrivere il codice, per esempio 62.10.00")
    return refused("not_an_ateco", _("«{text}» non è un codice ATECO").format(text=text), hint)


def read_legal_form(_fact: Fact, text: str) -> Reading:
    """Read a legal form: the two letters of the business register, its name, or its usual short form."""
    found = forms.find_legal_form(text)
    if found:
        return found.code, None
    if forms.is_quality(text):
        hint = _("«{text}» è una qualifica che più forme possono avere: scrivere la forma, per esempio «S.r.l. {text}»")
        said = _("«{text}» non dice la natura giuridica").format(text=text)
        return refused("not_a_legal_form", said, hint.format(text=text))
    close = forms.nearest_legal_form(text)
    hint = _("forse si intende {name}, {code}").format(name=close, code=close.code) if close else ""
    return refused("not_a_legal_form", _("«{text}» non è una natura giuridica").format(text=text), hint)


def warn_ateco(code: str) -> str | None:
    """Return a doubt on a whole division, which catalogues write with noughts: rules on finer codes stay open."""
    if len(code) != 2:
        return None
    said = _("{code}: è un'intera divisione ATECO, non un'attività: scrivere il codice intero della visura")
    return said.format(code=code)


def warn_commune(code: str) -> str | None:
    """Return a doubt on a code that is no longer in force, with the commune that has its territory today."""
    found = places.commune(code)
    if found is None or found.until is None:
        return None
    heirs = ", ".join(f"{places.commune(heir)}, {heir}" for heir in places.successors(code))
    return _("{code} {commune} non è più in uso dal {day}: oggi {heirs}").format(
        code=code, commune=found.name, day=found.until.strftime("%d/%m/%Y"), heirs=heirs
    )
