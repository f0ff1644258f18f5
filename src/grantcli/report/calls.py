"""The library of calls to read: which there are, and what one of them says."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..i18n import _, plural, say
from ..model.amounts.aid_form import InstrumentForm
from ..model.call import Call
from ..model.rule import Rule
from ..model.timeline import Window
from ..model.vocabulary import APPLICANT_KIND, Vocabulary
from ..wording.aid_forms import form_word
from ..wording.facts import written
from ..wording.formats import listing, moment
from ..wording.provenance import status_word
from ..wording.terms import certainty_of, term
from ..wording.window_words import not_checked
from .forms import instruments
from .layout import Screen, aside, columns, entry, heading, labelled, note, show
from .terms import costs, funding, payments
from .window import urgency, window_words

_MARKS = {"open": "pass", "coming": "todo", "closed": "none", "programme": "info", "project": "info"}

DatedCall = tuple[Call, Window]
"""A call as it stands on a day, and its window on that day."""


class ListedFit(NamedTuple):
    """What a call of the list is to a company: its chance, the same in words with its mark, and why not."""

    chance: Literal["possible", "missing", "undetermined", "impossible"]
    words: str
    mark: str
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unfunded: bool = False


Fits = Mapping[str, ListedFit]
"""The calls of a list by id, as they fit the company that it was made for."""
_CHANCES = ("possible", "missing", "undetermined", "impossible")


def show_list(
    calls: Sequence[DatedCall], today: date, console: Console, fits: Fits | None = None, *, program: str = "grantcli"
) -> None:
    """Print the calls, each with its window: what closes or opens soonest comes first.

    ``today`` is the day of whoever looks: what nobody checked for sixty days before is marked. With ``fits`` what the
    company cannot ask for comes last, with why. ``program`` is this program as it is typed.
    """
    show(_list(calls, today, console, fits or {}, program), console)


def is_for_region(call: Call, region: str) -> bool:
    """Return whether a call is for a region (ISTAT code), or for any."""
    return not call.regions or region in call.regions


def forms_of(call: Call) -> tuple[InstrumentForm, ...]:
    """Return the forms that the aid of a call takes: that of its contribution, those of its instruments."""
    own = [call.contribution.gives] if call.contribution.regimes else []
    return tuple(dict.fromkeys([*own, *(one.form for one in call.instruments)]))


def has_words(call: Call, words: str) -> bool:
    """Return whether every word is in what a call is called, what it pays and who gives it; case does not count."""
    texts = (call.id, call.title, call.summary, call.authority, call.contribution.form, *call.aliases)
    whole = " ".join(say(text) for text in texts if text is not None).casefold()
    return all(word in whole for word in words.casefold().split())


def list_data(calls: Iterable[DatedCall], on: date, fits: Fits | None = None) -> dict[str, object]:
    """Return the list as plain data: ids, titles, kinds, windows with ISO dates (local wall time), and the fits."""
    every = [{**_call_data(call, window), **_fit_data(call, fits or {})} for call, window in _sorted(calls, fits or {})]
    return {"schema": "grantcli/calls/1", "on": on.isoformat(), "calls": every}


def call_data(call: DatedCall, on: date) -> dict[str, object]:
    """Return one call of the list as plain data."""
    return {"schema": "grantcli/call/1", "on": on.isoformat(), **_call_data(*call)}


def _fit_data(call: Call, fits: Fits) -> dict[str, object]:
    if call.id not in fits:
        return {}
    one = fits[call.id]
    standing = {"chance": one.chance, "unfunded": one.unfunded}
    return {"fit": {**standing, "reasons": list(one.reasons), "missing": list(one.missing)}}


def _call_data(call: Call, window: Window) -> dict[str, object]:
    return {
        "id": call.id,
        "kind": call.kind,
        "title": say(call.title),
        "authority": say(call.authority),
        "state": window.state,
        "opens": window.opens.isoformat() if window.opens else None,
        "closes": window.closes.isoformat() if window.closes else None,
        "verified": window.sure,
        "zone": call.zone,
        "language": call.language,
        "forms": list(forms_of(call)),
        "regions": list(call.regions),
        "checked": call.checked.isoformat() if call.checked else None,
    }


def _sorted(calls: Iterable[DatedCall], fits: Fits) -> list[DatedCall]:
    """Sort by window; for a company what it cannot ask for comes last, and what is possible first of its window."""

    def place(pair: DatedCall) -> tuple[object, ...]:
        (state, *rest), fit = urgency(pair[1]), fits.get(pair[0].id)
        chance = 0 if fit is None else _CHANCES.index(fit.chance)
        return (fit is not None and fit.chance == "impossible", state, chance, *rest, pair[0].id)

    return sorted(calls, key=place)


def _list(calls: Sequence[DatedCall], today: date, console: Console, fits: Fits, program: str) -> Screen:
    yield heading(_("Bandi, programmi e progetti"), str(len(calls)))
    if not calls:
        yield note(_("Nessun bando è così. Tutti: grantcli calls list").replace("grantcli", program))
        return
    for call, window in _sorted(calls, fits):
        fit = fits.get(call.id)
        mark = fit.mark if fit is not None else _MARKS.get(window.state, "unknown")
        yield entry(console, mark, *_listed(call, window, today, fit))
    yield note(_("Per leggerne uno: grantcli calls show ID").replace("grantcli", program), "dim")


def _listed(call: Call, window: Window, today: date, fit: ListedFit | None) -> Iterator[RenderableType]:
    yield Text(f"{call.id}\n", style="bold").append(say(call.title), style="not bold")
    yield Text(window_words(window), style="green" if window.state == "open" else "")
    if fit is not None:
        yield Text(fit.words)
        yield from (Text(reason) for reason in fit.reasons)
    old = not_checked(call, today) if window.state in ("open", "coming", "unknown") else ""
    forms = ", ".join(form_word(form) for form in forms_of(call))
    yield aside(forms, say(call.authority), old)


def show_call(
    dated: DatedCall,
    vocabulary: Vocabulary,
    today: date,
    console: Console,
    *,
    verbose: bool = False,
    program: str = "grantcli",
) -> None:
    """Print what a call says on a day; ``verbose`` adds every rule, reading, source and the history.

    ``today`` is the day of whoever looks: that nobody checked the call for sixty days before it is said. ``program``
    is this program as it is typed.
    """
    head, body = _head(*dated, today, console), _call(dated[0], vocabulary, console, verbose)
    show([*head, *body, *_foot(dated[0], verbose, program)], console)


def why_not_a_call(call: Call, program: str) -> Iterator[RenderableType]:
    """Say what a programme or a project is, who takes part and what it cost, and that nobody can apply to it."""
    yield Text(say(call.title), style="bold")
    if call.kind == "programme":
        yield Text(_("È un programma, non un bando: ora non c'è nulla a cui fare domanda."))
    else:
        yield Text(_("È un progetto con i partner già stabiliti, non un bando: nessuno può fare domanda."))
    if call.summary:
        yield Text(say(call.summary))
    for name, text in call.profile.items():
        yield labelled(_profile_word(name), say(text))
    words = _("Che cosa dice: grantcli calls show {id}").replace("grantcli", program)
    yield Text(words.format(id=call.id), style="dim")


def _call(call: Call, vocabulary: Vocabulary, console: Console, verbose: bool) -> Screen:
    parts: list[Callable[[], Screen]] = [
        lambda: _profile(call),
        lambda: _dates(call, vocabulary),
        lambda: _procedure(call, console),
        lambda: funding(call, console, vocabulary),
        lambda: instruments(call, console, vocabulary),
        lambda: payments(call, console, vocabulary),
        lambda: _requirements(call, vocabulary, console, verbose),
        lambda: costs(call, console, vocabulary, verbose=verbose),
        lambda: _papers(call, console),
        lambda: _score(call, console),
        lambda: _open_points(call, console, verbose),
        lambda: _sources(call, console, verbose),
    ]
    for part in parts:
        yield from part()


def _head(call: Call, window: Window, today: date, console: Console) -> Screen:
    yield Padding(Text(say(call.title), style="bold"), (1, 0, 0, 2))
    yield Padding(aside(call.id, say(call.authority)), (0, 0, 0, 2))
    yield Text("")
    yield entry(console, _MARKS.get(window.state, "unknown"), Text(window_words(window), style="bold"))
    old = not_checked(call, today) if window.state in ("open", "coming", "unknown") or window.way else ""
    if old:
        yield entry(console, "warning", Text(old[:1].upper() + old[1:]))
    if call.summary:
        yield Padding(Text(say(call.summary)), (1, 0, 0, 2))


def _profile(call: Call) -> Screen:
    if call.profile:
        yield heading(_("Che cos'è"))
        for name, text in call.profile.items():
            yield Padding(labelled(_profile_word(name), say(text)), (0, 0, 0, 2))


def _profile_word(name: str) -> str:
    """Say a heading of a profile: the usual ones in the user's language, any other as the call writes it."""
    words = {
        "what": _("Che cosa"),
        "who": _("Chi partecipa"),
        "where": _("Dove"),
        "when": _("Quando"),
        "cost": _("Quanto costa"),
        "results": _("Risultati"),
        "check": _("Controllo"),
        "apply": _("Fare domanda"),
    }
    return words.get(name, name)


