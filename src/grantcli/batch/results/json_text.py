"""Data written as JSON text: by orjson where it is installed (the extra ``fast``), else by the standard library."""

import json
from functools import cache
from types import ModuleType

_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def written(data: object) -> str:
    """Return data as one line of JSON, accents as they are; the same text whoever writes it."""
    fast = _orjson()
    if fast is None:
        return _PLAIN.encode(data)
    try:
        return str(fast.dumps(data), "utf-8")
    except TypeError:  # a number or a sign that it cannot write, and the standard library can
        return _PLAIN.encode(data)


@cache
def _orjson() -> ModuleType | None:
    try:
        import orjson
    except ImportError:
        return None
    return orjson
