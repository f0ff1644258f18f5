"""Formats agree with CLDR, read through Babel."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from grantcli.i18n import use
from grantcli.wording.formats import cents, change, day, glued, limit, moment, money, number, percent

CENTS = st.integers(-(10**13), 10**13).map(lambda cents: Decimal(cents) / 100)
LOCALES = {"it": "it_IT", "en": "en_GB"}


@pytest.fixture(autouse=True)
def _italian_again():
    yield
    use("it")


def plain(text):
    """Return CLDR's text with our minus sign and with plain spaces."""
    return text.replace("\xa0", " ").replace("-", "−")


@pytest.mark.parametrize("language", ["it", "en"])
class TestAgainstCldr:
    """«Italian formats (1.234,56 €, 15 luglio 2022)»"""

    @given(amount=CENTS)
    def test_money(self, language, amount):
        use(language)
        assert money(amount) == plain(format_currency(amount, "EUR", locale=LOCALES[language], group_separator=True))

    @given(amount=CENTS)
    def test_cents(self, language, amount):
        use(language)
        assert cents(amount) == plain(format_decimal(amount, "#,##0.00", locale=LOCALES[language]))

    @given(value=st.decimals(-(10**9), 10**9, places=4))
    def test_number(self, language, value):
        use(language)
        assert number(value) == plain(format_decimal(value, "#,##0.####", locale=LOCALES[language]))

    @given(when=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_day(self, language, when):
        use(language)
        expected = format_date(when, "d MMMM y", locale=LOCALES[language])
        assert day(when).replace("1º ", "1 ") == expected


def test_said_in_italian():
    assert percent(Decimal("0.125")) == "12,5 %"
    assert change(Decimal("10")) == "+10,00 €"
    assert change(Decimal("-1234.5")) == "−1.234,50 €"
    assert money(Decimal("-0.00")) == "0,00 €"
    assert moment(datetime(2022, 7, 15, 13, 0)) == "15 luglio 2022, ore 13:00"
    assert moment(date(2022, 7, 1)) == "1º luglio 2022"


def test_said_in_english():
    use("en")
    assert percent(Decimal("0.125")) == "12.5%"
    assert moment(datetime(2022, 7, 15, 13, 0)) == "15 July 2022, 13:00"


@given(st.decimals(min_value=0, max_value=1, places=4))
def test_a_share_is_written_with_all_its_decimals(fraction):
    assert Decimal(percent(fraction).removesuffix(" %").replace(",", ".")) / 100 == fraction


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_language_wanted_prevails_over_the_one_spoken(language):
    """The drafts of a form are in the call's language, whatever the screen speaks."""
    said = {"it": ["1.234,50 €", "2,5", "12,5 %", "1º luglio 2022, ore 09:30"]}
    said["en"] = ["€1,234.50", "2.5", "12.5%", "1 July 2022, 09:30"]
    amount = Decimal("1234.5")
    formats = [(money, amount), (number, Decimal("2.50")), (percent, Decimal("0.125"))]
    use("en" if language == "it" else "it")
    assert [write(value, language) for write, value in formats] == said[language][:3]
    assert moment(datetime(2022, 7, 1, 9, 30), language) == said[language][3]


def test_paper_keeps_a_figure_and_its_sign_together():
    assert glued("30 % di 10,00 € e oltre") == "30\xa0% di 10,00\xa0€ e oltre"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(13, 0, "15 luglio 2022, ore 13:00"), (23, 59, "15 luglio 2022"), (0, 0, "15 luglio 2022")],
)
def test_a_deadline_of_a_whole_day_has_no_hour(hour, minute, said):
    assert limit(datetime(2022, 7, 15, hour, minute), "it") == said
