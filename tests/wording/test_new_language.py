"""A language is a catalog, no code: one that is dropped beside the others speaks and writes amounts and days."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from grantcli import i18n
from grantcli.wording import formats
from grantcli.wording.verdicts import overall_word

SPANISH = {
    "gennaio febbraio marzo aprile maggio giugno": "enero febrero marzo abril mayo junio",
    "luglio agosto settembre ottobre novembre dicembre": "julio agosto septiembre octubre noviembre diciembre",
    "1º": "1",
    "1.234,5": "1.234,5",
    "{day} {month} {year}": "{day} de {month} de {year}",
    "{day}, ore {hour}": "{day}, a las {hour}",
    "{before} e {last}": "{before} y {last}",
    "sì": "sí",
}


@pytest.fixture
def spanish(tmp_path, monkeypatch):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="es")
    for message, text in SPANISH.items():
        catalog.add(message, text)
    with (folder / "grantcli.mo").open("wb") as out:
        write_mo(out, catalog)
    monkeypatch.setattr(i18n, "_LOCALE_DIR", tmp_path)
    i18n._catalog.cache_clear()
    formats._manners.cache_clear()
    with i18n.speaking("es"):
        yield
    i18n._catalog.cache_clear()
    formats._manners.cache_clear()


def test_a_catalog_is_all_that_a_language_needs(spanish):
    assert formats.day(date(2022, 7, 1)) == "1 de julio de 2022"
    assert formats.moment(datetime(2022, 7, 15, 13)) == "15 de julio de 2022, a las 13:00"
    assert formats.money(Decimal("1234.5")) == "1.234,50 €"
    assert formats.listing(["a", "b", "c"]) == "a, b y c"
    assert formats.yes_or_no(True) == "sí"


def test_what_a_catalog_lacks_is_said_in_italian(spanish):
    assert overall_word("eligible", False) == "ammissibile"


def test_the_languages_are_italian_and_those_with_a_catalog():
    assert i18n.LANGUAGES == ("it", "en")
