"""The first look-up in each register of a fresh process, against bare Python: a prompt must not wait for it."""

from collections.abc import Iterator

from .measure import PYTHON, Figure, cost_of

FIRST = {
    "places": "commune('043007')",
    "search": "find_communes('camer')",
    "activities": "find_ateco('software')",
    "forms": "legal_form('SR')",
    "countries": "country('IT')",
}
_CODE = "from grantcli.registry import {module}; {module}.{call}"


def figures() -> Iterator[Figure]:
    """Measure the processes."""
    lines = {
        name: [PYTHON, "-c", _CODE.format(module=name, call=call) if call else "pass"]
        for name, call in {"": "", **FIRST}.items()
    }
    cost, unit = cost_of(lines)
    for name, call in FIRST.items():
        yield Figure(f"first {name}.{call}", cost[name] / cost[""], note=f"× python -c pass, {unit}")
