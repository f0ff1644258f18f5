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
    number = {"type": ["integer", "string"]}
    options = {
        "where": {"$ref": "#/$defs/Condition", "description": _("Quali voci contano.")},
        "newest": {**number, "description": _("Solo le tante voci più recenti.")},
        "oldest": {**number, "description": _("Solo le tante voci più vecchie.")},
        "by": {"type": "string", "description": _("Il campo che dice quali sono le più recenti.")},
        "or_fewer": {"type": ["boolean", "string"], "description": _("Sì: se sono meno, bastano quelle che ci sono.")},
    }
    measured = {
        name: {"type": "string", "description": _("L'elenco, o elenco.campo, che si misura.")}
        for name in ("sum", "mean", "count", "distinct", "least", "greatest")
    }
    return {
        "description": _("Una formula su altri fatti, come min(0.35 * fatturato, 2500000), o una misura di un elenco."),
        "anyOf": [
            _SCALAR,
            {"type": "object", "properties": {**measured, **options}, "additionalProperties": False},
        ],
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
