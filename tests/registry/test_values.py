"""How one answer is read: a table of texts for each kind, and the laws that hold for all of them."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.model.vocabulary import Fact, Kind
from grantcli.money import CENT
from grantcli.registry.identifiers import _OFFICES
from grantcli.registry.values import read_value, read_values, warn_value, write_value

FORMS: dict[str, Any] = {"A": {"it": "Attrezzature, macchine", "en": "Equipment"}, "B1": "Consulenza", "b2": "Brevetti"}


def fact(kind: Kind, **bounds: Any) -> Fact:
    choices = FORMS if kind in ("choice", "choices") else None
    return Fact(kind=kind, label="prova", choices=choices, **bounds)


READ: list[tuple[Kind, str, object]] = [
    ("money", "42000", Decimal("42000.00")),
    ("money", "42000.00", Decimal("42000.00")),
    ("money", "42000,5", Decimal("42000.50")),
    ("money", "1.234,56", Decimal("1234.56")),
    ("money", "€ 1.234,56", Decimal("1234.56")),
    ("money", "1.234,56 €", Decimal("1234.56")),
    ("money", "EUR 1234", Decimal("1234.00")),
    ("money", "12 000,50", Decimal("12000.50")),
    ("money", "12\u00a0000,50", Decimal("12000.50")),
    ("money", "12'000.50", Decimal("12000.50")),
    ("money", "1.234.567", Decimal("1234567.00")),
    ("money", "1,234.50", Decimal("1234.50")),
    ("money", "10.000,00", Decimal("10000.00")),
    ("money", "0042", Decimal("42.00")),
    ("money", "1.500,100", Decimal("1500.10")),
    ("percent", "0.25", Decimal("0.25")),
    ("percent", "0,25", Decimal("0.25")),
    ("percent", "25 %", Decimal("0.25")),
    ("percent", "25%", Decimal("0.25")),
    ("percent", "12,5 per cento", Decimal("0.125")),
    ("percent", "0", Decimal("0")),
    ("percent", "1.00", Decimal("1.00")),
    ("percent", "100 %", Decimal("1.00")),
    ("percent", "150 %", Decimal("1.50")),
    ("number", "34,5", Decimal("34.5")),
    ("number", "34.5", Decimal("34.5")),
    ("number", "0.125", Decimal("0.125")),
    ("number", "1.1250", Decimal("1.125")),
    ("number", "1234.567", Decimal("1234.567")),
    ("integer", "12", 12),
    ("integer", "12,0", 12),
    ("integer", "1 234", 1234),
    ("integer", "1.234.567", 1234567),
    ("date", "2022-06-20", date(2022, 6, 20)),
    ("date", "20/06/2022", date(2022, 6, 20)),
    ("date", "20.6.2022", date(2022, 6, 20)),
    ("date", "20 giugno 2022", date(2022, 6, 20)),
    ("date", "1° gennaio 2023", date(2023, 1, 1)),
    ("date", "29/02/2024", date(2024, 2, 29)),
    ("date", "2022-06-20 00:00:00", date(2022, 6, 20)),
    ("datetime", "2022-07-15T12:59", datetime(2022, 7, 15, 12, 59)),
    ("datetime", "2022-07-15 12:59:30", datetime(2022, 7, 15, 12, 59, 30)),
    ("datetime", "15/07/2022 12:59", datetime(2022, 7, 15, 12, 59)),
    ("datetime", "15/07/2022 ore 9.05", datetime(2022, 7, 15, 9, 5)),
    ("yes_no", "sì", True),
    ("yes_no", "SI", True),
    ("yes_no", "true", True),
    ("yes_no", "Vero", True),
    ("yes_no", "yes", True),
    ("yes_no", "NO", False),
    ("yes_no", "falso", False),
    ("choice", "A", "A"),
    ("choice", "b1", "B1"),
    ("choice", "B2", "b2"),
    ("choice", "consulenza", "B1"),
    ("choice", "equipment", "A"),
    ("choices", "B1, a", ("B1", "A")),
    ("choices", "Attrezzature, macchine", ("A",)),
    ("choices", "Attrezzature, macchine; B1", ("A", "B1")),
    ("choices", "A, A", ("A",)),
    ("text", "  Officine\n Esempio ", "Officine Esempio"),
    ("long_text", " prima \r\n\r\nseconda ", "prima\n\nseconda"),
    ("vat_number", "IT 01234567897", "01234567897"),
    ("vat_number", "012.345.678-97", "01234567897"),
    ("vat_number", "DE136695976", "DE136695976"),  # the example of python-stdnum's own documentation
    ("vat_number", "EL 094259216", "EL094259216"),  # examples of python-stdnum's documentation
    ("vat_number", "GR 094259216", "EL094259216"),
    ("vat_number", "GB 980 7806 84", "GB980780684"),
    ("vat_number", "NO 995 525 828 MVA", "NO995525828MVA"),
    ("vat_number", "AL J91402501L", "ALJ91402501L"),
    ("vat_number", "XK 600123456", "XK600123456"),  # no rules known: the form only
    ("tax_code", "rss mra 80a01 h501u", "RSSMRA80A01H501U"),
    ("tax_code", "01234567897", "01234567897"),
    ("iban", "IT60 X054 2811 1010 0000 0123 456", "IT60X0542811101000000123456"),  # example of the IBAN registry
    ("iban", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),  # example of the IBAN registry
    ("pec", "Amministrazione@PEC.Esempio.IT", "Amministrazione@pec.esempio.it"),
]

REFUSED: list[tuple[Kind, str, str]] = [
    ("money", "1.234", "ambiguous_number"),
    ("money", "1,234", "ambiguous_number"),
    ("money", "12.345", "ambiguous_number"),
    ("money", "0.001", "too_many_decimals"),
    ("money", "1234.567", "too_many_decimals"),
    ("money", "-5", "negative"),
    ("money", "−5,00", "negative"),
    ("money", "1e5", "not_a_number"),
    ("money", "NaN", "not_a_number"),
    ("money", "Infinity", "not_a_number"),
    ("money", "1.2.3", "not_a_number"),
    ("money", "1.234.56", "not_a_number"),
    ("money", "12.34.567", "not_a_number"),
    ("money", "1_000", "not_a_number"),
    ("money", "٤٢", "not_a_number"),
    ("money", "$ 5", "not_a_number"),
    ("money", "9" * 13, "too_large"),
    ("money", "9" * 40, "too_large"),
    ("percent", "25", "ambiguous_percent"),
    ("percent", "1", "ambiguous_percent"),
    ("percent", "1,5", "ambiguous_percent"),
    ("percent", "un quarto", "not_a_percent"),
    ("percent", "-5 %", "negative"),
    ("number", "1.125", "ambiguous_number"),
    ("integer", "1.234", "ambiguous_number"),
    ("integer", "12,5", "not_whole"),
    ("integer", "-1", "negative"),
    ("date", "30/02/2022", "no_such_day"),
    ("date", "06/20/2022", "no_such_day"),
    ("date", "29/02/2023", "no_such_day"),
    ("date", "1/2/22", "short_year"),
    ("date", "0022-06-20", "no_such_year"),
    ("date", "oggi", "not_a_date"),
    ("date", "2022-06-20 10:00", "not_a_date"),
    ("datetime", "15/07/2022", "no_hour"),
    ("datetime", "15/07/2022 24:00", "no_such_hour"),
    ("datetime", "31/06/2022 12:00", "no_such_day"),
    ("datetime", "2022-07-15T12:59Z", "zoned"),
    ("datetime", "2022-07-15T12:59+02:00", "zoned"),
    ("datetime", "12:59", "not_a_date"),
    ("yes_no", "forse", "not_yes_or_no"),
    ("choice", "C", "not_a_choice"),
    ("choices", "A, C", "not_a_choice"),
    ("text", "a\x00b", "control_characters"),
    ("vat_number", "01234567890", "wrong_check_digit"),
    ("vat_number", "00000000000", "wrong_check_digit"),
    ("vat_number", "1234567897", "not_a_vat_number"),
    ("vat_number", "DE136695978", "wrong_check_digit"),
    ("vat_number", "GB980780685", "wrong_check_digit"),
    ("vat_number", "ZZ1234567", "not_a_vat_number"),
    ("vat_number", "XK12", "not_a_vat_number"),
    ("tax_code", "RSSMRA80A01H501X", "wrong_check_digit"),
    ("tax_code", "RSSMRA", "not_a_tax_code"),
    ("iban", "IT60X0542811101000000123457", "not_an_iban"),
    ("iban", "IT64Y0542811101000000123456", "wrong_check_digit"),  # mod 97 holds, the Italian letter does not
    ("pec", "a@b", "not_an_email"),
    ("pec", "a@b.it, c@d.it", "not_an_email"),
    ("list", "A", "not_a_list"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_what_is_read(kind: Kind, text: str, value: object) -> None:
    assert read_value(fact(kind), text) == (value, None)


@pytest.mark.parametrize(("kind", "text", "why"), REFUSED)
def test_what_is_refused(kind: Kind, text: str, why: str) -> None:
    value, refusal = read_value(fact(kind), text)
    assert value is None
    assert refusal is not None
    assert refusal.kind == why
    assert refusal.text


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_text_is_a_missing_answer(kind: Kind, text: str) -> None:
    _, refusal = read_value(fact(kind), text)
    assert refusal is not None
    assert refusal.kind == "empty"


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        ("money", "1.234", "«1234» se sono migliaia; i decimali sono al più 2"),
        ("percent", "25", "«25 %» oppure la frazione «0,25»"),
        ("percent", "1", "«1 %» oppure «100 %»"),
        ("date", "06/20/2022", "prima il giorno"),
        ("choice", "consulensa", "«B1» (Consulenza)"),
    ],
)
def test_a_refusal_says_what_to_write(kind: Kind, text: str, hint: str) -> None:
    _, refusal = read_value(fact(kind), text)
    assert refusal is not None
    assert hint in refusal.hint


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("money", "9,99", "too_small"),
        ("money", "100.01", "too_large"),
        ("integer", "9", "too_small"),
        ("money", "10", ""),
    ],
)
def test_bounds_belong_to_the_answers(kind: Kind, text: str, why: str) -> None:
    _, refusal = read_value(fact(kind, at_least=Decimal(10), at_most=Decimal(100)), text)
    assert (refusal.kind if refusal else "") == why


def test_a_bound_of_a_percentage_is_said_as_one() -> None:
    _, refusal = read_value(fact("percent", at_most=Decimal(1)), "120 %")
    assert refusal is not None
    assert "120 %" in refusal.text
    assert "100 %" in refusal.text


def test_negative_amounts_where_the_bound_allows_them() -> None:
    equity = fact("money", at_least=Decimal(-(10**9)))
    assert read_value(equity, "-1.234,50") == (Decimal("-1234.50"), None)
    assert read_value(equity, "- 5") == (Decimal("-5.00"), None)


def test_none_of_these_goes_with_no_other_choice() -> None:
    asked = replace(fact("choices"), exclusive=("B1",))
    assert read_values(asked, ["B1"]) == (("B1",), None)
    assert read_values(asked, ["b1", "B1"]) == (("B1",), None)
    for refusal in (read_values(asked, ["A", "B1"])[1], read_value(asked, "A; B1")[1]):
        assert refusal is not None
        assert refusal.kind == "not_alone"


def test_choices_given_as_a_list() -> None:
    assert read_values(fact("choices"), ["b1", "Attrezzature, macchine"]) == (("B1", "A"), None)
    assert read_values(fact("choices"), []) == ((), None)
    _, refusal = read_values(fact("money"), ["1", "2"])
    assert refusal is not None
    assert refusal.kind == "not_one_value"


def test_doubts_do_not_refuse() -> None:
    unknown_office = "01234566667"  # office 666, check digit computed by Luhn
    assert 666 not in _OFFICES
    assert read_value(fact("vat_number"), unknown_office) == (unknown_office, None)
    assert "666" in str(warn_value(fact("vat_number"), unknown_office))
    assert warn_value(fact("vat_number"), "00743110157") is None
    assert warn_value(fact("vat_number"), "XK600123456")
    assert warn_value(fact("vat_number"), "DE136695976") is None
    assert warn_value(fact("pec"), "azienda@gmail.com")
    assert warn_value(fact("pec"), "azienda@pec.it") is None
    assert warn_value(fact("money"), Decimal("1.00")) is None


def back(kind: Kind, value: object, **bounds: Any) -> object:
    one = fact(kind, **bounds)
    text = write_value(one, value)
    read, refusal = read_value(one, text)
    assert refusal is None, (text, refusal)
    return read


WIDE = {"at_least": Decimal(-(10**12))}


@given(st.integers(-(10**13), 10**13))
def test_written_money_is_read_back(cents: int) -> None:
    amount = (Decimal(cents) * CENT).quantize(CENT)
    assert str(back("money", amount, **WIDE)) == str(amount)


@given(st.decimals(-(10**11), 10**11, places=3))
def test_written_numbers_are_read_back(value: Decimal) -> None:
    assert back("number", value, **WIDE) == value


@given(st.decimals(0, 10**5, places=6))
def test_written_percentages_are_read_back(value: Decimal) -> None:
    assert back("percent", value) == value


@given(st.integers(0, 10**11))
def test_written_integers_are_read_back(value: int) -> None:
    assert back("integer", value) == value


@given(st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)))
def test_written_days_and_hours_are_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert back("datetime", moment) == moment
    assert back("date", moment.date()) == moment.date()


@given(st.booleans(), st.lists(st.sampled_from(["A", "B1", "b2"]), unique=True, min_size=1))
def test_written_choices_are_read_back(answer: bool, codes: list[str]) -> None:
    assert back("yes_no", answer) is answer
    assert back("choices", tuple(codes)) == tuple(codes)


@given(st.sampled_from(get_args(Kind)), st.text(max_size=40))
def test_no_text_raises_and_what_is_read_is_read_back(kind: Kind, text: str) -> None:
    value, refusal = read_value(fact(kind), text)
    assert (value is None) != (refusal is None)
    if refusal is None:
        assert back(kind, value) == value


@given(
    st.sampled_from(get_args(Kind)),
    st.from_regex(r"[-+]?[0-9]{1,4}([., '/:%T-][0-9]{1,4}){0,4} ?[%€]?", fullmatch=True),
)
def test_no_figure_raises_and_what_is_read_is_read_back(kind: Kind, text: str) -> None:
    value, refusal = read_value(fact(kind), text)
    assert (value is None) != (refusal is None)
    if refusal is None:
        assert back(kind, value) == value


@given(st.integers(0, 10**11))
def test_money_reads_the_same_in_italian_and_in_plain_figures(cents: int) -> None:
    amount = (Decimal(cents) * CENT).quantize(CENT)
    italian = f"{amount:,}".translate(str.maketrans(",.", ".,"))
    assert read_value(fact("money"), italian) == (amount, None)
    assert read_value(fact("money"), f"€ {italian}") == (amount, None)


@pytest.mark.parametrize("text", ["20-giu-2022", "20/giu/2022", "2022-06-20T10:00:00+02:00", "2022-06-20T10:00:00Z"])
def test_days_as_spreadsheets_and_machines_export_them(text: str) -> None:
    assert read_value(fact("date"), text) == (date(2022, 6, 20), None)


@pytest.mark.parametrize(
    ("text", "why"),
    [("2022-06-20T22:30:00Z", "not_a_date"), ("2022-06-20T10:00:00-07:00", "not_a_date"), ("20-giu-22", "short_year")],
)
def test_days_that_could_be_another_day_are_refused(text: str, why: str) -> None:
    value, refusal = read_value(fact("date"), text)
    assert (value, refusal and refusal.kind) == (None, why)


@pytest.mark.parametrize("text", ["2831/2023", " 2831/2023 ", "2023/2831"])
def test_an_act_is_named_with_number_and_year_in_either_order(text: str) -> None:
    asked = Fact(kind="choice", label="prova", choices={"2023/2831": "de minimis", "1407/2013": "de minimis"})
    assert read_value(asked, text) == ("2023/2831", None)
    assert read_value(asked, "2024/2831")[1] is not None
