"""A day given as an option is read as the interview reads one; a year that cannot be meant is refused, in files too."""

from datetime import date

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from grantcli.cli import reading
from grantcli.cli.start import run
from grantcli.loading.parser.scalars import read_day
from grantcli.problem import Refusal

TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setattr(reading, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-06-20", date(2022, 6, 20)),
        ("20/06/2022", date(2022, 6, 20)),
        ("20/06/22", date(2022, 6, 20)),
        ("30/11/26", date(2026, 11, 30)),
        ("31/12/46", date(2046, 12, 31)),  # twenty years ahead can be meant, twenty-one cannot
        ("31/12/47", date(1947, 12, 31)),
        ("20 giugno 2022", date(2022, 6, 20)),
    ],
)
def test_days_of_options(text, day):
    assert reading.day_of(text) == day


@pytest.mark.parametrize(
    "text", ["0022-06-20", "20/06/0022", "20/06/222", "1899-12-31", "2200-01-01", "31/02/2022", ""]
)
def test_days_that_no_option_takes(text):
    with pytest.raises(typer.BadParameter):
        reading.day_of(text)


@given(st.dates())
def test_options_and_files_refuse_the_same_years(day):
    text = day.isoformat()
    refused = isinstance(read_day(text), Refusal)
    assert refused is not (1900 <= day.year <= 2199)
    if refused:
        with pytest.raises(typer.BadParameter):
            reading.day_of(text)
    else:
        assert reading.day_of(text) == day


@pytest.mark.parametrize("options", [["match", "profilo.yaml"], ["calls", "list"], ["evaluate", "domanda.yaml"]])
def test_every_command_says_it_is_no_year(options, capsys):
    assert run([*options, "--on", "0022-06-20"]) == 2
    assert "l'anno 22 non è credibile" in capsys.readouterr().err
