"""Lists of boxes and of options at a real terminal: marking nothing is no answer, «none» is said by a line."""

from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.interview.typist import DOWN, ENTER, ESCAPE, MAP, UP, Screen, at_terminal

from grantcli.interview.prompter import Asked, Given
from grantcli.interview.terminal.rows import NONE, QuestionRow
from grantcli.model.vocabulary import Fact

CALL = marche().call.id
SIZE = (24, 80)
DAY = date(2022, 6, 20)
CLEARED = "\x15"


def asking(tmp_path: Path, *more: str) -> Screen:
    line = ("ask", CALL, "--on", "2022-06-20", *more)
    screen = Screen(at_terminal(*line, folder=tmp_path, size=SIZE), SIZE)
    screen.until("salvare e uscire")
    return screen


def written(tmp_path: Path) -> str:
    file = tmp_path / "domanda.yaml"
    return file.read_text("utf-8") if file.exists() else ""


@pytest.mark.parametrize(
    ("exclusive", "boxes"), [((), ["1", "2", "-", "0"]), (("b",), ["1", "2", "0"])], ids=["none lacks", "none is there"]
)
def test_a_row_of_boxes_is_answered_by_a_mark_alone(exclusive: tuple[str, ...], boxes: list[str]) -> None:
    fact = Fact(kind="choices", label="x", choices={"a": "uno", "b": "nulla"}, exclusive=exclusive)
    row = QuestionRow(Asked("x", fact, "X?"), DAY)
    assert [way.key for way in row.ways] == boxes
    assert row.pending is None, "nothing is marked: nothing is answered"
    row.toggle(0)
    assert row.pending == Given(("a",))
    row.toggle(0)
    assert row.pending is None
    row.toggle(boxes.index("-") if "-" in boxes else 1)
    assert row.pending == (NONE if "-" in boxes else Given(("b",)))


def test_none_of_the_boxes_is_marked_where_it_was_answered() -> None:
    fact = Fact(kind="choices", label="x", choices={"a": "uno", "b": "due"})
    row = QuestionRow(Asked("x", fact, "X?", default=()), DAY)
    assert (row.answer(), row.boxes) == ("nessuno", [NONE])
    row.toggle(0)
    assert row.pending == Given(("a",)), "a box takes «none» away"


@pytest.mark.slow
@pytest.mark.parametrize(("key", "none"), [("project.technologies", "nessuno"), ("consultant.outputs", "nessuno di")])
def test_enter_without_a_mark_is_no_answer_and_none_is_a_line(tmp_path: Path, key: str, none: str) -> None:
    screen = asking(tmp_path, "--edit", key)
    seen = " ".join(screen.press(ENTER, "Nulla è segnato").split())
    assert f"o «{none}" in seen
    assert key.partition(".")[2] not in written(tmp_path)
    screen.press(f"{UP} ")
    screen.press(DOWN)
    screen.press(f"{UP}{UP} ", "[x]")
    screen.press(ENTER)
    assert "nessuno" in screen.end()
    assert key.partition(".")[2] in written(tmp_path)


@pytest.mark.slow
def test_enter_where_nothing_is_pointed_to_says_how_to_choose(tmp_path: Path) -> None:
    (tmp_path / "domanda.yaml").write_text(f"call: {CALL}\nexpenses: [{{id: S1}}]\n")
    screen = asking(tmp_path, "--edit", "expenses[S1].technology", "-o", "domanda.yaml")
    assert "› " not in screen.text
    screen.press(ENTER, "Scegliere con le frecce, poi Invio.")
    screen.press(DOWN, "› L1.01")
    assert "Scegliere con le frecce" not in screen.text
    screen.press("\x03")


@pytest.mark.slow
def test_the_map_closes_by_its_own_key_and_its_search_is_cleared(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.press(MAP, "Dove si va?")
    screen.press("durc", "cerca: durc", "DURC regolare")
    screen.press(CLEARED, "Paese della sede")
    assert "cerca:" not in screen.text
    screen.press("durc" + ENTER, "Il DURC è regolare?")
    screen.press(MAP, "Dove si va?")
    screen.press(MAP, "In quale Paese")
    screen.press("\x03")


@pytest.mark.slow
def test_the_review_begins_at_the_top(tmp_path: Path) -> None:
    (tmp_path / "domanda.yaml").write_text(f"call: {CALL}\non: 2022-06-20\ncompany: {{seat_country: IT}}\n")
    screen = asking(tmp_path, "-o", "domanda.yaml")
    screen.press(f"Camerino{ENTER}", "censita presso")
    screen.press("\x03")
    screen.end()
    screen = asking(tmp_path, "-o", "domanda.yaml", "--review")
    assert "\n\n  L'impresa — 1 data" in screen.text, "no line is above"
    assert "  › · Denominazione" in screen.text
    screen.press(ESCAPE)
    screen.end()
