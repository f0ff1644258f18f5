"""Keys and words at choices, at a real terminal of eighty columns; what a page leaves on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.interview.typist import DOWN, ENTER, MAP, UP, Screen, at_terminal

CALL = marche().call.id
SIZE = (24, 80)

pytestmark = pytest.mark.slow


@pytest.fixture
def choices(tmp_path: Path) -> Iterator[Screen]:
    """The first page: a country, typed, then a row of choices; left by Ctrl-C."""
    screen = Screen(at_terminal("ask", CALL, "--on", "2022-06-20", folder=tmp_path, size=SIZE), SIZE)
    screen.until("In quale Paese")
    screen.press(f"Italia{ENTER}", "costituita e iscritta")
    yield screen
    if screen.child.isalive():
        screen.press("\x03")


def alone(tmp_path: Path, key: str) -> Screen:
    screen = Screen(at_terminal("ask", CALL, "--edit", key, "--on", "2022-06-20", folder=tmp_path, size=SIZE), SIZE)
    screen.until("salvare e uscire")
    return screen


def written(tmp_path: Path) -> str:
    return (tmp_path / "domanda.yaml").read_text("utf-8")


@pytest.mark.parametrize("word", ["boh", "non so", "nn so"])
@pytest.mark.parametrize("key", ["company.registered", "consultant.provider_type", "project.technologies"])
def test_not_known_is_typed_at_any_question(tmp_path: Path, word: str, key: str) -> None:
    screen = alone(tmp_path, key)
    screen.press(f"{word}{ENTER}")
    assert "non so" in screen.end()
    assert not (tmp_path / "domanda.yaml").exists() or key.partition(".")[2] not in written(tmp_path)


@pytest.mark.parametrize("letters", ["non so", "boh"])
def test_a_word_typed_key_by_key_is_that_word(choices: Screen, tmp_path: Path, letters: str) -> None:
    """Its first letter may be a key: the «n» of «non so» is no «no» once the rest of the word is there."""
    choices.press("s", "risulta attiva")
    choices.press("s", "Quale dimensione")
    choices.press("2", "651/2014?")
    for letter in letters:
        choices.press(letter)
    choices.press(ENTER, "Dichiara di essere in difficoltà: non so")
    assert "· Liquidazione volontaria" in choices.text, "the rows after it were not answered"
    assert "difficulty" not in written(tmp_path)


def test_a_word_typed_on_picks_nothing_of_a_list_that_came_between(choices: Screen) -> None:
    """«n» excludes at once: the rest of «non so» was taken for a search, and Enter went on regardless."""
    choices.press("n", "Come si vuole proseguire?")
    choices.press("on so", "› on so")
    choices.press(ENTER)
    assert "Come si vuole proseguire?" in choices.text
    assert "correggere: Iscritta al registro delle imprese (no)" in choices.text


def test_nothing_found_among_many_is_said(tmp_path: Path) -> None:
    screen = alone(tmp_path, "project.technologies")
    screen.press("zzz", "nulla contiene queste parole")
    screen.press("\x7f\x7f\x7f", "robotica")
    screen.press("\x03")


def test_a_word_of_an_option_is_taken_and_a_slip_answers_no_row(choices: Screen, tmp_path: Path) -> None:
    seen = choices.press("12.500", "› 12.500")
    assert "costituita e iscritta" in seen
    assert "Impresa attiva:" not in seen
    choices.press(ENTER, "«12.500» non è fra le risposte")
    choices.press(f"sì{ENTER}", "risulta attiva")
    assert "non è fra le risposte" not in choices.text, "it was said of the row before"
    assert "registered: true" in written(tmp_path)
    choices.press("n")


def test_a_wrong_key_is_said_at_once_and_the_right_one_still_answers(choices: Screen, tmp_path: Path) -> None:
    choices.press("x", "Scegliere con un tasto (s n 0)")
    choices.press("s", "risulta attiva")
    assert "registered: true" in written(tmp_path)


def test_the_arrows_choose_where_one_question_is_asked(tmp_path: Path) -> None:
    screen = alone(tmp_path, "company.registered")
    screen.press(DOWN, "(•) s sì")
    screen.press(DOWN, "(•) n no")
    screen.press(UP + ENTER)
    screen.end()
    assert "registered: true" in written(tmp_path)


def test_ctrl_c_leaves_the_answers_of_the_page_in_sight(choices: Screen) -> None:
    choices.press("s", "risulta attiva")
    choices.child.send("\x03")
    seen = choices.end()
    assert "Paese della sede legale: Italia" in seen
    assert "Iscritta al registro delle imprese: sì" in seen


def test_the_map_says_how_much_is_above_and_below_and_what_its_signs_mean(choices: Screen) -> None:
    seen = choices.press(MAP, "Dove si va?", "· non serve")
    assert "↓ " in seen
    assert len(choices.lines) == SIZE[0]
    seen = choices.press(DOWN * 25, "↑ ")
    assert "↓ " in seen


def test_the_place_goes_on_with_the_rows_of_a_page(choices: Screen, tmp_path: Path) -> None:
    assert choices.text.count("2 di circa") == 1
    choices.press("s", "3 di circa")
    choices.press("\x03")
    (tmp_path / "domanda.yaml").write_text(f"call: {CALL}\non: 2022-06-20\n")
    screen = alone(tmp_path, "expenses")
    screen.press(ENTER, "Spesa S1 (1 di")
    seen = screen.press("1", "Spesa S1 (2 di")
    assert "· Autofattura: no" in seen or "· Consulenza strategica: no" in seen, "what nobody asked has no ✓"
    assert "✓ Consulenza strategica" not in seen
    screen.press("\x03")
