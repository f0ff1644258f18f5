"""The interview at a real terminal: one whole run, Ctrl-C, a process killed halfway and gone on with."""

import signal
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import MARCHE, example, marche
from tests.interview.typist import ENTER, ESCAPE, GRANTCLI, Screen, Typist, at_terminal

from grantcli.cli.ask.bookmark import trail_of
from grantcli.cli.ask.for_declarations import lacking
from grantcli.interview.talk import talk
from grantcli.loading.application.application import load_application
from grantcli.model.facts import Answer, Facts

CALL = marche().call.id


def short() -> Facts:
    """The example with three expenses and one person, so that the run is quick."""
    lists = example().lists
    consulting = next(item for item in lists["expenses"] if item.id == "S8")
    third = replace(consulting, id="S3", answers={**consulting.answers, "id": Answer("S3")})
    few = {"expenses": (*lists["expenses"][:2], third), "people": lists["people"][:1]}
    sound = {"company.declared_in_difficulty": Answer(False)}
    return Facts({**example().answers, **sound}, few, example().supplied)


def rehearsed(first: dict[str, list[object]] | None = None) -> tuple[Typist, Facts]:
    typist = Typist(short(), first)
    result = talk(marche(), Facts(), date(2022, 6, 20), typist, for_declarations=lacking)
    return typist, result.facts


def ask(file: Path, *options: str) -> Screen:
    size = (50, 200)
    line = ("ask", CALL, "-o", file.name, "--on", "2022-06-20", *options)
    return Screen(at_terminal(*line, folder=file.parent, size=size), size)


def facts_in(file: Path) -> Facts:
    application, problems = load_application(file, {CALL: marche()})
    assert application is not None
    assert not problems
    return application.facts


def values(facts: Facts) -> object:
    lists = {key: [(one.id, values(one)) for one in items] for key, items in facts.lists.items()}
    return {key: told.value for key, told in facts.answers.items()}, lists


@pytest.mark.slow
def test_a_whole_run_at_a_terminal_ends_with_the_verdict_and_the_next_command(tmp_path: Path) -> None:
    typist, facts = rehearsed({"#closing": ["supply", "end"]})
    file = tmp_path / "domanda.yaml"
    screen = ask(file)
    screen.answer(typist.keys)
    seen = screen.end()
    assert values(facts_in(file)) == values(facts)
    assert "grantcli --lang it dossier domanda.yaml" in seen
    assert "€" in seen
    assert screen.child.exitstatus == 0


@pytest.mark.slow
def test_killed_halfway_it_goes_on_from_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    typist, facts = rehearsed()
    file = tmp_path / "domanda.yaml"
    screen = ask(file)
    half = next(place for place, (title, _keys) in enumerate(typist.keys) if title == "Spesa S2")
    screen.answer(typist.keys[:half])
    title, keys = typist.keys[half]
    screen.waits(title)
    screen.press(keys.partition(ENTER)[0][:1])
    screen.child.kill(signal.SIGKILL)
    screen.child.wait()
    again = Typist(short(), {"expenses": ["add", "done"]})
    held = facts_in(file)
    assert [item.id for item in held.lists["expenses"]] == ["S1", "S2"]
    again.picked = ["expenses=add"] * 2
    way = trail_of(file, CALL)
    resumed = talk(marche(), held, date(2022, 6, 20), again, trail=way, for_declarations=lacking)
    assert again.asked[0].startswith("expenses[S2].")
    assert set(values(resumed.facts)[0]) == set(values(facts)[0])  # type: ignore[index]
    screen = ask(file)
    screen.answer(again.keys)
    screen.end()
    assert values(facts_in(file)) == values(resumed.facts)


@pytest.mark.slow
def test_ctrl_c_keeps_the_answers_and_says_how_to_go_on(tmp_path: Path) -> None:
    file = tmp_path / "domanda.yaml"
    screen = ask(file)
    screen.waits("In quale Paese ha la sede legale?")
    screen.press(f"Italia{ENTER}", "costituita e iscritta al registro")
    screen.press("s", "risulta attiva")
    screen.press("s", "Quale dimensione")
    screen.child.send("\x03")
    seen = screen.end()
    assert screen.child.exitstatus == 130
    assert f"grantcli --lang it ask {CALL} -o domanda.yaml" in seen
    assert len(facts_in(file).answers) == 3


