"""The Italian check digits that are computed here, against python-stdnum."""

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from grantcli.model.vocabulary import Fact
from grantcli.registry.values import read_value

BANK = st.tuples(
    st.sampled_from(["IT", "SM"]),
    st.from_regex("[0-9]{2}", fullmatch=True),
    st.from_regex("[A-Z][0-9]{10}[0-9A-Z]{12}", fullmatch=True),
)


@given(st.from_regex("[0-9]{11}", fullmatch=True))
def test_eleven_digits(digits):
    """And with the right check digit in place of the last, which chance finds once in ten."""
    for number in (digits, digits[:10] + luhn.calc_check_digit(digits[:10])):
        value, _refusal = read_value(Fact(kind="tax_code", label=""), number)
        assert (value == number) is luhn.is_valid(number)


@given(BANK)
def test_an_italian_iban_is_never_read_against_stdnum(parts):
    country, _digits, rest = parts
    right = f"{country}{iban.calc_check_digits(f'{country}00{rest}')}{rest}"
    for code in ("".join(parts), right):
        value, refusal = read_value(Fact(kind="iban", label=""), code)
        assert iban.is_valid(code, check_country=False) is (refusal is None or refusal.kind == "wrong_check_digit")
        assert value in (None, code)
