"""Moving about in an interview at a terminal: the map, its search, coming back, going on where it was killed."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from tests.interview.interview_script import marche
from tests.interview.typist import DOWN, ENTER, ESCAPE, GRANTCLI, LEAVE, MAP, Screen, at_terminal

CALL = marche().call.id
SIZE = (24, 80)
SITE = "In quale Comune si realizza"


def asking(folder: Path, *more: str, language: str = "it") -> Screen:
    line = ("ask", CALL, "-o", "domanda.yaml", "--on", "2022-06-20", *more)
    return Screen(at_terminal(*line, folder=folder, size=SIZE, language=language), SIZE)


def answered_company(folder: Path, more: str = "") -> None:
    company = f"{{name: Rossi S.r.l., seat_country: IT, registered: true{more}}}"
    (folder / "domanda.yaml").write_text(f"call: {CALL}\non: 2022-06-20\ncompany: {company}\n")


@pytest.mark.slow
def test_the_map_opens_at_any_prompt_finds_a_question_and_comes_back(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.until("In quale Paese")
    screen.press(f"Italia{ENTER}", "costituita e iscritta")
    seen = screen.press(MAP, "Dove si va?")
    assert "✓ Paese della sede legale: Italia" in seen
    assert "L'impresa — 1 data" in seen
    screen.press("durc", "cerca: durc", "DURC regolare")
    assert "Paese della sede" not in screen.text
    screen.press(ENTER, "durc".upper())
    screen.press("s", "Dove si va?")
    screen.press(ESCAPE, "costituita e iscritta")
    assert "durc_regular: true" in (tmp_path / "domanda.yaml").read_text("utf-8")
    screen.press("\x03")


@pytest.mark.slow
def test_the_map_marks_what_excludes_and_what_is_not_known(tmp_path: Path) -> None:
    answered_company(tmp_path)
    screen = asking(tmp_path, "--set", "company.active=no", "--review")
    seen = screen.until("Dove si va?")
    assert "! Impresa attiva: no" in seen
    screen.press(ESCAPE)
    screen.end()
    assert "Verdetto: non ammissibile." in screen.text, "it stays on the last screen"


@pytest.mark.slow
def test_resumed_it_greets_and_stands_where_it_was_killed(tmp_path: Path) -> None:
    answered_company(tmp_path)
    screen = asking(tmp_path)
    seen = screen.until(SITE)
    assert "Si riprende la domanda di Rossi S.r.l., valutata al 20 giugno 2022." in seen
    screen.press(f"Camerino{ENTER}", "censita presso la Camera")
    screen.press("0", "Quale innovazione porta")
    screen.press(MAP, "Dove si va?")
    screen.press("durc", "cerca: durc")
    screen.press(ESCAPE, "Quale innovazione porta")
    screen.child.kill(signal.SIGKILL)
    screen.child.wait()
    again = asking(tmp_path)
    seen = again.until("Quale innovazione porta")
    assert "? Sede attiva e censita in Camera di commercio: non so" in seen
    again.press(LEAVE)
    seen = again.end()
    assert "Si riprende la domanda di Rossi S.r.l." in seen
    assert "Per riprendere:" in seen
    assert "alla fine: Sede attiva e censita in Camera di commercio." in " ".join(seen.split())
    line = [*GRANTCLI, "ask", CALL, "-o", "domanda.yaml", "--review"]
    state = {**os.environ, "XDG_STATE_HOME": str(tmp_path / ".state")}
    listed = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=tmp_path, env=state)
    assert "? Sede attiva e censita in Camera di commercio" in listed.stdout


@pytest.mark.slow
def test_going_back_keeps_what_was_not_known_in_sight(tmp_path: Path) -> None:
    screen = asking(tmp_path)
    screen.until("In quale Paese")
    screen.press(f"boh{ENTER}", "costituita e iscritta")
    screen.press("0", "risulta attiva")
    screen.press(ESCAPE, "costituita e iscritta")
    assert "(•) 0 non so" in screen.text
    screen.press(ESCAPE, "In quale Paese")
    assert "› non so" in screen.text
    screen.press(ENTER, "risulta attiva")
    assert "Iscritta al registro delle imprese: non so" in screen.text
    screen.press("\x03")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "typed", "shown", "written"),
    [
        ("project.start", "15/7/22", "= 15 luglio 2022", "start: 2022-07-15"),
        ("project.site", "camerino", "= Camerino (MC)", '"043007"'),
        ("company.seat_country", "Germania", "Germania  DE", "seat_country: DE"),
    ],
)
def test_one_question_alone_shows_how_it_is_understood(
    tmp_path: Path, key: str, typed: str, shown: str, written: str
) -> None:
    screen = asking(tmp_path, "--edit", key)
    screen.until("Ctrl-O")
    screen.press(typed, shown)
    screen.press(ENTER)
    screen.end()
    assert written in (tmp_path / "domanda.yaml").read_text("utf-8")


@pytest.mark.slow
def test_the_profile_of_another_client_is_noticed_before_the_first_question(tmp_path: Path) -> None:
    answered_company(tmp_path)
    (tmp_path / "bianchi.yaml").write_text("company: {name: Bianchi S.p.A.}\n")
    screen = asking(tmp_path, "--profile", "bianchi.yaml")
    seen = screen.end()
    assert "questo file è la domanda di Rossi S.r.l.; il profilo è di Bianchi S.p.A." in " ".join(seen.split())
    assert screen.child.exitstatus == 4


def test_answers_are_set_without_a_terminal(tmp_path: Path) -> None:
    def ask(*more: str) -> "subprocess.CompletedProcess[str]":
        line = [*GRANTCLI, "ask", CALL, "--on", "2022-06-20", *more]
        return subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, cwd=tmp_path)

    done = ask("--set", "project.site=Camerino", "--set", "company.founded=3/4/85", "--set", "company.active=boh")
    assert done.returncode == 3, done.stderr
    assert "Camerino (MC)" in done.stdout
    assert "3 aprile 1985" in done.stdout
    assert "founded: 1985-04-03" in (tmp_path / "domanda.yaml").read_text("utf-8")
    wrong = ask("--set", "company.active=forse", "--set", "expenses[S9].amount=3")
    assert wrong.returncode == 4
    assert "S9" in wrong.stderr
    both = ask("--set", "consultant.outputs=map, none")
    assert both.returncode == 4
    assert "--set: consultant.outputs: «nessuno di questi» (none) non va insieme" in " ".join(both.stderr.split())
    assert "company.founded: 1º gennaio 2090 deve ancora venire" in ask("--set", "company.founded=1/1/2090").stderr
    taken = ask("--set", "company.founded=", "--set", "company.registered=non so").stdout
    assert "Data di costituzione: risposta tolta" in taken
    assert "Iscritta al registro delle imprese: non so" in taken
    size = ask("--set", "company.declared_size=enorme").stderr
    assert "scegliere tra: micro, piccola (small), media (medium), grande (large)" in " ".join(size.split())
    seen = ask("--review")
    assert "[project.site]" in seen.stdout
    assert "✓ Comune della sede di intervento: Camerino (MC)" in seen.stdout


@pytest.mark.slow
def test_a_profile_is_gone_on_with(tmp_path: Path) -> None:
    for answered, waiting in (("", "Denominazione"), (f"Rossi S.r.l.{ENTER}", "Qual è la partita IVA")):
        screen = Screen(at_terminal("company", "new", "rossi.yaml", folder=tmp_path, size=SIZE), SIZE)
        screen.until("1 di circa")
        if answered:
            screen.press(answered, waiting)
        screen.press(LEAVE)
        screen.end()
    again = Screen(at_terminal("company", "new", "rossi.yaml", folder=tmp_path, size=SIZE), SIZE)
    assert "Denominazione: Rossi S.r.l." in again.until("Qual è la partita IVA")
    again.press(LEAVE)


@pytest.mark.slow
def test_of_an_italian_call_it_is_said_once_in_english_that_its_rules_are_italian(tmp_path: Path) -> None:
    line = ("ask", "lombardia-filiere-2022", "--on", "2022-10-03")
    screen = Screen(at_terminal(*line, folder=tmp_path, size=SIZE, language="en"), SIZE)
    seen = " ".join(screen.until("Is the aggregation already formed").split())
    assert seen.count("in Italian, its own language") == 1
    screen.press("\x03")


@pytest.mark.slow
def test_a_remedy_names_the_field_and_jumps_to_it(tmp_path: Path) -> None:
    answered_company(tmp_path, ", active: false")
    screen = asking(tmp_path)
    seen = screen.until("Come si vuole proseguire?")
    assert "Rimedio: " in seen
    assert "› correggere: Impresa attiva (no)" in seen, "nothing that goes on regardless is pointed to"
    screen.press(ENTER, "risulta attiva")
    assert "(•) n no" in screen.text
    screen.press("s", SITE)
    assert "active: true" in (tmp_path / "domanda.yaml").read_text("utf-8")
    screen.press("\x03")


@pytest.mark.slow
def test_what_the_map_makes_exclude_is_told_when_one_comes_back(tmp_path: Path) -> None:
    answered_company(tmp_path)
    screen = asking(tmp_path)
    screen.until(SITE)
    screen.press(MAP, "Dove si va?")
    screen.press("durc", "cerca: durc")
    screen.press(ENTER, "Il DURC è regolare?")
    screen.press("n", "! DURC regolare: no")
    seen = screen.press(ESCAPE, "Come si vuole proseguire?")
    assert "› correggere: DURC regolare (no)" in seen
    screen.press("\x03")


@pytest.mark.slow
def test_what_can_exclude_is_asked_among_the_first_of_an_expense(tmp_path: Path) -> None:
    """Strategic consulting of a line decides of admission, and has a default: it was in «altre precisazioni»."""
    answered_company(tmp_path)
    screen = asking(tmp_path, "--edit", "expenses")
    screen.until("aggiungere una spesa")
    screen.press(ENTER, "Spesa S1")
    seen = screen.press("2", "Consulenza strategica")
    assert "Altre precisazioni" not in seen
    screen.press("\x03")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("items", "key", "first", "then"),
    [
        (
            "expenses: [{id: S1, category: A, description: Robot}]",
            "expenses",
            "spesa S1, Robot (manca: Importo",
            "costa",
        ),
        ("people: [{id: P1, name: Anna}]", "people", "persona P1, Anna (mancano: Ruolo", "ruolo"),
    ],
)
def test_an_item_left_halfway_is_told_and_offered_first(
    tmp_path: Path, items: str, key: str, first: str, then: str
) -> None:
    (tmp_path / "domanda.yaml").write_text(f"call: {CALL}\non: 2022-06-20\n{items}\n")
    screen = asking(tmp_path, "--edit", key)
    screen.until(f"› completare: {first}")
    screen.press(ENTER, then)
    screen.press(ESCAPE, f"› completare: {first}")
    screen.press("\x03")
    item = items.partition("{id: ")[2][:2]
    screen = asking(tmp_path, "--edit", f"{key}[{item}]")
    seen = screen.until("che cosa cambia?")
    assert f"› {first.partition(': ')[2]}: –" in seen
    screen.press("\x03")


@pytest.mark.slow
def test_the_place_does_not_run_backwards(tmp_path: Path) -> None:
    def place() -> int:
        return int(re.findall(r"(\d+) di circa \d+ ·", screen.text)[-1])

    answered_company(tmp_path)
    screen = asking(tmp_path)
    screen.until(SITE)
    first = place()
    screen.press(MAP, "Dove si va?")
    screen.press(ESCAPE, SITE)
    assert place() == first == 4, "three answers are there; the map does not lose the place"
    screen.press(f"Camerino{ENTER}", "censita presso la Camera")
    screen.press("s", "Quale innovazione")
    screen.press("1", "Quando comincia")
    screen.press(f"1/7/22{ENTER}", "Data di avvio: 1º luglio 2022")
    screen.press("1", "Quanti mesi")
    screen.press(f"6{ENTER}", "Invio: confermare questa pagina")
    screen.press(ENTER)
    screen.until(lambda _text: place() > first)
    screen.press(ESCAPE, SITE)
    assert place() == first, "what was put keeps its number"
    screen.press("\x03")


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "then"), [(DOWN, "Restano circa"), (DOWN + DOWN, "Per un altro cliente")])
def test_a_file_that_happens_to_be_there_is_asked_about_first(tmp_path: Path, keys: str, then: str) -> None:
    """Without -o and --profile nobody said whose application is meant: neither answer is pointed to."""
    answered_company(tmp_path)
    before = (tmp_path / "domanda.yaml").read_text("utf-8")
    screen = Screen(at_terminal("ask", CALL, folder=tmp_path, size=SIZE), SIZE)
    seen = screen.until("Si va avanti con la domanda di Rossi S.r.l.?")
    assert "›" not in seen
    screen.press(ENTER, "Si va avanti con la domanda di Rossi S.r.l.?")
    screen.press(keys, "›")
    screen.press(ENTER, then)
    assert (tmp_path / "domanda.yaml").read_text("utf-8") == before
    screen.press("\x03")
