"""The documents to send, the dates to keep, the score."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from ...i18n import _, plural, say
from ...model.outcome import AttachmentOutcome, DeadlineOutcome, Outcome, ScoreOutcome
from ...wording.facts import item_name, label_of, question_of
from ...wording.formats import limit, number
from ...wording.provenance import because_words, moment_word, signer_words, status_word
from ...wording.terms import certainty_of, span
from ...wording.verdicts import due_word, papers_due, points_word
from ..layout import Screen, aside, columns, entry, heading, labelled, note

_DUE = {"required": "todo", "score_only": "info", "unknown": "unknown", "not_due": "none"}


def attachments(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show the documents: due ones with a box, then those for the score and those not decided yet."""
    if not outcome.attachments:
        return
    idle = [item for item in outcome.attachments if item.due == "not_due"]
    yield heading(_("Allegati"), papers_due((item.due, item.moment) for item in outcome.attachments))
    for kind in ("required", "unknown", "score_only", *(["not_due"] if verbose else [])):
        for item in outcome.attachments:
            if item.due == kind:
                yield entry(console, _DUE[kind], *_attachment(item, outcome))
    if idle and not verbose:
        names = ", ".join(item.id for item in idle)
        yield note(_("Non dovuti: {names}.").format(names=names), "dim")


def _attachment(item: AttachmentOutcome, outcome: Outcome) -> Iterator[RenderableType]:
    title = Text.assemble((item.id, "bold"), f" {say(item.title)}")
    if item.copies > 1:
        title.append(f" ({plural('{n} copia', '{n} copie', item.copies).format(n=item.copies)})")
    yield title
    signer = _("firma: {who}").format(who=signer_words(item)) if item.signer else ""
    later = moment_word(item.moment) if item.moment != "submission" else ""
    due = "" if item.due == "required" else due_word(item.due)
    yield aside(due, say(item.form), signer, later, item.cite, status_word(item.status))
    yield Text(because_words(item), style="dim")
    if item.who:
        yield labelled(_("Per"), ", ".join(item_name(one, outcome.facts) for one in item.who))
    if item.missing:
        yield labelled(_("Dipende da"), "; ".join(question_of(key, outcome.vocabulary) for key in item.missing))


def deadlines(outcome: Outcome) -> Screen:
    """Show the dates in order; those that count from something not known yet come last."""
    if not outcome.deadlines:
        return
    yield heading(_("Scadenze"))
    known = sorted((item for item in outcome.deadlines if item.at), key=lambda item: (item.at is None, item.at))
    rows = [_deadline(item, outcome) for item in (*known, *(item for item in outcome.deadlines if not item.at))]
    yield columns(rows, "left", "full")


def _deadline(item: DeadlineOutcome, outcome: Outcome) -> list[RenderableType]:
    passed = item.at is not None and item.at.date() < outcome.on
    style = "yellow" if item.at is None else "dim" if passed else "bold"
    counted = span(item.after) if item.after is not None else ""
    dated = Text(limit(item.at) if item.at is not None else counted or _("data non nota"), style=style)
    from_fact = (
        _("si conta da: {fact}").format(fact=label_of(item.counted_from, outcome.vocabulary))
        if item.counted_from
        else ""
    )
    parts = [item.cite, _("passata") if passed else "", *certainty_of(item), from_fact]
    return [dated, Group(Text(say(item.text)), aside(*parts, say(item.note)))]


def scoring(outcome: Outcome, console: Console) -> Screen:
    """Show the score by criterion, or why there is none; nothing where the call ranks nobody."""
    score = outcome.scoring
    if score.status == "none":
        return
    yield heading(_("Punteggio"), score.cite)
    if score.status == "missing":
        text = _("Non si può dire: la griglia manca dal testo che abbiamo.")
        yield entry(console, "undetermined", Text(text), *([Text(say(score.why), style="dim")] if score.why else []))
        return
    yield entry(console, _passed_mark(score), Text(_total(score), style="bold"))
    rows = [_criterion(score, place) for place in range(len(score.criteria))]
    yield columns(rows, "right", "full")


def _passed_mark(score: ScoreOutcome) -> str:
    if score.passed is None:
        return "unknown"
    return "pass" if score.passed else "fail"


def _total(score: ScoreOutcome) -> str:
    points = number(score.points) if score.points is not None else _("punti non ancora noti")
    most = _("su {most}").format(most=number(score.most)) if score.most is not None else ""
    threshold = ""
    if score.threshold is not None:
        words = {True: _("soglia {n} raggiunta"), False: _("soglia {n} non raggiunta"), None: _("soglia {n}")}
        threshold = "· " + words[score.passed].format(n=number(score.threshold))
    return " ".join(part for part in (points, most, threshold) if part)


def _criterion(score: ScoreOutcome, place: int) -> list[RenderableType]:
    item = score.criteria[place]
    points = "?" if item.points is None else number(item.points)
    origin = "" if item.origin == "computed" else points_word(item.origin)
    text = Text(f"{item.id} {say(item.text)}  ").append_text(aside(origin, item.cite))
    return [f"{points} / {number(item.most)}", text]
