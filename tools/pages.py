"""The pages of the docs that are made from the code; ``tests/docs/test_pages.py`` holds them."""

import sys
from pathlib import Path

from grantcli.codes import CODES, GROUPS
from grantcli.i18n import use
from grantcli.wording.code_words import explanations, group_title

DOCS = Path(__file__).parent.parent / "docs"


def problems_page() -> str:
    """Return the page of all codes: what each means, why, an example, what to do."""
    use("en")
    lines = [
        "# Problems and their codes",
        "",
        f"Made from the code by `make pages`: do not edit. {len(CODES)} kinds of problem and warning,",
        "each with a code that never changes. On the terminal it stands at the end of the line; with `--json` it is",
        "the key `code` of a problem.",
        "`grantcli explain G101` says the same as this page in Italian or English; `grantcli explain RULE-ID --call",
        "CALL` explains a rule.",
    ]
    for digit in GROUPS:
        lines += ["", f"## G{digit}… {group_title(digit)}"]
        for one in explanations(digit):
            lines += ["", f"**{one.code}** `{one.kind}` {one.means} {one.why} *{one.remedy}*", f"`{one.example}`"]
    use("it")
    return "\n".join(lines) + "\n"


PAGES = {"problems.md": problems_page}


def main() -> int:
    """Write the pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
