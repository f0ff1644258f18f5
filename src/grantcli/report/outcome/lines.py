"""The expense lines: which are refused or cut, by which letter and why, and the kind that a description suggests."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from ...i18n import _, say
from ...model.finding import Finding
from ...model.outcome import Line, Outcome, Step
from ...wording.facts import question_of
from ...wording.formats import change, money
from ...wording.provenance import status_word
from ..layout import Screen, aside, entry, heading, labelled

_MARKS = {"admitted": "pass", "refused": "fail", "cut": "warning", "manual": "manual", "unknown": "unknown"}


def lines(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show the lines that are not simply admitted, with every cut and its source; all lines when ``verbose``."""
    totals = outcome.expenses
    shown = [line for line in totals.lines if verbose or line.verdict != "admitted" or line.suggestions]
    if not shown:
        return
    title = _("Le spese, riga per riga") if verbose else _("Spese non ammesse, ridotte o dubbie")
    yield heading(title, _("{n} di {all}").format(n=len(shown), all=len(totals.lines)))
    letters = {rule.id: rule.letter for rule in outcome.call.expenses.refused if rule.letter}
    for line in shown:
        yield entry(console, _MARKS[line.verdict], *_line(line, outcome, letters))


def _line(line: Line, outcome: Outcome, letters: dict[str, str]) -> Iterator[RenderableType]:
    title = Text.assemble((line.id, "bold"), f" {line.description}  ", (_admitted(line), "bold"))
    yield title
    yield aside(
        _("categoria {id}").format(id=line.category) if line.category else "", line.supplier or "", line.partner or ""
    )
    for step in line.steps:
        if step.amount:
            yield _step(step, letters)
    for finding in line.findings:
        yield from _finding_rows(finding, outcome, {step.rule for step in line.steps}, letters)
    for hint in line.suggestions:
        yield _suggestion(hint, letters)


def _admitted(line: Line) -> str:
    if line.admitted == line.presented:
        return money(line.presented)
    return _("{presented} → ammessi {admitted}").format(presented=money(line.presented), admitted=money(line.admitted))


def _letter(rule: str, letters: dict[str, str]) -> str:
    return _("lettera {letter}").format(letter=letters[rule]) if rule in letters else ""


def _step(step: Step, letters: dict[str, str]) -> RenderableType:
    text = Text.assemble((change(step.amount), "red" if step.amount < 0 else "green"), f"  {say(step.text)} ")
    status = status_word(step.status, step.supplied)
    return text.append_text(aside(_letter(step.rule, letters), step.rule, step.cite, status))


def _finding_rows(
    finding: Finding, outcome: Outcome, cut_by: set[str], letters: dict[str, str]
) -> Iterator[RenderableType]:
    if finding.verdict == "pass":
        return
    if finding.id not in cut_by:
        yield (
            Text(say(finding.text))
            .append("  ")
            .append_text(aside(_letter(finding.id, letters), finding.id, finding.cite))
        )
    if finding.missing:
        yield labelled(_("Manca"), "; ".join(question_of(key, outcome.vocabulary) for key in finding.missing))
    if finding.look_at:
        yield labelled(_("Guardare"), say(finding.look_at))
    if finding.remedy:
        yield labelled(_("Rimedio"), say(finding.remedy))


def _suggestion(hint: Finding, letters: dict[str, str]) -> RenderableType:
    source = " · ".join(part for part in (_letter(hint.id, letters), hint.cite) if part)
    words = _("per come è descritta potrebbe ricadere qui: {rule} ({source})")
    return labelled(_("Da controllare"), words.format(rule=say(hint.text), source=source))
