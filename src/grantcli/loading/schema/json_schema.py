"""The JSON Schema of ``call.yaml``, for completion and checks in editors: made from the model by pydantic."""

from collections.abc import Mapping
from typing import Any

from ...i18n import LANGUAGES, _, say
from ...model.call import Call
from ...model.condition import Condition
from ...model.vocabulary import Fact, Vocabulary
from ..call.vocabulary import Own, whole_vocabulary
from ..conditions.comparisons import AGE_WORDS, DATE_WORDS, MONTH_ENDS, NUMBER_WORDS, PLUS_KEYS, WORDS
from .computing import COMPUTE_NOUNS, FIGURE_NOUNS, compute_schema, figure_schema, measurement_schema, row_schema
from .descriptions import key_texts

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = {"type": ["string", "number", "boolean"]}
_NUMBER = {"type": ["number", "string"]}
_OTHER_FACT = {"$ref": "#/$defs/OtherFact"}
_SHIFT = {"$ref": "#/$defs/Shift"}


def call_schema(facts: Vocabulary) -> dict[str, Any]:
    """Return the schema of a call file. Scalars may be written as text, as YAML reads them; conditions recurse.

    ``facts`` is the shared vocabulary: its keys are offered in conditions, where a call's own facts may be as well.
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(Call).json_schema(mode="validation", ref_template="#/$defs/{model}")
    hidden = _condition_names() | FIGURE_NOUNS | COMPUTE_NOUNS
    defs = {name: part for name, part in schema.pop("$defs").items() if name not in hidden}
    defs["Condition"] = condition_schema(facts)
    defs["Value"] = _value_schema()
    defs["Comparison"] = _comparison_schema()
    defs["OtherFact"] = _other_fact_schema()
    defs["Shift"] = _shift_schema()
    defs["Text"] = _text_schema()
    defs["Figure"] = figure_schema()
    defs["Compute"] = compute_schema()
    defs["Measurement"] = measurement_schema()
    defs["LookupRow"] = row_schema()
    for part in defs.values():
        _spell_keys(part)
    whole = {"$schema": DIALECT, "title": "grantcli call", **schema, "$defs": defs}
    loose: dict[str, Any] = _loosen(whole)
    for name, part in (("Call", loose), *loose["$defs"].items()):
        _explain(name, part.get("properties", {}))
    return loose


def _spell_keys(noun: dict[str, Any]) -> None:
    """Write the keys that are words of Python as a call writes them: ``from_`` is ``from``."""
    properties = noun.get("properties", {})
    for key in [key for key in properties if key.endswith("_")]:
        properties[key.rstrip("_")] = properties.pop(key)


def _explain(noun: str, properties: dict[str, Any]) -> None:
    """Add to every key of a noun what it is for; facts have words of their own."""
    texts = key_texts()
    for key, part in properties.items():
        text = texts.get(f"{noun}.{key}") or texts.get(key, "")
        properties[key] = {"description": text, **part}


def _condition_names() -> frozenset[str]:
    return frozenset({*(noun.__name__ for noun in Condition.__args__), "Ref"})


def _loosen(node: Any) -> Any:
    """Rewrite what pydantic says of typed values into what a YAML file may hold for them."""
    if isinstance(node, list):
        return [_loosen(part) for part in node]
    if not isinstance(node, Mapping):
        return node
    if "anyOf" in node:
        node = _loosen_union(node)
    if node.get("type") in ("number", "integer") or node.get("format") in ("date", "date-time"):
        return {key: part for key, part in node.items() if key in ("title", "default")} | _NUMBER
    if node.get("type") == "boolean":
        return {"type": ["boolean", "string"], **_kept(node)}
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        return {**_SCALAR, **_kept(node)}
    return {key: _loosen(part) for key, part in node.items()}


def _kept(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in ("title", "default", "description") if key in node}


def _loosen_union(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a union with conditions and texts named, and what is optional allowed to be null."""
    parts = node["anyOf"]
    rest = {key: part for key, part in node.items() if key not in ("anyOf", "default")}
    null = [part for part in parts if part.get("type") == "null"]
    named = {part.get("$ref", "").rsplit("/", 1)[-1] for part in parts}
    if named & _condition_names():
        return {"anyOf": [{"$ref": "#/$defs/Condition"}, *null], **rest}
    if named & FIGURE_NOUNS:
        return {"anyOf": [{"$ref": "#/$defs/Figure"}, *null], **rest}
    if named & COMPUTE_NOUNS:
        return {"anyOf": [{"$ref": "#/$defs/Compute"}, *null], **rest}
    if any(part.get("type") == "string" for part in parts) and any("additionalProperties" in part for part in parts):
        return {"anyOf": [{"$ref": "#/$defs/Text"}, *null], **rest}
    if any(part.get("type") in ("number", "integer") or "format" in part for part in parts):
        return {"anyOf": [{"type": "number"}, *null], **rest}
    return {"anyOf": list(parts), **rest}


