"""Accounts in XBRL: a made-up firm with the real structure of the Italian taxonomy (itcc-ci 2018-11-04)."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from grantcli.assets import shipped
from grantcli.loading.application.facts import read_facts
from grantcli.loading.importers.xbrl import Accounts, read_xbrl
from grantcli.model.vocabulary import Vocabulary

SAMPLE = Path(__file__).parents[1] / "xbrl" / "ordinario.xbrl"
TEXT = SAMPLE.read_text(encoding="utf-8")


def read(tmp_path: Path, text: str | bytes) -> tuple[Accounts, list[str]]:
    file = tmp_path / "a.xbrl"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    accounts, problems = read_xbrl(file)
    return accounts, [problem.kind for problem in problems]


def test_the_sample() -> None:
    accounts, problems = read_xbrl(SAMPLE)
    assert dict(accounts.company) == {
        "name": "ALFA CALZATURE SRL",
        "vat_number": "00743110157",
        "tax_code": "00743110157",
        "ateco": "15.20.10",
    }
    assert {key: str(value) for key, value in accounts.years[2024].items()} == {
        "headcount": "34.00",
        "turnover": "6200000",
        "balance_sheet": "4000000",
        "subscribed_capital": "100000",
        "equity": "1200000",
        "debt": "2500000",
        "accumulated_losses": "0",
        "reserves": "1100000",
    }
    assert accounts.years[2023]["turnover"] == 5_580_000
    assert [(problem.kind, problem.warning, problem.hint) for problem in problems] == [
        ("not_work_units", True, "EUR")
    ] * 2


def test_it_is_read_as_facts_of_the_vocabulary() -> None:
    text = (shipped("calls") / "facts.yaml").read_text(encoding="utf-8")
    vocabulary = TypeAdapter(Vocabulary).validate_python(yaml.safe_load(text)["facts"])
    facts, problems = read_facts(read_xbrl(SAMPLE)[0].as_data(), vocabulary, "import")
    assert problems == []
    assert facts.answers["company.vat_number"].origin == "import"
    assert [(item.id, item.value("headcount")) for item in facts.lists["company.years"]] == [
        ("2023", Decimal("30.6")),
        ("2024", Decimal("34")),
    ]


def test_periods_count_not_names_of_contexts(tmp_path: Path) -> None:
    swapped = TEXT.replace("20241231", "X").replace("20231231", "20241231").replace("X", "c0")
    accounts, _problems = read(tmp_path, swapped)
    assert accounts.years == read_xbrl(SAMPLE)[0].years


def test_contexts_may_stand_at_the_end(tmp_path: Path) -> None:
    head, _sep, rest = TEXT.partition("  <context")
    body, _sep, tail = ("  <context" + rest).partition("  <itcc-ci:DatiAnagraficiDenominazione")
    moved = head + "  <itcc-ci:DatiAnagraficiDenominazione" + tail.replace("</xbrl>", body + "</xbrl>")
    assert read(tmp_path, moved)[0] == read_xbrl(SAMPLE)[0]


def test_losses_interest_and_earnings(tmp_path: Path) -> None:
    """EBITDA: 6,350,000 − 6,150,000 + 90,000; a loss of the year of 20,000 and one brought forward of 30,000."""
    extra = "".join(
        f'<itcc-ci:{name} contextRef="{context}_20241231" decimals="0" unitRef="EUR">{value}</itcc-ci:{name}>'
        for name, context, value in (
            ("PatrimonioNettoUtiliPerditePortatiNuovo", "I", -30_000),
            ("CostiProduzioneAmmortamentiSvalutazioniTotaleAmmortamentiSvalutazioni", "D", 90_000),
            ("ProventiOneriFinanziariInteressiAltriOneriFinanziariTotaleInteressiAltriOneriFinanziari", "D", 15_000),
        )
    )
    loss = TEXT.replace(
        'PatrimonioNettoUtilePerditaEsercizio contextRef="I_20241231" decimals="0" unitRef="EUR">120000',
        'PatrimonioNettoUtilePerditaEsercizio contextRef="I_20241231" decimals="0" unitRef="EUR">-20000',
    )
    year = read(tmp_path, loss.replace("</xbrl>", extra + "</xbrl>"))[0].years[2024]
    assert (year["accumulated_losses"], year["ebitda"], year["interest"]) == (50_000, 290_000, 15_000)
    assert year["reserves"] == 1_200_000 - 100_000 + 50_000


def test_a_short_period_that_ends_in_june(tmp_path: Path) -> None:
    short = TEXT.replace("2024-12-31", "2024-06-30")
    year = read(tmp_path, short)[0].years[2024]
    assert (year["closed_on"], year["months"]) == ("2024-06-30", 6)


def test_dimensions_are_left_out(tmp_path: Path) -> None:
    member = (
        '<context id="dim"><period><instant>2024-12-31</instant></period><scenario>'
        '<xbrldi:explicitMember xmlns:xbrldi="http://xbrl.org/2006/xbrldi" dimension="d">m</xbrldi:explicitMember>'
        "</scenario></context>"
        '<itcc-ci:TotaleAttivo contextRef="dim" unitRef="EUR">1</itcc-ci:TotaleAttivo></xbrl>'
    )
    accounts, problems = read(tmp_path, TEXT.replace("</xbrl>", member))
    assert accounts.years[2024]["balance_sheet"] == 4_000_000
    assert set(problems) == {"not_work_units"}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (">4000000</itcc-ci:TotaleAttivo>", ">molto</itcc-ci:TotaleAttivo>", "not_a_number"),
        (">4000000</itcc-ci:TotaleAttivo>", ">Infinity</itcc-ci:TotaleAttivo>", "not_a_number"),
        ("iso4217:EUR", "iso4217:USD", "not_euro"),
        ('TotaleAttivo contextRef="I_20241231"', 'TotaleAttivo contextRef="nowhere"', "no_period"),
        ("<instant>2024-12-31", "<instant>domani", "no_period"),
        ('TotaleAttivo contextRef="I_20231231"', 'TotaleAttivo contextRef="I_20241231"', "two_values"),
    ],
)
def test_what_is_wrong_in_a_figure_is_told(tmp_path: Path, old: str, new: str, kind: str) -> None:
    assert old in TEXT
    accounts, problems = read(tmp_path, TEXT.replace(old, new))
    assert kind in problems
    assert accounts.company or kind == "no_period"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TEXT[:900], "broken_xml"),
        ("<html/>", "not_xbrl"),
        (b"%PDF-1.7", "broken_xml"),
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "doctype"),
    ],
)
def test_what_is_no_instance_is_told(tmp_path: Path, text: str | bytes, kind: str) -> None:
    accounts, problems = read(tmp_path, text)
    assert problems == [kind]
    assert accounts.as_data() == {"company": {}}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 8000))
def test_nothing_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    """Bad data is a problem, never an exception: a damaged file gives problems or still the firm's data."""
    good = SAMPLE.read_bytes()
    file = tmp_path_factory.mktemp("xbrl") / "a.xbrl"
    file.write_bytes(good[:at] + noise + good[at + len(noise) :])
    accounts, problems = read_xbrl(file)
    assert accounts.company or problems
