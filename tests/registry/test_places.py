"""Places by code, by day and by name, and areas that hold across years."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grantcli.model.vocabulary import Fact
from grantcli.registry import places, search
from grantcli.registry.values import read_value, warn_value, write_value

COMMUNE = Fact(kind="commune", label="comune")
CODES = [one.code for one in places.communes()]
TODAY = date(2026, 3, 1)
CAME_FROM: dict[str, set[str]] = {}
for one in places.communes():
    for heir in one.successors:
        CAME_FROM.setdefault(heir, set()).add(one.code)


def test_a_commune_tells_where_it_is() -> None:
    found = places.commune("043007")
    assert found is not None
    assert str(found) == "Camerino (MC)"
    assert (found.region, found.cadastral, found.nuts3) == ("11", "B474", "ITI33")
    assert places.regions()["11"].name == "Marche"
    assert places.provinces()["MC"].name == "Macerata"


@pytest.mark.parametrize(
    ("code", "last_day", "today"),
    [
        ("043018", date(2016, 12, 31), ("043058",)),  # Fiordimonte, with Pievebovigliana: Valfornace
        ("043001", date(2016, 12, 31), ("043017",)),  # Acquacanina went into Fiastra
        ("041032", date(2020, 6, 30), ("041044",)),  # Monteciccardo into Pesaro
        ("041033", date(2021, 6, 16), ("099030",)),  # Montecopiolo to Rimini, L. 84/2021
        ("025052", date(2017, 12, 15), ("030189",)),  # Sappada to Udine, L. 182/2017
        ("018082", date(2026, 1, 31), ("018094",)),  # Lirio into Montalto Pavese, L.R. Lombardia 1/2026
        ("024027", date(2026, 2, 20), ("024129",)),  # Castegnero, with Nanto
        ("024103", date(2024, 1, 21), ("024128",)),  # Sovizzo, with Gambugliano, under the same name
        ("092012", date(2005, 12, 31), ("111009",)),  # Carbonia: Cagliari, Carbonia-Iglesias, Sud Sardegna
    ],
)
def test_codes_that_ended(code: str, last_day: date, today: tuple[str, ...]) -> None:
    found = places.commune(code)
    assert found is not None
    assert found.until == last_day
    assert places.commune(code, last_day) == found
    assert places.commune(code, last_day + timedelta(1)) is None
    assert places.successors(code) == today
    assert today[0] in str(warn_value(COMMUNE, code))


def test_codes_in_force_and_unknown_ones() -> None:
    assert places.successors("043007") == ("043007",)
    assert places.successors("000000") == ()
    assert places.commune("000000") is None
    assert places.commune("043058", date(2016, 12, 31)) is None
    assert warn_value(COMMUNE, "043007") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Camerino", "043007"),
        ("CAMERINO", "043007"),
        ("sant angelo in vado", "041057"),
        ("Santangelo in Vado", "041057"),
        ("Forli'", "040012"),
        ("Forlì", "040012"),
        ("Bozen", "021008"),
        ("Bolzano/Bozen", "021008"),
        ("Castro (BG)", "016065"),
        ("castro, lecce", "075096"),
        ("Castro LE", "075096"),
        ("Fiordimonte", "043058"),
        ("Murisengo", "006113"),
        ("Reggio Emilia", "035033"),
        ("Sovizzo", "024128"),
        ("1001", "001001"),
        (" 043018 ", "043018"),
    ],
)
def test_a_commune_is_read_by_code_or_name(text: str, code: str) -> None:
    assert read_value(COMMUNE, text) == (code, None)


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("Castro", "several_communes", "Castro (LE) = 075096"),
        ("Castro (MC)", "not_a_commune", ""),
        ("Camerno", "not_a_commune", "Camerino (MC), 043007"),
        ("999999", "not_a_commune", "sei cifre"),
        ("11", "not_a_commune", "sei cifre"),
        ("113017", "not_a_commune", "scrivere il nome"),
        ("62032", "maybe_postcode", "062032 è Forchia (BN)"),
        ("43007", "maybe_postcode", "043007 è Camerino (MC)"),
    ],
)
def test_a_commune_that_cannot_be_told_is_refused(text: str, why: str, hint: str) -> None:
    _, refusal = read_value(COMMUNE, text)
    assert refusal is not None
    assert refusal.kind == why
    assert hint in refusal.hint


def test_search_as_it_is_typed() -> None:
    assert [one.name for one in search.find_communes("camer", limit=3)] == ["Camerana", "Camerano", "Camerano Casasco"]
    assert search.find_communes("San Ben", limit=3)[0].name.startswith("San Ben")
    assert "Vallefoglia" in [one.name for one in search.find_communes("colbordolo")]
    assert "Ascoli Piceno" in [one.name for one in search.find_communes("piceno", limit=30)]
    assert search.find_communes("Roma")[0].code == "058091"
    assert len(search.find_communes("san", limit=7)) == 7
    assert search.find_communes(" '") == ()


@given(st.sampled_from(CODES))
def test_every_commune_of_today_is_found_by_its_name_and_province(code: str) -> None:
    for heir in places.successors(code):
        found = places.commune(heir)
        assert found is not None
        assert found in search.communes_named(str(found))
        assert found in search.find_communes(str(found.name), limit=50)


@given(st.sampled_from(CODES))
def test_every_code_is_read_back(code: str) -> None:
    assert read_value(COMMUNE, write_value(COMMUNE, code)) == (code, None)


@given(st.text(max_size=12))
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(one.stands(TODAY) for one in search.find_communes(text))


@given(st.sampled_from(CODES), st.dates(date(2019, 2, 15), TODAY))
def test_a_place_has_a_code_on_every_day(code: str, day: date) -> None:
    """A commune in force, or else one that it came from or went into; Misiliscemi broke away from Trapani in 2021."""
    assume(code != "081025" or day >= date(2021, 2, 20))
    family = before_and_after(code)
    assert any(places.commune(one, day) for one in family)


def before_and_after(code: str) -> set[str]:
    """The code, those that have its territory today, and all that these came from."""
    family = {code, *places.successors(code)}
    while more := {before for one in family for before in CAME_FROM.get(one, ())} - family:
        family |= more
    return family


def test_a_merger_is_known_from_both_sides() -> None:
    """Valfornace is all of Fiordimonte and Pievebovigliana; Amandola went to the province of Fermo."""
    assert CAME_FROM["043058"] == {"043018", "043037"}
    assert {places.successors(code) for code in ("043018", "043037", "043058")} == {("043058",)}
    assert before_and_after("043018") == before_and_after("043058") == {"043018", "043037", "043058"}
    assert before_and_after("044004") == {"044004", "109002"}


def test_a_commune_may_have_been_there_before_what_it_took_in() -> None:
    """Acquacanina went into Fiastra on 1 January 2017, and is not all of it: Fiastra stood in 2016 too."""
    assert places.successors("043001") == ("043017",)
    assert CAME_FROM["043017"] == {"043001"}
    assert places.commune("043017", date(2016, 11, 18)) is not None
    assert places.commune("043058", date(2016, 11, 18)) is None


@given(st.sampled_from(CODES))
def test_the_family_of_a_code_is_found_at_once(code: str) -> None:
    family = before_and_after(code)
    assert code in family
    assert {before for one in family for before in CAME_FROM.get(one, ())} <= family


@pytest.mark.parametrize("name", ["Paternò", "PATERNÒ", "Paterno'", "Paterno\u0300"])
def test_an_accent_that_is_written_tells_two_communes_apart(name: str) -> None:
    assert [one.code for one in search.communes_named(name)] == ["087033"]


def test_an_accent_that_is_not_written_may_have_been_left_out() -> None:
    assert {one.code for one in search.communes_named("Paterno")} == {"076100", "087033"}


@pytest.mark.parametrize(
    ("former", "heir"),
    [("Bezzecca", "Ledro"), ("Gravedona", "Gravedona ed Uniti"), ("Quero", "Setteville"), ("Pistolesa", "Valdilana")],
)
def test_a_commune_that_ended_reads_as_who_has_its_territory(former: str, heir: str) -> None:
    """Laws of Trento of 2008-2009; of Lombardia of 2011, of Veneto of 2013 and 2024, of Piemonte of 1998 and 2018."""
    assert [one.name for one in search.communes_named(former)] == [heir]
