"""No text of a call says the state of the clock: open or closed is said by the program, by the day of evaluation."""

import re
from collections.abc import Iterator, Mapping

import pytest

from grantcli.assets import shipped
from grantcli.loading.call.library import load_library
from grantcli.model.call import Call

LIBRARY, _PROBLEMS = load_library([shipped("calls")])
CLOCK = re.compile(
    r"\b(?:è|sono|si è|resta|sempre) (?:già |ancora )?(?:chius|apert)[oaie]\b"
    r"|\b[Aa]pert[oa] (?:dal|fino|finché|il)\b|\boggi\b|\battualmente\b"
    r"|\b(?:is|are|still|now) (?:now |still |already )?(?:open|closed)\b|\btoday\b|\bcurrently\b"
)


def texts_of(call: Call) -> Iterator[str]:
    """Yield what a call says of itself wherever it is listed, shown or printed: its summary, its window, its notes."""
    window = call.window
    held = [call.summary, window and window.text, window and window.recurring and window.recurring.usually]
    held += [text for due in call.deadlines for text in (due.text, due.note)]
    held += [phase.text for phase in call.phases]
    for text in held:
        yield from text.values() if isinstance(text, Mapping) else [text] if text else []


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_no_text_says_that_it_is_open_or_closed(name):
    assert [text for text in texts_of(LIBRARY[name].call) if CLOCK.search(text)] == []


def test_what_the_words_look_like():
    assert CLOCK.search("L'edizione 2026 è chiusa; la misura torna ogni anno.")
    assert CLOCK.search("Lo sportello resta aperto finché ci sono fondi; se ce ne siano oggi non si è trovato.")
    assert CLOCK.search("The 2026 edition is now closed.")
    assert not CLOCK.search("Lo sportello si chiude quando i fondi finiscono; il 14 settembre 2026 ne restavano.")
