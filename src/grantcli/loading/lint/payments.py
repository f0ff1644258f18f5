"""Lint of payments: shares that make up the whole sum, times that can be counted, nothing after the balance."""

from collections.abc import Iterator
from decimal import Decimal

from ...i18n import _
from ...model.computing.call_figure import fixed
from ...model.instruments.payments import Payment
from ...registry.amounts import shown
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted

ONE = Decimal(1)


def check_payment_shares(linted: Linted) -> Iterator[AddressProblem]:
    """Payments that are always due are neither more nor less than the whole sum, and nothing follows the balance."""
    for group in _groups(linted).values():
        taken, whole = Decimal(0), False
        for index, one in group:
            if whole and one.when is None:
                text = _("«{id}» viene dopo il saldo, che prende tutto ciò che resta: non darà mai nulla")
                yield AddressProblem(
                    ("payments", index), "payment_after_all", text.format(id=one.id), _("metterlo prima"), True
                )
            share = fixed(one.share)
            whole = whole or _takes_all(one)
            taken += share if share is not None and one.when is None else 0
        yield from _sum(group, taken, whole)


def _sum(group: list[tuple[int, Payment]], taken: Decimal, whole: bool) -> Iterator[AddressProblem]:
    index, _last = group[-1]
    open_ = any(one.when is not None or (one.share is None or fixed(one.share) is None) for _at, one in group)
    if taken > ONE or (taken < ONE and not whole and not open_):
        text = _("le quote dei pagamenti sommano a {share}, non a 1").format(share=shown(taken))
        hint = _("ciò che resta alla fine è il saldo: what: balance")
        yield AddressProblem(("payments", index), "payments_do_not_sum", text, hint, True)


def _takes_all(one: Payment) -> bool:
    rest = one.what in ("balance", "yearly") and one.share is None and one.amount is None
    return rest and one.most is None and one.when is None


def _groups(linted: Linted) -> dict[tuple[str, ...], list[tuple[int, Payment]]]:
    """Return payments, each with its place, by the sums that they pay together."""
    groups: dict[tuple[str, ...], list[tuple[int, Payment]]] = {}
    for index, one in enumerate(linted.call.payments):
        groups.setdefault(one.of, []).append((index, one))
    return groups


def check_times(linted: Linted) -> Iterator[AddressProblem]:
    """A payment comes a whole number of times; equal shares by year say how many years."""
    for steps, one in of_kind(linted.call, Payment):
        times = fixed(one.times)
        if (times is not None and (times < 1 or times % 1)) or (one.what == "yearly" and one.times is None):
            text = _("un pagamento arriva un numero intero di volte, da 1 in su")
            yield AddressProblem((*steps, "times"), "wrong_times", text, _("per esempio {example}").format(example=5))


def check_advances(linted: Linted) -> Iterator[AddressProblem]:
    """An advance says how much, or its status says that the text does not."""
    for steps, one in of_kind(linted.call, Payment):
        if one.what == "advance" and one.share is None and one.amount is None and one.status != "missing":
            text = _("manca la cifra ({names}), e lo stato non lo dice").format(names="share, amount")
            yield AddressProblem(steps, "figure_missing", text, "status: missing")


PAYMENT_CHECKS: tuple[Check, ...] = (check_payment_shares, check_times, check_advances)
