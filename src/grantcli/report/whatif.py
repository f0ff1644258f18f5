"""What would change the contribution: what binds, what one more euro yields, what costs most, what is lacking."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, say
from ..model.call import Call
from ..model.contribution import Cap
from ..model.expense import Limit
from ..model.outcome import Outcome
from ..model.vocabulary import Vocabulary
from ..model.whatif import AnswerLoss, Binding, Breakpoint, FormYield, LineLoss, Reach, WhatIf, Yield
from ..money import ZERO
from ..wording.facts import label_of, question_of, vocabulary_key, written
from ..wording.formats import change, money
from ..wording.verdicts import overall_word, unpaid_words
from .data.values import Data, euro, euro_or_none, plain
from .layout import Screen, aside, entry, heading, labelled, note, show
from .outcome.amounts import amount_words


def show_what_if(answer: WhatIf, outcome: Outcome, console: Console) -> None:
    """Print the answer; ``outcome`` is the one that it is about, for the names of things."""
    show(_screen(answer, outcome, console), console)


def what_if_data(answer: WhatIf) -> Data:
    """Return the answer as data: amounts as strings with two decimals, lists in order of what costs most."""
    return {
        "schema": "grantcli/whatif/1",
        "contribution": euro_or_none(answer.contribution),
        "status": answer.status,
        "regime": answer.regime,
        "binding": [_binding_data(one) for one in answer.binding],
        "yields": [_yield_data(one) for one in answer.yields],
        "lines": [
            {"line": one.line, "rules": list(one.rules), "refused": euro(one.refused), "gain": euro(one.contribution)}
            for one in answer.lines
        ],
        "answers": [
            {
                "fact": one.key,
                "answer": plain(one.answer.value),
                "instead": plain(one.instead),
                "verdict": one.verdict,
                "unfunded": one.unfunded,
                "contribution": euro_or_none(one.contribution),
                "gain": euro(one.gain),
            }
            for one in answer.answers
        ],
        "unrounded": None if answer.unrounded is None else say(answer.unrounded),
        "overspent": [
            {"line": one.line, "less": euro(one.less), "contribution": euro(one.contribution), "gain": euro(one.gain)}
            for one in answer.overspent
        ],
        "reaches": [
            {
                "rule": one.rule,
                "least": euro(one.least),
                "reached": euro(one.reached),
                "by_category": {category: euro_or_none(more) for category, more in one.by_category},
            }
            for one in answer.reaches
        ],
    }


def _binding_data(one: Binding) -> Data:
    instrument = None if one.instrument is None else say(one.instrument)
    return {"rule": one.rule, "amount": euro(one.amount), "of": one.of, "instrument": instrument}


def _yield_data(one: Yield) -> Data:
    return {
        "category": one.category,
        "partner": one.partner,
        "admitted": plain(one.admitted),
        "contribution": plain(one.contribution),
        "breakpoints": [
            {
                "spending": euro(point.spending),
                "contribution": euro(point.contribution),
                "yields": plain(point.yields),
                "jump": euro(point.jump),
                "starts": list(point.starts),
                "ends": list(point.ends),
                "bends_to": plain(point.bends_to),
                "forms": [_form(form) for form in point.forms],
            }
            for point in one.breakpoints
        ],
        "missing": list(one.missing),
        "bends_to": plain(one.bends_to),
        "measured_over": euro_or_none(one.measured),
        "told_to": euro_or_none(one.told_to),
        "lowers_from": euro_or_none(one.lowers_from),
        "forms": [_form(form) for form in one.forms],
    }


def _form(one: FormYield) -> Data:
    return {
        "id": one.id,
        "label": say(one.label),
        "yields": plain(one.yields),
        "jump": euro(one.jump),
        "bends_to": plain(one.bends_to),
    }


def _screen(answer: WhatIf, outcome: Outcome, console: Console) -> Screen:
    amount = amount_words(answer.contribution, answer.status)
    refused = outcome.call.kind == "call" and outcome.verdict == "not_eligible"
    unpaid = answer.contribution is not None and (refused or outcome.unfunded)
    yield heading(_("E se…"), unpaid_words(amount, refused=refused) if unpaid else amount)
    yield from _binding(answer, console)
    yield from _yields(answer, outcome, console)
    yield from _overspent(answer, console)
    yield from _losses(answer, outcome.vocabulary, console)
    for reach in answer.reaches:
        yield heading(_("Per arrivare al minimo"), reach.rule)
        yield entry(console, "todo", *_reach(reach, outcome))


def _binding(answer: WhatIf, console: Console) -> Screen:
    if not answer.binding:
        yield note(_("Ora nessun limite e nessun tetto taglia il contributo."))
        return
    yield heading(_("Che cosa taglia ora"), str(len(answer.binding)))
    for one in answer.binding:
        what = _("di costo") if one.of == "cost" else say(one.instrument) or _("di contributo")
        taken = Text.assemble((change(-abs(one.amount)), "bold red"), f" {what}  {say(one.text)}")
        yield entry(console, "warning", taken, aside(one.rule, one.cite))


def _yields(answer: WhatIf, outcome: Outcome, console: Console) -> Screen:
    if not answer.yields:
        return
    yield heading(_("Un euro di spesa in più"))
    if answer.unrounded is not None:
        yield note(say(answer.unrounded), "dim")
    for alike in _alike(answer.yields):
        yield entry(console, "info", *_yield(alike, outcome, answer.contribution or ZERO))


def _alike(yields: Iterable[Yield]) -> list[list[Yield]]:
    """Gather the places where one euro more does the same, now and further on: many partners are often alike."""
    groups: dict[object, list[Yield]] = {}
    for one in yields:
        key = one.admitted, one.contribution, one.breakpoints, one.missing, one.bends_to, one.measured, one.told_to
        groups.setdefault((*key, one.forms), []).append(one)
    return list(groups.values())


def _yield(alike: list[Yield], outcome: Outcome, now: Decimal) -> Iterator[RenderableType]:
    one = alike[0]
    titles = list(_places(alike, outcome))
    if one.contribution is None or one.admitted is None:
        titles[-1].append(f"  {_('non si può dire')}", style="not bold magenta")
        yield from titles
        yield labelled(_("Manca"), "; ".join(_missing(key, outcome.vocabulary) for key in one.missing))
        return
    yield from titles
    words = _("ogni euro in più rende {contribution} ({admitted} ammessi)")
    yield Text(words.format(contribution=_cents(one.contribution), admitted=_cents(one.admitted)))
    if one.measured is not None:
        yield aside(_measured(one, now))
    ends = one.told_to is not None
    for form in one.forms:
        yield labelled(say(form.label), _form_words(form, ends or bool(one.breakpoints)))
    if bends := _bends(one.contribution, one.bends_to, ends or bool(one.breakpoints)):
        yield aside(bends)
    for n, point in enumerate(one.breakpoints, 1):
        yield labelled(_("Poi"), _breakpoint(point, outcome.call, ends or n < len(one.breakpoints)))
    if one.told_to is not None:
        words = _("oltre {spending} di spesa in più non è detto che cosa cambia")
        yield aside(words.format(spending=money(one.told_to)))
    if one.lowers_from is not None:
        yield Text(_lowers(one.lowers_from), style="yellow")


def _bends(start: Decimal, to: Decimal | None, ends: bool) -> str:
    """Say how far a yield changes little by little, up to a next point or for good; nothing of less than a cent."""
    if to is None or round(start, 2) == round(to, 2):
        return ""
    words = _("la resa cambia a poco a poco, fino a {yields} prima del punto che segue")
    if not ends:
        words = _("la resa cambia a poco a poco, verso {yields}, e non va oltre")
    return words.format(yields=_cents(to))


def _measured(one: Yield, now: Decimal) -> str:
    """Say over how much spending a yield is an average, and what the contribution surely is at its end."""
    amount = one.measured or ZERO
    words = _("in media su {amount} in più, con cui il contributo è {contribution}")
    said = words.format(amount=money(amount), contribution=money(now + amount * (one.contribution or ZERO)))
    return said if one.forms else f"{said}: " + _("costo e contributo dipendono l'uno dall'altro")


def _lowers(start: Decimal) -> str:
    if not start:
        return _("Attenzione: spendendo di più qui il contributo scende.")
    return _("Attenzione: da {spending} di spesa in più qui il contributo scende.").format(spending=money(start))


def _places(alike: list[Yield], outcome: Outcome) -> Iterator[Text]:
    """Name the categories, each with the partners that are alike in it."""
    for category in dict.fromkeys(one.category for one in alike):
        partners = [one.partner for one in alike if one.category == category and one.partner]
        title = Text(_category(category, outcome), style="bold")
        yield title.append(f"  {', '.join(partners)}", style="not bold dim") if partners else title


def _breakpoint(point: Breakpoint, call: Call, ends: bool) -> str:
    words = _("dopo altri {spending} (contributo {contribution}) ogni euro in più rende {yields}").format(
        spending=money(point.spending), contribution=money(point.contribution), yields=_cents(point.yields)
    )
    jump = _("con un salto di {jump}").format(jump=change(point.jump)) if point.jump else ""
    rules = [_("da lì vale {rule}").format(rule=_rule(rule, call)) for rule in point.starts]
    rules += [_("da lì non vale più {rule}").format(rule=_rule(rule, call)) for rule in point.ends]
    forms = [f"{say(form.label)}: {_form_words(form, ends)}" for form in point.forms]
    bends = _bends(point.yields, point.bends_to, ends)
    return " · ".join(part for part in (words, bends, jump, *rules, *forms) if part)


def _form_words(form: FormYield, ends: bool) -> str:
    words = _("{amount} per ogni euro in più").format(amount=_cents(form.yields))
    jump = _("con un salto di {jump}").format(jump=change(form.jump)) if form.jump else ""
    bends = _bends(form.yields, form.bends_to, ends)
    return ", ".join(part for part in (words, jump, bends) if part)


def _rule(name: str, call: Call) -> str:
    """Name a cap or a limit by its id and its words, where it has any."""
    own = [cap for regime in call.contribution.regimes for cap in regime.caps]
    named: tuple[Limit | Cap, ...] = (*call.expenses.limits, *call.contribution.caps, *own)
    for one in named:
        if one.id == name and one.text:
            return f"{name} («{say(one.text).rstrip('.')}»)"
    return name


def _cents(amount: Decimal) -> str:
    """Write what one euro yields, to the cent, marked where that is not exact."""
    return money(amount) if amount == round(amount, 2) else f"≈ {money(amount)}"


def _overspent(answer: WhatIf, console: Console) -> Screen:
    if not answer.overspent:
        return
    yield heading(_("Spendendo meno si otterrebbe di più"), str(len(answer.overspent)))
    for one in answer.overspent:
        words = _("con {less} in meno il contributo sarebbe {contribution} ({gain})")
        said = words.format(less=money(one.less), contribution=money(one.contribution), gain=change(one.gain))
        yield entry(console, "warning", Text.assemble((one.line, "bold"), f" {one.description}  {said}"))


def _losses(answer: WhatIf, vocabulary: Vocabulary, console: Console) -> Screen:
    if answer.lines:
        yield heading(_("Le righe non ammesse o ridotte, da quella che costa di più"), str(len(answer.lines)))
        for line in answer.lines:
            yield entry(console, "fail", _line(line), aside(*line.rules))
    if answer.answers:
        yield heading(_("Le risposte che costano di più"), str(len(answer.answers)))
        for one in answer.answers:
            yield entry(console, "warning", *_answer(one, vocabulary))


def _line(one: LineLoss) -> Text:
    words = _("{refused} non ammessi; ammessa per intero porterebbe {gain}")
    text = Text.assemble((one.line, "bold"), f" {one.description}  ")
    return text.append(words.format(refused=money(one.refused), gain=change(one.contribution)))


def _answer(one: AnswerLoss, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    fact = vocabulary.get(vocabulary_key(one.key))
    yield Text.assemble(
        (label_of(one.key, vocabulary), "bold"),
        (f" [{one.key}]", "dim"),
        f": {written(one.answer.value, fact)} → {written(one.instead, fact)}",
    )
    gain = change(one.gain) if one.gain else ""
    yield aside(gain, overall_word(one.verdict, one.unfunded), amount_words(one.contribution, one.status))


def _reach(reach: Reach, outcome: Outcome) -> Iterator[RenderableType]:
    yield Text(say(reach.text))
    words = _("raggiunti {reached} di {least}")
    yield aside(words.format(reached=money(reach.reached), least=money(reach.least)), reach.cite)
    for category, more in reach.by_category:
        name = _category(category.partition("@")[0], outcome)
        if more is None:
            yield labelled(name, _("qui nessuna spesa in più basta"))
        else:
            yield labelled(name, _("basterebbero altri {amount}").format(amount=money(more)))


def _category(ident: str, outcome: Outcome) -> str:
    found = next((one for one in outcome.call.expenses.categories if one.id == ident), None)
    return f"{ident} {say(found.text)}" if found else ident


def _missing(key: str, vocabulary: Vocabulary) -> str:
    return question_of(key, vocabulary) if vocabulary_key(key) in vocabulary else key