def _text_schema() -> dict[str, Any]:
    by_language = {language: {"type": "string"} for language in LANGUAGES}
    return {
        "description": _("Un testo nella lingua del bando, o per lingua."),
        "anyOf": [
            _SCALAR,
            {"type": "object", "properties": by_language, "additionalProperties": False, "minProperties": 1},
        ],
    }


def condition_schema(facts: Vocabulary) -> dict[str, Any]:
    """Return the schema of a condition: reserved words, and any other key as a fact with what it is compared with."""
    again, value = {"$ref": "#/$defs/Condition"}, {"$ref": "#/$defs/Value"}
    group = {"type": "array", "items": again, "minItems": 1}
    words = {word: {"anyOf": [_NUMBER, _OTHER_FACT]} for word in NUMBER_WORDS} | {"is": value}
    over_lists = {"anyOf": [{"enum": list_names(facts)}, {"type": "string"}]}
    return {
        "description": _("I fatti con i valori accettati, tutti insieme; oppure parole su condizioni ed elenchi."),
        "type": "object",
        "minProperties": 1,
        "properties": {
            **fact_schemas(facts, value),
            "all": group,
            "any": group,
            "not": again,
            "where": again,
            **dict.fromkeys(("some", "every", "count", "sum", "distinct"), over_lists),
            **words,
        },
        "additionalProperties": value,
    }


def fact_schemas(shared: Vocabulary, value: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a schema for every name of a fact, fields of lists by their own name; each takes any ``value`` too."""
    named: dict[str, list[Fact]] = {}
    for key, fact in whole_vocabulary(shared, own=Own()).items():
        named.setdefault(key.rpartition("[].")[2], []).append(fact)
    return {name: _fact_schema(facts, value) for name, facts in sorted(named.items())}


def list_names(shared: Vocabulary) -> list[str]:
    """Return the names of the lists, for the words over lists."""
    return sorted({key for key, fact in whole_vocabulary(shared, own=Own()).items() if fact.kind == "list"} - {""})


def _fact_schema(facts: list[Fact], value: Mapping[str, Any]) -> dict[str, Any]:
    words = dict.fromkeys(_fact_words(fact) for fact in facts)
    answers = _fact_answers(facts[0]) if len({tuple(_fact_answers(fact)) for fact in facts}) == 1 else []
    known = [{"enum": answers}] if answers else []
    return {"description": " · ".join(words), "anyOf": [*known, dict(value)]}


def _fact_words(fact: Fact) -> str:
    label = say(fact.label)
    return f"{label}. {say(fact.question)}" if fact.question else f"{label}."


def _fact_answers(fact: Fact) -> list[Any]:
    return [True, False] if fact.kind == "yes_no" else list(fact.choices or ())


def _value_schema() -> dict[str, Any]:
    several = {"type": "array", "items": _SCALAR, "minItems": 1}
    return {
        "description": _("Il valore accettato, più valori, o un confronto."),
        "anyOf": [_SCALAR, several, _OTHER_FACT, {"$ref": "#/$defs/Comparison"}],
    }


def _comparison_schema() -> dict[str, Any]:
    several: list[Any] = [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]
    ordered = {word: {"anyOf": [_SCALAR, _OTHER_FACT]} for word in (*NUMBER_WORDS, *DATE_WORDS)}
    plain = {word: {"anyOf": several} for word in WORDS}
    ages = {word: {"anyOf": [_SHIFT]} for word in AGE_WORDS} | {"on": {"type": "string"}}
    return {
        "description": _("Un confronto: una parola, o più, e ciò con cui si confronta."),
        "type": "object",
        "properties": {**plain, **ordered, **ages, "is": {"anyOf": [*several, _OTHER_FACT]}},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _other_fact_schema() -> dict[str, Any]:
    return {
        "description": _("Un altro fatto con cui confrontare: spostato nel tempo, o moltiplicato."),
        "type": "object",
        "properties": {
            "fact": {"type": "string"},
            "plus": {"anyOf": [_SHIFT]},
            "at": {"enum": list(MONTH_ENDS)},
            "times": _NUMBER,
        },
        "required": ["fact"],
        "additionalProperties": False,
    }


def _shift_schema() -> dict[str, Any]:
    return {
        "description": _("Di quanto si sposta un giorno."),
        "type": "object",
        "properties": dict.fromkeys(PLUS_KEYS, _NUMBER),
        "additionalProperties": False,
    }
