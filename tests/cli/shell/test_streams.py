"""The standard streams: full, closed, not text; a failure to write is no verdict."""

import json

import pytest
from tests.cli.shell.processes import EXAMPLE, shell

LINES = [
    "--version",
    "--help",
    "calls list",
    "calls list --json",
    "calls schema",
    f"evaluate {EXAMPLE}",
    f"evaluate {EXAMPLE} --json",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("output", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_no_verdict(line, output):
    done = shell(f"{line} {output}")
    assert done.returncode == 74
    assert done.stderr.count("\n") == 1
    assert "standard output" in done.stderr


@pytest.mark.parametrize("messages", ["2>/dev/full", "2>&-"])
def test_messages_that_cannot_be_written_change_nothing(messages):
    done = shell(f"evaluate manca.yaml --json {messages}")
    assert done.returncode == 4
    assert [one["file"] for one in json.loads(done.stdout)["problems"]] == ["manca.yaml"]


def test_all_streams_closed_ends_as_output_that_cannot_be_written():
    assert shell(f"evaluate {EXAMPLE} <&- >&- 2>&-").returncode == 74


def test_a_reader_that_goes_away_ends_it_quietly():
    done = shell("calls show marche-transizione --all | (exec 0<&-; sleep 0.3); exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("stdin", ["<&-", "< <(printf '\\xff\\xfeq')", "< <(printf 'call: caff\\xe8')"])
def test_input_that_cannot_be_read_is_bad_input(stdin):
    for environment in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = shell(f"evaluate - --json {stdin}", **environment)
        assert done.returncode == 4
        (problem,) = json.loads(done.stdout)["problems"]
        assert problem["severity"] == "error"
        assert "Traceback" not in done.stderr


def test_a_letter_that_the_stream_lacks_is_escaped_in_data():
    plain = shell("calls show marche-transizione --json").stdout
    poor = shell("calls show marche-transizione --json", PYTHONIOENCODING="ascii").stdout
    assert poor.isascii()
    assert not plain.isascii()
    assert json.loads(poor) == json.loads(plain)
