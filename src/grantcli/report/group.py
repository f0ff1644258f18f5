"""The group as a tree: from the applicant up to who holds it and down to what it holds, each tie once."""

from rich.text import Text
from rich.tree import Tree

from ..i18n import _
from ..model.standing import GroupRow, GroupTie, SizeAccount
from ..wording.formats import percent
from ..wording.standing import role_word


def group_tree(account: SizeAccount) -> Tree | None:
    """Return the tree of the ties, None for a firm without any; a member met again is named, not gone through."""
    rows = {row.id: row for row in account.rows}
    if not account.ties or "" not in rows:
        return None
    root = Tree(Text(rows[""].name or _("Il richiedente"), style="bold"), guide_style="dim")
    _grow(root, "", account.ties, rows)
    return root


def _grow(root: Tree, start: str, ties: tuple[GroupTie, ...], rows: dict[str, GroupRow]) -> None:
    """Add the members nearest first, so that each stands as near to the applicant as its ties allow."""
    nodes, waiting, drawn = {start: root}, [start], set[int]()
    while waiting:
        at = waiting.pop(0)
        for index, tie in enumerate(ties):
            if index in drawn or at not in (tie.holder, tie.held):
                continue
            drawn.add(index)
            other = tie.held if tie.holder == at else tie.holder
            seen = other in nodes
            node = nodes[at].add(_tie_words(tie, at, rows.get(other), again=seen))
            if not seen:
                nodes[other] = node
                waiting.append(other)


def _tie_words(tie: GroupTie, at: str, row: GroupRow | None, *, again: bool) -> Text:
    other = tie.held if tie.holder == at else tie.holder
    name = row.name if row is not None else other
    words = _("{name}, che ne detiene: {share}") if tie.held == at else _("{name}, detenuta: {share}")
    text = Text(words.format(name=name or _("il richiedente"), share=_share(tie)))
    if again:
        return text.append(f" · {_('già indicata')}", style="dim")
    return text.append(f" · {role_word(row.role)}", style="dim") if row is not None else text


def _share(tie: GroupTie) -> str:
    capital, votes = percent(tie.capital), percent(tie.votes)
    share = capital if tie.capital == tie.votes else _("{capital} (voti {votes})").format(capital=capital, votes=votes)
    if not tie.control:
        return share
    return _("{share} e il controllo").format(share=share) if tie.capital or tie.votes else _("il controllo")
