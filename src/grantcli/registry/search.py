"""Communes by name: exactly, or as it is being typed; accents, apostrophes and case set aside when idle."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from .places import Commune, commune, provinces
from .spelling import fold, nearest, squeeze
from .tables import lines

_WITH_PROVINCE = re.compile(r"(.+?)\s*[(,\-–]\s*([^(),]+?)\s*\)?|(.+?)\s+([A-Z]{2})")

_PARTS = re.compile(r"\s+e\s+(?:della\s+)?|[-/]")
_EVERYDAY = {"reggioemilia": ("035033",), "reggiocalabria": ("080063",)}


def communes_named(text: str) -> tuple[Commune, ...]:
    """Return today's communes that a name may mean, ``Castro (BG)`` or ``Castro`` alike, several or none.

    A name that nobody bears today means who has its territory: a former name, or a commune since merged.
    """
    found = _accented(text, _communes_called(text))
    match = None if found else _WITH_PROVINCE.fullmatch(text.strip())
    if match is None:
        return found
    name, province = match[1] or match[3], fold(match[2] or match[4])
    letters = {
        one.letters for one in provinces().values() if province in (fold(one.letters), *map(fold, one.name.split("/")))
    }
    return tuple(one for one in _communes_called(name) if one.province in letters)


def _accented(text: str, found: tuple[Commune, ...]) -> tuple[Commune, ...]:
    """Keep the one that is written with these very accents, an apostrophe at the end standing for one («Paternò»).

    Without any accent it is not known: it may have been left out.
    """
    plain = unicodedata.normalize("NFC", text.strip().replace("\u2019", "'")).casefold()
    if plain.isascii() and not plain.endswith("'"):
        return found
    exact = tuple(one for one in found if plain in (_written(one.name), _apostrophed(one.name)))
    return exact if len(exact) == 1 else found


def _written(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _apostrophed(name: str) -> str:
    """Return a name as one writes it whose keyboard has no accents: the last letter plain, with an apostrophe."""
    return unicodedata.normalize("NFD", name.casefold()).replace("\u0300", "'").replace("\u0301", "'")


def find_communes(text: str, limit: int = 10) -> tuple[Commune, ...]:
    """Return today's communes whose name begins with ``text``, then those with a word that does; at most ``limit``.

    Among those that begin so the chief towns of provinces come first: «Bergam» is Bergamo before Bergamasco. Names in
    the other language and former names count; an empty text finds nothing.
    """
    sought = fold(text)
    if not sought:
        return ()
    codes = dict.fromkeys(one.code for one in communes_named(text))
    beginning = dict.fromkeys(_starting("\n" + sought))
    codes.update(dict.fromkeys(islice(sorted(beginning, key=lambda code: code not in _chief_towns()), limit)))
    if len(codes) < limit:
        codes.update(dict.fromkeys(islice(_starting(" " + sought), limit)))
    return tuple(one for code in islice(codes, limit) if (one := commune(code)))


def nearest_commune(text: str) -> Commune | None:
    """Return today's commune whose name is spelled most like ``text``, or None when none is like it."""
    first = fold(text)[:1]
    names = {name: codes for name, codes in _codes_by_name().items() if name[:1] == first}
    name = nearest(squeeze(text), names)
    return commune(names[name][0]) if name else None


def _communes_called(text: str) -> tuple[Commune, ...]:
    name = squeeze(text)
    codes = _codes_by_name().get(name) or _codes_by_former_name().get(name, ())
    return tuple(one for code in codes if (one := commune(code)))


@cache
def _chief_towns() -> frozenset[str]:
    """Return the communes that a province has its name from: «Pesaro e Urbino» has two."""
    found: set[str] = set()
    for province in provinces().values():
        for name in (province.name, *_PARTS.split(province.name)):
            found.update(one.code for one in communes_named(name) if one.province == province.letters)
    return frozenset(found)


@cache
def _text() -> str:
    return "\n" + "\n".join(lines("commune_names"))


def _starting(beginning: str) -> Iterator[str]:
    """Yield the codes on the lines of the table of names where a name, or a word of it, begins so."""
    text = _text()
    at = text.find(beginning)
    while at >= 0:
        tab = text.index("\t", at)
        yield text[tab + 1 : tab + 7]
        at = text.find(beginning, at + 1)


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    return _EVERYDAY | _codes(former=False)


@cache
def _codes_by_former_name() -> dict[str, tuple[str, ...]]:
    return _codes(former=True)


def _codes(former: bool) -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for line in lines("commune_names"):
        if line.endswith("\tf") == former:
            name, code = line.replace(" ", "").split("\t")[:2]
            named[name] = (*named[name], code) if name in named else (code,)
    return named
