"""The JSON of an outcome keeps the contract: keys, order, strings for money, ISO dates."""

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.report_samples import eligible, outcome, scored

from grantcli.i18n import use
from grantcli.report.data.outcome import as_data
from grantcli.report.data.values import euro

TOP = ["schema", "tool", "call", "on", "verdict", "findings", "expenses", "contribution"]
TOP += ["attachments", "deadlines", "scoring", "missing", "discrepancies", "warnings"]
FIRST_KEYS = {  # in the order of the contract
    "findings": ["id", "verdict", "severity", "text", "cite", "status", "facts", "missing", "remedy"],
    "attachments": ["id", "title", "due", "because", "cite"],
    "deadlines": ["id", "at", "verified", "cite"],
}
MONEY = {"type": "string", "pattern": r"^-?\d+\.\d\d$"}
STEPS = {
    "type": "array",
    "items": {"type": "object", "required": ["rule", "cite", "amount", "text"], "properties": {"amount": MONEY}},
}
SCHEMA = {
    "type": "object",
    "required": TOP,
    "properties": {
        "schema": {"const": "grantcli/outcome/1"},
        "call": {"type": "object", "required": ["id", "kind", "digest"]},
        "on": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "expenses": {
            "type": "object",
            "required": ["presented", "admitted", "lines"],
            "properties": {
                "presented": MONEY,
                "admitted": MONEY,
                "lines": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id", "category", "presented", "admitted", "steps"],
                        "properties": {"presented": MONEY, "admitted": MONEY, "steps": STEPS},
                    },
                },
            },
        },
        "contribution": {
            "type": "object",
            "required": ["status", "amount", "regime", "steps", "regimes", "partners"],
            "properties": {
                "status": {"enum": ["official", "estimate", "undetermined"]},
                "amount": {"anyOf": [MONEY, {"type": "null"}]},
                "steps": STEPS,
                "regimes": {"type": "array", "items": {"required": ["id", "applies", "status", "amount"]}},
            },
        },
        "deadlines": {
            "items": {
                "properties": {
                    "at": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$"}
                }
            }
        },
    },
}


@pytest.mark.parametrize("made", [outcome(), eligible(), scored()])
def test_contract_holds_and_survives_json(made):
    data = as_data(made)
    jsonschema.validate(data, SCHEMA)
    assert json.loads(json.dumps(data)) == data
    assert list(data)[: len(TOP)] == TOP
    for name, keys in FIRST_KEYS.items():
        assert [list(item)[: len(keys)] for item in data[name]] == [keys] * len(data[name])


def test_figures_are_those_of_the_outcome():
    data = as_data(outcome())
    assert (data["expenses"]["presented"], data["expenses"]["admitted"]) == ("63000.00", "53499.50")
    assert data["contribution"]["amount"] == "25000.00"
    assert [step["amount"] for step in data["expenses"]["lines"][2]["steps"]] == ["-8000.00"]
    assert data["deadlines"][1]["at"] == "2030-07-15T13:00:00+02:00"  # Rome in July
    assert data["deadlines"][2]["at"] is None


def test_a_money_fact_has_two_decimals_and_a_number_its_own():
    made = as_data(outcome())["findings"]
    assert made[6]["facts"]["expenses[S1].amount"] == {"value": "42000.00", "from": "import"}
    assert made[2]["facts"]["project.duration_months"]["value"] == 9
    assert made[0]["facts"]["company.registered"] == {"value": True, "from": "file", "note": "domanda.yaml:7"}


def test_no_amount_is_written_where_it_cannot_be_told():
    regimes = as_data(outcome())["contribution"]["regimes"]
    assert [regime["amount"] for regime in regimes] == ["25000.00", None, "10699.90"]


def test_texts_follow_the_language():
    try:
        use("en")
        assert as_data(outcome())["findings"][0]["text"] == "The company is in the register."
    finally:
        use("it")


class TestMoneyText:
    """«money as strings with two decimals»"""

    @given(st.integers(-(10**12), 10**12))
    def test_cents(self, cents):
        amount = Decimal(cents) / 100
        written = euro(amount)
        assert Decimal(written) == amount
        assert len(written.partition(".")[2]) == 2

    def test_no_negative_zero(self):
        assert euro(Decimal("-0.00")) == "0.00"
