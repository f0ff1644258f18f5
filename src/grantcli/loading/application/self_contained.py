"""Whether an application can be read from itself alone: the files it names, other than those that come with it."""

from collections.abc import Iterator, Mapping

from ..parser.parsing import parse_text
from ..parser.tree import Leaf, MappingNode, Tree, at
from .aids import without_files
from .expense_files import without_plans
from .partner_files import without_partner_files


def files_named(tree: Tree, beside: Mapping[str, str]) -> Leaf | None:
    """Return the first name of a file outside ``beside`` (texts by name) in an application or a profile, else None."""
    return next(_plan_names(tree, beside), None)


def _plan_names(tree: Tree, beside: Mapping[str, str]) -> Iterator[Leaf]:
    if not isinstance(tree, MappingNode):
        return
    for plan in without_plans(tree).plans:
        yield plan if isinstance(plan, Leaf) else Leaf("expenses", True, plan.mark)
    partners = without_partner_files(tree)
    yield from (*partners.tables, *partners.profiles.values(), *without_files(tree).files)
    company = tree.entries.get("company")
    profile = at(company, "profile") if isinstance(company, MappingNode) else company
    if isinstance(profile, Leaf) and not profile.is_null:
        if profile.text not in beside:
            yield profile
        else:
            inner, _problems = parse_text(beside[profile.text], profile.text)
            yield from _plan_names(inner, {}) if inner is not None else ()
