"""The pages made from the code say what the code says."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from pages import PAGES  # noqa: E402


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_made_from_the_code_is_up_to_date(name: str) -> None:
    page, wanted = ROOT / "docs" / name, PAGES[name]()
    if os.environ.get("GOLDEN"):
        page.write_text(wanted, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == wanted, "run: make pages"


@pytest.mark.parametrize("name", ["call-format.md", "writing-a-call.md", "keys.md", "recipes.md"])
def test_who_writes_a_call_is_never_sent_to_the_source_code(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert [word for word in ("src/", ".py", "grantcli.loading", "grantcli.model", "source code") if word in text] == []
