"""Typing at a real terminal of eighty columns: what stands there is replaced, what is meant is shown."""

from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.interview.typist import DOWN, ENTER, ESCAPE, MAP, UP, Screen, at_terminal

from grantcli.i18n import say
from grantcli.interview.prompter import Asked, Given
from grantcli.interview.terminal.rows import QuestionRow, coded
from grantcli.model.vocabulary import Fact

CALL = marche().call.id
SIZE = (24, 80)


def on_screen(tmp_path: Path, *line: str, language: str = "it") -> Screen:
    return Screen(at_terminal(*line, folder=tmp_path, size=SIZE, language=language), SIZE)


def asking(tmp_path: Path, *more: str, language: str = "it") -> Screen:
    screen = on_screen(tmp_path, "ask", CALL, "--on", "2022-06-20", *more, language=language)
    screen.until("1 di" if language == "it" else "1 of")
    return screen


def editing(tmp_path: Path, key: str) -> Screen:
    """One question alone, of an application with an expense and a person."""
    text = f"call: {CALL}\non: 2022-06-20\npeople:\n  - {{id: P1}}\nexpenses:\n  - {{id: S1}}\n"
    (tmp_path / "domanda.yaml").write_text(text, "utf-8")
    screen = on_screen(tmp_path, "ask", CALL, "-o", "domanda.yaml", "--edit", key)
    screen.until("salvare e uscire")
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("expenses[S1].amount", "12.500", "= 12.500,00 €"),
        ("expenses[S1].amount", "12.500 €", "= 12.500,00 €"),
        ("people[P1].share", "30", "= 30 %"),
        ("people[P1].residence", "camerin", "Camerino (MC)  043007"),
    ],
)
def test_what_is_meant_is_shown_while_it_is_typed(tmp_path: Path, key: str, typed: str, shown: str) -> None:
    screen = editing(tmp_path, key)
    screen.press(typed, shown)
    screen.press("\x03")


@pytest.mark.slow
def test_a_day_that_cannot_be_is_told_at_the_prompt(tmp_path: Path) -> None:
    screen = editing(tmp_path, "company.founded")
    screen.press(f"1/1/2090{ENTER}")
    assert "! 1º gennaio 2090 deve ancora venire" in screen.end()
    screen = editing(tmp_path, "project.start")
    screen.press(f"1/9/2022{ENTER}")
    assert "deve ancora venire" not in screen.end(), "it is planned"


@pytest.mark.slow
def test_a_percentage_of_one_and_below_is_asked_back(tmp_path: Path) -> None:
    screen = editing(tmp_path, "people[P1].share")
    screen.press(f"1{ENTER}", "1 % o 100 %? Scriverlo con il segno")
    screen.press(f" %{ENTER}")
    screen.end()
    assert "share: 1 %" in (tmp_path / "domanda.yaml").read_text("utf-8")


@pytest.mark.slow
def test_the_keys_of_boxes_stay_in_sight_and_a_mark_outlives_the_map(tmp_path: Path) -> None:
    screen = editing(tmp_path, "project.technologies")
    assert "[ ]" in screen.text
    assert "spazio: segna o toglie" in screen.text
    screen.press(f"{DOWN} ", "[x]")
    screen.press(MAP, "Dove si va?")
    screen.press(ESCAPE, "[x]")
    screen.press(ENTER)
    screen.end()
    assert "technologies: [L1.02]" in (tmp_path / "domanda.yaml").read_text("utf-8")


@pytest.mark.slow
def test_none_of_these_takes_the_other_marks_away_and_they_it(tmp_path: Path) -> None:
    screen = editing(tmp_path, "consultant.outputs")
    assert "«nessuno di questi» va senza altri segni" in screen.text
    screen.press(f" {UP}{UP} ", "[x] nessuno di questi")
    assert screen.text.count("[x]") == 1
    screen.press(f"{UP} ", "[x] analisi di come coinvolgere")
    assert screen.text.count("[x]") == 1
    screen.press(f"{UP}{UP}{UP} ", "[x] non so")
    assert screen.text.count("[x]") == 1, "nor does «non so» go with others"
    screen.press("\x03")


def test_on_a_page_none_of_these_takes_the_other_marks_away() -> None:
    fact = Fact(kind="choices", label="x", choices={"a": "uno", "b": "due", "none": "nessuno"}, exclusive=("none",))
    row = QuestionRow(Asked("x", fact, "x?"), date(2022, 6, 20))
    for place, left in ((0, ("a",)), (1, ("a", "b")), (2, ("none",)), (0, ("a",))):
        row.toggle(place)
        assert row.pending == Given(left)


@pytest.mark.slow
def test_what_is_half_typed_outlives_the_map(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.press("Ital", "› Ital")
    screen.press(MAP, "Dove si va?")
    screen.press(ESCAPE, "› Ital")
    screen.press(f"ia{ENTER}", "Paese della sede legale: Italia")
    screen.press("\x03")


@pytest.mark.slow
def test_a_choice_alone_takes_its_key(tmp_path: Path) -> None:
    screen = editing(tmp_path, "company.registered")
    screen.press("s")
    screen.end()
    assert "registered: true" in (tmp_path / "domanda.yaml").read_text("utf-8")


@pytest.mark.slow
def test_at_eighty_columns_words_stay_whole_and_a_path_is_one(tmp_path: Path) -> None:
    folder = tmp_path / ("cliente-con-un-nome-lungo-" * 4)
    folder.mkdir()
    (folder / "domanda.yaml").write_text(f"call: {CALL}\non: 2022-06-20\n", "utf-8")
    path = str(folder / "domanda.yaml")
    screen = on_screen(tmp_path, "ask", CALL, "-o", path, "--edit", "consultant.provider_type")
    screen.until("salvare e uscire")
    lines = screen.lines
    assert max(map(len, lines)) <= SIZE[1]
    option = say(marche().vocabulary["consultant.provider_type"].choices["g"])  # type: ignore[index]
    assert option in " ".join(screen.text.split())
    assert path in "".join(lines), "to be copied as it is: the terminal breaks it, not we"
    screen.press("\x03")


@pytest.mark.parametrize(
    ("code", "shown"),
    [("L1.05", "L1.05  testo"), ("A", "A  testo"), ("21.1", "21.1  testo"), ("industry40", "testo"), ("both", "testo")],
)
def test_a_code_that_people_know_stands_before_its_words(code: str, shown: str) -> None:
    assert coded(code, "testo") == shown
