"""No text of a shipped call says that it is open or closed: the program says it, by the day of evaluation."""

from dataclasses import replace
from datetime import date

import pytest

from grantcli.assets import shipped
from grantcli.loading.call.library import load_library
from grantcli.loading.lint.dates import check_clock
from grantcli.loading.lint.subject import Linted

LIBRARY, _PROBLEMS = load_library([shipped("calls")])
DAY = date(2026, 11, 30)
ZES = LIBRARY["zes-unica-2026"]


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_no_text_says_that_it_is_open_or_closed(name):
    edition = LIBRARY[name]
    assert [fault.text for fault in check_clock(Linted(edition.call, edition, DAY))] == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("L'edizione 2026 è chiusa; la misura torna ogni anno.", 1),
        ("Lo sportello resta aperto finché ci sono fondi.", 1),
        ("Quanti fondi restino oggi non si è trovato.", 1),
        ({"it": "Torna in primavera.", "en": "The 2026 edition is now closed."}, 1),
        ("Lo sportello si chiude quando i fondi finiscono; il 14 settembre 2026 ne restavano.", 0),
        ("La finestra va dal 31 marzo al 30 maggio 2026.", 0),
    ],
)
def test_what_says_how_things_stand_is_told(text, faults):
    assert ZES.call.window is not None
    call = replace(ZES.call, window=replace(ZES.call.window, text=text))
    assert len(list(check_clock(Linted(call, ZES, DAY)))) == faults
