"""What the outcome says of an expense just given: admitted or not, with the reason, and the totals of the plan."""

from ..i18n import _, say
from ..model.outcome import Line
from ..wording.formats import money
from .conversation import Conversation


def remark_on_expense(talk: Conversation, ident: str) -> None:
    """Show at once why an expense is refused or cut, or left to a person; then the totals so far."""
    totals = talk.outcome.expenses
    line = next((one for one in totals.lines if one.id == ident), None)
    if line is None:
        return
    for text, cite in _reasons(line):
        words = _("{id}: {text} (fonte: {cite})").format(id=ident, text=text, cite=cite)
        talk.tell(words, "warn")
    presented, admitted = (money(amount) for amount in (totals.presented, totals.admitted))
    words = _("Finora: spesa presentata {presented}, ammessa {admitted}.")
    talk.tell(words.format(presented=presented, admitted=admitted), "dim")


def _reasons(line: Line) -> list[tuple[str, str]]:
    cut = [(say(step.text), step.cite) for step in line.steps if step.amount]
    manual = [(say(one.look_at) or say(one.text), one.cite) for one in line.findings if one.verdict == "manual"]
    hints = [(_("forse non ammessa: {text}").format(text=say(one.text)), one.cite) for one in line.suggestions]
    return [*cut, *manual, *hints]
