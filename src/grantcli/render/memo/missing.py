"""What is missing: the answers in the order of the interview, the figures of the call, the documents and who brings."""

from collections.abc import Iterator
from itertools import groupby

from ...i18n import _, plural, say
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording.chapters import chapter, chapter_title
from ...wording.facts import vocabulary_key
from ...wording.figures import figure_name
from ...wording.formats import continued
from ...wording.verdicts import due_word
from ..pieces.bringer import who_brings

Plain = dict[str, object]
_MOST_FIGURES = 6


def missing(outcome: Outcome) -> Plain:
    """Return the answers by chapter, and the figures that somebody must read in the official text."""
    figures = [_figure(figure_name(one, outcome.call), place) for place, one in enumerate(outcome.missing_figures)]
    rest = len(figures) - _MOST_FIGURES
    if rest > 0:
        figures[_MOST_FIGURES:] = [plural("e un'altra", "e altre {n}", rest).format(n=rest)]
    return {
        "answers": list(_answers(outcome)),
        "count": len(outcome.missing),
        "figures": figures,
        "bring": [] if outcome.filed else _bring(outcome),
        "filed": outcome.filed,
    }


def _figure(name: str, place: int) -> str:
    """Return a figure's name as it stands in a row of them: the first begins a sentence, none ends one."""
    return (name if place == 0 else continued(name)).rstrip(".")


def _bring(outcome: Outcome) -> list[Plain]:
    """Return who brings which of the documents that go with the application, each person once."""
    held: dict[str, list[Plain]] = {}
    for paper in outcome.attachments:
        if paper.due != "not_due" and paper.moment == "submission":
            copies = plural("{n} copia", "{n} copie", paper.copies).format(n=paper.copies) if paper.copies > 1 else ""
            mark = "" if paper.due == "required" else due_word(paper.due)
            marks = ", ".join(part for part in (copies, mark) if part)
            who = who_brings(paper, outcome.facts)
            held.setdefault(who, []).append({"id": paper.id, "title": say(paper.title), "mark": marks})
    return [{"who": who, "papers": papers} for who, papers in held.items()]


def _answers(outcome: Outcome) -> Iterator[Plain]:
    places = {key: place for place, key in enumerate(outcome.vocabulary)}
    last = len(places)
    chapters = {name: place for place, name in enumerate(dict.fromkeys(map(chapter, outcome.vocabulary)))}

    def rank(key: str) -> tuple[int, int]:
        return chapters.get(chapter(key), last), places.get(vocabulary_key(key), last)

    for name, keys in groupby(sorted(outcome.missing, key=rank), key=chapter):
        labels = said.labels_of(keys, outcome.vocabulary)
        yield {"chapter": chapter_title(name, outcome.vocabulary) or _("Altri dati"), "labels": labels}
