"""The pages of the docs that are made from the code; ``tests/docs/test_pages.py`` holds them."""

import sys
from pathlib import Path

from grantcli.cli.shell.exits import MEANINGS
from grantcli.codes import CODES, GROUPS
from grantcli.i18n import use
from grantcli.loading.call.edition import read_vocabulary
from grantcli.loading.call.library import shared_facts
from grantcli.loading.schema.json_schema import call_schema
from grantcli.loading.schema.keys import key_lines
from grantcli.report.schemas import schema_names
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


def keys_page() -> str:
    """Return the page of all keys of a call file."""
    use("en")
    lines = [
        "# The keys of a call",
        "",
        "Made from the code by `make pages`: do not edit. `grantcli calls keys [WORD]` says the same on the terminal.",
    ]
    noun = ""
    for one in key_lines(call_schema(read_vocabulary(shared_facts())[0])):
        if one.noun != noun:
            noun = one.noun
            head = "| key | what it is for | what it may hold | example |"
            lines += ["", f"## {noun}", "", head, "|---|---|---|---|"]
        cells = (f"`{one.key}`", one.text, one.holds, f"`{one.example}`")
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    use("it")
    return "\n".join(lines) + "\n"


def recipes_page() -> str:
    """Return the page of recipes: the small calls that the tests run, as they are."""
    lines = [
        "# Recipes",
        "",
        "What real measures say, each as a small call. Made by `make pages` from the calls in `tests/sayable`,",
        "which the tests run with their cases: what stands here works.",
    ]
    for folder in sorted(path.parent for path in (DOCS.parent / "tests" / "sayable").glob("*/call.yaml")):
        text = (folder / "call.yaml").read_text(encoding="utf-8")
        title = next(line.removeprefix("title: ") for line in text.splitlines() if line.startswith("title: "))
        lines += ["", f"## {title}", "", "```yaml", text.strip(), "```"]
    return "\n".join(lines) + "\n"


def exits_table() -> str:
    """Return the table of exit codes."""
    rows = [f"| {code} | {meaning} |" for code, meaning in sorted(MEANINGS.items())]
    return "\n".join(["| exit | meaning |", "|---|---|", *rows]) + "\n"


def scripts_page() -> str:
    """Return the page for scripts with its table of exit codes and list of documents made anew."""
    text = (DOCS / "scripts.md").read_text(encoding="utf-8")
    names = ", ".join(f"`{name}`" for name in schema_names())
    for mark, made in (("exits", exits_table()), ("schemas", f"{names}\n")):
        begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
        before, _rest, after = text.partition(begin)
        text = before + begin + made + end + after.partition(end)[2]
    return text


PAGES = {"problems.md": problems_page, "keys.md": keys_page, "recipes.md": recipes_page, "scripts.md": scripts_page}


def main() -> int:
    """Write the pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
