"""What a row says as nested data, text all through: figures keep their digits, equal keys are refused."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ...i18n import _
from ...problem import Problem
from .row import Row, place_of

MOST_TEXT = 32_767
"""The longest text of a cell: what a spreadsheet can hold."""
_NEAR = 15


class _TwiceError(ValueError):
    """A key is written twice in one object."""


def parse(row: Row) -> dict[str, Any] | Problem:
    """Return the data of a row of a table or of JSON, figures as text; or what is wrong with it."""
    if isinstance(row.content, dict):
        return _too_long(row, row.content) or row.content
    try:
        data = _DECODER.decode(bytes_of(row).decode("utf-8"))
    except UnicodeDecodeError as error:
        said = _("il byte {n} non è UTF-8").format(n=error.start + 1)
        return Problem(place_of(row), "", said, _("salvare il file in UTF-8"), "not_utf8")
    except _TwiceError as error:
        said = _("la chiave «{key}» è scritta due volte").format(key=str(error)[:80])
        return Problem(place_of(row), "", said, kind="duplicate_key")
    except json.JSONDecodeError as error:
        near = error.doc[max(0, error.pos - _NEAR) : error.pos + _NEAR].strip()
        said = _("non è JSON: si interrompe al carattere {n}, vicino a «{near}»").format(n=error.pos + 1, near=near)
        return Problem(place_of(row), "", said, kind="broken_json")
    except RecursionError:
        return Problem(place_of(row), "", _("è annidato troppo a fondo"), kind="too_deep")
    if isinstance(data, dict):
        return (_too_long(row, data) if len(bytes_of(row)) > MOST_TEXT else None) or data
    return Problem(place_of(row), "", _("qui serve un oggetto JSON, una domanda per riga"), kind="not_a_mapping")


def bytes_of(row: Row) -> bytes:
    """Return what a row says as JSON: as it was written, or as the data of its table are."""
    if isinstance(row.content, bytes):
        return row.content
    return json.dumps(row.content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _too_long(row: Row, data: dict[str, Any]) -> Problem | None:
    for path, text in _texts(data, ""):
        if len(text) > MOST_TEXT:
            said = _("il testo ha {n} caratteri, più dei {most} di una cella").format(n=len(text), most=MOST_TEXT)
            return Problem(place_of(row), path, said, kind="too_long")
    return None


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield path or key, key
            yield from _texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{index}]")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        counts = Counter(key for key, _value in pairs)
        raise _TwiceError(next(key for key, _value in pairs if counts[key] > 1))
    return made


_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)
