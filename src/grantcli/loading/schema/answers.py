"""The JSON Schema of what people write beside a call: applications, profiles of companies, golden cases.

Loose where the reader is: figures and days may be text in any form it understands. With a call the facts are its own
and no other key is taken; without one, those shared by all.
"""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from ...i18n import _, say
from ...model.call import Call
from ...model.case import Case, Expect
from ...model.finding import Overall, Verdict
from ...model.vocabulary import Fact, Vocabulary
from ...model.walk.call_nouns import field_names
from ..call.suppliable import suppliable
from .json_schema import DIALECT

Schema = dict[str, Any]
_TEXT: Schema = {"type": ["string", "number", "null"]}
_BY_KIND: Mapping[str, Schema] = {
    "yes_no": {"type": ["boolean", "string", "null"]},
    "choices": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
}
_A_FILE: Schema = {"type": "string"}
_FILE_WITH_COLUMNS: Schema = {"type": "object", "required": ["file"]}
_IN_FILES = frozenset({"expenses", "aids", "partners", "links"})
"""Lists that may be the name of a file, or a mapping that says how to read one."""


def application_schema(vocabulary: Vocabulary, call: Call | None = None) -> Schema:
    """Return the schema of an application (``domanda.yaml``), of one call or of any."""
    facts = _facts(vocabulary, strict=call is not None)
    own = facts["properties"]
    own["call"] = {"type": "string", "description": _("Il bando a cui si fa domanda.")}
    own["on"] = {"type": "string", "description": _("Il giorno per cui la si valuta; se manca, oggi.")}
    own["supplied"] = _supplied(call)
    company = own.setdefault("company", {"type": "object"})
    company.setdefault("properties", {})["profile"] = {
        "type": "string",
        "description": _("Il file con il profilo dell'impresa."),
    }
    own["company"] = {"anyOf": [company, {"type": "string"}]}
    return {"$schema": DIALECT, "title": "grantcli application", **facts, "required": ["call"]}


def profile_schema(vocabulary: Vocabulary) -> Schema:
    """Return the schema of a company's profile: facts as in an application, or the company's own alone."""
    facts = _facts(vocabulary, strict=False)
    company = facts["properties"].get("company", {}).get("properties", {})
    facts["properties"] = {**company, **facts["properties"], "imported": {"type": ["object", "array"]}}
    return {"$schema": DIALECT, "title": "grantcli profile", **facts}


def cases_schema(vocabulary: Vocabulary, call: Call | None = None) -> Schema:
    """Return the schema of a file of golden cases: one case, or a list of them."""
    facts = _facts(vocabulary, strict=call is not None)
    facts["properties"]["supplied"] = _supplied(call)
    facts["patternProperties"] = {r"^.+\[.+\]": {}}
    texts = {"type": ["string", "null"]}
    named = {"name": texts, "base": texts, "cite": texts, "on": {"type": "string"}}
    properties = {**named, "facts": {"anyOf": [facts, {"type": "null"}]}, "expect": _expect()}
    case: Schema = {
        "type": "object",
        "properties": {key: properties[key] for key in field_names(Case) if key in properties},
        "required": ["name", "on", "expect"],
        "additionalProperties": False,
    }
    whole = {"anyOf": [{"$ref": "#/$defs/Case"}, {"type": "array", "items": {"$ref": "#/$defs/Case"}}]}
    return {"$schema": DIALECT, "title": "grantcli cases", **whole, "$defs": {"Case": case}}


def _expect() -> Schema:
    by_id: dict[str, Schema] = {
        "verdict": {"enum": list(get_args(Overall))},
        "findings": {"type": "object", "additionalProperties": {"enum": list(get_args(Verdict))}},
        "exit": {"type": ["integer", "string"]},
    }
    properties = {key: by_id.get(key, {}) for key in field_names(Expect)}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _supplied(call: Call | None) -> Schema:
    one: Schema = {
        "type": ["object", "null"],
        "properties": {"value": {}, "source": {"type": "string"}},
        "required": ["value", "source"],
        "additionalProperties": False,
    }
    words = _("Cifre che il testo del bando non dà, lette altrove, ciascuna con la sua fonte.")
    if call is None:
        return {"type": ["object", "null"], "description": words, "additionalProperties": one}
    known = dict.fromkeys(suppliable(call), one)
    return {"type": ["object", "null"], "description": words, "properties": known, "additionalProperties": False}


def _facts(vocabulary: Vocabulary, *, strict: bool) -> Schema:
    """Return the schema of a table of facts: each under its dotted key, or key by key."""
    own = {key: fact for key, fact in vocabulary.items() if "[]" not in key and not _is_computed(key, fact)}
    return _table(own, strict)


def _is_computed(key: str, fact: Fact) -> bool:
    return fact.compute is not None or key in ("on", "track") or key.startswith("total.")


def _table(facts: Mapping[str, Fact], strict: bool) -> Schema:
    properties: dict[str, Schema] = {key: _value(key, fact, strict) for key, fact in facts.items()}
    for first in dict.fromkeys(key.partition(".")[0] for key in facts if "." in key):
        inside = {key.partition(".")[2]: fact for key, fact in facts.items() if key.startswith(f"{first}.")}
        table = _table(inside, strict)
        properties[first] = {"anyOf": [properties[first], table]} if first in properties else table
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": not strict}


def _value(key: str, fact: Fact, strict: bool) -> Schema:
    words = " ".join(_sentences(fact))
    if fact.kind == "list":
        return {"description": words, "anyOf": list(_forms_of_list(key, fact, strict))}
    loose = _BY_KIND.get(fact.kind, _TEXT)
    known: list[Schema] = [{"enum": list(fact.choices)}] if fact.choices else []
    return {"description": words, **({"anyOf": [*known, loose]} if known else loose)}


def _forms_of_list(key: str, fact: Fact, strict: bool) -> Iterable[Schema]:
    """Yield how a list may be written: item by item, by its key, or as the files that hold it."""
    item = _table(fact.items or {}, strict)
    item["properties"].setdefault("id", _TEXT)
    named: list[Schema] = [_A_FILE, _FILE_WITH_COLUMNS] if key in _IN_FILES else []
    yield {"type": "array", "items": {"anyOf": [item, *named]} if named else item}
    yield {"type": "null"}
    yield from named
    if fact.key:
        yield {"type": "object", "additionalProperties": item}


def _sentences(fact: Fact) -> Iterable[str]:
    yield f"{say(fact.label)}."
    if fact.question:
        yield say(fact.question)
