"""How what is typed is understood: usual senses taken and shown, two senses asked back, words that mean «non so»."""

from datetime import date
from decimal import Decimal

import pytest

from grantcli.i18n import speaking
from grantcli.interview.suggestions import name_of
from grantcli.interview.understanding import as_typed, sign_of, understand
from grantcli.model.vocabulary import Fact, Kind
from grantcli.registry.values import read_value

ON = date(2022, 6, 20)
YEAR = Fact(kind="integer", label="Anno", at_least=Decimal(2000), at_most=Decimal(2100))


def fact(kind: Kind) -> Fact:
    return Fact(kind=kind, label="Prova")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("money", "12.500", Decimal("12500.00")),
        ("money", "12.500 €", Decimal("12500.00")),
        ("money", "€ 1.250.000,5", Decimal("1250000.50")),
        ("money", "12,50", Decimal("12.50")),
        ("integer", "1.200", 1200),
        ("percent", "30", Decimal("0.30")),
        ("percent", "12,5", Decimal("0.125")),
        ("percent", "1 %", Decimal("0.01")),
        ("percent", "0", Decimal(0)),
        ("date", "15/7/22", date(2022, 7, 15)),
        ("date", "3.4.85", date(1985, 4, 3)),
        ("date", "1 gen 30", date(2030, 1, 1)),
        ("date", "15/07/2022", date(2022, 7, 15)),
        ("commune", "Camerino", "043007"),
        ("country", "Germania", "DE"),
        ("country", "Germany", "DE"),
    ],
)
def test_the_usual_sense_is_taken(kind: Kind, text: str, value: object) -> None:
    assert understand(fact(kind), text, ON) == (value, None)


def test_two_figures_of_a_year_are_of_the_nearest_century() -> None:
    assert understand(YEAR, "21", ON) == (2021, None)
    assert understand(YEAR, "2021", ON) == (2021, None)


@pytest.mark.parametrize("text", ["1", "0,5", "1,0", "-1"])
def test_one_and_below_is_asked_back(text: str) -> None:
    value, refusal = understand(fact("percent"), text, ON)
    assert value is None
    assert refusal is not None
    assert "% o" in refusal.text


def test_one_percent_or_all_of_it() -> None:
    assert understand(fact("percent"), "1", ON)[1].text.startswith("1 % o 100 %?")  # type: ignore[union-attr]


def test_the_mark_of_thousands_is_that_of_the_language() -> None:
    with speaking("en"):
        assert understand(fact("money"), "12,500", ON) == (Decimal("12500.00"), None)
        assert understand(fact("money"), "12.500", ON) == (Decimal("12500.00"), None), "no amount has a third decimal"
    assert understand(fact("money"), "12,500", ON)[1] is not None


def test_a_file_is_read_as_strictly_as_before() -> None:
    for kind, text in (("money", "12.500"), ("percent", "30"), ("date", "15/7/22")):
        assert read_value(fact(kind), text)[1] is not None  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["non so", "Non lo so", "boh", "nn so", "NON LO SO.", "don't know", "I don't know"])
@pytest.mark.parametrize("language", ["it", "en"])
def test_words_that_mean_not_known(text: str, language: str) -> None:
    with speaking(language):
        assert sign_of(text) == "unknown"


@pytest.mark.parametrize("text", ["Boh S.r.l.", "Non so che nome dare al progetto", "Mappatura dei rischi", ""])
def test_words_that_mean_themselves(text: str) -> None:
    assert sign_of(text) is None


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("commune", "043007", "Camerino (MC)"),
        ("country", "DE", "Germania"),
        ("percent", Decimal("0.3"), "30 %"),
        ("money", Decimal("12500.00"), "12.500,00"),
        ("date", date(2022, 7, 15), "15/07/2022"),
    ],
)
def test_what_stands_there_reads_back_as_itself(kind: Kind, value: object, shown: str) -> None:
    assert as_typed(fact(kind), value) == shown
    assert understand(fact(kind), shown, ON) == (value, None)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("25.62.00", ["serrature", "ATECO 2025", "fino al 2024: Lavori di meccanica generale"]),
        ("62.01.00", ["Produzione di software"]),
        ("10.11.00", ["carne"]),
    ],
)
def test_a_code_that_named_another_activity_is_said_in_both_editions(code: str, words: list[str]) -> None:
    said_of = name_of(Fact(kind="ateco", label="prova"), code)
    assert all(word in said_of for word in words)
    assert ("fino al 2024" in said_of) is (len(words) > 1)


@pytest.mark.parametrize(("day", "first"), [(date(2022, 6, 20), "meccanica"), (date(2026, 11, 30), "serrature")])
def test_the_name_of_the_day_of_the_application_comes_first(day: date, first: str) -> None:
    said_of = name_of(Fact(kind="ateco", label="prova"), "25.62.00", day)
    places = {word: said_of.index(word) for word in ("meccanica", "serrature")}
    assert min(places, key=lambda word: places[word]) == first