@pytest.mark.slow
def test_words_and_keys_that_are_no_answer(tmp_path: Path) -> None:
    """Help, a refusal said at once, going back by key, and leaving by word."""
    file = tmp_path / "domanda.yaml"
    screen = ask(file)
    country = "In quale Paese ha la sede legale"
    screen.waits(country)
    screen.press(f"?{ENTER}", "Sigla di due lettere")
    screen.press(f"\x08Narnia{ENTER}", "non è un paese")
    screen.press(f"\x15italia{ENTER}", "costituita e iscritta al registro")
    screen.press("s", "risulta attiva al registro")
    screen.press(ESCAPE, "costituita e iscritta al registro")
    screen.press(ESCAPE, country)
    screen.child.send(f"basta{ENTER}")
    assert "Per riprendere: " in screen.end()
    assert screen.child.exitstatus == 3
    assert values(facts_in(file)) == ({"company.seat_country": "IT", "company.registered": True}, {})


def run(*line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*GRANTCLI, *line], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "domanda.yaml"
    done = run("ask", CALL, "-o", str(file), "--on", "2022-06-20")
    assert done.returncode == 4
    assert "company.declared_size" in done.stderr
    assert f"grantcli evaluate {file}" in done.stderr
    assert done.stdout == ""
    assert not file.exists()


def test_a_file_for_another_call_or_with_problems_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "domanda.yaml"
    file.write_text(f"call: {CALL}\ncompany: {{active: forse}}\n")
    done = run("ask", CALL, "-o", str(file))
    assert done.returncode == 4
    assert "company.active" in done.stderr
    assert file.read_text() == f"call: {CALL}\ncompany: {{active: forse}}\n"


@pytest.mark.parametrize("ident", ["interreg-europe", "inter-ventures"])
def test_of_what_is_no_call_it_says_what_it_is(tmp_path: Path, ident: str) -> None:
    done = run("ask", ident, "-o", str(tmp_path / "x.yaml"))
    assert done.returncode == 4
    assert "programma" in done.stderr or "progetto" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_said_before_the_first_question(tmp_path: Path) -> None:
    done = run("ask", CALL, "-o", str(tmp_path / "qui" / "domanda.yaml"))
    assert (done.returncode, "la cartella non esiste" in done.stderr) == (4, True)


def test_a_profile_is_not_asked_again(tmp_path: Path) -> None:
    profile = tmp_path / "rossi.yaml"
    text = (MARCHE / "example" / "domanda.yaml").read_text(encoding="utf-8")
    profile.write_text(text[text.index("company:") : text.index("people:")], encoding="utf-8")
    done = run("ask", CALL, "-o", str(tmp_path / "x.yaml"), "--profile", str(profile), "--on", "2022-06-20")
    assert done.returncode == 4
    assert "company." not in done.stderr
    assert "project.site" in done.stderr


@pytest.mark.slow
def test_yaml_that_a_hand_breaks_twice_meanwhile_is_kept_twice_and_no_answer_is_lost(tmp_path: Path) -> None:
    """Each broken text stays in a numbered copy, named at the end; the file holds every answer."""
    typist, facts = rehearsed({"#closing": ["supply", "end"]})
    file = tmp_path / "domanda.yaml"
    screen = ask(file)
    breaks = {6: 'nota mia: "non chiusa\n', 12: "altra: [1, 2\n  - x: }\n"}
    broken = []
    for place, stroke in enumerate(typist.keys):
        if place in breaks:
            screen.waits(stroke[0])
            broken.append(file.read_text(encoding="utf-8") + breaks[place])
            file.write_text(broken[-1], encoding="utf-8")
        screen.answer([stroke])
    seen = screen.end()
    assert screen.child.exitstatus == 0
    assert values(facts_in(file)) == values(facts)
    copies = [file.with_name(f"{file.name}.bak"), file.with_name(f"{file.name}.bak2")]
    assert [copy.read_text(encoding="utf-8") for copy in copies] == broken
    assert all(copy.name in seen for copy in copies)
