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
        "legal_form": "SR",
        "seat": "109018",
        "registry_number": "FM-123456",
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
        ("not_work_units", True, "le ULA si scrivono nel profilo, alla chiave «headcount»")
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
        (b"%PDF-1.7", "pdf"),
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


def told(text: str, *more: str) -> str:
    return text.replace("</xbrl>", "".join(more) + "</xbrl>")


def context(name: str, end: str, start: str = "", scope: str = "Depositato") -> str:
    period = f"<startDate>{start}</startDate><endDate>{end}</endDate>" if start else f"<instant>{end}</instant>"
    scene = f'<scenario><s:scen xmlns:s="x">{scope}</s:scen></scenario>'
    return f'<context id="{name}"><entity/><period>{period}</period>{scene}</context>'


def figure(concept: str, at: str, value: int) -> str:
    return f'<itcc-ci:{concept} contextRef="{at}" unitRef="EUR" decimals="0">{value}</itcc-ci:{concept}>'


CODE = ">00743110157</itcc-ci:DatiAnagraficiCodiceFiscale"
VAT = ">00743110157</itcc-ci:DatiAnagraficiPartitaIva"
SALES = "ValoreProduzioneRicaviVenditePrestazioni"


def test_tables_of_the_notes_are_not_the_statements(tmp_path: Path) -> None:
    inner = figure("TotaleDebiti", "I_20241231", 5)
    accounts, kinds = read(
        tmp_path, told(TEXT, f"<itcc-ci:DebitiAreaGeografica>{inner}</itcc-ci:DebitiAreaGeografica>")
    )
    assert (accounts, set(kinds)) == (read_xbrl(SAMPLE)[0], {"not_work_units"})


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ([context("o", "2022-12-31"), figure("TotalePatrimonioNetto", "o", 7)], "opening_figures"),
        ([context("o", "2024-01-01"), figure("TotalePatrimonioNetto", "o", 7)], "opening_figures"),
        ([context("q", "2024-12-31", "2024-10-01"), figure(SALES, "q", 7)], "part_of_a_year"),
        ([context("q", "2024-06-30", "2024-04-01"), figure(SALES, "q", 7)], "part_of_a_year"),
        ([context("c", "2024-12-31", scope="Consolidato"), figure("TotaleAttivo", "c", 7)], "consolidated_left_out"),
    ],
)
def test_what_is_told_at_other_times_or_of_a_group_is_left_out_and_told(
    more: list[str], kind: str, tmp_path: Path
) -> None:
    accounts, kinds = read(tmp_path, told(TEXT, *more))
    assert (accounts, set(kinds)) == (read_xbrl(SAMPLE)[0], {"not_work_units", kind})


def test_of_two_periods_that_close_in_one_year_the_last_holds(tmp_path: Path) -> None:
    changed = TEXT.replace("<startDate>2024-01-01", "<startDate>2024-07-01").replace("2023-12-31", "2024-06-30")
    accounts, kinds = read(tmp_path, changed.replace("<startDate>2023-01-01", "<startDate>2023-07-01"))
    assert (list(accounts.years), accounts.years[2024]["months"]) == ([2024], 6)
    assert accounts.years[2024]["turnover"] == 6_200_000
    assert "two_periods" in kinds


def test_the_accounts_of_a_group_come_in_with_a_doubt(tmp_path: Path) -> None:
    for text in (TEXT.replace("Depositato", "Consolidato"), TEXT.replace("itcc-ci-ese-2018", "itcc-ci-con-2018")):
        accounts, kinds = read(tmp_path, text)
        assert (accounts.years, "consolidated" in kinds) == (read_xbrl(SAMPLE)[0].years, True)


@pytest.mark.parametrize(
    ("field", "old", "new", "read_as"),
    [
        ("ateco", "15.20.10", "Calzature (15.20.10)", "15.20.10"),
        ("ateco", "15.20.10", "15.20.10 e 62.01.00", None),
        ("ateco", "15.20.10", "calzature", None),
        ("tax_code", CODE, f">IT 00743110157{CODE[12:]}", "00743110157"),
        ("vat_number", VAT, f">n.d.{VAT[12:]}", None),
        ("vat_number", VAT, f">12345678901{VAT[12:]}", None),
        ("legal_form", "SOCIETA' A RESPONSABILITA' LIMITATA", "SRL", "SR"),
        ("legal_form", "SOCIETA' A RESPONSABILITA' LIMITATA", "boh", None),
        ("seat", ">Montegranaro<", ">VIA ROMA 12 63812 MONTEGRANARO (FM)<", "109018"),
        ("seat", ">Montegranaro<", ">Paperopoli<", None),
        ("registry_number", ">123456<", ">FM-123456<", "FM-123456"),
        ("registry_number", ">123456<", ">123456/FM<", "FM-123456"),
    ],
)  # fmt: skip
def test_a_bad_field_of_the_heading_costs_that_field_alone(
    field: str, old: str, new: str, read_as: str | None, tmp_path: Path
) -> None:
    accounts, kinds = read(tmp_path, TEXT.replace(old, new))
    assert accounts.company.get(field) == read_as
    assert accounts.years == read_xbrl(SAMPLE)[0].years
    assert ("heading_left_out" in kinds) is (read_as is None)


def test_a_firm_in_liquidation_is_told(tmp_path: Path) -> None:
    ended = TEXT.replace(">false</itcc-ci:DatiAnagraficiSocietaLiq", ">true</itcc-ci:DatiAnagraficiSocietaLiq")
    accounts, kinds = read(tmp_path, ended)
    assert (accounts.company["voluntary_liquidation"], "in_liquidation" in kinds) == ("true", True)
    assert "voluntary_liquidation" not in read_xbrl(SAMPLE)[0].company


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter(encoding: str, tmp_path: Path) -> None:
    wide = TEXT.replace('encoding="UTF-8"', 'encoding="UTF-16"').replace("ALFA", "CAFFÈ").encode(encoding)
    accounts, _kinds = read(tmp_path, wide)
    assert accounts.company["name"] == "CAFFÈ CALZATURE SRL"
