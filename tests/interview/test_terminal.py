"""The interview at a real terminal: one whole run, Ctrl-C, a process killed halfway and gone on with."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pexpect
import pytest
from tests.interview.interview_script import MARCHE, Applicant, example, marche

from grantcli.interview.prompter import Given, Option, Reply, Sign
from grantcli.interview.talk import talk
from grantcli.interview.typed import as_typed
from grantcli.loading.application.application import load_application
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact

CALL = marche().call.id
GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
DOWN, ENTER, ESCAPE = "\x1b[B", "\r", "\x1b"


class Typist(Applicant):
    """Writes down, for each question, its first words and the keys that a person would press."""

    def __init__(self, known: Facts, first: dict[str, list[object]] | None = None) -> None:
        super().__init__(known, first)
        self.keys: list[tuple[str, str]] = []

    def ask(self, key: str, fact: Fact, title: str, *, default: object | None = None, help: str = "") -> Reply:
        reply = super().ask(key, fact, title, default=default, help=help)
        self.keys.append((title, _typed(fact, reply)))
        return reply

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str = "") -> str | Sign:
        picked = super().pick(key, title, options, default=default)
        codes = [option.code for option in options]
        start = codes.index(default) if default in codes else 0
        self.keys.append((title, DOWN * ((codes.index(picked) - start) % len(codes)) + ENTER))
        return picked

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        marked = super().mark(key, title, options)
        self.keys.append((title, _marking([option.code for option in options], tuple(marked))))
        return marked


def _typed(fact: Fact, reply: Reply) -> str:
    if not isinstance(reply, Given):
        assert reply == "unknown"
        return {"yes_no": "0\r", "choice": f"{DOWN * len(fact.choices or {})}\r"}.get(fact.kind, "non so\r")
    if fact.kind == "yes_no":
        return "s\r" if reply.value else "n\r"
    if fact.kind == "choice":
        return DOWN * list(fact.choices or {}).index(str(reply.value)) + ENTER
    if fact.kind == "choices":
        assert isinstance(reply.value, tuple)
        return _marking(list(fact.choices or {}), reply.value)
    return as_typed(fact, reply.value) + ENTER


def _marking(codes: list[str], marked: tuple[str, ...]) -> str:
    return "".join((" " if code in marked else "") + DOWN for code in codes[: _last(codes, marked) + 1]) + ENTER


def _last(codes: list[str], marked: tuple[str, ...]) -> int:
    return max((codes.index(code) for code in marked), default=-1)


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
    result = talk(marche(), Facts(), date(2022, 6, 20), typist)
    return typist, result.facts


def ask(file: Path, *options: str) -> pexpect.spawn:
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"}
    line = [*GRANTCLI[1:], "ask", CALL, "-o", file.name, "--on", "2022-06-20", *options]
    return pexpect.spawn(
        GRANTCLI[0], line, cwd=str(file.parent), encoding="utf-8", env=environment, dimensions=(50, 200), timeout=15
    )


def press(child: pexpect.spawn, title: str, keys: str) -> None:
    """Wait until the question stands (its first words, not those that a shorter list may change), then type."""
    child.expect(re.escape(title.split(" Finora")[0][:34]))
    child.send(keys)


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
    child = ask(file)
    for title, keys in typist.keys:
        press(child, title, keys)
    child.expect(pexpect.EOF)
    child.close()
    assert values(facts_in(file)) == values(facts)
    assert "grantcli dossier domanda.yaml" in child.before
    assert "€" in child.before
    assert child.exitstatus == 0


@pytest.mark.slow
def test_killed_halfway_it_goes_on_from_where_it_was(tmp_path: Path) -> None:
    typist, facts = rehearsed()
    file = tmp_path / "domanda.yaml"
    child = ask(file)
    half = next(place for place, (title, _keys) in enumerate(typist.keys) if title.startswith("[spesa S2, "))
    for title, keys in typist.keys[:half]:
        press(child, title, keys)
    child.expect(re.escape(typist.keys[half][0][:20]))
    child.kill(signal.SIGKILL)
    child.wait()
    again = Typist(short(), {"expenses": ["add", "done"]})
    held = facts_in(file)
    assert [item.id for item in held.lists["expenses"]] == ["S1", "S2"]
    again.picked = ["expenses=add"] * 2
    resumed = talk(marche(), held, date(2022, 6, 20), again)
    assert again.asked[0].startswith("expenses[S2].")
    assert set(values(resumed.facts)[0]) == set(values(facts)[0])  # type: ignore[index]
    child = ask(file)
    for title, keys in again.keys:
        press(child, title, keys)
    child.expect(pexpect.EOF)
    assert values(facts_in(file)) == values(resumed.facts)


@pytest.mark.slow
def test_ctrl_c_keeps_the_answers_and_says_how_to_go_on(tmp_path: Path) -> None:
    typist, _ = rehearsed()
    file = tmp_path / "domanda.yaml"
    child = ask(file)
    for title, keys in typist.keys[:4]:
        press(child, title, keys)
    child.expect(re.escape(typist.keys[4][0][:30]))
    child.send("\x03")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert f"grantcli ask {CALL} -o domanda.yaml" in child.before
    assert len(facts_in(file).answers) == 4


@pytest.mark.slow
def test_words_and_keys_that_are_no_answer(tmp_path: Path) -> None:
    """Help, a refusal said at once, going back by word and by key, and leaving by word."""
    file = tmp_path / "domanda.yaml"
    child = ask(file)
    country, registered, active = (
        "In quale Paese ha la sede legale",
        "costituita e iscritta al registro",
        "risulta attiva al registro",
    )
    child.expect(country)
    child.send("?\r")
    child.expect("Sigla di due lettere")
    child.send("\x08Narnia\r")
    child.expect("non è un paese")
    child.send("\x15italia\r")
    child.expect(registered)
    child.send("s\r")
    child.expect(active)
    child.send(ESCAPE)
    child.expect(registered)
    child.send("b\r")
    child.expect(country)
    child.send("\x15basta\r")
    child.expect("Per riprendere: ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
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
