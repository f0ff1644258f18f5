"""The JSON Schemas of all that the program prints with ``--json``: what each document holds; more keys may come."""

from typing import Any

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_YES_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_MONEY: Schema = {"type": "string", "pattern": r"^-?\d+\.\d\d$"}
_OVERALL: Schema = {"enum": ["eligible", "to_verify", "not_eligible", "incomplete", "undetermined"]}
_ANY: Schema = {}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(required: Schema, **optional: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


_PROBLEM = _object(
    {
        "code": {"type": "string", "pattern": r"^G\d{3}$"},
        "severity": {"enum": ["error", "warning"]},
        "file": _TEXT,
        "line": _COUNT,
        "column": _COUNT,
        "path": _TEXT,
        "message": _TEXT,
        "hint": _TEXT,
    },
    kind=_TEXT,
)
_STEP = _object({"rule": _TEXT, "cite": _ANY, "amount": _MONEY, "text": _ANY})
_FINDING = _object(
    {
        "id": _TEXT,
        "verdict": {"enum": ["pass", "fail", "unknown", "undetermined", "manual"]},
        "severity": {"enum": ["blocking", "warning", "info"]},
        "text": _TEXT,
        "cite": _TEXT,
        "status": _TEXT,
        "facts": {"type": "object"},
        "missing": _list(_TEXT),
        "remedy": _or_null(_TEXT),
    }
)
_LINE = _object({"id": _TEXT, "category": _ANY, "presented": _ANY, "admitted": _ANY, "steps": _list(_STEP)})
_CONTRIBUTION = _object(
    {
        "status": {"enum": ["official", "estimate", "undetermined"]},
        "amount": _or_null(_MONEY),
        "regime": _ANY,
        "steps": _list(_STEP),
        "regimes": _list(_object({"id": _TEXT, "applies": _ANY, "status": _TEXT, "amount": _or_null(_MONEY)})),
        "partners": {"type": "array"},
    }
)
_INSTRUMENT = _object(
    {
        "id": _TEXT,
        "form": {"enum": ["grant", "loan", "interest", "guarantee", "tax_credit", "voucher", "deduction", "equity"]},
        "label": _TEXT,
        "cite": _TEXT,
        "applies": _or_null(_YES_NO),
        "status": {"enum": ["official", "estimate", "undetermined"]},
        "amount": _or_null(_MONEY),
        "steps": _list(_STEP),
        "never_repaid": _or_null(_MONEY),
        "to_repay": _or_null(_MONEY),
        "equivalent": _or_null(_MONEY),
    }
)
_SUPPORT = _object(
    {
        "status": _TEXT,
        **dict.fromkeys(("cost", "never_repaid", "to_repay", "total", "own_funds", "equivalent"), _or_null(_MONEY)),
    }
)
_PAYMENT = _object(
    {
        "id": _TEXT,
        "what": {"enum": ["advance", "progress", "balance", "yearly"]},
        "text": _TEXT,
        "cite": _TEXT,
        "amount": _or_null(_MONEY),
        "parts": _list(_object({"amount": _MONEY, "on": _or_null(_DAY)})),
        "verdict": _TEXT,
        "missing": _list(_TEXT),
    }
)
_PAID = _object({"of": _list(_TEXT), "total": _or_null(_MONEY), "left": _or_null(_MONEY), "payments": _list(_PAYMENT)})
_CALL = _object(
    {
        "id": _TEXT,
        "kind": {"enum": ["call", "programme", "project"]},
        "title": _TEXT,
        "authority": _TEXT,
        "state": _TEXT,
        "opens": _or_null(_TEXT),
        "closes": _or_null(_TEXT),
    },
    forms=_list(_TEXT),
    regions=_list(_TEXT),
    fit=_object({"chance": _TEXT, "reasons": _list(_TEXT), "missing": _list(_TEXT)}),
)
_CHANGE = _object({"path": _TEXT, "before": _ANY, "after": _ANY})
_CODE = _object({"code": _TEXT, "kind": _TEXT, "means": _TEXT, "why": _TEXT, "example": _TEXT, "remedy": _TEXT})
_FAILED = _object(
    {
        "name": _TEXT,
        "file": _TEXT,
        "cite": _or_null(_TEXT),
        "differences": _list(_object({"path": _TEXT, "expected": _TEXT, "got": _TEXT})),
    }
)
_CASES = _object({"call": _TEXT, "cases": _COUNT, "failed": _list(_FAILED), "untried": _list(_TEXT)})
_CHECK = _object({"name": _TEXT, "state": {"enum": ["ok", "warning", "error"]}, "text": _TEXT})
_MATCHED_CALL = _object(
    {
        "call": _TEXT,
        "title": _TEXT,
        "chance": _TEXT,
        "unfunded": _YES_NO,
        "reasons": _list(_ANY),
        "missing": _list(_TEXT),
    }
)
_TERM = _object({"id": _TEXT, "text": _TEXT, "what": _TEXT, "at": _TEXT, "whole_day": _YES_NO, "doubt": _TEXT})
_APPLICATION = _object(
    {
        "file": _TEXT,
        "client": _TEXT,
        "call": _TEXT,
        "judged_on": _DAY,
        "verdict": _OVERALL,
        "unfunded": _YES_NO,
        "reasons": _list(_TEXT),
        "contribution": _list(_object({"form": _TEXT, "label": _TEXT, "amount": _or_null(_MONEY), "status": _TEXT})),
        "missing": _list(_object({"fact": _TEXT, "label": _TEXT})),
        "missing_figures": _list(_TEXT),
        "documents": _list(_object({"id": _TEXT, "title": _TEXT, "due": _TEXT, "moment": _TEXT})),
        "window": _object({"state": _TEXT, "opens": _or_null(_TEXT), "closes": _or_null(_TEXT), "doubt": _TEXT}),
        "days_left": _or_null({"type": "integer"}),
        "terms": _list(_TERM),
        "changed": _or_null(_DAY),
        "amendments": _list(_object({"since": _DAY, "text": _TEXT})),
        "effects": _list(_object({"path": _TEXT, "text": _TEXT, "before": _TEXT, "after": _TEXT})),
    }
)

_DOCUMENTS: dict[str, Schema] = {
    "outcome": _object(
        {
            "tool": _TEXT,
            "call": _object({"id": _TEXT, "kind": _TEXT, "digest": _TEXT}),
            "on": _DAY,
            "verdict": _OVERALL,
            "unfunded": _YES_NO,
            "findings": _list(_FINDING),
            "expenses": _object({"presented": _ANY, "admitted": _ANY, "lines": _list(_LINE)}),
            "contribution": _CONTRIBUTION,
            "attachments": _list(_object({"id": _TEXT, "title": _TEXT, "due": _TEXT, "because": _ANY, "cite": _ANY})),
            "deadlines": _list(_object({"id": _TEXT, "at": _or_null(_TEXT), "verified": _ANY, "cite": _ANY})),
            "scoring": _object({"status": _TEXT}),
            "missing": _list(_TEXT),
            "discrepancies": {"type": "array"},
            "warnings": {"type": "array"},
        },
        instruments=_list(_INSTRUMENT),
        support=_SUPPORT,
        payments=_list(_PAID),
    ),
    "problems": _object({}),
    "batch": _object(
        {
            "done": _COUNT,
            "bad": _COUNT,
            "strays": _COUNT,
            "reused": _COUNT,
            "warnings": _COUNT,
            "verdicts": {"type": "object", "additionalProperties": _COUNT},
            "unfunded": _COUNT,
            "files": _list(_TEXT),
        }
    ),
    "match": _object(
        {
            "on": _DAY,
            "calls": _list(_object({"call": _TEXT, "title": _TEXT})),
            "asks": _list(_object({"fact": _TEXT, "question": _TEXT})),
            "companies": _list(_object({"name": _ANY, "file": _TEXT, "calls": _list(_MATCHED_CALL)})),
        }
    ),
    "company": _object({"tool": _TEXT, "on": _DAY, "facts": {"type": "object"}, "standing": _ANY}),
    "company-check": _object({"profiles": _COUNT}),
    "company-import": _object(
        {
            "profile": _TEXT,
            "replaced": _YES_NO,
            "answers": _list(_object({"file": _TEXT, "path": _TEXT, "value": _ANY, "held": _ANY, "source": _TEXT})),
        }
    ),
    "expenses-import": _object(
        {
            "application": _TEXT,
            "expenses": _list(
                _object(
                    {"standing": {"enum": ["new", "there", "differs"]}, "id": _TEXT, "amount": _ANY, "where": _TEXT}
                )
            ),
        }
    ),
    "keys": _object({"keys": _list(_object({"noun": _TEXT, "key": _TEXT, "holds": _TEXT, "text": _TEXT}))}),
    "calls": _object({"on": _DAY, "calls": _list(_CALL)}),
    "call": {**_object({"on": _DAY, **_CALL["properties"]}), "required": ["on", *_CALL["required"]]},
    "calls-check": _object({"calls": _COUNT}),
    "calls-test": _object({"calls": _list(_CASES)}),
    "diff": _object(
        {},
        call=_TEXT,
        files=_list(_TEXT),
        calls=_list(_TEXT),
        days=_list(_DAY),
        **{"from": _DAY, "to": _DAY},
        **{name: _list(_CHANGE) for name in ("changes", "answers", "outcome")},
    ),
    "status": _object({"folder": _TEXT, "on": _DAY, "applications": _list(_APPLICATION), "unread": _list(_TEXT)}),
    "whatif": _object(
        {"contribution": _or_null(_MONEY), "status": _TEXT, "binding": {"type": "array"}, "yields": {"type": "array"}}
    ),
    "declarations": _object(
        {
            "call": _TEXT,
            "on": _DAY,
            "files": _list(_TEXT),
            "declarations": _list(
                _object(
                    {
                        "id": _TEXT,
                        "title": _TEXT,
                        "attachment": _TEXT,
                        "model": {"enum": ["issuer", "free", "portal"]},
                        "signer": _TEXT,
                        "files": _list(_TEXT),
                        "to_complete": _list(_object({"key": _TEXT, "label": _TEXT})),
                        "refused": _list(_TEXT),
                    }
                )
            ),
        }
    ),
    "dossier": _object({"call": _TEXT, "on": _DAY, "verdict": _OVERALL, "unfunded": _YES_NO, "files": _list(_TEXT)}),
    "verify": _object(
        {
            "tool": _TEXT,
            "file": _TEXT,
            "coherent": _YES_NO,
            "call": _TEXT,
            "on": _DAY,
            "verdict": _OVERALL,
            "unfunded": _YES_NO,
            "differences": _list(_object({"kind": _TEXT, "where": _TEXT, "paper": _ANY, "here": _ANY})),
            "notes": _list(_TEXT),
        }
    ),
    "explain": _object({}, **_CODE["properties"], call=_TEXT, rules=_list(_object({"id": _TEXT, "cite": _ANY}))),
    "codes": _object({"codes": _list(_CODE)}),
    "doctor": _object({"tool": _TEXT, "on": _DAY, "checks": _list(_CHECK)}),
}
"""What each document holds beside ``schema`` and ``problems``."""


def schema_names() -> list[str]:
    """Return the names of the documents."""
    return list(_DOCUMENTS)


def schema_of(name: str) -> Schema:
    """Return the JSON Schema of the document ``grantcli/NAME/1``; KeyError where there is none."""
    document = _DOCUMENTS[name]
    ident = f"grantcli/{name}/1"
    return {
        "$schema": _DIALECT,
        "title": ident,
        "type": "object",
        "required": ["schema", *document["required"], "problems"],
        "properties": {"schema": {"const": ident}, **document["properties"], "problems": _list(_PROBLEM)},
    }
