"""Tests of this room leave nothing in the user's cache, and take the time that a busy machine needs."""

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTCLI_NO_CACHE", "1")
