"""Tests of this room leave nothing in the user's cache."""

import pytest


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTCLI_NO_CACHE", "1")
