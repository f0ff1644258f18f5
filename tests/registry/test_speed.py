"""The first look-up of a fresh process is quick enough for a prompt: under 30 ms, as the best of some tries."""

import subprocess
import sys

import pytest

FIRST = """
import time
from grantcli.registry import {module}
start = time.perf_counter()
assert {module}.{call}
print((time.perf_counter() - start) * 1000)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("places", "commune('043007')"),
        ("search", "find_communes('camer')"),
        ("search", "communes_named('Camerino')"),
        ("activities", "ateco_title('62.10.00', '2025')"),
        ("activities", "heirs('62.01.00', '2022', '2025')"),
        ("activities", "find_ateco('software')"),
        ("forms", "legal_form('SR')"),
        ("countries", "country('IT')"),
    ],
)
def test_the_first_look_up_is_quick(module: str, call: str) -> None:
    code = FIRST.format(module=module, call=call)
    best = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(4))
    assert best < 30
