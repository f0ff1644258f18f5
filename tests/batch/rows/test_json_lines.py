"""The same line of JSON with orjson and without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.batch.batch_rows import DAY, application, edition, line

from grantcli.batch.results import outcome_line
from grantcli.batch.results.outcome_line import written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def plainly(data: object) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcome_line, "_orjson", lambda: None)
        return written(data)


@given(VALUES)
def test_any_data(data):
    pytest.importorskip("orjson")
    assert written(data) == plainly(data)


def test_half_a_surrogate_is_left_to_the_standard_library():
    assert written("\ud800") == plainly("\ud800")


def test_an_outcome():
    from grantcli.batch.rows.row import Job, Row
    from grantcli.batch.running.judging import judge_rows

    job = Job({edition().call.id: edition()}, DAY)
    rows = [Row("x", 1, line(application(1)).encode())]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcome_line, "_orjson", lambda: None)
        plain = judge_rows(job, rows)
    assert judge_rows(job, rows) == plain