def _dates(call: Call, vocabulary: Vocabulary) -> Screen:
    if not call.deadlines:
        return
    yield heading(_("Quando"))
    rows: list[list[RenderableType]] = []
    for deadline in call.deadlines:
        when = Text(moment(deadline.at), style="bold") if deadline.at else Text(_("si conta"), style="dim")
        counted = term(deadline.after, vocabulary) if deadline.after is not None else ""
        small = aside(counted, deadline.cite, *certainty_of(deadline), say(deadline.note))
        text = Group(Text(say(deadline.text)), small)
        rows.append([when, text])
    yield columns(rows, "left", "full")


def _procedure(call: Call, console: Console) -> Screen:
    if call.phases:
        yield heading(_("Come si svolge"))
    for phase in call.phases:
        yield entry(console, "info", Text(say(phase.text)), aside(phase.cite, status_word(phase.status)))


def _requirements(call: Call, vocabulary: Vocabulary, console: Console, verbose: bool) -> Screen:
    asked = [rule for rule in call.rules if verbose or (rule.severity == "blocking" and rule.moment == "submission")]
    if not asked and call.applicants is None:
        return
    total = plural("{n} regola", "{n} regole", len(call.rules)).format(n=len(call.rules))
    if len(asked) < len(call.rules):
        total = _("{n} che escludono, di {total}").format(n=len(asked), total=total)
    yield heading(_("Chi può chiederlo, e a quali condizioni"), total)
    if call.applicants is not None:
        who = listing([written(kind, vocabulary.get(APPLICANT_KIND)) for kind in call.applicants.who])
        yield entry(console, "info", Text(who), aside(call.applicants.id, call.applicants.cite))
    for rule in asked:
        small = aside(rule.id, rule.cite, status_word(rule.status))
        yield entry(console, _rule_mark(rule), Text(say(rule.text)), small)


