"""The way in: version, language, options that stand anywhere, wrong usage, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli import __version__
from grantcli.assets import shipped
from grantcli.cli.library import folders
from grantcli.cli.shell.setting import Setting, gathered, language_of
from grantcli.cli.shell.terminal import program as program_typed
from grantcli.cli.start import run
from grantcli.i18n import use


@pytest.fixture(autouse=True)
def _italian_again():
    yield
    use("it")


def program(*arguments, **environment):
    """Run the program as the shell does, without a terminal."""
    command = [sys.executable, "-c", "from grantcli.cli.start import start; start()", *arguments]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GRANTCLI")}
    return subprocess.run(command, capture_output=True, text=True, env={**clean, **environment}, check=False)


def test_version_is_answered_without_loading_the_program(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"{__version__}\n"
    seen = "import sys; from grantcli.cli.start import run; run(['--version']); print('typer' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [__version__, "False"]


@pytest.mark.parametrize(
    "module", ["yaml", "pydantic", "babel", "weasyprint", "prompt_toolkit", "jinja2", "rich", "stdnum"]
)
def test_help_does_not_load_heavy_libraries(module):
    seen = f"import sys; from grantcli.cli.start import run; run(['--help']); print({module!r} in sys.modules)"
    result = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "False"


def test_no_arguments_gives_help(capsys):
    assert run([]) == 0
    shown = capsys.readouterr()
    assert "Uso: grantcli" in shown.out
    assert "Comandi" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["evalute", "x"], "forse «evaluate»?"),
        (["calls", "sow"], "forse «show»?"),
        (["calls"], "manca il comando, uno fra: list, show"),
        (["company"], "manca il comando, uno fra: new, show"),
        (["calls", "show"], "manca ID"),
        (["calls", "show", "a", "b"], "argomento di troppo: «b»"),
        (["calls", "list", "--onn", "2022-01-01"], "forse «--on»?"),
        (["calls", "list", "--on"], "l'opzione «--on» vuole un valore"),
        (["calls", "list", "--json=si"], "l'opzione «--json» non vuole un valore"),
        (["calls", "list", "--on", "30/02/2022"], "«30/02/2022»: nel calendario questo giorno non c'è"),
        (["calls", "list", "--on", "ieri"], "«ieri» non è una data"),
        (["--lang", "fr", "calls", "list"], "«fr» non è una lingua"),
        (["batch", "x", "-o", "y", "-w", "-1"], "--workers: serve un numero intero, da 0 in su"),
        (["batch", "x", "-o", "y", "-w", "due"], "--workers: serve un numero intero, da 0 in su"),
    ],
)
def test_wrong_usage_is_explained_and_exits_2(line, words, capsys):
    assert run(line) == 2
    shown = capsys.readouterr()
    assert words in shown.err
    assert "--help" in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


def test_a_pipe_that_closes_is_no_error():
    command = f"{sys.executable} -c 'from grantcli.cli.start import start; start()' calls show marche-t --all | head -1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.stderr == ""


def test_a_letter_that_the_terminal_lacks_is_no_error():
    result = program("--help", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "it"),
        (["--lang", "en"], {}, "en"),
        (["calls", "--lang=en", "list"], {}, "en"),
        ([], {"GRANTCLI_LANG": "en_GB.UTF-8"}, "en"),
        (["--lang", "it"], {"GRANTCLI_LANG": "en"}, "it"),
        (["--lang"], {}, "it"),
        ([], {"GRANTCLI_LANG": "de"}, "it"),
    ],
)
def test_the_language_is_asked_for_by_option_then_by_environment(words, environment, expected):
    assert language_of(words, environment) == expected


@given(st.lists(st.sampled_from(["--lang", "en", "--no-color", "--calls", "d", "x", "--calls=e", "--json", "--"])))
def test_gathering_keeps_every_word_and_the_order_of_the_rest(words):
    moved = gathered(words)
    assert sorted(moved) == sorted(words)
    assert gathered(moved) == moved


def test_options_for_all_may_stand_anywhere():
    assert gathered(["calls", "list", "--lang", "en", "--json"]) == ["--lang", "en", "calls", "list", "--json"]
    assert gathered(["a", "--", "--lang", "en"]) == ["a", "--", "--lang", "en"]


def test_completion_knows_commands_and_calls():
    first = program(_GRANTCLI_COMPLETE="complete_bash", COMP_WORDS="grantcli ca", COMP_CWORD="1")
    assert first.stdout.split() == ["calls"]
    call = program(_GRANTCLI_COMPLETE="complete_bash", COMP_WORDS="grantcli calls show marche-t", COMP_CWORD="3")
    assert call.stdout.split() == ["marche-transizione-digitale-2022"]


@pytest.mark.parametrize(
    ("called", "path", "typed"),
    [
        ("{here}/bin/grantcli", "{here}/bin", "grantcli"),
        ("bin/grantcli", "/nowhere", "bin/grantcli"),
        ("my bin/grantcli", "/nowhere", "'my bin/grantcli'"),
        ("{here}/grantcli/__main__.py", "/nowhere", "grantcli"),
    ],
)
def test_the_program_is_named_as_it_can_be_typed(called, path, typed, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "grantcli").touch(0o755)
    monkeypatch.setattr("sys.argv", [called.format(here=tmp_path)])
    monkeypatch.setenv("PATH", path.format(here=tmp_path))
    assert program_typed(Setting()) == typed
    assert program_typed(Setting(line=("--calls", "i miei", "--own-first"))) == f"{typed} --calls 'i miei' --own-first"


def completed(line, **environment):
    words = line.split(" ")
    return program(
        _GRANTCLI_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), **environment
    ).stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("grantcli --lang e", ["en"]),
        ("grantcli batch x --call marche-t", ["marche-transizione-digitale-2022"]),
        ("grantcli match x --call marche-t", ["marche-transizione-digitale-2022"]),
        ("grantcli explain x --call marche-t", ["marche-transizione-digitale-2022"]),
        ("grantcli dossier x --format p", ["pdf"]),
        ("grantcli dossier x --format pdf,j", ["pdf,json"]),
        ("grantcli dossier x --part me", ["memo"]),
        (
            "grantcli whatif nowhere.yaml --set company.activ",
            ["company.activities=", "company.active=", "company.activity="],
        ),
        ("grantcli whatif nowhere.yaml --set company.active=", ["company.active=sì", "company.active=no"]),
        ("grantcli whatif nowhere.yaml --set none=", []),
    ],
)
def test_completion_knows_values(line, expected):
    assert completed(line) == expected


def test_completion_knows_the_facts_of_the_call_of_the_application():
    """A fact that the call of that application declares for itself."""
    example = shipped("calls") / "cosme-cluster-excellence-2020" / "example" / "domanda.yaml"
    known = completed(f"grantcli whatif {example} --set ")
    assert set(known) - set(completed("grantcli whatif nowhere.yaml --set "))


def test_completion_leaves_files_to_the_shell():
    assert "-o default" in program(_GRANTCLI_COMPLETE="source_bash").stdout
    assert completed("grantcli evaluate calls/") == []


def test_a_home_that_cannot_be_looked_into_has_no_calls_of_its_own(monkeypatch):
    """A name longer than the file system takes is refused like a folder without permission, to root as well."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_name, **_more: Path("x" * 5000))
    assert folders(Setting(), {}) == [shipped("calls")]


def test_every_command_of_every_table_has_its_module():
    from grantcli.cli.app import Root

    waiting, seen = [(Root(name="grantcli"), ())], []
    while waiting:
        group, above = waiting.pop()
        assert list(group.modules) == list(group.summaries())
        for name in group.summaries():
            found = group.load(name)
            seen.append((*above, name))
            if hasattr(found, "modules"):
                waiting.append((found, (*above, name)))
    assert {("evaluate",), ("calls", "test"), ("company", "import"), ("batch",)} <= set(seen)
