"""Countries with their Italian and English names, and their days in the Union and in COSME."""

from babel import Locale

from registry.table import facts, text

HEADER = ("code", "name", "name_en", "eu_since", "eu_until", "cosme_since", "cosme_certain")


def build() -> str:
    """Return the table of countries: ISO 3166 codes, names of CLDR, unions.tsv beside this file."""
    unions = {row[0]: [*row[1:], *[""] * (5 - len(row))] for row in facts("unions.tsv")}
    italian, english = Locale("it").territories, Locale("en").territories
    codes = sorted(code for code in italian if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES)
    if missing := set(unions) - set(codes):
        raise ValueError(f"unions.tsv names unknown countries: {sorted(missing)}")
    return text(HEADER, [(code, italian[code], english[code], *unions.get(code, [""] * 4)) for code in codes])


_NOT_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