def _rule_mark(rule: Rule) -> str:
    if rule.status == "missing":
        return "undetermined"
    return "info" if rule.severity == "blocking" else "none"


def _papers(call: Call, console: Console) -> Screen:
    if not call.attachments:
        return
    yield heading(_("Con quali documenti"), str(len(call.attachments)))
    for paper in call.attachments:
        condition = "" if paper.when is None and paper.each is None else _("secondo i casi")
        score = _("solo per il punteggio") if paper.purpose == "score" else ""
        title = Text.assemble((paper.id, "bold"), f" {say(paper.title)}")
        yield entry(console, "todo", title, aside(condition, score, say(paper.form), paper.cite))


def _score(call: Call, console: Console) -> Screen:
    scoring = call.scoring
    if scoring is None:
        return
    yield heading(_("Punteggio"), scoring.cite)
    if scoring.status == "missing":
        yield entry(console, "undetermined", Text(_("La griglia manca dal testo che abbiamo.")), Text(say(scoring.why)))
        return
    rows = [[Text(f"0–{criterion.most}"), Text(say(criterion.text))] for criterion in scoring.criteria]
    yield columns(rows, "right", "full")
    if scoring.threshold is not None:
        yield note(_("Soglia: {points} punti.").format(points=scoring.threshold))


def _open_points(call: Call, console: Console, verbose: bool) -> Screen:
    if call.gaps:
        yield heading(_("Parti del testo che non abbiamo"), str(len(call.gaps)))
        for gap in call.gaps:
            yield entry(console, "undetermined", Text(say(gap.what)), Text(say(gap.consequence), style="dim"))
    shown = [item for item in call.discrepancies if item.shown or verbose]
    if shown:
        yield heading(_("Dove le fonti non concordano"), str(len(shown)))
        for item in shown:
            readings = [labelled(reading.cite, say(reading.text)) for reading in item.readings] if verbose else []
            followed = [labelled(_("Si segue"), say(item.followed))] if item.followed else []
            yield entry(console, "warning", Text(say(item.text)), *readings, *followed)


def _sources(call: Call, console: Console, verbose: bool) -> Screen:
    if not verbose:
        return
    if call.history:
        yield heading(_("Che cosa è successo poi"))
        for reading in call.history:
            yield entry(console, "info", Text(say(reading.text)), aside(reading.cite))
    yield heading(_("Fonti"), str(len(call.sources)))
    for name, source in call.sources.items():
        title = Text.assemble((name, "bold"), f"  {say(source.title)}")
        address = [Text(source.address, style="dim", overflow="fold")] if source.address else []
        yield entry(console, "info", title, *address)


def _foot(call: Call, verbose: bool, program: str) -> Screen:
    yield Text("")
    if not verbose:
        yield note(_("Con --all: tutte le regole, le letture e le fonti."), "dim")
    if call.kind == "call":
        words = _("Per fare domanda: grantcli ask {id}").replace("grantcli", program)
        yield note(words.format(id=call.id), "dim")
