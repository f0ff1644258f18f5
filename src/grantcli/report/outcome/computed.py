"""The computed facts on a terminal: each with its formula in figures and where the call says it."""

from rich.console import Console
from rich.text import Text

from ...i18n import _
from ...model.outcome import Outcome
from ...wording.computed.values import computed_words
from ...wording.facts import described, label_of
from ..layout import Screen, aside, entry, heading


def computed(outcome: Outcome, console: Console) -> Screen:
    """Show every figure that the call computes or looks up, with what it was computed from."""
    if not outcome.computed:
        return
    yield heading(_("Le cifre calcolate"), str(len(outcome.computed)))
    for one in outcome.computed:
        fact = described(one.key, outcome.vocabulary)
        title = Text(label_of(one.key, outcome.vocabulary), style="bold")
        said = Text(computed_words(one, outcome.vocabulary, outcome.facts))
        mark = "info" if one.value is not None else one.verdict
        yield entry(console, mark, title, said, aside((fact.cite if fact is not None else None) or "", one.key))
