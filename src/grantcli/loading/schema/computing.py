"""The schema of figures, of what a fact is computed from, and of the rows of tables."""

from typing import Any

from ...i18n import _

FIGURE_NOUNS = frozenset({"FactFigure", "DatedFigure", "DatedValue"})
COMPUTE_NOUNS = frozenset({"Formula", "FormulaName", "FormulaNumber", "FormulaStep", "Aggregate", "Bracket"})
_SCALAR = {"type": ["string", "number", "boolean"]}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def figure_schema() -> dict[str, Any]:
    """Return the schema of a figure: a number, the name of a fact, or figures by day."""
    return {
        "description": _("Un numero, il nome di un fatto che lo dà, o un valore per giorno: {2024-01-01: 0.15}."),
        "anyOf": [
            {"type": ["number", "string"]},
            {
                "type": "object",
                "properties": {"on": {"type": "string", "description": _("Il fatto di cui si guarda il giorno.")}},
                "patternProperties": {_DAY: {"type": ["number", "string", "null"]}},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
    }


def compute_schema() -> dict[str, Any]:
    """Return the schema of what a fact is computed from: a formula, or a number taken over a list."""
    return {
        "description": _("Una formula su altri fatti, come min(0.35 * fatturato, 2500000), o una misura di un elenco."),
        "anyOf": [_SCALAR, {"$ref": "#/$defs/Measurement"}],
    }


def measurement_schema() -> dict[str, Any]:
    """Return the schema of a number taken over a list: which number, and over which of its items."""
    number = {"type": ["integer", "string"]}
    measured = {key: {"type": "string"} for key in ("sum", "mean", "count", "distinct", "least", "greatest")}
    options = {
        "where": {"$ref": "#/$defs/Condition"},
        "newest": number,
        "oldest": number,
        "by": {"type": "string"},
        "or_fewer": {"type": ["boolean", "string"]},
    }
    return {
        "description": _("Un numero misurato sulle voci di un elenco."),
        "type": "object",
        "properties": {**measured, **options},
        "additionalProperties": False,
    }


def row_schema() -> dict[str, Any]:
    """Return the schema of a row of a table: any fact as a column, and the value."""
    return {
        "description": _("Una riga: un fatto per colonna con il valore o i limiti, e la cifra che dà."),
        "type": "object",
        "properties": {
            "value": {"anyOf": [{"$ref": "#/$defs/Figure"}, {"type": "null"}]},
            "text": {"$ref": "#/$defs/Text"},
        },
        "required": ["value"],
        "additionalProperties": True,
    }
