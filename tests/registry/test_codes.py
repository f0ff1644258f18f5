"""Regions, countries, activities and legal forms: read by code or name, and what the law needs of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registry.unions import in_cosme

from grantcli.model.vocabulary import Fact, Kind
from grantcli.registry import activities, countries, forms, places
from grantcli.registry.tables import lines
from grantcli.registry.values import read_value, write_value

READ: list[tuple[Kind, str, str]] = [
    ("region", "11", "11"),
    ("region", "3", "03"),
    ("region", "marche", "11"),
    ("region", "Valle d'Aosta", "02"),
    ("region", "Südtirol", "04"),
    ("country", "it", "IT"),
    ("country", "EL", "GR"),
    ("country", "Germania", "DE"),
    ("country", "germany", "DE"),
    ("country", "NO", "NO"),
    ("ateco", "62.01", "62.01"),
    ("ateco", "620100", "62.01.00"),
    ("ateco", "62.1", "62.1"),
    ("ateco", "01.11", "01.11"),
    ("ateco", "c", "C"),
    ("legal_form", "sr", "SR"),
    ("legal_form", "S.r.l.", "SR"),
    ("legal_form", "srl", "SR"),
    ("legal_form", "s. n. c.", "SN"),
    ("legal_form", "Società a responsabilità limitata", "SR"),
    ("legal_form", "societa per azioni", "SP"),
    ("legal_form", "ditta individuale", "DI"),
    ("legal_form", "SRL a socio unico", "SU"),  # ISTAT 1.3.30
    ("legal_form", "libero professionista", "PF"),  # ISTAT 1.1.30
    ("legal_form", "studio associato", "1.2.40"),  # the register has no code for it; ISTAT has
    ("legal_form", "coop", "SC"),
    ("legal_form", "Srl Società Benefit", "SR"),  # L. 208/2015, art. 1, comma 376: any form may be one
    ("legal_form", "S.r.l. in liquidazione", "SR"),
    ("legal_form", "ETS", "EN"),  # d.lgs. 117/2017, art. 4: associations, foundations and others
    ("legal_form", "associazione ETS", "AC"),
    ("legal_form", "GmbH", "SS"),
    ("legal_form", "SARL", "SS"),
    ("legal_form", "ss", "SE"),
    ("legal_form", "S.S.", "SE"),
    ("legal_form", "se", "SD"),
    ("legal_form", "SE", "SE"),  # capitals: the register's code
    ("legal_form", "SS", "SS"),
    ("legal_form", "1.3.20", "SR"),
    ("legal_form", "1.4.30", "OO"),
    ("country", "Olanda", "NL"),
    ("country", "USA", "US"),
    ("country", "U.S.A.", "US"),
    ("country", "Repubblica Ceca", "CZ"),
    ("country", "Inghilterra", "GB"),
    ("country", "Gran Bretagna", "GB"),
    ("country", "Bosnia", "BA"),
    ("country", "DEU", "DE"),
]
REFUSED: list[tuple[Kind, str, str, str]] = [
    ("region", "21", "not_a_region", ""),
    ("region", "Marce", "not_a_region", "forse si intende Marche"),
    ("country", "ZZ", "not_a_country", ""),
    ("country", "Germani", "not_a_country", "Germania, DE"),
    ("country", "Irlnda", "not_a_country", "Irlanda, IE"),
    ("ateco", "62.01.99", "not_an_ateco", "62.01"),
    ("ateco", "1.1", "not_an_ateco", ""),
    ("ateco", "01.10", "not_an_ateco", "01.1"),
    ("ateco", "consulenza informatica", "not_an_ateco", "62.20"),
    ("legal_form", "ZZ", "not_a_legal_form", ""),
    ("legal_form", "società responsabilita limitat", "not_a_legal_form", "SR"),
]


NOT_HINTED: list[tuple[Kind, str]] = [
    (
        "legal_form",
        "società cooperativa responsabilità",
    ),  # not a company limited by shares, whatever is spelled like it
    ("legal_form", "società di pagamento"),
    ("country", "Congo"),  # two countries
    ("country", "Corea"),
    ("country", "Oland"),  # Olanda or Poland
]


def fact(kind: Kind) -> Fact:
    return Fact(kind=kind, label="prova")


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_codes_and_names_that_are_read(kind: Kind, text: str, value: str) -> None:
    assert read_value(fact(kind), text) == (value, None)
    assert read_value(fact(kind), write_value(fact(kind), value)) == (value, None)


@pytest.mark.parametrize(("kind", "text", "why", "hint"), REFUSED)
def test_codes_and_names_that_are_refused(kind: Kind, text: str, why: str, hint: str) -> None:
    value, refusal = read_value(fact(kind), text)
    assert value is None
    assert refusal is not None
    assert refusal.kind == why
    assert hint in refusal.hint


@pytest.mark.parametrize(("kind", "text"), NOT_HINTED)
def test_no_hint_rather_than_one_that_means_another_thing(kind: Kind, text: str) -> None:
    value, refusal = read_value(fact(kind), text)
    assert value is None
    assert refusal is not None
    assert refusal.hint == ""


def test_a_quality_is_not_a_form() -> None:
    value, refusal = read_value(fact("legal_form"), "Società Benefit")
    assert value is None
    assert refusal is not None
    assert "S.r.l." in refusal.hint


@pytest.mark.parametrize("table", ["legal_form_aliases", "country_aliases"])
def test_every_alias_is_read_as_its_code_and_names_its_source(table: str) -> None:
    kind: Kind = "legal_form" if table.startswith("legal") else "country"
    for line in lines(table):
        name, code, source = line.split("\t")
        assert source
        if code == "*":  # a quality that leaves the form as it is
            assert read_value(fact(kind), f"S.r.l. {name}")[0] in {"SR", "SU"}
            continue
        assert read_value(fact(kind), name) == (code, None)


@pytest.mark.parametrize("kind", ["region", "country", "legal_form"])
def test_every_code_and_its_name_mean_the_same(kind: Kind) -> None:
    known = {"region": places.regions(), "country": countries.countries(), "legal_form": forms.legal_forms()}[kind]
    for code, one in known.items():
        assert read_value(fact(kind), code) == (code, None)
        assert read_value(fact(kind), one.name) == (code, None)


def test_editions_in_force() -> None:
    days = (date(2021, 12, 31), date(2022, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [activities.edition_on(day) for day in days] == ["2007", "2022", "2022", "2025"]
    assert activities.editions_of("62.01.00") == ("2007", "2022")
    assert activities.editions_of("62.10.00") == ("2025",)


def test_what_became_of_an_activity() -> None:
    assert activities.heirs("62.01.00", "2022", "2025") == ("62.10.00",)
    assert activities.heirs("62.01.00", "2007", "2025") == ("62.10.00",)
    assert activities.heirs("62.10.00", "2025", "2022") == ("62.01.00",)
    assert len(activities.heirs("62.09.09", "2022", "2025")) > 1
    assert activities.heirs("99.99.99", "2022", "2025") == ()
    assert activities.heirs("62.01.00", "2022", "2022") == ("62.01.00",)


@given(st.sampled_from([line.split("\t")[0] for line in lines("ateco_2025")]))
def test_going_back_and_forth_comes_home(code: str) -> None:
    back = activities.heirs(code, "2025", "2022")
    assert not back or any(code in activities.heirs(old, "2022", "2025") for old in back)


def test_under_a_prefix() -> None:
    assert activities.under("62.01.00", "62")
    assert activities.under("63.11.20", "63.1")
    assert activities.under("62", "62")
    assert not activities.under("62.01", "6")
    assert not activities.under("63.20", "63.1")
    assert not activities.under("62", "62.01")


def test_search_of_activities() -> None:
    assert ("62.10.00", "Attività di programmazione informatica") in activities.find_ateco("programmazione informatica")
    assert [code for code, _title in activities.find_ateco("62.01", "2022")] == ["62.01", "62.01.0", "62.01.00"]
    assert activities.find_ateco(" ") == ()


@pytest.mark.parametrize(
    ("code", "nature", "liability"),
    [
        ("SR", "company", "limited"),  # Directive 2013/34/EU, annex I
        ("SP", "company", "limited"),
        ("AA", "company", "limited"),
        ("RS", "company", "limited"),
        ("SN", "partnership", "unlimited"),  # annex II
        ("AS", "partnership", "unlimited"),
        ("DI", "sole", "unlimited"),
        ("GE", "consortium", "unlimited"),  # Regulation (EEC) 2137/85, art. 24
        ("CC", "consortium", ""),
        ("FO", "association", ""),
    ],
)
def test_who_answers_for_the_debts(code: str, nature: str, liability: str) -> None:
    found = forms.legal_form(code)
    assert found is not None
    assert (found.nature, found.liability) == (nature, liability)


@pytest.mark.parametrize(
    ("code", "day", "told"),
    [
        ("IT", date(2020, 6, 1), True),
        ("GB", date(2020, 12, 31), True),
        ("GB", date(2021, 1, 1), False),
        ("TR", date(2014, 12, 21), False),
        ("TR", date(2014, 12, 22), True),
        ("AL", date(2016, 1, 1), None),
        ("AL", date(2020, 1, 1), True),
        ("CH", date(2020, 1, 1), False),
        ("IT", date(2022, 1, 1), False),
        ("ZZ", date(2020, 1, 1), False),
    ],
)
def test_cosme_by_day(code: str, day: date, told: bool | None) -> None:
    assert in_cosme(code, day) is told
