"""The golden cases that a call carries, and the facts each of them is judged on."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..filing import is_regular, real
from ..i18n import _
from ..model.call import Call, Edition
from ..model.case import Case, Expect
from ..model.contribution import Regime
from ..model.facts import Facts
from ..model.instruments.instrument import Instrument
from ..model.outcome import SCORE_RULE
from ..model.vocabulary import Vocabulary
from ..problem import Place, Problem, errors
from .application.application import load_application, over
from .application.facts import SUPPLIED, FactReader, read_facts
from .call.vocabulary import lexicon
from .identity_key import Same
from .parser.parsing import read_tree
from .parser.reader import BAD, Reader, join
from .parser.suggestions import did_you_mean
from .parser.tree import MappingNode, Series, Tree, at

EXAMPLE = "example"
_IN_LIST = re.compile(r"\[[^\[\]]*\]\.")
_ITEM = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]((?:\..+)?)")


def load_cases(folder: Path, edition: Edition) -> tuple[list[Case], list[Problem]]:
    """Read ``cases/*.yaml`` of a call's folder: one case a file, or a list of them, in the order of their names.

    A case with problems is left out. Its facts are checked here, at their places, and read again by ``case_facts``.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in sorted((folder / "cases").glob("*.yaml")):
        tree, told = read_tree(file)
        problems += told
        for index, node in enumerate(_written(tree)):
            reader = Reader(str(file))
            case = _case(node, f"[{index}]" if isinstance(tree, Series) else "", edition, reader)
            problems += reader.problems
            if case is not None and not any(errors(reader.problems)):
                cases.append(case)
    return cases, problems + _same_names(cases)


def _written(tree: Tree | None) -> tuple[Tree, ...]:
    if tree is None:
        return ()
    return tree.items if isinstance(tree, Series) else (tree,)


def _case(node: Tree, path: str, edition: Edition, reader: Reader) -> Case | None:
    case: Any = reader.read(Case, node, path)
    if case is BAD:
        return None
    if case.base is not None and not _is_base(base_file(case.base, edition), edition):
        text = _("non c'è «{file}» da cui partire").format(file=base_file(case.base, edition))
        reader.tell(node.mark, join(path, "base"), text, "missing_base")
        return None
    _check_facts(case, node, edition, reader)
    _check_expected(case, node, edition, reader)
    located: Case = replace(case, file=f"{reader.file}:{node.mark[0]}")
    return located


def _check_facts(case: Case, node: Tree, edition: Edition, reader: Reader) -> None:
    facts = at(node, "facts")
    if not isinstance(facts, MappingNode):
        return
    whole = {key: part for key, part in facts.entries.items() if not _ITEM.fullmatch(key)}
    FactReader(reader, "file").read(MappingNode(whole, facts.keys, facts.mark), edition.vocabulary, edition.call)
    for key in facts.entries.keys() - whole.keys():
        for problem in case_facts(replace(case, facts={key: case.facts[key]}), edition)[1]:
            if problem.place.file == "":
                reader.tell(facts.key_mark(key), f"facts.{key}", problem.text, problem.kind, problem.hint)


def _check_expected(case: Case, node: Tree, edition: Edition, reader: Reader) -> None:
    """Report expected ids and facts that the call does not have: such an expectation could never fail."""
    known = {
        "findings": rule_ids(edition),
        "attachments": {one.id for one in edition.call.attachments},
        "deadlines": {one.id for one in edition.call.deadlines},
    }
    for name, ids in known.items():
        for wanted in getattr(case.expect, name):
            if wanted not in ids:
                text = _("il bando non ha «{id}» fra {name}").format(id=wanted, name=name)
                written = at(node, "expect", name)
                mark = written.key_mark(wanted) if isinstance(written, MappingNode) else node.mark
                reader.tell(mark, f"expect.{name}.{wanted}", text, "unknown_id", did_you_mean(wanted, ids))
    _check_something(case, node, reader)
    _check_amounts(case, node, edition, reader)
    _check_keys(case, node, edition, reader)


def _check_something(case: Case, node: Tree, reader: Reader) -> None:
    if case.expect == Expect():
        mark = node.keys.get("expect", node.mark) if isinstance(node, MappingNode) else node.mark
        hint = _("scrivere almeno il verdetto, un importo o l'esito di una regola")
        reader.tell(mark, "expect", _("il caso non si aspetta nulla"), "expects_nothing", hint)


def _check_amounts(case: Case, node: Tree, edition: Edition, reader: Reader) -> None:
    amounts, known_amounts = at(node, "expect", "amounts"), amount_names(edition)
    payments = {name for name in known_amounts if name.startswith("payment.")}
    for wanted in case.expect.amounts:
        if (
            wanted not in known_amounts
            and not wanted.startswith(("line.", "partner."))
            and wanted.rpartition(".")[0] not in payments
            and not _is_item_amount(wanted, edition)
        ):
            text = _("nessun importo si chiama «{name}»").format(name=wanted)
            mark = amounts.key_mark(wanted) if isinstance(amounts, MappingNode) else node.mark
            reader.tell(mark, f"expect.amounts.{wanted}", text, "unknown_amount", did_you_mean(wanted, known_amounts))


def _check_keys(case: Case, node: Tree, edition: Edition, reader: Reader) -> None:
    for name in ("missing", "not_asked"):
        for index, key in enumerate(getattr(case.expect, name)):
            held = _IN_LIST.sub("[].", key)
            if held not in edition.vocabulary and not any(one.endswith(f"[].{held}") for one in edition.vocabulary):
                text = _("nessun fatto si chiama «{name}»").format(name=key)
                where = at(node, "expect", name, index)
                mark = node.mark if where is None else where.mark
                hint = did_you_mean(key, edition.vocabulary)
                reader.tell(mark, f"expect.{name}[{index}]", text, "unknown_fact", hint)


def _is_item_amount(name: str, edition: Edition) -> bool:
    """Return whether a name is that of a computed field of an item: ``computed.expenses[S1].unit``."""
    held = _IN_LIST.sub("[].", name.removeprefix("computed."))
    return name.startswith("computed.") and "[]." in held and held in edition.vocabulary


def amount_names(edition: Edition) -> set[str]:
    """Return the names that amounts in ``expect`` can have, but for those of lines, partners and computed facts."""
    names = {"presented", "admitted", "contribution", "score"}
    for call in (edition.call, *(version.call for version in edition.versions)):
        names |= {f"regime.{one.id}" for one in call.contribution.regimes}
        names |= {f"withheld.{one.id}" for one in call.contribution.withheld}
        names |= {f"payment.{one.id}" for one in call.payments}
        names |= {"net"} if call.contribution.withheld else set()
        of_each = ("instrument", "way", "kept", "equivalent")
        names |= {f"{word}.{one.id}" for one in call.instruments for word in of_each}
        names |= {"repaid", "support", "own_funds", "equivalent"} if call.instruments else set()
    computed = (key for key, fact in edition.vocabulary.items() if fact.compute is not None)
    return names | {f"computed.{key}" for key in computed if "[]" not in key}


def rule_ids(edition: Edition) -> set[str]:
    """Return the ids that findings can have: rules, line rules, limits, caps, deadlines, in all versions."""
    ids: set[str] = set()
    for call in (edition.call, *(version.call for version in edition.versions)):
        money = call.contribution
        capped: tuple[Regime | Instrument, ...] = (*money.regimes, *call.instruments)
        caps = (*money.caps, *(cap for one in capped for cap in one.caps))
        own_limits = [limit for one in capped for limit in one.limits]
        lines = call.expenses
        for nodes in (call.rules, lines.refused, lines.limits, own_limits, call.deadlines, caps, call.together):
            ids.update(node.id for node in nodes)
        if call.scoring is not None and call.scoring.below != "unsaid":
            ids.add(SCORE_RULE)
        if call.window is not None:
            ids.add("window")
        if any(one.de_minimis is not None for one in capped):
            ids.add("de_minimis")
        if call.applicants is not None:
            ids.add(call.applicants.id)
    return ids


def _same_names(cases: list[Case]) -> list[Problem]:
    seen: dict[str, Case] = {}
    problems = []
    for case in cases:
        if case.name in seen:
            text = _("un altro caso si chiama «{name}» ({file})").format(name=case.name, file=seen[case.name].file)
            file, _colon, line = case.file.rpartition(":")
            problems.append(Problem(Place(file, int(line), 1), "name", text, kind="duplicate_name"))
        seen.setdefault(case.name, case)
    return problems


def base_file(base: str, edition: Edition) -> Path:
    """Return the application a case starts from: ``example`` is the call's own, another name is a file beside it."""
    name = "domanda" if base == EXAMPLE else base
    return Path(edition.folder) / "example" / f"{name}.yaml"


def _is_base(file: Path, edition: Edition) -> bool:
    """Return whether an application is there, and the call's own: no path or link that leads out of its folder."""
    return is_regular(file) and real(file).parent == real(Path(edition.folder)) / "example"


def case_facts(case: Case, edition: Edition) -> tuple[Facts, list[Problem]]:
    """Return the facts of a case: those of its base with its own over them; a null forgets an answer.

    ``expenses[S3].amount`` changes one item of a list, ``expenses[S3]: null`` takes it away, ``expenses[+S9]: {…}``
    adds one at its end, ``supplied: null`` forgets all that was supplied.
    """
    if case.base is None:
        return overlay(Facts(), case.facts, edition)
    facts, problems = _base(base_file(case.base, edition), Same(edition))
    changed, told = overlay(facts, case.facts, edition)
    return changed, [*problems, *told]


@lru_cache(maxsize=16)
def _base(file: Path, held: Same[Edition]) -> tuple[Facts, tuple[Problem, ...]]:
    application, problems = load_application(file, {held.value.call.id: held.value})
    return (application.facts if application else Facts()), tuple(problems)


def overlay(base: Facts, changes: Mapping[str, object], edition: Edition) -> tuple[Facts, list[Problem]]:
    """Return ``base`` with changes over it, as a case or ``--set`` writes them (see ``case_facts``)."""
    return _overlaid(base, changes, edition.vocabulary, edition.call)


def _overlaid(
    base: Facts, changes: Mapping[str, object], vocabulary: Vocabulary, call: Call | None = None
) -> tuple[Facts, list[Problem]]:
    items = {key: value for key, value in changes.items() if _ITEM.fullmatch(key)}
    plain = {key: value for key, value in changes.items() if key not in items}
    facts, problems = read_facts(plain, vocabulary, "file", call=call)
    made = over(_forget(base, plain), facts)
    for key, value in items.items():
        made, told = _change_item(made, key, value, vocabulary)
        problems += told
    return made, problems


def _forget(base: Facts, changes: Mapping[str, object]) -> Facts:
    nulls = set(_nulls(changes, ""))
    under = tuple(f"{key}." for key in nulls)
    supplied = {} if SUPPLIED in nulls else {k: v for k, v in base.supplied.items() if f"{SUPPLIED}.{k}" not in nulls}

    def kept(key: str) -> bool:
        return key not in nulls and not key.startswith(under)

    return replace(
        base,
        answers={key: answer for key, answer in base.answers.items() if kept(key)},
        lists={key: items for key, items in base.lists.items() if kept(key)},
        supplied=supplied,
    )


def _nulls(changes: Mapping[str, object], prefix: str) -> list[str]:
    found: list[str] = []
    for key, value in changes.items():
        if value is None:
            found.append(prefix + key)
        elif isinstance(value, Mapping):
            found += _nulls(value, f"{prefix}{key}.")
    return found


def _change_item(facts: Facts, key: str, value: object, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    """Change, add or take away one item of a list, or a field of it: of a list inside of it too."""
    match = _ITEM.fullmatch(key)
    name, wanted, field = match.groups() if match else ("", "", "")
    fact = vocabulary.get(name)
    items = facts.lists.get(name, ())
    if fact is not None and fact.items is not None and wanted.startswith("+"):
        return _add_item(facts, key, name, wanted[1:], {} if field else value, vocabulary)
    if fact is None or fact.items is None or wanted not in {item.id for item in items}:
        text = _("«{key}» non indica nessuna voce: ci sono {ids}")
        said = text.format(key=key, ids=", ".join(item.id for item in items) or "-")
        return facts, [Problem(Place(""), key, said, kind="unknown_item")]
    if value is None and not field:
        return facts.with_list(name, tuple(item for item in items if item.id != wanted)), []
    changes = {field.removeprefix("."): value} if field else value
    if not isinstance(changes, Mapping):
        return facts, [Problem(Place(""), key, _("qui serve una tabella di chiavi e valori"), kind="not_a_mapping")]
    place = [item.id for item in items].index(wanted)
    patched, problems = _overlaid(items[place], changes, lexicon(fact.items).facts)
    return facts.with_list(name, (*items[:place], patched, *items[place + 1 :])), problems


def _add_item(
    facts: Facts, key: str, name: str, new: str, value: object, vocabulary: Vocabulary
) -> tuple[Facts, list[Problem]]:
    items = facts.lists.get(name, ())
    if not isinstance(value, Mapping) or not value:
        return facts, [Problem(Place(""), key, _("qui serve una tabella di chiavi e valori"), kind="not_a_mapping")]
    if new in {item.id for item in items}:
        text = _("la sigla «{id}» è già usata").format(id=new)
        return facts, [Problem(Place(""), key, text, kind="duplicate_id")]
    read, problems = read_facts({name: [{"id": new, **value}]}, vocabulary, "file")
    return facts.with_list(name, (*items, *read.lists.get(name, ()))), problems
