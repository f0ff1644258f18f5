"""Typing at a real terminal of eighty columns: what stands there is replaced, what is meant is shown."""

from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.interview.typist import ENTER, ESCAPE, Screen, at_terminal

CALL = marche().call.id
SIZE = (24, 80)


def on_screen(tmp_path: Path, *line: str, language: str = "it") -> Screen:
    return Screen(at_terminal(*line, folder=tmp_path, size=SIZE, language=language), SIZE)


def asking(tmp_path: Path, *more: str, language: str = "it") -> Screen:
    screen = on_screen(tmp_path, "ask", CALL, "--on", "2022-06-20", *more, language=language)
    screen.until("1 di" if language == "it" else "1 of")
    return screen


@pytest.mark.slow
def test_what_stands_there_is_replaced_by_typing_and_kept_by_enter(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.press(f"Germania{ENTER}", "costituita e iscritta")
    screen.press(ESCAPE, "In quale Paese")
    assert "› Germania" in screen.text
    screen.press(f"Italia{ENTER}", "Paese della sede legale: Italia")
    screen.press(ESCAPE, "In quale Paese")
    screen.press(ENTER, "Paese della sede legale: Italia")
    screen.press("\x03")


@pytest.mark.slow
def test_nothing_is_chosen_before_a_key_says_so(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.press(f"Italia{ENTER}", "costituita e iscritta")
    assert "(•)" not in screen.text
    screen.press(ENTER, "Scegliere con un tasto (s n 0)")
    screen.press("0", "Iscritta al registro delle imprese: non so")
    assert "costituita" not in (tmp_path / "domanda.yaml").read_text("utf-8")
    screen.press("\x03")


@pytest.mark.slow
def test_the_keys_follow_the_language(tmp_path: Path) -> None:
    screen = asking(tmp_path, language="en")
    screen.press(f"Italy{ENTER}", "y yes")
    screen.press("s")
    assert "y yes" in screen.text
    screen.press("y", "yes")
    assert "registered: true" in (tmp_path / "domanda.yaml").read_text("utf-8")
    screen.press("\x03")
