"""What is proposed while a name is typed: chief towns first, nothing for what says too little."""

import pytest

from grantcli.registry.activities import find_ateco
from grantcli.registry.search import find_communes


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Bergam", "Bergamo (BG)"),
        ("mil", "Milano (MI)"),
        ("tor", "Torino (TO)"),
        ("pesa", "Pesaro (PU)"),
        ("forl", "Forlì (FC)"),
        ("Bergamas", "Bergamasco (AL)"),
    ],
)
def test_the_chief_town_comes_first(typed, first):
    assert str(find_communes(typed, 5)[0]) == first


@pytest.mark.parametrize("typed", ["zz", "z", "iz", "zz zz"])
def test_letters_inside_words_propose_no_activity(typed):
    assert find_ateco(typed, "2022") == ()


@pytest.mark.parametrize(("typed", "code"), [("tè", "10.83.02"), ("softw", "46.51.00"), ("lavori mecc", "25.62.00")])
def test_a_short_word_is_found_whole_and_a_longer_one_by_its_beginning(typed, code):
    assert find_ateco(typed, "2022")[0][0] == code
