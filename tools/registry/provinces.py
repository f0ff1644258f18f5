"""Provinces and regions, as ISTAT's list has them, with the four Sardinian ones of 2006-2016."""

import csv
import io

from registry.table import text

_SARDINIA = {
    "104": ("OT", "Olbia-Tempio"),
    "105": ("OG", "Ogliastra"),
    "106": ("VS", "Medio Campidano"),
    "107": ("CI", "Carbonia-Iglesias"),
}


def _lines(csv_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text), delimiter=";"))


def _name(line: dict[str, str]) -> str:
    return next(value for key, value in line.items() if key.startswith("Denominazione dell'Unità"))


def siglas(csv_text: str) -> dict[str, str]:
    """Return the letters of each province by the three digits that begin its communes' codes."""
    today = {line["Codice Comune formato alfanumerico"][:3]: line["Sigla automobilistica"] for line in _lines(csv_text)}
    return today | {code: sigla for code, (sigla, _) in _SARDINIA.items()}


def provinces(csv_text: str) -> str:
    """Return the provinces: letters, three digits, name, region."""
    rows = {
        (
            line["Sigla automobilistica"],
            line["Codice Comune formato alfanumerico"][:3],
            _name(line),
            line["Codice Regione"],
        )
        for line in _lines(csv_text)
    }
    rows |= {(sigla, code, name, "20") for code, (sigla, name) in _SARDINIA.items()}
    return text(("province", "code", "name", "region"), sorted(rows))


def regions(csv_text: str) -> str:
    """Return the regions: code, name, part of Italy, NUTS 2 codes."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for line in _lines(csv_text):
        key = (line["Codice Regione"], line["Denominazione Regione"], line["Ripartizione geografica"])
        found.setdefault(key, set()).add(line["Codice NUTS2 2021 (3) "])
    return text(
        ("region", "name", "part", "nuts2"), [(*key, ",".join(sorted(nuts))) for key, nuts in sorted(found.items())]
    )
